"""Beside the pages: what is still missing on them, the fields remembered for this kind of paper, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nq57desk.gui import symbols, theme
from nq57desk.gui.models.rows import plain_tip
from nq57desk.gui.pages.papers_heads import DAY, FIELDS, NUMBER, SIGNERS, Beside, shown_fields, values_of
from nq57desk.gui.widgets.form import Form
from nq57desk.gui.widgets.keys import is_enter
from nq57desk.gui.widgets.page_scroller import Place
from nq57desk.gui.widgets.plain import Choice as Chooser
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.wording import _, mark

_FIELD = Qt.ItemDataRole.UserRole + 1
_ROWS = 5
MISSING = {
    "head.number": mark("Số văn bản"),
    "head.symbol": mark("Ký hiệu"),
    "head.issued_on": mark("Ngày ban hành"),
    "head.place": mark("Nơi ban hành"),
    "head.subject": mark("Trích yếu"),
    "head.addressees": mark("Kính gửi"),
    "head.powers": mark("Thẩm quyền, chức vụ người ký"),
    "head.signer": mark("Họ tên người ký"),
    "head.recipients": mark("Nơi nhận"),
    "head.authority": mark("Dòng thẩm quyền của quyết định"),
    "head.issuing_body": mark("Cơ quan ban hành"),
    "plan.text": mark("Phần lời của kế hoạch"),
    "plan.number": mark("Số của kế hoạch"),
    "plan.symbol": mark("Ký hiệu của kế hoạch"),
    "plan.issued_on": mark("Ngày của kế hoạch"),
    "plan.signer": mark("Người ký kế hoạch"),
    "plan.signer_name": mark("Người ký kế hoạch"),
    "plan.issuing_body": mark("Cơ quan ban hành kế hoạch"),
}
"""The open blanks of papers in a person's words."""


