"""A row of lists that narrow the table, each saying what it narrows, with the saved combinations of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nq57desk.gui.widgets.plain import Choice, push
from nq57desk.wording import _

Choices = Sequence[tuple[str, str]]


class FilterBar(QWidget):
    """Lists by name; "" in a list narrows nothing. ``changed`` when a person chose, ``saved`` with a saved name."""

    changed = Signal()
    saved = Signal(str)
    save_asked = Signal()
    forget_asked = Signal(str)

    def __init__(self, fields: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lists: dict[str, Choice] = {}
        self._words = dict(fields)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for name, words in fields:
            chosen = Choice()
            chosen.setMinimumContentsLength(9)
            chosen.setAccessibleName(_("Lọc theo: {what}").format(what=_(words)))
            chosen.setToolTip(_("{what}: tất cả").format(what=_(words)))
            chosen.addItem(_(words), "")
            chosen.activated.connect(self._chosen)
            self.lists[name] = chosen
            line.addWidget(chosen, 1)
        self.clear_button = push(_("Bỏ lọc"))
        self.clear_button.clicked.connect(self.clear)
        self.save_button = push(_("Lưu bộ lọc…"))
        self.save_button.clicked.connect(self.save_asked)
        self.saved_list = Choice()
        self.saved_list.setMinimumContentsLength(9)
        self.saved_list.setAccessibleName(_("Bộ lọc đã lưu"))
        self.saved_list.activated.connect(self._saved_chosen)
        self.forget_button = push(_("Xóa bộ lọc đã lưu"))
        self.forget_button.clicked.connect(self._forget)
        for part in (self.clear_button, self.saved_list, self.save_button, self.forget_button):
            line.addWidget(part)
        self.offer_saved(())
        self._look()

    def offer(self, name: str, choices: Choices) -> None:
        """Offer these in a list, (value, words); what was chosen stays chosen if it is still among them."""
        chosen = self.lists[name]
        before = str(chosen.currentData() or "")
        chosen.blockSignals(True)
        chosen.clear()
        chosen.addItem(_(self._words[name]), "")
        for value, words in choices:
            chosen.addItem(words.replace("\n", " "), value)
        chosen.setCurrentIndex(max(0, chosen.findData(before)))
        chosen.blockSignals(False)
        self._look()

    def offer_saved(self, names: Sequence[str]) -> None:
        """Offer these saved filters."""
        self.saved_list.clear()
        self.saved_list.addItem(_("Bộ lọc đã lưu ({n})").format(n=len(names)), "")
        for name in names:
            self.saved_list.addItem(name, name)
        self.saved_list.setVisible(bool(names))
        self._look()

    def values(self) -> dict[str, str]:
        """What is chosen in each list, "" where it narrows nothing."""
        return {name: str(chosen.currentData() or "") for name, chosen in self.lists.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Choose these; a value that is not offered narrows nothing."""
        for name, chosen in self.lists.items():
            chosen.setCurrentIndex(max(0, chosen.findData(values.get(name, ""))))
        self._look()

    def clear(self) -> None:
        """Narrow nothing."""
        self.fill({})
        self.saved_list.setCurrentIndex(0)
        self._look()
        self.changed.emit()

    @property
    def narrows(self) -> bool:
        """Whether any list narrows the table."""
        return any(self.values().values())

    def words(self) -> str:
        """ "Trạng thái: Đang thực hiện · …" of the lists that narrow."""
        return " · ".join(
            f"{_(self._words[name])}: {chosen.currentText()}"
            for name, chosen in self.lists.items()
            if chosen.currentData()
        )

    def _chosen(self, _at: int) -> None:
        self.saved_list.setCurrentIndex(0)
        self._look()
        self.changed.emit()

    def _saved_chosen(self, _at: int) -> None:
        name = str(self.saved_list.currentData() or "")
        self._look()
        if name:
            self.saved.emit(name)

    def _forget(self) -> None:
        name = str(self.saved_list.currentData() or "")
        if name:
            self.forget_asked.emit(name)

    def _look(self) -> None:
        self.clear_button.setVisible(self.narrows)
        self.save_button.setVisible(self.narrows)
        self.forget_button.setVisible(bool(self.saved_list.currentData()))
