"""WordprocessingML, element by element: paragraphs, runs, rules. Text goes in as text, never as markup.

Word's lengths are twips (1/20 pt), widths of lines eighths of a point, type sizes half points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.etree import _Element

from nq57desk.documents.layout import Align, Box, Paragraph, Runs, TextStyle
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.measuring import even_room, line_widths

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
JUSTIFIED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
SINGLE = 1.15
"""Word's single spacing in Times New Roman, as a multiple of the type size."""
_LINE = 240
"""What Word calls single spacing."""
_MM_PER_PT = 25.4 / 72
_EVEN_SLACK = 0.6
"""mm over the least room for even lines, so that no rounding breaks them elsewhere."""
_BLANK_SLACK = 0.45
"""mm more for each fixed space of an open blank: word processors draw them of differing widths."""


@cache
def name(tag: str) -> str:
    """The qualified name of "w:…" written without its prefix."""
    return _W + tag


def twips(mm: float) -> int:
    """Millimetres as twips."""
    return round(mm * 1440 / 25.4)


def points(pt: float) -> int:
    """Points as twips."""
    return round(pt * 20)


def add(parent: _Element, tag: str, **attributes: str | int) -> _Element:
    """A new last child "w:tag" with attributes "w:…"."""
    return etree.SubElement(parent, name(tag), {name(key): str(value) for key, value in attributes.items()})


def add_spacing(properties: _Element, style: TextStyle, *, before: float, after: float) -> None:
    """Spaces above and below in points, and the line pitch as the style has it."""
    if style.exact:
        pitch, kind = points(style.size * style.leading), "exact"
    else:
        pitch, kind = round(_LINE * style.leading / SINGLE), "auto"
    add(properties, "spacing", before=points(before), after=points(after), line=pitch, lineRule=kind)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands and what is added to its style there.

    ``width``: mm; ``style_id``: its style in Word; ``below``: points added under it; ``above``: points instead of its
    style's space before; ``keep``: it stays with what follows; ``new_page``: it begins a page; ``align``: not the
    style's own.
    """

    width: float
    style_id: str
    below: float = 0.0
    above: float | None = None
    keep: bool = False
    new_page: bool = False
    align: Align | None = None


def add_paragraph(parent: _Element, paragraph: Paragraph, place: Place) -> _Element:
    """The paragraph, and its rule as a paragraph of its own without text; the last of both."""
    style = paragraph.style
    rule = paragraph.rule
    element = add(parent, "p")
    properties = add(element, "pPr")
    add(properties, "pStyle", val=place.style_id)
    if (place.keep or rule is not None) and not style.keep_with_next:
        add(properties, "keepNext")
    if place.new_page:
        add(properties, "pageBreakBefore")
    if paragraph.box is not None:
        _frame(properties, style, paragraph.box)
    above = style.before if place.above is None else place.above
    below = style.after + place.below if rule is None else 0.0
    if (above, below) != (style.before, style.after):
        add_spacing(properties, style, before=above, after=below)
    room = place.width - style.indent
    if paragraph.box is not None:
        side = max((room - paragraph.box.width) / 2, 0.0)
        add(properties, "ind", left=twips(style.indent + side), right=twips(side))
    else:
        _even(properties, paragraph, room)
    if place.align is not None and place.align is not style.align:
        add(properties, "jc", val=JUSTIFIED[place.align])
    add_runs(element, paragraph.runs)
    return element if rule is None else _add_rule(parent, paragraph, place)


def _frame(properties: _Element, style: TextStyle, box: Box) -> None:
    """Borders on all four sides, as far from the line as the box is higher than it."""
    free = (box.height / _MM_PER_PT - style.size * style.leading) / 2
    borders = add(properties, "pBdr")
    for side in ("top", "left", "bottom", "right"):
        space = max(round(free), 0) if side in ("top", "bottom") else 0
        color = style.color or "000000"
        add(borders, side, val="single", sz=max(round(box.thickness * 8), 2), space=space, color=color)


def _even(properties: _Element, paragraph: Paragraph, room: float) -> None:
    """Indents at both sides that break a centred heading into even lines."""
    style = paragraph.style
    blanks = sum(run.text.count("\u00a0") for run in paragraph.runs)
    free = room - even_room(paragraph.runs, style, room) - _EVEN_SLACK - _BLANK_SLACK * blanks
    if style.align is Align.CENTER and free > _EVEN_SLACK:
        add(properties, "ind", left=twips(style.indent + free / 2), right=twips(free / 2))


def _add_rule(parent: _Element, paragraph: Paragraph, place: Place) -> _Element:
    """A line drawn as the border of an empty paragraph, whose indents leave it the rule's length."""
    style, rule = paragraph.style, paragraph.rule
    assert rule is not None
    room = place.width - style.indent
    widest = max(line_widths(paragraph.runs, style, even_room(paragraph.runs, style, room)))
    side = max((room - rule.share * widest) / 2, 0.0)
    element = add(parent, "p")
    properties = add(element, "pPr")
    if place.keep or style.keep_with_next:
        add(properties, "keepNext")
    borders = add(properties, "pBdr")
    add(borders, "bottom", val="single", sz=max(round(rule.thickness * 8), 2), space=0, color="000000")
    below = rule.gap + style.after + place.below
    add(properties, "spacing", before=0, after=points(below), line=points(rule.gap), lineRule="exact")
    add(properties, "ind", left=twips(style.indent + side), right=twips(side))
    return element


def add_spacer(parent: _Element, height: float, *, new_page: bool = False, keep: bool = False) -> _Element:
    """An empty paragraph of this many points, where Word wants one between or after tables."""
    element = add(parent, "p")
    properties = add(element, "pPr")
    if keep:
        add(properties, "keepNext")
    if new_page:
        add(properties, "pageBreakBefore")
    add(properties, "spacing", before=0, after=0, line=max(points(height), 20), lineRule="exact")
    add(add(properties, "rPr"), "sz", val=2)
    return element


def add_runs(paragraph: _Element, runs: Runs) -> None:
    """The letters in their weights; a typed line end is a line break."""
    for run in runs:
        element = add(paragraph, "r")
        if run.bold is not None or run.italic is not None:
            _add_weights(add(element, "rPr"), run.bold, run.italic)
        add_lines(element, tidy_for_xml(run.text).split("\n"))


def _add_weights(properties: _Element, bold: bool | None, italic: bool | None) -> None:
    for value, tags in ((bold, ("b", "bCs")), (italic, ("i", "iCs"))):
        for tag in tags if value is not None else ():
            if value:
                add(properties, tag)
            else:
                add(properties, tag, val=0)


def add_lines(run: _Element, lines: Sequence[str]) -> None:
    """Lines of letters inside a run."""
    for n, line in enumerate(lines):
        if n:
            add(run, "br")
        letters = etree.SubElement(run, name("t"))
        letters.text = line
        if line != line.strip() or "  " in line:
            letters.set(_SPACE, "preserve")


def add_field(paragraph: _Element, instruction: str, shown: str) -> None:
    """A field that Word fills in, with what stands there until then."""
    field = add(paragraph, "fldSimple", instr=f" {instruction} ")
    add_lines(add(field, "r"), [shown])
