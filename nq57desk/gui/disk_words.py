"""Where an office's data lie, in the words a person looks for them by, and how much room is left there."""

from __future__ import annotations

import shutil
from pathlib import Path

from nq57desk.wording import _

NEEDED_MB = 50
"""The room that recording a cell and its backup surely needs, in megabytes."""


def place_words(folder: Path) -> str:
    """ "ổ D:" where drives have letters, else "thư mục /…"."""
    if folder.drive.endswith(":"):
        return _("ổ {drive}").format(drive=folder.drive)
    return _("thư mục {folder}").format(folder=folder)


def room_words(folder: Path) -> str:
    """ "còn 3 MB"; "" where the disk does not answer."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return ""
    return _("còn {n} MB").format(n=free // 1_000_000)


def no_room(folder: Path, cells: int) -> str:
    """M12: so many cells wait on the screen, because this place is full."""
    room = room_words(folder)
    return _(
        "Chưa lưu được {n} ô vừa điền vì hết chỗ trống ở {place}. Mọi thứ trước đó đã lưu; {n} ô này còn trên "
        "màn hình. Giải phóng ít nhất {mb} MB ở đó rồi bấm [Lưu lại]; chưa đóng chương trình."
    ).format(n=cells, place=place_words(folder) + (f" ({room})" if room else ""), mb=NEEDED_MB)
