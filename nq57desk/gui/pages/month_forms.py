""" "Lấy số liệu": forms for the bodies, the forms that come back, who has not answered, the text that reminds them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from nq57desk.gui import words
from nq57desk.gui.pages.page import said
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.dialogs.form_returns import FormReturnsDialog
    from nq57desk.gui.dialogs.form_status import FormStatusDialog
    from nq57desk.gui.pages.month import MonthPage
    from nq57desk.usecases.form_awaited import BodyStatus
    from nq57desk.usecases.forms import FormsMade, FormsPreview


class Forms(QObject):
    """Bound to one month page."""

    def __init__(self, page: MonthPage) -> None:
        super().__init__(page)
        self._page = page
        self.status: FormStatusDialog | None = None
        self.returns: FormReturnsDialog | None = None

    def menu(self, parent: QWidget) -> QMenu:
        """The menu under "Lấy số liệu"."""
        menu = QMenu(parent)
        for text, do in (
            (_("Làm phiếu cho các cơ quan…"), self.make),
            (_("Nhận phiếu đã điền…"), self.choose_returned),
            (_("Ai chưa trả lời, chép lời nhắc…"), self.show_status),
        ):
            action = QAction(text, menu)
            action.triggered.connect(do)
            menu.addAction(action)
        return menu

    # making

    def make(self) -> None:
        """Ask for a folder and write the forms into it."""
        chosen = QFileDialog.getExistingDirectory(self._page, _("Chọn thư mục để ghi phiếu lấy số liệu"))
        if chosen:
            self.make_into(Path(chosen))

    def make_into(self, folder: Path, body: str | None = None) -> None:
        """Write the forms into a folder and say which."""
        from nq57desk.usecases import forms

        code = self._page.code
        self._page.session.ask(
            lambda desk, _monitor: forms.make_forms(desk, period=code, folder=folder, body=body),
            lambda made: self._made(folder, made),
            refused=self._page.refuse,
            words=_("Đang làm phiếu…"),
        )

    def _made(self, folder: Path, made: FormsMade) -> None:
        from nq57desk.gui.dialogs.question import tell

        lines = [
            _("{body}: {tasks} nhiệm vụ, {indicators} chỉ tiêu").format(
                body=form.body, tasks=form.tasks, indicators=form.indicators
            )
            for form in made.forms
        ]
        text = _("Đã làm phiếu lấy số liệu kỳ {period} cho {n} cơ quan, mỗi nơi một tệp Excel và một tệp Word.").format(
            period=words.period_words(made.period), n=len(made.forms)
        )
        detail = "\n".join(part for part in (str(folder), *lines, said(made.problems)) if part)
        tell(self._page, text, detail)

    # coming back

    def choose_returned(self) -> None:
        """Ask for returned files, many at once."""
        kinds = f"{_('Phiếu đã điền')} (*.xlsx *.docx);;{_('Mọi tệp')} (*)"
        chosen, _kind = QFileDialog.getOpenFileNames(self._page, _("Nhận phiếu đã điền"), "", kinds)
        if chosen:
            self.take_in([Path(file) for file in chosen])

    def take_in(self, files: list[Path], confirmed: Mapping[str, str] | None = None) -> None:
        """Read returned forms and show what they would change."""
        from nq57desk.usecases import forms

        self._page.grid.leave_cell()
        self._page.session.ask(
            lambda desk, monitor: _looked_at(
                desk, forms.preview_forms(desk, paths=files, confirmed=confirmed, monitor=monitor)
            ),
            lambda found: self._preview(files, *found),
            refused=self._page.refuse,
            words=_("Đang đọc phiếu…"),
        )

    def _preview(self, files: list[Path], preview: FormsPreview, changes: list[tuple[str, str, str, str]]) -> None:
        from nq57desk.gui.dialogs.form_returns import FormReturnsDialog

        if self.returns is not None:
            self.returns.show_preview(preview, changes)
            return
        dialog = FormReturnsDialog(self._page, preview, changes, self._page.code)
        dialog.confirmed.connect(lambda answers: self._again(files, answers))
        dialog.apply_it.connect(self._apply)
        dialog.given_up.connect(self._discard)
        dialog.finished.connect(self._returns_gone)
        self.returns = dialog
        dialog.open()

    def _again(self, files: list[Path], answers: Mapping[str, str]) -> None:
        if self.returns is not None:
            self._discard(self.returns.preview)
        self.take_in(files, answers)

    def _discard(self, preview: FormsPreview) -> None:
        from nq57desk.usecases import forms

        self._page.session.ask(lambda desk, _monitor: forms.discard_forms(desk, preview=preview), lambda _done: None)

    def _apply(self, preview: FormsPreview) -> None:
        from nq57desk.usecases import forms

        def done(_applied: object) -> None:
            if self.returns is not None:
                self.returns.done_with()
            self._page.session.said.emit(_("Đã ghi số liệu từ phiếu; hoàn tác được bằng Ctrl+Z"))

        self._page.session.change(
            lambda desk, _monitor: forms.apply_forms(desk, preview=preview), done, refused=self._page.refuse
        )

    def _returns_gone(self) -> None:
        self.returns = None

    # who is awaited

    def show_status(self) -> None:
        """List the bodies with what they have answered."""
        from nq57desk.usecases import forms

        code = self._page.code
        self._page.session.ask(
            lambda desk, _monitor: forms.returned(desk, period=code), self._status_came, refused=self._page.refuse
        )

    def _status_came(self, found: tuple[BodyStatus, ...]) -> None:
        from nq57desk.gui.dialogs.form_status import FormStatusDialog

        dialog = FormStatusDialog(self._page, found, words.period_words(self._page.code))
        dialog.remind.connect(self.copy_reminder)
        dialog.finished.connect(self._status_gone)
        self.status = dialog
        dialog.open()

    def _status_gone(self) -> None:
        self.status = None

    def copy_reminder(self, body: str) -> None:
        """Put the polite text for a body on the clipboard, to paste into a chat."""
        from nq57desk.usecases import forms

        code = self._page.code

        def came(text: str) -> None:
            QApplication.clipboard().setText(text)
            if self.status is not None:
                self.status.show_reminder(body, text)

        self._page.session.ask(
            lambda desk, _monitor: forms.reminder(desk, period=code, body=body), came, refused=self._page.refuse
        )


def _looked_at(desk: object, preview: FormsPreview) -> tuple[FormsPreview, list[tuple[str, str, str, str]]]:
    """The preview and its changes as (row, cell, old, new)."""
    from nq57desk.gui.models.form_changes import change_lines
    from nq57desk.workspace import Desk

    return preview, change_lines(desk, preview) if isinstance(desk, Desk) else []
