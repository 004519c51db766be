"""Ctrl+C in the list of tasks: the chosen rows as a table, for Excel and Word, under the columns that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nq57desk.domain.pasting import as_html, as_safe_tsv
from nq57desk.gui import clipboard
from nq57desk.gui.models.rows import Column
from nq57desk.gui.models.task_columns import copied_text
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.tasks import TasksPage
    from nq57desk.usecases.task_list import TaskRow


def copy_rows(page: TasksPage) -> None:
    """Read the chosen rows, also those that were never seen, and put them on the clipboard."""
    from nq57desk.usecases import task_screens

    chosen = sorted({index.row() for index in page.table.selectionModel().selectedRows()})
    ids = tuple(each for each in (page.model.order.ids[row] for row in chosen) if each)
    columns = page.model.columns
    if not ids:
        return

    def copied(found: tuple[str, str]) -> None:
        clipboard.put(*found)
        page.session.said.emit(_("Đã chép {n} nhiệm vụ thành bảng").format(n=len(ids)))

    page.session.ask(
        lambda desk, _monitor: _as_table(task_screens.seen(desk, ids=ids), ids, columns), copied, refused=page.refuse
    )


def _as_table(rows: Sequence[TaskRow], ids: Sequence[str], columns: Sequence[Column[TaskRow]]) -> tuple[str, str]:
    """The rows in the list's order as tab-separated text and as HTML, the headings first."""
    by_id = {row.id: row for row in rows}
    block = [[column.heading for column in columns]]
    block += [[copied_text(column, by_id[each]) for column in columns] for each in ids if each in by_id]
    return as_safe_tsv(block), as_html(block, header=True)
