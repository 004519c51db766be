"""Layouts told as text, and compared with the text that was kept (``NQ57_UPDATE_SNAPSHOTS=1`` keeps it anew)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from nq57desk.documents.layout import (
    Block,
    Cell,
    Closing,
    EndMark,
    Frame,
    Layout,
    PageBreak,
    Pages,
    Paragraph,
    Table,
    plain,
)

_FOLDER = Path(__file__).parent / "snapshots"


def assert_kept(name: str, layout: Layout) -> None:
    """The layout is told as it was when it was last kept."""
    kept = _FOLDER / f"{name}.txt"
    told = "\n".join(tell(layout)) + "\n"
    if os.environ.get("NQ57_UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")


def tell(layout: Layout) -> Iterator[str]:
    """Every block with its style, sizes and words."""
    yield f"title: {layout.title} | author: {layout.author} | {layout.language} | {layout.font}"
    for name, mark in (("draft", layout.draft), ("foot", layout.foot)):
        yield f"{name}: {_paragraph(mark) if mark else '-'}"
    for pages in layout.pages:
        yield _pages(pages)
        for block in pages.blocks:
            yield from _block(block)


def _pages(pages: Pages) -> str:
    margins = pages.margins
    return f"pages: {pages.orientation} {margins.top}/{margins.bottom}/{margins.left}/{margins.right} {pages.restart}"


def _paragraph(paragraph: Paragraph) -> str:
    style = paragraph.style
    weight = "b" * style.bold + "i" * style.italic + "u" * style.underline
    rule = f" rule {paragraph.rule.share}" if paragraph.rule else ""
    box = f" box {paragraph.box.width}x{paragraph.box.height} {style.color}" if paragraph.box else ""
    words = "".join(f"<{run.field}>" if run.field else run.text for run in paragraph.runs).replace("\n", " | ")
    return f"{style.name} {style.size}{weight} {style.align}{rule}{box}: {words}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Frame():
            for band in block.bands:
                yield from (f"  left  {_paragraph(paragraph)}" for paragraph in band.left)
                yield from (f"  right {_paragraph(paragraph)}" for paragraph in band.right)
        case Paragraph():
            yield f"  {_paragraph(block)}"
        case EndMark():
            yield f"  end {_paragraph(block.paragraph)}"
        case Table():
            yield f"  table {block.style.text.size} " + " ".join(f"{c.width}{c.align[0]}" for c in block.columns)
            yield from (f"    {row.kind}: " + " | ".join(map(_cell, row.cells)) for row in (*block.header, *block.rows))
        case Closing():
            yield from (f"  closing {_paragraph(paragraph)}" for paragraph in _closing(block))
        case PageBreak():
            yield "  page break"


def _closing(closing: Closing) -> Iterator[Paragraph]:
    if closing.recipients:
        yield from (closing.recipients.heading, *closing.recipients.items)
    if closing.signature:
        yield from (*closing.signature.titles, closing.signature.name)


def _cell(cell: Cell) -> str:
    span = f"[{cell.column_span}x{cell.row_span}]" if cell.column_span + cell.row_span > 2 else ""
    return plain(cell.runs) + span
