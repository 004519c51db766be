"""What becomes of text on its way to any file: NFC, one kind of line end, nothing without ink or width.

Text is written as typed; only what has no ink and no width is left out (soft hyphens, zero-width marks),
a tab is a space, and any kind of line end is a new line. Word and Excel files are XML, which holds no
control characters: each is written as "�", which is also what a PDF shows for it.
"""

from __future__ import annotations

import re
import unicodedata

_UNUSUAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_TIDY = {
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060)),
    0xFEFF: None,
    0x09: " ",
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n"),
}
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text in NFC with one kind of line end and without what has neither ink nor width."""
    if _UNUSUAL.search(text):
        text = text.replace("\r\n", "\n").translate(_TIDY)
    return unicodedata.normalize("NFC", text)


def tidy_for_xml(text: str) -> str:
    """The tidy text with "�" for what XML cannot hold."""
    text = tidy(text)
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
