"""Pasting a block into the monthly grid or the grid of indicators, and copying cells out of them.

Decides nothing is written before it was shown: a preview holds old and new of each cell, then all of it is applied as
one step. What a paste would leave out (rows and columns outside the grid, names without a row) is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nq57desk.domain import month_cells, value_cells
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.matching import MatchRow
from nq57desk.domain.pasting import (
    Block,
    Placed,
    PlacedCell,
    as_html,
    as_tsv,
    find_names,
    place,
    place_by_name,
)
from nq57desk.domain.plan import Task
from nq57desk.domain.problems import NOWHERE, Problem, Severity, problem
from nq57desk.domain.vietnamese import fold
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.month_edits import CellEdit, flawed, set_cells
from nq57desk.usecases.month_rows import Edited, MonthRows, label
from nq57desk.usecases.pasted_block import read_block
from nq57desk.usecases.value_edits import ValueEdit, ValueRows, set_values
from nq57desk.wording import _, mark
from nq57desk.workspace import Desk

__all__ = ["Grid", "PastePreview", "apply_paste", "copy_cells", "preview_paste", "read_block"]


class Grid(StrEnum):
    """Into which grid a block goes."""

    TASKS = "tasks"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class PasteCell:
    """One cell of a paste: its texts before and after, what was in the block, and what is wrong with that.

    ``task_id`` is the indicator's id in the grid of indicators. With a ``problem`` the cell stays as it is.
    """

    task_id: str
    field: str
    before: str
    after: str
    text: str
    problem: Problem | None = None

    @property
    def differs(self) -> bool:
        """Whether pasting would change the cell."""
        return self.problem is None and self.before != self.after


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A row of the block that may be one of the grid's; confirm with ``{key: task_id}``. ``likeness`` 75-100."""

    key: str
    name: str
    task_id: str
    known: str
    likeness: int


@dataclass(frozen=True, slots=True)
class PastePreview:
    """What a paste would do. ``by_name``: the rows were found by TT and name, not by their place."""

    grid: Grid
    period: str
    cells: tuple[PasteCell, ...]
    problems: tuple[Problem, ...]
    doubtful: tuple[DoubtfulRow, ...] = ()
    by_name: bool = False

    @property
    def differing(self) -> int:
        """How many cells would change."""
        return sum(1 for cell in self.cells if cell.differs)


@dataclass(frozen=True, slots=True)
class Copied:
    """Cells for the clipboard, in both forms at once: Excel takes the HTML, a letter the text."""

    text: str
    html: str


_OTHER_HEADINGS: Mapping[str, str] = {
    "trang thai thuc hien": "state",
    "tinh trang": "state",
    "ty le": "percent",
    "ti le": "percent",
    "ty le hoan thanh": "percent",
    "ty le hoan thanh (%)": "percent",
    "ket qua": "result",
    "ket qua thuc hien": "result",
    "san pham": "product_document",
    "san pham/van ban": "product_document",
    "san pham/vb": "product_document",
    "so, ky hieu van ban": "product_document",
    "kho khan": "difficulty",
    "vuong mac": "difficulty",
    "ton tai, han che": "difficulty",
    "de xuat": "proposal",
    "de xuat, kien nghi": "proposal",
    "kien nghi, de xuat": "proposal",
    "giai ngan (dong)": "disbursed",
    "ky nay (tu/mau)": "actual",
    "gia tri": "actual",
    "so lieu": "actual",
    "ket qua ky nay": "actual",
    "nguon": "source",
}
"""Folded headings that offices write over these cells, besides the grid's own."""


