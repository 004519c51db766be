"""A long appendix as Word and Excel files, against the bare libraries writing the same cells."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

from docx import Document
from openpyxl import Workbook

from nq57desk.documents.layout import Layout, Table, plain
from nq57desk.documents.render_docx import render_docx
from nq57desk.documents.render_xlsx import render_xlsx
from tests.benchmarks.bench_pdf import layout_of
from tests.benchmarks.measured import Measured

ROWS = 2000


def _grid(layout: Layout) -> list[list[str]]:
    (table,) = (block for block in layout.pages[0].blocks if isinstance(block, Table))
    return [[plain(cell.runs) for cell in row.cells] for row in (*table.header, *table.rows)]


def floor_docx(cells: list[list[str]]) -> bytes:
    """python-docx's documented way: a table with a style, each cell's text set; rows taken once, which is faster."""
    document = Document()
    table = document.add_table(rows=len(cells), cols=len(cells[0]), style="Table Grid")
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def floor_xlsx(cells: list[list[str]]) -> bytes:
    """openpyxl's documented way: rows appended to a sheet, no formats at all."""
    book = Workbook()
    sheet = book.worksheets[0]
    for texts in cells:
        sheet.append(texts)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _best(works: tuple[Callable[[], object], ...], turns: int) -> list[float]:
    """The best processor time of each, taken in turn."""
    best = [float("inf")] * len(works)
    for _ in range(turns):
        for n, work in enumerate(works):
            start = time.process_time()
            work()
            best[n] = min(best[n], time.process_time() - start)
    return best


def run() -> tuple[Measured, ...]:
    """Rendering a layout of 2,000 rows, against its cells' bare texts."""
    layout = layout_of(ROWS)
    cells = _grid(layout)
    render_docx(layout_of(10))
    render_xlsx(layout_of(10))
    ours_xlsx, bare_xlsx = _best((lambda: render_xlsx(layout), lambda: floor_xlsx(cells)), 5)
    ours_docx, bare_docx = _best((lambda: render_docx(layout), lambda: floor_docx(cells)), 2)
    return (
        Measured("DOCX, 2.000 rows, six columns, over python-docx", ours_docx, bare_docx, "s", 1.3),
        Measured("XLSX, 2.000 rows, six columns, over openpyxl", ours_xlsx, bare_xlsx, "s", 1.3),
    )
