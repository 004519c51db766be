"""What the paper around the lists says, in the forms that wards, Party bodies and steering committees use."""

from __future__ import annotations

import pytest

from nq57desk.importing.recognise_letterhead import number_line, read_letterhead
from nq57desk.importing.recognise_signature import read_recipients, read_signature
from nq57desk.importing.recognise_titles import is_label, titles
from tests.importing.sample_tables import lines, read, table

LIST = table("STT | Nhiệm vụ | Chủ trì | Thời hạn\n1 | Một | Văn phòng | Quý I\n", number=2)
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/nĐộc lập - Tự do - Hạnh phúc"


def test_whole_plan() -> None:
    result = read(
        table(
            f"ỦY BAN NHÂN DÂN/nXÃ BÌNH MINH/n------- | {STATE}\nSố: 07/KH-UBND | Bình Minh, ngày 05 tháng 02 năm 2026\n"
        ),
        lines("=*KẾ HOẠCH\n=*Thực hiện Nghị quyết số 57-NQ/TW năm 2026"),
        lines("Ủy ban nhân dân xã Bình Minh ban hành Kế hoạch:\n*I. MỤC ĐÍCH\n*1. Mục đích\n- Nâng cao nhận thức."),
        lines("1.1. Tuyên truyền\na) Trên loa\nĐiều 2. Trách nhiệm\nPHẦN II. TỔ CHỨC THỰC HIỆN"),
        table(
            "Nơi nhận:/n- Đảng ủy xã;/n- Lưu: VT. | TM. ỦY BAN NHÂN DÂN/nKT. CHỦ TỊCH/nPHÓ CHỦ TỊCH/nLê Thị Mai\n",
            number=3,
        ),
        lines("=*PHỤ LỤC"),
        LIST,
    )
    document = result.document
    assert document.org == "Ủy ban nhân dân xã Bình Minh"
    assert (document.governing_body, document.number, document.symbol) == (None, "07", "KH-UBND")
    assert (document.place, document.date_text) == ("Bình Minh", "ngày 05 tháng 02 năm 2026")
    assert (document.kind, document.title) == ("KẾ HOẠCH", "Thực hiện Nghị quyết số 57-NQ/TW năm 2026")
    assert document.signer_form == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
    assert (document.signer_title, document.signer_name) == ("PHÓ CHỦ TỊCH", "Lê Thị Mai")
    assert document.recipients == ("Đảng ủy xã", "Lưu: VT")
    assert [(paragraph.level, paragraph.text[:8]) for paragraph in result.body] == [
        (0, "Ủy ban n"),
        (1, "I. MỤC Đ"),
        (2, "1. Mục đ"),
        (0, "- Nâng c"),
        (3, "1.1. Tuy"),
        (3, "a) Trên "),
        (1, "Điều 2. "),
        (1, "PHẦN II."),
    ]


def test_appendix_alone_tells_as_much_as_its_pointer_line() -> None:
    pointer = "(Ban hành kèm theo Kế hoạch số 12/KH-UBND ngày 03/3/2026 của Ủy ban nhân dân phường Sao Mai)"
    document = read(lines(f"=*PHỤ LỤC\n=*NHIỆM VỤ\n={pointer}"), LIST).document
    assert (document.kind, document.number, document.symbol) == ("Kế hoạch", "12", "KH-UBND")
    assert (document.date_text, document.org) == ("ngày 03/3/2026", "Ủy ban nhân dân phường Sao Mai")
    assert (document.title, document.signer_name, document.place, document.recipients) == (None, None, None, ())


def test_nothing_is_made_up() -> None:
    document = read(LIST).document
    assert (document.org, document.kind, document.title, document.symbol, document.recipients) == (None,) * 4 + ((),)


