"""Waiting, by signs instead of by the clock, until a window rests: for pictures of it and for tests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QTimer

if TYPE_CHECKING:
    from nq57desk.gui.main_window import MainWindow

PATIENCE_S = 120.0
_TURN_S = 0.001
_ROUNDS = 2


def until_rest(window: MainWindow, *, soon_ms: int) -> None:
    """Until nothing asked for is unanswered and no timer of the window is due within ``soon_ms``.

    Raises:
        TimeoutError: it does not come to rest.
    """
    end, quiet = time.monotonic() + PATIENCE_S, 0
    while quiet < _ROUNDS:
        QCoreApplication.processEvents()
        due = None if window.session.busy else _due(window, soon_ms)
        quiet = quiet + 1 if due == 0 else 0
        if due != 0:
            time.sleep(_TURN_S)
        if time.monotonic() > end:
            raise TimeoutError("window")


def _due(window: MainWindow, soon_ms: int) -> int:
    """How many timers that run once are due that soon."""
    timers = cast("list[QTimer]", window.findChildren(QTimer))
    return sum(one.isActive() and one.isSingleShot() and one.remainingTime() <= soon_ms for one in timers)
