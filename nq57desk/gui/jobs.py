"""The only threads of the program, and how work on them talks to the window.

One rule keeps SQLite safe: *whoever changes the office is the office's one writing line*. A :class:`Line` is one
thread that does its jobs in the order given; the session's writing line opens the office, reads it, changes it and
closes it, so that its connection never leaves its thread and the window never waits for a disk. What takes long to
read (papers, exports) goes through a reading line (:mod:`nq57desk.gui.looking`): each of its jobs has a read-only
connection of its own, made and closed in that thread, and sees the office as it was at one moment, so that a typed
cell never waits for a paper. Work that needs no office (turning a PDF's pages into pictures) has a line of its own,
so that it neither waits for a long import nor holds one up.

Lines meet in two ways only: a :class:`Mark` tells one line how far another has come, and ``turn`` is held by whoever
must not be disturbed by the line's job.

A job's signals always arrive in the window's thread. Progress is passed on at most twenty times a second.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from nq57desk.errors import Cancelled, Refused
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import as_refusal

Work = Callable[[Monitor], Any]
_BETWEEN_REPORTS = 0.05
_TURN = 0.0005
"""Seconds after which a thread at work lets the window go on; Python's usual 0.005 is a whole screen's painting."""
_LISTENING = 0.02
"""Seconds between looks whether work that waits for another line is still wanted."""


def _nothing(_monitor: Monitor) -> None:
    """The work of a job that was done: what it held on to may go."""


class Job(QObject):
    """One piece of work under way. Exactly one of the four endings comes, then ``ended``."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    refused = Signal(object)
    """With the tuple of Problems."""
    failed = Signal(object)
    """With the exception: a fault of ours."""
    cancelled = Signal()
    ended = Signal()
    _arrived = Signal(str, object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work: Work = work
        self._last = 0.0
        self.monitor = Monitor(self._report)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self.monitor.cancel()

    def _report(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now - self._last >= _BETWEEN_REPORTS or done == total:
            self._last = now
            self._arrived.emit("progressed", (done, total, what))

    def run_here(self) -> None:
        """Do the work in the calling thread and send its ending to the window's."""
        work, self.work = self.work, _nothing
        try:
            result = work(self.monitor)
        except Cancelled:
            self._arrived.emit("cancelled", None)
        except Refused as refused:
            self._arrived.emit("refused", refused.problems)
        except OSError as error:
            of_the_disk = as_refusal(error)
            self._arrived.emit(*(("failed", error) if of_the_disk is None else ("refused", of_the_disk.problems)))
        except BaseException as fault:  # whatever ends a job, the line goes on and the window hears of it
            self._arrived.emit("failed", fault)
        else:
            self._arrived.emit("done", result)

    @Slot(str, object)
    def _deliver(self, kind: str, value: Any) -> None:
        if kind == "progressed":
            self.progressed.emit(*value)
            return
        try:
            if kind == "cancelled":
                self.cancelled.emit()
            else:
                {"done": self.done, "refused": self.refused, "failed": self.failed}[kind].emit(value)
        finally:
            self.ended.emit()


class Mark:
    """A place in a line's order: everything that was added before it is done once it is reached."""

    def __init__(self) -> None:
        self._reached = threading.Event()

    def reach(self) -> None:
        """Said by the line itself."""
        self._reached.set()

    def wait(self, monitor: Monitor) -> None:
        """Wait in another line for it.

        Raises:
            Cancelled: the waiting work is no longer wanted.
        """
        while not self._reached.wait(_LISTENING):
            monitor.report(0)
        monitor.report(0)


class Line(QThread):
    """A thread that does its jobs one after the other."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._jobs: set[Job] = set()
        self._over = False
        self.turn = threading.Lock()
        """For work that must not go on while another line takes away what it works on."""

    @property
    def busy(self) -> bool:
        """Whether any job is waiting, running, or not yet delivered."""
        return bool(self._jobs)

    def add(self, work: Work) -> Job:
        """Put work at the end of the line. Connect its signals before returning to the event loop."""
        job = Job(work)
        if self._over:  # a timer of a closing window asked once more: nothing is begun any longer
            return job
        self._jobs.add(job)
        job.ended.connect(self._forget)
        if not self.isRunning():
            self.start()
        self._queue.put(job)
        return job

    def mark(self) -> Mark:
        """Where the line's order ends now."""
        mark = Mark()
        self.add(lambda _monitor: mark.reach())
        return mark

    @Slot()
    def _forget(self) -> None:
        """Let a job go that has been delivered, with all it held."""
        job = self.sender()
        if isinstance(job, Job):
            self._jobs.discard(job)
            job.deleteLater()

    def run(self) -> None:
        """The thread itself; ends at the None that ``finish`` puts in."""
        sys.setswitchinterval(_TURN)
        while (job := self._queue.get()) is not None:
            job.run_here()

    def finish(self, last: Callable[[], None] | None = None) -> None:
        """Stop what can be stopped, do ``last`` in the thread, and wait for its end."""
        self._over = True
        if not self.isRunning():
            return
        for job in self._jobs:
            job.cancel()
        if last is not None:
            self._queue.put(Job(lambda _monitor: last()))
        self._queue.put(None)
        self.wait()
