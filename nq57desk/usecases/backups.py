"""Backups of an office: when they are made, which stay, their second place, and how one is put back.

Decides:

- One is made at the start of each day on which the window is opened, else before the day's first change by the
  command line, and before whatever changes much at once: an import, forms coming back, a merge, a new year, another
  computer's data, a migration, a restoring.
- With each go the files that the data name (:mod:`nq57desk.usecases.backup_files`).
- Thinning follows :mod:`nq57desk.domain.backup_keeping`; nothing is removed where the newest that stays is not whole.
- The second place (a stick, a disk, another machine's folder) gets a folder of the office's own. A copy there counts
  once it was read back. When it was made last stands beside the backups, not in the data: the data do not change by it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from nq57desk import paths, settings
from nq57desk.domain import backup_keeping
from nq57desk.domain.backup_keeping import Copy
from nq57desk.domain.problems import NOWHERE, Problem, Severity, problem
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why as reason_of
from nq57desk.store import backup as kept_copies
from nq57desk.store.backup import Backup, list_backups
from nq57desk.usecases import backup_files
from nq57desk.usecases.changing import writable
from nq57desk.workspace import DATABASE, Desk, is_office

DAILY = "start-of-day"
_BESIDE, _CHECKED = "second-place.json", "last-check.json"
_DAYS_UNCHECKED = 7


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The second place as the settings and its last copy tell: ``folder`` None where none was chosen.

    ``at`` is when the last copy was read back there, None never; ``due`` whether it waits for a new one; ``days``
    after how many it does; ``here`` whether it can be reached now.
    """

    folder: Path | None
    at: datetime | None
    days: int
    due: bool
    here: bool


@dataclass(frozen=True, slots=True)
class CopiedAway:
    """What was copied to the second place: the backup there, and how many files went along."""

    file: Path
    files: int


