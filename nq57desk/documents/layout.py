"""What a paper is made of: pages and blocks, the same for PDF, Word and Excel.

A layout is complete in itself: every size, weight and margin is in it, so that a renderer decides
nothing about form. All text is plain; bold and italic are runs, never markup. Lengths are
millimetres and type sizes points, unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Align(StrEnum):
    """How lines stand between their edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Orientation(StrEnum):
    """How the sheet is held."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class RowKind(StrEnum):
    """What a table's row is. Its weight is in its runs; Word and Excel make styles and outlines of the kind."""

    HEADER = "header"
    SECTION = "section"
    ITEM = "item"
    SUB_ITEM = "sub_item"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph looks. ``name`` becomes the style's name in Word; ``level`` 1 to 9 makes it a heading.

    ``leading`` is the line pitch as a multiple of the size (1.15 is single spacing in Times New Roman);
    ``before`` and ``after`` are points, ``first_line`` and ``indent`` millimetres. ``exact``: the pitch is kept
    whatever stands in the line. ``color``: six hexadecimal digits, "" for black.
    """

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: Align = Align.LEFT
    level: int = 0
    before: float = 0.0
    after: float = 0.0
    leading: float = 1.15
    first_line: float = 0.0
    indent: float = 0.0
    keep_with_next: bool = False
    underline: bool = False
    exact: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Some letters in one weight. None takes the style's; a newline starts a new line.

    ``field`` names the datum that is still missing where the run is a blank left open ("plan.number"):
    a preview marks its place, and a click there asks for it.
    """

    text: str
    bold: bool | None = None
    italic: bool | None = None
    field: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn below text, centred: ``share`` of the widest line's width; ``thickness`` and ``gap`` in points."""

    share: float
    thickness: float
    gap: float


@dataclass(frozen=True, slots=True)
class Box:
    """A frame of single lines around one line of text, in the text's colour: mm; ``thickness`` in points."""

    width: float
    height: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text, with a rule below where there is one, or in a box."""

    runs: Runs
    style: TextStyle
    rule: Rule | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """What stands level with one another at the left and at the right of a frame."""

    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The two columns at the head of a paper. ``left_share`` is the left one's part of the width; ``padding`` mm."""

    bands: tuple[Band, ...]
    left_share: float
    padding: float


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận: the heading and one paragraph for each."""

    heading: Paragraph
    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Powers and titles line by line, the space to sign in (mm), the name."""

    titles: tuple[Paragraph, ...]
    space: float
    name: Paragraph


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a paper: recipients at the left, the signature level with them at the right; never split.

    ``before``: points above both.
    """

    recipients: Recipients | None
    signature: Signature | None
    left_share: float
    padding: float
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class EndMark:
    """The mark "./." on a line of its own; it never begins a page alone."""

    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is relative to the other columns' (composers give millimetres)."""

    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and how many columns and rows it covers; ``row_span`` only in header rows.

    ``align`` None: the column's (in a header, the header style's). ``value``: the number or day that the runs
    print (a share for a percentage), for a format that keeps real ones (Excel); the runs say how it is shown.
    """

    runs: Runs = ()
    column_span: int = 1
    row_span: int = 1
    align: Align | None = None
    value: Decimal | date | int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells from left to right; a place covered from above has no cell of its own.

    ``keep_with_next``: the row never ends a page while its next row begins the following one.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.ITEM
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class TableStyle:
    """``padding_x`` is in mm; ``padding_y``, ``line`` (the rules' width, 0: none), ``before``, ``after`` in points."""

    text: TextStyle
    header: TextStyle
    padding_x: float
    padding_y: float
    line: float
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table over the whole width. The header's rows stand again at the top of each page."""

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    style: TableStyle


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (a PNG file's bytes) in the middle, framed by a thin line, its words below; never split.

    ``width`` and ``height`` in mm, ``before`` and ``after`` in points. Word and Excel keep the words only.
    """

    data: bytes
    width: float
    height: float
    words: Paragraph
    before: float = 0.0
    after: float = 0.0


Block = Paragraph | Frame | Table | Closing | EndMark | PageBreak | Picture


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres from the sheet's edges."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number in the top margin, ``from_top`` mm below the edge, from page ``first_shown`` of its count on."""

    style: TextStyle
    from_top: float
    first_shown: int = 2


@dataclass(frozen=True, slots=True)
class Pages:
    """A run of pages held one way, with their own count where ``restart`` is true."""

    orientation: Orientation
    margins: Margins
    blocks: tuple[Block, ...]
    number: PageNumber | None
    restart: bool = True
    width: float = 210.0
    """Of the sheet held upright, mm (A4)."""
    height: float = 297.0


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole paper. ``draft`` stands boxed in the top margin of each page, ``foot`` in the bottom margin.

    ``marks_from_edge`` is how far from the sheet's edge they stand.
    """

    title: str
    pages: tuple[Pages, ...]
    author: str = ""
    language: str = "vi"
    font: str = "Times New Roman"
    draft: Paragraph | None = None
    foot: Paragraph | None = None
    marks_from_edge: float = 10.0


def plain(runs: Runs) -> str:
    """The letters of the runs without their weight."""
    return "".join(run.text for run in runs)


def text(words: str, style: TextStyle, rule: Rule | None = None) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(words),), style, rule)


def cell(words: str, *, column_span: int = 1, align: Align | None = None, bold: bool | None = None) -> Cell:
    """A cell of one run."""
    return Cell((Run(words, bold),), column_span=column_span, align=align)
