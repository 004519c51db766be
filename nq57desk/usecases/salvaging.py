"""A damaged database: what can be saved of it is laid over the last good backup, and shown row by row before.

Decides:

- The backup is the ground: it is sound, and its journal is unbroken. What was recorded after it and can still be read
  is one proposed change, compared and applied like any other, with one entry of the journal of its own.
- A row whose parents are gone is not saved; it is counted.
- The result is made aside and takes the damaged database's place only after it was checked; the damaged one is kept.
- Other offices' data at a city are those of the backup: their bundles lie in the folder "bundles" and can be merged
  again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nq57desk.domain.changes import Change, ChangeSet, Proposal, Proposed, Source
from nq57desk.domain.records import KINDS
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why
from nq57desk.store import backup as kept_copies
from nq57desk.store import salvage
from nq57desk.store.backup import Backup, list_backups
from nq57desk.store.store import Store
from nq57desk.usecases import backup_files, backups
from nq57desk.workspace import DATABASE, is_office, named

ACTION = "salvage"
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class SavedRow:
    """One record that the backup alone would lose: what changed since ("new", "edited", "deleted") and its name."""

    change: str
    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Salvage:
    """What can be had: the backup, what was recorded since and can be read, and what cannot.

    ``torn`` are the kinds with unreadable places, ``lost`` how many rows were found but could not be used. ``kept`` is
    where the damaged database lies afterwards; None while this was only a look.
    """

    backup: Backup
    rows: tuple[SavedRow, ...]
    torn: tuple[str, ...]
    lost: int
    kept: Path | None = None


def look(folder: Path, *, at: datetime) -> Salvage:
    """What could be saved of a damaged database; nothing is changed.

    Raises:
        Refused: "workspace.no_office", "backup.none_good", "backup.cannot_read".
    """
    with _made(folder, at) as (_store, _change_set, found):
        return found


def save(folder: Path, *, at: datetime, who: str = "") -> Salvage:
    """Put the last good backup with what could be saved in the damaged database's place, which is kept beside.

    Raises:
        Refused: as :func:`look`; what came out is not sound ("backup.not_saved"); nothing is changed then.
    """
    with _made(folder, at) as (store, change_set, found):
        if change_set.counts().differing:
            store.apply(change_set, who=named(who), at=at)
        if store.check():
            raise refuse("backup.not_saved")
        made, own = store.path, store.office.code
        store.close()
        backup_files.bring_back(folder, found.backup.path)
        kept = kept_copies.restore(folder / DATABASE, made, at, office=own)
    return Salvage(found.backup, found.rows, found.torn, found.lost, kept)


def last_good(folder: Path) -> Backup:
    """The newest backup that reads through.

    Raises:
        Refused: "backup.none_good".
    """
    good = next((one for one in list_backups(folder / "backups") if backups.is_whole(one.path)), None)
    if good is None:
        raise refuse("backup.none_good", folder=folder / "backups")
    return good


@contextmanager
def _made(folder: Path, at: datetime) -> Iterator[tuple[Store, ChangeSet, Salvage]]:
    """The backup brought to today in a scratch folder, with what was saved compared but not applied."""
    if not is_office(folder):
        raise refuse("workspace.no_office", folder=folder)
    good = last_good(folder)
    try:
        with tempfile.TemporaryDirectory(prefix="nq57desk-", ignore_cleanup_errors=True) as name:
            scratch = Path(name)
            kept_copies.restore(scratch / DATABASE, good.path, at)
            with Store.open(scratch / DATABASE) as store:
                found = salvage.read(folder / DATABASE, scratch / DATABASE, store.office.code, scratch)
                with store.writing() as db:
                    salvage.put_beside(db.conn, found.beside)
                change_set, left_out = _compared(store, found, folder)
                rows = tuple(map(_row, store.differing(change_set)))
                lost = found.spoiled + left_out
                yield store, change_set, Salvage(good, rows, tuple(found.torn), lost)
    except OSError as error:
        raise refuse("backup.cannot_read", folder=folder, reason=why(error)) from error


def _compared(store: Store, found: salvage.Found, folder: Path) -> tuple[ChangeSet, int]:
    """The change that the saved rows make to the backup, and how many of them could not be used."""
    proposed = _with_parents(store, found)
    total = sum(len(rows) for rows in found.rows.values())
    left_out = total - len(proposed)
    for _turn in range(_MOST_TRIES):
        proposal = Proposal(ACTION, Source("file", folder.name), proposed)
        try:
            return store.compare(proposal), left_out
        except Refused as refused:
            bad = {word for problem in refused.problems for name, word in problem.words if name in ("id", "other")}
            fewer = [one for one in proposed if one.id not in bad]
            if len(fewer) == len(proposed):
                raise
            left_out += len(proposed) - len(fewer)
            proposed = fewer
    raise refuse("backup.not_saved")


def _with_parents(store: Store, found: salvage.Found) -> list[Proposed]:
    """The saved rows whose parents are among them or in the backup; deletions of what the backup has."""
    live = {kind.name: set(store.revisions(kind.type)) for kind in KINDS}
    for name, rows in found.rows.items():
        live[name] = (live[name] | {one for one, record in rows.items() if record}) - {
            one for one, record in rows.items() if record is None
        }
    proposed: list[Proposed] = []
    for kind in KINDS:
        for one, record in found.rows.get(kind.name, {}).items():
            parents = [(parent, getattr(record, field)) for field, parent in kind.parents.items()] if record else []
            if all(not its or its in live[parent] for parent, its in parents):
                proposed.append(Proposed(kind.name, one, record))
            else:
                live[kind.name].discard(one)
    return proposed


def _row(change: Change) -> SavedRow:
    record = change.after or change.before
    words = next((str(text) for name in ("name", "title", "result", "text") if (text := getattr(record, name, ""))), "")
    return SavedRow(change.change.value, change.kind, change.id, words)
