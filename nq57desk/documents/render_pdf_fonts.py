"""Which letters are drawn with which font, how wide they are, and how they are written into a page.

Tinos has the measures of Times New Roman and every Vietnamese letter. What it lacks (☐ ☑ ✓ ➢ …) is
drawn with DejaVu Sans; what neither has is drawn as "�" and remembered, never dropped. All fonts are
embedded as subsets of the letters used.

Words and their widths are kept, because Vietnamese is written with few syllables again and again.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from nq57desk import paths

ASCENT = 0.891
"""Of Times New Roman and Tinos, as a share of the size: from the baseline to the top of the line."""
DESCENT = 0.216
"""From the baseline to the foot of the line."""
LINE = ASCENT + DESCENT
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LAST_LETTER = 0xFFFF
FACES = ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")
SYMBOLS = "DejaVuSans"


@cache
def font(name: str) -> TTFont:
    """A shipped font, read once and known to ReportLab under its file's name."""
    loaded = TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(loaded)
    return loaded


class _OtherFontOrSubset(Exception):
    """A letter that the first subset of a font does not hold."""


class _Codes(dict[int, str]):
    """For str.translate: a letter to its escaped code in a font's first subset, assigned when first met."""

    def __init__(self, of: TTFont, document: Any) -> None:
        super().__init__()
        self._font = of
        self._document = document

    def __missing__(self, letter: int) -> str:
        if letter not in self._font.face.charToGlyph or letter > _LAST_LETTER:
            raise _OtherFontOrSubset
        ((subset, code),) = self._font.splitString(chr(letter), self._document)
        if subset:
            raise _OtherFontOrSubset
        self[letter] = _escaped(code)
        return self[letter]


def _escaped(codes: bytes) -> str:
    """The inside of a PDF string, as ASCII."""
    return "".join(chr(c) if 32 <= c < 127 and c not in b"()\\" else f"\\{c:03o}" for c in codes)


class Face:
    """One weight of the text font within one document."""

    def __init__(self, name: str, document: Any, missing: set[str]) -> None:
        self.name = name
        self._document = document
        self._font = font(name)
        self._symbols = font(SYMBOLS)
        self._codes = _Codes(self._font, document)
        self._resource = ""
        self.letters = _Widths(self._font, self._symbols, missing)
        self.words = _Words(self.letters)
        self.space = self.letters[" "]

    @property
    def resource(self) -> str:
        """The name of the font's first subset in the pages' resources."""
        if not self._resource:
            self._font.splitString(" ", self._document)
            self._resource = self._font.getSubsetInternalName(0, self._document)
        return self._resource

    def show(self, text: str, size: float) -> str:
        """Operators that show the text, this face's first subset being the current font before and after."""
        try:
            return f"({text.translate(self._codes)})Tj"
        except _OtherFontOrSubset:
            return self._show_mixed(text, size)

    def _show_mixed(self, text: str, size: float) -> str:
        parts = []
        for letter in text:
            drawn = self.letters.drawn(letter)
            source = self._font if ord(drawn) in self._font.face.charToGlyph else self._symbols
            ((subset, code),) = source.splitString(drawn, self._document)
            name = source.getSubsetInternalName(subset, self._document)
            parts.append(f"{name} {size:g} Tf ({_escaped(code)})Tj")
        return f"{' '.join(parts)} {self.resource} {size:g} Tf"


class _Widths(dict[str, float]):
    """A letter's advance in thousandths of the size; a letter that no font has is noted as missing."""

    def __init__(self, text: TTFont, symbols: TTFont, missing: set[str]) -> None:
        super().__init__()
        self._sources = (text.face, symbols.face)
        self._missing = missing

    def _holder(self, letter: str) -> Any:
        """The font that draws it; none beyond U+FFFF, where ReportLab's text layer would name another letter."""
        if ord(letter) > _LAST_LETTER:
            return None
        return next((face for face in self._sources if ord(letter) in face.charToGlyph), None)

    def drawn(self, letter: str) -> str:
        """The letter itself, or what is drawn in its place."""
        return letter if self._holder(letter) else REPLACEMENT

    def __missing__(self, letter: str) -> float:
        drawn = self.drawn(letter)
        if drawn != letter:
            self._missing.add(letter)
        self[letter] = float(self._holder(drawn).charWidths[ord(drawn)])
        return self[letter]


class _Words(dict[str, float]):
    """A word's width in thousandths of the size."""

    def __init__(self, letters: _Widths) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, word: str) -> float:
        width = sum(map(self._letters.__getitem__, word))
        self[word] = width
        return width


class Faces:
    """The four weights within one document, and the letters that no font had."""

    def __init__(self, document: Any) -> None:
        self.missing: set[str] = set()
        self._faces = {name: Face(name, document, self.missing) for name in FACES}

    def of(self, bold: bool, italic: bool) -> Face:
        """The face of this weight."""
        return self._faces[FACES[bold + 2 * italic]]
