"""Copying from and pasting into a grid, as a block that Excel gives and takes cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from nq57desk.domain.pasting import as_html, as_tsv
from nq57desk.gui import clipboard
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.grid_page import GridPage
    from nq57desk.usecases import pasting


class GridClipboard(QObject):
    """Bound to one grid page."""

    def __init__(self, page: GridPage) -> None:
        super().__init__(page)
        self._page = page

    def copy(self) -> None:
        """The chosen cells as a block that Excel takes cell by cell."""
        grid, model = self._page.grid, self._page.model
        chosen = grid.selectionModel().selectedIndexes() or [grid.currentIndex()]
        rows = sorted({index.row() for index in chosen if model.row(index) is not None})
        columns = sorted({index.column() for index in chosen if not grid.isColumnHidden(index.column())})
        block = [[self._shown(row, column) for column in columns] for row in rows]
        if block:
            clipboard.put(as_tsv(block), as_html(block))
            said = _("Đã chép {rows} dòng, {columns} cột").format(rows=len(rows), columns=len(columns))
            self._page.session.said.emit(said)

    def _shown(self, row: int, column: int) -> str:
        model = self._page.model
        line, spec = model.lines[row], model.columns[column]
        return model.text_of(line.key, spec.field) if spec.field else spec.text(line.row)

    def paste(self) -> None:
        """Put the clipboard's block into the grid: one cell at once, more after a look at old and new."""
        from nq57desk.usecases import pasting

        page, grid, model = self._page, self._page.grid, self._page.model
        grid.leave_cell()
        index = grid.currentIndex()
        text, data = QApplication.clipboard().text(), QApplication.clipboard().mimeData()
        html = data.html() if data is not None and data.hasHtml() else ""
        key, field = model.cell(index)
        if not key:
            return
        rows = [line.key for line in model.lines if line.row is not None]
        shown = [column for at, column in enumerate(model.columns) if not grid.isColumnHidden(at)]
        fields = [column.field or column.heading for column in shown]
        at = (key, field or model.columns[index.column()].heading)
        selected = [
            (line, model.cell(one)[1] or model.columns[one.column()].heading)
            for one in grid.chosen()
            for line in [model.lines[one.row()].key]
        ]
        code, which = page.code, pasting.Grid(page.edits.paste_into)

        def look(confirmed: Mapping[str, str], then: Callable[[Any], object]) -> None:
            page.session.ask(
                lambda desk, _monitor: pasting.preview_paste(
                    desk,
                    period=code,
                    text=text,
                    rows=rows,
                    fields=fields,
                    at=at,
                    selected=selected,
                    confirmed=confirmed,
                    grid=which,
                    html=html,
                ),
                then,
                refused=page.refuse,
            )

        look({}, lambda preview: self._pasted(preview, look))

    def _pasted(self, preview: pasting.PastePreview, look: Callable[..., None]) -> None:
        from nq57desk.gui.dialogs.paste_preview import show_paste

        if len(preview.cells) == 1 and not preview.problems and not preview.doubtful:
            cell = preview.cells[0]
            self._page.record_cells([(cell.task_id, cell.field, cell.text)], "paste_cells")
            return
        show_paste(self._page, preview, self._page.row_words, look, self._apply)

    def _apply(self, preview: pasting.PastePreview, leave: Sequence[tuple[str, str]]) -> None:
        from nq57desk.usecases import pasting

        cells = [
            (cell.task_id, cell.field, cell.text)
            for cell in preview.cells
            if cell.differs and (cell.task_id, cell.field) not in leave
        ]
        self._page.run_edit(lambda desk: pasting.apply_paste(desk, preview=preview, leave=leave), cells)
