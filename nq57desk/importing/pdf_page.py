"""One PDF page as blocks: ruled tables, texts that stand side by side, and paragraphs, from top to bottom.

Decides which lines are a page's number, which stand in two columns without rules (letterheads and signatures do:
they become tables of one row, as Word has them), and where a paragraph ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.domain.problems import Place
from nq57desk.importing.pdf_columns import SideBySide, one_line, side_by_side
from nq57desk.importing.pdf_tables import RuledTable
from nq57desk.importing.pdf_words import PIECE_GAP, Frame, Line, Sign, goes_on, is_centred, join, lines_of
from nq57desk.importing.reading import RawCell, RawParagraph, RawRow, RawTable

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)
_INDENT = 8.0


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph with the lines it was put together from, so that the next page's first line can still join it."""

    text: str
    first: Line
    last: Line
    frame: Frame
    centred: bool

    def with_line(self, line: Line) -> TextParagraph:
        centred = self.centred or is_centred(line, self.frame)
        return replace(self, text=join(self.text, line.text), last=line, centred=centred)


Item = TextParagraph | SideBySide | RuledTable


@dataclass(frozen=True, slots=True)
class PageContents:
    """A page's blocks from top to bottom. ``number`` counts from 1."""

    number: int
    items: tuple[Item, ...] = field(default=())
    is_picture: bool = False
    """Whether the page is a picture without text to read."""


def page_contents(number: int, height: float, signs: Sequence[Sign], tables: Sequence[RuledTable]) -> PageContents:
    """The page's blocks; the signs are those outside the tables."""
    rows = _rows([line for line in lines_of(signs, PIECE_GAP) if not _is_page_number(line, height)])
    placed: list[tuple[float, Item]] = [(table.box[1], table) for table in tables]
    frame = _text_frame([line for row in rows for line in row], tables)
    for stretch in _between_tables(rows, tables):
        placed.extend(_text_items(stretch, frame))
    return PageContents(number, tuple(item for _, item in sorted(placed, key=lambda pair: pair[0])))


def _is_page_number(line: Line, height: float) -> bool:
    margin = 0.11 * height
    at_edge = line.bottom < margin or line.top > height - margin
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that overlap vertically by half, as rows from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        last = rows[-1][0] if rows else None
        if last is not None and min(last.bottom, line.bottom) - max(last.top, line.top) > 0.5 * min(
            last.height, line.height
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _text_frame(lines: Sequence[Line], tables: Sequence[RuledTable]) -> Frame:
    reach = [(line.x0, line.x1) for line in lines] + [(table.box[0], table.box[2]) for table in tables]
    return Frame(min((left for left, _ in reach), default=0), max((right for _, right in reach), default=0))


def _between_tables(rows: Sequence[list[Line]], tables: Sequence[RuledTable]) -> Iterator[list[list[Line]]]:
    """The rows of text parted by the tables between them."""
    tops = sorted(table.box[1] for table in tables)
    stretch: list[list[Line]] = []
    passed = 0
    for row in rows:
        above = sum(1 for top in tops if top < row[0].top)
        if above != passed:
            yield stretch
            stretch, passed = [], above
        stretch.append(row)
    yield stretch


def _text_items(rows: Sequence[list[Line]], frame: Frame) -> Iterator[tuple[float, Item]]:
    done = 0
    at = 0
    while at < len(rows):
        found = side_by_side(rows, done, at, frame)
        if found is None:
            at += 1
            continue
        start, end, pair = found
        yield from _paragraphs([one_line(row) for row in rows[done:start]], frame)
        yield rows[start][0].top, pair
        done = at = end
    yield from _paragraphs([one_line(row) for row in rows[done:]], frame)


def _paragraphs(lines: Sequence[Line], frame: Frame) -> Iterator[tuple[float, TextParagraph]]:
    current: TextParagraph | None = None
    for line in lines:
        if current is not None and _joins(current, line, frame):
            current = current.with_line(line)
            continue
        if current is not None:
            yield current.first.top, current
        current = TextParagraph(line.text, line, line, frame, is_centred(line, frame))
    if current is not None:
        yield current.first.top, current


def _joins(paragraph: TextParagraph, line: Line, frame: Frame) -> bool:
    before = paragraph.last
    if line.top - before.bottom > 1.1 * before.height or not goes_on(before, line, frame):
        return False
    if paragraph.centred or is_centred(line, frame):
        return _same_style(before, line) and (is_centred(line, frame) or line.x0 - frame.left < _INDENT)
    return line.x0 - frame.left < _INDENT or line.x0 <= before.x0 + 1 < paragraph.first.x0


def _same_style(line: Line, other: Line) -> bool:
    return line.bold == other.bold and line.italic == other.italic and abs(line.height - other.height) < 1


def continues_over_page(last: Item, first: Item) -> bool:
    """Whether a page's first paragraph goes on from the last one of the page before."""
    if not isinstance(last, TextParagraph) or not isinstance(first, TextParagraph) or last.centred or first.centred:
        return False
    same_page_form = abs(last.frame.width - first.frame.width) < 30
    return (
        same_page_form and first.first.x0 - first.frame.left < _INDENT and goes_on(last.last, first.first, last.frame)
    )


def raw_paragraph(paragraph: TextParagraph, place: Place) -> RawParagraph:
    """The paragraph as readers give it."""
    return RawParagraph(
        paragraph.text,
        place,
        bold=paragraph.first.bold and paragraph.last.bold,
        italic=paragraph.first.italic and paragraph.last.italic,
        centred=paragraph.centred,
        legacy=paragraph.first.legacy,
    )


def raw_pair(pair: SideBySide, place: Place) -> RawTable:
    """Two columns of text as a table of one row, as a letterhead is laid out in Word."""
    cells = tuple(
        RawCell(
            "\n".join(line.text for line in side),
            bold=all(line.bold for line in side),
            legacy=any(line.legacy for line in side),
        )
        for side in (pair.left, pair.right)
    )
    row = RawRow(cells, replace(place, row=1))
    return RawTable((row,), 2, place)
