"""A damaged database: the last good backup, and row by row what it alone would lose and can be saved.

At the opening of an office, or while it is open, when the day's care found it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem
from nq57desk.gui import words
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.page import said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.monitor import Monitor
from nq57desk.sentences import kind_words
from nq57desk.usecases.salvaging import Salvage, SavedRow
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.workspace import Desk

_CHANGES = {"new": mark("thêm sau bản sao lưu"), "edited": mark("sửa sau bản sao lưu"), "deleted": mark("đã xóa")}
_DAMAGE = ("store.damaged", "store.not_ours", "store.integrity")


def is_damage(problems: tuple[Problem, ...]) -> bool:
    """Whether an opening was refused because the database itself is damaged."""
    return any(problem.code in _DAMAGE for problem in problems)


class DamagedDialog(QDialog):
    """Looks at once; saves only when told so, and then opens the office."""

    def __init__(self, parent: QWidget, session: Session, folder: Path) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Tệp dữ liệu bị hỏng"))
        self._session, self._folder = session, folder
        self.told = label(_("Đang xem còn đọc được những gì…"), "", wrap=True)
        columns: tuple[Column[SavedRow], ...] = (
            Column(_("Loại"), lambda one: words.capital(kind_words(one.kind)), 150),
            Column(_("Thay đổi"), lambda one: _(_CHANGES.get(one.change, one.change)), 170),
            Column(_("Nội dung"), lambda one: one.name, 0),
        )
        self.model: RowsModel[SavedRow] = RowsModel(columns, self)
        self.table = Table(_("Những gì ghi sau bản sao lưu và còn cứu được"))
        self.table.setModel(self.model)
        self.table.use_widths(columns, 120)
        self.save = push(_("Khôi phục và giữ phần cứu được"), main=True)
        self.leave = push(_("Để sau"))
        self.save.setEnabled(False)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        outer.addWidget(label(_("Tệp dữ liệu bị hỏng, nhưng có bản sao lưu"), "heading"))
        outer.addWidget(self.told)
        outer.addWidget(self.table, 1)
        outer.addLayout(row(None, self.leave, self.save))
        resize_to(self, 760, 460)
        self._do(self._looking, self._looked)

    def _do(self, work: Callable[[Monitor], Salvage], then: Callable[[Salvage], None]) -> None:
        self._session.prepare(work, then, refused=self._refused, words=_("Đang đọc dữ liệu hỏng…"))

    def _looking(self, _monitor: Monitor) -> Salvage:
        from nq57desk.usecases import salvaging

        return salvaging.look(self._folder, at=datetime.now().astimezone())

    def _saving_open(self, desk: Desk, monitor: Monitor) -> Salvage:
        """The office is still open in this window: let go of its database first."""
        desk.close()
        return self._saving(monitor)

    def _saving(self, _monitor: Monitor) -> Salvage:
        from nq57desk.usecases import salvaging

        who = self._session.preferences.get("who")
        return salvaging.save(self._folder, at=datetime.now().astimezone(), who=who)

    def _looked(self, found: Salvage) -> None:
        self.model.show(found.rows)
        self.told.setText(told(found))
        self.save.setEnabled(True)
        self.save.setFocus()

    def _save(self) -> None:
        self.save.setEnabled(False)
        office = self._session.office
        if office is None or office.folder != self._folder:
            self._do(self._saving, self._saved)
            return
        self._session.ask(self._saving_open, self._saved, refused=self._not_saved, words=_("Đang đọc dữ liệu hỏng…"))

    def _not_saved(self, problems: tuple[Problem, ...]) -> None:
        """What was open is opened again, as far as it can be."""
        self._refused(problems)
        self._session.open(self._folder)

    def _saved(self, found: Salvage) -> None:
        kept = found.kept.name if found.kept is not None else ""
        text = _("Đã khôi phục cùng {n} chỗ cứu được; tệp hỏng được giữ: {file}")
        session, told_ = self._session, text.format(n=len(found.rows), file=kept)
        self.accept()
        # Nothing of this dialog may be in the call: it is gone when the office has been opened.
        session.open(self._folder, lambda: session.said.emit(told_))

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.told.setText(said(problems))


def told(found: Salvage) -> str:
    """What the backup has, what can be saved on top of it, and what cannot."""
    text = _(
        "Bản sao lưu tốt gần nhất: {time}. Nếu chỉ dùng bản đó, {n} chỗ ghi sau sẽ mất; các chỗ ấy còn đọc được, ghi ở "
        "bảng dưới. Tệp hỏng được giữ nguyên bên cạnh."
    ).format(time=words.moment(found.backup.at.isoformat()), n=len(found.rows))
    if found.lost:
        text += " " + _("{n} chỗ khác không còn dùng được.").format(n=found.lost)
    return text
