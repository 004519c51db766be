"""A layout as a Word file: real styles, sections, fields and tables, so that it can be edited and printed there.

What a leader changes in Word stays in form: sizes and weights are styles, page numbers are fields, rules are
borders whose indents give their length, nothing is held in place by spaces. The same layout gives the same
bytes. Word makes the pages itself; a page number can only be hidden on the first page of its count.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Mm
from lxml.etree import _Element

from nq57desk.documents.layout import (
    Block,
    Closing,
    EndMark,
    Frame,
    Layout,
    Orientation,
    PageBreak,
    Pages,
    Paragraph,
    Picture,
    Table,
)
from nq57desk.documents.packing import without_clock
from nq57desk.documents.render_docx_columns import write_closing, write_frame
from nq57desk.documents.render_docx_margins import write_margins
from nq57desk.documents.render_docx_package import Styles, empty_document
from nq57desk.documents.render_docx_tables import DataTable
from nq57desk.documents.render_docx_xml import Place, add, add_paragraph, add_spacer, name
from nq57desk.documents.written import Written
from nq57desk.monitor import Monitor


def render_docx(layout: Layout, *, monitor: Monitor | None = None) -> Written:
    """Write the layout; the monitor hears of each block and of rows by the hundred.

    Raises:
        Cancelled: the monitor was cancelled.
    """
    document = empty_document(layout)
    styles = Styles(document, layout.font)
    body: _Element = document.element.body
    (properties,) = body
    body.remove(properties)
    for n, pages in enumerate(layout.pages):
        _Writer(body, pages, styles, monitor or Monitor()).write()
        if n + 1 < len(layout.pages):
            _break_section(body)
    body.append(properties)
    _set_up_sections(document, layout, styles)
    saved = io.BytesIO()
    document.save(saved)
    return Written(without_clock(saved.getvalue()))


def _break_section(body: _Element) -> None:
    """The section ends with its last paragraph; after a table Word wants one."""
    last = body[-1] if len(body) and body[-1].tag == name("p") else add_spacer(body, 1.0)
    properties = last.find(name("pPr"))
    if properties is None:
        raise ValueError("a paragraph without properties")
    add(properties, "sectPr")


def _set_up_sections(document: WordDocument, layout: Layout, styles: Styles) -> None:
    for n, (section, pages) in enumerate(zip(document.sections, layout.pages, strict=True)):
        first = n == 0 or pages.restart
        _set_up_sheet(section, pages)
        if first:
            _restart(section._sectPr)
        write_margins(section, layout, pages, styles, first=first)


def _set_up_sheet(section: Section, pages: Pages) -> None:
    sides = sorted((pages.width, pages.height))
    landscape = pages.orientation is Orientation.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in (reversed(sides) if landscape else sides))
    section.top_margin, section.bottom_margin = Mm(pages.margins.top), Mm(pages.margins.bottom)
    section.left_margin, section.right_margin = Mm(pages.margins.left), Mm(pages.margins.right)
    section.gutter = Mm(0)
    for tag in ("docGrid", "cols"):
        for element in section._sectPr.findall(name(tag)):
            section._sectPr.remove(element)


def _restart(properties: _Element) -> None:
    """Count pages from 1; the element stands right behind the page's margins."""
    number = add(properties, "pgNumType", start=1)
    margins = properties.find(name("pgMar"))
    if margins is not None:
        margins.addnext(number)


class _Writer:
    """Writes one run of pages into the document's body."""

    def __init__(self, body: _Element, pages: Pages, styles: Styles, monitor: Monitor) -> None:
        sides = sorted((pages.width, pages.height), reverse=pages.orientation is Orientation.LANDSCAPE)
        self._width = sides[0] - pages.margins.left - pages.margins.right
        self._height = sides[1] - pages.margins.top - pages.margins.bottom
        self._body = body
        self._pages = pages
        self._styles = styles
        self._monitor = monitor
        self._fresh = True
        self._turn = False
        self._after_table = False
        self._gap = 0.0

    def write(self) -> None:
        """Each block with what must be known of the one after it."""
        blocks = self._pages.blocks
        for n, block in enumerate(blocks):
            self._monitor.report(n, len(blocks), "docx")
            self._block(block, blocks[n + 1 :])
        if self._after_table or not blocks or self._turn:
            add_spacer(self._body, 1.0, new_page=self._turn)

    def _block(self, block: Block, rest: Sequence[Block]) -> None:
        if isinstance(block, PageBreak):
            self._fresh = self._turn = True
            return
        if isinstance(block, Picture):
            block = block.words
        keep = bool(rest) and isinstance(rest[0], EndMark | Closing)
        if isinstance(block, Paragraph | EndMark):
            self._paragraph(block if isinstance(block, Paragraph) else block.paragraph, rest, keep=keep)
        else:
            self._table(block, keep=keep)
        self._after_table = not isinstance(block, Paragraph | EndMark)
        self._gap = block.style.after if isinstance(block, Table) else 0.0
        self._fresh = False

    def _paragraph(self, paragraph: Paragraph, rest: Sequence[Block], *, keep: bool) -> None:
        """Space before is left out at the top of a page; the space before a table is space after this paragraph."""
        below = rest[0].style.before if rest and isinstance(rest[0], Table) else 0.0
        above = 0.0 if self._fresh else paragraph.style.before + self._gap if self._gap else None
        key = self._styles.of(paragraph.style)
        place = Place(self._width, key, below, above, keep, self._turn)
        add_paragraph(self._body, paragraph, place)
        self._turn = False

    def _table(self, block: Frame | Table | Closing, *, keep: bool) -> None:
        if self._after_table or self._turn:
            before = block.style.before if isinstance(block, Table) and not self._fresh else max(self._gap, 1.0)
            add_spacer(self._body, before, new_page=self._turn, keep=isinstance(block, Closing))
            self._turn = False
        match block:
            case Frame():
                write_frame(self._body, block, self._styles, self._width)
            case Closing():
                write_closing(self._body, block, self._styles, self._width)
            case Table():
                table = DataTable(block, self._styles, self._width, self._height)
                table.write(self._body, self._monitor, keep_last=keep)
