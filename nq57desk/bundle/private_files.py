"""Files that only their user can read: by mode on Linux, by the access list on Windows.

On Windows a mode means nothing; the list of who may read is set by the system's own ``icacls``: what is inherited from
the folder above is taken off, and the user alone gets full access.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import stat
import subprocess
import sys
from pathlib import Path

_OWN_FILE = stat.S_IRUSR | stat.S_IWUSR
_PATIENCE = 20.0


def private_folder(folder: Path) -> None:
    """Make the folder, for its user only.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    _restrict(folder)


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that was never readable by anyone else, not even for a moment.

    Raises:
        OSError: it is there already, or cannot be written.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWN_FILE)
    with os.fdopen(handle, "wb") as out:
        _restrict(path)
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    path.chmod(_OWN_FILE)


def keep_private(folder: Path, *names: str) -> None:
    """Take from others what they may read by mistake, such as after copying from a stick; where that can be done."""
    if os.name != "posix":
        return
    for name in names:
        with contextlib.suppress(OSError):
            path = folder / name
            if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
                path.chmod(_OWN_FILE)


def _restrict(path: Path) -> None:
    if sys.platform == "win32":
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        command = access_command(path, getpass.getuser(), folder=path.is_dir())
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE, creationflags=hidden)


def access_command(path: Path, user: str, *, folder: bool) -> list[str]:
    """What tells Windows that only ``user`` may read a file, or a folder with all that comes into it."""
    rights = f"{user}:(OI)(CI)F" if folder else f"{user}:F"
    return ["icacls", str(path), "/inheritance:r", "/grant:r", rights]
