"""The cells of a copied block, from the two forms in which Word and Excel put it on the clipboard.

Decides that the plain text counts where both forms have the same rows and columns, because it is what the person saw;
that the HTML counts where they differ, because Word's plain text breaks a cell with several lines into several rows;
and that places covered by a merged cell are no empty cells: they leave the grid's cells as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.domain.pasting import Block, without_empty_end
from nq57desk.errors import Refused, refuse
from nq57desk.importing.html import read_html
from nq57desk.importing.limits import ORDINARY
from nq57desk.importing.reading import RawTable
from nq57desk.importing.text import records


def read_block(text: str, html: str = "") -> Block:
    """The cells of a copied block: quoted cells keep their line breaks, empty rows at the end fall out.

    Raises:
        Refused: nothing is there, or more than a grid can take.
    """
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    table = _table(html) if html.strip() else None
    if not plain.strip() and table is None:
        raise refuse("pasting.nothing")
    told = _of_text(plain)
    if table is None:
        return without_empty_end(told)
    marked = [[None if cell is None else cell.text for cell in row.cells] for row in table.rows]
    return without_empty_end(_covered(told, marked) if _same_shape(told, marked) else marked)


def _of_text(plain: str) -> list[list[str]]:
    block: list[list[str]] = []
    for record in records(plain, "\t"):
        if len(block) >= ORDINARY.rows or len(record) > ORDINARY.columns:
            raise refuse("pasting.too_large", rows=len(block) + 1, columns=len(record))
        block.append(record)
    return list(without_empty_end_of(block))


def without_empty_end_of(block: Sequence[list[str]]) -> Sequence[list[str]]:
    """The rows without the one empty row that a last line break leaves."""
    return block[:-1] if len(block) > 1 and block[-1] == [""] else block


def _table(html: str) -> RawTable | None:
    """The one table of the HTML; None where there is none, several, or too much of it for a grid."""
    try:
        tables = [block for block in read_html(html).blocks if isinstance(block, RawTable)]
    except Refused:
        return None
    return tables[0] if len(tables) == 1 else None


def _same_shape(told: Sequence[Sequence[str]], marked: Sequence[Sequence[str | None]]) -> bool:
    return [len(row) for row in told] == [len(row) for row in marked]


def _covered(told: Sequence[Sequence[str]], marked: Sequence[Sequence[str | None]]) -> Block:
    """The plain text's cells, with the places that merged cells cover."""
    return [
        [None if place is None and not text.strip() else text for text, place in zip(texts, places, strict=True)]
        for texts, places in zip(told, marked, strict=True)
    ]
