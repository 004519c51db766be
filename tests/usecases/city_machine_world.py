"""Two wards with two computers each, a city, and what travels between them: real folders, databases, keys and files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from nq57desk.domain.conflicts import DELETED, WHOLE
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record, kind_of
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import Refused
from nq57desk.store.backup import restore
from nq57desk.usecases import chains, city, offices, resolving, second_computer, trusting
from nq57desk.usecases.merging import RETURNED
from nq57desk.workspace import DATABASE, Desk, open_desk
from tests.builders import programme
from tests.bundle import made
from tests.bundle import offices as folders
from tests.usecases.city_machine_truth import KEPT, Key, Truth, Write, in_place, said

WARDS = ("90001", "90002")
MONTHS = ("2026-10", "2026-11")
TASKS = tuple(Task(f"t{n}", "p1", "a1", position=n, name=f"Nhiệm vụ {n}", lead="Phòng A") for n in range(3))
GOALS = tuple(Indicator(f"i{n}", "p1", "a1", position=n, name=f"Chỉ tiêu {n}", target="≥ 90%") for n in range(2))
_MORE = tuple(Task(f"x{n}", "p1", "a1", position=9 + n, name=f"Việc {n}") for n in range(14))
"""So that one deletion is less than a tenth of the rows."""
FRAME = (*made.RECORDS[:3], *TASKS, *GOALS, *_MORE)
_TASK_FIELDS = ("name", "lead", "assigned_id")


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle on its way, and the writes that its computer knew."""

    file: Path
    digest: str
    ward: str
    place: tuple[int, int]
    period: str
    known: frozenset[int]
    revision: int


