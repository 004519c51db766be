"""The parts of an import preview: which table, how its columns are read, rows, findings, counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from nq57desk.gui.models.import_rows import Kind
from nq57desk.gui.models.import_table import ImportTable
from nq57desk.gui.models.plan_tree import plan_words
from nq57desk.gui.widgets.import_grid import ImportGrid
from nq57desk.gui.widgets.plain import Choice, label, push, row
from nq57desk.gui.widgets.problem_pane import ProblemPane
from nq57desk.importing.result import ReadTable
from nq57desk.usecases.task_list import PlanView
from nq57desk.wording import _

OTHER = -2
"""The last entry of the list of tables: point at another table of the file."""


class ImportView(QWidget):
    """Holds the table's model; the page decides what is in it."""

    def __init__(self, model: ImportTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.lists = 0
        """How many lists of the file are offered."""
        self.table = ImportGrid(_("Các dòng sẽ nhập"))
        self.pane = ProblemPane()
        self.tables, self.plans = Choice(), Choice()
        self.tables.setAccessibleName(_("Bảng trong tệp"))
        self.plans.setAccessibleName(_("Nhập vào kế hoạch"))
        self.tables.setMinimumContentsLength(26)
        self.plans.setMinimumContentsLength(22)
        self.profile = label(tone="quiet")
        self.counts = label(tone="heading")
        self.change_button = push(_("Đổi"))
        self.change_button.setAccessibleName(_("Đổi cách ghép cột"))
        self.forget_button = push(_("Theo tiêu đề"))
        self.all_button = push(_("Chọn hoặc bỏ chọn cả bảng"))
        self.letters_button = push(_("Giữ chữ gốc của dòng"))
        self.letters_button.hide()
        self.copy_button = push(_("Lưu bản sao tệp có ghi chú lỗi…"))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self._build()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.model.modelReset.connect(self._span_fold)
        self.split.addWidget(self.table)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        columns = (self.profile, self.change_button, self.forget_button)
        outer.addLayout(row(label(_("Bảng")), self.tables, *columns, None, label(_("Nhập vào")), self.plans))
        outer.addWidget(self.split, 1)
        outer.addLayout(row(self.counts, None, self.letters_button, self.all_button, self.copy_button))

    def clear(self) -> None:
        """Nothing is offered until the next file was read."""
        self.lists = 0
        self.tables.clear()
        self.plans.clear()

    def offer(self, tables: Sequence[ReadTable], plans: Sequence[PlanView]) -> None:
        """Offer the file's tables and the office's plans; the plan chosen before stays chosen."""
        plan = self.plans.currentData()
        self.clear()
        self.lists = len(tables)
        for at, table in enumerate(tables, start=1):
            name = " ".join((table.label or table.title or _("Bảng")).split())[:48]
            page = _("trang {n}, ").format(n=table.place.page) if table.place.page else ""
            text = _("{at}/{n}: {name} ({page}{rows} dòng)")
            words = text.format(at=at, n=len(tables), name=name, page=page, rows=len(table.rows))
            self.tables.addItem(words, at - 1)
        self.tables.addItem(_("Tự chọn bảng và cột…"), OTHER)
        self.plans.addItem(_("Tự nhận theo văn bản"), None)
        for view in plans:
            self.plans.addItem(plan_words(view.plan), view.plan.id)
        self.plans.setCurrentIndex(max(0, self.plans.findData(plan)))

    def show_columns(self, table: ReadTable) -> None:
        """Show the chosen table's rows under its own headings."""
        self.model.show_table(self.tables.currentIndex(), table)
        self.table.show_columns(table.columns, table.fields)

    def share(self, problems: int) -> None:
        """Give the findings a third of the height, or a line where there are none."""
        total = max(1, self.split.height())
        low = total // 3 if problems else 34
        self.split.setSizes([total - low, low])

    def select(self, place: int, column: int) -> None:
        """Choose a line and the cell in it."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.model.index(place, min(column, self.model.columnCount() - 1))
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.scrollTo(index)

    def chosen(self) -> list[int]:
        """The rows chosen, else the current one."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return sorted(rows or {self.table.currentIndex().row()})

    def _span_fold(self) -> None:
        self.table.clearSpans()
        wide = self.model.columnCount()
        for at in (at for at, line in enumerate(self.model.rows) if line.kind is Kind.HEADING and wide > 1):
            self.table.setSpan(at, 0, 1, wide)
        if self.model.has_fold:
            self.table.setSpan(len(self.model.rows), 0, 1, wide)
