"""Which tables are lists, which go on from the one before, and what they are called."""

from __future__ import annotations

import pytest

from nq57desk.domain.problems import Place
from nq57desk.importing.reading import RawCell, RawFile, RawRow, RawTable
from nq57desk.importing.recognise import recognise
from tests.importing.sample_tables import codes, lines, one, outline, read, table

HEAD = "STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn\n"
LETTERHEAD = table(
    "UBND PHƯỜNG SAO MAI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 15/KH-UBND | Sao Mai, ngày 05 tháng 02 năm 2026\n"
)
SIGNATURE = table("Nơi nhận:/n- Đảng ủy;/n- Lưu: VT. | TM. ỦY BAN NHÂN DÂN/nCHỦ TỊCH/nTrần Văn Sao\n", number=3)


def test_letterhead_and_signature_are_no_lists() -> None:
    result = read(LETTERHEAD, table(HEAD + "1 | Một | Văn phòng | Quý I\n", number=2), SIGNATURE)
    assert [outline(found) for found in result.tables] == [["1: Một"]]
    assert codes(result) == set()


def test_no_list_is_told_with_how_many_tables_there_were() -> None:
    result = read(LETTERHEAD, table("Họ tên | Chức vụ\nTrần Văn Sao | Chủ tịch\n", number=2))
    assert result.tables == ()
    problem = next(p for p in result.problems if p.code == "recognise.no_table")
    assert dict(problem.words)["tables"] == "2"


def test_table_of_another_thing_beside_a_list_is_told() -> None:
    result = read(
        table("Họ tên | Chức vụ | Điện thoại\nTrần Sao | Chủ tịch | 0900\nLê Mai | Phó Chủ tịch | 0901\n"),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n", number=2),
    )
    assert "recognise.tables_left_out" in codes(result)


def test_one_list_over_several_tables_with_and_without_header() -> None:
    found = one(
        lines("=*PHỤ LỤC SỐ 01\n=*NHIỆM VỤ NĂM 2026"),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n"),
        lines("(tiếp theo)"),
        table(HEAD + "2 | Hai | Văn phòng | Quý I\n", number=2),
        table("3 | Ba | Văn phòng | Quý I\n4 | Bốn | Văn phòng | Quý II\n", number=3),
    )
    assert outline(found) == ["1: Một", "2: Hai", "3: Ba", "4: Bốn"]
    assert (found.label, found.title) == ("PHỤ LỤC SỐ 01", "NHIỆM VỤ NĂM 2026")


def test_row_cut_between_two_tables_goes_on_and_no_later_row_is_taken_for_a_header() -> None:
    found = one(
        table(HEAD + "1 | Xây dựng kế hoạch thực hiện | Văn phòng | Quý I\n"),
        table(
            " | nghị quyết của phường năm 2026 | |\n2 | Đăng ký kinh phí | Phòng Kinh tế | Năm 2026\n"
            "3 | Nhiệm vụ phối hợp | Cơ quan chủ trì đề án | Năm 2026\n",
            number=2,
        ),
    )
    assert outline(found) == [
        "1: Xây dựng kế hoạch thực hiện nghị quyết của phường năm 2026",
        "2: Đăng ký kinh phí",
        "3: Nhiệm vụ phối hợp",
    ]


def test_pdf_page_whose_grid_lost_a_column_goes_on() -> None:
    edges = (50.0, 80.0, 300.0, 400.0, 500.0)
    found = one(
        table(HEAD + "1 | Một | Văn phòng | Quý I\n", page=1, edges=edges),
        table("2 | Hai | Văn phòng\n", number=2, page=2, edges=(51.0, 80.0, 299.0, 500.0)),
    )
    assert outline(found) == ["1: Một", "2: Hai"]
    assert found.rows[1].lead == "Văn phòng"


def test_same_header_that_counts_again_is_another_list() -> None:
    result = read(
        table(HEAD + "1 | Một | Văn phòng | Quý I\n2 | Hai | Văn phòng | Quý I\n"),
        table(HEAD + "1 | Việc khác | Công an phường | Quý II\n", number=2),
    )
    assert [outline(found) for found in result.tables] == [["1: Một", "2: Hai"], ["1: Việc khác"]]


