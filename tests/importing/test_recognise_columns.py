"""What columns mean: wordings of many offices, columns in any order, and contents where words do not tell."""

from __future__ import annotations

import pytest

from nq57desk.domain.plan import AppendixKind
from nq57desk.importing.recognise_columns import understand_columns
from tests.importing.sample_tables import codes, lines, one, read, table

TASK_HEADINGS = [
    (
        "STT|Tên nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Sản phẩm|Thời hạn",
        "number name lead coordinating product deadline",
    ),
    (
        "TT|Nội dung công việc|Người đứng đầu chịu trách nhiệm|Cơ quan chủ trì|Kết quả|Thời gian triển khai",
        "number name responsible lead product deadline",
    ),
    (
        "STT|Tên nhiệm vụ|Chủ trì chỉ đạo|Đơn vị chủ trì|Sản phẩm đầu ra|Thời gian thực hiện/hoàn thành|Ghi chú",
        "number name supervisor lead product deadline note",
    ),
    ("TT|Nhiệm vụ, giải pháp|Đơn vị thực hiện|Tiến độ", "number name lead deadline"),
    ("TT|Nhiệm vụ|Đơn vị chủ trì|Đơn vị thực hiện|Hoàn thành", "number name lead coordinating deadline"),
    ("TT|Nhiệm vụ|Đơn vị thực hiện/phối hợp|Chủ trì|Thời gian", "number name coordinating lead deadline"),
    ("Thời hạn|Sản phẩm|Phối hợp|Chủ trì|Nội dung|STT", "deadline product coordinating lead name number"),
    (
        "Số TT|Nội dung thực hiện|Lãnh đạo phụ trách|Cán bộ phụ trách|Thời điểm hoàn thành",
        "number name supervisor responsible deadline",
    ),
    (
        "STT|Nhiệm vụ|Căn cứ|Chủ trì|Kinh phí|Thời gian bắt đầu|Thời gian kết thúc/hoàn thành|Tình trạng",
        "number name - lead - - deadline -",
    ),
    (
        "STT|Nhiệm vụ|Thời gian / Bắt đầu|Thời gian / Hoàn thành|Phân công / Chủ trì|Phân công / Phối hợp",
        "number name - deadline lead coordinating",
    ),
    ("STT|Đầu việc|Mục tiêu|Chủ trì|Sản phẩm dự kiến|Hạn hoàn thành", "number name target lead product deadline"),
    ("NHIỆM VỤ|CƠ QUAN, ĐƠN VỊ CHỦ TRÌ|THỜI GIAN HOÀN THÀNH", "name lead deadline"),
]


@pytest.mark.parametrize(("headings", "fields"), TASK_HEADINGS)
def test_headings_of_task_lists(headings: str, fields: str) -> None:
    found = understand_columns(headings.split("|"), [])
    assert found.fields == tuple("" if field == "-" else field for field in fields.split())
    assert found.kind is AppendixKind.TASKS


INDICATOR_HEADINGS = [
    (
        "TT|Chỉ tiêu|Kết quả|Cơ quan, đơn vị chủ trì theo dõi, đánh giá và báo cáo|Ghi chú",
        "number name target lead note",
    ),
    ("STT|Tên chỉ tiêu|Đơn vị tính|Chỉ tiêu năm 2026|Đơn vị chủ trì", "number name unit target lead"),
    ("STT|Chỉ tiêu|ĐVT|Năm 2026|Năm 2027|Đến năm 2030|Chủ trì", "number name unit targets targets targets lead"),
    ("STT|Nội dung|Đơn vị tính|Quý I|Quý II|Quý III|Quý IV", "number name unit targets targets targets targets"),
    ("STT|Chỉ số|KPI|Đơn vị theo dõi, chủ trì", "number name target lead"),
    ("STT|Chỉ tiêu|Mục tiêu / Năm 2026|Mục tiêu / Năm 2030|Chủ trì", "number name targets targets lead"),
]


@pytest.mark.parametrize(("headings", "fields"), INDICATOR_HEADINGS)
def test_headings_of_indicator_lists(headings: str, fields: str) -> None:
    found = understand_columns(headings.split("|"), [])
    assert found.fields == tuple(fields.split())
    assert found.kind is AppendixKind.INDICATORS


def test_plan_of_indicators_names_the_indicator_and_keeps_the_task() -> None:
    headings = [
        "TT",
        "Chỉ tiêu",
        "Nhiệm vụ/Giải pháp",
        "Đơn vị chủ trì",
        "KPI/Chỉ số kết quả",
        "Thời hạn",
        "Kết quả/Sản phẩm",
    ]
    found = understand_columns(headings, [["1", "Tỷ lệ hồ sơ số hóa", "Số hóa", "Văn phòng", "100%", "Quý I", "Hồ sơ"]])
    assert found.kind is AppendixKind.INDICATOR_PLAN
    assert found.fields == ("number", "name", "", "lead", "target", "deadline", "product")


