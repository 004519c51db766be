"""What the window does by itself once an office is open: the day's backup, the second place, the weekly full check.

All of it is read beside the office's line (:meth:`Session.look`), so that nobody who types waits for it. It begins a
little after the opening, for the first page comes first. Only who may change the office cares for it. Damage that it
finds is told with the same offer as where an office does not open: the last good backup and what can be saved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nq57desk.gui.session import Session
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.problems import Problem
    from nq57desk.usecases.backups import DayBegun

_AFTER_MS = 3000
_AGAIN_MS = 3_600_000
"""A window that stays open over midnight begins the new day within the hour."""


class DayCare(QObject):
    """Begins the day of each office that is opened in a session."""

    damaged = Signal(object)
    """The open office's database was found damaged (its folder)."""

    def __init__(self, session: Session, parent: QObject | None = None, *, after_ms: int = _AFTER_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.begin)
        self._after = after_ms
        session.opened.connect(lambda: self._timer.start(self._after))

    def begin(self) -> None:
        """Look after the open office now."""
        from nq57desk.usecases import backups

        self._timer.start(_AGAIN_MS)
        office = self._session.office
        if office is not None and not office.read_only:
            self._session.look(lambda desk, _monitor: backups.begin_day(desk), self._begun, view=self)

    def _begun(self, told: DayBegun) -> None:
        office = self._session.office
        if office is None:
            return
        office = self._session.office = replace(office, second_due=told.second.due)
        if told.made is not None:
            self._session.backed_up(told.made.name[:13])
        else:
            self._session.stepped.emit()
        if told.problems:
            self._tell(told.problems)
        else:
            self._check()

    def _tell(self, found: tuple[Problem, ...]) -> None:
        from nq57desk.gui.dialogs.damaged import is_damage

        self._session.refused.emit(found)
        if self._session.office is not None and is_damage(found):
            self.damaged.emit(self._session.office.folder)

    def _check(self) -> None:
        from nq57desk.usecases import backups

        self._session.look(lambda desk, _monitor: backups.check_weekly(desk), self._checked, view=self)

    def _checked(self, found: tuple[Problem, ...] | None) -> None:
        if found:
            self._tell(found)
        elif found is not None:
            self._session.said.emit(_("Đã kiểm tra toàn bộ dữ liệu hằng tuần: nguyên vẹn"))
