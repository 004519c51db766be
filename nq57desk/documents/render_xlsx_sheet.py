"""How a sheet is printed: A4, margins, one page wide, its header rows on each page, marks in the margins."""

from __future__ import annotations

import re

from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import Outline, PageSetupProperties, WorksheetProperties
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.documents.layout import Align, Layout, Orientation, PageNumber, Pages, Paragraph, TextStyle, plain
from nq57desk.documents.letters import tidy_for_xml

_A4 = 9
_INCH = 25.4
_SIDES = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "left"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\x00-\x1f]")
_LONGEST_TITLE = 31
_MOST_MARK = 80
"""Letters of a mark: Excel allows 255 for a whole header with its codes."""


def sheet_title(wanted: str, taken: set[str]) -> str:
    """A name that Excel allows, and that no other sheet of the workbook has."""
    plainest = " ".join(_FORBIDDEN.sub(" ", tidy_for_xml(wanted)).split()).strip("' ") or "Trang"
    name, n = plainest[:_LONGEST_TITLE].rstrip("' "), 2
    while name.casefold() in taken:
        tail = f" ({n})"
        name, n = plainest[: _LONGEST_TITLE - len(tail)] + tail, n + 1
    taken.add(name.casefold())
    return name


def set_up(sheet: Worksheet, layout: Layout, pages: Pages, *, first: bool) -> None:
    """Page, margins and marks; ``first``: its pages are counted from 1."""
    setup = sheet.page_setup
    setup.paperSize = _A4
    setup.orientation = "landscape" if pages.orientation is Orientation.LANDSCAPE else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties = WorksheetProperties(
        pageSetUpPr=PageSetupProperties(fitToPage=True), outlinePr=Outline(summaryBelow=False)
    )
    number = pages.number
    margins = pages.margins
    edge = layout.marks_from_edge
    sheet.page_margins = PageMargins(
        left=margins.left / _INCH,
        right=margins.right / _INCH,
        top=margins.top / _INCH,
        bottom=margins.bottom / _INCH,
        header=(number.from_top if number else edge) / _INCH,
        footer=edge / _INCH,
    )
    if first and number is not None:
        setup.firstPageNumber, setup.useFirstPageNumber = 1, True
    _set_marks(sheet, layout, number, hidden=first and number is not None and number.first_shown > 1)


def _set_marks(sheet: Worksheet, layout: Layout, number: PageNumber | None, *, hidden: bool) -> None:
    """The number from page 2 on; the draft's mark and the code at the foot on every page."""
    head, foot = (_marked(mark, layout.font) for mark in (layout.draft, layout.foot))
    first_head, first_foot = (_marked(mark, layout.font) for mark in (layout.draft, layout.foot))
    if number is not None:
        _put(head, "&P", number.style, layout.font)
    sheet.HeaderFooter = HeaderFooter(
        differentFirst=hidden,
        scaleWithDoc=False,
        alignWithMargins=True,
        oddHeader=head,
        oddFooter=foot,
        firstHeader=first_head,
        firstFooter=first_foot,
    )


def _marked(mark: Paragraph | None, font: str) -> HeaderFooterItem:
    item = HeaderFooterItem()
    if mark is not None:
        text = tidy_for_xml(plain(mark.runs)).replace("\n", " ")[:_MOST_MARK]
        _put(item, text.replace("&", "&&"), mark.style, font)
    return item


def _put(item: HeaderFooterItem, text: str, style: TextStyle, font: str) -> None:
    part = getattr(item, _SIDES[style.align])
    weight = "Bold" if style.bold else "Regular"
    part.text, part.size, part.font = text, round(style.size), f"{font},{weight}"
    part.color = "000000"
