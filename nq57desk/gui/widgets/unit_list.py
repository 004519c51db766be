"""The city's units to tick, with a field to find one; where only one may be chosen, ticking another unticks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nq57desk.domain.vietnamese import fold
from nq57desk.gui.widgets.plain import SearchField, label
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.usecases.unit_changes import ListedUnit

_CODE = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class UnitList(QWidget):
    """Ticked units keep their tick while others are looked for."""

    def __init__(self, units: Sequence[ListedUnit], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one_only = False
        self.finder = SearchField(_("Tìm đơn vị theo tên hoặc mã"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Các đơn vị đang có"))
        self.words = label(tone="quiet", wrap=True)
        for one in units:
            item = QListWidgetItem(f"{one.unit.title} ({one.code})")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_OFF)
            item.setData(_CODE, one.code)
            self.list.addItem(item)
        if units:
            self.list.setCurrentRow(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(self.finder)
        outer.addWidget(self.list, 1)
        outer.addWidget(self.words)
        self.finder.searched.connect(self._search)
        self.finder.left.connect(self.list.setFocus)
        self.list.itemChanged.connect(self._ticked)
        self._tell()

    def _items(self) -> list[QListWidgetItem]:
        return [item for at in range(self.list.count()) if (item := self.list.item(at)) is not None]

    def _search(self, text: str) -> None:
        asked = fold(text).split()
        for item in self._items():
            held = fold(item.text())
            item.setHidden(not all(word in held for word in asked))

    def chosen(self) -> tuple[str, ...]:
        """The codes of the ticked units, in the list's order."""
        return tuple(str(item.data(_CODE)) for item in self._items() if item.checkState() is _ON)

    def only_one(self, on: bool) -> None:
        """Whether one unit alone may be ticked; of several ticked ones the first stays."""
        self._one_only = on
        if on:
            self.choose(*self.chosen()[:1])

    def choose(self, *codes: str) -> None:
        """Tick these units and no others."""
        if self._one_only:
            codes = codes[-1:]
        for item in self._items():
            ticked = str(item.data(_CODE)) in codes
            item.setCheckState(_ON if ticked else _OFF)
            if ticked:
                self.list.setCurrentItem(item)
                self.list.scrollToItem(item)

    def _ticked(self, item: QListWidgetItem) -> None:
        if self._one_only and item.checkState() is _ON:
            for other in self._items():
                if other is not item and other.checkState() is _ON:
                    other.setCheckState(_OFF)
        self._tell()

    def _tell(self) -> None:
        ticked = [item.text() for item in self._items() if item.checkState() is _ON]
        self.words.setText(_("Đã đánh dấu: {units}").format(units="; ".join(ticked)) if ticked else _("Chưa đánh dấu."))