def test_values_under_chi_tieu_make_it_a_task_lists_target() -> None:
    rows = [["1", "Số hóa hồ sơ", "100%", "Văn phòng", "Quý I"], ["2", "Đào tạo", "≥ 80%", "Phòng Văn hóa", "Quý II"]]
    found = understand_columns(["STT", "Nhiệm vụ", "Chỉ tiêu", "Chủ trì", "Thời hạn"], rows)
    assert found.kind is AppendixKind.TASKS
    assert found.fields == ("number", "name", "target", "lead", "deadline")


def test_contents_tell_where_headings_do_not() -> None:
    rows = [
        ["1", "Nâng cấp mạng nội bộ", "Phòng Kinh tế", "Quý I/2026"],
        ["2", "Mở lớp tập huấn", "Công an phường", "Thường xuyên"],
        ["3", "Số hóa hồ sơ", "Văn phòng HĐND và UBND", "30/6/2026"],
    ]
    found = understand_columns(["STT", "Nhiệm vụ", "Nơi làm", "Khi nào"], rows)
    assert found.fields == ("number", "name", "lead", "deadline")


def test_clerks_own_choice_comes_first() -> None:
    found = understand_columns(
        ["STT", "Nhiệm vụ", "Kết quả", "Chủ trì", "Hoàn thành"],
        [],
        mapping={"Kết quả": "target", "Chủ trì": "responsible"},
    )
    assert found.fields == ("number", "name", "target", "responsible", "deadline")


def test_ticked_months_are_no_targets() -> None:
    rows = [["1", "Một", "Văn phòng", "x", ""], ["2", "Hai", "Văn phòng", "", "x"]]
    found = understand_columns(["STT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II"], rows)
    assert found.fields == ("number", "name", "lead", "", "")


def test_targets_come_out_with_their_headings() -> None:
    found = one(
        table(
            "STT | Chỉ tiêu | ĐVT | Mục tiêu | > | Cơ quan chủ trì\n^ | ^ | ^ | Năm 2026 | Năm 2030 | ^\n"
            "1 | Hồ sơ trực tuyến | % | ≥ 80 | 100 | Trung tâm\n"
        )
    )
    assert found.columns[3:5] == ("Mục tiêu / Năm 2026", "Mục tiêu / Năm 2030")
    assert found.rows[0].targets == (("Mục tiêu / Năm 2026", "≥ 80"), ("Mục tiêu / Năm 2030", "100"))
    assert (found.rows[0].unit, found.kind) == ("%", AppendixKind.INDICATORS)


def test_unknown_columns_are_kept_and_told() -> None:
    result = read(table("STT | Nhiệm vụ | Chủ trì | Mã hồ | Thời hạn\n1 | Một | Văn phòng | K7 | Quý I\n"))
    assert dict(result.tables[0].rows[0].cells)["Mã hồ"] == "K7"
    problem = next(p for p in result.problems if p.code == "recognise.column_kept")
    assert problem.place.column == "Mã hồ"


def test_heading_that_speaks_for_two_fields_is_told() -> None:
    result = read(table("STT | Nhiệm vụ | Chủ trì, phối hợp | Thời hạn\n1 | Một | Văn phòng; Công an | Quý I\n"))
    assert result.tables[0].rows[0].lead + result.tables[0].rows[0].coordinating == "Văn phòng; Công an"
    assert "recognise.two_meanings" in codes(result)


def test_same_heading_twice_hides_no_cell() -> None:
    found = one(table("STT | Nhiệm vụ | Chủ trì | Ghi chú | Ghi chú\n1 | Một | Văn phòng | a | b\n"))
    assert found.columns[3:] == ("Ghi chú", "Ghi chú (2)")
    assert dict(found.rows[0].cells)["Ghi chú (2)"] == "b"


def test_result_is_a_target_among_indicators_and_a_product_among_tasks() -> None:
    found = read(
        lines("=*PHỤ LỤC I: CHỈ TIÊU"),
        table("TT | Chỉ tiêu | Kết quả | Chủ trì\n1 | Tỷ lệ văn bản điện tử | 100% | Văn phòng\n"),
        lines("=*PHỤ LỤC II: NHIỆM VỤ"),
        table("TT | Nhiệm vụ | Kết quả | Chủ trì\n1 | Ký số văn bản | Báo cáo | Văn phòng\n", number=2),
    )
    assert [(read_table.kind.value, read_table.label) for read_table in found.tables] == [
        ("indicators", "PHỤ LỤC I"),
        ("tasks", "PHỤ LỤC II"),
    ]
    assert found.tables[0].rows[0].target == "100%"
    assert found.tables[1].rows[0].product == "Báo cáo"
