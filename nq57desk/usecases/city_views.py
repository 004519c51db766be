"""The consolidated lists for the window: the tables first, what takes longer to find when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.consolidation import Comparison, ranked
from nq57desk.domain.listings import LineKind, Listing
from nq57desk.usecases import city_listings as lists
from nq57desk.usecases.city_book import change_listing, unlinked_listing
from nq57desk.usecases.city_gathering import Gathered, changed, gathered
from nq57desk.usecases.city_tables import CityTables
from nq57desk.workspace import Desk

BY_OFFICE, BY_TASK, BY_INDICATOR, RANKING, SAID, CHANGED, UNLINKED = range(7)
"""The lists."""


def listing(it: CityTables, at: int, by: Comparison = Comparison.DONE) -> Listing:
    """One of the lists that the tables hold; the ranking by this share."""
    match at:
        case 0:
            return lists.by_office(it)
        case 1:
            return lists.by_task(it)
        case 2:
            return lists.by_indicator(it)
        case _:
            return lists.ranking(it, by)


def keys(it: CityTables, at: int, by: Comparison = Comparison.DONE) -> tuple[str, ...]:
    """For each line of a list the office or reference row whose rows stand behind it, "" where none do."""
    if at == BY_OFFICE:
        counting = iter([one.code for one in it.expected if one.code in it.by_office])
        kinds = [line.kind for line in lists.by_office(it).lines]
        return tuple(next(counting) if kind is LineKind.ITEM else "" for kind in kinds)
    if at == BY_TASK:
        return tuple(one.task.id for one in it.tasks)
    if at == BY_INDICATOR:
        return tuple(one.indicator.id for one in it.indicators)
    return tuple(one.office for one in ranked(it.by_office, by)) if at == RANKING else ()


def notes(it: CityTables, at: int) -> tuple[str, ...]:
    """What stands under a list."""
    more = tuple(lists.indicator_notes(it)) if at == BY_INDICATOR else ()
    return (*lists.notes(it), *more)


@dataclass(frozen=True, slots=True)
class More:
    """What was said, what changed, what nobody linked."""

    said: Listing
    changes: Listing
    unlinked: Listing
    told: tuple[Gathered, ...] = ()
    """The lines of ``said``, one for one."""
    merged: tuple[tuple[str, str], ...] = ()
    """The code and name of the office of each line of ``changes``."""

    def told_by(self, line: int) -> tuple[Gathered, ...]:
        """Everything that the office of this line said; nothing beyond the last line."""
        its = self.told[line : line + 1]
        return tuple(one for one in self.told if its and one.office == its[0].office)

    def listing(self, at: int) -> Listing:
        """The list at this place."""
        return {SAID: self.said, CHANGED: self.changes}.get(at, self.unlinked)


def more(desk: Desk, *, it: CityTables) -> More:
    """The lists beside the tables.

    Raises:
        Refused: "workspace.no_city".
    """
    year = it.period.year
    told, merged = gathered(desk, period=it.period.code), changed(desk, year=year)
    return More(
        lists.said(told),
        change_listing(merged),
        unlinked_listing(desk, it),
        told,
        tuple((one.office, one.name_of_office) for one in merged),
    )
