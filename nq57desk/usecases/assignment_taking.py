"""Taking an assignment: what a person decided of each row becomes one change, one step to undo, a backup before it.

Decides:

- A linked row keeps the office's words; only the city's id comes in. A row that is added has the city's words, and a
  corrected assignment changes those. A row decided for later is asked again. What the city withdrew stays.
- Added tasks stand in a list of their own, "Nhiệm vụ thành phố giao", or in one that a person picked; added indicators
  in a list of theirs. In an issued plan each bears the tag "Bổ sung" with the document that assigned it.
- The file itself is kept with the change, and stays kept when the change is taken back: it came in, whatever became of
  its rows, and those wait again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nq57desk import paths
from nq57desk.bundle import assignments as files
from nq57desk.domain.adjustments import TagKind, tagged
from nq57desk.domain.assigned_rows import (
    CITY_FIELDS,
    CityRow,
    Decision,
    OwnRow,
    Standing,
    added_id,
    derived_id,
    is_added,
    kind_of_row,
)
from nq57desk.domain.assignments import TASK, Assignment, KeptAssignment
from nq57desk.domain.changes import Applied, ChangeSet, Proposal, Proposed, Source
from nq57desk.domain.indicator_results import direction_of
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, AppendixKind, Origin, Plan, PlanStatus, Task
from nq57desk.domain.positions import STEP
from nq57desk.domain.problems import Place
from nq57desk.domain.targets import understand_target
from nq57desk.errors import refuse
from nq57desk.sentences.disk import why
from nq57desk.store import assignments as kept_assignments
from nq57desk.store.apply import Hand
from nq57desk.store.remembered import Beside
from nq57desk.usecases import backups
from nq57desk.usecases.assignment_preview import AssignmentPreview, Choice, Key, PreviewRow, Target
from nq57desk.usecases.changing import apply_records, proposed, writable
from nq57desk.workspace import Desk

ACTION = "take_assignment"
FOLDER = "assignments"
TITLES = {AppendixKind.TASKS: "NHIỆM VỤ THÀNH PHỐ GIAO", AppendixKind.INDICATORS: "CHỈ TIÊU THÀNH PHỐ GIAO"}
"""Official words, not translated."""
_LABEL = "Thành phố giao"
_COLUMNS = {
    AppendixKind.TASKS: (
        ("TT", "number"),
        ("Nhiệm vụ", "name"),
        ("Cơ quan chủ trì", "lead"),
        ("Sản phẩm", "product"),
        ("Thời hạn", "deadline"),
        ("Văn bản giao", "source_document"),
        ("Ghi chú", "note"),
    ),
    AppendixKind.INDICATORS: (
        ("TT", "number"),
        ("Chỉ tiêu", "name"),
        ("Đơn vị tính", "unit"),
        ("Chỉ tiêu giao", "target"),
        ("Thời hạn", "deadline"),
        ("Cơ quan chủ trì", "lead"),
        ("Văn bản giao", "source_document"),
        ("Ghi chú", "note"),
    ),
}


@dataclass(frozen=True, slots=True)
class TakenAssignment:
    """What taking did. ``waiting`` rows are asked again; ``fresh`` False where the file was taken before."""

    assignment: Assignment
    applied: Applied
    linked: int
    added: int
    changed: int
    waiting: int
    fresh: bool


def take(
    desk: Desk, *, preview: AssignmentPreview, decisions: Mapping[Key, Choice], target: Target | None = None
) -> TakenAssignment:
    """Take an assignment as decided; a row without a decision is asked again. A backup is made before a change.

    ``target`` is where added rows go, the first of ``preview.targets`` where none is given; its plan None makes a plan
    of the year for them.

    Raises:
        Refused: "assignment.no_row" (the own row is not there, or is of another kind or year),
            "assignment.linked_twice", "assignment.cannot_keep", the data changed meanwhile, or the office is open
            read-only; nothing is changed.
    """
    writable(desk)
    change_set, work = _compared(desk, preview, decisions, target)
    if change_set.counts().differing:
        backups.make(desk, why="before-assignment")
    kept = _file(desk, preview)
    at, own = desk.now(), desk.office.code
    beside = Beside(also=lambda db: kept_assignments.put(db, own, kept, Hand(desk.who, at))) if kept else None
    try:
        applied = desk.store.apply(change_set, who=desk.who, at=at, beside=beside)
    except BaseException:
        desk.store.discard(change_set)
        raise
    left = len(preview.waiting) - work.linked - work.added
    return TakenAssignment(preview.assignment, applied, work.linked, work.added, work.changed, left, kept is not None)


def would_change(
    desk: Desk, *, preview: AssignmentPreview, decisions: Mapping[Key, Choice], target: Target | None = None
) -> ChangeSet:
    """What taking so would change; nothing is changed.

    Raises:
        Refused: as ``take``.
    """
    change_set, _work = _compared(desk, preview, decisions, target)
    desk.store.discard(change_set)
    return change_set


def surely(preview: AssignmentPreview) -> dict[Key, Choice]:
    """What the command line takes without being told row by row: sure suggestions are linked, the rest is added."""
    return {
        row.key: row.offered if row.suggestion is not None and row.suggestion.sure else Choice(Decision.ADD)
        for row in preview.waiting
    }


def unlink(desk: Desk, *, kind: str, row_id: str) -> Applied:
    """Take the city's id off an own row: it was linked by mistake, and the city's row is asked again.

    Raises:
        Refused: "assignment.no_row" (not there, not linked, or added for the city), or read-only.
    """
    row: OwnRow | None = desk.store.get(Task, row_id) if kind == TASK else desk.store.get(Indicator, row_id)
    if row is None or not row.assigned_id or is_added(row):
        raise refuse("assignment.no_row", id=row_id)
    return apply_records(desk, "unlink_assignment", [proposed(replace(row, assigned_id=""))])


def _compared(
    desk: Desk, preview: AssignmentPreview, decisions: Mapping[Key, Choice], target: Target | None
) -> tuple[ChangeSet, _Taking]:
    work = _Taking(desk, preview, target or preview.targets[0])
    for row in preview.rows:
        work.take(row, decisions.get(row.key, Choice(Decision.LATER)))
    source = Source("file", preview.name, preview.digest)
    return desk.store.compare(Proposal(ACTION, source, tuple(work.in_order()), preview.problems)), work


def _file(desk: Desk, preview: AssignmentPreview) -> KeptAssignment | None:
    """Keep the file's bytes under their digest; None where it is kept already."""
    if preview.data is None or kept_assignments.one(desk.store, preview.digest) is not None:
        return None
    said, file = preview.assignment, f"{FOLDER}/{preview.digest}{files.ENDING}"
    try:
        (desk.folder / FOLDER).mkdir(exist_ok=True)
        paths.write_atomically(desk.folder / file, preview.data)
    except OSError as error:
        reason = why(error)
        raise refuse("assignment.cannot_keep", Place(file=preview.name), file=preview.name, reason=reason) from error
    at = desk.now().isoformat(timespec="seconds")
    text = files.encode(said).decode()
    return KeptAssignment(preview.digest, said.city, said.office, said.year, said.number, at, desk.who, file, text)