def test_section_opened_on_the_next_page_may_count_again() -> None:
    found = one(
        table(HEAD + "I | *Hạ tầng | > | >\n1 | Một | Văn phòng | Quý I\n"),
        table(HEAD + "II | *Dữ liệu | > | >\n1 | Hai | Văn phòng | Quý I\n", number=2),
    )
    assert outline(found) == ["I 1: Một", "II 1: Hai"]


@pytest.mark.parametrize("mark", ["", "*", "=*"])
def test_a_table_for_each_section_with_its_line_above_is_one_list(mark: str) -> None:
    found = one(
        lines(f"=*PHỤ LỤC\n=*NHIỆM VỤ NĂM 2026\n{mark}I. Hạ tầng số"),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n2 | Hai | Văn phòng | Quý I\n"),
        lines(f"{mark}II. Dữ liệu số"),
        table(HEAD + "1 | Ba | Văn phòng | Quý I\n", number=2),
        lines(f"{mark}III. Nhân lực"),
        table(HEAD + "1 | Bốn | Văn phòng | Quý I\n", number=3),
    )
    assert outline(found) == ["I 1: Một", "I 2: Hai", "II 1: Ba", "III 1: Bốn"]
    assert [section.title for section in found.sections] == ["Hạ tầng số", "Dữ liệu số", "Nhân lực"]
    assert (found.label, found.title) == ("PHỤ LỤC", "NHIỆM VỤ NĂM 2026")


def test_lists_of_another_shape_or_with_letters_keep_apart() -> None:
    result = read(
        lines("=*PHỤ LỤC\n=*A. CỦA THÀNH PHỐ"),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n"),
        lines("=*B. CỦA PHƯỜNG"),
        table(HEAD + "1 | Hai | Văn phòng | Quý I\n", number=2),
    )
    assert [(found.label, found.title) for found in result.tables] == [
        ("PHỤ LỤC.A", "CỦA THÀNH PHỐ"),
        ("PHỤ LỤC.B", "CỦA PHƯỜNG"),
    ]


def test_labels_of_lists_under_one_appendix() -> None:
    result = read(
        lines("=*PHỤ LỤC II: CHỈ TIÊU NĂM 2026\n=*A. CHỈ TIÊU CỦA THÀNH PHỐ"),
        table("TT | Chỉ tiêu | Kết quả | Chủ trì\n1 | Tỷ lệ ký số | 100% | Văn phòng\n"),
        lines("=*B. CHỈ TIÊU CỦA PHƯỜNG"),
        table("TT | Chỉ tiêu | KPI | Chủ trì\n1 | Tỷ lệ trực tuyến | 90% | Trung tâm\n", number=2),
        lines("=*Phụ lục III\n=*NHIỆM VỤ\n(Ban hành kèm theo Kế hoạch số 15/KH-UBND)"),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n", number=3),
    )
    assert [(found.label, found.title) for found in result.tables] == [
        ("PHỤ LỤC II.A", "CHỈ TIÊU CỦA THÀNH PHỐ"),
        ("PHỤ LỤC II.B", "CHỈ TIÊU CỦA PHƯỜNG"),
        ("Phụ lục III", "NHIỆM VỤ"),
    ]
    assert result.tables[2].heading_lines[-1].startswith("(Ban hành")


def test_pointer_over_two_lines_is_no_part_of_the_title() -> None:
    found = one(
        lines(
            "=*PHỤ LỤC I\n=*DANH MỤC NHIỆM VỤ\n"
            "=(Kèm theo Quyết định số 01/QĐ-BCĐ ngày 15/4/2026 của BAN CHỈ ĐẠO VỀ PHÁT TRIỂN KHOA HỌC,\n"
            "=CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO PHƯỜNG SAO MAI)"
        ),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n"),
    )
    assert (found.label, found.title) == ("PHỤ LỤC I", "DANH MỤC NHIỆM VỤ")
    assert len(found.heading_lines) == 4


