"""How a list counts, and what is odd about its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.domain.plan import Numbering
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.importing.result import ReadRow

MOST_TOLD = 20
"""As many findings of one kind are told one by one."""


def bare(number: str) -> str:
    """The number without the signs around it: "1." and "(1)" are "1"."""
    return number.strip(" .)(")


def numbering_of(rows: Sequence[ReadRow], *, double: bool) -> Numbering:
    """How the rows are numbered; a single section cannot tell, so it counts as continuous."""
    if double:
        return Numbering.DOUBLE
    if not any(row.number for row in rows):
        return Numbering.NONE
    if any(row.parent is not None and "." in bare(row.number) for row in rows):
        return Numbering.HIERARCHICAL
    return Numbering.PER_SECTION if counts_anew(rows) else Numbering.CONTINUOUS


def counts_anew(rows: Sequence[ReadRow]) -> bool:
    """Whether more than one section begins at 1."""
    firsts: dict[int | None, str] = {}
    for row in rows:
        if row.number and row.parent is None:
            firsts.setdefault(row.section, bare(row.number))
    return sum(1 for first in firsts.values() if first in ("1", "01")) > 1


def number_problems(rows: Sequence[ReadRow], numbering: Numbering) -> list[Problem]:
    """Numbers that stand twice, numbers left out, and rows without one, among the rows that are under no other."""
    anew = counts_anew(rows)
    twice: list[ReadRow] = []
    gaps: list[tuple[ReadRow, str]] = []
    unnumbered: list[ReadRow] = []
    seen: set[tuple[int | None, str]] = set()
    before: dict[int | None, int] = {}
    for row in rows:
        if row.parent is not None:
            continue
        own, group = bare(row.number), row.section if anew else None
        if not own:
            unnumbered.append(row)
            continue
        if (group, own) in seen:
            twice.append(row)
        seen.add((group, own))
        if own.isdecimal():
            last = before.get(group)
            if last is not None and int(own) > last + 1:
                gaps.append((row, _missing(last + 1, int(own) - 1)))
            before[group] = int(own)
    return _told(twice, gaps, [] if numbering is Numbering.NONE else unnumbered)


def _missing(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _told(
    twice: Sequence[ReadRow], gaps: Sequence[tuple[ReadRow, str]], unnumbered: Sequence[ReadRow]
) -> list[Problem]:
    found = [
        problem("recognise.number_twice", Severity.WARNING, row.place, number=row.number) for row in twice[:MOST_TOLD]
    ]
    found += [
        problem("recognise.number_gap", Severity.NOTE, row.place, missing=missing) for row, missing in gaps[:MOST_TOLD]
    ]
    if unnumbered:
        place = unnumbered[0].place
        found.append(problem("recognise.row_without_number", Severity.NOTE, place, count=len(unnumbered)))
    return found
