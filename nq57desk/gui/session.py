"""The open office as the window sees it: one working line, and signals that say what changed.

Every view asks through :meth:`Session.ask` and changes through :meth:`Session.change`; after a change the
signal ``changed`` carries the :class:`~nq57desk.domain.changes.Applied`, so that a view refreshes only
what was touched. No view keeps a Desk: the office lives in the session's line (see :mod:`nq57desk.gui.jobs`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from nq57desk.domain.organisation import Role
from nq57desk.errors import refuse
from nq57desk.gui.jobs import Job, Line
from nq57desk.monitor import Monitor

if TYPE_CHECKING:
    from nq57desk.domain.changes import Applied
    from nq57desk.domain.organisation import Office
    from nq57desk.domain.problems import Problem
    from nq57desk.workspace import Desk

T = TypeVar("T")
DeskWork = Callable[["Desk", Monitor], T]


@dataclass(frozen=True, slots=True)
class Steps:
    """The journal's words for what Ctrl+Z and Ctrl+Y would do; "" where there is nothing."""

    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What every part of the window may know of the open office without asking."""

    office: Office
    folder: Path
    today: date
    read_only: bool
    steps: Steps = Steps()

    @property
    def is_city(self) -> bool:
        """Whether this installation merges other offices' bundles."""
        return self.office.role is Role.CITY


@dataclass(frozen=True, slots=True)
class _Changed:
    result: Any
    applied: Applied | None
    steps: Steps


def _steps(desk: Desk) -> Steps:
    from nq57desk.usecases import history

    undo, redo = history.undoable(desk), history.redoable(desk)
    return Steps("" if undo is None else undo.action, "" if redo is None else redo.action)


class Session(QObject):
    """Holds the working line and what is known of the open office."""

    opened = Signal()
    """An office was opened: ``office`` holds it."""
    changed = Signal(object)
    """With the Applied; an Applied that touches nothing by name means: anything may have changed."""
    stepped = Signal()
    """What undo and redo would do is another now."""
    refused = Signal(object)
    """With Problems that no view took care of."""
    fault = Signal(object, object)
    """With the exception and the Path of the saved report (None where it could not be saved)."""
    said = Signal(str)
    """A sentence for the status bar."""
    working = Signal(object, str)
    """A Job that may take long has begun, with the words for it."""

    def __init__(self, reports: Path, as_of: date | None = None) -> None:
        super().__init__()
        self.office: Opened | None = None
        self._reports = reports
        self.as_of = as_of
        self._desk: Desk | None = None
        self._line = Line("office")
        self._aside = Line("aside")

    @property
    def busy(self) -> bool:
        """Whether anything asked for has not been answered yet."""
        return self._line.busy or self._aside.busy

    def open(
        self, folder: Path, then: Callable[[], None] | None = None, refused: Callable[[Any], None] | None = None
    ) -> Job:
        """Open the office in ``folder`` in place of the one open now."""

        def work(_monitor: Monitor) -> Opened:
            from nq57desk import workspace

            fresh = workspace.open_desk(folder, as_of=self.as_of)
            if self._desk is not None:
                self._desk.close()
            self._desk = fresh
            return Opened(fresh.office, folder, fresh.today, fresh.read_only, _steps(fresh))

        def done(result: Opened) -> None:
            self.office = result
            self.opened.emit()
            self.stepped.emit()
            if then is not None:
                then()

        return self._watch(self._line.add(work), done, refused)

    def prepare(
        self,
        work: Callable[[Monitor], T],
        then: Callable[[T], object],
        *,
        refused: Callable[[tuple[Problem, ...]], None] | None = None,
        words: str = "",
    ) -> Job:
        """Work in the office's line that needs no open office (making one)."""
        return self._watch(self._line.add(work), then, refused, words)

    def ask(
        self,
        work: DeskWork[T],
        then: Callable[[T], object],
        *,
        refused: Callable[[tuple[Problem, ...]], None] | None = None,
        words: str = "",
    ) -> Job:
        """Read from the office; ``then`` gets the answer in the window's thread.

        With ``words`` the work may take long: the window shows them with the progress and a way to stop.
        """
        return self._watch(self._line.add(lambda monitor: work(self._here(), monitor)), then, refused, words)

    def change(
        self,
        work: DeskWork[Any],
        then: Callable[[Any], object] | None = None,
        *,
        refused: Callable[[tuple[Problem, ...]], None] | None = None,
        words: str = "",
    ) -> Job:
        """Change the office; afterwards ``changed`` and ``stepped`` tell every view, then ``then`` gets the result."""

        from nq57desk.domain.changes import Applied

        def in_line(monitor: Monitor) -> _Changed:
            desk = self._here()
            result = work(desk, monitor)
            return _Changed(result, result if isinstance(result, Applied) else None, _steps(desk))

        def done(answer: _Changed) -> None:
            self._tell(answer)
            if then is not None:
                then(answer.result)

        return self._watch(self._line.add(in_line), done, refused, words)

    def aside(self, work: Callable[[Monitor], T], then: Callable[[T], object]) -> Job:
        """Work that needs no office, beside the office's line."""
        return self._watch(self._aside.add(work), then, None)

    def report_fault(self, error: BaseException) -> None:
        """Save a report of an unforeseen fault and tell the window."""
        from nq57desk import crash

        path: Path | None
        try:
            path = crash.save(error, self._reports, at=datetime.now().astimezone())
        except OSError:
            path = None
        self.fault.emit(error, path)

    def close(self) -> None:
        """Close the office and end both lines."""
        self._aside.finish()
        self._line.finish(self._close_desk)

    def _close_desk(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _here(self) -> Desk:
        if self._desk is None:
            raise refuse("window.no_office")
        return self._desk

    def _tell(self, answer: _Changed) -> None:
        from nq57desk.domain.changes import Applied

        if self.office is not None:
            self.office = replace(self.office, steps=answer.steps)
        self.stepped.emit()
        if answer.applied is not None and answer.applied.entry is not None:
            self.changed.emit(answer.applied)
        elif answer.applied is None and answer.result is not None:
            self.changed.emit(Applied(None, {}))

    def _watch(
        self, job: Job, then: Callable[[Any], object], refused: Callable[[Any], None] | None, words: str = ""
    ) -> Job:
        job.done.connect(then)
        job.refused.connect(refused or self.refused.emit)
        job.failed.connect(self.report_fault)
        if words:
            self.working.emit(job, words)
        return job
