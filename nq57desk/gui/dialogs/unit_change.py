"""Đổi tên, hợp nhất, tách đơn vị: first the change is asked for, then everything that it does is told, then recorded.

Decides that nothing is recorded from the form: the sentences stand between, and going back keeps what was typed. What
was recorded is listed beside, where it can be taken back with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from nq57desk.domain.problems import Problem
from nq57desk.domain.units import NamedUnit, UnitChange, UnitChangeKind
from nq57desk.gui import theme, words
from nq57desk.gui.dialogs.reason import ask_reason
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.composing import settle_composed
from nq57desk.gui.widgets.form import Field, FieldKind, Form
from nq57desk.gui.widgets.plain import Notice, Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.gui.widgets.unit_list import UnitList
from nq57desk.sentences import sentence
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.unit_changes import AskedChange, ListedUnit, Preview
    from nq57desk.workspace import Desk

KINDS = {
    UnitChangeKind.MERGED: mark("Hợp nhất thành một đơn vị"),
    UnitChangeKind.RENAMED: mark("Đổi tên, giữ hoặc đổi mã"),
    UnitChangeKind.SPLIT: mark("Chia tách thành nhiều đơn vị"),
    UnitChangeKind.CLOSED: mark("Giải thể"),
    UnitChangeKind.CORRECTED: mark("Sửa tên ghi sai trong danh sách"),
}
_NEEDS = {
    UnitChangeKind.MERGED: ("day", "document", "code", "name", "carry"),
    UnitChangeKind.RENAMED: ("day", "document", "code", "name", "carry"),
    UnitChangeKind.SPLIT: ("day", "document", "units", "carry"),
    UnitChangeKind.CLOSED: ("day", "document"),
    UnitChangeKind.CORRECTED: ("name",),
}
"""The fields that each kind of change asks for."""
_HINTS = {
    UnitChangeKind.MERGED: mark("Đánh dấu các đơn vị hợp nhất. Mã đơn vị nhận có thể là mã mới hoặc một mã đang có."),
    UnitChangeKind.RENAMED: mark("Đánh dấu một đơn vị. Để trống mã mới khi mã không đổi."),
    UnitChangeKind.SPLIT: mark("Đánh dấu một đơn vị. Đơn vị giữ mã cũ cũng phải có trong danh sách sau khi tách."),
    UnitChangeKind.CLOSED: mark("Đánh dấu một đơn vị. Số liệu của đơn vị được giữ, vẫn xem được."),
    UnitChangeKind.CORRECTED: mark(
        "Đánh dấu một đơn vị. Chỉ dùng khi tên gõ sai, không dùng khi đổi tên theo văn bản."
    ),
}


def _fields() -> tuple[Field, ...]:
    kinds = tuple((str(kind), words_) for kind, words_ in KINDS.items())
    return (
        Field("kind", mark("Việc"), FieldKind.CHOICE, kinds),
        Field("day", mark("Có hiệu lực từ ngày"), hint=mark("ngày/tháng/năm"), width=160),
        Field("document", mark("Theo văn bản"), hint=mark("Nghị quyết số …/NQ-… ngày …")),
        Field("code", mark("Mã đơn vị mới"), hint=mark("5 chữ số"), width=160),
        Field("name", mark("Tên đơn vị mới"), hint=mark("phường …, xã …, đặc khu …")),
        Field(
            "units",
            mark("Các đơn vị sau khi tách"),
            FieldKind.TEXT,
            hint=mark("mỗi dòng một đơn vị: mã, tên"),
            lines=5,
        ),
        Field("carry", mark("Ghi nhiệm vụ chưa xong của đơn vị cũ là tiếp nối"), FieldKind.CHECK),
    )


def change_columns() -> tuple[Column[UnitChange], ...]:
    """The columns of what was recorded."""
    from nq57desk.usecases.unit_previews import headline

    return (
        Column(_("Số"), lambda one: str(one.number), 50, right=True),
        Column(_("Thay đổi"), headline, 0, second=_taken_back),
        Column(_("Ghi lúc"), lambda one: words.moment(one.made_at), 150),
        Column(_("Người ghi"), lambda one: one.made_by, 150),
        Column(_("Tình trạng"), lambda one: _("đã rút lại") if one.withdrawn else _("có hiệu lực"), 120),
    )


def _taken_back(one: UnitChange) -> str:
    if not one.withdrawn:
        return ""
    return _("Rút lại: {reason} ({who})").format(reason=one.withdrawn_because, who=one.withdrawn_by)


class UnitChangeDialog(QDialog):
    """A change asked for and told, and those recorded."""

    changed = Signal()
    """Something was recorded or taken back."""

    def __init__(
        self, parent: QWidget, session: Session, units: Sequence[ListedUnit], recorded: Sequence[UnitChange]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Đổi tên, hợp nhất, tách đơn vị"))
        self._session = session
        self.asked: AskedChange | None = None
        self.units = UnitList(units)
        self.form = Form(_fields())
        self.hint = label(tone="quiet", wrap=True)
        self.notice, self.told_notice = Notice(), Notice()
        self.look_button = push(_("Xem việc sẽ xảy ra"), main=True)
        self.cancel_button = push(_("Hủy bỏ"))
        self.back_button, self.apply_button = push(_("Quay lại sửa")), push(_("Ghi thay đổi"), main=True)
        self.withdraw_button = push(_("Rút lại…"))
        self.close_button = push(_("Đóng"))
        self.steps, self.tabs = QStackedWidget(), QTabWidget()
        self.told = QFormLayout()
        self.said: tuple[str, ...] = ()
        self.model: RowsModel[UnitChange] = RowsModel(change_columns(), self)
        self.table = Table(_("Các thay đổi đã ghi"))
        self._build()
        self._connect()
        self.show_recorded(recorded)
        self._kind_chosen()

    # what stands where

    def _build(self) -> None:
        self.steps.addWidget(self._form_page())
        self.steps.addWidget(self._told_page())
        self.tabs.addTab(self.steps, _("Thay đổi mới"))
        self.tabs.addTab(self._recorded_page(), "")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 12)
        outer.addWidget(self.tabs)
        resize_to(self, 1060, 560)

    def _form_page(self) -> QWidget:
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(12, 10, 12, 10)
        about = _(
            "Số liệu và gói không bao giờ bị chuyển hay đổi tên: đơn vị cũ giữ nguyên dưới mã cũ, đơn vị mới gửi kế "
            "hoạch của mình. Chưa ghi gì trước khi xem việc sẽ xảy ra."
        )
        outer.addWidget(label(about, wrap=True))
        outer.addWidget(self.notice)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addWidget(self.hint)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.units, 2)
        middle.addLayout(right, 3)
        outer.addLayout(middle, 1)
        outer.addLayout(row(None, self.cancel_button, self.look_button))
        return page

    def _told_page(self) -> QWidget:
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(12, 10, 12, 10)
        outer.addWidget(self.told_notice)
        inside = QWidget()
        inside.setObjectName("toldPage")
        inside.setStyleSheet("#toldPage { background: transparent; }")
        self.told.setHorizontalSpacing(8)
        self.told.setVerticalSpacing(8)
        inside.setLayout(self.told)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        outer.addWidget(area, 1)
        outer.addLayout(row(None, self.back_button, self.apply_button))
        return page

    def _recorded_page(self) -> QWidget:
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(12, 10, 12, 10)
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns)
        self.table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        outer.addWidget(self.table, 1)
        outer.addLayout(row(self.withdraw_button, None, self.close_button))
        return page

    def _connect(self) -> None:
        self.form.changed.connect(self._typed)
        self.look_button.clicked.connect(self.look)
        self.cancel_button.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self.steps.setCurrentIndex(0))
        self.apply_button.clicked.connect(self.apply)
        self.withdraw_button.clicked.connect(self.ask_withdraw)
        self.table.selectionModel().selectionChanged.connect(lambda *_parts: self._follow())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._go_on)

    # asking

    def kind(self) -> UnitChangeKind:
        """The kind of change chosen."""
        return UnitChangeKind(self.form.values()["kind"])

    def begin_with(self, code: str) -> None:
        """Open with one unit chosen, to be renamed."""
        self.form.fill({"kind": str(UnitChangeKind.RENAMED)})
        self._kind_chosen()
        self.units.choose(code)

    def _typed(self, name: str) -> None:
        if name == "kind":
            self._kind_chosen()

    def _kind_chosen(self) -> None:
        kind = self.kind()
        for at, field in enumerate(self.form.fields):
            if field.name != "kind":
                self.form.layout_.setRowVisible(at, field.name in _NEEDS[kind])
        self.form.complain({})
        self.units.only_one(kind is not UnitChangeKind.MERGED)
        self.hint.setText(_(_HINTS[kind]))

    def _go_on(self) -> None:
        if self.tabs.currentIndex() == 0:
            (self.apply if self.steps.currentIndex() else self.look)()

    def _asked(self) -> AskedChange:
        """What the form says.

        Raises:
            Refused: "units.bad_day".
        """
        from nq57desk.usecases import unit_changes

        values, kind, chosen = self.form.values(), self.kind(), self.units.chosen()
        own = chosen[0] if chosen else ""
        after: tuple[NamedUnit, ...] = ()
        if kind is UnitChangeKind.SPLIT:
            after = tuple(_unit(line) for line in values["units"].splitlines() if line.strip())
        elif kind is UnitChangeKind.CORRECTED:
            after = (NamedUnit(own, values["name"]),)
        elif kind is not UnitChangeKind.CLOSED:
            code = values["code"].strip() or (own if kind is UnitChangeKind.RENAMED else "")
            after = (NamedUnit(code, values["name"]),)
        day = unit_changes.NO_DAY if kind is UnitChangeKind.CORRECTED else unit_changes.read_day(values["day"])
        return unit_changes.AskedChange(kind, day, values["document"], chosen, after, carry=values["carry"] == "1")

    def look(self) -> None:
        """Ask what would happen, and show it."""
        from nq57desk.errors import Refused
        from nq57desk.usecases import unit_changes

        settle_composed(self)
        self.notice.hide()
        try:
            self.asked = asked = self._asked()
        except Refused as refused:
            self.refuse(refused.problems)
            return
        self._session.ask(lambda desk, _m: unit_changes.preview(desk, asked=asked), self._came, refused=self.refuse)

    def _came(self, found: Preview) -> None:
        if found.errors:
            self.refuse(found.errors)
            return
        while self.told.rowCount():
            self.told.removeRow(0)
        self.said = found.said
        self.told.addRow(label(found.said[0], "heading", wrap=True))
        for said in found.said[1:]:
            self.told.addRow(label("•"), label(said, wrap=True, selectable=True))
        self.told_notice.hide()
        if found.problems:
            self.told_notice.say("\n".join(map(sentence, found.problems)))
        self.steps.setCurrentIndex(1)
        self.apply_button.setFocus()

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Say why not; everything chosen and typed stays."""
        self.apply_button.setEnabled(True)
        self.steps.setCurrentIndex(0)
        self.notice.say("\n".join(map(sentence, problems)))

    # recording

    def apply(self) -> None:
        """Record the change that was told."""
        from nq57desk.usecases import unit_changes

        asked = self.asked
        if asked is None or not self.apply_button.isEnabled():
            return
        self.apply_button.setEnabled(False)

        def work(desk: Desk, _monitor: Monitor) -> UnitChange:
            return unit_changes.apply(desk, asked=asked)

        self._session.change(work, self._recorded, refused=self.refuse, words=_("Đang ghi thay đổi đơn vị…"))

    def _recorded(self, change: UnitChange) -> None:
        self._session.said.emit(_("Đã ghi thay đổi đơn vị số {n}. Đã sao lưu trước khi ghi.").format(n=change.number))
        self.changed.emit()
        self.accept()

    # what was recorded

    def show_recorded(self, recorded: Sequence[UnitChange]) -> None:
        """List what was recorded, newest first."""
        self.model.show(tuple(recorded))
        self.tabs.setTabText(1, _("Đã ghi ({n})").format(n=sum(not one.withdrawn for one in recorded)))
        if recorded:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._follow()

    def _follow(self) -> None:
        chosen = self.model.row(self.table.currentIndex())
        self.withdraw_button.setEnabled(chosen is not None and not chosen.withdrawn)

    def ask_withdraw(self) -> None:
        """Ask why, then take the chosen change back."""
        from nq57desk.usecases import unit_changes
        from nq57desk.usecases.unit_previews import headline

        chosen = self.model.row(self.table.currentIndex())
        if chosen is None:
            return

        def submit(sheet: Sheet, reason: str) -> None:
            def done(_change: UnitChange) -> None:
                sheet.done_with()
                self.changed.emit()
                self._session.ask(lambda desk, _m: unit_changes.changes(desk), self.show_recorded)

            self._session.change(
                lambda desk, _m: unit_changes.withdraw(desk, change=chosen.id, reason=reason),
                done,
                refused=sheet.refuse,
            )

        ask_reason(self, _("Rút lại thay đổi đơn vị"), headline(chosen), _("Rút lại"), submit)


def _unit(line: str) -> NamedUnit:
    """ "90009, xã Bình An" (or with a blank, semicolon or tab between)."""
    parts = line.replace("\t", " ").replace(";", " ").replace(",", " ", 1).split(maxsplit=1)
    return NamedUnit(parts[0], parts[1] if len(parts) > 1 else "")


def show_unit_changes(parent: QWidget, session: Session, changed: Callable[[], object], code: str = "") -> None:
    """Read the units and what was recorded, then open the dialog, with one unit to be renamed where it is named."""

    def work(desk: Desk, _monitor: Monitor) -> tuple[tuple[ListedUnit, ...], tuple[UnitChange, ...]]:
        from nq57desk.usecases import unit_changes

        return unit_changes.listing(desk), unit_changes.changes(desk)

    def came(found: tuple[tuple[ListedUnit, ...], tuple[UnitChange, ...]]) -> None:
        dialog = UnitChangeDialog(parent, session, *found)
        dialog.changed.connect(changed)
        dialog.finished.connect(dialog.deleteLater)
        if code:
            dialog.begin_with(code)
        dialog.open()

    session.ask(work, came)
