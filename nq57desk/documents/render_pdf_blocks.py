"""Paragraphs and frames set into lines, and how they flow over pages.

A block knows how much room its beginning needs, so that a heading never ends a page and what must stay
together does. A rule below a heading is a drawn line, centred, a share of the widest line of its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from nq57desk.documents.layout import Align, Band, Closing, Frame, Paragraph, Picture, TextStyle, plain
from nq57desk.documents.render_pdf_fonts import ASCENT, LINE, Faces
from nq57desk.documents.render_pdf_sheet import MM, Sheet, aligned
from nq57desk.documents.render_pdf_text import Line, spaces, wrap_runs

_ORPHANS = 2
_EVENED = 8
"""Centred paragraphs of more lines than this are text, no heading."""
_EVEN_ENOUGH = 4.0


class Placed(Protocol):
    """A block whose lines are broken for its width."""

    least: float
    """Points its beginning needs on a page."""
    height: float
    """Points it takes where it is not split."""
    keep_with_next: bool
    stays_with_last: bool
    """It never begins a page alone: the end of what is before comes along."""

    def draw(self, sheet: Sheet, tail: float) -> None:
        """Write it, turning pages as needed; ``tail`` points must fit below its end on the same page."""


class SetParagraph:
    """A paragraph in lines."""

    stays_with_last = False

    def __init__(self, paragraph: Paragraph, faces: Faces, width: float) -> None:
        self.style = paragraph.style
        self.pitch = self.style.size * self.style.leading
        self._indent = self.style.indent * MM
        self._first = self.style.first_line * MM
        self.lines = self._broken(paragraph, faces, width - self._indent)
        self._title = plain(paragraph.runs)
        self._rule = paragraph.rule
        self._box = paragraph.box
        if paragraph.box is not None:
            self.pitch = paragraph.box.height * MM
        self._below = self.style.after
        if paragraph.rule is not None:
            self._below += 2 * paragraph.rule.gap + paragraph.rule.thickness
        self.keep_with_next = self.style.keep_with_next
        self.height = self.style.before + len(self.lines) * self.pitch + self._below
        together = len(self.lines) <= _ORPHANS + 1
        self.least = self.height if together else self.style.before + _ORPHANS * self.pitch

    def _broken(self, paragraph: Paragraph, faces: Faces, width: float) -> tuple[Line, ...]:
        """Its lines; centred ones as even as their number allows, so that no word is left alone on the last."""
        lines = wrap_runs(paragraph.runs, faces, self.style, width, self._first)
        if self.style.align is not Align.CENTER or not 1 < len(lines) <= _EVENED:
            return lines
        low, high = width / len(lines), width
        while high - low > _EVEN_ENOUGH:
            middle = (low + high) / 2
            narrower = wrap_runs(paragraph.runs, faces, self.style, middle, self._first)
            if len(narrower) > len(lines):
                low = middle
            else:
                high, lines = middle, narrower
        return lines

    def draw(self, sheet: Sheet, tail: float) -> None:
        """Line by line; never one line alone at a page's end or top."""
        if not sheet.fresh:
            sheet.y -= self.style.before
        if self.style.level:
            sheet.heading(self._title, self.style.level - 1)
        for n, line in enumerate(self.lines):
            left = len(self.lines) - n
            needed = self.pitch * (_ORPHANS if left == _ORPHANS else 1) + (tail if left <= _ORPHANS else 0.0)
            if needed > sheet.room and not sheet.fresh:
                sheet.next_page()
            self._line(sheet, line, n, sheet.left, sheet.right, sheet.y)
            sheet.y -= self.pitch
        self._draw_rule(sheet, sheet.left, sheet.right, sheet.y)
        sheet.y -= self._below

    def draw_at(self, sheet: Sheet, left: float, right: float, top: float) -> float:
        """Write it whole between two edges; the new top below it."""
        y = top - self.style.before
        for n, line in enumerate(self.lines):
            self._line(sheet, line, n, left, right, y)
            y -= self.pitch
        self._draw_rule(sheet, left, right, y)
        return top - self.height

    def _line(self, sheet: Sheet, line: Line, n: int, left: float, right: float, top: float) -> None:
        left += self._indent + (self._first if n == 0 else 0.0)
        x = aligned(left, right, line.width, self.style.align)
        gaps = sum(spaces(piece.text) for piece in line.pieces)
        stretch = 0.0
        if self.style.align is Align.JUSTIFY and not line.last and gaps:
            stretch = (right - left - line.width) / gaps
        baseline = top - (self.pitch - LINE * self.style.size) / 2 - ASCENT * self.style.size
        with sheet.colored(self.style.color):
            sheet.text(line, x, baseline, self.style.size, stretch)
            if self.style.underline:
                sheet.underline(x, x + line.width + stretch * gaps, baseline, self.style.size)
            if self._box is not None:
                width = self._box.width * MM
                edge = aligned(left, right, width, self.style.align)
                sheet.box(edge, top - self.pitch, width, self.pitch, self._box.thickness)

    def _draw_rule(self, sheet: Sheet, left: float, right: float, top: float) -> None:
        if self._rule is not None:
            half = self._rule.share * max(line.width for line in self.lines) / 2
            middle, y = (left + right) / 2, top - self._rule.gap
            sheet.rules([(middle - half, y, middle + half, y)], self._rule.thickness)


