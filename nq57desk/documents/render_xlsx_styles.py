"""Cell styles of a workbook: one for each look, named after the layout's style, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils.indexed_list import IndexedList

from nq57desk.documents.layout import Align, Cell, Runs, TextStyle, plain
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
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}")
_NUMBER = re.compile(r"([^0-9]*?)-?([0-9.]+)(?:,([0-9]+))?([^0-9]*)")
_FIRST_DAY = date(1900, 2, 28)
_MOST_DIGITS = 15
_INDENT_MM = 2.2
"""One step of Excel's indent."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. ``style`` as in the layout, the rest as it differs in this place.

    ``quoted``: Excel is told that this is text, should the cell be edited.
    """

    style: TextStyle
    align: Align
    vertical: str
    box: bool
    bold: bool
    italic: bool
    number_format: str = "General"
    quoted: bool = False


def cell_text(runs: Runs) -> str:
    """The letters, written so that Excel shows what was typed and nothing else."""
    text = tidy_for_xml(runs[0].text if len(runs) == 1 else plain(runs))
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def _set_own_font(book: Any, font: Font) -> None:
    """The font of cells without a style; openpyxl has no public name for it."""
    book._fonts = IndexedList([font])
    book._named_styles["Normal"].font = font


class Looks:
    """The workbook's styles, made when first used."""

    def __init__(self, book: Workbook, font: str) -> None:
        self._book = book
        self._font = font
        self._numbers: dict[Look, int] = {}
        self._names: dict[Look, str] = {}
        _set_own_font(book, Font(name=font, size=DEFAULT_SIZE))

    def number(self, look: Look) -> int:
        """The number by which a cell names its look in the file."""
        known = self._numbers.get(look)
        if known is None:
            dressed = WriteOnlyCell(self._book.worksheets[0])
            dressed.style = self._named(replace(look, quoted=False))
            if look.quoted:
                dressed.quotePrefix = True
            known = self._numbers[look] = dressed.style_id
        return known

    def _named(self, look: Look) -> str:
        if look in self._names:
            return self._names[look]
        style = NamedStyle(
            self._free(look.style.name),
            font=Font(
                name=self._font,
                size=look.style.size,
                bold=look.bold,
                italic=look.italic,
                underline="single" if look.style.underline else None,
                color=f"FF{look.style.color}" if look.style.color else None,
            ),
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
        self._names[look] = style.name
        return style.name

    def _free(self, wanted: str) -> str:
        taken = set(self._names.values())
        name, n = wanted, 2
        while name in taken:
            name, n = f"{wanted} {n}", n + 1
        return name

    def rich(self, runs: Runs, style: TextStyle) -> CellRichText:
        """Runs of differing weight in one cell."""
        blocks = CellRichText()
        for run in runs:
            text = cell_text((run,))
            if text:
                bold = style.bold if run.bold is None else run.bold
                italic = style.italic if run.italic is None else run.italic
                blocks.append(TextBlock(InlineFont(rFont=self._font, sz=style.size, b=bold, i=italic), text))
        return blocks


def weight(runs: Runs, style: TextStyle) -> tuple[bool, bool] | None:
    """Bold and italic of all runs; None where they differ."""
    if not runs:
        return style.bold, style.italic
    weights = {(run.bold, run.italic) for run in runs} if len(runs) > 1 else ((runs[0].bold, runs[0].italic),)
    told = {(style.bold if b is None else b, style.italic if i is None else i) for b, i in weights}
    return told.pop() if len(told) == 1 else None


def quoted(text: str) -> bool:
    """Whether Excel must be told that this is text, should the cell be edited."""
    return text.startswith(_RISKY)


def number_format(cell: Cell) -> str:
    """How a real number or day is shown, so that it prints as the runs say: decimals, thousands, unit, noughts."""
    text = plain(cell.runs).strip()
    if isinstance(cell.value, date):
        day = _DAY.fullmatch(text)
        return "\\/".join(("d" * len(day[1]), "m" * len(day[2]), "yyyy")) if day else "dd\\/mm\\/yyyy"
    parts = _NUMBER.fullmatch(text)
    if parts is None:
        return "0" if isinstance(cell.value, int) else "General"
    before, whole, decimals, after = parts.groups()
    number = "#,##0" if "." in whole else "0" * (len(whole) if whole.startswith("0") else 1)
    if decimals:
        number += "." + "0" * len(decimals)
    return _literal(before) + number + (after if after == "%" else _literal(after))


def shown_value(cell: Cell) -> Decimal | date | int | None:
    """The value, or the number that the runs say where Excel would show another one ("81,2%" of 0.8125) or none."""
    value = cell.value
    if value is None or isinstance(value, date):
        return value
    parts = _NUMBER.fullmatch(plain(cell.runs).strip())
    if parts is None or not parts[2].strip("."):
        return value
    said = Decimal(f"{parts[2].replace('.', '')}.{parts[3] or 0}").scaleb(-2 if parts[4] == "%" else 0)
    step = Decimal(1).scaleb(-len(parts[3] or "") - (2 if parts[4] == "%" else 0))
    number = Decimal(value)
    if not number.is_finite():
        return value
    same = is_real(value) and abs(number).quantize(step, ROUND_HALF_UP) == said
    return value if same else said.copy_sign(number)


def _literal(text: str) -> str:
    return '"' + text.replace('"', "") + '"' if text else ""


def is_real(value: Decimal | date | int | None) -> bool:
    """Whether Excel can hold it: numbers of up to 15 digits, days after its wrong leap day of 1900."""
    if value is None:
        return False
    if isinstance(value, date):
        return value > _FIRST_DAY
    return Decimal(value).is_finite() and len(Decimal(value).as_tuple().digits) <= _MOST_DIGITS
