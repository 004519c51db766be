"""The findings below a preview: each with its place, and beside it the repairs that it offers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem
from nq57desk.gui.models import problem_columns
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.wording import _, mark

REPAIRS: dict[str, str] = {
    "mend": mark("Sửa tại đây"),
    "unclear": mark("Để “Chưa rõ hạn”"),
    "drop": mark("Bỏ dòng"),
    "same": mark("Đúng là một nhiệm vụ (1)"),
    "other": mark("Là hai nhiệm vụ khác nhau (2)"),
    "keep_letters": mark("Giữ chữ gốc"),
    "to_unicode": mark("Chuyển sang Unicode"),
}


_LETTERS = {"reading.legacy_converted": "keep_letters", "reading.legacy_kept": "to_unicode"}


def repairs_of(problem: Problem) -> tuple[str, ...]:
    """Which repairs a finding offers; none where it only tells."""
    if problem.code == "matching.doubtful":
        return "same", "other"
    if problem.code in _LETTERS:
        return (_LETTERS[problem.code],)
    if problem.place.row is None:
        return ()
    if problem.code.startswith("deadline."):
        return "mend", "unclear", "drop"
    return "mend", "drop"


class ProblemPane(QWidget):
    """A line that counts them, the list, and the buttons of the one that is chosen."""

    went = Signal(object)
    """A Problem whose place should be shown."""
    repair = Signal(str, object)
    """One of REPAIRS, and the Problem."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowsModel[Problem] = RowsModel(problem_columns.columns(), self)
        self.table = Table(_("Vấn đề"))
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns)
        self._gone_to = False
        self.words = label(tone="heading")
        self.buttons: dict[str, QPushButton] = {}
        for name, words in REPAIRS.items():
            self.buttons[name] = button = push(_(words))
            button.clicked.connect(lambda _checked=False, name=name: self._repair(name))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(row(self.words, None, *self.buttons.values()))
        outer.addWidget(self.table)
        self.table.opened.connect(lambda: self._go(self.table.currentIndex()))
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._offer(now))
        self.table.lettered.connect(self._letter)
        self._offer(QModelIndex())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these, the gravest first; the place in the list stays."""
        at = self.table.currentIndex().row()
        ordered = problem_columns.gravest_first(tuple(problems))
        self.model.show(ordered)
        summary = problem_columns.summary(ordered)
        self.words.setText(
            _("Vấn đề ({n})   {summary}   F3: vấn đề kế tiếp").format(n=len(ordered), summary=summary)
            if ordered
            else _("Không có vấn đề nào.")
        )
        self.table.setVisible(bool(ordered))
        if ordered:
            # The first one's repairs are offered at once; F3 then begins with it.
            self.table.setCurrentIndex(self.model.index(min(max(at, 0), len(ordered) - 1), 0))
            self._gone_to = self._gone_to and at >= 0
        self._offer(self.table.currentIndex())

    def current(self) -> Problem | None:
        """The finding that is chosen."""
        return self.model.row(self.table.currentIndex())

    def step(self, by: int) -> None:
        """F3: the next finding, round and round."""
        count = len(self.model.rows)
        if count:
            at = max(0, self.table.currentIndex().row())
            if self._gone_to or self.table.hasFocus():
                at = (at + by) % count
            self._gone_to = True
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._go(self.model.index(at, 0))

    def _go(self, index: QModelIndex) -> None:
        problem = self.model.row(index)
        if problem is not None:
            self._gone_to = True
            self.went.emit(problem)

    def _offer(self, index: QModelIndex) -> None:
        problem = self.model.row(index)
        offered = () if problem is None else repairs_of(problem)
        for name, button in self.buttons.items():
            button.setVisible(name in offered)

    def _letter(self, text: str) -> None:
        problem = self.current()
        if problem is not None and "same" in repairs_of(problem) and text in "12":
            self._repair("same" if text == "1" else "other")

    def _repair(self, name: str) -> None:
        problem = self.current()
        if problem is not None and name in repairs_of(problem):
            self.repair.emit(name, problem)
