"""What stands in a layout: its words by style, its frame, its end, what it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from nq57desk.documents.layout import (
    Block,
    Closing,
    EndMark,
    Frame,
    Layout,
    Paragraph,
    plain,
)


def paragraphs_of(layout: Layout, part: int = 0) -> list[Paragraph]:
    """The paragraphs of one run of pages, without those of its frame and end."""
    return [block for block in layout.pages[part].blocks if isinstance(block, Paragraph)]


def words_of(layout: Layout, style: str, part: int = 0) -> list[str]:
    """Their words in one style."""
    return [plain(p.runs) for p in paragraphs_of(layout, part) if p.style.name == style]


def frame_of(layout: Layout, part: int = 0) -> Frame:
    """The letterhead of a run of pages."""
    return next(block for block in layout.pages[part].blocks if isinstance(block, Frame))


def framed(layout: Layout, style: str) -> list[str]:
    """The words of the first letterhead in one style."""
    bands = frame_of(layout).bands
    return [plain(p.runs) for band in bands for p in (*band.left, *band.right) if p.style.name == style]


def closing_of(layout: Layout) -> Closing:
    """The end of the first run of pages."""
    (closing,) = [block for block in layout.pages[0].blocks if isinstance(block, Closing)]
    return closing


def fields_of(layout: Layout) -> set[str]:
    """What the layout asks for."""
    return {run.field for p in _every_paragraph(layout) for run in p.runs if run.field}


def _every_paragraph(layout: Layout) -> Iterator[Paragraph]:
    for pages in layout.pages:
        for block in pages.blocks:
            yield from _in_block(block)


def _in_block(block: Block) -> Iterator[Paragraph]:
    match block:
        case Paragraph():
            yield block
        case EndMark():
            yield block.paragraph
        case Frame():
            yield from (p for band in block.bands for p in (*band.left, *band.right))
        case Closing():
            yield from block.recipients.items if block.recipients else ()
            yield from (*block.signature.titles, block.signature.name) if block.signature else ()
