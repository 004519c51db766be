"""The page being written: where on it, what of it is filled, its number, its marks in the margins.

Text and rules are gathered as operators and handed to ReportLab's canvas once for each page. The
origin is the sheet's lower left corner, lengths are points.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from nq57desk.documents.layout import Align, Layout, Orientation, Pages, Paragraph, text
from nq57desk.documents.render_pdf_fonts import ASCENT, DESCENT, FACES, Face, Faces, font
from nq57desk.documents.render_pdf_text import Line, spaces, wrap_runs
from nq57desk.monitor import Monitor

rl_config.useA85 = 0  # pages as plain compressed bytes: a fifth smaller and faster than as printable letters
MM = 72 / 25.4
_BOX_PADDING = 2.5
_BOX_LINE = 0.75
_ABOVE_HEADING = 20.0
_PICTURE_LINE = 0.4
_UNDERLINE = (0.109, 0.049)
"""Place below the baseline and thickness, as shares of the size."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a blank stands: ``page`` from 1; the box in points from the sheet's lower left corner."""

    field: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A heading, its level from 1, and the number of the page it stands on."""

    title: str
    level: int
    page: int


class Sheet:
    """One document's pages, written one after another from top to bottom."""

    def __init__(self, layout: Layout, monitor: Monitor) -> None:
        self._layout = layout
        self._monitor = monitor
        self._file = io.BytesIO()
        font(FACES[0])
        self._canvas = _canvas(self._file, layout)
        self._describe()
        self.faces = Faces(self._canvas._doc)
        self.places: list[FieldPlace] = []
        self.headings: list[HeadingPlace] = []
        self.total = 0
        self._count = 0
        self._level = -1
        self._ops: list[str] = []
        self._pages: Pages
        self._current: tuple[Face, float] | None = None
        self.width = self.height = self.left = self.right = self.top = self.bottom = self.y = 0.0

    def _describe(self) -> None:
        self._canvas.setTitle(self._layout.title)
        self._canvas.setAuthor(self._layout.author)
        self._canvas.setSubject("")
        self._canvas.setCreator("NQ57 Desk")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def begin(self, pages: Pages) -> None:
        """Start a run of pages; its first page begins with it."""
        sides = (pages.width, pages.height)
        self.width, self.height = (side * MM for side in _turned(sides, pages.orientation))
        self.left = pages.margins.left * MM
        self.right = self.width - pages.margins.right * MM
        self.bottom = pages.margins.bottom * MM
        self.top = self.height - pages.margins.top * MM
        if pages.restart:
            self._count = 0
            self._canvas.addPageLabel(self.total, style="ARABIC", start=1)
        self._pages = pages
        self._open(pages)

    def _open(self, pages: Pages) -> None:
        self.total += 1
        self._count += 1
        self.y = self.top
        self._current = None
        self._canvas.setPageSize((self.width, self.height))
        self._margin_marks(pages)

    def end(self) -> None:
        """Close the page at hand."""
        self._canvas.addLiteral("\n".join(self._ops))
        self._ops = []
        self._canvas.showPage()
        self._monitor.report(self.total, 0, "pdf")

    def next_page(self) -> None:
        """Turn to the next page of this run."""
        self.end()
        self._open(self._pages)

    def finish(self) -> bytes:
        """The whole file."""
        self._canvas.save()
        return self._file.getvalue()

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.bottom

    @property
    def full(self) -> float:
        """Points an empty page offers."""
        return self.top - self.bottom

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y >= self.top

    def heading(self, title: str, level: int) -> None:
        """Enter a heading at this place into the outline, at most one level below the heading before."""
        self.headings.append(HeadingPlace(title, level + 1, self._count))
        self._level = min(level, self._level + 1)
        key = f"h{len(self.headings)}"
        self._canvas.bookmarkHorizontal(key, 0, self.y + _ABOVE_HEADING)
        self._canvas.addOutlineEntry(title, key, self._level)

    def text(self, line: Line, x: float, baseline: float, size: float, stretch: float = 0.0) -> None:
        """One line from ``x``; ``stretch`` points are added to each space."""
        ops = self._ops
        ops.append(f"BT {x:.2f} {baseline:.2f} Td")
        if stretch:
            ops.append(f"{stretch:.4f} Tw")
        for piece in line.pieces:
            self._use(piece.face, size)
            ops.append(piece.face.show(piece.text, size))
            if piece.field:
                self.places.append(FieldPlace(piece.field, self.total, x, baseline - size * DESCENT, piece.width, size))
            x += piece.width + stretch * spaces(piece.text)
        ops.append("0 Tw ET" if stretch else "ET")

    def lines(self, lines: Sequence[Line], xs: Sequence[float], baseline: float, pitch: float, size: float) -> None:
        """Lines of one piece each, ``pitch`` points apart, each from its own ``x``; the fast way for cells."""
        ops = self._ops
        at_x = at_y = 0.0
        ops.append("BT")
        for line, x in zip(lines, xs, strict=True):
            (piece,) = line.pieces
            self._use(piece.face, size)
            ops.append(f"{x - at_x:.3f} {baseline - at_y:.3f} Td {piece.face.show(piece.text, size)}")
            at_x, at_y = x, baseline
            baseline -= pitch
        ops.append("ET")

    def _use(self, face: Face, size: float) -> None:
        if self._current != (face, size):
            self._current = (face, size)
            self._ops.append(f"{face.resource} {size:g} Tf")

    def rules(self, segments: Sequence[tuple[float, float, float, float]], thickness: float) -> None:
        """Straight black lines (x1, y1, x2, y2)."""
        if segments and thickness:
            path = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in segments)
            self._ops.append(f"{thickness:g} w 2 J {path} S")

    def underline(self, left: float, right: float, baseline: float, size: float) -> None:
        """A line under letters, as the text font has it."""
        self.rules(
            [(left, baseline - _UNDERLINE[0] * size, right, baseline - _UNDERLINE[0] * size)], _UNDERLINE[1] * size
        )

    @contextmanager
    def colored(self, color: str) -> Iterator[None]:
        """What is written meanwhile has this colour (six hexadecimal digits); "" leaves it black."""
        if color:
            parts = " ".join(f"{int(color[n : n + 2], 16) / 255:.3g}" for n in (0, 2, 4))
            self._ops.append(f"{parts} rg {parts} RG")
        yield
        if color:
            self._ops.append("0 g 0 G")

    def box(self, x: float, y: float, width: float, height: float, thickness: float) -> None:
        """A rectangle's outline from its lower left corner."""
        self._ops.append(f"{thickness:g} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def picture(self, data: bytes, x: float, width: float, height: float) -> None:
        """A PNG picture below this place, with a thin line around it."""
        self._canvas.drawImage(ImageReader(io.BytesIO(data)), x, self.y - height, width, height)
        self.box(x, self.y - height, width, height, _PICTURE_LINE)

    def _margin_marks(self, pages: Pages) -> None:
        layout, number = self._layout, pages.number
        if number is not None and self._count >= number.first_shown:
            self._margin_line(text(str(self._count), number.style), number.from_top)
        if layout.draft is not None:
            self.box(*self._margin_line(layout.draft, layout.marks_from_edge), _BOX_LINE)
        if layout.foot is not None:
            lowest = self.height / MM - layout.marks_from_edge - layout.foot.style.size / MM
            self._margin_line(layout.foot, lowest)

    def _margin_line(self, words: Paragraph, from_top: float) -> tuple[float, float, float, float]:
        """Write one line ``from_top`` mm below the edge; the box around it."""
        style = words.style
        (line, *_) = wrap_runs(words.runs, self.faces, style, self.right - self.left)
        baseline = self.height - from_top * MM - ASCENT * style.size
        x = aligned(self.left, self.right, line.width, style.align)
        self.text(line, x, baseline, style.size)
        below = DESCENT * style.size + _BOX_PADDING / 2
        return x - _BOX_PADDING, baseline - below, line.width + 2 * _BOX_PADDING, style.size + 2 * _BOX_PADDING


def _canvas(file: io.BytesIO, layout: Layout) -> Any:
    """ReportLab's canvas; ``invariant`` leaves the clock out, so that the same paper is the same bytes.

    Its first font must be ours: any other would be named in the file without being embedded.
    """
    options: dict[str, Any] = {"initialFontName": FACES[0], "lang": layout.language}
    return Canvas(file, pageCompression=1, invariant=1, **options)


def _turned(sides: tuple[float, float], orientation: Orientation) -> tuple[float, float]:
    return (max(sides), min(sides)) if orientation is Orientation.LANDSCAPE else (min(sides), max(sides))


def aligned(left: float, right: float, width: float, align: Align) -> float:
    """Where a line of this width begins."""
    if align is Align.CENTER:
        return (left + right - width) / 2
    return right - width if align is Align.RIGHT else left
