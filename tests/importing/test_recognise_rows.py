"""Which rows are sections, rows, sub-rows and rests of rows, by small tables of a fictitious ward."""

from __future__ import annotations

import pytest

from nq57desk.domain.plan import Numbering
from tests.importing.sample_tables import codes, lines, one, outline, read, table

HEAD = "STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời hạn\n"
WORK = "| Phòng Văn hóa - Xã hội | Công an phường | Báo cáo | Quý I/2026\n"


def test_sections_with_and_without_merging_numbers_and_titles() -> None:
    found = one(
        table(
            HEAD
            + "*I | *Hạ tầng số | > | > | > | >\n"
            + "1 | Nâng cấp đường truyền "
            + WORK
            + "*II | *Dữ liệu số | | | |\n"
            + "2 | Số hóa hồ sơ "
            + WORK
            + "*III. Nhân lực số | > | > | > | > | >\n"
            + "3 | Mở lớp tập huấn "
            + WORK
            + "*An toàn thông tin | > | > | > | > | >\n"
            + "4 | Cài phần mềm bảo vệ "
            + WORK
            + "V | | | | |\n"
            + "5 | Bố trí kinh phí "
            + WORK
        )
    )
    assert [(section.number, section.title) for section in found.sections] == [
        ("I", "Hạ tầng số"),
        ("II", "Dữ liệu số"),
        ("III", "Nhân lực số"),
        ("", "An toàn thông tin"),
        ("V", ""),
    ]
    assert [row.section for row in found.rows] == [0, 1, 2, 3, 4]
    assert found.numbering is Numbering.CONTINUOUS


def test_letters_above_roman_sections_are_sections_too() -> None:
    found = one(
        table(
            HEAD
            + "*A | *NHIỆM VỤ CHUNG | > | > | > | >\n*I | *Hạ tầng | > | > | > | >\n"
            + "1 | Nâng cấp mạng "
            + WORK
            + "*B | *NHIỆM VỤ RIÊNG | > | > | > | >\n"
            + "1 | Lập tổ công nghệ số "
            + WORK
        )
    )
    assert [section.number for section in found.sections] == ["A", "I", "B"]
    assert outline(found) == ["I 1: Nâng cấp mạng", "B 1: Lập tổ công nghệ số"]
    assert found.numbering is Numbering.PER_SECTION


def test_dotted_numbers_are_under_their_parents_within_the_section() -> None:
    found = one(
        table(
            HEAD
            + "I | *Một | > | > | > | >\n"
            + "1. | Chuyển đổi số trường học | | | |\n"
            + "1.1. | Học bạ số "
            + WORK
            + "1.2 | Tuyển sinh trực tuyến "
            + WORK
            + "1.2.1 | Lớp một "
            + WORK
            + "II | *Hai | > | > | > | >\n"
            + "1.1 | Không có dòng 1 trong mục này "
            + WORK
        )
    )
    assert outline(found) == [
        "I 1.: Chuyển đổi số trường học",
        "I 1.1.<1.: Học bạ số",
        "I 1.2<1.: Tuyển sinh trực tuyến",
        "I 1.2.1<1.2: Lớp một",
        "II 1.1: Không có dòng 1 trong mục này",
    ]
    assert found.numbering is Numbering.HIERARCHICAL


def test_number_merged_down_makes_sub_rows() -> None:
    found = one(
        table(
            HEAD
            + "1 | Giáo dục số | | | |\n"
            + "^ | Học bạ số | Phòng Văn hóa - Xã hội | Các trường | Cơ sở dữ liệu | Quý II\n"
            + "^ | Tuyển sinh trực tuyến | Phòng Văn hóa - Xã hội | Các trường | Hệ thống | Quý III\n"
            + "2 | Y tế số "
            + WORK
        )
    )
    assert outline(found) == ["1: Giáo dục số", "<1: Học bạ số", "<1: Tuyển sinh trực tuyến", "2: Y tế số"]
    assert [dict(row.cells)["STT"] for row in found.rows] == ["1", "", "", "2"]


def test_lead_merged_down_fills_only_the_rows_it_reaches() -> None:
    found = one(
        table(
            HEAD
            + "1 | Một | Văn phòng | Công an | Báo cáo | Quý I\n"
            + "2 | Hai | ^ | | Báo cáo | ^\n"
            + "3 | Ba | Phòng Kinh tế | | Báo cáo |\n"
        )
    )
    assert [row.lead for row in found.rows] == ["Văn phòng", "Văn phòng", "Phòng Kinh tế"]
    assert [row.deadline for row in found.rows] == ["Quý I", "Quý I", ""]
    assert [row.coordinating for row in found.rows] == ["Công an", "", ""]


