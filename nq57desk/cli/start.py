"""What to do when no command is given: whether there is a screen, and the journey where there is none."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path


def has_screen() -> bool:
    """Whether a window can open: always on Windows and macOS, elsewhere where a display server is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def journey_instead() -> int:
    """Say that there is no screen, walk the self-test journey, and leave papers and screenshots in a folder."""
    from nq57desk.cli.main import run, speak_utf8, understand

    speak_utf8()
    folder = Path.cwd() / f"nq57desk-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    print(f"Máy này không có màn hình nên không mở được cửa sổ. Chạy thử cả hành trình vào thư mục {folder}")
    status = run(understand(["self-test", "-o", str(folder)]))
    pictures = run(understand(["screenshots", str(folder / "screenshots")]))
    print(f"Giấy, gói dữ liệu và ảnh chụp các trang nằm trong {folder}")
    return status or pictures
