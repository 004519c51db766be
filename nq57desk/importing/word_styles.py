"""What Word's styles say of a paragraph and of its runs: fonts, bold, italic, hidden, centred, numbered.

Decides by the chain document defaults, paragraph style, character style, direct formatting. Table styles are left
out: they never name a font of their own in the plans seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nq57desk.importing.ooxml import Element
from nq57desk.importing.word_names import W, child, switch, value


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks. ``font`` is the one of letters above ASCII, ``ascii_font`` of the others; "" if unknown."""

    font: str = ""
    ascii_font: str = ""
    bold: bool = False
    italic: bool = False
    hidden: bool = False


PLAIN = Look()


class Styles:
    """The styles part of a document; None for a document without one."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {style.get(W + "styleId") or "": style for style in found}
        ordinary = [style for style in found if style.get(W + "type") == "paragraph"]
        defaults = [style for style in ordinary if style.get(W + "default") in ("1", "true")]
        self._default = (defaults[0].get(W + "styleId") or "") if defaults else ""
        in_defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._first_look = changed(PLAIN, in_defaults)
        self._looks: dict[tuple[str, str], Look] = {}
        self._centred: dict[str, bool] = {}

    def look(self, paragraph_style: str | None, run_properties: Element | None) -> Look:
        """How a run looks in a paragraph of that style (None: the default style)."""
        style = value(run_properties, "rStyle") or ""
        key = (paragraph_style or self._default, style)
        if key not in self._looks:
            self._looks[key] = self._from_styles(*key)
        look = self._looks[key]
        return look if run_properties is None else changed(look, run_properties)

    def _from_styles(self, paragraph_style: str, character_style: str) -> Look:
        look = self._first_look
        for name in (paragraph_style, character_style):
            for style in reversed(list(self._chain(name))):
                look = changed(look, child(style, "rPr"))
        return look

    def _chain(self, name: str) -> Iterator[Element]:
        """The style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn") or ""

    def centred(self, paragraph_style: str | None) -> bool:
        """Whether paragraphs of that style stand in the middle."""
        name = paragraph_style or self._default
        if name not in self._centred:
            said = (value(child(style, "pPr"), "jc") for style in self._chain(name))
            self._centred[name] = next((jc for jc in said if jc), "") == "center"
        return self._centred[name]

    def numbering(self, paragraph_style: str | None) -> tuple[str | None, str | None, str]:
        """(number list, level, style that says so) of paragraphs of that style; the list is None if they have none."""
        for style in self._chain(paragraph_style or self._default):
            found = child(child(style, "pPr"), "numPr")
            if found is not None and value(found, "numId") is not None:
                return value(found, "numId"), value(found, "ilvl"), style.get(W + "styleId") or ""
        return None, None, ""


def changed(look: Look, properties: Element | None) -> Look:
    """The look after a ``w:rPr`` said what it changes."""
    if properties is None or not len(properties):
        return look
    fonts = child(properties, "rFonts")
    bold, italic, hidden = (switch(properties, name) for name in ("b", "i", "vanish"))
    return replace(
        look,
        font=look.font if fonts is None else fonts.get(W + "hAnsi") or look.font,
        ascii_font=look.ascii_font if fonts is None else fonts.get(W + "ascii") or look.ascii_font,
        bold=look.bold if bold is None else bold,
        italic=look.italic if italic is None else italic,
        hidden=look.hidden if hidden is None else hidden,
    )
