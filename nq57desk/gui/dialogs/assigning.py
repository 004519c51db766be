"""Giao nhiệm vụ: rows of the city's plan and offices, ticked; a note of direction; what it would do, told before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QSplitter, QVBoxLayout, QWidget

from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.gui import theme
from nq57desk.gui.dialogs.reason import ask_reason
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.models.rows import Column
from nq57desk.gui.models.ticked_rows import TickedRows
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.composing import ComposingLine, ComposingText, settle_composed
from nq57desk.gui.widgets.plain import Choice, Notice, label, push, row
from nq57desk.gui.widgets.tick_table import Ticking, TickTable
from nq57desk.gui.widgets.told import Aside, resize_to
from nq57desk.sentences import sentence
from nq57desk.usecases.assigning import AssignableRow, AssignedOffice, Board, Issued, Preview
from nq57desk.usecases.assignment_orders import NoteAsked, Order
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.problems import Problem

_SOON_MS = 150


def row_columns(of: int) -> tuple[Column[AssignableRow], ...]:
    """The columns of the city's rows; ``of`` is how many offices there are."""
    kinds = {TASK: _("NV"), INDICATOR: _("CT")}
    return (
        Column(_("TT"), lambda one: f"{kinds[one.row.kind]} {one.row.number}", 92),
        Column(_("Nội dung"), lambda one: one.row.name, 0),
        Column(_("Thời hạn"), lambda one: one.row.deadline, 110),
        Column(_("Đã giao"), lambda one: f"{one.offices}/{of}" if one.offices else "", 74, right=True),
    )


def office_columns() -> tuple[Column[AssignedOffice], ...]:
    """The columns of the offices: what each has, what it has taken over."""
    return (
        Column(_("Đơn vị"), lambda one: f"{one.office.code}  {one.title}", 0),
        Column(_("Số đã giao"), _number, 82),
        Column(_("Nhận về"), _taken, 72, right=True),
    )


def _number(one: AssignedOffice) -> str:
    if not one.number:
        return ""
    text = _("số {n}").format(n=one.number)
    return text + " *" if one.differs else text


def _taken(one: AssignedOffice) -> str:
    return f"{one.taken}/{one.rows}" if one.rows else ""


