"""The search list under a preview: which own row the city's row is, found by typing any part of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nq57desk.domain.assigned_likeness import likeness
from nq57desk.domain.assigned_rows import OwnRow
from nq57desk.domain.vietnamese import fold
from nq57desk.gui import theme
from nq57desk.gui.models.assigned_rows import DecidedRow, facts, named
from nq57desk.gui.models.rows import plain_tip
from nq57desk.gui.widgets.plain import SearchField, label, row
from nq57desk.wording import _

_MOST = 200
_ID = Qt.ItemDataRole.UserRole


class _Found(QListWidget):
    """Enter picks; Esc goes back to the rows."""

    picked = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys of this list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORD:
            self.picked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class OwnRowChoice(QFrame):
    """Shows the city's row in full and the own rows that it may be; ``chosen`` tells the own row's id."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "card")
        self._rows: Sequence[OwnRow] = ()
        self._about: DecidedRow | None = None
        self.words = label(wrap=True, selectable=True)
        self.search = SearchField(_("Tìm dòng khác của cơ quan"))
        self.found = _Found()
        self.found.setAccessibleName(_("Các dòng của cơ quan"))
        self.found.setMinimumHeight(theme.px(64))
        self.found.setUniformItemSizes(True)
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 8, 10, 8)
        outer.setSpacing(6)
        outer.addWidget(self.words)
        outer.addLayout(row(self.search, label(_("Enter: ghép với dòng đang chọn"), "quiet"), None))
        outer.addWidget(self.found, 1)
        self.search.searched.connect(lambda _text: self._fill())
        self.search.left.connect(self._to_list)
        self.found.picked.connect(self._pick)
        self.found.itemDoubleClicked.connect(lambda _item: self._pick())
        self.found.escaped.connect(self._leave)

    def offer(self, rows: Sequence[OwnRow], about: DecidedRow | None) -> None:
        """Offer these rows for the one that is decided, the most alike first."""
        same = self._about is not None and about is not None and self._about.row.key == about.row.key
        self._about = about
        name = about.row.said.name if about is not None else ""
        self._rows = sorted(rows, key=lambda own: -likeness(name, own.name))
        if not same:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
        self.words.setText(_in_full(about) if about is not None else "")
        self._fill()

    def begin(self) -> None:
        """Go to the search field."""
        self.search.setFocus()

    def _fill(self) -> None:
        asked = fold(self.search.text()).split()
        self.found.clear()
        shown = [own for own in self._rows if all(word in _text(own) for word in asked)][:_MOST]
        about = self._about.row.said.name if self._about is not None else ""
        for own in shown:
            alike = likeness(about, own.name)
            item = QListWidgetItem(" · ".join(filter(None, (f"{alike}%", named(own), facts(own)))))
            item.setData(_ID, own.id)
            item.setToolTip(plain_tip(named(own)))
            self.found.addItem(item)
        if shown:
            self.found.setCurrentRow(0)

    def _to_list(self) -> None:
        if self.found.count():
            self.found.setFocus()
        else:
            self._leave()

    def _leave(self) -> None:
        self.left.emit()

    def _pick(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self.chosen.emit(str(item.data(_ID)))


def _text(own: OwnRow) -> str:
    return fold(f"{own.number} {own.name} {own.lead} {own.source_document}")


def _in_full(one: DecidedRow) -> str:
    """The city's row with everything in it."""
    said = one.row.said
    parts = [_("Thành phố giao: {name}").format(name=named(said)), facts(said), getattr(said, "product", ""), said.note]
    return "\n".join(part for part in parts if part)
