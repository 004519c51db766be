"""Remakes the manual's pictures from the program itself, on the sample office, at one size and on one fixed day.

``python -m installer.manual_pictures [FOLDER]``; without a folder they go where the manual has them. A picture keeps
few colours, since all of them travel in every setup.exe: together they may take 1.5 MB. Keys and the hour are those of
the run, so two runs differ in a few letters.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from nq57desk.documents.manual_pages import folder

WIDTH, HEIGHT = 1200, 700
LIMIT = 1_500_000
"""Bytes of all pictures together."""
_COLOURS = 48


@dataclass(frozen=True, slots=True)
class Wanted:
    """A scene to be kept; ``height``: only its upper part, in dots (0: all of it)."""

    scene: str
    height: int = 0


PICTURES = {
    "first-window": Wanted("bat-dau"),
    "set-up": Wanted("thiet-lap", 430),
    "overview": Wanted("overview"),
    "tasks": Wanted("tasks"),
    "import": Wanted("nhap-tu-tep"),
    "month": Wanted("month-dang-go"),
    "closing": Wanted("month-chot-ky"),
    "indicators": Wanted("indicators"),
    "papers": Wanted("van-ban-bao-cao"),
    "exchange": Wanted("trao-doi-da-xuat", 400),
    "stick": Wanted("trao-doi-usb"),
    "registering": Wanted("trao-doi-dang-ky", 600),
    "assigned": Wanted("trao-doi-nap-nhiem-vu"),
    "city": Wanted("thanh-pho-ma-tran"),
    "reminding": Wanted("thanh-pho-don-doc"),
    "assigning": Wanted("thanh-pho-giao-nhiem-vu"),
    "conflict": Wanted("thanh-pho-giai-quyet-xung-dot"),
    "consolidated": Wanted("tong-hop-don-vi"),
    "settings": Wanted("cai-dat-period", 480),
    "backups": Wanted("cai-dat-backups"),
    "leader": Wanted("lanh-dao-xem"),
}
"""The file's name, without ending, and what is on it."""


def make(target: Path) -> tuple[Path, ...]:
    """Take every picture into a folder and remove those that are no longer wanted.

    Raises:
        LookupError: a scene is not among those that the window shows.
        OSError: the folder cannot be written.
    """
    grabbed = _grabbed()
    missing = sorted(one.scene for one in PICTURES.values() if one.scene not in grabbed)
    if missing:
        raise LookupError(", ".join(missing))
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.png"):
        old.unlink()
    return tuple(_written(target / f"{name}.png", grabbed[one.scene], one) for name, one in PICTURES.items())


def _grabbed() -> dict[str, bytes]:
    """The scenes wanted, as PNG files."""
    from nq57desk.gui import app as desk_app
    from nq57desk.gui import screenshots
    from nq57desk.usecases.sample import make_sample

    wanted, found, day = {one.scene for one in PICTURES.values()}, dict[str, bytes](), screenshots.SAMPLE_DAY
    desk_app.application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        office = Path(scratch) / "office"
        make_sample(folder=office, as_of=day)
        window = desk_app.make_window(Path(scratch) / "none", day)
        window.resize(WIDTH, HEIGHT)
        window.show()
        try:
            for name, part in screenshots.scenes(window, office, Path(scratch), day):
                screenshots.settle(window)
                if name in wanted and name not in found:
                    file = Path(scratch) / "picture.png"
                    if not part.grab().save(str(file)):
                        raise OSError(f"cannot write {file.name}")
                    found[name] = file.read_bytes()
                screenshots.shut(window)
        finally:
            window.close()
            window.deleteLater()
    return found


def _written(file: Path, data: bytes, wanted: Wanted) -> Path:
    """Cut, with few colours."""
    with Image.open(io.BytesIO(data)) as whole:
        picture = whole.convert("RGB")
    if wanted.height:
        picture = picture.crop((0, 0, picture.width, min(wanted.height, picture.height)))
    few = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    return file


def main() -> int:
    """Exit status 1 where the pictures take too much room."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else folder() / "pictures"
    made = make(target)
    size = sum(file.stat().st_size for file in made)
    print(f"{len(made)} pictures, {size / 1e6:.2f} MB: {target}")
    return 0 if size <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
