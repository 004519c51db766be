"""The manual as a paper: a cover, the list of contents with its page numbers, each page of the manual from a new sheet.

The numbers of the pages are known only once it was rendered, so it is composed twice: first with numbers still open,
then with those that the renderer told. A number takes no more room than the open one, so nothing moves in between.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from nq57desk.documents.layout import (
    Align,
    Block,
    Cell,
    Column,
    Layout,
    Margins,
    Orientation,
    PageBreak,
    PageNumber,
    Pages,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Run,
    Runs,
    Table,
    TableStyle,
    TextStyle,
    cell,
    text,
)
from nq57desk.documents.manual_pages import Grid, Heading, Piece, Shot, Typed, Words, spans

_MARGINS = Margins(top=20.0, bottom=18.0, left=25.0, right=20.0)
_WIDTH = 165.0
"""Of the text, mm."""
_DOT = _WIDTH / 1200
"""Mm for a picture's dot: a window 1200 dots wide takes the whole width."""
_BODY = TextStyle("Manual", 11.5, leading=1.22, after=4.0)
_ITEM = replace(_BODY, name="Manual Item", indent=6.0, first_line=-3.45, after=3.0)
_STEP = replace(_ITEM, name="Manual Step", first_line=-5.05)
"""What stands before an item hangs out by its own width, so that the lines below stand under the first word."""
_TYPED = replace(_BODY, name="Manual Typed", indent=8.0, after=2.0, color="1F3A5F", size=10.5)
_SEEN = TextStyle("Manual Picture", 9.5, italic=True, align=Align.CENTER, before=3.0)
_HEADINGS = (
    TextStyle("Manual 1", 20.0, bold=True, level=1, after=8.0, keep_with_next=True, color="1F3A5F"),
    TextStyle("Manual 2", 14.0, bold=True, level=2, before=10.0, after=4.0, keep_with_next=True, color="1F3A5F"),
    TextStyle("Manual 3", 11.5, bold=True, level=3, before=6.0, after=2.0, keep_with_next=True),
)
_COVER = (
    TextStyle("Manual Cover 1", 34.0, bold=True, align=Align.CENTER, after=14.0, color="1F3A5F"),
    TextStyle("Manual Contents", 18.0, bold=True, after=10.0, color="1F3A5F"),
)
_COVER_ABOVE = Paragraph((), TextStyle("Manual Cover Above", 12.0, leading=16.0))
_COVER_TEXT = TextStyle("Manual Cover", 14.0, align=Align.CENTER, leading=1.3, after=8.0)
_CELL = TextStyle("Manual Table", 10.5, leading=1.15)
_GRID = TableStyle(_CELL, replace(_CELL, bold=True, name="Manual Table Header"), 1.6, 2.5, 0.5, before=4.0, after=8.0)
_CONTENTS = TableStyle(replace(_CELL, size=10.0), _CELL, 0.5, 0.7, 0.0)
_NUMBER = PageNumber(TextStyle("Manual Number", 11.0, align=Align.CENTER), 10.0)
_TOGETHER = 15
"""A table of no more rows stays on one page."""
_OPEN = "000"
_LISTED = 2
"""Headings down to this level are in the list of contents."""


def listed(pages: Sequence[Sequence[Piece]]) -> tuple[Heading, ...]:
    """The headings in the list of contents, in their order."""
    every = (piece for page in pages for piece in page)
    return tuple(piece for piece in every if isinstance(piece, Heading) and piece.level <= _LISTED)


def compose_manual(
    cover: Sequence[Piece],
    pages: Sequence[Sequence[Piece]],
    picture: Callable[[str], bytes],
    numbers: Sequence[int] = (),
) -> Layout:
    """The paper. ``picture`` gives a PNG file's bytes by its name; ``numbers`` the page of each heading ``listed``."""
    blocks: list[Block] = [_COVER_ABOVE]
    for piece in cover:
        if isinstance(piece, Heading) and piece.level > 1:
            blocks.append(PageBreak())
            blocks.append(text(piece.words, _COVER[1]))
        else:
            style = _COVER[0] if isinstance(piece, Heading) else _COVER_TEXT
            blocks.append(Paragraph(_runs(getattr(piece, "words", "")), style))
    blocks.append(_contents(listed(pages), numbers))
    for page in pages:
        blocks.append(PageBreak())
        blocks.extend(_page(page, picture))
    title = " – ".join(piece.words for piece in cover[:2] if isinstance(piece, Heading | Words))
    whole = Pages(Orientation.PORTRAIT, _MARGINS, tuple(blocks), _NUMBER)
    return Layout(title=title, pages=(whole,), author="NQ57 Desk")


def _contents(headings: Sequence[Heading], numbers: Sequence[int]) -> Table:
    shown = [str(number) for number in numbers] or [_OPEN] * len(headings)
    rows = tuple(_line(heading, number) for heading, number in zip(headings, shown, strict=True))
    return Table((Column(_WIDTH - 14.0), Column(14.0, Align.RIGHT)), (), rows, _CONTENTS)


def _line(heading: Heading, number: str) -> Row:
    first = heading.level == 1
    return Row((cell(heading.words if first else f"      {heading.words}", bold=first), cell(number, bold=first)))


def _page(page: Sequence[Piece], picture: Callable[[str], bytes]) -> Iterator[Block]:
    for piece in page:
        match piece:
            case Heading():
                yield Paragraph(_runs(piece.words), _HEADINGS[piece.level - 1])
            case Words():
                before = f"{piece.mark}  " if piece.mark else ""
                style = _BODY if not piece.mark else _ITEM if piece.mark == "•" else _STEP
                yield Paragraph((Run(before), *_runs(piece.words)), style)
            case Typed():
                yield text(piece.words, _TYPED)
            case Grid():
                yield _grid(piece)
            case Shot():
                yield _shot(piece, picture(piece.name))


def _runs(words: str) -> Runs:
    return tuple(Run(span.text, bold=span.bold or None, italic=span.typed or None) for span in spans(words))


def _grid(grid: Grid) -> Table:
    head, *rows = grid.rows
    width = len(head)
    columns = tuple(Column(float(share)) for share in _shares(grid))
    header = Row(tuple(cell(words, bold=True) for words in head), RowKind.HEADER)
    filled = [tuple(Cell(_runs(words)) for words in [*row, *[""] * width][:width]) for row in rows]
    together = len(filled) <= _TOGETHER
    last = len(filled) - 1
    body = tuple(Row(cells, keep_with_next=together and at < last) for at, cells in enumerate(filled))
    return Table(columns, (header,), body, _GRID)


def _shares(grid: Grid) -> list[int]:
    """A column by what its longest words need, none too narrow to be read."""
    longest = [max((len(row[at]) for row in grid.rows if at < len(row)), default=1) for at in range(len(grid.rows[0]))]
    return [min(max(letters, 12), 60) for letters in longest]


def _shot(shot: Shot, data: bytes) -> Picture:
    width, height = size_of(data)
    return Picture(data, width * _DOT, height * _DOT, text(shot.words, _SEEN), before=4.0, after=8.0)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in dots, as a PNG file's header says."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)
