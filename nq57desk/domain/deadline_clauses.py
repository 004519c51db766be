"""How the clauses of a time phrase bear on each other.

Decides which clauses say one thing together (a rhythm with its day, one rhythm said twice) and which year a time
without one takes from its neighbours: the next that has one, else the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nq57desk.domain.deadline_grammar import Clause
from nq57desk.domain.moments import Moment, Recurrence


def merged(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those that say one thing put together; a bare "định kỳ" yields to anything more exact."""
    exact = [clause for clause in clauses if clause.code != "deadline.rhythm_unsaid"]
    kept = clauses if all(clause.conditional for clause in exact) else exact
    return _neighbours_united(_neighbours_united(kept, _say_one_thing), _rhythm_and_its_day)


def _neighbours_united(clauses: Sequence[Clause], belong: Callable[[Clause, Clause], bool]) -> list[Clause]:
    united: list[Clause] = []
    for clause in clauses:
        before = united[-1] if united else None
        if before is not None and belong(before, clause):
            united[-1] = _united(before, clause)
        else:
            united.append(clause)
    return united


def _say_one_thing(before: Clause, clause: Clause) -> bool:
    if before.recurrence and clause.recurrence:
        plain = not before.has_time and not clause.has_time
        return plain and before.recurrence is clause.recurrence
    if not (before.recurrence or clause.recurrence):
        return False
    timed = clause if before.recurrence else before
    if not timed.has_time or (before.recurrence and before.has_time):
        return False
    return clause.joined


def _rhythm_and_its_day(before: Clause, clause: Clause) -> bool:
    """ "Hằng năm, trước ngày 15/12", "hằng tháng, ngày 15": a day without a year can only be the rhythm's own."""
    rhythm, day = before.recurrence, clause.last
    if rhythm in (None, Recurrence.CONTINUOUS) or before.has_time or clause.recurrence or day is None:
        return False
    return day.lacks_month or (rhythm is Recurrence.YEARLY and day.day is not None and day.year is None)


def _united(before: Clause, clause: Clause) -> Clause:
    timed, rhythm = (before, clause) if before.has_time else (clause, before)
    return replace(
        timed, start=before.start, end=clause.end, joined=before.joined, recurrence=rhythm.recurrence, code=rhythm.code
    )


def with_years(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses with every year that a neighbour lends; rhythms neither lend nor take one."""
    year: int | None = None
    lent: list[Clause] = []
    for clause in reversed(clauses):
        lent.append(_backwards(clause, year))
        year = _year_of(lent[-1].first) or _year_of(lent[-1].last) or year
    year = None
    for at, clause in enumerate(reversed(lent)):
        lent[-1 - at] = _forwards(clause, year)
        year = _year_of(lent[-1 - at].last) or _year_of(lent[-1 - at].first) or year
    return lent[::-1]


def _backwards(clause: Clause, year: int | None) -> Clause:
    last = _in_year(clause.last, None if clause.recurrence else year)
    return replace(
        clause, last=last, first=_in_year(clause.first, _year_of(last) or (None if clause.recurrence else year))
    )


def _forwards(clause: Clause, year: int | None) -> Clause:
    first = _in_year(clause.first, None if clause.recurrence else year)
    return replace(
        clause, first=first, last=_in_year(clause.last, _year_of(first) or (None if clause.recurrence else year))
    )


def _year_of(moment: Moment | None) -> int | None:
    return moment.year if moment is not None else None


def _in_year(moment: Moment | None, year: int | None) -> Moment | None:
    return moment if moment is None or moment.year is not None else replace(moment, year=year)
