"""What an office's database remembers beside its records: bundles, conflicts between them, locks, refused files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from nq57desk.domain.changes import Change
from nq57desk.domain.conflicts import Conflict, Lock
from nq57desk.domain.organisation import Office
from nq57desk.domain.snapshot import MadeBundle, ReceivedBundle, SnapshotLine
from nq57desk.store import bundles, conflicts, history, offices, snapshots
from nq57desk.store.apply import Besides, Hand
from nq57desk.store.conflicts import RefusedFile
from nq57desk.store.connection import transaction
from nq57desk.store.entries import JournalEntry
from nq57desk.store.rows import as_json


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with a change into its transaction: conflicts as they now are, the own counter's least value, what else
    is written (``also``), and a last look (``verify``), which may still refuse everything."""

    conflicts: tuple[Conflict, ...] = ()
    least: int = 0
    verify: Callable[[], None] = lambda: None
    also: Callable[[Database], None] = lambda _db: None


class Remembered:
    """The part of a Store that keeps these."""

    _db: Database
    _own: Office

    # Bundles

    def snapshot(self, year: int) -> Iterator[SnapshotLine]:
        """The own records of a plan year with tombstones, kinds parents first, ids ascending."""
        return snapshots.lines(self._db, self._own.code, year)

    def made_bundles(self, year: int | None = None) -> list[MadeBundle]:
        """Bundles that this office made, by year and sequence."""
        return bundles.made(self._db, year)

    def keep_made_bundle(self, bundle: MadeBundle, *, who: str, at: datetime) -> None:
        """Remember a bundle made, or that its receipt came."""
        with transaction(self._db):
            bundles.keep_made(self._db, bundle)
            offices.note(self._db, self._own.code, Hand(who, at), "bundle", bundles.as_detail(bundle))

    def received_bundle(self, digest: str) -> ReceivedBundle | None:
        """The bundle with this SHA-256, unless its merge was taken back."""
        return next(iter(bundles.received(self._db, "digest = ?", (digest,))), None)

    def received_bundles(self, *, office: str | None = None, year: int | None = None) -> list[ReceivedBundle]:
        """Bundles that were received, by office, year and sequence."""
        return bundles.received(self._db, "(?1 IS NULL OR office = ?1) AND (?2 IS NULL OR year = ?2)", (office, year))

    def bundles_taken_back(self) -> list[ReceivedBundle]:
        """Bundles whose merge was taken back and which were not merged again, as they were when they were applied."""
        return bundles.taken_back(self._db)

    def last_sequence(self, office: str, year: int) -> int:
        """The sequence number of the newest bundle applied for an office and year; 0 before the first."""
        return bundles.last_sequence(self._db, office, year)

    def keep_received_bundle(self, bundle: ReceivedBundle, *, who: str, at: datetime) -> None:
        """Remember a bundle that was not applied: stale, rejected, held, in conflict."""
        with transaction(self._db):
            bundles.keep_received(self._db, bundle, None)
            offices.note(self._db, self._own.code, Hand(who, at), "received", bundles.as_detail(bundle))

    def entry_changes(self, entry: JournalEntry) -> Iterator[Change]:
        """What an entry changed, the records before it against those that stand now."""
        return history.entry_changes(self._db, entry)

    # Conflicts, locks, refused files

    def _put_beside(self, beside: Beside) -> Besides:
        beside.also(self._db)
        return Besides(conflicts.put(self._db, beside.conflicts), beside.least)

    def conflicts(
        self, *, office: str | None = None, year: int | None = None, open_only: bool = True
    ) -> list[Conflict]:
        """By office, year, kind and record; ``open_only``: without those that the ward has settled."""
        return conflicts.read(self._db, office=office, year=year, open_only=open_only)

    def conflict(self, conflict_id: str) -> Conflict | None:
        """The conflict with this id, settled or not."""
        return conflicts.one(self._db, conflict_id)

    def locks(self) -> dict[str, Lock]:
        """The locked periods by their codes."""
        return conflicts.locks(self._db)

    def lock(self, period: str, *, who: str, at: datetime) -> Lock:
        """Lock a period; one that is locked already stays as it is."""
        new = Lock(period, at.isoformat(timespec="seconds"), who)
        if (known := self.locks().get(period)) is not None:
            return known
        with transaction(self._db):
            conflicts.lock(self._db, new)
            offices.note(self._db, self._own.code, Hand(who, at), "lock", as_json({"period": period}))
        return new

    def unlock(self, period: str, *, reason: str, who: str, at: datetime) -> None:
        """Open a locked period again."""
        with transaction(self._db):
            conflicts.unlock(self._db, period)
            detail = as_json({"period": period, "reason": reason})
            offices.note(self._db, self._own.code, Hand(who, at), "unlock", detail)

    def refused_files(self) -> list[RefusedFile]:
        """Files that were refused and not taken since, oldest first."""
        return conflicts.refused(self._db)

    def keep_refused(self, file: RefusedFile, *, at: datetime) -> None:
        """Remember a refused file; the same answer to the same file is told the journal once."""
        with transaction(self._db):
            if conflicts.keep_refused(self._db, file):
                detail = as_json({"digest": file.digest, "name": file.name, "code": file.code})
                offices.note(self._db, self._own.code, Hand(file.who, at), "refused", detail)
