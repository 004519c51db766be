"""An order of the city to its offices, and what it means for each of them: which rows and notes, given or withdrawn.

Decides: what was given before stays as it is; the same note twice is one note; a note about a row goes to the offices
that have the row. Without offices named, what is given goes to all that are enrolled, what is withdrawn to all that
have it, and an order that neither gives nor withdraws concerns every office that has something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nq57desk.domain.assignments import INDICATOR, TASK, DirectionNote
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.store.assignments import Given, GivenNote
from nq57desk.usecases import units_listed
from nq57desk.usecases.assignment_standing import Key, Programme, Standing, changed, programme, standing
from nq57desk.usecases.changing import new_id
from nq57desk.workspace import Desk

LONGEST_NOTE, LONGEST_WORDS = 20_000, 2_000
"""Letters of a note; of the paper that it stands in, and of a reason."""
NOTHING = Standing({})


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """A note to give. ``about`` is the id of a row that the offices have or get, "" the whole plan."""

    text: str
    about: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What is given or withdrawn. ``offices`` are codes. ``withdraw`` holds ids of rows and notes, with the ``reason``
    that the offices read. ``year``: of the plan; None: that of the rows named, else of the city's newest plan that is
    not of a coming year."""

    tasks: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    whole_plan: bool = False
    notes: tuple[NoteAsked, ...] = ()
    offices: tuple[str, ...] = ()
    withdraw: tuple[str, ...] = ()
    reason: str = ""
    year: int | None = None

    @property
    def gives(self) -> bool:
        """Whether rows or notes are to be given."""
        return bool(self.tasks or self.indicators or self.whole_plan or self.notes)


