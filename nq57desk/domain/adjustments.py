"""What may change in an issued plan, and the tag that a change leaves.

Decides:

- A draft changes freely. An issued plan changes only with the document that adjusts it; that document is asked for and
  stands as a tag on the task.
- What is not the issued paper's own words stays free: filling in what the paper left empty, and a field that none of
  the list's own columns is read from (a source document, a planned budget, a note where the list has no such column).
- A tag is one line of the task's ``adjusted_by``: "Điều chỉnh: 45/KH-UBND ngày 10/6/2026" or "Bổ sung: …". A line
  without such a word, as an office's own column has it, adjusts. Earlier tags stay; the last one is shown.
- A row that the import misread is mended by taking the plan back to draft, not by inventing a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Task
from nq57desk.domain.vietnamese import tidy


class TagKind(StrEnum):
    """Whether the document changed a task of the plan or added it."""

    ADJUSTED = "adjusted"
    ADDED = "added"


WORDS: Mapping[TagKind, str] = {TagKind.ADJUSTED: "Điều chỉnh", TagKind.ADDED: "Bổ sung"}
"""How the tag begins, and what it is called on screen."""
_LINE = re.compile(r"(điều chỉnh|bổ sung)(?:\s+theo)?\s*[:·–-]?\s*(.*)", re.IGNORECASE)
_KINDS = {"điều chỉnh": TagKind.ADJUSTED, "bổ sung": TagKind.ADDED}


@dataclass(frozen=True, slots=True)
class Tag:
    """One document that adjusted or added a task, word for word."""

    kind: TagKind
    document: str

    def __str__(self) -> str:
        return f"{WORDS[self.kind]}: {self.document}"


def tags(adjusted_by: str) -> tuple[Tag, ...]:
    """The documents named in a task's ``adjusted_by``, oldest first."""
    return tuple(_tag(line) for line in tidy(adjusted_by).split("\n") if line)


def _tag(line: str) -> Tag:
    found = _LINE.fullmatch(line)
    if found and found[2]:
        return Tag(_KINDS[found[1].lower()], found[2])
    return Tag(TagKind.ADJUSTED, line)


def tagged(adjusted_by: str, kind: TagKind, document: str) -> str:
    """``adjusted_by`` with the document as its newest tag; the same tag does not stand there twice."""
    new = Tag(kind, " ".join(tidy(document).split()))
    return "\n".join([*(line for line in tidy(adjusted_by).split("\n") if line and _tag(line) != new), str(new)])


def changed_words(before: Task, values: Mapping[str, object], columns: Iterable[str]) -> tuple[str, ...]:
    """The fields in which new values would replace the paper's own words; ``columns`` are the fields of its columns."""
    own = frozenset(columns)
    was = {name: getattr(before, name) for name in values}
    return tuple(
        name for name, value in values.items() if name in own and was[name] not in ("", None) and was[name] != value
    )


def protected_fields(plan: Plan, appendix: Appendix | None) -> frozenset[str]:
    """The task fields that only a document changes: none of a draft; of an issued plan those that its list shows."""
    if plan.status is PlanStatus.DRAFT:
        return frozenset()
    return frozenset({"name", *(appendix.column_fields if appendix else ())} - {""})
