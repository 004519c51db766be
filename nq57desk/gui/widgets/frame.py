"""Parts of the frame: the rail of pages, the sample band, the status bar with its progress."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QProgressBar,
    QStatusBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nq57desk.gui import symbols, theme
from nq57desk.gui.jobs import Job
from nq57desk.gui.models.rows import Index
from nq57desk.gui.pages.catalogue import PageSpec
from nq57desk.gui.widgets.cells import Drawn
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.wording import _

_SHOW_AFTER_MS = 300
_BADGE = int(Qt.ItemDataRole.UserRole) + 2


class _RailItem(QStyledItemDelegate):
    """A page's line with its badge: how many things wait there."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line as usual, the badge over its right end."""
        super().paint(painter, option, index)
        count = index.data(_BADGE)
        if not count:
            return
        drawn = cast(Drawn, option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(drawn.font)
        font.setPointSizeF(drawn.font.pointSizeF() * 0.86)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = str(count) if int(count) < 1000 else "999+"
        height = painter.fontMetrics().height() + 2
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + 10)
        narrow = drawn.rect.width() < theme.px(100)
        top = drawn.rect.top() + (2 if narrow else (drawn.rect.height() - height) // 2)
        box = QRectF(drawn.rect.right() - width - (2 if narrow else 8), top, width, height)
        painter.setPen(QPen(QColor(theme.WARNING.border), 1))
        painter.setBrush(QColor(theme.WARNING.fill))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(theme.WARNING.text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()


class Rail(QListView):
    """The pages one can go to."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(_("Các trang"))
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_RailItem(self))
        self._badges: dict[str, int] = {}
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(18, 18))
        self.setFixedWidth(theme.RAIL_WIDTH)
        self._narrow = False
        self._specs: tuple[PageSpec, ...] = ()
        self.selectionModel().currentChanged.connect(self._moved)

    def show_pages(self, specs: tuple[PageSpec, ...], current: str) -> None:
        """Show these pages with ``current`` chosen."""
        self._specs = specs
        model = self.model()
        if not isinstance(model, QStandardItemModel):
            return
        blocked = self.selectionModel().blockSignals(True)
        model.clear()
        for spec in specs:
            item = QStandardItem("" if self._narrow else _(spec.words))
            item.setIcon(symbols.icon(spec.symbol, theme.SECONDARY, theme.px(18)))
            item.setToolTip(_(spec.words))
            item.setAccessibleText(_(spec.words))
            item.setData(spec.name)
            item.setSizeHint(QSize(10, theme.px(40)))
            self._put_badge(item, spec)
            model.appendRow(item)
        self.selectionModel().blockSignals(blocked)
        self.mark(current)

    def badge(self, name: str, count: int) -> None:
        """Show how many things wait on a page; 0 nothing."""
        if self._badges.get(name, 0) == count:
            return
        self._badges[name] = count
        model = self.model()
        for at, spec in enumerate(self._specs):
            if spec.name == name and isinstance(model, QStandardItemModel):
                self._put_badge(model.item(at), spec)

    def count_on(self, name: str) -> int:
        """What the badge of a page says now."""
        return self._badges.get(name, 0)

    def _put_badge(self, item: QStandardItem, spec: PageSpec) -> None:
        count = self._badges.get(spec.name, 0)
        item.setData(count, _BADGE)
        item.setAccessibleDescription(_("{n} việc đang chờ").format(n=count) if count else "")

    def fit(self) -> None:
        """Go with the text size and the language."""
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.setFixedWidth(theme.RAIL_NARROW if self._narrow else theme.RAIL_WIDTH)
        current = self.currentIndex().row()
        self.show_pages(self._specs, self._specs[current].name if 0 <= current < len(self._specs) else "")

    def mark(self, name: str) -> None:
        """Mark a page as the one shown, without going there."""
        blocked = self.selectionModel().blockSignals(True)
        for at, spec in enumerate(self._specs):
            if spec.name == name:
                self.setCurrentIndex(self.model().index(at, 0))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def narrow(self, on: bool) -> None:
        """Show symbols only, or symbols and words."""
        if on != self._narrow:
            self._narrow = on
            self.fit()

    def _moved(self) -> None:
        at = self.currentIndex().row()
        if 0 <= at < len(self._specs):
            self.chosen.emit(self._specs[at].name)


class SampleBand(QFrame):
    """Says on every page that the figures are not real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "sample")
        self._words = label()
        self.delete = push("")
        self.setLayout(row(None, self._words, self.delete, None, margins=(8, 3, 8, 3)))
        self.retitle()
        self.hide()

    def retitle(self) -> None:
        """Say it in the language in use."""
        self._words.setText(_("ĐƠN VỊ MẪU – số liệu giả, không gửi thành phố"))
        self.delete.setText(_("Xóa đơn vị mẫu"))
        self.setAccessibleName(self._words.text())


class Status(QStatusBar):
    """What was saved, what can be undone, and the long work under way with a way to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 8, 0)
        self.words = label(tone="quiet")
        self.working = label(tone="quiet")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(180)
        self.bar.setAccessibleName(_("Tiến trình"))
        self.stop = push(_("Dừng"))
        self.addWidget(self.words, 1)
        for part in (self.working, self.bar, self.stop):
            self.addPermanentWidget(part)
            part.hide()
        self._job: Job | None = None
        self._text = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SHOW_AFTER_MS)
        self._wait.timeout.connect(self._show)
        self.stop.clicked.connect(self.cancel)

    def follow(self, job: Job, words: str) -> None:
        """Show this job's progress if it takes longer than a moment."""
        self._job, self._text = job, words
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        job.progressed.connect(self._progress)
        job.ended.connect(self._ended)
        self._wait.start()

    def cancel(self) -> bool:
        """Stop the job under way; False where there is none."""
        if self._job is None:
            return False
        self._job.cancel()
        self.stop.setEnabled(False)
        return True

    def _show(self) -> None:
        self.working.setText(self._text)
        for part in (self.working, self.bar, self.stop):
            part.show()

    def _progress(self, done: int, total: int, _what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._wait.stop()
            for part in (self.working, self.bar, self.stop):
                part.hide()
