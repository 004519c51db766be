"""The evidence files of a task in a month: added by a button, by keys or dropped, opened, taken off again.

A file is opened as a copy with the system's own program; the kept one is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.problems import Problem
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.session import DeskWork, Session
from nq57desk.gui.widgets.plain import Choice, Notice, Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.usecases.attachments import FileRow
from nq57desk.wording import _

_KIB = 1024
_KINDS = "*.pdf *.png *.jpg *.jpeg *.gif *.webp *.tif *.tiff *.bmp *.doc *.docx *.xls *.xlsx"


def size_words(size: int) -> str:
    """ "850 KB", "1,2 MB"."""
    if size < _KIB * _KIB:
        return _("{n} KB").format(n=max(1, round(size / _KIB)))
    return _("{n} MB").format(n=f"{size / _KIB / _KIB:.1f}".replace(".", ","))


def _missing(file: FileRow) -> Mark | None:
    return None if file.here else Mark("warning", _("không có trong máy này"), theme.WARNING)


def columns() -> tuple[Column[FileRow], ...]:
    """The list's columns."""
    return (
        Column(_("Tệp"), lambda it: it.file.name, 0, second_mark=_missing),
        Column(_("Cỡ"), lambda it: size_words(it.file.size), 80, right=True),
        Column(_("Người thêm"), lambda it: it.file.added_by, 120),
        Column(_("Lúc"), lambda it: words.moment(it.file.added_at), 130),
    )


class AttachmentsDialog(QDialog):
    """The files of one task; the month is chosen above the list."""

    def __init__(
        self, parent: QWidget, session: Session, task_id: str, name: str, periods: Sequence[str], period: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tệp minh chứng"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._session, self._task_id = session, task_id
        self.model: RowsModel[FileRow] = RowsModel(columns(), self)
        self.table = Table(_("Tệp minh chứng"))
        self.notice = Notice()
        self.period = Choice()
        self.period.setAccessibleName(_("Kỳ báo cáo"))
        for code in periods:
            self.period.addItem(words.capital(words.period_words(code)), code)
        self.period.setCurrentIndex(max(0, self.period.findData(period)))
        self.add_button = push(_("Thêm tệp…"), symbol="add")
        self.open_button = push(_("Mở tệp"))
        self.remove_button = push(_("Gỡ tệp"))
        self.close_button = push(_("Đóng"), main=True)
        self._build(name)
        self.read()
        self.table.setFocus()

    def _build(self, name: str) -> None:
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, 200)
        self.table.setMinimumHeight(140)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        heading = name if len(name) <= 220 else name[:220] + "…"
        outer.addWidget(label(heading.replace("\n", " "), "heading", wrap=True))
        outer.addLayout(row(label(_("Kỳ")), self.period, None))
        outer.addWidget(self.notice)
        outer.addWidget(self.table, 1)
        self.hint = label("", "quiet", wrap=True)
        outer.addWidget(self.hint)
        outer.addLayout(row(self.add_button, self.open_button, self.remove_button, None, self.close_button))
        resize_to(self, 660, 430)
        self.period.activated.connect(lambda _at: self.read())
        self.add_button.clicked.connect(self.choose)
        self.open_button.clicked.connect(self.open_current)
        self.remove_button.clicked.connect(self.remove_current)
        self.close_button.clicked.connect(self.accept)
        self.table.opened.connect(self.open_current)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._look())
        for keys, do in (("Ctrl+N", self.choose), ("Ctrl+Del", self.remove_current)):
            QShortcut(QKeySequence(keys), self, do)

    # what is there

    def read(self) -> None:
        """Read the files of the chosen month."""
        from nq57desk.usecases import attachments

        task_id, period = self._task_id, str(self.period.currentData())
        self._session.ask(lambda desk, _m: attachments.listed(desk, task_id=task_id, period=period), self._came)

    def _came(self, files: tuple[FileRow, ...]) -> None:
        self.model.show(files)
        ways = _("Kéo tệp PDF, ảnh, Word, Excel vào đây, hoặc bấm [Thêm tệp…].")
        self.hint.setText(ways if files else _("Kỳ này chưa có tệp minh chứng nào.") + " " + ways)
        if files:
            self.table.setCurrentIndex(self.model.index(len(files) - 1, 0))
        self._look()

    def _look(self) -> None:
        chosen = self.current() is not None
        office = self._session.office
        may = office is not None and not office.read_only
        self.open_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen and may)
        self.add_button.setEnabled(may)

    def current(self) -> FileRow | None:
        """The file that is chosen."""
        return self.model.row(self.table.currentIndex())

    # doing

    def choose(self) -> None:
        """Ask for files with the system's dialog."""
        if self.add_button.isEnabled():
            kinds = _("Tệp minh chứng ({kinds})").format(kinds=_KINDS)
            names, _kind = QFileDialog.getOpenFileNames(self, _("Thêm tệp minh chứng"), "", kinds)
            self.add([Path(name) for name in names])

    def add(self, files: Sequence[Path]) -> None:
        """Take files in, each on its own: one that is refused does not hold the others up."""
        from nq57desk.usecases import attachments

        self.notice.hide()
        task_id, period = self._task_id, str(self.period.currentData())

        def taking(file: Path) -> DeskWork[Applied]:
            return lambda desk, _monitor: attachments.add(desk, task_id=task_id, period=period, path=file)

        for file in files:
            self._session.change(taking(file), self._taken, refused=self._refused)

    def _taken(self, applied: Applied) -> None:
        self.read()
        if applied.problems:
            self._refused(applied.problems)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        before = f"{self.notice.text}\n" if self.notice.isVisible() else ""
        self.notice.say(before + "\n".join(sentence(each) for each in problems))

    def remove_current(self) -> None:
        """Take the chosen file off; Ctrl+Z brings it back."""
        from nq57desk.usecases import attachments

        chosen = self.current()
        if chosen is not None and self.remove_button.isEnabled():
            self._session.change(
                lambda desk, _m: attachments.remove(desk, attachment_id=chosen.file.id),
                lambda _applied: self.read(),
                refused=self._refused,
            )

    def open_current(self) -> None:
        """Open a copy of the chosen file with the system's program."""
        from nq57desk.usecases import attachments

        chosen = self.current()
        if chosen is not None:
            self._session.ask(
                lambda desk, _m: attachments.open_copy(desk, attachment_id=chosen.file.id),
                self._show,
                refused=self._refused,
            )

    def _show(self, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.notice.say(
                _("Máy này chưa có chương trình mở {name}. Bản sao nằm tại: {path}").format(name=copy.name, path=copy)
            )

    # dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the dialog."""
        if event.mimeData().hasUrls() and self.add_button.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped files in."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def open_attachments(parent: QWidget, session: Session, task_id: str, name: str, period: str | None = None) -> None:
    """Read which month it is, then open the dialog."""
    from nq57desk.gui.dialogs.progress_form import months_back
    from nq57desk.usecases import asking

    def opened(codes: tuple[str, ...]) -> None:
        AttachmentsDialog(parent, session, task_id, name, codes, period or codes[0]).open()

    session.ask(lambda desk, _m: months_back(asking.period_asked(desk, None)), opened)
