"""The city's officer links offices' rows, which answer no row of the reference list, with the row that they answer.

Decides: nothing is linked without a person; a link stands until it is taken back or the office's own row bears the
city's id, whatever bundles come; an office's row is linked with a row of its own kind and year; of an indicator one
office has one row that counts. Many links are one step, which can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.consolidation import ReferenceRow, likeness
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.problems import Problem
from nq57desk.errors import Refused, refuse
from nq57desk.store import assignments, city_reading
from nq57desk.store.city_reading import Row
from nq57desk.store.reference_links import ReferenceLink
from nq57desk.usecases import units_listed
from nq57desk.usecases.assignment_orders import newest_year
from nq57desk.usecases.changing import writable
from nq57desk.usecases.city_matrix import expected_unit
from nq57desk.usecases.city_rows import unlinked
from nq57desk.usecases.reference_list import Answers, Choice, answers, choices, indicator_links
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An office's row that answers nothing. ``suggested`` is what it is like (None: nothing), ``alike`` 0 to 100 how
    much, ``same_paper``: the same document stands behind both."""

    kind: str
    office_name: str
    row: Row
    suggested: Choice | None
    alike: int = 0
    same_paper: bool = False


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """An office's row that the officer linked."""

    kind: str
    office_name: str
    row: Row
    reference: Choice
    linked_at: str
    linked_by: str


@dataclass(frozen=True, slots=True)
class Links:
    """All there is to link in a year. ``linked`` are the officer's links that count."""

    year: int
    open: tuple[OpenRow, ...]
    linked: tuple[LinkedRow, ...]
    reference: tuple[Choice, ...]

    def count(self, kind: str) -> int:
        """How many rows of a kind answer nothing."""
        return sum(one.kind == kind for one in self.open)


@dataclass(frozen=True, slots=True)
class Pair:
    """An office's row and the reference row that it is to answer."""

    office: str
    record_id: str
    reference_id: str


def links(desk: Desk, *, year: int | None = None, office: str | None = None) -> Links:
    """Rows that answer nothing, each with what it is like (never taken without a person), and those linked here.

    Raises:
        Refused: "workspace.no_city".
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    asked = year or newest_year(desk)
    reference = choices(desk, asked)
    units, offices = units_listed.known(desk), desk.store.offices()
    then = {one.code: units_listed.name_today(desk, units, one) for one in offices}
    names = {code: expected_unit(code, name, True).title for code, name in then.items()}
    known = {(one.kind, one.id): one for one in reference}
    rows = []
    for each in unlinked(desk, year=asked, office=office):
        of = known.get((each.kind, each.suggested))
        alike, same_paper = likeness(_words(each.row), _words(of)) if of is not None else (0, False)
        name = names.get(each.row.office, each.row.office)
        rows.append(OpenRow(each.kind, name, each.row, of, alike, same_paper))
    return Links(asked, tuple(rows), _linked(desk, asked, office, known, names), reference)


def _words(row: Row | Choice) -> ReferenceRow:
    return ReferenceRow(row.id, row.name, row.source_document)


def _linked(
    desk: Desk, year: int, office: str | None, known: dict[tuple[str, str], Choice], names: dict[str, str]
) -> tuple[LinkedRow, ...]:
    there = [one for one in assignments.links(desk.store, office=office) if (one.kind, one.reference_id) in known]
    counted = _counted(desk, year, there)
    rows = {
        (kind, row.office, row.id): row
        for kind in (TASK, INDICATOR)
        for row in city_reading.rows(desk.store, kind, [(o.office, o.record_id) for o in there if o.kind == kind])
    }
    return tuple(
        LinkedRow(
            one.kind,
            names.get(one.office, one.office),
            rows[one.kind, one.office, one.record_id],
            known[one.kind, one.reference_id],
            one.linked_at,
            one.linked_by,
        )
        for one in there
        if (one.kind, one.office, one.record_id) in rows and one in counted
    )


def _counted(desk: Desk, year: int, there: Sequence[ReferenceLink]) -> set[ReferenceLink]:
    """The links that are in force: the row is of the year and does not bear the city's id itself."""
    tasks = answers(desk, TASK, year)
    own = {(one.office, one.id): one.assigned_id for one in city_reading.task_lines(desk.store, year)}
    goals = {(one.office, one.id): one.assigned_id for one in indicator_links(desk, year)}
    found = set()
    for one in there:
        at = one.office, one.record_id
        open_task = one.kind == TASK and at in own and own[at] not in tasks.ids
        if open_task or (one.kind == INDICATOR and goals.get(at) == one.reference_id):
            found.add(one)
    return found


