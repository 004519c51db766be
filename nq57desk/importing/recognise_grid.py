"""A raw table's rows with merged cells worked out: what stands where, and what a cell above reaches down to.

Decides nothing about meaning; it only turns the places that merged cells leave empty into texts and reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nq57desk.domain.problems import Place
from nq57desk.importing.reading import RawCell, RawRow, RawTable

_NOTHING_ABOVE: Mapping[int, str] = {}
_NO_SPANS: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as texts by column ("" where no cell begins).

    ``from_above`` holds the texts of cells merged down into this row, ``spans`` the cells wider than one column.
    """

    texts: tuple[str, ...]
    place: Place
    from_above: Mapping[int, str] = field(default_factory=dict)
    spans: Mapping[int, int] = field(default_factory=dict)
    heights: Mapping[int, int] = field(default_factory=dict)
    bold: bool = False
    """Whether every text of the row is bold."""
    repeated_header: bool = False
    hidden: bool = False
    continues: bool | None = None
    opens_table: bool = False
    """Whether it is the first row of its table or page, or after the header once more: where a cut row goes on."""

    def filled(self) -> list[int]:
        """The columns in which a text begins."""
        return [at for at, text in enumerate(self.texts) if text]


def grid_rows(table: RawTable) -> Iterator[GridRow]:
    """The table's rows from top to bottom, each as wide as the table."""
    reaching: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(table.rows):
        cells = row.cells
        if not reaching and None not in cells and len(cells) == table.columns:
            simple = _simple_row(row, number == 0)
            if simple is not None:
                yield simple
                continue
        yield _merged_row(row, table.columns, reaching, number == 0)


def _simple_row(row: RawRow, first: bool) -> GridRow | None:
    """The row where no cell is merged; None when one is."""
    texts: list[str] = []
    bold = True
    for cell in row.cells:
        if cell is None or cell.row_span != 1 or cell.column_span != 1:
            return None
        texts.append(cell.text)
        bold = bold and (cell.bold or not cell.text)
    return GridRow(
        tuple(texts),
        row.place,
        _NOTHING_ABOVE,
        _NO_SPANS,
        _NO_SPANS,
        bold,
        row.repeated_header,
        row.hidden,
        row.continues,
        first,
    )


def _merged_row(row: RawRow, columns: int, reaching: dict[int, tuple[int, str]], first: bool) -> GridRow:
    from_above = {at: text for at, (_, text) in reaching.items()}
    for at, (left, text) in list(reaching.items()):
        if left > 1:
            reaching[at] = left - 1, text
        else:
            del reaching[at]
    own = {at: cell for at, cell in enumerate(row.cells[:columns]) if cell is not None}
    for at, cell in own.items():
        from_above.pop(at, None)
        if cell.row_span > 1:
            for column in range(at, min(at + cell.column_span, columns)):
                reaching[column] = cell.row_span - 1, cell.text if column == at else ""
    return GridRow(
        tuple(own[at].text if at in own else "" for at in range(columns)),
        row.place,
        from_above,
        {at: width for at, cell in own.items() if (width := _width(cell.column_span, at, own, columns)) > 1},
        {at: cell.row_span for at, cell in own.items() if cell.row_span > 1},
        all(cell.bold or not cell.text for cell in own.values()),
        row.repeated_header,
        row.hidden,
        row.continues,
        first,
    )


def _width(span: int, at: int, own: Mapping[int, RawCell], columns: int) -> int:
    """How far a cell really reaches: not over the table's edge, and not over another cell."""
    width = 1
    while width < span and at + width < columns and at + width not in own:
        width += 1
    return width