class SetColumns:
    """Bands of two columns, never split: the head of a paper, or its end."""

    keep_with_next = False

    def __init__(
        self, bands: Sequence[Band], shares: tuple[float, float], faces: Faces, width: float, before: float = 0.0
    ) -> None:
        """``shares``: the left column's part of the width, and the padding in mm; ``before``: points above."""
        self._before = before
        self._split, self._padding = width * shares[0], shares[1] * MM
        widths = (self._split, width - self._split)
        self._bands = [
            tuple(
                [SetParagraph(paragraph, faces, wide - 2 * self._padding) for paragraph in column]
                for column, wide in zip((band.left, band.right), widths, strict=True)
            )
            for band in bands
        ]
        self.stays_with_last = False
        self.height = self.least = before + sum(max(map(_height, columns)) for columns in self._bands)

    def draw(self, sheet: Sheet, tail: float) -> None:
        """Both columns of each band from the same height; what no page holds flows as paragraphs."""
        if self.height > sheet.full:
            for paragraph in (p for columns in self._bands for column in columns for p in column):
                paragraph.draw(sheet, 0.0)
            return
        if self.height + tail > sheet.room and not sheet.fresh:
            sheet.next_page()
        if not sheet.fresh:
            sheet.y -= self._before
        edges = (sheet.left, sheet.left + self._split, sheet.right)
        for columns in self._bands:
            sheet.y = min(self._draw(sheet, column, *edges[n : n + 2]) for n, column in enumerate(columns))

    def _draw(self, sheet: Sheet, column: Sequence[SetParagraph], left: float, right: float) -> float:
        y = sheet.y
        for paragraph in column:
            y = paragraph.draw_at(sheet, left + self._padding, right - self._padding, y)
        return y


def _height(column: Sequence[SetParagraph]) -> float:
    return sum(paragraph.height for paragraph in column)


class SetClosing(SetColumns):
    """The end of a paper, on a page that has something of the text as well."""

    def __init__(self, closing: Closing, faces: Faces, width: float) -> None:
        shares = (closing.left_share, closing.padding)
        super().__init__((_closing_band(closing),), shares, faces, width, closing.before)
        self.stays_with_last = True


class SetEndMark(SetParagraph):
    """The mark at the end, on the page where the end is."""

    stays_with_last = True


class SetPicture:
    """A picture and its words, on one page; one larger than a page is made as small as the page is."""

    keep_with_next = False
    stays_with_last = False

    def __init__(self, picture: Picture, faces: Faces, width: float, page: float) -> None:
        self._picture = picture
        self._words = SetParagraph(picture.words, faces, width)
        wide, high = picture.width * MM, picture.height * MM
        spare = page - self._words.height - picture.before - picture.after
        share = min(1.0, width / wide, spare / high)
        self._size = (wide * share, high * share)
        self.height = self.least = picture.before + self._size[1] + self._words.height + picture.after

    def draw(self, sheet: Sheet, tail: float) -> None:
        """In the middle; what must stay with its end comes along."""
        if self.height + tail > sheet.room and not sheet.fresh:
            sheet.next_page()
        if not sheet.fresh:
            sheet.y -= self._picture.before
        width, height = self._size
        sheet.picture(self._picture.data, aligned(sheet.left, sheet.right, width, Align.CENTER), width, height)
        sheet.y = self._words.draw_at(sheet, sheet.left, sheet.right, sheet.y - height) - self._picture.after


def set_frame(frame: Frame, faces: Faces, width: float) -> SetColumns:
    """The head of a paper."""
    return SetColumns(frame.bands, (frame.left_share, frame.padding), faces, width)


def _closing_band(closing: Closing) -> Band:
    """Recipients at the left, titles, space and name at the right."""
    recipients, signature = closing.recipients, closing.signature
    left = (recipients.heading, *recipients.items) if recipients else ()
    right: tuple[Paragraph, ...] = ()
    if signature:
        right = (*signature.titles, _gap(signature.space, signature.name.style), signature.name)
    return Band(left, right)


def _gap(space: float, like: TextStyle) -> Paragraph:
    """An empty line as high as the space to sign in."""
    return Paragraph((), TextStyle("space", like.size, leading=space * MM / like.size))
