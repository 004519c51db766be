"""The rows of a sheet as XML, written straight from the plan: a long table costs little more than its letters.

openpyxl makes everything else of the workbook; cell by cell it would take three times as long. A text is
always an inline string, so that nothing in the data can become a formula.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from openpyxl.utils import get_column_letter

from nq57desk.documents.render_xlsx_rows import Placed, SheetRow
from nq57desk.documents.render_xlsx_styles import (
    MOST_LETTERS,
    Look,
    Looks,
    cell_text,
    is_real,
    number_format,
    quoted,
    shown_value,
    weight,
)

_DAY_ZERO = date(1899, 12, 30)
"""Excel counts days from here on, from March 1900."""
_KEPT_LENGTH, _KEPT_TEXTS = 120, 4000


class Cells:
    """Writes the rows of one sheet, one after another."""

    def __init__(self, columns: int, looks: Looks) -> None:
        self._letters = [get_column_letter(n) for n in range(1, columns + 1)]
        self._looks = looks
        self._numbers: dict[Hashable, int] = {}
        self._kept: dict[Hashable, tuple[int, str]] = {}
        self._covered: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        """First column, first row, last column, last row, all from 1."""
        self.cut = 0
        """Cells that held more letters than Excel takes."""

    def row(self, number: int, row: SheetRow) -> str:
        """One row's element; places that a cell covers carry its borders."""
        written = self._covered.pop(number, {})
        for placed in row.cells:
            style, content = self._cell(placed)
            written[placed.column] = self._element(number, placed.column, style, content)
            if placed.columns > 1 or placed.rows > 1:
                self._merge(number, placed, style, written)
        level = f' outlineLevel="{row.level}"' if row.level else ""
        cells = "".join(written[column] for column in sorted(written))
        return f'<row r="{number}" ht="{row.points:.2f}" customHeight="1"{level}>{cells}</row>'

    def _element(self, number: int, column: int, style: int, content: str) -> str:
        return f'<c r="{self._letters[column]}{number}" s="{style}"{content}'

    def _merge(self, number: int, placed: Placed, style: int, written: dict[int, str]) -> None:
        first, last = placed.column, placed.column + placed.columns - 1
        for below in range(number, number + placed.rows):
            line = written if below == number else self._covered.setdefault(below, {})
            for column in range(first + (below == number), last + 1):
                line[column] = self._element(below, column, style, "/>")
        self.merged.append((first + 1, number, last + 1, number + placed.rows - 1))

    def _cell(self, placed: Placed) -> tuple[int, str]:
        """The number of its look, and its element from its type on; short texts that come again are kept."""
        content = placed.content
        if content.value is not None and is_real(value := shown_value(content)):
            return self._real(placed, value)
        if len(content.runs) != 1 or len(content.runs[0].text) > _KEPT_LENGTH:
            return self._text(placed)
        (run,) = content.runs
        key = (run.text, run.bold, run.italic, id(placed.style), placed.align, placed.vertical, placed.box)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= _KEPT_TEXTS:
                self._kept.clear()
            known = self._kept[key] = self._text(placed)
        return known

    def _text(self, placed: Placed) -> tuple[int, str]:
        content, style = placed.content, placed.style
        uniform = weight(content.runs, style)
        bold, italic = uniform or (style.bold, style.italic)
        text = cell_text(content.runs)
        number = self._number(placed, bold=bold, italic=italic, quote=quoted(text))
        if not text:
            return number, "/>"
        if uniform is None and len(text) <= MOST_LETTERS:
            tree: Any = self._looks.rich(content.runs, style).to_tree()
            rich = etree.tostring(tree, encoding="unicode")
            return number, f' t="inlineStr">{rich}</c>'
        if len(text) > MOST_LETTERS:
            self.cut += 1
        return number, f' t="inlineStr"><is><t xml:space="preserve">{escape(text[:MOST_LETTERS])}</t></is></c>'

    def _real(self, placed: Placed, value: Decimal | date | int | None) -> tuple[int, str]:
        content, style = placed.content, placed.style
        bold, italic = weight(content.runs, style) or (style.bold, style.italic)
        shown = number_format(content)
        look = Look(style, placed.align, placed.vertical, placed.box, bold, italic, shown)
        return self._looks.number(look), f"><v>{_number_text(value)}</v></c>"

    def _number(self, placed: Placed, *, bold: bool, italic: bool, quote: bool) -> int:
        """Asked for every cell, so styles are told apart by identity; the layout keeps them alive."""
        key = (id(placed.style), placed.align, placed.vertical, placed.box, bold, italic, quote)
        number = self._numbers.get(key)
        if number is None:
            look = Look(placed.style, placed.align, placed.vertical, placed.box, bold, italic, quoted=quote)
            number = self._numbers[key] = self._looks.number(look)
        return number


def _number_text(value: Decimal | date | int | None) -> str:
    if isinstance(value, date):
        return str((value - _DAY_ZERO).days)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def sheet_data(rows: Iterator[str]) -> bytes:
    """The element that holds all rows."""
    return f"<sheetData>{''.join(rows)}</sheetData>".encode()
