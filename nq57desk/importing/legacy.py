"""Text typed in the fonts of before Unicode (TCVN3 in .VnTime, VNI in VNI-Times), turned into Unicode.

Decides by the font where the file names one, else by what the text itself looks like; a text that already has
Vietnamese letters of Unicode is never turned, whatever its font claims (Word shows those in another font).
Source of the two encodings: TCVN 5712:1993 and the VNI tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from nq57desk.domain.legacy_text import decode_tcvn3, decode_vni, encoding_of_font, guess_encoding

_UNICODE_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")


def has_vietnamese(text: str) -> bool:
    """Whether the text has letters that only Unicode has; such a text is never in a legacy encoding."""
    return _UNICODE_VIETNAMESE.search(text) is not None


encoding_of = lru_cache(maxsize=512)(encoding_of_font)
"""The legacy encoding that a font's name stands for: "tcvn3", "tcvn3_capitals", "vni", or None."""

KEPT_FONT = "(as written)"
"""Stands for a letter's font where its text is to stay as the file holds it."""

FONTS = {"tcvn3": ".VnTime", "tcvn3_capitals": ".VnTimeH", "vni": "VNI-Times"}
"""The font that people know each encoding by."""


def fonts_of(pieces: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """The fonts' names behind pieces (text, encoding), guessed from the text where no font is known."""
    found = set()
    for text, encoding in pieces:
        known = encoding or (None if text.isascii() or has_vietnamese(text) else guess_encoding(text))
        if known is not None:
            found.add(FONTS[known])
    return frozenset(found)


def decode(pieces: Iterable[tuple[str, str | None]]) -> tuple[str, bool]:
    """The pieces of one cell or paragraph, each (text, encoding its font stands for), as one text in Unicode.

    Neighbours of one encoding are joined first: VNI writes a letter and its mark as two signs, which may stand in
    two runs. Returns the text and whether any of it was turned.
    """
    parts = [("".join(text for text, _ in group), encoding) for encoding, group in groupby(pieces, lambda p: p[1])]
    turned = [_turn(text, encoding) for text, encoding in parts]
    joined = "".join(turned)
    if joined != "".join(text for text, _ in parts):
        return joined, True
    return decode_by_content(joined)


def decode_by_content(text: str) -> tuple[str, bool]:
    """A text of which no font is known, in Unicode; and whether it was turned."""
    if text.isascii() or has_vietnamese(text):
        return text, False
    encoding = guess_encoding(text)
    return (text, False) if encoding is None else (_turn(text, encoding), True)


def _turn(text: str, encoding: str | None) -> str:
    if encoding is None or has_vietnamese(text):
        return text
    if encoding == "vni":
        return decode_vni(text)
    return decode_tcvn3(text, capital_font=encoding == "tcvn3_capitals")
