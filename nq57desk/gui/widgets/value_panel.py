"""The panel below the indicators: the whole name, the value as a bar against its target, twelve months, two texts.

Months without data are left out of the drawing, never drawn as zero.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nq57desk.domain.value_cells import TEXTS, shown_value
from nq57desk.domain.vietnamese import visible
from nq57desk.gui import theme, words
from nq57desk.gui.models.assigned_rows import city_words, indicator_words
from nq57desk.gui.models.indicator_columns import measure_words
from nq57desk.gui.models.rows import plain_tip
from nq57desk.gui.widgets.bullet import Bullet
from nq57desk.gui.widgets.month_detail import PanelText
from nq57desk.gui.widgets.plain import label
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.value_sheet import ValueRow
from nq57desk.wording import _


class ValuePanel(QFrame):
    """Shows one indicator; ``typed`` tells (field, text) of what was filled in here."""

    typed = Signal(str, str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "card")
        self.setAccessibleName(_("Chi tiết chỉ tiêu trong kỳ"))
        self.name = label(wrap=True, selectable=True)
        self.facts = label(tone="quiet", wrap=True, selectable=True)
        self.city = label(tone="remind", wrap=True, selectable=True)
        """What the city assigned otherwise than the plan has it, and its notes."""
        self.drawing = Bullet()
        self.texts = {field: PanelText(_(LABELS[field])) for field in TEXTS}
        said = QVBoxLayout()
        said.setSpacing(3)
        said.addWidget(self.name)
        said.addWidget(self.facts)
        said.addWidget(self.city)
        said.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(16)
        layout.addLayout(said, 4)
        layout.addWidget(self.drawing, 4)
        layout.addLayout(self._fields(), 4)

    def _fields(self) -> QGridLayout:
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(4)
        for at, (field, text) in enumerate(self.texts.items()):
            title = label(_(LABELS[field]), "quiet")
            title.setBuddy(text)
            text.setPlaceholderText("")
            text.setMinimumHeight(theme.px(34))
            text.setMaximumHeight(theme.px(46))
            text.left.connect(lambda typed, field=field: self.typed.emit(field, typed))
            text.installEventFilter(self)
            fields.addWidget(title, at, 0, Qt.AlignmentFlag.AlignTop)
            fields.addWidget(text, at, 1)
        fields.setColumnStretch(1, 1)
        return fields

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Esc goes back to the grid."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        return False

    def finish(self) -> None:
        """Take over what is typed here before another indicator is shown."""
        for text in self.texts.values():
            text.finish()

    def show_row(self, row: ValueRow | None, *, writable: bool) -> None:
        """Show this indicator; None empties the panel."""
        self.drawing.show_row(row)
        for field, text in self.texts.items():
            text.setEnabled(row is not None and writable)
            text.fill("" if row is None else shown_value(row.value, field))
        if row is None:
            self.name.setText(_("Chọn một chỉ tiêu để xem đầy đủ."))
            self.facts.setText("")
            self.city.hide()
            return
        self.name.setText(visible(words.numbered(row.row.number, row.row.name)))
        self.facts.setText(visible(_facts(row)))
        said = indicator_words(row.city) if row.city is not None else ""
        self.city.setText(visible(said))
        self.city.setToolTip(plain_tip(city_words(row.city)) if row.city is not None else "")
        self.city.setVisible(bool(said))


def _facts(row: ValueRow) -> str:
    unit = f" {row.row.unit}" if row.row.unit else ""
    actual = words.number(None if row.row.actual is None else round(row.row.actual, 2)) or "–"
    facts = (
        _("Giao: {target}").format(target=row.row.target or "–"),
        _("lũy kế: {actual}").format(actual=actual) + unit,
        _("số ghi từng kỳ là số {kind}").format(kind=measure_words(row)),
        row.row.lead,
    )
    return " · ".join(part for part in facts if part)