def test_group_row_takes_unnumbered_rows_and_bullets_are_under_their_row() -> None:
    found = one(
        table(
            HEAD
            + "1 | Ứng dụng số trong y tế: | | | |\n"
            + " | Hồ sơ sức khỏe điện tử "
            + WORK
            + " | Đặt lịch khám trực tuyến | Trạm Y tế | Các tổ dân phố | Ứng dụng | Quý IV/2026\n"
            + "2 | Văn hóa số "
            + WORK
            + "- | Số hóa di tích | Văn phòng | Phòng Kinh tế | Dữ liệu | Tháng 9/2026\n"
        )
    )
    assert outline(found) == [
        "1: Ứng dụng số trong y tế:",
        "<1: Hồ sơ sức khỏe điện tử",
        "<1: Đặt lịch khám trực tuyến",
        "2: Văn hóa số",
        "-<2: Số hóa di tích",
    ]


def test_letters_are_under_the_number_above() -> None:
    found = one(
        table(
            HEAD + "1 | Tuyên truyền | | | |\n" + "a) | Trên loa " + WORK + "b) | Trên mạng " + WORK + "2 | Hai " + WORK
        )
    )
    assert outline(found) == ["1: Tuyên truyền", "a)<1: Trên loa", "b)<1: Trên mạng", "2: Hai"]


def test_row_split_over_pages_is_one_row() -> None:
    found = one(
        table(HEAD + "1 | Rà soát, nâng cấp hạ | Văn phòng HĐND và | Các phòng | Báo cáo | Quý\n", page=1),
        table(HEAD + " | tầng số của phường | UBND | | | I/2026\n2 | Mở lớp tập huấn " + WORK, number=2, page=2),
    )
    assert outline(found) == ["1: Rà soát, nâng cấp hạ tầng số của phường", "2: Mở lớp tập huấn"]
    assert (found.rows[0].lead, found.rows[0].deadline) == ("Văn phòng HĐND và UBND", "Quý I/2026")


def test_split_text_that_goes_on_with_a_capital_is_known_by_the_other_rows() -> None:
    found = one(
        table(
            HEAD
            + "1 | Kiểm tra an toàn | Văn phòng HĐND và UBND | Các tổ dân phố | Biên bản | Quý I\n"
            + "2 | Phối hợp với Sở | Văn phòng HĐND và | Các tổ dân | Biên bản | Quý I\n"
        ),
        table(HEAD + " | Khoa học và Công nghệ | UBND | phố | |\n", number=2),
    )
    assert outline(found) == ["1: Kiểm tra an toàn", "2: Phối hợp với Sở Khoa học và Công nghệ"]


def test_unnumbered_row_with_its_own_say_is_no_rest() -> None:
    result = read(
        table(HEAD + "1 | Kiểm tra an toàn thông tin. " + WORK),
        table(HEAD + " | Diễn tập ứng cứu sự cố. | Công an phường | Văn phòng | Kế hoạch | Quý III/2026\n", number=2),
    )
    assert outline(result.tables[0]) == ["1: Kiểm tra an toàn thông tin.", ": Diễn tập ứng cứu sự cố."]
    assert "recognise.row_without_number" in codes(result)


def test_row_split_over_three_pages() -> None:
    found = one(
        table(HEAD + "1 | Triển khai đồng bộ các giải pháp, " + WORK),
        table(HEAD + " | bảo đảm đường truyền và | | | |\n", number=2),
        table(HEAD + " | thiết bị làm việc | | | |\n", number=3),
    )
    assert outline(found) == ["1: Triển khai đồng bộ các giải pháp, bảo đảm đường truyền và thiết bị làm việc"]


def test_section_title_split_over_pages() -> None:
    found = one(
        table(HEAD + "1 | Một " + WORK + "*II | *Phát triển hạ tầng số và nền tảng | > | > | > | >\n"),
        table(HEAD + " | *số dùng chung | > | > | > | >\n2 | Hai " + WORK, number=2),
    )
    assert [section.title for section in found.sections] == ["Phát triển hạ tầng số và nền tảng số dùng chung"]


