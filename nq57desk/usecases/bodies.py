"""The bodies that an office's plans name: who leads what and who is late, and two spellings made one body.

Merging, renaming and telling apart change only the list of bodies. The words of the plan stay as they are on paper;
from then on they are understood as the body that was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.bodies import body_key
from nq57desk.domain.body_likeness import LikelySame
from nq57desk.domain.body_likeness import likely_same as likely_among
from nq57desk.domain.changes import Applied
from nq57desk.domain.forms import known_bodies, lead_of
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Task
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.update_rate import group_rows
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.usecases.changing import apply_records, deletion, new_id, proposed, writable
from nq57desk.usecases.month_board import MonthRow, month_board
from nq57desk.workspace import Desk

_Named = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body with what it leads. ``id`` is "" for a name that the plans use and the list of bodies does not have.

    The tuples hold task ids in the paper's order; a task led by several counts for each of them. ``missing`` are those
    that the 90 % rule asks for in the period and that lack something.
    """

    id: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    leads: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    due_soon: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    coordinates: int = 0
    indicators: int = 0


def bodies(desk: Desk, *, period: str | None = None) -> tuple[BodyRow, ...]:
    """The bodies by the order of the list, then the names that only the plans have, in the paper's order.

    Raises:
        Refused: the period is none, or longer than a month.
    """
    board = month_board(desk, period=period)
    units = desk.store.all(OrgUnit)
    known = known_bodies(units)
    tasks = {task.id: task for task in desk.store.all(Task)}
    headings = group_rows(tasks.values())
    led: dict[str, list[MonthRow]] = {unit.name: [] for unit in units}
    helped: dict[str, int] = {}
    for row in board.rows:
        task = tasks[row.task.id]
        for name in known.named(lead_of(task, tasks)) if task.id not in headings else ():
            led.setdefault(name, []).append(row)
        for name in known.named(task.coordinating):
            helped[name] = helped.get(name, 0) + 1
    measured = _indicators(desk.store.all(Indicator), known.named)
    by_name = {unit.name: unit for unit in units}
    names = dict.fromkeys([*led, *measured])
    return tuple(_row(name, by_name.get(name), led.get(name, ()), helped, measured) for name in names)


def _indicators(rows: Sequence[Indicator], named: _Named) -> dict[str, int]:
    by_id = {one.id: one for one in rows}
    found: dict[str, int] = {}
    for one in rows:
        for name in named(lead_of(one, by_id)):
            found[name] = found.get(name, 0) + 1
    return found


def _row(
    name: str, unit: OrgUnit | None, rows: Sequence[MonthRow], helped: Mapping[str, int], measured: Mapping[str, int]
) -> BodyRow:
    return BodyRow(
        unit.id if unit else "",
        name,
        unit.short_name if unit else "",
        unit.aliases if unit else (),
        tuple(row.task.id for row in rows),
        tuple(row.task.id for row in rows if row.task.timeliness is Timeliness.LATE),
        tuple(row.task.id for row in rows if row.task.timeliness is Timeliness.DUE_SOON),
        tuple(row.task.id for row in rows if row.counted and row.lack is not None),
        helped.get(name, 0),
        measured.get(name, 0),
    )


def likely_same(desk: Desk) -> tuple[LikelySame, ...]:
    """Pairs of names, known or only in the plans, that are likely one body; the surest first."""
    units = desk.store.all(OrgUnit)
    known = known_bodies(units)
    leads = [*(row.lead for row in desk.store.all(Task)), *(row.lead for row in desk.store.all(Indicator))]
    named = (name for lead in leads for name in known.named(lead))
    return likely_among([*(unit.name for unit in units), *named], desk.office.name)