@dataclass(slots=True)
class _Taking:
    """The records of one taking, and how many rows of each kind of decision there were."""

    desk: Desk
    preview: AssignmentPreview
    target: Target
    linked: int = 0
    added: int = 0
    changed: int = 0
    frame: list[Plan | Appendix] = field(default_factory=list)
    rows: list[OwnRow] = field(default_factory=list)
    lists: dict[str, Appendix] = field(default_factory=dict)
    places: dict[str, list[OwnRow]] = field(default_factory=dict)

    def in_order(self) -> Iterator[Proposed]:
        """Kind by kind, parents first."""
        for kind in (Plan, Appendix):
            yield from (proposed(one) for one in self.frame if isinstance(one, kind))
        for kind_of in (Task, Indicator):
            yield from (proposed(row) for row in self.rows if isinstance(row, kind_of))

    def take(self, row: PreviewRow, choice: Choice) -> None:
        """What becomes of one row."""
        if row.standing is Standing.ADDED and row.own is not None:
            self._correct(row.own, row.said)
        elif choice.decision is Decision.LINK:
            self._link(row, choice.row_id)
        elif row.standing is Standing.WAITING and choice.decision is Decision.ADD:
            self._add(row)

    def _correct(self, own: OwnRow, said: CityRow) -> None:
        after = with_city_words(own, said, self.desk.store.get(Appendix, own.appendix_id))
        self.changed += after != own
        self.rows.append(after)

    def _link(self, row: PreviewRow, row_id: str) -> None:
        if row.own is not None and row.own.id == row_id:
            return
        own = next((one for one in self.preview.own if one.id == row_id and kind_of_row(one) == row.kind), None)
        if own is None:
            raise refuse("assignment.no_row", id=row_id)
        if any(one.id == own.id for one in self.rows):
            raise refuse("assignment.linked_twice", name=own.name[:60])
        after = replace(own, assigned_id=row.said.id)
        if own.origin is Origin.ASSIGNED:
            after = with_city_words(after, row.said, self.desk.store.get(Appendix, own.appendix_id))
        if row.own is not None:
            self.rows.append(replace(row.own, assigned_id=""))
        else:
            self.linked += 1
        self.rows.append(after)

    def _add(self, row: PreviewRow) -> None:
        """A new row at the end of its list."""
        appendix, plan = self._list(row.kind)
        there = self._rows_of(row.kind, appendix)
        position = max((each.position for each in there), default=0) + STEP
        number = str(len(there) + 1)
        record_id = added_id(self.preview.assignment.city, row.kind, row.said.id)
        made = Task if row.kind == TASK else Indicator
        fresh: OwnRow = made(
            record_id,
            plan.id,
            appendix.id,
            position=position,
            number=number,
            origin=Origin.ASSIGNED,
            assigned_id=row.said.id,
            adjusted_by=self._tag(row.said) if plan.status is PlanStatus.ISSUED else "",
            cells=tuple((heading, "") for heading in appendix.columns),
        )
        fresh = with_city_words(fresh, row.said, appendix)
        there.append(fresh)
        self.rows.append(fresh)
        self.added += 1

    def _tag(self, said: CityRow) -> str:
        assignment = self.preview.assignment
        document = said.source_document.split("\n")[0].strip()
        other = f"giao nhiệm vụ số {assignment.number} năm {assignment.year} của {assignment.city_name}"
        return tagged("", TagKind.ADDED, document or other)

    def _rows_of(self, kind: str, appendix: Appendix) -> list[OwnRow]:
        if appendix.id not in self.places:
            of: type[Task] | type[Indicator] = Task if kind == TASK else Indicator
            self.places[appendix.id] = list(self.desk.store.find(of, appendix_id=appendix.id))
        return self.places[appendix.id]

    def _list(self, kind: str) -> tuple[Appendix, Plan]:
        """The list that takes added rows of a kind, begun where there is none."""
        plan = self.target.plan or self._plan()
        if kind == TASK and self.target.appendix is not None:
            return self.target.appendix, plan
        if kind not in self.lists:
            listed = AppendixKind.TASKS if kind == TASK else AppendixKind.INDICATORS
            made = derived_id("assigned", "appendix", plan.id, kind)
            known = self.desk.store.get(Appendix, made)
            if known is None:
                places = [one.position for one in self.desk.store.all(Appendix, plan_id=plan.id)]
                places += [one.position for one in self.frame if isinstance(one, Appendix)]
                known = _begun(made, plan, max(places, default=0) + STEP, listed)
                self.frame.append(known)
            self.lists[kind] = known
        return self.lists[kind], plan

    def _plan(self) -> Plan:
        """The plan of its own for what the city assigned, made once."""
        said = self.preview.assignment
        made = derived_id("assigned", "plan", said.city, str(said.year))
        there = self.desk.store.get(Plan, made) or next((one for one in self.frame if isinstance(one, Plan)), None)
        if there is not None:
            return there
        plan = Plan(
            made,
            said.year,
            title=f"Nhiệm vụ {said.city_name} giao năm {said.year}",
            issuing_body=self.desk.office.name,
            governing_body=self.desk.office.governing,
            status=PlanStatus.DRAFT,
        )
        self.frame.append(plan)
        return plan


