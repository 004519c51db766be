"""The panel below the table: everything of one task in full, what is clear of it, what was recorded, who changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.vietnamese import visible
from nq57desk.gui import theme, words
from nq57desk.gui.models import clear_words, history_words
from nq57desk.gui.models.assigned_rows import city_words, told_first
from nq57desk.gui.models.task_columns import PERSONS, meaning_words
from nq57desk.gui.widgets.plain import label
from nq57desk.store.entries import JournalChange
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.usecases.assigned import AssignedLine

_FIELDS = (
    ("supervisor", mark("Lãnh đạo phụ trách")),
    ("lead", mark("Chủ trì")),
    ("coordinating", mark("Phối hợp")),
    ("responsible", mark("Người chịu trách nhiệm")),
    ("product", mark("Sản phẩm")),
    ("deadline", mark("Thời hạn")),
    ("note", mark("Ghi chú")),
    ("source_document", mark("Văn bản giao")),
    ("adjusted_by", mark("Văn bản điều chỉnh")),
)


def _column(parts: QVBoxLayout) -> QScrollArea:
    inner = QWidget()
    inner.setObjectName("detailColumn")
    inner.setLayout(parts)
    inner.setStyleSheet("#detailColumn { background: transparent; }")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    return area


def _lines(*parts: QWidget, margins: tuple[int, int, int, int] = (0, 0, 4, 0)) -> QVBoxLayout:
    found = QVBoxLayout()
    found.setContentsMargins(*margins)
    found.setSpacing(4)
    for part in parts:
        found.addWidget(part)
    found.addStretch(1)
    return found


def _text() -> QLabel:
    made = label(wrap=True, selectable=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


class TaskDetail(QFrame):
    """Shows one task; empty until one is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.persons = True
        """Whether persons are named."""
        self.setProperty("tone", "card")
        self.setAccessibleName(_("Chi tiết nhiệm vụ"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(120)
        self.number = label(tone="heading")
        self.name, self.recorded, self.history, self.city = _text(), _text(), _text(), _text()
        self.status = label(tone="quiet", wrap=True)
        self.differs = label(tone="remind", wrap=True, selectable=True)
        """Where the city says something else of the task than the office."""
        self.clear = label(wrap=True, selectable=True)
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(16)
        layout.addWidget(_column(_lines(self.number, self.name, self.status, self.differs, self.clear)), 4)
        layout.addWidget(_column(self._fields()), 5)
        layout.addWidget(self._tabs(), 4)

    def _fields(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        widest = min(self.fontMetrics().horizontalAdvance(_("Lãnh đạo phụ trách")) + 6, theme.px(126))
        for at, (field, name) in enumerate(_FIELDS):
            title, value = label(_(name), "quiet", wrap=True), _text()
            title.setFixedWidth(widest)
            title.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(title, at, 0)
            grid.addWidget(value, at, 1)
            self._values[field] = (title, value)
        parts = QVBoxLayout()
        parts.setContentsMargins(0, 0, 4, 0)
        parts.addLayout(grid)
        parts.addStretch(1)
        return parts

    def _tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("Tiến độ và lịch sử của nhiệm vụ"))
        named = (
            (self.recorded, _("Tiến độ")),
            (self.history, _("Lịch sử")),
            (self.city, _("Thành phố")),
        )
        for part, name in named:
            self.tabs.addTab(_column(_lines(part, margins=(0, 4, 4, 0))), name)
        self.show_city(None)
        return self.tabs

    def show_task(self, row: TaskRow | None) -> None:
        """Show this task; None empties the panel."""
        self.number.setText("" if row is None else _("Nhiệm vụ {number}").format(number=row.number))
        self.name.setText(_("Chọn một nhiệm vụ để xem đầy đủ.") if row is None else visible(row.name))
        self.status.setText("" if row is None else _status(row))
        self.clear.setText("" if row is None else "\n".join(clear_words.sentences(row.clear)))
        for field, (title, value) in self._values.items():
            text = "" if row is None or (field in PERSONS and not self.persons) else _value(row, field)
            value.setText(visible(text))
            title.setVisible(bool(text))
            value.setVisible(bool(text))
        self.tabs.setTabVisible(1, self.persons)
        self.show_city(None)
        self.recorded.setText("")
        self.history.setText("")

    def show_updates(self, updates: tuple[ProgressUpdate, ...]) -> None:
        """Show what was recorded, newest first."""
        lines = [_recorded(update) for update in reversed(updates)]
        self.recorded.setText(visible("\n".join(lines)) if lines else _("Chưa ghi tiến độ lần nào."))

    def show_history(self, changes: tuple[JournalChange, ...]) -> None:
        """Show who changed the task, newest first."""
        self.history.setText(visible("\n".join(history_words.lines(changes))) or _("Chưa có thay đổi nào."))

    def show_city(self, line: AssignedLine | None) -> None:
        """Show what the city says of the task, its deadline and its notes; None: it says nothing."""
        self.tabs.setTabVisible(2, line is not None)
        self.city.setText("" if line is None else visible(city_words(line)))
        self.differs.setText("" if line is None else visible("\n".join(told_first(line))))
        self.differs.setVisible(bool(self.differs.text()))


def _status(row: TaskRow) -> str:
    timing = words.timeliness_mark(str(row.timeliness), row.days)
    return f"{_(words.state_mark(row.state).words)} · {timing.words}"


def _value(row: TaskRow, field: str) -> str:
    text = str(getattr(row, field)).strip()
    if field == "deadline" and text:
        meaning = meaning_words(row.meaning)
        return text if meaning.casefold() == text.casefold() else f"{text} ({meaning})"
    return text


def _recorded(update: ProgressUpdate) -> str:
    parts = [_(words.STATES[update.state].words)]
    if update.percent is not None:
        parts.append(f"{update.percent}%")
    if update.nothing_arose:
        parts.append(_("không phát sinh"))
    parts += [text for text in (update.result, update.product_document) if text]
    if update.difficulty:
        parts.append(_("Vướng mắc: {text}").format(text=update.difficulty))
    return f"{words.capital(words.period_words(update.period))}: " + " · ".join(parts)
