"""Where the program's own files lie, and files written so that a cut leaves the old one whole.

A file is written under a short name of the program's own (".nq57-MACHINE-PROCESS-FILE.part") beside the place that it
will have, so that a name at the file system's limit still fits. Whoever is killed leaves such a file behind; it is
swept away by the next one who writes into that folder or opens the office, once its process is gone.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import shutil
import sys
import time
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_PART = re.compile(r"\.nq57-([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.part(?:-journal|-wal|-shm)?")
_ABANDONED_S = 24 * 3600
"""Seconds after which what another machine was writing counts as left behind."""
NEXT_KEYS = "keys.next"
"""New keys on their way to their place, beside the folder of the keys in an office's folder."""
BESIDE = "du-lieu"
"""A folder of this name beside the packaged program makes it keep its data there."""
_NO_SUCH_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF, errno.EISDIR}
"""What network folders and FAT sticks answer where a folder itself cannot be flushed."""


def _shipped(name: str) -> Path:
    """A data folder: inside an installed package, or beside it in a checkout."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Fonts, icons, the sample office, the unit list, the manual."""
    return _shipped("resources")


def translations() -> Path:
    """The gettext catalogues."""
    return _shipped("translations")


def default_office() -> Path:
    """The office's folder when none is named: beside a program that runs from a stick, else the user's data folder."""
    beside = Path(sys.executable).with_name(BESIDE)
    if getattr(sys, "frozen", False) and beside.is_dir():
        return beside / "office"
    return Path(platformdirs.user_data_dir("nq57desk", appauthor=False)) / "office"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a temporary file beside it, fsync, rename.

    Raises:
        OSError: the folder cannot be written or the disk is full; an older file at ``path`` is untouched.
    """
    _sweep_once(path.parent)
    temporary = part_of(path)
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def part_of(path: Path) -> Path:
    """The name under which this process writes the file before it is whole."""
    return path.with_name(f".nq57-{_machine()}-{os.getpid()}-{zlib.crc32(path.name.encode()):08x}.part")


def sync_folder(folder: Path) -> None:
    """Make a rename itself durable where the system lets a folder be opened (not on Windows).

    Raises:
        OSError: the disk does not answer.
    """
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_FLUSH:
            raise


def sweep(folders: Iterable[Path]) -> int:
    """Remove what processes that are gone left half written in these folders; how many files. Refuses nothing."""
    removed = 0
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if _left_behind(entry):
                    with suppress(OSError):
                        Path(entry.path).unlink()
                        removed += 1
    return removed


def sweep_folders(parent: Path) -> None:
    """Remove the folders that processes that are gone left half made in a folder. Refuses nothing."""
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and _left_behind(entry):
                shutil.rmtree(entry.path, ignore_errors=True)


@cache
def _sweep_once(folder: Path) -> None:
    sweep((folder,))


@cache
def _machine() -> str:
    """A few letters that stand for this machine: on a shared folder another one's processes have the same numbers."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _left_behind(entry: os.DirEntry[str]) -> bool:
    found = _PART.fullmatch(entry.name)
    if found is None:
        return False
    if found[1] == _machine():
        return not _runs(int(found[2]))
    try:
        return time.time() - entry.stat().st_mtime > _ABANDONED_S
    except OSError:
        return False


def _runs(process: int) -> bool:
    """Whether a process is there. Windows does not let an open file be removed, so there the trying tells."""
    if process == os.getpid():
        return True
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


OWN_ENDINGS = (".nq57", ".nq57receipt", ".nq57card", ".nq57assign")
"""The files that a double click opens with the program."""


def own_files(arguments: Sequence[str]) -> tuple[Path, ...]:
    """The files of ours that a command line names, where it says nothing else."""
    found = tuple(Path(one).absolute() for one in arguments if Path(one).suffix.lower() in OWN_ENDINGS)
    return found if len(found) == len(arguments) else ()