def preview_paste(
    desk: Desk,
    *,
    period: str,
    text: str,
    rows: Sequence[str],
    fields: Sequence[str],
    at: tuple[str, str],
    selected: Sequence[tuple[str, str]] = (),
    confirmed: Mapping[str, str] | None = None,
    grid: Grid = Grid.TASKS,
    html: str = "",
) -> PastePreview:
    """What pasting the text would change.

    ``rows`` are the ids of the grid's visible rows in their order (heading rows as "" are passed over), ``fields`` the
    names of its columns in theirs, those that are only read included; ``at`` the current cell, ``selected`` the
    selected ones, each (row id, field). ``confirmed`` answers ``PastePreview.doubtful`` (key → row id, "" for none).
    ``html`` is the clipboard's other form, which tells Word's lines inside cells and merged cells.

    Raises:
        Refused: nothing to paste, too much of it, or not a month.
        ValueError: ``at`` is not in the grid.
    """
    block = read_block(text, html)
    ids = [row for row in rows if row]
    work = _Tasks(desk, period, ids) if grid is Grid.TASKS else _Values(desk, period, ids)
    known = [MatchRow(row, *work.named(row)) for row in ids if row in work.ids()]
    names = find_names(block, known) if len(block[0]) > 1 else None
    if names is None:
        placed = place(block, rows=ids, fields=fields, at=at, selected=selected)
    else:
        writable = [name for name in fields if name in work.fields]
        headings = {**_OTHER_HEADINGS, **{fold(_(LABELS[name])): name for name in work.fields}}
        chosen = {key: row for key, row in (confirmed or {}).items() if row}
        placed = place_by_name(
            block, names, rows=known, fields=writable, field=at[1], headings=headings, confirmed=chosen
        )
        placed = _declined(placed, {key for key, row in (confirmed or {}).items() if not row})
    found = [cell for cell in placed.cells if cell.field in work.fields and cell.row_id in work.ids()]
    return PastePreview(
        grid,
        period,
        tuple(work.cell(cell) for cell in found),
        (*_merged(block), *_left_out(placed, work.fields)),
        tuple(
            DoubtfulRow(
                pair.proposed.key, pair.proposed.name, pair.existing.key, pair.existing.name, int(pair.likeness)
            )
            for pair in placed.doubtful
        ),
        placed.by_name,
    )


def _declined(placed: Placed, keys: Collection[str]) -> Placed:
    """Rows of which a person said that they are none of the grid's: as those that nothing is like."""
    names = tuple(pair.proposed.name for pair in placed.doubtful if pair.proposed.key in keys)
    waiting = tuple(pair for pair in placed.doubtful if pair.proposed.key not in keys)
    return replace(placed, doubtful=waiting, unknown=(*placed.unknown, *names))


def _merged(block: Block) -> list[Problem]:
    covered = sum(text is None for texts in block for text in texts)
    return [problem("pasting.merged", Severity.NOTE, count=covered)] if covered else []


def _left_out(placed: Placed, fields: Collection[str]) -> list[Problem]:
    found = []
    if placed.outside_rows or placed.outside_columns:
        rows, columns = placed.outside_rows, placed.outside_columns
        found.append(problem("pasting.outside", Severity.WARNING, rows=rows, columns=columns))
    read_only = dict.fromkeys(cell.field for cell in placed.cells if cell.field not in fields)
    found += [problem("pasting.read_only_column", Severity.NOTE, column=label(name)) for name in read_only]
    found += [problem("pasting.no_such_row", Severity.WARNING, name=name[:120]) for name in placed.unknown]
    found += [
        problem(
            "pasting.doubtful_row",
            Severity.WARNING,
            NOWHERE,
            name=pair.proposed.name[:120],
            known=pair.existing.name[:120],
            likeness=int(pair.likeness),
        )
        for pair in placed.doubtful
    ]
    return found


class _Tasks:
    """The monthly grid."""

    fields = month_cells.FIELDS

    def __init__(self, desk: Desk, period: str, ids: Sequence[str]) -> None:
        self.rows = MonthRows.read(desk, period, ids)

    def ids(self) -> Collection[str]:
        return self.rows.tasks.keys()

    def named(self, row_id: str) -> tuple[str, str]:
        task = self.rows.tasks[row_id]
        return task.name, task.number

    def cell(self, cell: PlacedCell) -> PasteCell:
        before = month_cells.shown(self.rows.recorded(cell.row_id), cell.field)
        value, flaw = month_cells.read_cell(cell.field, cell.text, self.rows.span)
        if flaw is not None:
            found = flawed(flaw.code, cell.field, flaw.text, self.rows.tasks[cell.row_id])
            return PasteCell(cell.row_id, cell.field, before, cell.text, cell.text, found)
        # A cell without a value is cleared; a state is cleared only with its whole row.
        values = {} if cell.field == "state" and value is None else {cell.field: value}
        after = month_cells.changed(self.rows.start(cell.row_id), values) if values else None
        return PasteCell(cell.row_id, cell.field, before, month_cells.shown(after, cell.field), cell.text)


