"""The panel below the monthly grid: the whole task, last period, difficulties and proposals to fill in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nq57desk.domain.month_cells import shown
from nq57desk.domain.vietnamese import visible
from nq57desk.gui import theme, words
from nq57desk.gui.models.task_columns import meaning_words
from nq57desk.gui.widgets.composing import ComposingText
from nq57desk.gui.widgets.plain import label
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.month_sheet import SheetRow
from nq57desk.wording import _

FIELDS = ("difficulty", "proposal")


class PanelText(ComposingText):
    """A text of the panel; leaving it by any way tells what was typed."""

    left = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(name)
        self._before = ""

    def fill(self, text: str) -> None:
        """Show what is recorded, unless something is being typed."""
        if not self.hasFocus() or self.toPlainText() == self._before:
            self._before = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def finish(self) -> None:
        """Take over what is typed, also a word half composed."""
        self.settle()
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.left.emit(self._before)

    def event(self, event: QEvent) -> bool:
        """Losing the focus leaves it."""
        if event.type() == QEvent.Type.FocusOut:
            self.finish()
        return super().event(event)


class MonthDetail(QFrame):
    """Shows one row; ``typed`` tells (field, text) of what was filled in here."""

    typed = Signal(str, str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.persons = True
        """Whether persons are named."""
        self.setProperty("tone", "card")
        self.setAccessibleName(_("Chi tiết nhiệm vụ trong kỳ"))
        self.setMinimumHeight(theme.px(96))
        self.name = label(wrap=True, selectable=True)
        self.facts = label(tone="quiet", wrap=True, selectable=True)
        self.last_title = label(_("Kỳ trước"), "heading")
        self.last = label(wrap=True, selectable=True)
        self.texts = {field: PanelText(_(LABELS[field])) for field in FIELDS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(14)
        layout.addWidget(_column(self.name, self.facts), 5)
        layout.addWidget(_column(self.last_title, self.last), 3)
        right = QVBoxLayout()
        right.setSpacing(4)
        for field, text in self.texts.items():
            text.left.connect(lambda typed, field=field: self.typed.emit(field, typed))
            text.installEventFilter(self)
            right.addWidget(text)
        layout.addLayout(right, 3)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Esc goes back to the grid."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        return False

    def finish(self) -> None:
        """Take over what is typed here before another row is shown."""
        for text in self.texts.values():
            text.finish()

    def show_row(self, sheet: SheetRow | None, *, writable: bool) -> None:
        """Show this row; None empties the panel."""
        task = None if sheet is None else sheet.row.task
        self.name.setText(
            _("Chọn một nhiệm vụ để xem đầy đủ.") if task is None else visible(words.numbered(task.number, task.name))
        )
        self.facts.setText("" if sheet is None else visible(_facts(sheet, persons=self.persons)))
        before = None if sheet is None else sheet.before
        period = "" if before is None else f" – {words.period_words(before.period)}"
        self.last_title.setText(_("Kỳ trước") + period)
        self.last.setText(visible(_last(sheet)))
        for field, text in self.texts.items():
            text.setEnabled(sheet is not None and writable)
            text.fill("" if sheet is None else shown(sheet.row.update, field))


def _facts(sheet: SheetRow, *, persons: bool) -> str:
    task = sheet.row.task
    deadline = task.deadline
    meaning = meaning_words(task.meaning)
    if deadline and meaning.casefold() != deadline.strip().casefold():
        deadline = f"{deadline} ({meaning})"
    parts = (
        (_("Chủ trì"), task.lead),
        (_("Phối hợp"), task.coordinating),
        (_("Lãnh đạo"), task.supervisor if persons else ""),
        (_("Thời hạn"), deadline),
        (_("Sản phẩm"), task.product),
    )
    return " · ".join(f"{name}: {text}" for name, text in parts if text)


def _last(sheet: SheetRow | None) -> str:
    update = None if sheet is None else sheet.before
    if update is None:
        return _("Chưa có số liệu kỳ trước.")
    state = _(words.STATES[update.state].words)
    percent = "" if update.percent is None else f"{update.percent}%"
    head = " · ".join(part for part in (state, percent, update.product_document) if part)
    difficulty = _("Vướng mắc: {text}").format(text=update.difficulty) if update.difficulty else ""
    return "\n".join(part for part in (head, update.result, difficulty) if part)


def _column(*parts: QWidget) -> QScrollArea:
    inner = QWidget()
    inner.setObjectName("monthDetailColumn")
    inner.setStyleSheet("#monthDetailColumn { background: transparent; }")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(3)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    return area
