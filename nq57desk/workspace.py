"""An office's folder: where its database, keys, bundles, backups and papers lie, and the clock it works by."""

from __future__ import annotations

import getpass
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from nq57desk import paths
from nq57desk.domain.organisation import Office
from nq57desk.errors import refuse
from nq57desk.store.looking import looking
from nq57desk.store.store import Store

DATABASE = "nq57.db"
_SWEPT = (
    "backups", "backups/files", "bundles", "bundles/made", "bundles/received", "bundles/quarantine", "bundles/sending",
    "files", "keys", "papers", "papers/issued", "receipts", "assignments", "reports",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """Today and now. With ``as_of`` the day is given and only the time of day runs on."""

    as_of: date | None = None

    def now(self) -> datetime:
        """The present moment in the machine's own time zone."""
        moment = datetime.now().astimezone()
        if self.as_of is None:
            return moment
        return moment.replace(year=self.as_of.year, month=self.as_of.month, day=self.as_of.day)

    def today(self) -> date:
        """The day that rules take as ``as_of``."""
        return self.as_of or self.now().date()


class Desk:
    """An opened office. Close it, or use it as a context manager."""

    def __init__(self, folder: Path, store: Store, clock: Clock, who: str, *, read_only: bool) -> None:
        self.folder = folder
        self.store = store
        self.clock = clock
        self.who = who
        self.read_only = read_only

    @property
    def office(self) -> Office:
        """The office's own identity."""
        return self.store.office

    @property
    def today(self) -> date:
        """The day that rules take as ``as_of``."""
        return self.clock.today()

    def now(self) -> datetime:
        """The present moment, for the journal."""
        return self.clock.now()

    @property
    def keys_folder(self) -> Path:
        """Both key pairs."""
        return self.folder / "keys"

    @property
    def bundles_folder(self) -> Path:
        """Bundles made and received, kept for good."""
        return self.folder / "bundles"

    @property
    def files_folder(self) -> Path:
        """Evidence files, each under its SHA-256; kept for good."""
        return self.folder / "files"

    @property
    def backups_folder(self) -> Path:
        """Verified copies of the database."""
        return self.folder / "backups"

    @property
    def papers_folder(self) -> Path:
        """Where papers are saved unless another place is named."""
        return self.folder / "papers"

    def close(self) -> None:
        """Let the database go."""
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_office(folder: Path) -> bool:
    """Whether the folder holds an office's database."""
    return (folder / DATABASE).is_file()


def open_desk(folder: Path, *, as_of: date | None = None, who: str = "", read_only: bool = False) -> Desk:
    """Open an office's folder.

    Raises:
        Refused: there is no office in it, or its database is newer than this program, not ours, or damaged.
    """
    if not is_office(folder):
        raise refuse("workspace.no_office", folder=folder)
    if not read_only:
        sweep(folder)
    store = Store.open(folder / DATABASE, read_only=read_only)
    if not read_only:
        with suppress(OSError):
            _settle_keys(folder, store.office.sign_key)
    return Desk(folder, store, Clock(as_of), named(who), read_only=read_only)


def _settle_keys(folder: Path, own_key: str) -> None:
    """Finish a change of keys that a sudden end interrupted; only then the signing libraries are loaded (20 MB)."""
    if (folder / paths.NEXT_KEYS).is_dir():
        from nq57desk.bundle import key_change

        key_change.settle(folder, own_key)


def sweep(folder: Path) -> int:
    """Remove what a program that was killed left half written in an office's folders and beside; how many files."""
    for begun in (folder.with_name(f".{folder.name}.part"), folder / ".keys.part"):
        if begun.is_dir():
            shutil.rmtree(begun, ignore_errors=True)
    return paths.sweep((folder, *(folder / name for name in _SWEPT)))


@contextmanager
def look_at(folder: Path, *, as_of: date | None = None, who: str = "") -> Iterator[Desk]:
    """The office as it is at this moment, read beside the one who has it open; it cannot be changed so.

    Raises:
        Refused: as :func:`open_desk`.
    """
    if not is_office(folder):
        raise refuse("workspace.no_office", folder=folder)
    with looking(folder / DATABASE) as store:
        yield Desk(folder, store, Clock(as_of), named(who), read_only=True)


def named(who: str) -> str:
    """How the journal names the person: as told, else by the system's account."""
    return who or getpass.getuser()
