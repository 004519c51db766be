"""The moments at which a process can be cut short, counted from outside: the program itself knows nothing of them.

A moment is a file opened for writing, renamed, removed or flushed, a folder made, or an SQL statement that is no
question, just before it happens. :func:`arm` counts them in this process and ends it without a word at the one named.
With a ``fault`` (an errno) only what is done to files counts, and from the one named on the disk answers with that.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from typing import Any

_EVENTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"}
_MAKING = {"os.rename", "os.mkdir", "os.link"}
"""What a full disk or a lost stick refuses; removing is left to the program's tidying up."""
_WRITING = os.O_WRONLY | os.O_RDWR
_QUESTIONS = ("select", "pragma", "explain", "--")


class Moments:
    """How many there were; ends the process at number ``last`` (0: never), or lets the disk fail from there on."""

    def __init__(self, last: int, fault: int) -> None:
        self.last = last
        self.fault = fault
        self.passed = 0
        self.writes = 0
        """Those that are done to files and can be refused."""
        self._lock = threading.Lock()

    def one(self) -> None:
        """Another one is about to happen."""
        with self._lock:
            self.passed += 1
            if self.passed == self.last and not self.fault:
                os.kill(os.getpid(), signal.SIGKILL)
        if self.fault and self.last and self.passed >= self.last:
            raise OSError(self.fault, os.strerror(self.fault))

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        """What Python tells of before it happens."""
        if event in _MAKING:
            self.writes += 1
        if event in (_MAKING if self.fault else _EVENTS):
            self.one()
        elif event == "open":
            flags = arguments[2]
            if isinstance(flags, int) and flags & _WRITING and str(arguments[0]) != os.devnull:
                self.writes += 1
                self.one()

    def statement(self, text: str) -> None:
        """What SQLite is about to do."""
        if not self.fault and not text.lstrip().lower().startswith(_QUESTIONS):
            self.one()


def arm(last: int, fault: int = 0) -> Moments:
    """Count from now on; for the rest of this process's life."""
    moments = Moments(last, fault)
    flush: Callable[[int], None] = os.fsync
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def flushing(handle: int) -> None:
        moments.writes += 1
        moments.one()
        flush(handle)

    def connecting(*arguments: Any, **named: Any) -> sqlite3.Connection:
        made = connect(*arguments, **named)
        made.set_trace_callback(moments.statement)
        return made

    setattr(os, flush.__name__, flushing)
    setattr(sqlite3, connect.__name__, connecting)
    sys.addaudithook(moments.audit)
    return moments