class AssigningDialog(QDialog):
    """Rows at the left, offices at the right, a note below; nothing is given before [Giao]."""

    issued = Signal(object)
    """What was issued (:class:`Issued`)."""

    def __init__(self, parent: QWidget, session: Session, board: Board) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.board = session, board
        self.setWindowTitle(_("Giao nhiệm vụ"))
        self.rows: TickedRows[AssignableRow] = TickedRows(
            row_columns(len(board.offices)),
            lambda one: (one.row.kind, one.row.id),
            lambda one: f"{one.row.number} {one.row.name} {one.row.source_document}",
            self,
        )
        self.offices: TickedRows[AssignedOffice] = TickedRows(
            office_columns(), lambda one: one.office.code, lambda one: f"{one.office.code} {one.office.name}", self
        )
        self.row_table = TickTable(_("Nhiệm vụ, chỉ tiêu của thành phố"), self.rows)
        self.office_table = TickTable(_("Các đơn vị"), self.offices)
        self.every_row, self.every_office = push(_("Đánh dấu cả")), push(_("Đánh dấu cả"))
        self.about = Choice()
        self.note, self.document = ComposingText(), ComposingLine()
        self.notice, self.told = Notice(), Aside()
        self.withdraw_button, self.cancel_button = push(_("Rút lại…")), push(_("Đóng"))
        self.accept_button = push(_("Giao và ghi tệp…"), main=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._asked = self._told = 0
        self._build()
        self._connect()
        self.rows.fill(board.rows)
        self.offices.fill(board.offices)
        self.row_table.selectRow(0)
        self.row_table.setFocus()

    def _build(self) -> None:
        text = _("Năm {year}: đánh dấu dòng cần giao và đơn vị nhận; không đánh dấu đơn vị nào là giao cho tất cả.")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(Ticking(_("Tìm nhiệm vụ, chỉ tiêu"), self.row_table, self.every_row))
        split.addWidget(Ticking(_("Tìm đơn vị"), self.office_table, self.every_office, least=120))
        split.setSizes([theme.px(690), theme.px(410)])
        split.setHandleWidth(theme.px(12))
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(text.format(year=self.board.year), "heading", wrap=True))
        outer.addWidget(self.notice)
        outer.addWidget(split, 1)
        outer.addLayout(self._noting())
        foot = row(self.told, self.withdraw_button, self.cancel_button, self.accept_button)
        foot.setStretch(0, 1)
        outer.addLayout(foot)
        resize_to(self, 1160, 640)

    def _noting(self) -> QGridLayout:
        self.note.setPlaceholderText(_("Ý kiến chỉ đạo (không bắt buộc)"))
        self.note.setAccessibleName(_("Ý kiến chỉ đạo"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(58))
        self.document.setPlaceholderText(_("Văn bản chỉ đạo, ví dụ: Công văn số 12/UBND-VX ngày 05/11/2026"))
        self.document.setAccessibleName(_("Văn bản chỉ đạo"))
        self.about.setAccessibleName(_("Ý kiến về"))
        self.about.addItem(_("Về cả kế hoạch"), "")
        self.about.addItem(_("Về dòng con trỏ đang ở"), "row")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.note, 0, 0, 2, 1)
        grid.addWidget(self.about, 0, 1)
        grid.addWidget(self.document, 1, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        return grid

    def _connect(self) -> None:
        self.every_row.clicked.connect(lambda: self.rows.turn(self.rows.rows))
        self.every_office.clicked.connect(lambda: self.offices.turn(self.offices.rows))
        for model in (self.rows, self.offices):
            model.ticked.connect(self._changed)
        self.note.textChanged.connect(self._changed)
        self.document.textChanged.connect(self._changed)
        self.about.currentIndexChanged.connect(lambda _at: self._changed())
        self.row_table.selectionModel().currentRowChanged.connect(lambda *_at: self._changed())
        self._soon.timeout.connect(self.look)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.choose_folder)
        for table in (self.row_table, self.office_table):
            table.opened.connect(self.choose_folder)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.choose_folder)

    # what is asked

    def order(self) -> Order:
        """What stands ticked and written."""
        picked = [one.row for one in self.rows.chosen]
        text = self.note.toPlainText().strip()
        about = self._about()
        notes = (NoteAsked(text, about, self.document.text()),) if text else ()
        return Order(
            tasks=tuple(one.id for one in picked if one.kind == TASK),
            indicators=tuple(one.id for one in picked if one.kind == INDICATOR),
            notes=notes,
            offices=tuple(one.office.code for one in self.offices.chosen),
            year=self.board.year,
        )

    def _about(self) -> str:
        at = self.rows.row(self.row_table.currentIndex())
        return at.row.id if self.about.currentData() and at is not None else ""

    @property
    def waiting(self) -> bool:
        """Whether what is told does not speak of what is ticked yet."""
        return self._told != self._asked

    def _changed(self) -> None:
        self._asked += 1
        self._soon.start(_SOON_MS)
        self.withdraw_button.setEnabled(any(one.offices for one in self.rows.chosen))

    def look(self) -> None:
        """Tell what would be done now."""
        from nq57desk.usecases import assigning

        order = self.order()
        asked = self._asked

        def came(found: Preview) -> None:
            if asked == self._asked:
                self._told = asked
                self._say(found)

        def refused(problems: tuple[Problem, ...]) -> None:
            if asked == self._asked:
                self._told = asked
                self.accept_button.setEnabled(False)
                self.told.setText(sentence(problems[0]))

        self.session.ask(lambda desk, _m: assigning.preview(desk, order=order), came, refused=refused)

    def _say(self, found: Preview) -> None:
        fresh = len(found.shares) - found.having
        if not self.order().gives:
            text = _("Chưa đánh dấu dòng nào: xuất lại tệp của {n} đơn vị đã được giao; {fresh} tệp có điều mới.")
            text = text.format(n=len(found.shares), fresh=fresh)
        else:
            text = _("{n} dòng cho {m} đơn vị.").format(n=found.rows, m=len(found.shares))
            if found.having:
                text += " " + _("{k} đơn vị đã có đủ, nhận lại tệp cũ.").format(k=found.having)
        notes = sum(share.notes for share in found.shares)
        if notes:
            text += " " + _("Ý kiến tới {n} đơn vị.").format(n=notes)
        self.told.setText(text)
        self.accept_button.setEnabled(True)

    # doing

    def choose_folder(self) -> None:
        """Ask for a folder, then give and write the files."""
        settle_composed(self)
        sooner = self.waiting and self.order().gives
        if not (self.accept_button.isEnabled() or sooner):
            return
        chosen = QFileDialog.getExistingDirectory(self, _("Ghi tệp giao nhiệm vụ vào thư mục"))
        if chosen:
            self.issue_to(Path(chosen), self.order())

    def issue_to(self, folder: Path, order: Order) -> None:
        """Give what the order says and write the files into the folder."""
        from nq57desk.usecases import assigning

        def done(found: Issued) -> None:
            self.issued.emit(found)
            self.accept()

        self.notice.hide()
        self.session.change(
            lambda desk, monitor: assigning.issue(desk, order=order, folder=folder, monitor=monitor),
            done,
            refused=self.refuse,
            words=_("Đang ký và ghi tệp giao nhiệm vụ…"),
        )

    def withdraw(self) -> None:
        """Ask why, then for a folder, and withdraw the ticked rows from the ticked offices, or from all that have
        them."""
        ids = tuple(one.row.id for one in self.rows.chosen if one.offices)
        codes = tuple(one.office.code for one in self.offices.chosen)
        whom = _("{n} đơn vị đã đánh dấu").format(n=len(codes)) if codes else _("mọi đơn vị đang có")
        heading = _("Rút {n} dòng khỏi {whom}. Số liệu đơn vị đã ghi vẫn còn ở đơn vị.").format(n=len(ids), whom=whom)

        def submit(sheet: Sheet, reason: str) -> None:
            chosen = QFileDialog.getExistingDirectory(sheet, _("Ghi tệp giao nhiệm vụ vào thư mục"))
            if not chosen:
                sheet.accept_button.setEnabled(True)
                return
            sheet.done_with()
            order = Order(offices=codes, withdraw=ids, reason=reason, year=self.board.year)
            self.issue_to(Path(chosen), order)

        if ids:
            ask_reason(self, _("Rút lại"), heading, _("Rút và ghi tệp…"), submit)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """It was refused: say why, keep everything ticked and typed."""
        self.notice.say("\n".join(sentence(problem) for problem in problems[:4]))


def issued_words(found: Issued) -> str:
    """What was issued, for the line that tells of it."""
    fresh = sum(one.fresh for one in found.files)
    text = _("Đã ghi {n} tệp giao nhiệm vụ, {fresh} tệp có điều mới. Gửi mỗi tệp cho đúng đơn vị.")
    return text.format(n=len(found.files), fresh=fresh)
