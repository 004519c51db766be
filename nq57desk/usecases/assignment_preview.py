"""An assignment file before it is taken: whose it is and how old, and each row held against the office's own plan.

The city must be the one whose card the ward trusts, the office the own one. An assignment is whole, so one older than
the one taken last is of no use and refused; the same one again shows what still waits. Nothing is decided here for a
person: what is suggested is only suggested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nq57desk.bundle import assignments as files
from nq57desk.bundle import bundles
from nq57desk.domain.assigned_likeness import suggestions
from nq57desk.domain.assigned_rows import (
    CityRow,
    Decision,
    OwnRow,
    Standing,
    Suggestion,
    changed_by_city,
    is_added,
    kind_of_row,
)
from nq57desk.domain.assignments import ROW_KINDS, Assignment
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Task
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import Refused, refuse
from nq57desk.usecases import assigned
from nq57desk.usecases.bundles import placed, read_file
from nq57desk.usecases.trusting import trusted_city
from nq57desk.workspace import Desk

Key = tuple[str, str]
"""A row's kind and the city's id."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided of a row; ``row_id`` is the own row that it is linked with."""

    decision: Decision
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """An assigned row and how it stands now; of an added one ``changed`` names the fields that the city changes."""

    kind: str
    said: CityRow
    standing: Standing
    own: OwnRow | None = None
    suggestion: Suggestion | None = None
    changed: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What its decision is kept under."""
        return self.kind, self.said.id

    @property
    def offered(self) -> Choice:
        """What is suggested to a person."""
        if self.suggestion is None:
            return Choice(Decision.ADD)
        return Choice(Decision.LINK, self.suggestion.row_id)


@dataclass(frozen=True, slots=True)
class Target:
    """Where added tasks may go: a list of a plan; ``appendix`` None is the list of what the city assigned, which is
    begun where there is none, ``plan`` None a plan of its own."""

    plan: Plan | None = None
    appendix: Appendix | None = None


@dataclass(frozen=True, slots=True)
class AssignmentPreview:
    """A read assignment. ``data`` are the file's bytes, None where it was taken before; ``own`` every own row of the
    year that none of the city's is linked with yet, for choosing; ``targets`` the best one first."""

    assignment: Assignment
    name: str
    digest: str
    data: bytes | None
    rows: tuple[PreviewRow, ...]
    withdrawn: tuple[OwnRow, ...]
    own: tuple[OwnRow, ...]
    targets: tuple[Target, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def waiting(self) -> tuple[PreviewRow, ...]:
        """The rows that a person decides."""
        return tuple(row for row in self.rows if row.standing is Standing.WAITING)


def preview(desk: Desk, *, path: Path) -> AssignmentPreview:
    """Read an assignment file and hold it against the plan of its year; nothing is changed.

    Raises:
        Refused: "assignment.only_ward", "assignment.no_city", "assignment.foreign_city", "assignment.other_office",
            "assignment.sample", "assignment.stale", and what ``assignments.opened`` and ``assignments.read`` refuse.
    """
    if desk.office.role is not Role.WARD:
        raise refuse("assignment.only_ward")
    try:
        data = read_file(path)
        said = _verified(desk, data)
        problems = _age(desk, said, bundles.digest_of(data), path.name)
    except Refused as refused:
        raise Refused(*placed(files.FORM.said(refused).problems, path)) from None
    return _held_against(desk, said, path.name, bundles.digest_of(data), data, problems)


def preview_kept(desk: Desk, *, year: int) -> AssignmentPreview:
    """The newest assignment of a year that was taken, once more: for the rows that wait.

    Raises:
        Refused: "assignment.none": none was taken for that year.
    """
    known = assigned.newest(desk).get(year)
    if known is None:
        raise refuse("assignment.none", year=year)
    said = assigned.decoded(known.text)
    return _held_against(desk, said, files.file_name(said), known.digest, None, ())


def _verified(desk: Desk, data: bytes) -> Assignment:
    signed = files.opened(data)
    city = _city(desk, signed.claims.get("city", ""))
    said = files.read(signed, city.sign_key)
    if said.office != desk.office.code:
        raise refuse("assignment.other_office", office=said.office_name, code=said.office)
    if said.sample != desk.office.sample:
        raise refuse("assignment.sample")
    return said


def _city(desk: Desk, claimed: str) -> Office:
    city = trusted_city(desk)
    if city is None:
        raise refuse("assignment.no_city")
    if claimed != city.code:
        raise refuse("assignment.foreign_city", code=claimed, city=city.name)
    return city


def _age(desk: Desk, said: Assignment, digest: str, file: str) -> tuple[Problem, ...]:
    """Raises:
    Refused: "assignment.stale"."""
    last = assigned.newest(desk).get(said.year)
    if last is None:
        return ()
    place = Place(file=file)
    if last.digest == digest:
        return (problem("assignment.already", Severity.NOTE, place, file=file, on=last.kept_at),)
    if said.number < last.number:
        raise refuse("assignment.stale", place, number=said.number, last=last.number, year=said.year)
    if said.number == last.number:
        return (problem("assignment.same_number", Severity.WARNING, place, file=file, number=said.number),)
    return ()


def _held_against(
    desk: Desk, said: Assignment, name: str, digest: str, data: bytes | None, problems: tuple[Problem, ...]
) -> AssignmentPreview:
    own = assigned.rows_of(desk, said.year)
    answering = assigned.answering(desk, said.year)
    free = tuple(row for row in own if not row.assigned_id or _carried(said, row))
    offered = _offered(said, free, answering)
    rows = tuple(_row(kind, one, answering.get((kind, one.id)), offered.get((kind, one.id))) for kind, one in said.rows)
    gone = {(each.kind, each.id) for each in said.withdrawn}
    withdrawn = tuple(row for key, row in answering.items() if key in gone)
    targets = _targets(desk, said.year)
    if targets[0].plan is None and any(row.standing is Standing.WAITING for row in rows):
        problems = (*problems, problem("assignment.no_plan", Severity.WARNING, Place(file=name), year=said.year))
    return AssignmentPreview(said, name, digest, data, rows, withdrawn, free, targets, problems)


def _carried(said: Assignment, row: OwnRow) -> bool:
    """A row that went on from last year still bears last year's id of the city: it may answer a row of this year."""
    known = {one.id for _kind, one in said.rows} | {one.id for one in said.withdrawn}
    return bool(row.carried_from) and row.assigned_id not in known


def _offered(said: Assignment, free: Sequence[OwnRow], answering: dict[Key, OwnRow]) -> dict[Key, Suggestion]:
    found: dict[Key, Suggestion] = {}
    for kind in ROW_KINDS:
        waiting = [one for its, one in said.rows if its == kind and (kind, one.id) not in answering]
        links = {link.reference_id: link.record_id for link in said.links if link.kind == kind}
        ours = [row for row in free if kind_of_row(row) == kind]
        found |= {(kind, city_id): one for city_id, one in suggestions(waiting, ours, links).items()}
    return found


def _row(kind: str, said: CityRow, own: OwnRow | None, offered: Suggestion | None) -> PreviewRow:
    if own is None:
        return PreviewRow(kind, said, Standing.WAITING, suggestion=offered)
    if not is_added(own):
        return PreviewRow(kind, said, Standing.LINKED, own)
    return PreviewRow(kind, said, Standing.ADDED, own, changed=tuple(one.field for one in changed_by_city(own, said)))


def _targets(desk: Desk, year: int) -> tuple[Target, ...]:
    """The plans in force with most tasks first, each as a whole and then its own lists; without a plan a new one."""
    counted: dict[str, int] = {}
    for task in desk.store.all(Task):
        counted[task.plan_id] = counted.get(task.plan_id, 0) + 1
    plans = assigned.plans_of(desk, year)
    replaced = {plan.carried_from for plan in plans}
    found: list[Target] = []
    for plan in sorted(plans, key=lambda plan: (plan.id in replaced, -counted.get(plan.id, 0))):
        found.append(Target(plan))
        lists = sorted(desk.store.all(Appendix, plan_id=plan.id), key=lambda one: one.position)
        found += [Target(plan, one) for one in lists if one.kind is AppendixKind.TASKS]
    return tuple(found) or (Target(),)
