"""The open office as the window sees it: its lines, and signals that say what changed.

Every view asks through :meth:`Session.ask`, looks at what takes long through :meth:`Session.look` and changes
through :meth:`Session.change`; after a change the signal ``changed`` carries the
:class:`~nq57desk.domain.changes.Applied`, so that a view refreshes only what was touched. No view keeps a Desk:
the office lives in the session's line (see :mod:`nq57desk.gui.jobs`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from nq57desk.domain.problems import Severity, problem
from nq57desk.domain.progress import State
from nq57desk.errors import Refused, refuse
from nq57desk.gui.answers import to_the_living
from nq57desk.gui.drafts import Drafts, drop, left_behind
from nq57desk.gui.jobs import Job, Line
from nq57desk.gui.looking import Looks, Place, view_of
from nq57desk.gui.office_lock import OfficeLock
from nq57desk.gui.opened import Changed, Opened, states_of, steps_of, told_of
from nq57desk.gui.preferences import Preferences
from nq57desk.monitor import Monitor
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.problems import Problem
    from nq57desk.workspace import Desk

T = TypeVar("T")
DeskWork = Callable[["Desk", Monitor], T]
_GONE = ("store.unreachable", "store.damaged", "window.place_gone")


class Session(QObject):
    """Holds the working line and what is known of the open office."""

    opened = Signal()
    """An office was opened: ``office`` holds it."""
    looking = Signal()
    """Whether the office may be changed is another now: ``office.read_only``."""
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

    def __init__(self, reports: Path, as_of: date | None = None, preferences: Preferences | None = None) -> None:
        super().__init__()
        self.office: Opened | None = None
        self._reports = reports
        self.as_of = as_of
        self.leader = False
        """Whether the pages show themselves as a leader sees them: nothing to edit."""
        self._desk: Desk | None = None
        self._lost = False
        """Whether the place of the database was gone at the last change, such as a stick that was pulled out."""
        self._lock: OfficeLock | None = None
        self._line = Line("office")
        self._looks = Looks(self._line)
        self._aside = Line("aside")
        self.preferences = preferences or Preferences()
        self.preferences.later = self._later
        self.drafts = Drafts(self._later, self)

    @property
    def states(self) -> tuple[State, ...]:
        """The states that the office's lists offer."""
        return self.office.states if self.office is not None else tuple(State)

    def may_choose(self, state: State) -> bool:
        """Whether a state is offered; of one that is not, say where that was chosen."""
        if state not in self.states:
            self.refused.emit((problem("window.state_left_out", Severity.NOTE, state=state.value),))
        return state in self.states

    @property
    def looks_only(self) -> bool:
        """Whether this machine is one that only looks: a leader's own."""
        return self.preferences.get("look_only") == "1"

    @property
    def names_shown(self) -> bool:
        """Whether persons may be named: not on a wall, unless its machine's user said so."""
        return not self.leader or self.looks_only or self.preferences.get("wall_names") == "1"

    @property
    def busy(self) -> bool:
        """Whether anything asked for has not been answered yet."""
        return self._line.busy or self._looks.busy or self._aside.busy

    def open(
        self, folder: Path, then: Callable[[], None] | None = None, refused: Callable[[Any], None] | None = None
    ) -> Job:
        """Open the office in ``folder`` in place of the one open now."""

        look = self.preferences.get("look_only") == "1"

        def work(_monitor: Monitor) -> Opened:
            return self._opened(folder, look=look)

        def done(result: Opened) -> None:
            self._take_over(result, look=look)
            if then is not None:
                then()

        self._looks.stop()
        return self._watch(self._line.add(work), done, refused, _("Đang mở dữ liệu của đơn vị…"))

    def _opened(self, folder: Path, *, look: bool) -> Opened:
        """In the line: the folder's lock, its desk, and what the window wants to know of it."""
        from nq57desk import workspace

        lock = self._lock if self._lock is not None and self._lock.folder == folder else OfficeLock(folder)
        there = workspace.is_office(folder)
        mine = not there or (lock is self._lock and lock.holder is None) or lock.take()
        try:
            who = self.preferences.get("who")
            with lock.explaining():
                fresh = workspace.open_desk(folder, as_of=self.as_of, who=who, read_only=not mine)
        except BaseException:
            if lock is not self._lock:
                lock.free()
            raise
        if self._desk is not None:
            self._desk.close()
        if self._lock is not None and self._lock is not lock:
            self._lock.free()
        self._desk, self._lock, self._lost = fresh, lock, False
        fresh.read_only = fresh.read_only or look
        return told_of(fresh, lock.holder, left_behind(folder) if mine else None)

    def restore(self, backup_file: Path) -> Job:
        """Put a backup in the database's place and open the office anew, as one piece of work; a refusal is told."""

        look = self.looks_only

        def work(_monitor: Monitor) -> tuple[Opened, tuple[Problem, ...]]:
            from nq57desk.usecases import history

            desk = self._here()
            problems: tuple[Problem, ...] = ()
            try:
                with self._looks.turn:
                    history.restore(desk, backup_file=backup_file)
            except Refused as refused:
                problems = refused.problems
            return self._opened(desk.folder, look=look), problems

        def done(answer: tuple[Opened, tuple[Problem, ...]]) -> None:
            self._take_over(answer[0], look=look)
            if answer[1]:
                self.refused.emit(answer[1])

        self._looks.stop()
        return self._watch(self._line.add(work), done, None, _("Đang khôi phục…"))

    def _take_over(self, opened: Opened, *, look: bool) -> None:
        self.office = opened
        self.leader = look
        self.drafts.begin(opened.folder)
        self.preferences.opened(opened.office.name, opened.folder)
        self.opened.emit()
        self.stepped.emit()

    def look_only(self, on: bool) -> None:
        """Only look at the office from now on, or change it again where no other window has it."""

        def work(desk: Desk, _monitor: Monitor) -> bool:
            desk.read_only = on or (self._lock is not None and self._lock.holder is not None)
            return desk.read_only

        def done(read_only: bool) -> None:
            if self.office is not None:
                self.office = replace(self.office, read_only=read_only)
                self.looking.emit()

        self.ask(work, done)

    def remove_sample(self, then: Callable[[Path], None]) -> Job:
        """Close the open sample office and delete its folder; any other office is left alone."""

        def work(desk: Desk, _monitor: Monitor) -> Path:
            import shutil

            if not desk.office.sample:
                raise refuse("window.no_sample")
            folder = desk.folder
            with self._looks.turn:
                self._close_desk()
                shutil.rmtree(folder, ignore_errors=True)
            return folder

        def done(folder: Path) -> None:
            self.office = None
            then(folder)

        self._looks.stop()
        return self.ask(work, done)

    def write_as(self, who: str) -> None:
        """The journal names the person so from now on, and after each start."""
        self.preferences.keep("who", who)

        def work(desk: Desk, _monitor: Monitor) -> None:
            from nq57desk import workspace

            desk.who = workspace.named(who)

        self.ask(work, lambda _nothing: None)

    def backed_up(self, at: str) -> None:
        """A backup was made at this moment (ISO without zone)."""
        if self.office is not None:
            self.office = replace(self.office, backup_at=at)
            self.stepped.emit()

    def forget_draft(self) -> None:
        """The draft that was left behind was taken up or given up."""
        if self.office is not None and self.office.draft is not None:
            folder = self.office.folder
            self.office = replace(self.office, draft=None)
            self._later(lambda: drop(folder))

    def _later(self, work: Callable[[], None]) -> None:
        self.aside(lambda _monitor: work(), lambda _nothing: None)

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
        in_line = self._line.add(lambda monitor: self._guarded(lambda desk: work(desk, monitor)))
        return self._watch(in_line, then, refused, words)

    def look(
        self,
        work: DeskWork[T],
        then: Callable[[T], object],
        *,
        refused: Callable[[tuple[Problem, ...]], None] | None = None,
        words: str = "",
        view: QObject | None = None,
    ) -> Job:
        """Read what takes long beside the office's line, all of it from one moment; see :mod:`nq57desk.gui.looking`.

        A newer look of the same ``view`` (where none is named, the one whose method ``then`` is) stops the older.
        """
        view = view or view_of(then)
        office, who = self.office, self.preferences.get("who")
        job = self._looks.add(Place(office.folder, self.as_of, who) if office is not None else None, work, view)
        wanted = self._looks.only_wanted
        return self._watch(job, wanted(job, view, then), wanted(job, view, refused or self.refused.emit), words)

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

        def in_line(monitor: Monitor) -> Changed:
            return self._guarded(lambda desk: changed(desk, work(desk, monitor)))

        def changed(desk: Desk, result: Any) -> Changed:
            applied = getattr(result, "applied", result)
            told = applied if isinstance(applied, Applied) else None
            return Changed(result, told, steps_of(desk), desk.office, states_of(desk))

        # In a tuple of its own: the change is told to every view also where the dialog that asked is closed by then.
        after = () if then is None else (to_the_living(then),)

        def done(answer: Changed) -> None:
            self._tell(answer)
            for call in after:
                call(answer.result)

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
        """Close the office and end every line."""
        self.drafts.release()
        self._aside.finish()
        self._looks.finish()
        self._line.finish(self._close_desk)

    def _close_desk(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        if self._lock is not None:
            self._lock.free()
            self._lock = None

    def _here(self) -> Desk:
        if self._desk is None:
            raise refuse("window.no_office")
        return self._open_again(self._desk) if self._lost else self._desk

    def _guarded(self, work: Callable[[Desk], T]) -> T:
        """Work with the office; what the disk refuses, in whatever the work asks of it, is no fault of ours.

        Raises:
            Refused: as the work, or "window.place_gone" where the whole folder is away.
        """
        from nq57desk import workspace
        from nq57desk.store.connection import refusals

        desk = self._here()
        try:
            with refusals(desk.store.path.name):
                return work(desk)
        except Refused as refused:
            self._lost = any(problem.code in _GONE for problem in refused.problems)
            if self._lost and not workspace.is_office(desk.folder):
                raise refuse("window.place_gone", folder=desk.folder) from refused
            raise

    def _open_again(self, lost: Desk) -> Desk:
        """What was opened before a stick was pulled out stays dead when it is back: open the office anew."""
        from nq57desk import workspace

        if not workspace.is_office(lost.folder):
            raise refuse("window.place_gone", folder=lost.folder)
        lost.close()
        self._desk = workspace.open_desk(lost.folder, as_of=self.as_of, who=lost.who, read_only=lost.read_only)
        self._lost = False
        return self._desk

    def _tell(self, answer: Changed) -> None:
        from nq57desk.domain.changes import Applied

        if self.office is not None:
            self.office = replace(self.office, steps=answer.steps, office=answer.office, states=answer.states)
        self.stepped.emit()
        if answer.applied is not None and answer.applied.entry is not None:
            self.changed.emit(answer.applied if answer.applied.by_kind else Applied(None, {}))
        elif answer.applied is None and answer.result is not None:
            self.changed.emit(Applied(None, {}))

    def _watch(
        self, job: Job, then: Callable[[Any], object], refused: Callable[[Any], None] | None, words: str = ""
    ) -> Job:
        job.done.connect(to_the_living(then))
        job.refused.connect(to_the_living(refused) if refused is not None else self.refused.emit)
        job.failed.connect(self.report_fault)
        if words:
            self.working.emit(job, words)
        return job