def test_header_repeated_in_the_middle_and_right_after_a_section() -> None:
    found = one(table(HEAD + "*I | *Hạ tầng | > | > | > | >\n" + HEAD + "1 | Một " + WORK + HEAD + "2 | Hai " + WORK))
    assert outline(found) == ["I 1: Một", "I 2: Hai"]


def test_counting_row_totals_notes_and_empty_rows_are_left_out_with_a_word() -> None:
    result = read(
        table(
            HEAD
            + "(1) | (2) | (3) | (4) | (5) | (6)\n"
            + "1 | Một "
            + WORK
            + " | | | | |\n"
            + "2 | Hai "
            + WORK
            + "*Tổng cộng: | > | 2 | | |\n"
            + "Tổng cộng: 2 nhiệm vụ | > | | | |\n"
            + "Danh mục này gồm 2 nhiệm vụ./. | | | | |\n"
            + "Ghi chú: các mốc tính theo năm 2026 | > | > | > | > | >\n"
        )
    )
    assert outline(result.tables[0]) == ["1: Một", "2: Hai"]
    assert {"recognise.total_left_out", "recognise.note_left_out"} <= codes(result)


def test_section_number_broken_by_a_narrow_column_is_whole_again() -> None:
    found = one(
        table(
            HEAD
            + "*VI | *Hạ tầng | > | > | > | >\n1 | Một "
            + WORK
            + "*VI I | *Dữ liệu | > | > | > | >\n1 | Hai "
            + WORK
        )
    )
    assert [section.number for section in found.sections] == ["VI", "VII"]


def test_names_that_begin_like_a_total_or_a_note_stay_rows() -> None:
    found = one(
        table(
            HEAD
            + "1 | Cộng đồng số "
            + WORK
            + "2 | Tổng hợp, báo cáo | | | |\n"
            + "3 | Nguồn nhân lực số | | | |\n"
            + "4 | Công việc thường xuyên "
            + WORK
        )
    )
    assert len(found.rows) == 4


def test_rows_without_numbers_at_all() -> None:
    found = one(
        table(
            "Nhiệm vụ | Chủ trì | Thời hạn\n"
            "Nâng cấp mạng | Văn phòng | Quý I\n"
            "Mở lớp tập huấn | Phòng Văn hóa | Quý II\n"
        )
    )
    assert [row.name for row in found.rows] == ["Nâng cấp mạng", "Mở lớp tập huấn"]
    assert found.numbering is Numbering.NONE


def test_two_paragraphs_in_a_cell_stay_two() -> None:
    found = one(table(HEAD + "1 | (1) Rà soát./n(2) Báo cáo. " + WORK))
    assert found.rows[0].name == "(1) Rà soát.\n(2) Báo cáo."


def test_double_numbering_under_a_header_of_two_levels() -> None:
    head = "STT | > | Nội dung | Cơ quan chủ trì | Thời gian hoàn thành\nTT | Chi tiết | ^ | ^ | ^\n"
    found = one(
        lines("=*PHỤ LỤC I: DANH MỤC NHIỆM VỤ"),
        table(head + "I | | | |\n1 | 1 | Một | Văn phòng | Quý I\n2 | 2 | Hai | Văn phòng | Quý I\n", page=1),
        table(head + "II. | | | |\n3 | 1 | Ba của mục | Văn phòng | Khi có\n", number=2, page=2),
        table(head + " | | hai | | hướng dẫn\n4 | 2 | Bốn | Văn phòng | Quý II\n", number=3, page=3),
    )
    assert found.columns[:3] == ("STT / TT", "STT / Chi tiết", "Nội dung")
    assert found.fields == ("number", "second_number", "name", "lead", "deadline")
    assert found.numbering is Numbering.DOUBLE
    assert [(section.number, section.title) for section in found.sections] == [("I", ""), ("II.", "")]
    assert [(row.number, row.second_number, row.name) for row in found.rows] == [
        ("1", "1", "Một"),
        ("2", "2", "Hai"),
        ("3", "1", "Ba của mục hai"),
        ("4", "2", "Bốn"),
    ]
    assert found.rows[2].deadline == "Khi có hướng dẫn"


