"""What is being typed in an open editor and is not saved yet, kept so that a crash does not lose it (M13).

One draft at a time: only one editor is ever open. It is written beside the office's database at most twice a second
while letters come, and taken away as soon as the cell is saved or left; what is still there when the office is opened
was left behind by a program that ended suddenly.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from nq57desk import paths

FILE = "dang-go.json"
_EVERY_MS = 500
_LONGEST = 20_000
Later = Callable[[Callable[[], None]], object]


@dataclass(frozen=True, slots=True)
class Draft:
    """Text left in an editor. ``page`` opens it again, ``place`` is the page's own word for the cell, ``at`` ISO."""

    page: str
    place: str
    label: str
    text: str
    at: str


class Drafts(QObject):
    """The draft of the open office."""

    def __init__(self, later: Later, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._later = later
        self._file: Path | None = None
        self._held: Draft | None = None
        self._on_disk = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._write)

    def begin(self, folder: Path) -> None:
        """Keep drafts of the office in this folder from now on."""
        self._timer.stop()
        self._held, self._on_disk = None, False
        self._file = folder / FILE

    @property
    def held(self) -> Draft | None:
        """What is being typed now."""
        return self._held

    def hold(self, page: str, place: str, label: str, text: str) -> None:
        """Note what stands in the open editor; call it at each change."""
        at = datetime.now().astimezone().isoformat(timespec="minutes")
        self._held = Draft(page, place, label, text[:_LONGEST], at)
        if not self._timer.isActive():
            self._timer.start()

    def release(self) -> None:
        """The editor was closed: saved or left with Esc."""
        self._timer.stop()
        self._held = None
        file = self._file
        if self._on_disk and file is not None:
            self._on_disk = False
            self._later(lambda: drop(file.parent))

    def _write(self) -> None:
        held, file = self._held, self._file
        if held is not None and file is not None:
            self._on_disk = True
            data = json.dumps(asdict(held), ensure_ascii=False).encode()
            self._later(lambda: _save(file, data))


def left_behind(folder: Path) -> Draft | None:
    """The draft that a sudden end left in an office's folder."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        draft = Draft(*(str(found[name]) for name in ("page", "place", "label", "text", "at")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return draft if draft.text.strip() else None


def drop(folder: Path) -> None:
    """Take the draft in an office's folder away."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def _save(file: Path, data: bytes) -> None:
    with suppress(OSError):
        paths.write_atomically(file, data)
