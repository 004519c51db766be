"""A table that a person pointed at: its heading, its end, what goes on from it, and tables that stand below others."""

from __future__ import annotations

import pytest

from nq57desk.importing.reading import RawFile
from nq57desk.importing.recognise import recognise
from nq57desk.importing.recognise_chosen import ChosenTable, columns_of, file_tables, heading_sets
from tests.importing.sample_tables import codes, lines, read, table

ODD = """
    ỦY BAN NHÂN DÂN | | |
    Danh mục việc năm 2026 | > | > | >
    Số | Việc của phường | Giao cho ai | Hẹn ngày
    1 | Rà soát hồ sơ | Công an phường | 30/6/2026
    2 | Số hóa sổ bộ | Văn phòng | Quý III/2026
"""
MAPPING = {"Số": "number", "Việc của phường": "name", "Giao cho ai": "lead", "Hẹn ngày": "deadline"}


def raw(*texts: str, sheet: str = "") -> RawFile:
    blocks = tuple(table(text, number=at, sheet=sheet) for at, text in enumerate(texts, start=1))
    return RawFile("mau.docx", "docx", blocks)


def test_words_nobody_knows_are_no_list_until_a_person_points() -> None:
    file = raw(ODD, sheet="Sheet1")
    assert codes(recognise(file)) == {"recognise.no_table"}
    (offered,) = file_tables(file)
    assert (offered.count, offered.columns, offered.heading) == (5, 4, 2)
    columns = columns_of(file, ChosenTable(0, 2))
    assert columns.headings == tuple(MAPPING)
    (found,) = recognise(file, chosen=ChosenTable(0, 2), mapping=MAPPING).tables
    assert found.fields == ("number", "name", "lead", "deadline")
    assert [(row.number, row.name, row.lead, row.deadline) for row in found.rows] == [
        ("1", "Rà soát hồ sơ", "Công an phường", "30/6/2026"),
        ("2", "Số hóa sổ bộ", "Văn phòng", "Quý III/2026"),
    ]


def test_the_list_ends_where_the_person_says() -> None:
    (found,) = recognise(raw(ODD), chosen=ChosenTable(0, 2, last=3), mapping=MAPPING).tables
    assert [row.number for row in found.rows] == ["1"]


def test_without_a_heading_the_columns_are_counted() -> None:
    file = raw("1 | Họp | Văn phòng | Quý I\n2 | Tổng kết | Văn phòng | Quý IV")
    assert columns_of(file, ChosenTable(0)).headings == ("Cột 1", "Cột 2", "Cột 3", "Cột 4")
    (found,) = recognise(file, chosen=ChosenTable(0), mapping={"Cột 2": "name", "Cột 4": "deadline"}).tables
    assert [(row.number, row.name, row.deadline) for row in found.rows] == [
        ("1", "Họp", "Quý I"),
        ("2", "Tổng kết", "Quý IV"),
    ]


def test_the_next_page_goes_on_and_another_list_does_not() -> None:
    more = "3 | Tập huấn | Văn phòng | Quý IV/2026"
    other = "TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn\n1 | Việc khác | Văn phòng | Quý I"
    result = recognise(
        raw(ODD, more, other, "9 | Sau nữa | Văn phòng | Quý I"), chosen=ChosenTable(0, 2), mapping=MAPPING
    )
    (found,) = result.tables
    assert [row.number for row in found.rows] == ["1", "2", "3"]
    assert "recognise.others_left_out" in codes(result)


def test_one_of_forty_tables_is_taken() -> None:
    prices = [f"Hạng mục | Số lượng | Đơn giá\nMáy {at} | {at} | 100" for at in range(40)]
    file = raw(*prices)
    assert codes(recognise(file)) == {"recognise.no_table"}
    assert len(file_tables(file)) == 40
    mapping = {"Hạng mục": "name", "Số lượng": "", "Đơn giá": ""}
    (found,) = recognise(file, chosen=ChosenTable(17, 0), mapping=mapping).tables
    assert found.rows[0].name == "Máy 17"


def test_a_choice_that_is_not_there_is_an_error() -> None:
    for chosen in (ChosenTable(3, 0), ChosenTable(0, 99)):
        with pytest.raises(IndexError):
            recognise(raw(ODD), chosen=chosen, mapping=MAPPING)


def test_rows_that_may_be_headings_are_found_for_a_profile() -> None:
    found = {chosen.heading: headings for chosen, headings in heading_sets(raw(ODD))}
    assert found[2] == tuple(MAPPING)


def test_a_heading_on_row_nine_under_the_letterhead_is_found() -> None:
    head = """
        ỦY BAN NHÂN DÂN | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        PHƯỜNG SAO MAI | | | Độc lập - Tự do - Hạnh phúc
        | | |
        PHỤ LỤC | | |
        Danh mục nhiệm vụ năm 2026 | | |
        (Kèm theo Kế hoạch số 31/KH-UBND) | | |
        | | |
        | | |
    """
    body = "STT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời hạn\n1 | Họp giao ban | Văn phòng | Hằng tháng"
    (found,) = read(table(head + body, sheet="Phụ lục"), kind="xlsx").tables
    assert [row.name for row in found.rows] == ["Họp giao ban"]
    assert found.rows[0].place.row == 10


def test_three_lists_one_below_another_stay_three() -> None:
    """The third is about money: it is none of ours, and its rows are not the indicators'."""
    sheet = table(
        """
        I. DANH MỤC NHIỆM VỤ | | |
        TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành
        1 | Số hóa sổ bộ | Văn phòng | Quý II/2026
        | | |
        II. DANH MỤC CHỈ TIÊU | | |
        TT | Chỉ tiêu | Đơn vị tính | Mục tiêu năm 2026
        1 | Tỷ lệ hồ sơ trực tuyến | % | 80
        | | |
        III. KINH PHÍ | | |
        TT | Hạng mục | Số tiền | Nguồn
        1 | Máy chủ | 100 | NSĐP
        """,
        sheet="Tổng hợp",
    )
    result = read(sheet, kind="xlsx")
    assert [[row.name for row in one.rows] for one in result.tables] == [["Số hóa sổ bộ"], ["Tỷ lệ hồ sơ trực tuyến"]]
    assert "recognise.after_left_out" in codes(result)


def test_a_repeated_heading_is_no_other_table() -> None:
    found = read(
        lines("PHỤ LỤC"),
        table(
            """
            TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời hạn
            1 | Số hóa sổ bộ | Văn phòng | Quý II/2026
            TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời hạn
            2 | Rà soát hồ sơ | Văn phòng | Quý III/2026
            """
        ),
    )
    assert [row.number for row in found.tables[0].rows] == ["1", "2"]
