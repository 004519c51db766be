"""Long reads of the office beside its writing line: papers, exports, the full check.

Decides what a look sees: everything that was asked of the writing line before it, and nothing later. Decides who waits
for whom: a look waits for the changes before it; no change waits for a look; only who takes the database away (a
restoring, the sample's deletion) waits until the look under way has noticed that nobody wants it. An answer that came
too late, because its view asked anew or is gone or another office was opened, is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from nq57desk.errors import Refused, refuse
from nq57desk.gui.jobs import Job, Line
from nq57desk.monitor import Monitor

if TYPE_CHECKING:
    from datetime import date

    from nq57desk.workspace import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """The office that is looked at: its folder, and what the desk needs to be told."""

    folder: Path
    as_of: date | None
    who: str

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The office as it is at this moment.

        Raises:
            Refused: as ``workspace.look_at``, what the disk refuses meanwhile, or "window.place_gone".
        """
        from nq57desk import workspace
        from nq57desk.store.connection import refusals

        try:
            with workspace.look_at(self.folder, as_of=self.as_of, who=self.who) as desk, refusals(self.folder.name):
                yield desk
        except Refused as refused:
            if not workspace.is_office(self.folder):
                raise refuse("window.place_gone", folder=self.folder) from refused
            raise


class Looks:
    """The reading line of one session; ``office_line`` is its writing line."""

    def __init__(self, office_line: Line) -> None:
        self._office_line = office_line
        self._line = Line("looks")
        self._newest: dict[QObject, Job] = {}
        """Of each view."""
        self._wanted: set[Job] = set()

    @property
    def busy(self) -> bool:
        """Whether any look has not been answered yet."""
        return self._line.busy

    @property
    def turn(self) -> AbstractContextManager[bool]:
        """While it is held no look has the database open."""
        return self._line.turn

    def add(self, place: Place | None, work: Callable[[Desk, Monitor], T], view: QObject | None) -> Job:
        """Look once the changes asked for before it are made; an older look of the same view is stopped."""
        reached, turn = self._office_line.mark(), self._line.turn

        def look(monitor: Monitor) -> T:
            if place is None:
                raise refuse("window.no_office")
            reached.wait(monitor)
            with turn, place.desk() as desk:
                monitor.report(0)
                return work(desk, monitor)

        job = self._line.add(look)
        self._wanted.add(job)
        if view is not None:
            older = self._newest.pop(view, None)
            if older is not None:
                self._drop(older)
            self._newest[view] = job
        job.ended.connect(lambda: self._ended(job, view))
        return job

    def only_wanted(self, job: Job, view: QObject | None, then: Callable[[Any], object]) -> Callable[[Any], None]:
        """Hand the answer on while it is waited for."""

        def told(answer: Any) -> None:
            if job in self._wanted and (view is None or isValid(view)):
                then(answer)

        return told

    def stop(self) -> None:
        """Nobody waits for any look any more."""
        for job in list(self._wanted):
            self._drop(job)

    def finish(self) -> None:
        """Stop every look and end the line."""
        self.stop()
        self._line.finish()

    def _drop(self, job: Job) -> None:
        job.cancel()
        self._wanted.discard(job)

    def _ended(self, job: Job, view: QObject | None) -> None:
        self._wanted.discard(job)
        if view is not None and self._newest.get(view) is job:
            del self._newest[view]


def view_of(then: Callable[..., object]) -> QObject | None:
    """The view that an answer goes to, where it goes to one of its methods."""
    owner = getattr(then, "__self__", None)
    return owner if isinstance(owner, QObject) else None
