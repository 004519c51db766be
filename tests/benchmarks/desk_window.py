"""The real window, driven as a person does: keys and wheel go in, and the event loop's longest silence comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer

from nq57desk.gui import app
from nq57desk.gui.main_window import MainWindow
from nq57desk.monitor import Monitor
from nq57desk.workspace import Desk
from tests.benchmarks.desk_office import DAY

_STILL = 3
"""So many ticks with nothing under way mean that everything asked for is on the screen."""


_PATIENCE = 60.0
"""Seconds after which something waited for will not come any more."""


class Watched:
    """A window, and a timer of 1 ms beside it that notes how long the event loop does not come round."""

    def __init__(self, folder: Path) -> None:
        app.application()
        self.window: MainWindow = app.make_window(folder, DAY)
        self.longest = 0.0
        self.faults: list[BaseException] = []
        self.window.session.fault.connect(lambda error, _path: self.faults.append(error))
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: True)
        app.begin(self.window, folder)
        self.until(lambda: self.window.current != "" or self.window.notice.isVisible())
        office = self.window.session.office
        if office is None or office.read_only:
            self.window.session.close()
            raise SystemExit(f"the office is not open for changes: {self.window.notice.text}")

    def until(self, done: Callable[[], bool], *, quiet: bool = True) -> float:
        """Let the loop run until ``done`` and, with ``quiet``, nothing is asked for; the seconds that took.

        Raises:
            SystemExit: it does not come to that.
        """
        loop, timer, still = QEventLoop(), QTimer(), 0
        began = last = perf_counter()
        self.longest = 0.0

        def tick() -> None:
            nonlocal still, last
            now = perf_counter()
            self.longest, last = max(self.longest, now - last), now
            still = still + 1 if done() and not (quiet and self.window.session.busy) else 0
            if still >= _STILL or self.faults or now - began > _PATIENCE:
                loop.quit()

        timer.timeout.connect(tick)
        timer.start(1)
        loop.exec()
        if still < _STILL:
            self.window.session.close()
            told = self.faults or self.window.notice.text
            raise SystemExit(f"waited in vain on the page {self.window.current!r}: {told}")
        return perf_counter() - began

    def silence(self, action: Callable[[], object], done: Callable[[], bool] = lambda: True) -> float:
        """Seconds of the longest gap of the event loop from the action until everything it caused is done."""
        began = perf_counter()
        action()
        here = perf_counter() - began
        self.until(done)
        return max(here, self.longest)

    def forget(self) -> None:
        """Let the office's line forget the records that it keeps for its next reading."""

        def work(desk: Desk, _monitor: Monitor) -> None:
            with desk.store.writing():
                pass

        self.window.session.ask(work, lambda _nothing: None)
        self.until(lambda: True)

    def open(self, name: str, done: Callable[[], bool] = lambda: True, *, quiet: bool = True) -> float:
        """Seconds for a page to be made, read and painted, in a window that has no page yet."""
        began = perf_counter()
        self.window.rebuild(name)
        self.until(done, quiet=quiet)
        return perf_counter() - began
