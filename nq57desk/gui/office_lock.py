"""Who has an office open: a lock beside the database, so that a second window only looks (M14).

The lock of a program that ended suddenly is void by itself: its process is gone. Where the folder cannot be written
there is nothing to protect, and nothing is locked. Who has the office also clears the copies of evidence files that
other programs were shown: when it is let go, and what a sudden end left behind when it is taken.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile

from nq57desk.errors import Refused, refuse
from nq57desk.usecases.opened_copies import clear_copies

LOCK, WHO = "dang-mo.lock", "dang-mo.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has it open, and since when ("08:15")."""

    who: str
    since: str


class OfficeLock:
    """The lock on one office's folder; ``holder`` is None while it is ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.holder: Holder | None = None
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Try to get it; False where another window has it."""
        if self._lock.tryLock(0):
            told = {"who": getpass.getuser(), "since": datetime.now().astimezone().isoformat(timespec="minutes")}
            with suppress(OSError):
                (self.folder / WHO).write_text(json.dumps(told), encoding="utf-8")
            self.holder = None
            clear_copies(self.folder)
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        self.holder = _read_holder(self.folder / WHO)
        return False

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """An older database that cannot be brought up to date because another window has it: that is what is told.

        Raises:
            Refused: "window.held_older", or as the opening.
        """
        try:
            yield
        except Refused as refused:
            older = any(found.code == "store.older_read_only" for found in refused.problems)
            if self.holder is None or not older:
                raise
            raise refuse("window.held_older", who=self.holder.who, since=self.holder.since) from refused

    def free(self) -> None:
        """Let it go."""
        if self._lock.isLocked():
            clear_copies(self.folder)
            with suppress(OSError):
                (self.folder / WHO).unlink(missing_ok=True)
            self._lock.unlock()


def _read_holder(file: Path) -> Holder:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Holder(str(told["who"]), str(told["since"])[11:16])
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("?", "?")