@dataclass
class Computer:
    """One of a ward's computers; ``contested``: what waits for a person here, by conflict."""

    desk: Desk
    ward: str
    known: frozenset[int]
    contested: dict[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup, and what its computer knew."""

    file: Path
    place: tuple[int, int]
    known: frozenset[int]
    contested: dict[str, frozenset[int]]


T = TypeVar("T")


def tried(do: Callable[[], T]) -> tuple[str, T | None]:
    """The code of the refusal and nothing, or "" and what came of it."""
    try:
        return "", do()
    except Refused as refused:
        return refused.problems[0].code, None


def template(folder: Path) -> Path:
    """The offices as they are at the beginning: cards exchanged, one plan at each ward, nothing sent."""
    cards = []
    for code in WARDS:
        with folders.opened(folder / f"{code}-0", Office(code, f"phường {code}", installation="pc")) as ward:
            folders.change(ward, *FRAME)
            cards.append(folders.card_of(ward, folder / f"{code}.nq57card"))
    with folders.opened(folder / "city", folders.CITY) as the_city:
        city.enrol(the_city, cards=cards)
        folders.change(the_city, *programme.PROGRAMME)
        offices.save_card(the_city, path=folder / "city.nq57card")
    for code in WARDS:
        with open_desk(folder / f"{code}-0", as_of=folders.DAY, who="An") as ward:
            trusting.trust(ward, path=folder / "city.nq57card")
        shutil.copytree(folder / f"{code}-0", folder / f"{code}-1")
    shutil.copytree(folder / "city", folder / "other")
    return folder


class World:
    """Everything that happens; each step is one that a person takes."""

    def __init__(self, folder: Path, start: Path) -> None:
        shutil.copytree(start, folder, dirs_exist_ok=True)
        self.folder = folder
        self.stack = ExitStack()
        self.truth = Truth()
        self.city = self._open("city")
        self.sent: list[Sent] = []
        self.saved: list[Saved] = []
        self.count = 0
        known = {code: self._first_writes(code) for code in WARDS}
        self.computers = {
            (at, pc): Computer(self._open(f"{code}-{pc}"), code, known[code])
            for at, code in enumerate(WARDS)
            for pc in range(2)
        }

    def _open(self, name: str) -> Desk:
        desk = open_desk(self.folder / name, as_of=folders.DAY, who="An")
        self.stack.callback(desk.close)
        return desk

    @cached_property
    def other(self) -> Desk:
        """A second city that knows the same wards and got nothing yet."""
        return self._open("other")

    def close(self) -> None:
        self.stack.close()
        for one in self.computers.values():
            one.desk.close()

    def _first_writes(self, code: str) -> frozenset[int]:
        known = frozenset[int]()
        for task in TASKS:
            for name in _TASK_FIELDS:
                known |= {self.truth.add(code, ("task", task.id), name, said(task, name), known)}
        return known

    def fresh(self, word: str) -> str:
        """One of a few words that come again, or a new one."""
        self.count += 1
        return word or f"Mới {self.count}"

    # Edits at a ward's computer

    def _note(self, one: Computer, record: Key, name: str, value: str, record_id: str = "") -> None:
        one.known |= {self.truth.add(one.ward, record, name, value, one.known, record_id)}

    def _name(self, record: Record) -> Key:
        return self.truth.key(kind_of(type(record)).name, record.id)

    def put(self, place: tuple[int, int], record: Record, *fields: str) -> None:
        """Save a record and note those of these fields that are now other than they were."""
        one = self.computers[place]
        was = in_place(one.desk.store, one.ward, self._name(record))
        folders.change(one.desk, record)
        for name in fields:
            if was is None or said(was, name) != said(record, name):
                self._note(one, self._name(record), name, said(record, name), record.id)

    def drop(self, place: tuple[int, int], *records: Record) -> None:
        """Delete records."""
        one = self.computers[place]
        folders.change(one.desk, gone=records)
        for record in records:
            self._note(one, self._name(record), WHOLE, DELETED, record.id)

    def monthly(self, place: tuple[int, int], parent: Record, month: str) -> Any:
        """What a computer has of a task or indicator in a month; a new record where it has nothing yet."""
        one = self.computers[place]
        kind = "progress_update" if isinstance(parent, Task) else "indicator_value"
        name = f"{parent.id}/{month}"
        found = in_place(one.desk.store, one.ward, (kind, name))
        if found is not None:
            return found
        self.count += 1
        record_id = f"{kind[0]}{self.count:03}"
        self.truth.names[kind, record_id] = (kind, name)
        if kind == "indicator_value":
            return IndicatorValue(record_id, "p1", parent.id, month)
        return ProgressUpdate(record_id, "p1", parent.id, month, State.IN_PROGRESS)

    def children(self, place: tuple[int, int], task: Task) -> list[ProgressUpdate]:
        """The live updates of a task."""
        return self.computers[place].desk.store.find(ProgressUpdate, task_id=task.id)

    def tasks(self, place: tuple[int, int]) -> list[Task]:
        """The live tasks that are worked on."""
        return [task for task in self.computers[place].desk.store.all(Task) if not task.id.startswith("x")]

    def bring_back(self, place: tuple[int, int], task: Task) -> None:
        """A deleted task comes back, with nothing under it."""
        with self.noted(place):
            folders.change(self.computers[place].desk, task)

    @contextmanager
    def noted(self, place: tuple[int, int]) -> Iterator[None]:
        """Whatever is done meanwhile to a computer's tasks is noted as its edits."""
        one = self.computers[place]
        before = {task.id: task for task in one.desk.store.all(Task)}
        yield
        for task in one.desk.store.all(Task):
            was, record = before.get(task.id), ("task", task.id)
            if was is None and self._deleted(one, record):
                self._note(one, record, KEPT, "", task.id)
            for name in _TASK_FIELDS:
                if was is None or said(was, name) != said(task, name):
                    self._note(one, record, name, said(task, name), task.id)

    def _deleted(self, one: Computer, record: Key) -> bool:
        return any(self.truth.writes[n].record == record and self.truth.writes[n].field == WHOLE for n in one.known)

    # Sending, backups, the second computer

    def send(self, place: tuple[int, int], month: str) -> Sent:
        """Make a bundle; it lies somewhere until it arrives, or for ever."""
        one = self.computers[place]
        path = self.folder / "way" / f"{len(self.sent):03}.nq57"
        made_now = folders.send(one.desk, path, month)
        self.sent.append(Sent(path, made_now.digest, one.ward, place, month, one.known, one.desk.store.revision))
        return self.sent[-1]

    def save(self, place: tuple[int, int]) -> None:
        """Back a computer's database up."""
        one = self.computers[place]
        file = one.desk.store.backup(self.folder / "saved", why=f"{place[0]}{place[1]}", at=one.desk.now())
        self.saved.append(Saved(file, place, one.known, dict(one.contested)))

    def restore(self, place: tuple[int, int], saved: Saved) -> None:
        """Put a backup in the place of a computer's database: its own, or the other computer's of the same ward."""
        one = self.computers[place]
        one.desk.close()
        restore(one.desk.folder / DATABASE, saved.file, one.desk.now())
        one.desk = open_desk(one.desk.folder, as_of=folders.DAY, who="An")
        one.known, one.contested = saved.known, dict(saved.contested)

    def take_over(self, place: tuple[int, int], sent: Sent) -> str:
        """Take the other computer's bundle in; what both say differently waits here. The code of a refusal, or ""."""
        one = self.computers[place]
        code, taken = tried(lambda: second_computer.take_over(one.desk, path=sent.file))
        if taken is None:
            return code
        new = sent.known - one.known
        waiting = frozenset[int]()
        for conflict in taken.conflicts:
            its = self.truth.about(one.ward, conflict, new)
            one.contested[conflict.id] = one.contested.get(conflict.id, frozenset()) | its
            waiting |= its
        one.known |= sent.known - waiting
        return ""

    def decide_here(self, place: tuple[int, int], at: int, side: str) -> None:
        """A ward settles a conflict between its computers."""
        one = self.computers[place]
        found = one.desk.store.conflicts(office=one.ward)
        if not found:
            return
        conflict = found[at % len(found)]
        resolving.resolve(one.desk, conflict_id=conflict.id, take=side)
        record, value = self.truth.key(conflict.kind, conflict.record_id), conflict.b if side == "b" else conflict.a
        its = one.contested.pop(conflict.id, frozenset())
        mine = self.truth.about(one.ward, conflict, its | one.known)
        one.known |= {n for n in its if self.truth.writes[n].record == record}
        if conflict.field != WHOLE:
            self._note(one, record, conflict.field, value)
        elif value == DELETED:
            one.known |= its
            for about in sorted({self.truth.writes[n].record for n in mine} | {record}):
                self._note(one, about, WHOLE, DELETED)
        else:
            one.known |= its
            self._note(one, record, KEPT, "")

    # The city

    def arrive(self, desk: Desk, sent: Sent) -> Outcome:
        """A bundle comes to a city."""
        (one,) = city.merge(desk, paths=[sent.file]).bundles
        returned = [found.code for found in one.problems] == [RETURNED]
        assert one.outcome is not Outcome.REJECTED or returned, one.problems
        return one.outcome

    def accept_all(self, desk: Desk) -> None:
        """What waits for a person is accepted, the earliest first."""
        for waiting in city.held(desk):
            done = city.accept_held(desk, digest=waiting.digest, reason="Đã gọi điện")
            assert done.outcome in (Outcome.APPLIED, Outcome.CONFLICT, Outcome.STALE), done.problems

    def _known(self, bundles: Iterable[ReceivedBundle]) -> list[frozenset[int]]:
        """The writes in each of these bundles."""
        known = {sent.digest: sent.known for sent in self.sent}
        return [known[one.digest] for one in bundles]

    def lost(self) -> list[Write]:
        """Writes of bundles that the city took which it neither shows nor keeps in a conflict."""
        found: list[Write] = []
        for ward in WARDS:
            taken = chains.taken(self.city, ward, 2026)
            every = frozenset[int]().union(*self._known(taken))
            found += self.truth.missing(self.city.store, ward, every, self._known(chains.heads(taken)))
        return found

    @staticmethod
    def ward_rows(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that a city has of the wards, deleted ones too."""
        return {kind: [row for row in rows if row[0] in WARDS] for kind, rows in folders.tables(desk).items()}
