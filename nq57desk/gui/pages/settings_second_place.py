"""The second place of the backups, as Cài đặt shows it: where it is, when it was copied to, and whether it waits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from nq57desk import settings
from nq57desk.gui import words
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import Choice, label, push, row
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.usecases.backups import CopiedAway, SecondPlace

_DAYS = (1, 3, 7, 14, 30)


class SecondPlacePart(QWidget):
    """Chosen, copied to, or given up."""

    wanted = Signal(str, str)
    """A setting's key and its value."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filling = False
        self.told = label("", "", wrap=True)
        self.choose = push(_("Chọn USB hoặc thư mục…"), symbol="folder")
        self.copy = push(_("Chép sang nơi thứ hai"))
        self.leave = push(_("Thôi dùng"))
        self.days = Choice()
        for n in _DAYS:
            self.days.addItem(_("{n} ngày").format(n=n), str(n))
        self.days.setAccessibleName(_("Nhắc chép sang nơi thứ hai sau"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Nơi sao lưu thứ hai"), "heading"))
        column.addWidget(self.told)
        column.addLayout(row(self.choose, self.copy, self.leave, None, label(_("Nhắc sau"), "quiet"), self.days))
        self.choose.clicked.connect(self._choose)
        self.copy.clicked.connect(self._copy)
        self.leave.clicked.connect(lambda: self.wanted.emit(settings.SECOND_PLACE, ""))
        self.days.currentIndexChanged.connect(self._days_chosen)

    def refresh(self) -> None:
        """Ask for what is known of it, beside the office's line: a place on the network may be slow to answer."""
        from nq57desk.usecases import backups

        self._session.look(lambda desk, _monitor: backups.second_place(desk), self._came)

    def _came(self, found: SecondPlace) -> None:
        office = self._session.office
        may = office is not None and not office.read_only
        if office is not None and office.second_due != found.due:
            self._session.office = replace(office, second_due=found.due)
            self._session.stepped.emit()
        self._filling = True
        self.days.setCurrentIndex(max(0, self.days.findData(str(found.days))))
        self._filling = False
        self.told.setText(told(found))
        self.told.setProperty("tone", "remind" if found.due else "quiet")
        self.told.style().polish(self.told)
        self.choose.setEnabled(may)
        self.copy.setEnabled(may and found.here)
        self.leave.setVisible(found.folder is not None)
        self.leave.setEnabled(may)
        self.days.setEnabled(may and found.folder is not None)

    def _days_chosen(self, _at: int) -> None:
        if not self._filling:
            self.wanted.emit(settings.SECOND_DAYS, str(self.days.currentData()))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Nơi sao lưu thứ hai"))
        if chosen:
            self.wanted.emit(settings.SECOND_PLACE, chosen)

    def _copy(self) -> None:
        from nq57desk.usecases import backups

        self._session.ask(lambda desk, _monitor: backups.copy_away(desk), self._copied, words=_("Đang chép…"))

    def _copied(self, done: CopiedAway) -> None:
        self._session.said.emit(_("Đã chép và đọc lại: {file}").format(file=done.file))
        self.refresh()


def told(found: SecondPlace) -> str:
    """Where it is, when it was copied to, and what is missing."""
    if found.folder is None:
        return _(
            "Chưa chọn. Ổ đĩa hỏng thì bản sao lưu trên máy này mất theo: nên có một bản trên USB hoặc máy khác. "
            "Khóa ký không được chép theo."
        )
    at = (
        _("chép gần nhất {time}").format(time=words.moment(found.at.isoformat()))
        if found.at
        else _("chưa chép lần nào")
    )
    line = f"{found.folder} · {at}"
    if not found.here:
        return line + " · " + _("hiện không thấy nơi này")
    return line + (" · " + _("đã đến lúc chép lại") if found.due else "")