def _begun(appendix_id: str, plan: Plan, position: int, kind: AppendixKind) -> Appendix:
    columns = _COLUMNS[kind]
    return Appendix(
        appendix_id,
        plan.id,
        position,
        label=_LABEL,
        title=TITLES[kind],
        kind=kind,
        columns=tuple(heading for heading, _field in columns),
        column_fields=tuple(name for _heading, name in columns),
    )


def with_city_words(row: OwnRow, said: CityRow, appendix: Appendix | None) -> OwnRow:
    """The row with what the city says in the city's fields, also in the list's own columns that they are read from."""
    city: dict[str, Any] = {name: getattr(said, name) for name in CITY_FIELDS[kind_of_row(row)]}
    cells = row.cells
    if appendix is not None and _fits(row, appendix):
        texts = {**city, "number": row.number}
        cells = tuple(
            (heading, texts.get(name, text))
            for (heading, text), name in zip(row.cells, appendix.column_fields, strict=True)
        )
    if isinstance(row, Indicator) and row.target != city["target"]:
        meaning = understand_target(city["target"])
        city["direction"] = direction_of(meaning) if city["target"] else row.direction
    return replace(row, **city, cells=cells)


def _fits(row: OwnRow, appendix: Appendix) -> bool:
    headings: Sequence[str] = [heading for heading, _text in row.cells]
    return headings == list(appendix.columns) and len(appendix.column_fields) == len(headings)