class PaperSide(QScrollArea):
    """The right side of Văn bản."""

    wanted = Signal(str, str)
    """A field that was filled in, with its value."""
    asked = Signal(str)
    """An open blank was chosen in the list."""
    framed = Signal(bool)
    """Whether the national header stands above a list."""
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = label("", "heading", wrap=True)
        self.code = label(wrap=True, selectable=True)
        self.missing_title = label("", "heading", wrap=True)
        self.missing = QListWidget()
        self.header = QCheckBox(_("In quốc hiệu và tên cơ quan"))
        self.form = Form(FIELDS)
        self.back = push(_("Đặt lại"))
        self.findings = label(wrap=True, selectable=True)
        self.signed = label("", "quiet", wrap=True)
        self._known: dict[str, str] = {}
        self._shown: frozenset[str] = frozenset()
        self._build()

    def _build(self) -> None:
        inside = QFrame()
        inside.setProperty("tone", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(7)
        self.missing.setAccessibleName(_("Các chỗ còn trống trên giấy"))
        self.missing.installEventFilter(self)
        self.missing.itemClicked.connect(self._ask)
        self.missing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header.setChecked(True)
        self.header.toggled.connect(self.framed)
        self.code.setAccessibleName(_("Mã đối chiếu"))
        self.form.layout_.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.form.layout_.setVerticalSpacing(4)
        for words in cast("list[QLabel]", self.form.findChildren(QLabel)):
            words.setWordWrap(True)
        for name, made in self.form.inputs.items():
            if isinstance(made, Chooser):
                made.setMinimumContentsLength(8)
            self._follow(name, made)
        for part in (self.name, self.signed, self.missing_title, self.missing, self.findings, self.header, self.form):
            column.addWidget(part)
        column.addLayout(row(None, self.back))
        column.addLayout(row(label(_("Mã đối chiếu"), "quiet"), self.code, None))
        column.addWidget(label(_("Mã này in ở chân mỗi trang, đổi khi số liệu đổi."), "quiet", wrap=True))
        column.addStretch(1)
        self.back.clicked.connect(self.reset)
        self.setWidget(inside)
        self._empty_missing()

    def _follow(self, name: str, made: QWidget) -> None:
        if isinstance(made, QLineEdit):
            made.editingFinished.connect(lambda: self._typed(name))
        elif isinstance(made, Chooser):
            made.currentIndexChanged.connect(lambda _at: self._typed(name))
        elif isinstance(made, QPlainTextEdit):
            made.installEventFilter(self)

    def _typed(self, name: str) -> None:
        value = self.form.values()[name]
        if name in self._known and value != self._known[name]:
            self._known[name] = value
            self.wanted.emit(name, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a text of lines takes it; Enter on a missing place opens its field."""
        if watched is self.missing and is_enter(event):
            self._ask(self.missing.currentItem())
            return True
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QPlainTextEdit):
            handled = super().eventFilter(watched, event)
            self._typed(watched.objectName())
            return handled
        return super().eventFilter(watched, event)

    # showing

    def show_paper(
        self, name: str, code: str, findings: str, places: Sequence[Place], words: Mapping[str, str]
    ) -> None:
        """Name and code of the paper, what was found, and its open blanks; ``words`` name those of its own text."""
        self.name.setText(name)
        self.code.setText(code)
        self.findings.setText(findings)
        self.findings.setVisible(bool(findings))
        self.signed.hide()
        self._show_missing(places, words)

    def show_issued(self, name: str, about: str, code: str) -> None:
        """An issued paper: nothing of it can be changed."""
        self.name.setText(name)
        self.code.setText(code)
        self.findings.hide()
        self.signed.setText(about)
        self.signed.show()
        self._empty_missing()
        self.header.hide()
        self.show_fields(None, editable=False)

    def show_fields(self, beside: Beside | None, *, editable: bool) -> None:
        """The kind's fields with their values; the one being typed in stays."""
        shown = frozenset() if beside is None else shown_fields(beside)
        self._shown = shown
        before, self._known = self._known, {}
        if beside is not None:
            self._offer_signers(beside)
            values = values_of(beside)
            typed = self.form.values()
            focused = [name for name, made in self.form.inputs.items() if made.hasFocus()]
            being = {name for name in focused if typed[name] != before.get(name)}
            self.form.fill({name: value for name, value in values.items() if name not in being})
            self._known = values
        for name, made in self.form.inputs.items():
            self.form.layout_.setRowVisible(self._row(made), name in shown)
            made.setEnabled(editable)
        self.form.setVisible(bool(shown))
        self.settle()
        self.back.setVisible(bool(shown) and editable)

    def _row(self, made: QWidget) -> int:
        return list(self.form.inputs.values()).index(made)

    def _offer_signers(self, beside: Beside) -> None:
        chooser = cast(Chooser, self.form.inputs[SIGNERS])
        blocked = chooser.blockSignals(True)
        chooser.clear()
        chooser.addItem(_("theo các dòng dưới đây"), "")
        for at, one in enumerate(beside.signers):
            chooser.addItem(f"{one.name} – {one.title}".rstrip(" –"), str(at))
        chooser.blockSignals(blocked)

    def _show_missing(self, places: Sequence[Place], words: Mapping[str, str]) -> None:
        at = self.missing.currentRow()
        self.missing.clear()
        seen: dict[str, int] = {}
        for place in places:
            seen.setdefault(place.field, place.page)
        for field, page in seen.items():
            told = words.get(field) or (_(MISSING[field]) if field in MISSING else field)
            line = _("{what} · trang {n}").format(what=told, n=page)
            item = QListWidgetItem(symbols.icon("edit", theme.WARNING.text), line)
            item.setData(_FIELD, field)
            item.setToolTip(plain_tip(line))
            item.setSizeHint(QSize(10, theme.px(26)))
            self.missing.addItem(item)
        self._fit_missing(len(seen))
        if seen:
            self.missing.setCurrentRow(min(max(at, 0), len(seen) - 1))

    def _fit_missing(self, count: int) -> None:
        self.missing.setVisible(bool(count))
        self.missing_title.setVisible(bool(count))
        self.missing_title.setText(_("Chỗ còn trống ({n})").format(n=count))
        self.missing.setFixedHeight(theme.px(26) * min(max(count, 1), _ROWS) + 2 * self.missing.frameWidth())
        self.missing.setIconSize(QSize(theme.px(14), theme.px(14)))

    def _empty_missing(self) -> None:
        self.missing.clear()
        self._fit_missing(0)

    def _ask(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.asked.emit(str(item.data(_FIELD)))

    # filling

    def fields_missing(self) -> list[str]:
        """The open blanks as the list has them."""
        return [str(self.missing.item(at).data(_FIELD)) for at in range(self.missing.count())]

    def fill(self, name: str) -> bool:
        """Go to a field; False where this paper has none of that name."""
        if name not in self._shown:
            return False
        made = self.form.inputs[name]
        self.ensureWidgetVisible(made, 0, 60)
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(made, QLineEdit):
            made.selectAll()
        return True

    def refuse(self, name: str, text: str) -> None:
        """Say under a field why it was not taken; what was typed stays and may be tried again."""
        self._known[name] = "\0"
        self.form.complain({name: text})

    def settle(self) -> None:
        """What is wrong with a field no longer holds."""
        self.form.complain({})

    def first(self) -> QWidget:
        """What takes the focus on F6."""
        if self.missing.isVisible():
            return self.missing
        shown = (self.form.inputs[field.name] for field in FIELDS if field.name in self._shown)
        return next((made for made in shown if made.isEnabled()), self.header if self.header.isVisible() else self.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wants are the page's."""
        event.ignore()


NUMBERED = (NUMBER, DAY)
"""The fields that belong to one paper, not to its kind."""
