"""The text of one Word paragraph as a reader of the paper sees it.

Decides what counts: tracked deletions, hidden text and field codes do not, tracked insertions and field results do;
a line break is a line break, a tab a space; signs of the Symbol and Wingdings fonts become the letters they show.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nq57desk.importing.legacy import encoding_of
from nq57desk.importing.ooxml import Element
from nq57desk.importing.word_names import M, W, child, children, value
from nq57desk.importing.word_styles import Look, Styles

_SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xAE: "→"}
_SYMBOL |= {0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xB7: "•", 0xD7: "·", 0x2D: "−", 0xA5: "∞", 0xDE: "⇒", 0xDB: "⇔"}
_WINGDINGS = {0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x72: "☐", 0x71: "☐", 0xE0: "→"}
_WINGDINGS |= {0xE8: "→", 0xF0: "→", 0xDF: "←", 0xD8: "➢", 0xA7: "▪", 0x6E: "■", 0x6C: "●", 0x76: "❖", 0x9F: "•"}
_PRIVATE = 0xF000
"""Word keeps letters of symbol fonts in the private area U+F020 to U+F0FF."""

_TEXT = {W + "t", M + "t"}
_FIXED = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\xad",  # the letter ư of TCVN3; elsewhere it falls out when the text is tidied
}
_DRAWINGS = {W + "drawing", W + "pict", W + "object"}
_RUNS = {W + "r", M + "r"}
_BOX = W + "txbxContent"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of visible text of one look; ``encoding`` is the legacy one that its font stands for."""

    text: str
    encoding: str | None = None
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class Seen:
    """What stands in a paragraph: its runs, the text boxes anchored in it, and what was left out."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: int = 0
    deleted: int = 0
    inserted: bool = False
    _fields: list[bool] = field(default_factory=list)
    """For each field open at this point, innermost last, whether its code (not yet its result) is being read."""

    def read(self, paragraph: Element, styles: Styles) -> None:
        """Add what stands in the paragraph."""
        self._fields.clear()
        style = value(child(paragraph, "pPr"), "pStyle")
        for element in children(paragraph):
            if element.tag in _RUNS:
                self._run(element, styles, style)
            elif element.tag in _DELETIONS:
                self.deleted += 1
        self.inserted = self.inserted or paragraph.find(f".//{W}ins") is not None

    def _run(self, run: Element, styles: Styles, style: str | None) -> None:
        look = styles.look(style, child(run, "rPr"))
        text = "".join(self._piece(element, look) for element in children(run))
        if text and look.hidden:
            self.hidden += 1
        elif text:
            encoding = encoding_of(look.font) or encoding_of(look.ascii_font)
            self.runs.append(Run(text, encoding, look.bold, look.italic))

    def _piece(self, element: Element, look: Look) -> str:
        tag = element.tag
        if tag == W + "fldChar":
            self._field(element.get(W + "fldCharType"))
        elif tag in _DRAWINGS:
            self.boxes.extend(box for box in element.iter(_BOX) if not _inside_another(box, element))
        elif any(self._fields):
            return ""
        elif tag in _TEXT:
            return _shown(element.text or "", look.ascii_font)
        elif tag == W + "sym":
            return _symbol(element)
        return _FIXED.get(str(tag), "")

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()


_DELETIONS = {W + "del", W + "moveFrom"}


def _inside_another(box: Element, stop: Element) -> bool:
    """Whether the box lies in another box, or is the older copy of one (an alternative that is not read)."""
    for above in box.iterancestors():
        if above is stop:
            return False
        if above.tag == _BOX or str(above.tag).endswith("}Fallback"):
            return True
    return False


def _shown(text: str, font: str) -> str:
    """Text whose letters are drawn by a symbol font, as what is drawn; other text unchanged."""
    name = font.lower()
    if "symbol" in name or "wingdings" in name:
        return "".join(_sign(ord(letter), name) or letter for letter in text)
    if any(_PRIVATE <= ord(letter) <= _PRIVATE + 0xFF for letter in text):
        return "".join(_private(letter) for letter in text)
    return text


def _private(letter: str) -> str:
    code = ord(letter)
    return (_sign(code, "symbol") or "•") if _PRIVATE <= code <= _PRIVATE + 0xFF else letter


def _sign(code: int, font: str) -> str:
    low = code - _PRIVATE if code >= _PRIVATE else code
    table = _WINGDINGS if "wingdings" in font else _SYMBOL
    return table.get(low, chr(low) if 0x20 <= low < 0x7F and table is _SYMBOL else "")


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    return _sign(code, (element.get(W + "font") or "").lower()) or "•"
