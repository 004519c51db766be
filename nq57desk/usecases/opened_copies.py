"""Where copies of evidence files lie while the system's program shows them, and how they go again.

They lie inside the office's own folder, so that a sudden end leaves nothing elsewhere on the machine; they go when the
window closes and, where it could not, when the office is opened next.
"""

from __future__ import annotations

import shutil
import stat
from contextlib import suppress
from pathlib import Path

FOLDER = "tep-dang-xem"


def place_for_copies(office: Path) -> Path | None:
    """The folder for copies, made where it is not there; None where the office's folder cannot be written."""
    folder = office / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return folder


def clear_copies(office: Path) -> None:
    """Remove the copies; what a program still holds open stays until the next time."""
    folder = office / FOLDER
    if not folder.is_dir():
        return
    for copy in folder.rglob("*"):
        with suppress(OSError):
            if copy.is_file():
                copy.chmod(stat.S_IREAD | stat.S_IWRITE)
    shutil.rmtree(folder, ignore_errors=True)