def test_text_above_a_table_is_no_heading() -> None:
    found = one(
        lines("II. NHIỆM VỤ\nCác phòng thực hiện theo bảng dưới đây, bảo đảm đúng thời hạn đã giao."),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n"),
    )
    assert (found.label, found.title, found.heading_lines) == ("", "", ())


SHEET_TOP = (
    "UBND PHƯỜNG SAO MAI | > | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | >\n"
    " | | *Độc lập - Tự do - Hạnh phúc | >\n"
    " | | |\n"
    "*PHỤ LỤC 01 | > | > | >\n"
    "*NHIỆM VỤ NĂM 2026 | > | > | >\n"
    "(Ban hành kèm theo Kế hoạch số 15/KH-UBND ngày 05/02/2026 của UBND phường Sao Mai) | > | > | >\n"
)


def test_sheet_with_letterhead_titles_rows_notes_and_signature() -> None:
    result = read(
        table(
            SHEET_TOP
            + HEAD
            + "1 | Một | Văn phòng | Quý I\n | | |\n2 | Hai | Công an phường | Quý II\n"
            + "Ghi chú: thời hạn theo quý | > | > | >\n"
            + " | | NGƯỜI LẬP BIỂU | \n | | Lê Mai | \n",
            sheet="PL01",
        ),
        kind="xlsx",
    )
    found = result.tables[0]
    assert outline(found) == ["1: Một", "2: Hai"]
    assert (found.label, found.title) == ("PHỤ LỤC 01", "NHIỆM VỤ NĂM 2026")
    assert (result.document.org, result.document.symbol, result.document.number) == (
        "UBND phường Sao Mai",
        "KH-UBND",
        "15",
    )
    assert {"recognise.note_left_out", "recognise.after_left_out"} <= codes(result)
    assert found.rows[1].place.sheet == "PL01"


def test_guide_sheet_first_is_skipped() -> None:
    result = read(
        table("STT | Nội dung | Thời hạn\n1 | Nhập mỗi nhiệm vụ một dòng | dạng ngày/tháng/năm\n", sheet="Hướng dẫn"),
        table(HEAD + "1 | Một | Văn phòng | Quý I\n", sheet="Nhiệm vụ"),
        kind="xlsx",
    )
    assert [outline(found) for found in result.tables] == [["1: Một"]]
    assert "recognise.guide_skipped" in codes(result)


def test_hidden_columns_are_left_out_with_a_word() -> None:
    result = read(
        table(
            "STT | Nhiệm vụ | Mã nội bộ | Chủ trì | Thời hạn\n1 | Một | 77 | Văn phòng | Quý I\n",
            sheet="A",
            hidden=(2,),
        ),
        kind="xlsx",
    )
    assert result.tables[0].columns == ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    assert result.tables[0].rows[0].lead == "Văn phòng"
    assert "recognise.hidden_column" in codes(result)


def test_two_lists_on_one_sheet() -> None:
    result = read(
        table(
            "*PHỤ LỤC I: CHỈ TIÊU | > | > | >\nTT | Chỉ tiêu | Kết quả | Chủ trì\n1 | Tỷ lệ ký số | 100% | Văn phòng\n"
            "*PHỤ LỤC II: NHIỆM VỤ | > | > | >\n" + HEAD + "1 | Một | Văn phòng | Quý I\n",
            sheet="Tổng hợp",
        ),
        kind="xlsx",
    )
    assert [(found.label, len(found.rows)) for found in result.tables] == [("PHỤ LỤC I", 1), ("PHỤ LỤC II", 1)]


def test_empty_columns_of_a_sheet_fall_out() -> None:
    found = one(
        table("STT | Nhiệm vụ | Chủ trì | Thời hạn | |\n1 | Một | Văn phòng | Quý I | | \n", sheet="A"), kind="xlsx"
    )
    assert found.columns == ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")


