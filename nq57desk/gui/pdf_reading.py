"""Our own PDF papers as pictures and as text, by pypdfium2; nothing here touches a window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from nq57desk.domain.vietnamese import fold
from nq57desk.monitor import Monitor

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the sheet's lower left corner."""
_MOST_HITS = 500
_STRIP_BYTES = 16_000_000
_WHITE = (255, 255, 255, 255)
_SAME_LINE = 3.0
"""Points by which the letters of one line may stand higher or lower."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page (from 0) as it was asked for."""

    page: int
    image: QImage


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a search found its words: the page (from 0) and a box for each line that they stand on."""

    page: int
    boxes: tuple[Box, ...]


def draw(data: bytes, page: int, width: int) -> Picture:
    """The page (from 0) as an image of this width in pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), prefer_bgrx=True)
        raw = bytes(bitmap.buffer)
        image = QImage(raw, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        return Picture(page, image)
    finally:
        document.close()


def bands(data: bytes, page: int, width: int) -> Iterator[tuple[int, QImage]]:
    """The page (from 0) at this width in pixels, from top to bottom in strips: where each begins, and its picture.

    What is drawn is the whole page each time, of which only a strip is kept: no strip is more than some 16 MB.
    """
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        height = round(sheet.get_height() * width / sheet.get_width())
        strip = max(1, _STRIP_BYTES // (width * 4))
        for top in range(0, height, strip):
            bitmap = pypdfium2.PdfBitmap.new_native(width, min(strip, height - top), raw.FPDFBitmap_BGRx)
            bitmap.fill_rect(_WHITE, 0, 0, bitmap.width, bitmap.height)
            raw.FPDF_RenderPageBitmap(bitmap, sheet, 0, -top, width, height, 0, raw.FPDF_PRINTING | raw.FPDF_ANNOT)
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            yield top, image.copy()
    finally:
        document.close()


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(document.get_page_size(at) for at in range(len(document)))
    finally:
        document.close()


def find(data: bytes, words: str, monitor: Monitor) -> tuple[Hit, ...]:
    """Where the words stand, without regard to accents, case and line ends; the first 500 places.

    Raises:
        Cancelled: the monitor was cancelled.
    """
    import pypdfium2

    sought = r"\s+".join(re.escape(fold(word)) for word in words.split())
    if not sought:
        return ()
    pattern, hits = re.compile(sought), list[Hit]()
    document = pypdfium2.PdfDocument(data)
    try:
        for page in range(len(document)):
            monitor.report(page, len(document), "find")
            hits.extend(_on_page(document[page].get_textpage(), page, pattern))
            if len(hits) >= _MOST_HITS:
                break
    finally:
        document.close()
    return tuple(hits[:_MOST_HITS])


def _on_page(text: Any, page: int, pattern: re.Pattern[str]) -> Iterator[Hit]:
    letters = "".join(_letter(text, at) for at in range(text.count_chars()))
    for found in pattern.finditer(letters):
        yield Hit(page, tuple(_lines(text.get_charbox(at) for at in range(*found.span()) if not letters[at].isspace())))


def _letter(text: Any, at: int) -> str:
    """The letter without its marks, one for one, so that places in the text are places on the page."""
    from pypdfium2 import raw

    letter = chr(raw.FPDFText_GetUnicode(text, at)) or " "
    plain = fold(letter)
    return plain if len(plain) == 1 else letter


def _lines(boxes: Iterator[Box]) -> Iterator[Box]:
    """The boxes of letters joined as far as they stand on one line."""
    line: Box | None = None
    for left, bottom, right, top in boxes:
        if line is not None and abs(line[1] - bottom) < (line[3] - line[1]) + _SAME_LINE and left >= line[0]:
            line = (line[0], min(line[1], bottom), max(line[2], right), max(line[3], top))
            continue
        if line is not None:
            yield line
        line = (left, bottom, right, top)
    if line is not None:
        yield line
