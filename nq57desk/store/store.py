"""An office's database: the one door to it. Everything that alters records is compared first, then applied.

A Store may be used from any thread, by one thread at a time. A ChangeSet belongs to the Store that compared it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlite_utils import Database

from nq57desk.domain.changes import Applied, Change, ChangeSet, Proposal, Source
from nq57desk.domain.organisation import Office
from nq57desk.domain.problems import Problem
from nq57desk.domain.snapshot import ReceivedBundle, Snapshot
from nq57desk.errors import refuse
from nq57desk.store import (
    apply,
    backup,
    bundles,
    check,
    conflicts,
    history,
    journal,
    offices,
    opening,
    reads,
    undo,
    waiting,
)
from nq57desk.store.apply import Hand
from nq57desk.store.compare import compare_own
from nq57desk.store.compare_snapshot import compare_lines
from nq57desk.store.connection import Watched, refusals, transaction
from nq57desk.store.differing import differing, periods_of
from nq57desk.store.entries import JournalChange, JournalEntry
from nq57desk.store.finder import CONCERNED, Finder, Found
from nq57desk.store.recently_read import RecentlyRead
from nq57desk.store.remembered import Beside, Remembered
from nq57desk.store.staging import Stage, clear, make_tables, stage_of

T = TypeVar("T")


class Store(Remembered):
    """See the module; made with ``create`` or ``open``, closed with ``close`` or as a context manager."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self._db = db
        self._stages: dict[int, Stage] = {}
        self._last_stage = 0
        self._finder: tuple[int, Finder] | None = None
        self._recent = RecentlyRead(db)
        make_tables(db)
        self._own = opening.own_office(db, path)

    @classmethod
    def create(cls, path: Path, office: Office) -> Store:
        """A new database for an office.

        Raises:
            Refused: "store.exists", and what the disk refuses.
        """
        return cls(path, opening.create(path, office))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """An existing database, brought to the newest schema after a backup into the folder "backups" beside it.

        Raises:
            Refused: "store.missing", "store.not_ours", "store.damaged", "store.newer", "store.older_read_only",
                and what the disk refuses.
        """
        return cls(path, opening.open_(path, read_only=read_only))

    def close(self) -> None:
        """Close the database; what was only compared is forgotten."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Reading

    @property
    def office(self) -> Office:
        """The own identity."""
        return self._own

    @property
    def revision(self) -> int:
        """The own office's counter: rises by one with each applied ChangeSet that changes something."""
        return apply.own_revision(self._db, self._own.code)

    def get(self, type_: type[T], record_id: str, *, office: str | None = None) -> T | None:
        """One record, None where there is none or it was deleted."""
        with refusals(self.path.name):
            return reads.get(self._db, type_, office or self._own.code, record_id)

    def all(self, type_: type[T], *, office: str | None = None, plan_id: str | None = None) -> list[T]:
        """All records of an office ("*": of every office), by position where the kind has one, else by id."""
        with refusals(self.path.name):
            return self._recent.all_of(type_, office or self._own.code, plan_id, own=office in (None, self._own.code))

    def find(self, type_: type[T], *, office: str | None = None, **fields: str) -> list[T]:
        """The records of an office whose fields hold these texts, such as ``find(ProgressUpdate, task_id=...)``."""
        with refusals(self.path.name):
            return reads.find(self._db, type_, office or self._own.code, fields)

    def rows_by_appendix(self, *, office: str | None = None) -> dict[str, tuple[int, int]]:
        """Appendix id -> how many tasks and how many indicators it lists."""
        with refusals(self.path.name):
            return reads.rows_by_appendix(self._db, office or self._own.code)

    def some(self, type_: type[T], ids: Iterable[str], *, office: str | None = None) -> list[T]:
        """The records with these ids, in this order; those that are gone are left out."""
        with refusals(self.path.name):
            return reads.some(self._db, type_, office or self._own.code, ids)

    def each(self, type_: type[T], *, plan_id: str | None = None) -> Iterator[tuple[str, T]]:
        """(office code, record) of every office."""
        return reads.each(self._db, type_, plan_id)

    def count(self, type_: type[Any], *, office: str | None = None, plan_id: str | None = None) -> int:
        """How many records there are."""
        return reads.count(self._db, type_, office or self._own.code, plan_id)

    def revisions(self, type_: type[Any], *, office: str | None = None) -> dict[str, int]:
        """id -> revision."""
        return reads.revisions(self._db, type_, office or self._own.code)

    def search(self, text: str, *, limit: int = 200, office: str | None = None, kind: str = "") -> list[str]:
        """Ids of tasks and indicators (or of one ``kind``) in which each word typed begins a word; best first."""
        finder = self.finder(office)
        if not kind:
            return list(finder.find(text)[0][:limit])
        found = finder.found(text)
        return list((found.tasks if kind == "task" else found.indicators)[:limit])

    def found(self, text: str) -> Found:
        """What a search finds among the own tasks and indicators."""
        return self.finder().found(text)

    def finder(self, office: str | None = None) -> Finder:
        """The searched text of an office, kept until something of it changes, here or in another process."""
        code = office or self._own.code
        with refusals(self.path.name):
            (seen,) = self._db.conn.execute("PRAGMA data_version").fetchone()
            if self._finder is None or self._finder[0] != seen or self._finder[1].office != code:
                self._finder = (seen, Finder(self._db, code))
        return self._finder[1]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The open database for the store's own readers (glance, recorded, deleted), who write their own SQL.

        Raises:
            Refused: what the disk refuses.
        """
        with refusals(self.path.name):
            yield self._db.conn

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction for the store's own writers (issued_papers): all of it or nothing."""
        self._recent.forget()
        with transaction(self._db):
            yield self._db

    # Changing

    def before_change(self, do: Callable[[], None]) -> None:
        """Have something done once, before the next change begins; what only reads or compares does not call it."""
        if isinstance(self._db, Watched):
            self._db.before_change = do

    def compare(self, proposal: Proposal) -> ChangeSet:
        """What a proposal for the own records would change; staged until applied or discarded.

        Raises:
            Refused: as ``compare.compare_own``; nothing stays staged.
        """
        stage = self._new_stage(self._own.code, proposal.action, proposal.source)
        with self._comparing(stage):
            compare_own(self._db, stage, proposal)
        return stage.change_set(proposal.problems)

    def compare_snapshot(self, snapshot: Snapshot, *, merged: bool = False, action: str = "merge") -> ChangeSet:
        """What another office's whole plan year would change; ``merged``: the lines of several of its bundles.

        Raises:
            Refused: "store.stale": a bundle with this or a higher sequence number was applied before; else as
                ``compare_snapshot.compare_lines``; nothing stays staged.
        """
        last = bundles.last_sequence(self._db, snapshot.office, snapshot.year)
        if snapshot.sequence <= last and not merged:
            raise refuse("store.stale", office=snapshot.office, found=snapshot.sequence, last=last)
        stage = self._new_stage(snapshot.office, action, snapshot.source)
        stage.snapshot = snapshot
        with self._comparing(stage):
            compare_lines(self._db, stage, snapshot, merged=merged)
        return stage.change_set()

    def periods_touched(self, change_set: ChangeSet) -> set[str]:
        """The periods whose updates and values a compared ChangeSet would change."""
        return periods_of(self._db, stage_of(self._stages, change_set))

    def differing(self, change_set: ChangeSet) -> Iterator[Change]:
        """The differing records of a compared ChangeSet, kind by kind in the order proposed."""
        return differing(self._db, stage_of(self._stages, change_set))

    def apply(
        self,
        change_set: ChangeSet,
        *,
        who: str,
        at: datetime,
        leave: Container[str] = (),
        received: ReceivedBundle | None = None,
        beside: Beside | None = None,
    ) -> Applied:
        """Apply a compared ChangeSet in one transaction, without the records named in ``leave``.

        A merge also remembers its bundle: ``received``, else what the snapshot itself tells of it.
        ``beside`` is written, and asked whether all is well, in the same transaction.

        Raises:
            Refused: "store.not_staged", "store.changed_meanwhile", "store.dangling", "store.twice_in_period", or what
                the disk refuses; nothing is applied, and the ChangeSet stays staged.
        """
        stage = stage_of(self._stages, change_set)
        if leave != () or stage.office == self._own.code:  # before the transaction: a rollback would lose them
            waiting.pour(self._db, stage)
        with transaction(self._db):
            taken = received is not None and stage.action == "merge"
            besides = replace(self._put_beside(beside or Beside()), always=taken)
            applied = apply.apply_stage(self._db, stage, self._own.code, Hand(who, at), leave, besides)
            if received is None and stage.snapshot is not None and stage.action == "merge":
                received = bundles.as_received(stage.snapshot, at)
            if received is not None:
                bundles.keep_received(self._db, received, applied.entry)
            if beside is not None:
                beside.verify()
        self._forget(stage)
        self._recent.note(applied.touched)
        if not CONCERNED.isdisjoint(applied.touched):
            self._finder = None
        return applied

    def discard(self, change_set: ChangeSet) -> None:
        """Forget a compared ChangeSet; one that is forgotten already stays so."""
        stage = self._stages.get(change_set.stage)
        if stage is not None:
            self._forget(stage)

    def undo(self, *, who: str, at: datetime, entry: int | None = None) -> Applied | None:
        """Take back the newest change that was not taken back yet, or the one with this number; None: there is none.

        Raises:
            Refused: "store.changed_meanwhile": its rows were changed since.
        """
        return self._revert(entry, Hand(who, at), "undo")

    def redo(self, *, who: str, at: datetime) -> Applied | None:
        """Make the change again that was taken back last, while nothing new was changed; None: there is none.

        Raises:
            Refused: "store.changed_meanwhile".
        """
        return self._revert(None, Hand(who, at), "redo")

    def undoable(self) -> JournalEntry | None:
        """What ``undo`` would take back."""
        return journal.undoable(self._db)

    def redoable(self) -> JournalEntry | None:
        """What ``redo`` would make again: the entry of its undoing."""
        return journal.redoable(self._db)

    def journal(self, *, limit: int = 100) -> list[JournalEntry]:
        """The newest entries, newest first."""
        return journal.entries(self._db, limit=limit)

    def history(self, kind: str, record_id: str) -> list[JournalChange]:
        """What happened to one of the own records, newest first."""
        return history.history(self._db, self._own.code, kind, record_id)

    # Settings and offices

    def setting(self, key: str, default: str = "") -> str:
        """A setting's value."""
        return offices.setting(self._db, key, default)

    def set_setting(self, key: str, value: str, *, who: str, at: datetime, undoable: bool = False) -> None:
        """Keep a setting; ``undoable``: as a step of a person's, which ``undo`` takes back."""
        with transaction(self._db):
            offices.set_setting(self._db, key, value, self._own.code, Hand(who, at), undoable=undoable)

    def offices(self) -> list[Office]:
        """Enrolled or trusted offices by code, without the own."""
        return offices.read(self._db, "own = 0")

    def keep_office(self, office: Office, *, who: str, at: datetime) -> None:
        """Enrol, trust or replace an office.

        Raises:
            Refused: "store.own_office": the code is the own one.
        """
        if office.code == self._own.code:
            raise refuse("store.own_office", code=office.code)
        with transaction(self._db):
            offices.keep(self._db, office, self._own.code, Hand(who, at), "office")

    def set_own_office(self, office: Office, *, who: str, at: datetime, undoable: bool = False) -> None:
        """Change the own name, superior or keys; the code stays for ever, records are keyed by it.

        Raises:
            Refused: "store.other_code".
        """
        if office.code != self._own.code:
            raise refuse("store.other_code", code=office.code, own=self._own.code)
        with transaction(self._db):
            offices.keep(self._db, office, self._own.code, Hand(who, at), "own_office", undoable=undoable)
        self._own = office

    # Safety

    def check(self) -> tuple[Problem, ...]:
        """Integrity, foreign keys, the journal's chain, every content hash, and rows changed behind our back."""
        return check.check(self._db, self._own.code)

    def quick_check(self) -> tuple[Problem, ...]:
        """SQLite's own quick check alone: a fraction of ``check``'s time."""
        return check.quick(self._db)

    def backup(self, folder: Path, *, why: str, at: datetime) -> Path:
        """A checked copy in a folder.

        Raises:
            Refused: "store.backup_bad", or what the disk refuses.
        """
        return backup.make(self._db, folder, why=why, at=at)

    # How it is done

    def _new_stage(self, office: str, action: str, source: Source) -> Stage:
        self._last_stage += 1
        return Stage(self._last_stage, office, action, source, journal.head(self._db)[0])

    @contextmanager
    def _comparing(self, stage: Stage) -> Iterator[None]:
        """Staging happens inside one transaction, for speed; a refused proposal leaves nothing staged."""
        with refusals(self.path.name):
            self._db.conn.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._db.rollback()
                raise
            self._db.conn.execute("COMMIT")
        self._stages[stage.number] = stage

    def _forget(self, stage: Stage) -> None:
        del self._stages[stage.number]
        if not stage.waiting:
            clear(self._db, stage, alone=not self._stages)

    def _revert(self, number: int | None, hand: Hand, action: str) -> Applied | None:
        with transaction(self._db):
            if number is not None:
                entry = journal.revertible(self._db, number)
            else:
                entry = journal.undoable(self._db) if action == "undo" else journal.redoable(self._db)
            if entry is None:
                return None
            if entry.by_kind or not entry.detail or conflicts.named_in(entry.detail):
                self._finder = None
                self._recent.forget()
                return undo.revert(self._db, entry, self._own.code, hand, action)
            applied = offices.revert(self._db, entry, self._own.code, hand, action)
        self._own = opening.own_office(self._db, self.path)
        return applied