def link(desk: Desk, *, pairs: Iterable[Pair]) -> int:
    """Link these rows, all of them or none; how many pairs there were. A row that the officer linked before is linked
    anew.

    Raises:
        Refused: "workspace.no_city", "linking.no_row", "linking.no_reference", "linking.ward_linked", "linking.taken";
            one problem for each pair that cannot be.
    """
    writable(desk)
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    asked = tuple({(one.office, one.record_id): one for one in pairs}.values())
    at, checking = desk.now().isoformat(timespec="seconds"), _Checking(desk)
    problems: list[Problem] = []
    ready: list[ReferenceLink] = []
    for one in asked:
        try:
            kind = checking.kind_of(one)
        except Refused as refused:
            problems += refused.problems
            continue
        ready.append(ReferenceLink(one.office, kind, one.record_id, one.reference_id, at, desk.who))
    if problems:
        raise Refused(*problems)
    assignments.set_links(desk.store, ready, who=desk.who, at=desk.now())
    return len(ready)


class _Checking:
    """Whether pairs can be linked, one after the other; what was found once is kept."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._years = {plan.id: plan.year for plan in desk.store.all(Plan)}
        self._answers: dict[tuple[str, int], Answers] = {}
        self._goals: dict[int, dict[tuple[str, str], str]] = {}
        """Of a year: (office, reference row) -> the office's indicator that answers it."""

    def kind_of(self, pair: Pair) -> str:
        """The kind of both rows.

        Raises:
            Refused: as ``link``.
        """
        kind, year, row = self._row(pair)
        known = self._known(kind, year)
        if pair.reference_id not in known.ids:
            raise refuse("linking.no_reference", kind=kind, id=pair.reference_id[:40], year=year)
        if row.assigned_id in known.ids:
            raise refuse("linking.ward_linked", name=row.name[:80], office=pair.office)
        if kind == INDICATOR:
            self._once(pair, year)
        return kind

    def _row(self, pair: Pair) -> tuple[str, int, Row]:
        for kind in (TASK, INDICATOR):
            rows = city_reading.rows(self._desk.store, kind, [(pair.office, pair.record_id)])
            if rows and pair.office != self._desk.office.code:
                return kind, self._year_of(kind, pair), rows[0]
        raise refuse("linking.no_row", id=pair.record_id[:40], office=pair.office[:20])

    def _year_of(self, kind: str, pair: Pair) -> int:
        store = self._desk.store
        record = (
            store.get(Task, pair.record_id, office=pair.office)
            if kind == TASK
            else store.get(Indicator, pair.record_id, office=pair.office)
        )
        plan = store.get(Plan, record.plan_id, office=pair.office) if record is not None else None
        return plan.year if plan is not None else 0

    def _known(self, kind: str, year: int) -> Answers:
        if (kind, year) not in self._answers:
            self._answers[kind, year] = answers(self._desk, kind, year)
        return self._answers[kind, year]

    def _once(self, pair: Pair, year: int) -> None:
        """An indicator of the list is answered by one row of an office."""
        if year not in self._goals:
            found = indicator_links(self._desk, year)
            self._goals[year] = {(one.office, one.assigned_id): one.id for one in found if one.assigned_id}
        taken = self._goals[year].setdefault((pair.office, pair.reference_id), pair.record_id)
        if taken != pair.record_id:
            name = self._desk.store.get(Indicator, pair.reference_id)
            raise refuse("linking.taken", office=pair.office, name=name.name[:80] if name is not None else "")


def unlink(desk: Desk, *, rows: Iterable[tuple[str, str]]) -> int:
    """Take the officer's links of these rows (office, id) back; how many.

    Raises:
        Refused: "workspace.no_city", "linking.not_linked".
    """
    writable(desk)
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    there = {(one.office, one.record_id): one for one in assignments.links(desk.store)}
    asked = tuple(dict.fromkeys(rows))
    for office, record_id in asked:
        if (office, record_id) not in there:
            raise refuse("linking.not_linked", id=record_id[:40], office=office[:20])
    at = desk.now().isoformat(timespec="seconds")
    gone = [ReferenceLink(o, there[o, r].kind, r, "", at, desk.who) for o, r in asked]
    assignments.set_links(desk.store, gone, who=desk.who, at=desk.now())
    return len(asked)