class _Values:
    """The grid of indicators."""

    fields = value_cells.FIELDS

    def __init__(self, desk: Desk, period: str, ids: Sequence[str]) -> None:
        self.rows = ValueRows.read(desk, period, ids)

    def ids(self) -> Collection[str]:
        return self.rows.indicators.keys()

    def named(self, row_id: str) -> tuple[str, str]:
        indicator = self.rows.indicators[row_id]
        return indicator.name, indicator.number

    def cell(self, cell: PlacedCell) -> PasteCell:
        recorded = self.rows.recorded(cell.row_id)
        before = value_cells.shown_value(recorded, cell.field)
        fields, flaw = value_cells.read_value(cell.field, cell.text)
        if flaw is not None:
            found = flawed(flaw.code, cell.field, flaw.text, self.rows.indicators[cell.row_id])
            return PasteCell(cell.row_id, cell.field, before, cell.text, cell.text, found)
        start = recorded or IndicatorValue("", "", cell.row_id, self.rows.month.code)
        after = value_cells.shown_value(value_cells.changed_value(start, fields), cell.field)
        return PasteCell(cell.row_id, cell.field, before, after, cell.text)


def apply_paste(desk: Desk, *, preview: PastePreview, leave: Collection[tuple[str, str]] = ()) -> Edited:
    """Record the previewed cells as one step, without those in ``leave`` and those with a problem.

    Raises:
        Refused: a closed period, or the office is open read-only.
    """
    cells = [c for c in preview.cells if c.differs and (c.task_id, c.field) not in leave]
    if preview.grid is Grid.VALUES:
        edits = [ValueEdit(cell.task_id, cell.field, cell.text) for cell in cells]
        return set_values(desk, period=preview.period, cells=edits, action="paste_cells")
    typed = [CellEdit(cell.task_id, cell.field, cell.text) for cell in cells]
    return set_cells(desk, period=preview.period, cells=typed, action="paste_cells")


def copy_cells(
    desk: Desk,
    *,
    period: str,
    ids: Sequence[str],
    fields: Sequence[str],
    header: bool = False,
    grid: Grid = Grid.TASKS,
) -> Copied:
    """These rows' cells for the clipboard. Besides the grid's own, ``fields`` may be any text of the row ("number",
    "name", "lead", "deadline"): a block copied with "number" and "name" comes back by name.

    Raises:
        Refused: not a month.
    """
    work = _Tasks(desk, period, ids) if grid is Grid.TASKS else _Values(desk, period, ids)
    block = [[_copied(work, row_id, name) for name in fields] for row_id in ids if row_id in work.ids()]
    if header:
        block.insert(0, [_column(name) for name in fields])
    return Copied(as_tsv(block), as_html(block, header=header))


def _copied(work: _Tasks | _Values, row_id: str, name: str) -> str:
    if isinstance(work, _Tasks):
        task: Task = work.rows.tasks[row_id]
        if name in work.fields:
            return month_cells.shown(work.rows.recorded(row_id), name)
        return str(getattr(task, name, ""))
    if name in work.fields:
        return value_cells.shown_value(work.rows.recorded(row_id), name)
    return str(getattr(work.rows.indicators[row_id], name, ""))


def _column(name: str) -> str:
    return _(LABELS[name]) if name in LABELS else _(_READ_ONLY.get(name, name))


_READ_ONLY: Mapping[str, str] = {
    "number": mark("TT"),
    "name": mark("Tên"),
    "lead": mark("Chủ trì"),
    "deadline": mark("Thời hạn"),
    "unit": mark("ĐVT"),
    "target": mark("Giao"),
}
