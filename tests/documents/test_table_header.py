"""Headings in levels, as tables of examples: (text, columns, rows)."""

from __future__ import annotations

import pytest

from nq57desk.documents.layout import plain
from nq57desk.documents.table_header import group_ranges, header_rows, heading_paths


def _shape(columns: tuple[str, ...]) -> list[list[tuple[str, int, int]]]:
    rows = header_rows(heading_paths(columns))
    return [[(plain(cell.runs), cell.column_span, cell.row_span) for cell in row.cells] for row in rows]


@pytest.mark.parametrize(
    ("columns", "shape"),
    [
        ((), []),
        (("TT", "Tên"), [[("TT", 1, 1), ("Tên", 1, 1)]]),
        (("TT", "Kết quả/sản phẩm"), [[("TT", 1, 1), ("Kết quả/sản phẩm", 1, 1)]]),
        (("TT", "Kết quả / Sản phẩm"), [[("TT", 1, 1), ("Kết quả / Sản phẩm", 1, 1)]]),
        (
            ("Số / TT", "Số / Chi tiết", "Tên"),
            [[("Số", 2, 1), ("Tên", 1, 2)], [("TT", 1, 1), ("Chi tiết", 1, 1)]],
        ),
        (
            ("TT", "Mục tiêu / 2026", "Mục tiêu / 2027", "Kết quả / 2026", "Kết quả / 2027"),
            [
                [("TT", 1, 2), ("Mục tiêu", 2, 1), ("Kết quả", 2, 1)],
                [("2026", 1, 1), ("2027", 1, 1), ("2026", 1, 1), ("2027", 1, 1)],
            ],
        ),
        (
            ("A / B / C", "A / B / D", "A / E"),
            [[("A", 3, 1)], [("B", 2, 1), ("E", 1, 2)], [("C", 1, 1), ("D", 1, 1)]],
        ),
    ],
)
def test_levels(columns: tuple[str, ...], shape: list[list[tuple[str, int, int]]]) -> None:
    assert _shape(columns) == shape


def test_every_place_of_the_header_is_covered_once() -> None:
    columns = ("TT", "A / B / C", "A / B / D", "A / E", "Ghi chú")
    covered = sum(columns * rows for row in _shape(columns) for _, columns, rows in row)
    assert covered == len(columns) * 3


def test_groups_name_their_columns() -> None:
    paths = heading_paths(("TT", "A / B / C", "A / B / D", "A / E"))
    assert group_ranges(paths) == (("A", range(1, 4)), ("B", range(1, 3)))