def test_double_header_without_merging_as_in_pasted_text() -> None:
    found = one(
        table(
            "STT | | Nội dung | Cơ quan chủ trì | Thời gian hoàn thành\nTT | Chi tiết | | |\n"
            "1 | 1 | Một | Văn phòng | Quý I\n2 | 1 | Hai | Văn phòng | Quý I\n"
        )
    )
    assert found.columns == ("STT / TT", "STT / Chi tiết", "Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành")
    assert [row.second_number for row in found.rows] == ["1", "1"]


def test_numbers_twice_and_gaps_are_told() -> None:
    result = read(table(HEAD + "1 | Một " + WORK + "2 | Hai " + WORK + "2 | Hai nữa " + WORK + "6 | Sáu " + WORK))
    told = {problem.code: dict(problem.words) for problem in result.problems}
    assert told["recognise.number_twice"] == {"number": "2"}
    assert told["recognise.number_gap"] == {"missing": "3–5"}
    assert len(result.tables[0].rows) == 4


def test_row_without_name_is_kept_and_told() -> None:
    result = read(table(HEAD + "1 | Một " + WORK + "2 | " + WORK))
    assert len(result.tables[0].rows) == 2
    problem = next(p for p in result.problems if p.code == "recognise.row_without_name")
    assert (problem.place.table, problem.place.row) == (1, 3)


def test_numbers_that_a_spreadsheet_holds_as_decimals() -> None:
    rows = "".join(f"1,{at} | Việc {at} {WORK}" for at in (*range(1, 10), 1, 11))
    found = one(table(HEAD + "1 | Nhóm việc | | | |\n" + rows, sheet="PL"), kind="xlsx")
    assert [row.number for row in found.rows] == ["1", *(f"1.{at}" for at in range(1, 12))]
    assert {row.parent for row in found.rows[1:]} == {0}


RESTS = [
    (" | Báo cáo kết quả hằng tháng. | | | |", True, "a new sentence that names neither body nor time"),
    (" | (2) Kiểm tra việc thực hiện; | | | |", True, "the next item of the same cell"),
    (" | báo cáo kết quả | | Công an phường | |", True, "small letters, though the body is one that stands elsewhere"),
    (" | Báo cáo kết quả | Văn phòng | | | Quý II/2026", False, "its own body and time"),
    (" | Các việc về y tế: | | | |", False, "a group that opens"),
]


@pytest.mark.parametrize(("row", "is_rest", "why"), RESTS, ids=[why for _, _, why in RESTS])
def test_row_without_number_after_a_pages_end(row: str, is_rest: bool, why: str) -> None:
    found = one(
        table(HEAD + "1 | Một " + WORK + "2 | (1) Rà soát quy trình nội bộ; " + WORK),
        table(HEAD + row + "\n3 | Ba " + WORK, number=2),
    )
    assert (len(found.rows) == 3) is is_rest, why


def test_number_that_stands_on_the_second_page_of_a_cut_row() -> None:
    found = one(
        table(HEAD + "1 | Tập huấn " + WORK + " | Nâng cấp đường truyền, thiết bị và | Văn phòng | | |\n"),
        table(HEAD + "2 | phần mềm của phường | | Công an | Báo cáo | Quý I\n3 | Ba " + WORK, number=2),
    )
    assert outline(found) == ["1: Tập huấn", "2: Nâng cấp đường truyền, thiết bị và phần mềm của phường", "3: Ba"]


def test_what_the_pages_lines_tell_decides_the_doubtful() -> None:
    parts = (
        table(HEAD + "1 | Làm việc với Sở | Văn phòng | Công an | Báo cáo | Quý\n", page=1),
        HEAD + " | Khoa học và Công nghệ | | | chuyên đề | I/2026\n",
    )
    joined = one(parts[0], table(parts[1], number=2, page=2, continues=(None, True)))
    assert [row.deadline for row in joined.rows] == ["Quý I/2026"]


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (1, 0, 3, 2, 5, 4), (2, 5, 0, 1, 4, 3)])
def test_columns_in_any_order(order: tuple[int, ...]) -> None:
    rows = [HEAD.split("|"), *[["1", "Nâng cấp mạng", "Văn phòng", "Công an", "Báo cáo", "Quý I"]]]
    grid = "\n".join(" | ".join(row[at].strip() for at in order) for row in rows)
    row = one(table(grid)).rows[0]
    assert (row.number, row.name, row.lead, row.coordinating) == ("1", "Nâng cấp mạng", "Văn phòng", "Công an")
    assert (row.product, row.deadline) == ("Báo cáo", "Quý I")