@dataclass(frozen=True, slots=True)
class OfficeOrder:
    """What an order means for one office: rows and notes as they are written, and how it all stands then."""

    office: Office
    after: Standing
    new: tuple[Given, ...] = ()
    had: int = 0
    withdrawn: tuple[Given, ...] = ()
    notes: tuple[GivenNote, ...] = ()
    notes_withdrawn: tuple[GivenNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """An order understood. ``rows``: how many are asked to be given."""

    of: Programme
    rows: int
    orders: tuple[OfficeOrder, ...]


def year_of(desk: Desk, order: Order) -> int:
    """The plan year that an order is about.

    Raises:
        Refused: "assigning.two_years".
    """
    if order.year is not None:
        return order.year
    years = {plan.id: plan.year for plan in desk.store.all(Plan)}
    rows: list[Task | Indicator] = [*desk.store.some(Task, order.tasks), *desk.store.some(Indicator, order.indicators)]
    named = {years[row.plan_id] for row in rows if row.plan_id in years}
    if len(named) > 1:
        raise refuse("assigning.two_years", years=", ".join(map(str, sorted(named))))
    return min(named, default=newest_year(desk))


def newest_year(desk: Desk) -> int:
    """The year of the city's newest plan that is not of a coming year; this year where it has none."""
    today = desk.today.year
    return max((plan.year for plan in desk.store.all(Plan) if plan.year <= today), default=today)


def enrolled(desk: Desk) -> dict[str, Office]:
    """The offices that can be given something, by code: wards whose card was taken, that are units today."""
    units = units_listed.known(desk)
    wards = (one for one in desk.store.offices() if one.role is Role.WARD)
    return {one.code: one for one in wards if not units.changes or units.on(one.code, desk.today) is not None}


def meaning(desk: Desk, order: Order) -> Meant:
    """What an order means.

    Raises:
        Refused: "workspace.no_city", "assigning.no_plan", "assigning.no_offices", "assigning.unknown_office",
            "assigning.unknown_row", "assigning.no_name", "assigning.two_years", "assigning.both",
            "assigning.no_reason", "assigning.not_given", "assigning.note_empty", "assigning.note_long",
            "assigning.note_about", "assigning.nothing".
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    year = year_of(desk, order)
    of = programme(desk, year)
    if not (of.tasks or of.indicators):
        raise refuse("assigning.no_plan", year=year)
    rows, notes = _rows(order, of), _notes(desk, order, of)
    there = standing(desk, year)
    gone = _withdrawn(desk, order, there, set(rows))
    offices = _offices(desk, order, there, gone.keys())
    orders = [_for(desk, office, there.get(office.code, NOTHING), year, rows, notes, gone) for office in offices]
    for note in notes:
        if note.about_kind and not any(one.after.stands((note.about_kind, note.about_id)) for one in orders):
            raise refuse("assigning.note_about", id=note.about_id[:40])
    concerned = tuple(one for one in orders if one.after.rows or one.after.notes)
    if not concerned:
        raise refuse("assigning.nothing")
    return Meant(of, len(rows), concerned)


def _offices(desk: Desk, order: Order, there: Mapping[str, Standing], losing: Iterable[str]) -> list[Office]:
    known = enrolled(desk)
    if not known:
        raise refuse("assigning.no_offices")
    for code in order.offices:
        if code not in known:
            raise refuse("assigning.unknown_office", office=code[:20])
    if order.offices:
        chosen = set(order.offices)
    elif order.gives:
        chosen = set(known)
    else:
        chosen = set(losing) if order.withdraw else {code for code, it in there.items() if it.rows or it.notes}
    return [office for code, office in sorted(known.items()) if code in chosen]


def _rows(order: Order, of: Programme) -> tuple[Key, ...]:
    """The rows to give, in the plan's order."""
    named = {*((TASK, one) for one in order.tasks), *((INDICATOR, one) for one in order.indicators)}
    for kind, record_id in sorted(named):
        if (kind, record_id) not in of:
            raise refuse("assigning.unknown_row", kind=kind, id=record_id[:40])
    listed = [
        *((key, task.name) for key, task in of.tasks.items()),
        *((k, goal.name) for k, goal in of.indicators.items()),
    ]
    for key, name in listed:
        if key in named and not name.strip():
            raise refuse("assigning.no_name", kind=key[0], id=key[1][:40])
    return tuple(key for key, name in listed if key in named or (order.whole_plan and name.strip()))


def _notes(desk: Desk, order: Order, of: Programme) -> tuple[DirectionNote, ...]:
    found = []
    for one in order.notes:
        text, document = _clean(one.text), _clean(one.document)
        if not text:
            raise refuse("assigning.note_empty")
        if len(text) > LONGEST_NOTE or len(document) > LONGEST_WORDS:
            raise refuse("assigning.note_long", limit=LONGEST_NOTE)
        kind = ""
        if one.about:
            kind = next((each for each in (TASK, INDICATOR) if (each, one.about) in of), "")
            if not kind:
                raise refuse("assigning.unknown_row", kind=TASK, id=one.about[:40])
        found.append(DirectionNote(new_id(), kind, one.about, text, document, desk.today, desk.who))
    return tuple(found)


def _clean(text: str) -> str:
    return tidy(text)


def _withdrawn(
    desk: Desk, order: Order, there: Mapping[str, Standing], given: set[Key]
) -> dict[str, tuple[tuple[Given, ...], tuple[GivenNote, ...]]]:
    """Office -> the rows and notes that it loses, as they are written."""
    reason, at = _clean(order.reason), desk.now().isoformat(timespec="seconds")
    if not order.withdraw:
        return {}
    if not reason or len(reason) > LONGEST_WORDS:
        raise refuse("assigning.no_reason", limit=LONGEST_WORDS)
    wanted = set(order.withdraw)
    if any(record_id in wanted for _kind, record_id in given):
        raise refuse("assigning.both", id=next(one for _kind, one in given if one in wanted)[:40])
    found: dict[str, tuple[tuple[Given, ...], tuple[GivenNote, ...]]] = {}
    known: set[str] = set()
    for code, it in there.items():
        if order.offices and code not in order.offices:
            continue
        rows = [row for (_kind, record_id), row in it.rows.items() if record_id in wanted and not row.withdrawn_at]
        notes = [one for one in it.notes if one.note.id in wanted and not one.withdrawn_at]
        known |= {row.record_id for row in rows} | {one.note.id for one in notes}
        if rows or notes:
            found[code] = (
                tuple(replace(row, withdrawn_at=at, withdrawn_because=reason) for row in rows),
                tuple(replace(one, withdrawn_at=at, withdrawn_because=reason) for one in notes),
            )
    for one in order.withdraw:
        if one not in known:
            raise refuse("assigning.not_given", id=one[:40])
    return found


def _for(
    desk: Desk,
    office: Office,
    now: Standing,
    year: int,
    rows: Iterable[Key],
    notes: Iterable[DirectionNote],
    gone: Mapping[str, tuple[tuple[Given, ...], tuple[GivenNote, ...]]],
) -> OfficeOrder:
    at = desk.now().isoformat(timespec="seconds")
    asked = tuple(rows)
    new = tuple(Given(office.code, *key, year, at, desk.who) for key in asked if not now.stands(key))
    lost, lost_notes = gone.get(office.code, ((), ()))
    after = changed(now, (*new, *lost), lost_notes)
    told = tuple(GivenNote(office.code, year, note) for note in notes if _takes(after, note))
    after = changed(after, (), told)
    return OfficeOrder(office, after, new, len(asked) - len(new), lost, told, lost_notes)


def _takes(it: Standing, note: DirectionNote) -> bool:
    """Whether an office gets a note: it has the row, and was not told the same before."""
    if note.about_kind and not it.stands((note.about_kind, note.about_id)):
        return False
    said = {_words(one.note) for one in it.notes if not one.withdrawn_at}
    return _words(note) not in said


def _words(note: DirectionNote) -> tuple[str, ...]:
    return note.about_kind, note.about_id, note.text, note.document
