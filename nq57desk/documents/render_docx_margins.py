"""What stands in a Word page's margins: its number, the draft's mark, the code at the foot."""

from __future__ import annotations

from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from lxml.etree import _Element

from nq57desk.documents.layout import Align, Layout, Orientation, PageNumber, Pages, Paragraph
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.render_docx_package import Styles
from nq57desk.documents.render_docx_xml import add, add_field, add_lines, twips

_TABS = {Align.CENTER: "center", Align.RIGHT: "right"}
_PLACES = (Align.LEFT, Align.CENTER, Align.RIGHT)


def write_margins(section: Section, layout: Layout, pages: Pages, styles: Styles, *, first: bool) -> None:
    """Header and footer of a section; ``first``: its count begins here, so its first page can go without a number."""
    number = pages.number
    hidden = first and number is not None and number.first_shown > 1
    section.different_first_page_header_footer = hidden
    section.header_distance = Mm(number.from_top if number else layout.marks_from_edge)
    section.footer_distance = Mm(layout.marks_from_edge)
    long, short = max(pages.width, pages.height), min(pages.width, pages.height)
    sheet = long if pages.orientation is Orientation.LANDSCAPE else short
    width = sheet - pages.margins.left - pages.margins.right
    _write_header(section.header, layout.draft, number, styles, width)
    _write_footer(section.footer, layout.foot, styles)
    if hidden:
        _write_header(section.first_page_header, layout.draft, None, styles, width)
        _write_footer(section.first_page_footer, layout.foot, styles)


def _emptied(part: _Header | _Footer) -> _Element:
    """The part's own element without the paragraph that it comes with."""
    part.is_linked_to_previous = False
    element: _Element = part._element
    for child in list(element):
        element.remove(child)
    return element


def _write_header(
    part: _Header, draft: Paragraph | None, number: PageNumber | None, styles: Styles, width: float
) -> None:
    """One line: the draft's mark at its side and the number in the middle, by tab stops."""
    element = _emptied(part)
    paragraph = add(element, "p")
    properties = add(paragraph, "pPr")
    style = number.style if number else draft.style if draft else None
    if style is not None:
        add(properties, "pStyle", val=styles.of(style))
    if style is None or draft is None:
        if number:
            add_field(paragraph, "PAGE", "2")
        return
    _add_tabs(properties, width)
    if style.align is not Align.LEFT:
        add(properties, "jc", val="left")
    align = draft.style.align if draft.style.align in _PLACES else Align.LEFT
    for place in _PLACES:
        if place in _TABS:
            add(add(paragraph, "r"), "tab")
        if place is align:
            _add_mark(paragraph, draft)
        if number and place is number.style.align:
            add_field(paragraph, "PAGE", "2")


def _add_tabs(properties: _Element, width: float) -> None:
    tabs = add(properties, "tabs")
    add(tabs, "tab", val=_TABS[Align.CENTER], pos=twips(width / 2))
    add(tabs, "tab", val=_TABS[Align.RIGHT], pos=twips(width))


def _add_mark(paragraph: _Element, draft: Paragraph) -> None:
    """The mark in a box; its weight and size stand in the run, because the line's style is the number's."""
    for run in draft.runs:
        element = add(paragraph, "r")
        properties = add(element, "rPr")
        bold = draft.style.bold if run.bold is None else run.bold
        italic = draft.style.italic if run.italic is None else run.italic
        add(properties, "b", val=int(bold))
        add(properties, "i", val=int(italic))
        add(properties, "sz", val=round(2 * draft.style.size))
        add(properties, "bdr", val="single", sz=6, space=2, color="000000")
        add_lines(element, tidy_for_xml(run.text).split("\n"))


def _write_footer(part: _Footer, foot: Paragraph | None, styles: Styles) -> None:
    element = _emptied(part)
    paragraph = add(element, "p")
    properties = add(paragraph, "pPr")
    if foot is None:
        return
    add(properties, "pStyle", val=styles.of(foot.style))
    for run in foot.runs:
        add_lines(add(paragraph, "r"), tidy_for_xml(run.text).split("\n"))
