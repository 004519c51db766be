"""The real window, driven as a person does: keys and wheel go in, and the event loop's longest silence comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer

from nq57desk.gui import app
from nq57desk.gui.main_window import MainWindow
from tests.benchmarks.desk_office import DAY

_STILL = 3
"""So many ticks with nothing under way mean that everything asked for is on the screen."""


class Watched:
    """A window, and a timer of 1 ms beside it that notes how long the event loop does not come round."""

    def __init__(self, folder: Path) -> None:
        app.application()
        self.window: MainWindow = app.make_window(folder, DAY)
        self.longest = 0.0
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: True)
        app.begin(self.window, folder)
        self.until(lambda: self.window.current != "")
        office = self.window.session.office
        if office is None or office.read_only:
            raise SystemExit("the office is not open for changes")

    def until(self, done: Callable[[], bool], *, quiet: bool = True) -> float:
        """Let the loop run until ``done`` and, with ``quiet``, nothing is asked for; the seconds that took."""
        loop, timer, still = QEventLoop(), QTimer(), 0
        began = last = perf_counter()
        self.longest = 0.0

        def tick() -> None:
            nonlocal still, last
            now = perf_counter()
            self.longest, last = max(self.longest, now - last), now
            still = still + 1 if done() and not (quiet and self.window.session.busy) else 0
            if still >= _STILL:
                loop.quit()

        timer.timeout.connect(tick)
        timer.start(1)
        loop.exec()
        return perf_counter() - began

    def silence(self, action: Callable[[], object], done: Callable[[], bool] = lambda: True) -> float:
        """Seconds of the longest gap of the event loop from the action until everything it caused is done."""
        began = perf_counter()
        action()
        here = perf_counter() - began
        self.until(done)
        return max(here, self.longest)

    def open(self, name: str, done: Callable[[], bool] = lambda: True, *, quiet: bool = True) -> float:
        """Seconds for a page to be made, read and painted, in a window that has no page yet."""
        began = perf_counter()
        self.window.rebuild(name)
        self.until(done, quiet=quiet)
        return perf_counter() - began
