"""A heading in two rows: the file's own headings, and below each what it is read as, to choose anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from nq57desk.gui import theme
from nq57desk.gui.widgets.plain import Choice
from nq57desk.wording import _, mark

FIELD_WORDS: tuple[tuple[str, str], ...] = (
    ("number", mark("TT")),
    ("second_number", mark("TT phụ")),
    ("name", mark("Nhiệm vụ, chỉ tiêu")),
    ("lead", mark("Chủ trì")),
    ("coordinating", mark("Phối hợp")),
    ("supervisor", mark("Lãnh đạo phụ trách")),
    ("responsible", mark("Người chịu trách nhiệm")),
    ("product", mark("Sản phẩm")),
    ("deadline", mark("Thời hạn")),
    ("target", mark("Mục tiêu")),
    ("targets", mark("Mục tiêu từng mốc")),
    ("unit", mark("Đơn vị tính")),
    ("note", mark("Ghi chú")),
    ("", mark("(giữ làm cột thêm)")),
)
_FEWEST_LINES, _MOST_LINES = 2, 4


class MappedHeader(QHeaderView):
    """Column 0 has no list; column n+1 belongs to the n-th heading of the file."""

    mapped = Signal(str, str)
    """A heading, and the field that a person chose for it ("" for none)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.lists: list[Choice] = []
        self.setSectionsClickable(False)
        align = Qt.AlignmentFlag
        wrapping = Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        self.setDefaultAlignment(wrapping | align.AlignLeft | align.AlignTop)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.sectionResized.connect(self.place)
        self.sectionMoved.connect(self.place)
        self.sectionCountChanged.connect(self.place)

    def show_columns(self, headings: Sequence[str], fields: Sequence[str]) -> None:
        """Offer a list for each heading, with what it is read as now."""
        for old in self.lists:
            old.hide()
            old.deleteLater()
        self.lists = []
        for heading, field in zip(headings, fields, strict=False):
            chosen = Choice(self.viewport())
            chosen.setMinimumContentsLength(4)
            name = " ".join(heading.split())
            chosen.setAccessibleName(_("Cột “{heading}” là").format(heading=name))
            for value, words in FIELD_WORDS:
                chosen.addItem(_(words) if not value else f"= {_(words)}", value)
            chosen.setCurrentIndex(max(0, chosen.findData(field)))
            chosen.activated.connect(lambda _at, heading=heading, chosen=chosen: self._chosen(heading, chosen))
            chosen.show()
            self.lists.append(chosen)
        self.place()

    def _chosen(self, heading: str, chosen: Choice) -> None:
        self.mapped.emit(heading, str(chosen.currentData()))

    @property
    def _list_height(self) -> int:
        return self.fontMetrics().lineSpacing() + theme.px(10) if self.lists else 0

    def sizeHint(self) -> QSize:
        """Room for the headings, two to four lines of them, and for the lists."""
        upper = self.fontMetrics().lineSpacing() * self._lines() + theme.px(8)
        return QSize(super().sizeHint().width(), upper + self._list_height)

    def _lines(self) -> int:
        """How many lines the longest heading takes at its column's width."""
        model = self.model()
        if not self.count():
            return _FEWEST_LINES
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        most = _FEWEST_LINES
        for at in range(model.columnCount()):
            words = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
            room = QRect(0, 0, max(36, self.sectionSize(at) - theme.px(14)), 10_000)
            height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
            most = max(most, round(height / metrics.lineSpacing()))
        return min(most, _MOST_LINES)

    def place(self, *_moved: int) -> None:
        """Put each list below its heading; called whenever columns move."""
        height = self._list_height
        for at, chosen in enumerate(self.lists, start=1):
            if at >= self.count():
                chosen.hide()
                continue
            left, width = self.sectionViewportPosition(at), self.sectionSize(at)
            chosen.setGeometry(left + 1, self.height() - height, max(30, width - 3), height - 2)
            chosen.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists follow."""
        super().resizeEvent(event)
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """The lists follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self.place()
