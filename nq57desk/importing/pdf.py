"""Reads a PDF with a text layer: paragraphs and ruled tables in reading order, page by page.

Decides what is refused whole: a password, damage, more pages than the limit, and a scan (pages without a text
layer). Pages without text among others are left out, each with a problem. What stands outside ruled tables is put
together to paragraphs, also over pages; rows cut by a page's end stay two rows, which the recogniser joins.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import refuse
from nq57desk.importing.findings import Findings
from nq57desk.importing.legacy import KEPT_FONT
from nq57desk.importing.limits import Limits
from nq57desk.importing.pdf_columns import SideBySide
from nq57desk.importing.pdf_open_rows import thought_rules
from nq57desk.importing.pdf_page import (
    Item,
    PageContents,
    TextParagraph,
    continues_over_page,
    page_contents,
    raw_pair,
    raw_paragraph,
)
from nq57desk.importing.pdf_tables import RuledTable, raw_table, ruled_table
from nq57desk.importing.pdf_words import Sign, join
from nq57desk.importing.reading import RawBlock, RawFile, RawTable
from nq57desk.monitor import Monitor

_SAME_SPOT = 0.7
"""Points within which the same letter twice is one letter."""
_FEWEST_SIGNS = 15
"""A page that is a picture, or printed sideways, with fewer upright letters has no text to read."""


_BROKEN_PDF = (
    *(ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError, ArithmeticError),
    *(struct.error, zlib.error, NotImplementedError, EOFError, PSException, MalformedPDFException),
)
"""What pdfplumber and pdfminer raise at files that they do not understand, as far as it is known."""


def read_pdf(path: Path, limits: Limits, monitor: Monitor) -> RawFile:
    """The file's blocks in reading order.

    Raises:
        Refused: the file is protected by a password, damaged, too long, or a scan. Its size and digest are the
            caller's (importing.open_file).
        Cancelled: the monitor was told to stop.
    """
    pages = _pages(path, limits, monitor)
    if not any(page.items for page in pages):
        raise refuse("reading.scanned_pdf", Place(file=path.name), name=path.name)
    problems: tuple[Problem, ...] = tuple(
        problem(
            "reading.page_without_text", Severity.WARNING, Place(file=path.name, page=page.number), page=page.number
        )
        for page in pages
        if page.is_picture
    )
    blocks = tuple(_blocks(pages, path.name))
    return RawFile(path.name, "pdf", blocks, (*_legacy(blocks, path.name, limits), *problems))


def _legacy(blocks: Iterable[RawBlock], name: str, limits: Limits) -> tuple[Problem, ...]:
    """What is told of cells in fonts of before Unicode, as the other readers tell it."""
    findings = Findings(name, limits)
    for block in blocks:
        for row in block.rows if isinstance(block, RawTable) else ():
            for cell in row.cells:
                if cell is not None and cell.legacy:
                    findings.count("reading.legacy_converted", row.place)
    return findings.problems()


def _pages(path: Path, limits: Limits, monitor: Monitor) -> list[PageContents]:
    place = Place(file=path.name)
    try:
        with path.open("rb") as stream, pdfplumber.open(stream) as document:
            count = len(document.pages)
            if count > limits.pages:
                raise refuse("reading.too_many_pages", place, name=path.name, pages=count, limit=limits.pages)
            contents: list[PageContents] = []
            for number, page in enumerate(document.pages, 1):
                monitor.report(number - 1, count, path.name)
                contents.append(_read_page(number, page, as_written=limits.as_written))
                page.close()
            return contents
    except PdfminerException as fault:
        raise _what_is_wrong(fault, path) from fault
    except _BROKEN_PDF as fault:
        raise refuse("reading.damaged", place, name=path.name) from fault


def _what_is_wrong(fault: PdfminerException, path: Path) -> Exception:
    cause = fault.args[0] if fault.args else None
    locked = isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError)
    return refuse("reading.password" if locked else "reading.damaged", Place(file=path.name), name=path.name)


def _read_page(number: int, page: Page, *, as_written: bool) -> PageContents:
    signs = _once_each(_sign(char) for char in page.chars if char["upright"])
    if as_written:
        signs = [replace(sign, font=KEPT_FONT) for sign in signs]
    if len(signs) < _FEWEST_SIGNS and (page.images or len(page.chars) >= _FEWEST_SIGNS):
        return PageContents(number, is_picture=True)
    ruled = page.find_tables({"explicit_horizontal_lines": thought_rules(page)})
    tables = [table for table in (ruled_table(found.cells, signs) for found in ruled) if table]
    outside = [sign for sign in signs if not any(_inside(sign, table) for table in tables)]
    return page_contents(number, float(page.height), outside, tables)


def _sign(char: dict[str, object]) -> Sign:
    x0, x1, top, bottom = (float(str(char[name])) for name in ("x0", "x1", "top", "bottom"))
    return Sign(str(char["text"]), x0, x1, top, bottom, str(char["fontname"]))


def _once_each(signs: Iterable[Sign]) -> list[Sign]:
    """The signs without those printed again on the same spot, as some programs do for bold letters."""
    seen: set[tuple[str, int, int]] = set()
    kept: list[Sign] = []
    for sign in signs:
        across, down = round(sign.x0 / _SAME_SPOT), round(sign.top / _SAME_SPOT)
        near = ((sign.text, across + x, down + y) for x in (0, -1, 1) for y in (0, -1, 1))
        if sign.text.isspace() or not any(spot in seen for spot in near):
            kept.append(sign)
        seen.add((sign.text, across, down))
    return kept


def _inside(sign: Sign, table: RuledTable) -> bool:
    left, top, right, bottom = table.box
    return left <= (sign.x0 + sign.x1) / 2 <= right and top <= sign.middle <= bottom


def _blocks(pages: Iterable[PageContents], name: str) -> Iterator[RawBlock]:
    tables = 0
    for page, item, above in _joined(pages):
        place = Place(file=name, page=page)
        if isinstance(item, TextParagraph):
            yield raw_paragraph(item, place)
            continue
        tables += 1
        place = replace(place, table=tables)
        yield raw_pair(item, place) if isinstance(item, SideBySide) else raw_table(item, place, above)


def _joined(pages: Iterable[PageContents]) -> Iterator[tuple[int, Item, RuledTable | None]]:
    """All blocks with their page and, for a table that opens a page, the table that closed the page before."""
    held: tuple[int, Item, RuledTable | None] | None = None
    for page in pages:
        for at, item in enumerate(page.items):
            before = held[1] if held is not None else None
            opens = at == 0 and held is not None and held[0] == page.number - 1
            if held is not None and opens and before is not None and continues_over_page(before, item):
                held = (held[0], _one(before, item), None)
                continue
            if held is not None:
                yield held
            held = (page.number, item, before if opens and isinstance(before, RuledTable) else None)
    if held is not None:
        yield held


def _one(first: Item, second: Item) -> Item:
    if not isinstance(first, TextParagraph) or not isinstance(second, TextParagraph):
        return second
    return replace(first, text=join(first.text, second.text), last=second.last, frame=second.frame)
