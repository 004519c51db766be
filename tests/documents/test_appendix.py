"""The composed appendix as data: a snapshot, and where a cell's words come from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.documents.layout import Layout, Row, Table, plain
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Section, Task
from tests.documents.kept import assert_kept
from tests.documents.papers import APPENDIX, HEADINGS, SECTION, paper, task


def _table(layout: Layout) -> Table:
    (table,) = [block for block in layout.pages[0].blocks if isinstance(block, Table)]
    return table


def _words(row: Row) -> list[str]:
    return [plain(cell.runs) for cell in row.cells]


# ---- the snapshot --------------------------------------------------------------------------------


def test_the_layout_is_the_one_kept() -> None:
    rows = [
        task(1, "Xây dựng kế hoạch năm 2026 về chuyển đổi số", "Phòng Văn hóa - Xã hội", "", "Kế hoạch", "Quý I/2026"),
        task(2, "Nâng cấp mạng nội bộ", "Văn phòng", "Các phòng, ban", "Biên bản nghiệm thu", "30/6/2026"),
        task(3, "Đo kiểm đường truyền", "Văn phòng", parent="t2"),
        task(4, "Hướng dẫn người dân dùng dịch vụ công", "Trung tâm phục vụ hành chính công", section="s2"),
    ]
    sections = [SECTION, Section("s2", "p", "a", 2, "II", "Dịch vụ công trực tuyến")]
    assert_kept("appendix", paper(rows, sections=sections, fingerprint="7F3K-92QD", draft=True))


# ---- where words come from -----------------------------------------------------------------------


def test_cells_stand_under_their_headings_in_the_appendix_own_order() -> None:
    turned = replace(APPENDIX, columns=HEADINGS[::-1], column_fields=APPENDIX.column_fields[::-1])
    row = task(1, "Nâng cấp mạng", "Văn phòng", "Các phòng", "Biên bản", "Quý I")
    assert _words(_table(paper([row], appendix=turned)).rows[1]) == [value for _, value in row.cells][::-1]


def test_a_field_stands_where_the_row_has_no_cell() -> None:
    row = Task("t1", "p", "a", "s1", number="1", name="Nâng cấp mạng", lead="Văn phòng", deadline="Quý I")
    assert _words(_table(paper([row])).rows[1]) == ["1", "Nâng cấp mạng", "Văn phòng", "", "", "Quý I"]


def test_a_cell_that_was_emptied_stays_empty() -> None:
    row = replace(task(1, "Nâng cấp mạng", ""), lead="Văn phòng")
    assert _words(_table(paper([row])).rows[1])[2] == ""


def test_columns_of_milestones_take_an_indicators_targets() -> None:
    columns = ("TT", "Chỉ tiêu", "Chỉ tiêu theo năm / 2026", "Chỉ tiêu theo năm / 2027")
    fields = ("number", "name", "targets", "targets")
    targets = ((columns[2], "≥ 80%"), (columns[3], "95%"))
    row = Indicator("i1", "p", "a", number="1", name="Hồ sơ trực tuyến", targets=targets)
    layout = paper([], appendix=replace(APPENDIX, columns=columns, column_fields=fields), sections=())
    assert len(_table(layout).header) == 2
    layout = paper([row], appendix=replace(APPENDIX, columns=columns, column_fields=fields), sections=())
    assert _words(_table(layout).rows[0]) == ["1", "Hồ sơ trực tuyến", "≥ 80%", "95%"]


@pytest.mark.parametrize(
    ("number", "title", "words"),
    [
        ("I", "Hạ tầng", ["I", "Hạ tầng"]),
        ("", "Hạ tầng", ["Hạ tầng"]),
        ("II", "", ["II", ""]),
        ("", "", [""]),
    ],
)
def test_a_section_row_covers_the_whole_width(number: str, title: str, words: list[str]) -> None:
    section = Section("s1", "p", "a", 1, number, title)
    row = _table(paper([], sections=[section])).rows[0]
    assert _words(row) == words
    assert sum(cell.column_span for cell in row.cells) == len(HEADINGS)
    assert row.keep_with_next


def test_rows_that_name_each_other_as_parents_are_not_lost_or_endless() -> None:
    row = replace(task(1, "Nâng cấp mạng"), parent_id="t1")
    orphan = replace(task(2, "Đo kiểm"), parent_id="không có", section_id="không có")
    assert [_words(row)[0] for row in _table(paper([row, orphan], sections=())).rows] == ["1", "2"]
