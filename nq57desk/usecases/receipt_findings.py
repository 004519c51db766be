"""What the newest receipts still ask of the office, row by row: what was refused, where two values differ.

A finding is settled once the office's own record no longer says what the receipt speaks of; then it is not listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nq57desk.bundle import receipts
from nq57desk.domain.attachments import Attachment
from nq57desk.domain.conflicts import DELETED, WHOLE, ConflictState, conflict_id
from nq57desk.domain.forks import ONCE
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.periods import by_time
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.receipts import OpenConflict, Receipt, RefusedRow
from nq57desk.domain.records import KIND, Record, canonical, content
from nq57desk.store import receipts as kept_receipts
from nq57desk.usecases.trusting import trusted_city
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the city says of one row.

    ``task_id`` or ``indicator_id`` is the row that it concerns ("" where the record is neither's, or gone); ``number``
    and ``name`` are that row's. Of a conflict: ``field``, ``in_force`` (what the city shows), ``other`` and ``own``
    (what stands here), canonical JSON texts; of a refused row: ``code`` and its ``words``.
    """

    period: str
    receipt_number: int
    kind: str
    id: str
    task_id: str = ""
    indicator_id: str = ""
    number: str = ""
    name: str = ""
    code: str = ""
    words: tuple[tuple[str, str], ...] = ()
    field: str = ""
    in_force: str = ""
    other: str = ""
    own: str = ""
    reason: str = ""
    base: str = ""
    third: str = ""
    state: str = "open"
    """Of a conflict: what both came from; the second side's value where the city shows a value of neither; whether the
    city has decided what it shows meanwhile."""

    own_id: str = ""
    """The own record, where it has another id than the city uses: each computer made one for the same month."""

    @property
    def record_id(self) -> str:
        """The own record that a decision changes."""
        return self.own_id or self.id

    @property
    def sides(self) -> tuple[str, str]:
        """The two values that the office's computers said."""
        return self.third or self.in_force, self.other


def taken(desk: Desk) -> tuple[tuple[str, Receipt], ...]:
    """(when it was taken, what it says) of every receipt of the trusted city, newest period and number first."""
    city = trusted_city(desk)
    found = [
        (one.kept_at, receipts.decode(one.text.encode()))
        for one in kept_receipts.receipts(desk.store, office=desk.office.code)
        if city is not None and one.city == city.code
    ]
    return tuple(sorted(found, key=lambda pair: (by_time(pair[1].period), pair[1].number), reverse=True))


def newest(desk: Desk) -> dict[str, Receipt]:
    """Period -> the receipt with the highest number."""
    found: dict[str, Receipt] = {}
    for _at, said in taken(desk):
        found.setdefault(said.period, said)
    return found


def findings(desk: Desk, *, period: str | None = None) -> tuple[Finding, ...]:
    """What is open, newest period first; with ``period`` of that one only."""
    return tuple(
        finding
        for code, said in newest(desk).items()
        if period in (None, code)
        for finding in (*_refused(desk, said), *_conflicts(desk, said))
    )


def _refused(desk: Desk, said: Receipt) -> Iterator[Finding]:
    for row in said.refused:
        yield _of_refused(desk, said, row)


def _of_refused(desk: Desk, said: Receipt, row: RefusedRow) -> Finding:
    task, goal = _concerned(desk, _record(desk, row.kind, row.id))
    return Finding(
        period=said.period,
        receipt_number=said.number,
        kind=row.kind,
        id=row.id,
        task_id=task.id if task else "",
        indicator_id=goal.id if goal else "",
        number=task.number if task else goal.number if goal else "",
        name=task.name if task else goal.name if goal else "",
        code=row.code,
        words=row.words,
    )


def _conflicts(desk: Desk, said: Receipt) -> Iterator[Finding]:
    for conflict in said.conflicts:
        record = _record(desk, conflict.kind, conflict.id) or _twin(desk, conflict)
        own = _value(record, conflict.field)
        found = _of_conflict(desk, said, conflict, record, own)
        if not (own and own not in (*found.sides, found.in_force)) and not _is_settled(desk, found, said.year):
            yield found


def _is_settled(desk: Desk, found: Finding, year: int) -> bool:
    """Whether a person here has settled it already, and the next bundle says so."""
    one = conflict_id(desk.office.code, year, found.kind, found.id, found.field, frozenset(found.sides))
    kept = desk.store.conflict(one)
    return kept is not None and kept.state is ConflictState.SETTLED


def _of_conflict(desk: Desk, said: Receipt, conflict: OpenConflict, record: Record | None, own: str) -> Finding:
    task, goal = _concerned(desk, record)
    return Finding(
        period=said.period,
        receipt_number=said.number,
        kind=conflict.kind,
        id=conflict.id,
        task_id=task.id if task else "",
        indicator_id=goal.id if goal else "",
        number=task.number if task else goal.number if goal else "",
        name=task.name if task else goal.name if goal else "",
        own_id=record.id if record is not None and record.id != conflict.id else "",
        field=conflict.field,
        in_force=conflict.in_force,
        other=conflict.other,
        own=own,
        reason=conflict.reason,
        base=conflict.base,
        third=conflict.third,
        state=conflict.state,
    )


def _record(desk: Desk, kind: str, record_id: str) -> Record | None:
    """The own record; None where there is none, or of a kind that this program does not know."""
    known = KIND.get(kind)
    found: Record | None = desk.store.get(known.type, record_id) if known is not None else None
    return found


def _twin(desk: Desk, conflict: OpenConflict) -> Record | None:
    """The own update or value for the same task or indicator and period under another id."""
    if conflict.field == WHOLE or conflict.kind not in ONCE or not conflict.of:
        return None
    names = ONCE[conflict.kind]
    own: list[Record] = desk.store.all(KIND[conflict.kind].type)
    said = (conflict.of, conflict.month)
    return next((one for one in own if tuple(getattr(one, name) for name in names) == said), None)


def _value(record: Record | None, field: str) -> str:
    """A field of the own record as canonical JSON, of the record itself its content or "deleted"; "" where none is."""
    if field == WHOLE:
        return DELETED if record is None else canonical(content(record)).decode()
    if record is None:
        return ""
    fields = content(record)
    return canonical({"v": fields[field]}).decode()[5:-1] if field in fields else ""


def _concerned(desk: Desk, record: Record | None) -> tuple[Task | None, Indicator | None]:
    """The task or indicator in whose row something is to be looked at."""
    match record:
        case Task():
            return record, None
        case Indicator():
            return None, record
        case ProgressUpdate() | Attachment():
            return desk.store.get(Task, record.task_id), None
        case IndicatorValue():
            return None, desk.store.get(Indicator, record.indicator_id)
    return None, None
