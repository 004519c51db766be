"""Cell styles of a workbook: one for each look, named after the layout's style, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils.indexed_list import IndexedList

from nq57desk.documents.layout import Align, Cell, Run, Runs, TextStyle, plain
from nq57desk.documents.letters import tidy_for_xml

_HORIZONTAL = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "justify"}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side(style="thin", color="000000")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_NO_BOX = Border()
_RISKY = ("=", "+", "-", "@", "'")
"""Excel takes a text that begins so for a formula when its cell is edited, unless it is told not to."""
MOST_LETTERS = 32_767
"""In one cell of Excel."""
DEFAULT_SIZE = 12
"""The sheet's own type size, of which a digit is 8 pixels wide: Excel counts column widths in it."""
_FIRST_DAY = date(1900, 2, 28)
_MOST_DIGITS = 15
_INDENT_MM = 2.2
"""One step of Excel's indent."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. ``style`` as in the layout, the rest as it differs in this place."""

    style: TextStyle
    align: Align
    vertical: str
    box: bool
    bold: bool
    italic: bool
    number_format: str = "General"


def cell_text(runs: Runs) -> str:
    """The letters, written so that Excel shows what was typed and nothing else."""
    return _ESCAPE.sub("_x005F_", tidy_for_xml(plain(runs)))


class Looks:
    """The workbook's styles, made when first used."""

    def __init__(self, book: Workbook, font: str) -> None:
        self._book = book
        self._font = font
        self._styles: dict[Look, SheetCell] = {}
        self._names: set[str] = set()
        book._fonts = IndexedList([Font(name=font, size=DEFAULT_SIZE)])
        book._named_styles["Normal"].font = Font(name=font, size=DEFAULT_SIZE)

    def dress(self, cell: SheetCell, look: Look) -> None:
        """Give the cell its look."""
        known = self._styles.get(look)
        if known is None:
            known = self._styles[look] = self._new(look)
        cell._style = known._style

    def _new(self, look: Look) -> SheetCell:
        style = NamedStyle(
            self._free(look.style.name),
            font=Font(name=self._font, size=look.style.size, bold=look.bold, italic=look.italic),
            border=_BOX if look.box else _NO_BOX,
            alignment=Alignment(
                horizontal=_HORIZONTAL[look.align],
                vertical=look.vertical,
                wrap_text=True,
                indent=round(look.style.indent / _INDENT_MM) if look.align is Align.LEFT else 0,
            ),
            number_format=look.number_format,
        )
        self._book.add_named_style(style)
        dressed = WriteOnlyCell(self._book.worksheets[0])
        dressed.style = style.name
        return dressed

    def _free(self, wanted: str) -> str:
        name, n = wanted, 2
        while name in self._names:
            name, n = f"{wanted} {n}", n + 1
        self._names.add(name)
        return name

    def rich(self, runs: Runs, look: Look) -> CellRichText:
        """Runs of differing weight in one cell."""
        blocks = CellRichText()
        for run in runs:
            text = cell_text((run,))
            if text:
                blocks.append(TextBlock(self._inline(run, look), text))
        return blocks

    def _inline(self, run: Run, look: Look) -> InlineFont:
        bold = look.style.bold if run.bold is None else run.bold
        italic = look.style.italic if run.italic is None else run.italic
        return InlineFont(rFont=self._font, sz=look.style.size, b=bold, i=italic)


def weight(runs: Runs, style: TextStyle) -> tuple[bool, bool] | None:
    """Bold and italic of all runs; None where they differ."""
    weights = {
        (style.bold if r.bold is None else r.bold, style.italic if r.italic is None else r.italic) for r in runs
    }
    if not weights:
        return style.bold, style.italic
    return weights.pop() if len(weights) == 1 else None


def fill_text(cell: SheetCell, text: str | CellRichText) -> None:
    """Text as text, whatever it begins with."""
    if isinstance(text, str):
        text = text[:MOST_LETTERS]
    cell.value = text
    cell.data_type = "s"


def quoted(text: str) -> bool:
    """Whether Excel must be told that this is text, should the cell be edited."""
    return text.startswith(_RISKY)


def number_format(cell: Cell) -> str:
    """How a real number or day is shown, so that it prints as the runs say: decimals, thousands and unit."""
    text = plain(cell.runs).strip()
    if isinstance(cell.value, date):
        return "dd/mm/yyyy"
    parts = re.fullmatch(r"([^\d]*?)-?([\d.]+)(?:,(\d+))?(\D*)", text)
    if parts is None:
        return "0" if isinstance(cell.value, int) else "General"
    before, whole, decimals, after = parts.groups()
    number = "#,##0" if "." in whole else "0" * (len(whole) if whole.startswith("0") else 1)
    if decimals:
        number += "." + "0" * len(decimals)
    return _literal(before) + number + _literal(after)


def _literal(text: str) -> str:
    return '"' + text.replace('"', "") + '"' if text else ""


def is_real(value: Decimal | date | int | None) -> bool:
    """Whether Excel can hold it: numbers of up to 15 digits, days after its wrong leap day of 1900."""
    if value is None:
        return False
    if isinstance(value, date):
        return value > _FIRST_DAY
    return Decimal(value).is_finite() and len(Decimal(value).as_tuple().digits) <= _MOST_DIGITS
