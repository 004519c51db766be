"""Files that Explorer opens with the program: shown by the window that is open already, else by a new one.

A second start finds the office locked. It leaves a note beside the lock and ends as soon as the first window has
taken the note away; where nobody takes it in time, the file is shown in a window that only looks. Where no office is
set up or open yet, the first start holds the program's own door (:class:`Door`) from its first moment on, and later
ones leave their notes there. No connection of any kind is opened for it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject

from nq57desk import paths
from nq57desk.gui.office_lock import LOCK

_ROOM = "dang-mo.tep"
_LONGEST = 100_000
_WAIT_S = 3.0
AT_THE_DOOR_S = 15.0
"""A first start may be slow: its window looks for notes once it stands."""


def hand_over(folder: Path, files: Sequence[Path], wait: float = _WAIT_S) -> bool:
    """Whether a window that has the office open took the files within so many seconds."""
    if not files or not _open_elsewhere(folder):
        return False
    note = folder / _ROOM / f"{os.getpid()}-{time.time_ns()}.json"
    try:
        note.parent.mkdir(exist_ok=True)
        paths.write_atomically(note, json.dumps([str(file) for file in files]).encode())
    except OSError:
        return False
    until = time.monotonic() + wait
    while note.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not _withdrawn(note)


def _open_elsewhere(folder: Path) -> bool:
    """The lock is only tried: whoever gets it lets it go at once."""
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)
    if not folder.is_dir() or lock.tryLock(0):
        lock.unlock()
        return False
    return lock.error() is QLockFile.LockError.LockFailedError


class Door:
    """The lock of the program's own folder, beside the user's office: whose window later starts hand files to.

    Held until the program ends; a sudden end makes it void. Windows started for an office of their own have none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Try to get it; False where another window has it. Where nothing can be written there is no door."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
        return self._lock.tryLock(0)

    def free(self) -> None:
        """Let it go."""
        self._lock.unlock()


def _withdrawn(note: Path) -> bool:
    """Whether the note had to be taken back, for nobody read it."""
    try:
        note.unlink()
    except OSError:
        return False
    return True


class HandedFiles(QObject):
    """Watches for notes beside the lock of the office that is open here."""

    def __init__(self, show: Callable[[tuple[Path, ...]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._watch = QFileSystemWatcher(self)
        self._watch.directoryChanged.connect(lambda _folder: self._look())
        self._room: Path | None = None

    def follow(self, folder: Path, *, mine: bool) -> None:
        """Watch another office's folder, or none where another window has it."""
        if self._watch.directories():
            self._watch.removePaths(self._watch.directories())
        self._room = folder / _ROOM if mine else None
        if self._room is None:
            return
        with suppress(OSError):
            self._room.mkdir(exist_ok=True)
        self._watch.addPath(str(self._room))
        self._look()

    def _look(self) -> None:
        for note in sorted(self._room.glob("*.json")) if self._room is not None else ():
            files: tuple[Path, ...] = ()
            with suppress(OSError, ValueError):
                if note.stat().st_size <= _LONGEST:
                    files = _named(json.loads(note.read_text(encoding="utf-8")))
            with suppress(OSError):
                note.unlink()
            if files:
                self._show(files)


def _named(said: object) -> tuple[Path, ...]:
    texts = [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
    return paths.own_files(texts)
