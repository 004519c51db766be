"""Tables in HTML: what Word, Excel, LibreOffice and browsers put on the clipboard, and .html files.

Decides what of it is seen: conditional comments, scripts and hidden pieces are not; a line break inside a cell is
kept, other white space is one space. Bold, italic, centred and fonts are told from tags, from ``style`` and from the
classes of Excel's own style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree
from lxml import html as markup

from nq57desk.domain.problems import Place
from nq57desk.errors import refuse
from nq57desk.importing.findings import Findings
from nq57desk.importing.html_looks import Declared, Look, declared_by, encoding_of_families, style_sheet, with_declared
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.ooxml import Element
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawRow, RawTable
from nq57desk.importing.secrecy import refuse_secret
from nq57desk.importing.text import PASTED, decoded, digest_of, read_text
from nq57desk.monitor import Monitor

_EMPTY = RawCell()
_UNSEEN = {"head", "style", "script", "title", "xml", "noscript", "template", "del", "input", "select", "svg", "object"}
_LINES = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul", "ol", "blockquote", "pre", "center", "body"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_NUMBER_MARKS = ("x:num", "num", "sdval", "data-sheets-numberformat")
"""Attributes of a cell that holds a number: Excel's, Excel's as LibreOffice writes it, LibreOffice's, Google's."""
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    look: Look


def read_html(html: str, plain: str = "", name: str = PASTED, limits: Limits = ORDINARY) -> RawFile:
    """What was pasted: the HTML's paragraphs and tables; the plain text where the HTML holds nothing.

    Raises:
        Refused: too large, too many rows, columns or cells, or marked as a state secret.
    """
    found = replace(_read(html, name, limits), digest=digest_of(html))
    has_table = any(isinstance(block, RawTable) for block in found.blocks)
    if plain.strip() and (not found.blocks or (not has_table and "\t" in plain)):
        return read_text(plain, name, limits)
    refuse_secret(found)
    return found


def read_html_file(path: Path, limits: Limits = ORDINARY, monitor: Monitor | None = None) -> RawFile:
    """An .html file, or a file of another name that is one (systems export such as .xls and .doc).

    Raises:
        Refused: too large, or too many rows, columns or cells.
        Cancelled: the monitor was told to stop.
    """
    (monitor or Monitor()).report(0, 1, path.name)
    return _read(_file_text(path.read_bytes()), path.name, limits)


def _file_text(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decoded(data)[0]
    return decoded(data)[0]


def _read(html: str, name: str, limits: Limits) -> RawFile:
    findings = Findings(name, limits)
    if len(html) > limits.file_bytes:
        raise findings.too_many(Place())
    source = html.replace("\0", "")
    source = source[max(source.find("<"), 0) :]
    if not source.strip():
        return RawFile(name, "html")
    parser = markup.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = markup.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise refuse("reading.damaged", Place(file=name), name=name) from fault
    page = _Page(findings, style_sheet(root))
    return RawFile(name, "html", tuple(page.blocks(root)), findings.problems())


_Found = _Piece | tuple[Element, Look]
"""Text, or a table with the look around it."""


class _Page:
    """Goes through a page once."""

    def __init__(self, findings: Findings, classes: dict[str, Declared]) -> None:
        self._findings = findings
        self._looks = classes
        self._tables = 0
        self._cells = 0

    def blocks(self, root: Element) -> Iterator[RawBlock]:
        """Paragraphs and tables in order; a table that only frames others is looked through."""
        waiting: list[_Piece] = []
        for found in self._walk(root, Look(), 0):
            if isinstance(found, _Piece):
                waiting.append(found)
                continue
            yield from self._paragraphs(waiting)
            waiting = []
            yield self._table(*found)
        yield from self._paragraphs(waiting)

    def _walk(
        self, element: Element, look: Look, depth: int, in_cell: bool = False
    ) -> Iterator[_Piece | tuple[Element, Look]]:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or depth > _DEEPEST:
            return
        look = self._look(element, look)
        if look.hidden:
            return
        if tag == "table" and not in_cell and not _frames_tables(element):
            yield element, look
            return
        if tag == "br":
            yield _Piece("\n", look)
        ends_line = tag in _LINES
        if ends_line:
            yield _Piece("\n", look)
        yield _Piece(_seen(element.text), look)
        for child in element:
            yield from self._walk(child, look, depth + 1, in_cell)
            yield _Piece(_seen(child.tail), look)
        yield _Piece("\n" if ends_line else " " if tag in ("td", "th") else "", look)

    def _look(self, element: Element, look: Look) -> Look:
        tag = element.tag
        if tag in ("b", "strong", "th"):
            look = replace(look, bold=True)
        elif tag in ("i", "em"):
            look = replace(look, italic=True)
        elif tag == "center" or element.get("align", "").lower() == "center":
            look = replace(look, centred=True)
        for name in element.get("class", "").split():
            look = with_declared(look, self._looks.get(name, {}))
        if tag == "font" and element.get("face"):
            look = with_declared(look, {"encoding": encoding_of_families(element.get("face", ""))})
        style = element.get("style")
        return with_declared(look, declared_by(style)) if style else look

    def _paragraphs(self, pieces: list[_Piece]) -> Iterator[RawParagraph]:
        place = Place(file=self._findings.name)
        line: list[_Piece] = []
        for piece in [*pieces, _Piece("\n", Look())]:
            if piece.text != "\n":
                line.append(piece)
                continue
            text, legacy = self._findings.finish([(p.text, p.look.encoding) for p in line], place)
            if text:
                bold, italic = _most(line)
                centred = any(p.look.centred for p in line if p.text.strip())
                yield RawParagraph(" ".join(text.split("\n")), place, "", bold, italic, centred, legacy)
            line = []

    def _table(self, table: Element, look: Look) -> RawTable:
        self._tables += 1
        place = Place(file=self._findings.name, table=self._tables)
        rows: list[RawRow] = []
        hanging: dict[int, int] = {}
        for at, row in enumerate(_rows(table), start=1):
            here = replace(place, row=at)
            cells = self._row(row, self._look(row, look), hanging, here)
            self._cells += len(cells)
            if at > self._findings.limits.rows or self._cells > self._findings.limits.cells:
                raise self._findings.too_many(here)
            header = any(above.tag == "thead" for above in row.iterancestors("thead", "table"))
            rows.append(RawRow(tuple(cells), here, repeated_header=header))
        return _squared(rows, place)

    def _row(self, row: Element, look: Look, hanging: dict[int, int], place: Place) -> list[RawCell | None]:
        """The row's cells; ``hanging`` holds for each column how many rows a cell from above still takes."""
        cells: list[RawCell | None] = []

        def covered() -> None:
            while hanging.get(len(cells), 0) > 0:
                hanging[len(cells)] -= 1
                cells.append(None)

        for element in row:
            if element.tag not in ("td", "th"):
                continue
            covered()
            most = self._findings.limits
            down = min(_span(element.get("rowspan")), most.rows)
            across = _span(element.get("colspan"))
            if len(cells) + across > most.columns:
                raise self._findings.too_many(place)
            for column in range(len(cells), len(cells) + across):
                hanging[column] = down - 1
            cells += [self._cell(element, look, down, across, place), *[None] * (across - 1)]
        covered()
        while any(column >= len(cells) and rows > 0 for column, rows in hanging.items()):
            cells.append(_EMPTY)
            covered()
        return cells

    def _cell(self, element: Element, look: Look, down: int, across: int, place: Place) -> RawCell:
        pieces = [piece for piece in self._walk(element, look, 0, in_cell=True) if isinstance(piece, _Piece)]
        text, legacy = self._findings.finish([(piece.text, piece.look.encoding) for piece in pieces], place)
        bold, italic = _most(pieces)
        is_number = bool(text) and any(
            element.get(mark) for mark in ("x:num", "num", "sdval", "data-sheets-numberformat")
        )
        if not text and down == across == 1:
            return _EMPTY
        return RawCell(text, down, across, bold and bool(text), italic and bool(text), legacy, is_number)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in element if row.tag == "tr")


def _frames_tables(table: Element) -> bool:
    """Whether the table has one cell only, and that holds tables."""
    cells = [cell for row in _rows(table) for cell in row if cell.tag in ("td", "th")]
    return len(cells) == 1 and cells[0].find(".//table") is not None


def _squared(rows: list[RawRow], place: Place) -> RawTable:
    """The rows made equally wide; spans that reach beyond the last row cut."""
    width = max((len(row.cells) for row in rows), default=0)
    squared = []
    for at, row in enumerate(rows):
        left = len(rows) - at
        cells = [replace(c, row_span=left) if c is not None and c.row_span > left else c for c in row.cells]
        squared.append(replace(row, cells=tuple(cells + [_EMPTY] * (width - len(cells)))))
    return RawTable(tuple(squared), width, place)


def _span(text: str | None) -> int:
    digits = (text or "1").strip()
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 1


def _seen(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""


def _most(pieces: list[_Piece]) -> tuple[bool, bool]:
    sizes = [(len(piece.text.strip()), piece.look) for piece in pieces]
    total = sum(size for size, _ in sizes)
    bold = sum(size for size, look in sizes if look.bold)
    italic = sum(size for size, look in sizes if look.italic)
    return bold * 2 > total, italic * 2 > total
