"""The two columns at the head and at the end of a paper as rows of a sheet: line beside line, in joined cells.

Where one half has a tall piece (a name of three lines, the space to sign in), it covers as many rows as the
other half has pieces beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nq57desk.documents.layout import Band, Cell, Closing, Frame, Paragraph, Run
from nq57desk.documents.render_xlsx_grid import Grid
from nq57desk.documents.render_xlsx_rows import Line, Placed, SheetRow, box_lines, drawn, lines_height, rule_height

_LEVEL = 4.0
"""Points: pieces that differ by less stand in one row."""
_PT = 25.4 / 72


@dataclass(slots=True)
class _Piece:
    """A typed line, a rule or a space, with its height in points and the rows it covers."""

    height: float
    paragraph: Paragraph | None = None
    rule: bool = False
    row: int = 0
    rows: int = 1


def frame_rows(frame: Frame, grid: Grid) -> Iterator[SheetRow]:
    """The head of a paper."""
    left = [p for band in frame.bands for p in band.left]
    right = [p for band in frame.bands for p in band.right]
    halves = _Halves(grid, grid.split(frame.left_share, left, right))
    for band in frame.bands:
        yield from halves.band(band)


def closing_rows(closing: Closing, grid: Grid) -> Iterator[SheetRow]:
    """Recipients at the left, titles, the space to sign in and the name at the right."""
    recipients, signature = closing.recipients, closing.signature
    listed = (recipients.heading, *recipients.items) if recipients else ()
    named = (*signature.titles, signature.name) if signature else ()
    halves = _Halves(grid, grid.split(closing.left_share, listed, named))
    yield from halves.band(Band(listed, named), signature.space / _PT if signature else 0.0)


class _Halves:
    """Two halves of a sheet's columns, parted at ``split``."""

    def __init__(self, grid: Grid, split: int) -> None:
        self._grid = grid
        self._split = split
        self._edges = (0.0, grid.edges[split], grid.width)

    def band(self, band: Band, space: float = 0.0) -> list[SheetRow]:
        """What stands level; ``space``: points above the last piece at the right."""
        left, right = list(self._pieces(band.left, 0)), list(self._pieces(band.right, 1))
        if space and right:
            right.insert(-1, _Piece(space))
        rows = [SheetRow(height, keep=True) for height in _level(left, right)]
        for half, pieces in enumerate((left, right)):
            for piece in pieces:
                rows[piece.row] = self._with(rows[piece.row], piece, half)
        return rows

    def _pieces(self, column: Sequence[Paragraph], half: int) -> Iterator[_Piece]:
        """Each typed line for itself, so that both halves keep step, and the rule after its paragraph."""
        room = self._edges[half + 1] - self._edges[half]
        for paragraph in column:
            for line in _typed(paragraph):
                if line.box is None:
                    yield _Piece(lines_height(line.runs, line.style, room) + line.style.before, line)
                else:
                    yield from (_Piece(line.style.before), _Piece(line.box.height / _PT, line))
            if paragraph.rule is not None:
                yield _Piece(rule_height(paragraph), paragraph, rule=True)

    def _with(self, row: SheetRow, piece: _Piece, half: int) -> SheetRow:
        """The row with one more piece in it."""
        first, count = ((0, self._split), (self._split, self._grid.columns - self._split))[half]
        cells: tuple[Placed, ...] = row.cells
        lines: tuple[Line, ...] = row.lines
        if piece.paragraph is not None and piece.rule:
            lines = (*lines, drawn(piece.paragraph, self._edges[half], self._edges[half + 1]))
        elif piece.paragraph is not None and count:
            style = piece.paragraph.style
            content = Cell(piece.paragraph.runs)
            vertical = "bottom" if style.before and not piece.paragraph.box else "center"
            lines = (*lines, *box_lines(piece.paragraph, self._edges[half], self._edges[half + 1]))
            cells = (*cells, Placed(first, count, content, style, style.align, vertical, piece.rows))
        return SheetRow(row.height, cells, lines, keep=True)


def _typed(paragraph: Paragraph) -> Iterator[Paragraph]:
    if len(paragraph.runs) != 1 or paragraph.box is not None:
        yield replace(paragraph, rule=None)
        return
    (run,) = paragraph.runs
    for line in run.text.split("\n"):
        yield Paragraph((Run(line, run.bold, run.italic, run.field),), paragraph.style)


def _level(left: Sequence[_Piece], right: Sequence[_Piece]) -> list[float]:
    """The rows' heights; each piece learns where it begins and how many rows it covers."""
    heights: list[float] = []
    stacks = [list(left), list(right)]
    rest = [0.0, 0.0]
    while any(stacks) or any(rest):
        for half, stack in enumerate(stacks):
            if not rest[half] and stack:
                stack[0].row = len(heights)
                stack[0].rows = 0
                rest[half] = stack[0].height
        ahead = [height for height in rest if height]
        row = max(ahead) if max(ahead) - min(ahead) <= _LEVEL else min(ahead)
        heights.append(row)
        for half, stack in enumerate(stacks):
            if rest[half]:
                stack[0].rows += 1
                rest[half] = max(rest[half] - row, 0.0)
                if not rest[half]:
                    stack.pop(0)
    return heights
