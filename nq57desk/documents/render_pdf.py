"""A layout as a PDF file: ReportLab's canvas, our own flow of lines, rows and pages.

The same layout gives the same bytes. Fonts are embedded; the language is in the file; headings make
its outline. Letters that no shipped font has are drawn as "�" and reported.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from nq57desk.documents.layout import (
    Block,
    Closing,
    EndMark,
    Frame,
    Layout,
    PageBreak,
    Pages,
    Paragraph,
    Picture,
    Table,
)
from nq57desk.documents.render_pdf_blocks import Placed, SetClosing, SetEndMark, SetParagraph, SetPicture, set_frame
from nq57desk.documents.render_pdf_fonts import Faces
from nq57desk.documents.render_pdf_sheet import FieldPlace, HeadingPlace, Sheet
from nq57desk.documents.render_pdf_tables import SetTable
from nq57desk.domain.problems import Problem, problem
from nq57desk.monitor import Monitor


@dataclass(frozen=True, slots=True)
class Rendered:
    """The file, how many pages it has, what could not be drawn, where blanks were left open, where headings stand."""

    data: bytes
    pages: int
    problems: tuple[Problem, ...] = ()
    places: tuple[FieldPlace, ...] = ()
    headings: tuple[HeadingPlace, ...] = ()


def render_pdf(layout: Layout, *, monitor: Monitor | None = None) -> Rendered:
    """Write the layout; the monitor hears of each page.

    Raises:
        Cancelled: the monitor was cancelled.
    """
    with _collector_resting():
        sheet = Sheet(layout, monitor or Monitor())
        for pages in layout.pages:
            _render(pages, sheet)
        data = sheet.finish()
    return Rendered(data, sheet.total, _problems(sheet.faces), tuple(sheet.places), tuple(sheet.headings))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No garbage collection meanwhile: lines leave no cycles, and walking all rows again costs a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _problems(faces: Faces) -> tuple[Problem, ...]:
    if not faces.missing:
        return ()
    letters = sorted(faces.missing)
    named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)
    return (problem("documents.letters_missing", letters=named),)


def _render(pages: Pages, sheet: Sheet) -> None:
    sheet.begin(pages)
    blocks = [_placed(block, sheet) for block in pages.blocks]
    for n, block in enumerate(blocks):
        if block is None:
            sheet.next_page()
            continue
        needed = _start(blocks[n:])
        if not sheet.fresh and (needed if needed <= sheet.full else block.least) > sheet.room:
            sheet.next_page()
        block.draw(sheet, _tail(blocks[n + 1 :]))
    sheet.end()


def _start(blocks: Sequence[Placed | None]) -> float:
    """Points needed to begin with the first block: headings with what they head."""
    needed = 0.0
    for block in blocks:
        if block is None:
            return needed
        if not block.keep_with_next:
            return needed + block.least
        needed += block.height
    return needed


def _tail(blocks: Sequence[Placed | None]) -> float:
    """Points below a block for what must stay with its end."""
    needed = 0.0
    for block in blocks:
        if block is None or not block.stays_with_last:
            return needed
        needed += block.height
    return needed


def _placed(block: Block, sheet: Sheet) -> Placed | None:
    """The block in lines; None turns the page."""
    faces, width = sheet.faces, sheet.right - sheet.left
    match block:
        case Paragraph():
            return SetParagraph(block, faces, width)
        case Frame():
            return set_frame(block, faces, width)
        case Table():
            return SetTable(block, faces, width, sheet.full)
        case Closing():
            return SetClosing(block, faces, width)
        case EndMark():
            return SetEndMark(block.paragraph, faces, width)
        case Picture():
            return SetPicture(block, faces, width, sheet.full)
        case PageBreak():
            return None
