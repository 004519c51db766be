"""Undo, redo, the journal, the database's own check and its backups."""

from __future__ import annotations

from pathlib import Path

from nq57desk.domain.changes import Applied
from nq57desk.domain.problems import Problem
from nq57desk.store.backup import Backup
from nq57desk.store.entries import JournalChange, JournalEntry
from nq57desk.usecases import backups as care
from nq57desk.usecases.changing import writable
from nq57desk.workspace import Desk


def undo(desk: Desk) -> Applied | None:
    """Take the last change back; None when there is none to take back."""
    writable(desk)
    return desk.store.undo(who=desk.who, at=desk.now())


def redo(desk: Desk) -> Applied | None:
    """Bring back what was undone last; None when there is nothing."""
    writable(desk)
    return desk.store.redo(who=desk.who, at=desk.now())


def undoable(desk: Desk) -> JournalEntry | None:
    """The change that ``undo`` would take back."""
    return desk.store.undoable()


def redoable(desk: Desk) -> JournalEntry | None:
    """The change that ``redo`` would bring back."""
    return desk.store.redoable()


def journal(desk: Desk, *, limit: int = 100) -> tuple[JournalEntry, ...]:
    """The newest entries first."""
    return tuple(desk.store.journal(limit=limit))


def day_ahead(desk: Desk) -> str:
    """The day of the newest entry (ISO) where it lies after today, as after a clock was set back; else ""."""
    newest = next(iter(desk.store.journal(limit=1)), None)
    written = newest.at[:10] if newest is not None else ""
    return written if written > desk.today.isoformat() else ""


def task_history(desk: Desk, *, task_id: str) -> tuple[JournalChange, ...]:
    """Who changed this task when, from what to what; newest first."""
    return tuple(desk.store.history("task", task_id))


def check(desk: Desk) -> tuple[Problem, ...]:
    """Integrity, foreign keys, journal chain, content hashes, counts, files beside, and what the kept bundles say of
    the journal: empty when all is well."""
    from nq57desk.usecases import trace  # it loads the signing libraries

    found = care.full_check(desk)
    damaged = any(one.code == "store.integrity" for one in found)
    return found if damaged else (*found, *trace.against_bundles(desk))


def backup(desk: Desk, *, why: str = "manual") -> Path:
    """A verified copy of the database in the office's backups folder, with the files that it names."""
    return care.make(desk, why=why)


def backups(desk: Desk) -> tuple[Backup, ...]:
    """The backups there are, newest first."""
    return care.listed(desk)


def restore(desk: Desk, *, backup_file: Path) -> Path | None:
    """Put a backup in the database's place; the desk is closed. Returns where the old database was kept.

    Raises:
        Refused: the backup is damaged, of another office, or newer than this program.
    """
    return care.restore(desk, backup_file=backup_file).kept