LETTERHEADS = [
    ("UBND THÀNH PHỐ HẢI PHÒNG|UBND PHƯỜNG SAO MAI", "UBND THÀNH PHỐ HẢI PHÒNG", "UBND PHƯỜNG SAO MAI"),
    ("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG|ĐẢNG ỦY PHƯỜNG SAO MAI|*", "ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "ĐẢNG ỦY PHƯỜNG SAO MAI"),
    ("ỦY BAN NHÂN DÂN|PHƯỜNG SAO MAI", None, "ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI"),
    ("UBND PHƯỜNG SAO MAI|PHÒNG VĂN HÓA - XÃ HỘI", "UBND PHƯỜNG SAO MAI", "PHÒNG VĂN HÓA - XÃ HỘI"),
    (
        "BAN CHỈ ĐẠO VỀ PHÁT TRIỂN|KHOA HỌC, CÔNG NGHỆ|XÃ BÌNH MINH",
        None,
        "BAN CHỈ ĐẠO VỀ PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ XÃ BÌNH MINH",
    ),
]


@pytest.mark.parametrize(("text", "governing", "org"), LETTERHEADS)
def test_bodies_of_a_letterhead(text: str, governing: str | None, org: str) -> None:
    found = read_letterhead([*text.split("|"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    assert (found.governing_body, found.org) == (governing, org)


NUMBERS = [
    ("Số: 24 /KH-UBND", ("24", "KH-UBND")),
    ("Số: /KH-UBND", (None, "KH-UBND")),
    ("Số:…… /QĐ-UBND", (None, "QĐ-UBND")),
    ("Số: KH-UBND", (None, "KH-UBND")),
    ("Số 05-KH/ĐU", ("05", "KH/ĐU")),
    ("Số: 01 / QĐ - BCĐ", ("01", "QĐ-BCĐ")),
    ("Số: 112/KH-UBND-VX", ("112", "KH-UBND-VX")),
    ("Số nhà 24", None),
    ("UBND PHƯỜNG SAO MAI", None),
]


@pytest.mark.parametrize(("line", "wanted"), NUMBERS)
def test_number_and_symbol(line: str, wanted: tuple[str | None, str | None] | None) -> None:
    assert number_line(line) == wanted


def test_recipients_over_several_lines_and_with_remarks() -> None:
    text = "Nơi nhận:|- UBND thành phố;|- Các phòng, ban, đơn vị|thuộc phường;|} Để báo cáo;|- Lưu: VT."
    assert read_recipients(text.split("|")) == ("UBND thành phố", "Các phòng, ban, đơn vị thuộc phường", "Lưu: VT")


SIGNATURES = [
    (
        "TM. BAN CHỈ ĐẠO|TRƯỞNG BAN|CHỦ TỊCH UBND|(Đã ký)|Trần Văn Sao",
        ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN\nCHỦ TỊCH UBND", "Trần Văn Sao"),
    ),
    ("KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|||Lê Thị Mai", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Mai")),
    ("CHỦ TỊCH|Lê Mai", (None, "CHỦ TỊCH", "Lê Mai")),
    ("TM.ỦYBANNHÂNDÂN|CHỦ TỊCH", ("TM.ỦYBANNHÂNDÂN", "CHỦ TỊCH", None)),
    ("T/M ĐẢNG ỦY|BÍ THƯ|Vũ Đức Ân", ("T/M ĐẢNG ỦY", "BÍ THƯ", "Vũ Đức Ân")),
]


@pytest.mark.parametrize(("text", "wanted"), SIGNATURES)
def test_signature(text: str, wanted: tuple[str | None, str | None, str | None]) -> None:
    found = read_signature(text.split("|"))
    assert (found.form, found.title, found.name) == wanted


def test_letterhead_and_signature_in_plain_lines() -> None:
    result = read(
        lines("UBND PHƯỜNG SAO MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 9/KH-UBND"),
        lines("Sao Mai, ngày 01 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. MỤC ĐÍCH"),
        lines("Nơi nhận:\n- Đảng ủy;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Sao"),
        kind="text",
    )
    document = result.document
    assert (document.org, document.number, document.place) == ("UBND PHƯỜNG SAO MAI", "9", "Sao Mai")
    assert (document.kind, document.title) == ("KẾ HOẠCH", "Chuyển đổi số năm 2026")
    assert document.recipients == ("Đảng ủy", "Lưu: VT")
    assert (document.signer_title, document.signer_name) == ("CHỦ TỊCH", "Trần Văn Sao")
    assert [paragraph.text for paragraph in result.body] == ["I. MỤC ĐÍCH"]


def test_kind_and_title_on_one_line() -> None:
    document = read(
        table(f"UBND PHƯỜNG SAO MAI | {STATE}\n"),
        lines("=*KẾ HOẠCH HÀNH ĐỘNG CHUYỂN ĐỔI SỐ NĂM 2026\nCăn cứ Luật…;"),
        LIST,
    ).document
    assert (document.kind, document.title) == ("KẾ HOẠCH HÀNH ĐỘNG", "CHUYỂN ĐỔI SỐ NĂM 2026")


LABELS = [
    ("PHỤ LỤC", "PHỤ LỤC", ""),
    ("PHỤ LỤC SỐ 02", "PHỤ LỤC SỐ 02", ""),
    ("PHỤ LỤC I: CHỈ TIÊU NĂM 2026", "PHỤ LỤC I", "CHỈ TIÊU NĂM 2026"),
    ("PHỤ LỤC PHÂN CÔNG NHIỆM VỤ", "PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ"),
    ("Phụ lục 1a. Danh mục nhiệm vụ", "Phụ lục 1a", "Danh mục nhiệm vụ"),
    ("PHỤ LỤC I.B – Chỉ tiêu", "PHỤ LỤC I.B", "Chỉ tiêu"),
    ("PHỤ LỤC DANH MỤC NHIỆM VỤ", "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"),
    ("BIỂU SỐ 01: NHIỆM VỤ", "BIỂU SỐ 01", "NHIỆM VỤ"),
]


@pytest.mark.parametrize(("line", "label", "title"), LABELS)
def test_labels(line: str, label: str, title: str) -> None:
    found = titles([line], "")
    assert (found.label, found.title) == (label, title)


def test_lines_that_are_no_label() -> None:
    assert not any(is_label(line) for line in ("Biểu chi tiết gửi kèm", "NHIỆM VỤ NĂM 2026", "Mẫu báo cáo tháng"))


def test_letterhead_laid_out_with_tabs() -> None:
    text = (
        "UBND PHƯỜNG SAO MAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 15/KH-UBND Sao Mai, ngày 05 tháng 02 năm 2026\n=*KẾ HOẠCH\n=*Chuyển đổi số"
    )
    document = read(lines(text), LIST).document
    assert (document.org, document.number, document.symbol) == ("UBND PHƯỜNG SAO MAI", "15", "KH-UBND")
    assert (document.place, document.date_text) == ("Sao Mai", "ngày 05 tháng 02 năm 2026")
