"""The XML of an .xlsx as openpyxl's own parser streams it, told to notice what its read-only sheets leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

_MERGE_CELL = f"{{{SHEET_MAIN_NS}}}mergeCell"
_HEADERS = {f"{{{SHEET_MAIN_NS}}}{name}" for name in ("oddHeader", "evenHeader", "firstHeader")}
_HEADER_CODE = re.compile(r'&"[^"]*"|&[LCRBIUESXYDTZFAPNGK+-]|&\d+')
"""What a page header says of place, font and size: ``&C&"Arial,Bold"&14``."""
_STRING, _TEXT, _RUN = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t", "r"))


def shared_strings(reader: ExcelReader) -> list[str]:
    """The texts that cells refer to by number, without their pronunciation; formatted pieces joined.

    openpyxl's own function builds an object for every piece and takes four times as long.
    """
    parts = [str(part.PartName)[1:] for part in reader.package.Override if part.ContentType == SHARED_STRINGS]
    if not parts:
        return []
    with reader.archive.open(parts[0]) as source:
        found = []
        for _, element in iterparse(source):
            if element.tag == _STRING:
                found.append("".join(_pieces(element)))
                element.clear()
        return found


def _pieces(string: Element) -> Iterator[str]:
    for child in string:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _RUN:
            yield child.findtext(_TEXT) or ""


def _has_value(cell: Element) -> bool:
    """Whether a formula's value was stored: also the empty text of ``=""``, but not the ``<v/>`` of programs that
    write formulas without reckoning them."""
    value = cell.find(VALUE_TAG)
    return value is not None and (bool(value.text) or cell.get("t") == "str")


class SheetParser(WorkSheetParser):
    """openpyxl's parser of rows and cells, told to notice what its own read-only sheets leave out."""

    def __init__(self, source: Any, shared_strings: list[str], data_only: bool) -> None:
        super().__init__(source, shared_strings, data_only=data_only, date_formats=(), timedelta_formats=())
        self.hidden_rows: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.without_value: list[tuple[int, int]] = []
        self.page_headers: list[str] = []
        self._hidden_columns: list[tuple[int, int]] = []

    def numbered_rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Each row's number and cells; what stands after the rows is known once they are all taken."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                found: tuple[int, list[dict[str, Any]]] = self.parse_row(cast(Any, element))
                if element.get("hidden") in ("1", "true"):
                    self.hidden_rows.add(found[0])
                element.clear()
                yield found
            elif element.tag == _MERGE_CELL:
                self._merge(element.get("ref") or "")
                element.clear()
            elif element.tag in _HEADERS:
                self.page_headers.append(_HEADER_CODE.sub("\n", element.text or ""))
            elif element.tag == COL_TAG and element.get("hidden") in ("1", "true"):
                self._hidden_columns.append((int(element.get("min") or 1), int(element.get("max") or 1)))

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """A cell; texts that stand in it are joined here, without openpyxl's object for every piece."""
        inline = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
        text = None if inline is None else "".join(_pieces(inline))
        if inline is not None:
            element.remove(inline)
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None and not _has_value(element):
            self.without_value.append((cell["row"], cell["column"]))
        return cell | {"value": text, "data_type": "s"} if text else cell

    def _merge(self, reference: str) -> None:
        left, top, right, bottom = range_boundaries(reference)
        if None not in (left, top, right, bottom):
            self.merged.append((int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)))

    def hidden_columns(self, most: int) -> Iterator[int]:
        for first, last in self._hidden_columns:
            yield from range(max(first, 1), min(last, most) + 1)
