"""The adjusted appendix (phụ lục điều chỉnh, bổ sung): what changed against the list that was issued.

Decides that a row stands in it where a document adjusted, added or stopped it (:mod:`nq57desk.domain.adjustments`; plan
001: "điều chỉnh", "bổ sung" with the document that did it; plan 000: stop or replace), that only what the list itself
shows counts as changed, and that the changed words stand as “cũ” → “mới". What the paper said before is known where the
change was made here; of a row that came in already adjusted only the document is known.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nq57desk.domain import paper_words as words
from nq57desk.domain.adjustments import WORDS, TagKind, tags
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.list_lines import item, number_cell
from nq57desk.domain.listings import Listing, ListingColumn, ListingLine
from nq57desk.domain.plan import Appendix, Task

COLUMNS = (
    ListingColumn("place", "TT", centred=True, width=10),
    ListingColumn("number", "TT trong phụ lục", centred=True, width=18),
    ListingColumn("name", "Nội dung nhiệm vụ", width=62),
    ListingColumn("change", "Điều chỉnh, bổ sung / Nội dung", width=56),
    ListingColumn("before", "Điều chỉnh, bổ sung / Đã ban hành", width=36),
    ListingColumn("after", "Điều chỉnh, bổ sung / Điều chỉnh thành", width=36),
    ListingColumn("document", "Văn bản điều chỉnh, bổ sung", width=38),
)
_STOPPED = "Dừng/thay thế"
_MOST_WORDS = 400
_FEW_WORDS = 3
"""So few words are told whole: "“Quý I/2026” → “Quý III/2026”"."""


@dataclass(frozen=True, slots=True)
class AdjustedRow:
    """A row that changed. ``before`` is the row as it was issued, None where that is not known; ``stopped_by`` the
    document that stops or replaces it."""

    row: Task | Indicator
    before: Task | Indicator | None = None
    stopped_by: str = ""


def is_changed(row: Task | Indicator, stopped_by: str = "") -> bool:
    """Whether the row stands in the adjusted appendix."""
    return bool(tags(row.adjusted_by)) or bool(stopped_by.strip())


def adjusted(appendix: Appendix, rows: Sequence[AdjustedRow]) -> Listing:
    """The changed rows in the list's order."""
    lines: list[ListingLine] = []
    for place, row in enumerate(rows, start=1):
        lines += _lines(place, row, _fields(appendix))
    return Listing(COLUMNS, tuple(lines), "Phụ lục chưa có nội dung nào được điều chỉnh, bổ sung.")


def _fields(appendix: Appendix) -> tuple[str, ...]:
    shown = [field for field in appendix.column_fields if field in words.FIELDS and field != "number"]
    return tuple(dict.fromkeys(["name", *shown]))


def _lines(place: int, row: AdjustedRow, fields: Sequence[str]) -> Iterator[ListingLine]:
    one = row.row
    documents = "\n".join(str(tag) for tag in tags(one.adjusted_by))
    if row.stopped_by.strip():
        documents = "\n".join(filter(None, (documents, f"{_STOPPED}: {row.stopped_by.strip()}")))
    changed = [field for field in fields if _changed(row, field)]
    first = (number_cell(place), one.number, one.name)
    if not changed:
        yield item(*first, _what(row), "", "", documents)
        return
    for at, field in enumerate(changed):
        before, after = str(getattr(row.before, field)), str(getattr(one, field))
        said = f"{words.FIELDS[field]}: {marked(before, after)}"
        head = first if at == 0 else ("", "", "")
        yield item(*head, said, before, after, documents if at == 0 else "", sub=at > 0)


def _changed(row: AdjustedRow, field: str) -> bool:
    return row.before is not None and getattr(row.before, field, "") != getattr(row.row, field, "")


def _what(row: AdjustedRow) -> str:
    kinds = {tag.kind for tag in tags(row.row.adjusted_by)}
    if TagKind.ADDED in kinds:
        return "Bổ sung mới"
    if not kinds and row.stopped_by:
        return _STOPPED
    return WORDS[TagKind.ADJUSTED]


def marked(before: str, after: str) -> str:
    """The changed words alone: "“phường” → “xã”", "thêm “xã hội”", "bỏ “(nếu có)”"; of a few words all of them."""
    old, new = before.split(), after.split()
    longest = max(len(old), len(new))
    if not _FEW_WORDS < longest <= _MOST_WORDS or not old or not new:
        return f"“{words.one_line(before)}” → “{words.one_line(after)}”"
    said = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = " ".join(old[i:j]), " ".join(new[k:m])
        if tag == "replace":
            said.append(f"“{was}” → “{now}”")
        elif tag == "delete":
            said.append(f"bỏ “{was}”")
        elif tag == "insert":
            said.append(f"thêm “{now}”")
    return "; ".join(said) or "trình bày lại"
