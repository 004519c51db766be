"""The rows of one office's plans as they are published: tasks, indicators, and what was said and measured of them.

Decides that a row is published as it stands in the office's own plan, with three things beside it: what its words mean,
which row of the reference list it answers (as in the city's tables, :mod:`nq57desk.usecases.reference_list`), and the
day on which a task that is done counts as finished (:func:`nq57desk.domain.timeliness.finished_day`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.periods import read_period
from nq57desk.domain.progress import State
from nq57desk.publishing import tables
from nq57desk.publishing.columns import Row, Table
from nq57desk.publishing.common import BY_CITY, BY_OFFICE
from nq57desk.store import assignments
from nq57desk.store import dataset as reading
from nq57desk.store.city_reading import Linked
from nq57desk.store.reference_links import ReferenceLink
from nq57desk.usecases import units_listed
from nq57desk.usecases.dataset_known import Known
from nq57desk.usecases.dataset_words import (
    SHORT_NUMBER,
    beyond,
    deadline_columns,
    number,
    some,
    target_columns,
    yes,
)
from nq57desk.usecases.reference_list import Answers, answered

_YEAR, _ID = 2, 3
_WORDS = 24
"""How many columns of a task or indicator stand before its deadline."""
_TASK, _PLACE, _STATE = (tables.TASK_UPDATES.at(name) for name in ("task_id", "place", "state"))
_FINISHED, _PRODUCT, _DONE = (tables.TASK_UPDATES.at(name) for name in ("finished_on", "product_date", "done_on"))
_ACTUAL, _BEYOND = (tables.INDICATOR_VALUES.at(name) for name in ("actual", "beyond"))
_VALID, _PERIOD = (tables.INDICATOR_VALUES.at(name) for name in ("is_office_valid", "period"))
_NUMBERS = ("actual", "numerator", "denominator")


@dataclass(frozen=True)
class OfficeRows:
    """One office's rows. The plans of the office must have been chosen (:func:`nq57desk.store.dataset.choose`)."""

    known: Known
    office: str

    def of(self, table: Table) -> Iterator[Row]:
        """The rows of one of the tables below."""
        return {
            tables.PLANS.name: self._plans,
            tables.TASKS.name: self._tasks,
            tables.INDICATORS.name: self._indicators,
            tables.TASK_UPDATES.name: self._updates,
            tables.INDICATOR_VALUES.name: self._values,
        }[table.name]()

    def _read(self, statement: str, *kinds: str) -> Iterator[tuple[Any, ...]]:
        store = self.known.desk.store
        found = reading.rows(store, statement, self.known.city, self.office)
        if any(reading.has_nul(store, kind, self.office) for kind in kinds):
            return (tuple(some(value) if isinstance(value, str) else value for value in row) for row in found)
        return found

    def _plans(self) -> Iterator[Row]:
        return self._read(reading.PLANS, "plan")

    @cached_property
    def _links(self) -> list[ReferenceLink]:
        return assignments.links(self.known.desk.store, office=self.office)

    def _answers(self, kind: str, year: int) -> Answers:
        ids = self.known.listed_ids.get((kind, year), frozenset())
        its = (one for one in self._links if one.kind == kind and one.reference_id in ids)
        return Answers(ids, {(one.office, one.record_id): one.reference_id for one in its})

    def _tasks(self) -> Iterator[Row]:
        known: dict[int, Answers] = {}
        for row in self._read(reading.TASKS, "task", "appendix", "section"):
            year, record = row[_YEAR], row[_ID]
            if year not in known:
                known[year] = self._answers(TASK, year)
            deadline, group, assigned, carried, budget = row[_WORDS:]
            reference = known[year].of(self.office, record, assigned or "")
            by = _linked_by(reference, assigned)
            meant = deadline_columns(deadline or "", year)
            yield (*row[:_WORDS], *meant, group, some(assigned or ""), some(reference), by, carried, budget)

    def _indicators(self) -> Iterator[Row]:
        rows = list(self._read(reading.INDICATORS, "indicator", "appendix", "section"))
        references = self._indicator_references(rows)
        for row in rows:
            deadline, target, targets, unit, direction, measure, same_as, assigned, carried = row[_WORDS:]
            reference = references.get(row[_ID], "")
            meant = deadline_columns(deadline or "", row[_YEAR])[:-1]
            goal = (*target_columns(target or ""), targets, some(unit or ""), direction, measure, same_as)
            by = _linked_by(reference, assigned)
            yield (*row[:_WORDS], *meant, *goal, some(assigned or ""), some(reference), by, carried)

    def _indicator_references(self, rows: list[tuple[Any, ...]]) -> dict[str, str]:
        """Id -> the reference row that counts it; a row that shows another one again counts for none."""
        by_year: dict[int, list[Linked]] = {}
        for row in rows:
            assigned, same_as = row[-2], row[-3]
            if not same_as:
                by_year.setdefault(row[_YEAR], []).append(Linked(self.office, row[_ID], assigned or ""))
        return {
            one.id: one.assigned_id
            for year, lines in by_year.items()
            for one in answered(lines, self._answers(INDICATOR, year))
        }

    def _updates(self) -> Iterator[Row]:
        """With the day on which each one that says done counts as finished. Rows come task by task, oldest first."""
        task, running = "", False
        finished = product = usual = None
        for row in self._read(reading.UPDATES, "progress_update"):
            if row[_TASK] != task:
                task, running = row[_TASK], False
            if row[_STATE] != State.DONE.value or row[_PLACE] is None:
                running = running and row[_PLACE] is None
                yield row
                continue
            if not running:
                running, finished, product, usual = True, None, None, row[_DONE]
            finished, product = finished or row[_FINISHED], product or row[_PRODUCT]
            yield (*row[:_DONE], finished or product or usual, *row[_DONE + 1 :])

    def _values(self) -> Iterator[Row]:
        always = not self.known.units.changes
        for row in self._read(reading.VALUES, "indicator_value"):
            numbers = row[_ACTUAL:_BEYOND]
            if any(text is not None and len(text) > SHORT_NUMBER for text in numbers):
                fitting = (*map(number, numbers), beyond(_NUMBERS, numbers))
                row = (*row[:_ACTUAL], *fitting, *row[_BEYOND + 1 :])
            if not always:
                row = (*row[:_VALID], yes(self._counts_in(row[_PERIOD])), *row[_VALID + 1 :])
            yield row

    def _counts_in(self, period: str) -> bool:
        return _counts_in(self.known, self.office, period)


@lru_cache(maxsize=512)
def _counts_in(known: Known, office: str, period: str) -> bool:
    if read_period(period) is None:
        return False
    return units_listed.counts_in(known.desk, known.units, office, period)


def _linked_by(reference: str, assigned: str | None) -> str | None:
    if not reference:
        return None
    return BY_OFFICE if reference == assigned else BY_CITY
