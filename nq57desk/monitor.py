"""How long work tells of its progress and learns that it should stop: a plain object, no Qt, no threads."""

from __future__ import annotations

from collections.abc import Callable

from nq57desk.errors import Cancelled

Listener = Callable[[int, int, str], None]
"""Called with (done, total, what); ``total`` 0 means that it is not known."""


class Monitor:
    """Handed to long work. ``report`` tells how far it is and raises Cancelled once ``cancel`` was called."""

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._stopped = False

    def cancel(self) -> None:
        """Ask the work to stop at its next report; safe to call from another thread."""
        self._stopped = True

    def report(self, done: int, total: int = 0, what: str = "") -> None:
        """Tell how far the work is.

        Raises:
            Cancelled: ``cancel`` was called before.
        """
        if self._stopped:
            raise Cancelled
        if self._listener is not None:
            self._listener(done, total, what)
