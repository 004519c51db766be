"""Numbers in the lists of the sample office's papers: none is broken over two lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pdfplumber

from nq57desk.workspace import Desk
from tests.builders.office_papers import every_paper
from tests.usecases.paper_office import MONTH

NUMBER = re.compile(r"[\d.,/%]+|[IVXL]+\.?")


def broken_numbers(data: bytes) -> Iterator[str]:
    """Cells that hold one number, over several lines."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables({"snap_tolerance": 1, "join_tolerance": 1}):
                cells = [cell for row in table for cell in row if cell]
                yield from (cell for cell in cells if "\n" in cell and NUMBER.fullmatch(cell.replace("\n", "")))


def test_no_number_of_any_paper_breaks(sample: Desk) -> None:
    found = {one.name: list(broken_numbers(one.make(sample).data)) for one in every_paper(sample, MONTH)}
    assert {name: cells for name, cells in found.items() if cells} == {}
    assert len(found) > 10