@dataclass(frozen=True, slots=True)
class DayBegun:
    """What the start of a day did. ``made`` None: there was one of today; ``problems`` tell what did not succeed."""

    made: Path | None
    removed: int
    copied: CopiedAway | None
    second: SecondPlace
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Holds:
    """What a backup has in it: tasks, indicators, the moment of its newest entry (ISO, "" none), and its files.

    ``files_gone`` of them lie neither beside the backup nor in the office any more.
    """

    tasks: int
    indicators: int
    newest: str
    files: int
    files_gone: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoring did: where the old database is kept, how many files came back, and those that are lost."""

    kept: Path | None
    files: int
    lost: tuple[str, ...]


def full_check(desk: Desk) -> tuple[Problem, ...]:
    """Integrity, foreign keys, journal chain, content hashes, counts, files beside: empty when all is well."""
    found = desk.store.check()
    return found if any(one.code == "store.integrity" for one in found) else (*found, *backup_files.check_files(desk))


def make(desk: Desk, *, why: str = backup_keeping.BY_HAND) -> Path:
    """A verified copy of the database in the office's backups folder, and of the files that it names.

    Raises:
        Refused: as ``store.backup.make``; "backup.file_not_copied".
    """
    backup_files.cover(desk.folder, desk.backups_folder)
    return desk.store.backup(desk.backups_folder, why=why, at=desk.now())


def begin_day(desk: Desk) -> DayBegun:
    """The day's first backup where there is none yet, thinning, and the second place where it can be reached.

    Reads the office only, so that it may go on beside its writing line. What does not succeed is told, not raised. Of
    a database that is damaged no backup is made, so that no good one is thinned out for it.
    """
    made: Path | None = None
    removed = 0
    copied: CopiedAway | None = None
    problems: list[Problem] = [*desk.store.quick_check()]
    if problems:
        return DayBegun(made, removed, copied, second_place(desk), tuple(problems))
    try:
        if not kept_copies.since(desk.backups_folder, desk.today):
            made = make(desk, why=DAILY)
            removed = thin(desk.backups_folder, desk.today)
        second = second_place(desk)
        if second.here and (second.at is None or second.at.date() < desk.today):
            copied = copy_away(desk)
    except Refused as refused:
        problems += refused.problems
    return DayBegun(made, removed, copied, second_place(desk), tuple(problems))


def before_change(desk: Desk) -> tuple[Problem, ...]:
    """The day's first backup where there is none yet, before a change that nobody opened the window for.

    What does not succeed is told, not raised, as warnings: the change goes on. The second place is the window's matter.
    """
    try:
        if kept_copies.since(desk.backups_folder, desk.today):
            return ()
        if desk.store.quick_check():
            raise refuse("store.damaged", file=DATABASE)
        make(desk, why=DAILY)
        thin(desk.backups_folder, desk.today)
    except Refused as refused:
        return tuple(replace(one, severity=Severity.WARNING) for one in (*_NOT_TODAY, *refused.problems))
    return ()


_NOT_TODAY = (problem("backup.none_today", Severity.WARNING, NOWHERE),)


def check_weekly(desk: Desk) -> tuple[Problem, ...] | None:
    """The full check where the last one is a week old: what it found, () all is well; None it is not due yet."""
    note = desk.backups_folder / _CHECKED
    with suppress(ValueError):
        if (desk.today - date.fromisoformat(_told(note).get("on", ""))).days in range(_DAYS_UNCHECKED):
            return None
    found = full_check(desk)
    if not found:
        with suppress(OSError):
            desk.backups_folder.mkdir(exist_ok=True)
            paths.write_atomically(note, json.dumps({"on": desk.today.isoformat()}).encode())
    return found


def _told(note: Path) -> dict[str, str]:
    """A note beside the backups; {} where there is none."""
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
        return {str(name): str(value) for name, value in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def thin(folder: Path, today: date) -> int:
    """Remove the backups that the rule lets go; how many. None where the newest that stays does not read whole."""
    found = {one.path.name: one for one in list_backups(folder)}
    going = backup_keeping.superfluous([Copy(name, one.at, one.why) for name, one in found.items()], today)
    names = {one.name for one in going}
    newest = next((one for name, one in found.items() if name not in names), None)
    if not going or newest is None or not is_whole(newest.path):
        return 0
    removed = 0
    for name in names:
        with suppress(OSError):
            found[name].path.unlink()
            removed += 1
    return removed


def is_whole(file: Path) -> bool:
    """Whether a backup reads through."""
    try:
        kept_copies.read_through(file)
    except Refused:
        return False
    return True


def listed(desk: Desk) -> tuple[Backup, ...]:
    """The backups there are, newest first."""
    return tuple(list_backups(desk.backups_folder))


def holds(backup_file: Path, *, office: Path) -> Holds:
    """Read a backup through and say what it has in it.

    Raises:
        Refused: it is damaged, is no backup, or is newer than this program.
    """
    kept_copies.read_through(backup_file)
    found = kept_copies.counts(backup_file)
    names = kept_copies.files_named(backup_file)
    beside = backup_file.parent / backup_files.FOLDER
    gone = [n for n in names if not (beside / n).is_file() and not backup_files.place_of(office, n).is_file()]
    return Holds(*found, files=len(names), files_gone=len(gone))


# The second place


def second_place(desk: Desk) -> SecondPlace:
    """What is known of it now."""
    text = desk.store.setting(settings.SECOND_PLACE)
    folder = Path(text) if text else None
    days = settings.second_days(desk.store)
    at = _last_copied(desk, text)
    due = folder is not None and backup_keeping.overdue(at.date() if at else None, desk.today, days)
    return SecondPlace(folder, at, days, due, folder is not None and _reachable(folder))


def _reachable(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _last_copied(desk: Desk, place: str) -> datetime | None:
    told = _told(desk.backups_folder / _BESIDE)
    if not place or told.get("place") != place:
        return None
    with suppress(ValueError):
        return datetime.fromisoformat(told.get("at", ""))
    return None


def copy_away(desk: Desk) -> CopiedAway:
    """Copy the newest backup, and the files that the second place does not hold yet, to there; both read back.

    Raises:
        Refused: "backup.no_second", "backup.second_gone", "backup.second_inside", "backup.second_failed",
            "backup.file_not_copied".
    """
    folder = second_place(desk).folder
    if folder is None:
        raise refuse("backup.no_second")
    if not _reachable(folder):
        raise refuse("backup.second_gone", folder=folder)
    if folder.resolve().is_relative_to(desk.folder.resolve()):
        raise refuse("backup.second_inside", folder=folder)
    newest = next(iter(list_backups(desk.backups_folder)), None)
    source = newest.path if newest is not None else make(desk)
    there = folder / f"nq57-{desk.office.code}"
    try:
        there.mkdir(parents=True, exist_ok=True)
        paths.sweep((there, there / backup_files.FOLDER))
        backup_files.cover(desk.folder, desk.backups_folder)
        many = _copy_files(desk.backups_folder / backup_files.FOLDER, there / backup_files.FOLDER)
        backup_files.copy_verified(source, there / source.name)
        kept_copies.read_through(there / source.name)
        thin(there, desk.today)
        told = {"at": desk.now().isoformat(timespec="seconds"), "place": str(folder)}
        paths.write_atomically(desk.backups_folder / _BESIDE, json.dumps(told, ensure_ascii=False).encode())
    except OSError as error:
        raise refuse("backup.second_failed", folder=folder, reason=reason_of(error)) from error
    return CopiedAway(there / source.name, many)


def _copy_files(source: Path, target: Path) -> int:
    if not source.is_dir():
        return 0
    waiting = [path for path in sorted(source.iterdir()) if len(path.stem) == 64 and not (target / path.name).exists()]
    for path in waiting:
        backup_files.copy_verified(path, target / path.name)
    return len(waiting)


# Putting one back


def restore(desk: Desk, *, backup_file: Path) -> Restored:
    """Put a backup in the database's place; the desk is closed. What is there is backed up before.

    Raises:
        Refused: the backup is damaged, of another office, or newer than this program; everything is as it was then.
    """
    writable(desk)
    at, own = desk.now(), desk.office.code
    found = kept_copies.read_through(backup_file)
    if found != own:
        raise refuse("store.backup_other", file=backup_file.name, found=found, own=own)
    before = make(desk, why="before-restore")
    back = backup_files.bring_back(desk.folder, backup_file)
    desk.close()
    kept_copies.restore(desk.folder / DATABASE, backup_file, at, office=own, keep=False)
    return Restored(before, back.files, back.lost)


def restore_damaged(folder: Path, *, backup_file: Path, at: datetime) -> Restored:
    """The same where the database there cannot be opened any more; what is left of it is kept beside.

    Raises:
        Refused: there is no database, or as :func:`restore`.
    """
    if not is_office(folder):
        raise refuse("workspace.no_office", folder=folder)
    own = _known_code(folder)
    back = backup_files.bring_back(folder, backup_file)
    kept = kept_copies.restore(folder / DATABASE, backup_file, at, office=own)
    return Restored(kept, back.files, back.lost)


def _known_code(folder: Path) -> str:
    """Whose database it was, as its newest whole backup says; "" where nothing tells."""
    for one in list_backups(folder / "backups"):
        with suppress(Refused):
            return kept_copies.read_through(one.path)
    return ""
