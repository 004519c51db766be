"""An office comes to this machine: from a backup, or from the folder it had on another machine.

What is brought is looked at first and never written to. It becomes an office in a new folder; no office that is there
is touched. A backup holds no keys: this machine gets new ones, and the city must enrol the office's card anew before
it takes this machine's bundles. A whole folder brings its keys along; then only one of the two machines may go on
making bundles, or the city sees two that contradict each other.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nq57desk.bundle import signing
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why
from nq57desk.store import backup
from nq57desk.store.receipts import MOVED, OfficeKey, keep_key
from nq57desk.store.store import Store
from nq57desk.usecases import backup_files
from nq57desk.usecases.offices import fingerprint_of
from nq57desk.workspace import DATABASE, is_office, named

_KEYS, _BROUGHT = "keys", ("bundles", "files", "papers", "receipts", "assignments")
_LOGS = ("-wal", "-journal")
_MOST_FOLDERS = 1000


@dataclass(frozen=True, slots=True)
class Brought:
    """What a backup or a folder holds, read through and found whole.

    ``newest`` is the moment of its newest entry (ISO, "" none); ``with_keys`` whether its own signing key is there.
    """

    source: Path
    office: Office
    tasks: int
    indicators: int
    newest: str
    with_keys: bool


@dataclass(frozen=True, slots=True)
class MovedIn:
    """The office's new folder, its key's fingerprint, and whether that key is a new one."""

    folder: Path
    office: Office
    fingerprint: str
    new_key: bool


def look(source: Path) -> Brought:
    """Read a backup file or an office's folder through, without writing to where it lies.

    Raises:
        Refused: it is neither, is damaged, or was made by a newer version.
    """
    with _copied(source) as database, Store.open(database) as store:
        problems = store.check()
        if problems:
            raise Refused(*problems)
        newest = next(iter(store.journal(limit=1)), None)
        return Brought(
            source,
            store.office,
            store.count(Task),
            store.count(Indicator),
            newest.at if newest is not None else "",
            _has_keys(source, store.office),
        )


def free_folder(wanted: Path) -> Path:
    """The folder wanted, or the first beside it ("office-2", …) in which there is nothing yet."""
    places = (wanted if n == 1 else wanted.with_name(f"{wanted.name}-{n}") for n in range(1, _MOST_FOLDERS))
    return next(place for place in places if not place.exists() or not any(place.iterdir()))


def move_in(source: Path, *, folder: Path, who: str = "", at: datetime) -> MovedIn:
    """Make the office of a backup or a folder in ``folder``, which holds nothing yet; whole or not at all.

    Raises:
        Refused: as :func:`look`; there is something in the folder, or it cannot be written.
    """
    found = look(source)
    if folder.exists() and any(folder.iterdir()):
        raise refuse("workspace.exists" if is_office(folder) else "moving.not_empty", folder=folder)
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        with _copied(source) as database:
            backup.restore(part / DATABASE, database, at)
        if source.is_file():
            backup_files.bring_back(part, source)
        made = _with_keys(found, part, who, at)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=folder, reason=why(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return replace(made, folder=folder)


def _with_keys(found: Brought, part: Path, who: str, at: datetime) -> MovedIn:
    """Bring the keys and files along, or make keys; the journal tells of either."""
    if found.source.is_dir():
        for name in _BROUGHT:
            if (found.source / name).is_dir():
                shutil.copytree(found.source / name, part / name)
    with Store.open(part / DATABASE) as store:
        office = store.office
        if found.with_keys:
            shutil.copytree(found.source / _KEYS, part / _KEYS)
        else:
            public = signing.create_keys(part / _KEYS)
            made = OfficeKey(office.code, public.sign_key, at.date().isoformat(), office.sign_key, MOVED, named(who))
            keep_key(store, made, who=named(who), at=at)
            office = replace(office, sign_key=public.sign_key, seal_recipient=public.seal_recipient)
        store.set_own_office(replace(office, installation=uuid.uuid4().hex), who=named(who), at=at)
        return MovedIn(part, store.office, fingerprint_of(store.office), not found.with_keys)


def _has_keys(source: Path, office: Office) -> bool:
    if not (source / _KEYS).is_dir():
        return False
    try:
        return signing.load_keys(source / _KEYS).public.sign_key == office.sign_key
    except Refused:
        return False


@contextmanager
def _copied(source: Path) -> Iterator[Path]:
    """A copy of the database with its log, for the source may be write-protected, on a stick, or open elsewhere."""
    database = source / DATABASE if source.is_dir() else source
    if source.is_dir() and not database.is_file():
        raise refuse("workspace.no_office", folder=source)
    with ExitStack() as stack:
        try:
            scratch = tempfile.TemporaryDirectory(prefix="nq57-", ignore_cleanup_errors=True)
            copy = Path(stack.enter_context(scratch)) / DATABASE
            shutil.copyfile(database, copy)
            for beside in _LOGS:
                log = database.with_name(database.name + beside)
                if log.is_file():
                    shutil.copyfile(log, copy.with_name(copy.name + beside))
        except OSError as error:
            raise refuse("moving.cannot_read", file=database, reason=why(error)) from error
        yield copy
