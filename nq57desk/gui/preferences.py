"""What this machine remembers of its user's window: text size, density, language, places of windows, recent offices.

Kept as one small JSON file in the user's own folder; a file that cannot be read or written costs only the memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from nq57desk import paths

_RECENT = 8
Later = Callable[[Callable[[], None]], object]


def _at_once(work: Callable[[], None]) -> None:
    work()


class Preferences:
    """Strings by name. ``later`` does the writing outside the window's own thread."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.later: Later = _at_once
        self._values: dict[str, str] = _read(file)

    def get(self, name: str, default: str = "") -> str:
        """What is remembered under a name."""
        return self._values.get(name, default)

    def number(self, name: str, default: int) -> int:
        """A whole number that is remembered."""
        text = self.get(name)
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else default

    def keep(self, name: str, value: str) -> None:
        """Remember a value; "" forgets it."""
        if self.get(name) == value:
            return
        self._values[name] = value
        if not value:
            del self._values[name]
        if self._file is not None:
            file, data = self._file, json.dumps(self._values, ensure_ascii=False, indent=1).encode()
            self.later(lambda: _write(file, data))

    def recent(self) -> tuple[tuple[str, Path], ...]:
        """(name, folder) of the offices opened last, newest first."""
        lines = (line.partition("\t") for line in self.get("recent").split("\n") if "\t" in line)
        return tuple((name, Path(folder)) for name, _tab, folder in lines)

    def opened(self, name: str, folder: Path) -> None:
        """Put an office at the head of the recent ones."""
        rest = [(other, path) for other, path in self.recent() if path != folder]
        found = [(" ".join(name.split()), folder), *rest][:_RECENT]
        self.keep("recent", "\n".join(f"{each}\t{path}" for each, path in found))

    def forget(self, folder: Path) -> None:
        """Take an office off the recent ones."""
        self.keep("recent", "\n".join(f"{name}\t{path}" for name, path in self.recent() if path != folder))


def _read(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _write(file: Path, data: bytes) -> None:
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(file, data)