def test_column_without_heading_but_with_texts_is_kept() -> None:
    found = one(table("STT | Nhiệm vụ | Chủ trì | Thời hạn |\n1 | Một | Văn phòng | Quý I | gấp\n"))
    assert dict(found.rows[0].cells)["(cột 5)"] == "gấp"


def test_header_cells_reaching_over_noise_columns_of_a_grid() -> None:
    found = one(table("STT | Nhiệm vụ | > | Chủ trì | Thời hạn\n1 | Một | > | Văn phòng | Quý I\n"))
    assert found.columns == ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    assert found.rows[0].name == "Một"


def test_only_one_of_several_lists() -> None:
    raw = RawFile(
        "a.docx",
        "docx",
        (
            *lines("=*PHỤ LỤC I"),
            table(HEAD + "1 | Một | Văn phòng | Quý I\n"),
            *lines("=*PHỤ LỤC II"),
            table(HEAD + "1 | Hai | Văn phòng | Quý I\n", number=2),
        ),
    )
    assert [found.label for found in recognise(raw, only_table=2).tables] == ["PHỤ LỤC II"]
    assert codes(recognise(raw, only_table=5)) == {"recognise.no_such_table"}


def test_twenty_thousand_rows_are_one_list() -> None:
    words = (
        "1",
        "Nâng cấp đường truyền số liệu của phường",
        "Văn phòng HĐND và UBND",
        "Công an phường",
        "Báo cáo",
        "Quý I",
    )
    head = RawRow(tuple(RawCell(text) for text in ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn")))
    rows = [
        RawRow((RawCell(str(at)), *(RawCell(text) for text in words[1:])), Place(sheet="A", row=at))
        for at in range(1, 20_001)
    ]
    big = RawTable((head, *rows), 6, Place(sheet="A"), sheet=True)
    result = read(big, kind="xlsx")
    assert len(result.tables[0].rows) == 20_000
    assert codes(result) == set()


def test_pasted_rows_without_their_header_are_understood_by_contents() -> None:
    rows = (
        "1 | Nâng cấp mạng nội bộ của phường | Văn phòng HĐND và UBND | Quý I/2026\n"
        "2 | Tập huấn kỹ năng số cho cán bộ | Phòng Văn hóa - Xã hội | Thường xuyên\n"
    )
    result = read(table(rows), kind="html")
    assert result.tables[0].fields == ("number", "name", "lead", "deadline")
    assert outline(result.tables[0])[1] == "2: Tập huấn kỹ năng số cho cán bộ"
    assert codes(result) == {"recognise.no_header"}
    assert codes(read(table(rows))) == {"recognise.no_table"}


def test_table_of_another_thing_with_as_many_columns_does_not_go_on() -> None:
    result = read(
        table(HEAD + "1 | Một | Văn phòng | Quý I\n"),
        table("Họ tên | Chức vụ | Điện thoại | Địa chỉ\nTrần Sao | Chủ tịch | 0900 | Sao Mai\n", number=2),
    )
    assert outline(result.tables[0]) == ["1: Một"]


def test_clerks_choice_reaches_the_rows() -> None:
    raw = RawFile("a.docx", "docx", (table("STT | Nhiệm vụ | Mã hồ | Chủ trì\n1 | Một | K7 | Văn phòng\n"),))
    assert recognise(raw, mapping={"Mã hồ": "note"}).tables[0].rows[0].note == "K7"
    assert recognise(raw, mapping={"Mã hồ": "không có"}).tables[0].rows[0].note == ""


def test_sheet_without_a_list_says_nothing_of_the_document() -> None:
    result = read(
        table("*HƯỚNG DẪN NHẬP LIỆU | >\nMỗi dòng một nhiệm vụ | \n", sheet="Sheet1"),
        table(SHEET_TOP + HEAD + "1 | Một | Văn phòng | Quý I\n", sheet="PL"),
        kind="xlsx",
    )
    assert (result.document.kind, result.document.title) == ("Kế hoạch", None)
    assert codes(result) == {"recognise.sheet_left_out"}


def test_header_without_rows_is_told() -> None:
    assert codes(read(table(HEAD))) == {"recognise.no_rows"}