def merge_bodies(desk: Desk, *, keep: str, others: Sequence[str]) -> Applied:
    """Make several bodies one; each is named by its id, or by its name where the list does not have it.

    The others' names, short names and aliases become aliases of the one that is kept. One undo step.

    Raises:
        Refused: "body.unknown", "body.nothing_to_merge", or the office is open read-only.
    """
    writable(desk)
    kept = _unit(desk, keep)
    merged = [unit for unit in (_unit(desk, one) for one in dict.fromkeys(others)) if not _same_body(unit, kept)]
    if not merged:
        raise refuse("body.nothing_to_merge")
    spellings = [*kept.aliases]
    for unit in merged:
        spellings += [unit.name, unit.short_name, *unit.aliases]
    short = kept.short_name or next((unit.short_name for unit in merged if unit.short_name), "")
    after = _with_aliases(replace(kept, short_name=short), spellings)
    there = {unit.id for unit in desk.store.all(OrgUnit)}
    gone = [deletion(unit) for unit in merged if unit.id in there]
    return apply_records(desk, "merge_bodies", [proposed(after), *gone])


def rename_body(desk: Desk, *, body: str, name: str, short_name: str | None = None) -> Applied:
    """Give a body another name, and a short name; its earlier name stays an alias, so the plan's words still find it.

    Raises:
        Refused: "body.empty_name", "body.taken" (another body is called so), "body.unknown", or the office is open
            read-only.
    """
    writable(desk)
    before = _unit(desk, body)
    new, short = " ".join(tidy(name).split()), before.short_name if short_name is None else tidy(short_name)
    if not new:
        raise refuse("body.empty_name")
    for wanted in (new, short):
        _refuse_taken(desk, before, wanted)
    after = replace(before, name=new, short_name=short)
    return apply_records(desk, "rename_body", [proposed(_with_aliases(after, [*before.aliases, before.name]))])


def tell_apart(desk: Desk, *, body: str, alias: str) -> Applied:
    """Take an alias from a body and make it a body of its own: the way back from a merge that was wrong.

    Raises:
        Refused: "body.no_alias", "body.unknown", or the office is open read-only.
    """
    writable(desk)
    before = _unit(desk, body)
    left = tuple(one for one in before.aliases if body_key(one) != body_key(alias))
    if left == before.aliases:
        raise refuse("body.no_alias", name=alias)
    own = next(one for one in before.aliases if body_key(one) == body_key(alias))
    return apply_records(desk, "tell_apart", [proposed(replace(before, aliases=left)), proposed(_new(desk, own))])


def _unit(desk: Desk, named: str) -> OrgUnit:
    """The body with this id or spelling; one that only the plans name is made, but not kept yet."""
    units = desk.store.all(OrgUnit)
    found = next((unit for unit in units if unit.id == named), None)
    if found is not None:
        return found
    known = known_bodies(units).name_of(named)
    found = next((unit for unit in units if unit.name == known), None)
    if found is not None:
        return found
    rows: list[Task | Indicator] = [*desk.store.all(Task), *desk.store.all(Indicator)]
    if not any(body_key(one) == body_key(named) for one in _spellings(desk, rows)):
        raise refuse("body.unknown", name=named)
    return _new(desk, named)


def _spellings(desk: Desk, rows: Iterable[Task | Indicator]) -> Iterable[str]:
    named = known_bodies(desk.store.all(OrgUnit)).named
    for row in rows:
        yield from named(row.lead)
        if isinstance(row, Task):
            yield from named(row.coordinating)


def _new(desk: Desk, name: str) -> OrgUnit:
    last = max((unit.position for unit in desk.store.all(OrgUnit)), default=0)
    return OrgUnit(new_id(), " ".join(tidy(name).split()), position=last + 1024)


def _same_body(one: OrgUnit, other: OrgUnit) -> bool:
    return one.id == other.id or body_key(one.name) == body_key(other.name)


def _with_aliases(unit: OrgUnit, spellings: Iterable[str]) -> OrgUnit:
    """Each spelling once, without those by which the body is found anyway."""
    own = {body_key(unit.name), body_key(unit.short_name), ""}
    kept: dict[str, str] = {}
    for spelling in spellings:
        if body_key(spelling) not in own:
            kept.setdefault(body_key(spelling), spelling)
    return replace(unit, aliases=tuple(kept.values()))


def _refuse_taken(desk: Desk, body: OrgUnit, wanted: str) -> None:
    others = [unit for unit in desk.store.all(OrgUnit) if unit.id != body.id]
    for unit in others:
        if wanted and body_key(wanted) in map(body_key, (unit.name, unit.short_name, *unit.aliases)):
            raise refuse("body.taken", name=wanted, body=unit.name)
