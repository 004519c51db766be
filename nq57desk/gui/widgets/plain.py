"""Small parts that every page uses, each made so that hostile text stays plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nq57desk.domain.vietnamese import visible
from nq57desk.gui import symbols, theme
from nq57desk.gui.models.rows import Column
from nq57desk.gui.widgets.ahead import Ahead
from nq57desk.gui.widgets.cells import Cells
from nq57desk.gui.widgets.composing import ComposingLine
from nq57desk.gui.widgets.told import Sentence
from nq57desk.wording import _

_ARROW_SIDE = 36
"""What a list's field needs beside its words, in pixels."""
_HEADING_SIDES = 14
"""What a heading's words leave free at its sides, in pixels."""
_MOST_LINES = 3
_HIGHEST = 1000


def label(text: str = "", tone: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label of plain text. ``tone``: "", "title", "heading", "quiet", "error", "figure"."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(visible(text))
    result.setWordWrap(wrap)
    if tone:
        result.setProperty("tone", tone)
    if selectable:
        result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        result.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return result


def push(text: str, *, main: bool = False, symbol: str = "") -> QPushButton:
    """A push button of plain words."""
    result = QPushButton(text.replace("&", "&&"))
    result.setProperty("weight", "main" if main else "plain")
    result.setAutoDefault(main)
    result.setDefault(main)
    if symbol:
        result.setIcon(symbols.icon(symbol, "#FFFFFF" if main else theme.SECONDARY))
    return result


def card(*, tone: str = "card") -> QFrame:
    """A white ground with a thin line around it."""
    result = QFrame()
    result.setProperty("tone", tone)
    return result


def row(*parts: QWidget | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts side by side; None takes the room that is left."""
    result = QHBoxLayout()
    result.setSpacing(spacing)
    result.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            result.addStretch(1)
        else:
            result.addWidget(part)
    return result


class Choice(QComboBox):
    """A list to choose from that the wheel changes only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The field as any other, its words cut with "…" where they are longer, with the desk's own arrow."""
        drawn = QStyleOptionComboBox()
        self.initStyleOption(drawn)
        room, cut = self.width() - _ARROW_SIDE, Qt.TextElideMode.ElideRight
        cast(Any, drawn).currentText = self.fontMetrics().elidedText(self.currentText(), cut, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, drawn)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, drawn)
        arrow = symbols.pixmap("down", theme.SECONDARY, 12, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 20, (self.height() - 12) // 2, arrow)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless this list is the one in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SearchField(ComposingLine):
    """A text field that reports what is searched once no letter is being composed, and clears on Esc."""

    searched = Signal(str)
    left = Signal()
    entered = Signal()
    """The focus came: a search is likely to begin."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(False)
        self.addAction(symbols.icon("search"), ComposingLine.ActionPosition.LeadingPosition)
        self.setMinimumWidth(280)
        self._last = ""
        self.textChanged.connect(self._changed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was entered."""
        super().focusInEvent(event)
        self.entered.emit()

    def _changed(self, text: str) -> None:
        if text != self._last:
            self._last = text
            self.searched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field, an Esc in the empty field leaves it; Enter and Down go to what was found."""
        if self.composed:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Notice(QFrame):
    """A line in place that says what happened and what to do; the person closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "notice")
        self._sign = label()
        self._sign.setPixmap(symbols.pixmap("warning", theme.WARNING.text, 18))
        self._text = label(wrap=True, selectable=True)
        self._close = QToolButton()
        self._close.setIcon(symbols.icon("close", theme.WARNING.text))
        self._close.setAccessibleName(_("Đóng thông báo"))
        self._close.clicked.connect(self.put_away)
        self._closed: Callable[[], object] | None = None
        self.verb = push("")
        self.verb.hide()
        self.verb.clicked.connect(self._did)
        self._do: Callable[[], object] | None = None
        self.setLayout(row(self._sign, self._text, self.verb, self._close, margins=(10, 5, 5, 5)))
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._text.text()

    def say(
        self,
        text: str,
        verb: str = "",
        do: Callable[[], object] | None = None,
        closed: Callable[[], object] | None = None,
    ) -> None:
        """Show this until it is closed; with ``verb`` a button beside it that does ``do``; ``closed`` on closing."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.verb.setText(verb)
        self.verb.setVisible(bool(verb))
        self._do, self._closed = do, closed
        self.show()

    def put_away(self) -> None:
        """The person closed it."""
        closed, self._closed = self._closed, None
        self.hide()
        if closed is not None:
            closed()

    def _did(self) -> None:
        do, self._closed = self._do, None
        self.hide()
        if do is not None:
            do()


class Empty(QWidget):
    """What a page shows while it has nothing: a sentence and the button that mends it."""

    def __init__(self, sentence: str, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Sentence(sentence)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, self.words, None))
        outer.addSpacing(10)
        outer.addLayout(row(None, *buttons, None))
        outer.addStretch(3)


class Table(QTableView):
    """A table of the desk: whole rows chosen, own painting, Enter opens, widths from the columns' data."""

    opened = Signal()
    """Enter or a double click on a row."""
    lettered = Signal(str)
    """A letter typed in the table: it begins a search in a real text field."""
    copied = Signal()
    """Ctrl+C on the chosen rows."""
    widths_chosen = Signal(str)
    """Column widths chosen by hand, as text for :meth:`use_own_widths`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(Cells(self))
        # Painted over wholly, so that scrolling moves what is there and paints only what is new.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.ahead = Ahead(self, (self,))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        wrapping = Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        wrapping |= Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        header.setDefaultAlignment(wrapping)
        header.setFixedHeight(header.fontMetrics().lineSpacing() * 2 + 14)
        header.setMinimumSectionSize(36)
        header.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self._columns: Sequence[Column[Any]] = ()
        self._widest = 0
        self._own: dict[int, int] = {}
        header.sectionResized.connect(self._resized_by_hand)

    def use_widths(self, columns: Sequence[Column[Any]], least: int = 240) -> None:
        """Give the columns their widths; the one without a width takes what is left, at least ``least``."""
        self._columns = columns
        self._widest = least
        self._spread()

    def use_own_widths(self, text: str) -> None:
        """Take over widths chosen by hand before ("2:180,4:90", pixels at 100 %)."""
        pairs = (part.partition(":") for part in text.split(","))
        self._own = {int(at): int(width) for at, _sign, width in pairs if at.isdecimal() and width.isdecimal()}
        self._spread()

    def hide_column(self, at: int, hidden: bool) -> None:
        """Leave a column away, or show it again; the one without a width takes its room."""
        if hidden != self.isColumnHidden(at):
            self.setColumnHidden(at, hidden)
            self._spread()

    def _resized_by_hand(self, at: int, _before: int, width: int) -> None:
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton and self._columns:
            self._own[at] = max(24, width * 100 // theme.percent())
            self.widths_chosen.emit(",".join(f"{each}:{its}" for each, its in sorted(self._own.items())))

    def _spread(self) -> None:
        widths = [self._own.get(at, column.width) for at, column in enumerate(self._columns)]
        shown = sum(theme.px(width) for at, width in enumerate(widths) if not self.isColumnHidden(at))
        left = max(theme.px(self._widest), self.viewport().width() - shown)
        for at, width in enumerate(widths):
            if not self.isColumnHidden(at):
                self.setColumnWidth(at, theme.px(width) or left)
        self._fit_heading()

    def _fit_heading(self) -> None:
        """As many lines of heading as a column's words need, at most three."""
        if not self._columns:
            return
        header = self.horizontalHeader()
        font = header.font()
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        wrapping, lines = int(Qt.TextFlag.TextWordWrap), 1
        for at, column in enumerate(self._columns):
            if not self.isColumnHidden(at):
                room = header.sectionSize(at) - _HEADING_SIDES
                high = metrics.boundingRect(0, 0, room, _HIGHEST, wrapping, column.heading).height()
                lines = max(lines, min(_MOST_LINES, round(high / metrics.lineSpacing())))
        height = metrics.lineSpacing() * lines + 14
        if header.height() != height or header.maximumHeight() != height:
            header.setFixedHeight(height)

    def changeEvent(self, event: QEvent) -> None:
        """Rows, heading and columns go with the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
            self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column without a width follows the table's own."""
        super().resizeEvent(event)
        self._spread()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's ground, the cells; then those beside them are made ready."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.PAGE))
        painter.end()
        super().paintEvent(event)
        self.ahead.painted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; everything else as in any table."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif plain_or_shift(event) and event.text().isprintable() and event.text().strip():
            self.lettered.emit(event.text())
        else:
            super().keyPressEvent(event)


def plain_or_shift(event: QKeyEvent) -> bool:
    """Whether a key was pressed alone or with Shift: what types a letter."""
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
