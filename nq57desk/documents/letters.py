"""What becomes of text on its way to any file: NFC, one kind of line end, nothing without ink or width.

Text is written as typed; only what has no ink and no width is left out (soft hyphens, zero-width marks),
a tab is a space, and any kind of line end is a new line. Word and Excel files are XML, which holds no
control characters: each is written as "�", which is also what a PDF shows for it.
"""

from __future__ import annotations

import re
import unicodedata

_NO_INK = (
    *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)
"""No width, or they turn or hide what follows (UAX #9, bidirectional formatting; tags): paper shows all of a text."""
_UNUSUAL = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{''.join(map(chr, _NO_INK))}]")
_JOINER = "\u034f"
"""The one unusual sign that Python calls printable; of all others ``isprintable`` tells a hundred times faster."""
_TIDY = {
    **dict.fromkeys(_NO_INK),
    0x09: " ",
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n"),
}
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text in NFC with one kind of line end and without what has neither ink nor width."""
    if (_JOINER in text or not text.isprintable()) and _UNUSUAL.search(text):
        text = text.replace("\r\n", "\n").translate(_TIDY)
    return unicodedata.normalize("NFC", text)


def tidy_for_xml(text: str) -> str:
    """The tidy text with "�" for what XML cannot hold."""
    text = tidy(text)
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
