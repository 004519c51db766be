"""From the start of a process to the first paint of its window: ours against an empty one with the same libraries.

Both are Python programs that note the moment and end; they take turns, and the medians are compared. Both run before
what else the machine does (``PRIORITY``), and before each turn it is given some seconds to become quiet.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TURNS = 7
PRIORITY = "nice -n -10"
"""Put before the command that starts such a program."""
_QUIET, _PATIENCE_S = 0.6, 4.0
"""The share of the processors that may be busy before a turn, and the seconds that are waited for it at most."""
_BEGIN = """
import os, sys, time
began, told = float(sys.argv[1]), sys.argv[2]
def painted():
    with open(told, "w") as out:
        out.write(str(time.time() - began))
    os._exit(0)
"""
EMPTY = f"""{_BEGIN}
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        painted()
app = QApplication(sys.argv[:1])
window = Window()
window.showMaximized()
app.exec()
"""
OURS = f"""{_BEGIN}
from nq57desk import one_file
one_file.follow()
from PySide6.QtCore import QEvent, QObject
from nq57desk.gui import app as desk
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            painted()
        return False
watch, make = Watch(), desk.make_window
def watched(*given):
    window = make(*given)
    window.centralWidget().installEventFilter(watch)
    return window
desk.make_window = watched
from nq57desk.__main__ import main
main(sys.argv[3:])
"""


@dataclass(frozen=True, slots=True)
class Paints:
    """Seconds, a turn each."""

    empty: tuple[float, ...]
    ours: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Of the medians."""
        return statistics.median(self.ours) / statistics.median(self.empty)

    @property
    def words(self) -> str:
        """For the report."""
        told = [f"{statistics.median(one):.2f} s ({min(one):.2f} to {max(one):.2f})" for one in (self.ours, self.empty)]
        load = os.getloadavg()[0]
        return (
            f"{told[0]} against {told[1]} of an empty window: {self.ratio:.2f}, "
            f"medians of {len(self.empty)} turns, load {load:.1f} on {os.cpu_count()} processors"
        )


def measure(room: Path, once: Callable[[str, str, str], object], turns: int = TURNS) -> Paints:
    """Both programs in turns. ``once`` starts Python in the root with a script, a moment, and a file to write into.

    ``room`` is where scripts and answers lie; ``once`` is given names within it. The first turn only warms up.

    Raises:
        OSError: a program ended without having painted.
    """
    scripts = {"empty": EMPTY, "ours": OURS}
    for name, text in scripts.items():
        (room / f"{name}.py").write_text(text, encoding="utf-8")
    found: dict[str, list[float]] = {name: [] for name in scripts}
    for turn in range(turns + 1):
        for name, seconds in found.items():
            told = room / f"{name}.told"
            told.unlink(missing_ok=True)
            _quiet()
            once(f"{name}.py", f"{time.time():.4f}", told.name)
            if turn:
                seconds.append(float(told.read_text(encoding="utf-8")))
    return Paints(tuple(found["empty"]), tuple(found["ours"]))


def _quiet() -> None:
    until = time.monotonic() + _PATIENCE_S
    while _busy() > _QUIET and time.monotonic() < until:
        time.sleep(0.2)


def _busy() -> float:
    """The share of all processors' time that was used in the last quarter of a second, by what is not nice."""
    before = _times()
    time.sleep(0.25)
    passed = [later - earlier for earlier, later in zip(before, _times(), strict=True)]
    return 1 - (passed[1] + passed[3] + passed[4]) / max(sum(passed), 1)


def _times() -> list[int]:
    """user, nice, system, idle, iowait, …"""
    return [int(word) for word in Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]]
