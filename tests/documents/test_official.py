"""Names, dates and lines of the frame, as tables of examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nq57desk.documents import official
from nq57desk.documents.layout import plain
from nq57desk.domain.plan import Plan
from tests.documents.papers import FORM, OFFICE, PLAN

GAP = "\u00a0"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân phường Sao Mai", "ỦY BAN NHÂN DÂN\nPHƯỜNG SAO MAI"),
        ("UBND xã Bình Minh", "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH"),
        ("UỶ BAN NHÂN DÂN  PHƯỜNG SAO MAI", "UỶ BAN NHÂN DÂN\nPHƯỜNG SAO MAI"),
        ("Ủy ban nhân dân đặc khu Hòn Mây", "ỦY BAN NHÂN DÂN\nĐẶC KHU HÒN MÂY"),
        ("Ban Chỉ đạo chuyển đổi số phường Sao Mai", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ\nPHƯỜNG SAO MAI"),
        ("Phòng Văn hóa - Xã hội", "PHÒNG VĂN HÓA - XÃ HỘI"),
        ("Phòng Văn hóa - Xã hội phường Sao Mai", "PHÒNG VĂN HÓA - XÃ HỘI\nPHƯỜNG SAO MAI"),
        ("Văn phòng", "VĂN PHÒNG"),
    ],
)
def test_the_issuing_body_in_capitals_with_its_unit_below(name: str, lines: str) -> None:
    assert official.issuer_lines(name, FORM) == lines


@pytest.mark.parametrize(
    ("name", "in_a_sentence"),
    [
        ("", OFFICE),
        ("UBND phường Sao Mai", OFFICE),
        ("UỶ BAN NHÂN DÂN PHƯỜNG SAO MAI", OFFICE),
        ("ỦY BAN NHÂN DÂN XÃ BÌNH MINH", "Ủy ban nhân dân xã Bình Minh"),
        ("Ủy ban nhân dân xã Bình Minh", "Ủy ban nhân dân xã Bình Minh"),
        ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "Ban Chỉ đạo chuyển đổi số"),
        (
            "BAN CHỈ ĐẠO VỀ CẢI CÁCH HÀNH CHÍNH VÀ ĐỀ ÁN 06 PHƯỜNG SAO MAI",
            "Ban Chỉ đạo về cải cách hành chính và Đề án 06 phường Sao Mai",
        ),
        ("ĐẢNG UỶ PHƯỜNG SAO MAI", "Đảng ủy phường Sao Mai"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "PHÒNG VĂN HÓA - XÃ HỘI"),
    ],
)
def test_the_issuing_body_in_a_sentence(name: str, in_a_sentence: str) -> None:
    assert official.running_name(name, OFFICE, FORM) == in_a_sentence


def test_names_that_differ_by_one_mark_are_different() -> None:
    name = "ỦY BAN NHÂN DÂN XÃ BÌNH MÌNH"
    assert official.running_name(name, "Ủy ban nhân dân xã Bình Minh", FORM) == "Ủy ban nhân dân xã Bình Mình"


@pytest.mark.parametrize(
    ("name", "person", "place", "in_a_sentence"),
    [
        ("Ủy ban nhân dân phường Hồng Bàng", False, "Hồng Bàng", "Ủy ban nhân dân phường Hồng Bàng"),
        ("Ủy ban nhân dân phường Lê Chân", True, "Phường Lê Chân", "Ủy ban nhân dân Phường Lê Chân"),
        ("ỦY BAN NHÂN DÂN XÃ TRẦN PHÚ", True, "Xã Trần Phú", "Ủy ban nhân dân Xã Trần Phú"),
        ("UBND đặc khu Cát Hải", False, "Cát Hải", "UBND đặc khu Cát Hải"),
        ("Đảng ủy phường 12", True, "Phường 12", "Đảng ủy Phường 12"),
        ("Phòng Văn hóa - Xã hội phường Sao Mai", False, "Sao Mai", "Phòng Văn hóa - Xã hội phường Sao Mai"),
        ("Ủy ban nhân dân phường Sao Mai, thành phố Biển Xanh", False, "Sao Mai", None),
        ("Văn phòng", True, "", "Văn phòng"),
    ],
)
def test_units_named_after_persons(name: str, person: bool, place: str, in_a_sentence: str | None) -> None:
    assert official.place_name(name, person) == place
    if in_a_sentence is not None:
        assert official.running_name(name, "", FORM, named_after_person=person) == in_a_sentence


@pytest.mark.parametrize(
    ("position", "count", "label"), [(1, 1, "Phụ lục"), (1, 2, "Phụ lục I"), (4, 5, "Phụ lục IV"), (9, 9, "Phụ lục IX")]
)
def test_roman_numerals_from_two_appendices_on(position: int, count: int, label: str) -> None:
    assert official.appendix_label(position, count, FORM) == label


@pytest.mark.parametrize(
    ("issued", "line"),
    [
        (date(2026, 1, 5), "Sao Mai, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "Sao Mai, ngày 28 tháng 02 năm 2026"),
        (date(2026, 6, 29), "Sao Mai, ngày 29 tháng 6 năm 2026"),
        (None, ""),
    ],
)
def test_place_and_date(issued: date | None, line: str) -> None:
    assert official.place_and_date(replace(PLAN, issued_on=issued), FORM) == line


@pytest.mark.parametrize(
    ("changes", "electronic", "line"),
    [
        ({}, False, "(Kèm theo Kế hoạch số 05/KH-UBND ngày 06 tháng 02 năm 2026 của {office})"),
        (
            {"kind": "QUYẾT ĐỊNH", "number": "124", "symbol": "QĐ-UBND"},
            False,
            "(Kèm theo Quyết định số 124/QĐ-UBND ngày 06 tháng 02 năm 2026 của {office})",
        ),
        (
            {"number": "", "issued_on": None},
            False,
            "(Kèm theo Kế hoạch số {8}/KH-UBND ngày {6} tháng {6} năm 2026 của {office})",
        ),
        (
            {"issued_on": None, "date_text": "ngày 28 tháng 01 năm 2026"},
            False,
            "(Kèm theo Kế hoạch số 05/KH-UBND ngày 28 tháng 01 năm 2026 của {office})",
        ),
        (
            {"issued_on": None, "date_text": "ngày / /2026"},
            False,
            "(Kèm theo Kế hoạch số 05/KH-UBND ngày {6} tháng {6} năm 2026 của {office})",
        ),
        ({}, True, "(Kèm theo Kế hoạch số {8}/KH-UBND ngày {6} tháng {6} năm {8} của {office})"),
    ],
)
def test_the_pointer_line(changes: dict[str, Any], electronic: bool, line: str) -> None:
    plan: Plan = replace(PLAN, **changes)
    runs = official.pointer_line(plan, OFFICE, FORM, electronic=electronic)
    expected = line.replace("{office}", OFFICE).replace("{8}", GAP * 8).replace("{6}", GAP * 6)
    assert plain(runs) == expected
    assert {bool(run.field) for run in runs if run.text.strip(GAP) == ""} <= {not electronic}


def test_an_imported_pointer_line_is_found() -> None:
    lines = ("PHỤ LỤC SỐ 02", "Nhiệm vụ", "(Ban hành kèm theo Kế hoạch số /KH-UBND)")
    assert official.imported_pointer(lines) == lines[2]
    assert official.imported_pointer(lines[:2]) == ""


def test_recipients_end_as_the_decree_says() -> None:
    closing = official.closing(FORM, ["TM. Ủy ban nhân dân", "Chủ tịch"], "Nguyễn Văn Mai", ["Như trên;", "- Lưu: VT"])
    assert closing.recipients is not None
    assert [plain(item.runs) for item in closing.recipients.items] == ["- Như trên;", "- Lưu: VT."]
    assert closing.signature is not None
    assert [plain(title.runs) for title in closing.signature.titles] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_a_missing_name_is_a_blank_that_can_be_found() -> None:
    closing = official.closing(FORM, ["CHỦ TỊCH"], "", [])
    assert closing.recipients is None
    assert closing.signature is not None
    assert closing.signature.name.runs[0].field == "plan.signer_name"
