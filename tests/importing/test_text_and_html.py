"""Pasted and saved text, and the HTML that Word and Excel put on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.errors import Refused
from nq57desk.importing.html import read_html
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawFile, RawParagraph, RawTable
from nq57desk.importing.text import parting_sign, read_text, records


def texts(file: RawFile) -> list[list[str | None]]:
    (table,) = (block for block in file.blocks if isinstance(block, RawTable))
    return [[None if one is None else one.text for one in line.cells] for line in table.rows]


def paragraphs(file: RawFile) -> list[str]:
    return [block.text for block in file.blocks if isinstance(block, RawParagraph)]


PASTED = [
    ("TT\tTên\r\n1\tA\r\n", [["TT", "Tên"], ["1", "A"]]),
    ('1\t"dòng một\ndòng hai"\tB\n', [["1", "dòng một\ndòng hai", "B"]]),
    ('1\t"nói ""vâng""\nrồi"\n', [["1", 'nói "vâng"\nrồi']]),
    ('1\t"đúng - đủ\tB\n2\tC\tD"\n', [["1", '"đúng - đủ', "B"], ["2", "C", 'D"']]),
    ('1\t"Một cửa" điện tử\n', [["1", '"Một cửa" điện tử']]),
    ("1\tA\n\n2\tB\n", [["1", "A"], ["", ""], ["2", "B"]]),
    ("1\tA\tB\n2\tC\n", [["1", "A", "B"], ["2", "C", ""]]),
    ("1\t<b>A</b><br>x\n", [["1", "A\nx"]]),
    ("\t\n1\tA", [["", ""], ["1", "A"]]),
]


@pytest.mark.parametrize(("pasted", "expected"), PASTED)
def test_tabs_part_the_columns(pasted: str, expected: list[list[str]]) -> None:
    assert texts(read_text(pasted)) == expected


def test_text_without_tabs_is_paragraphs() -> None:
    assert paragraphs(read_text("KẾ HOẠCH\n\nThực hiện, năm 2026; quý III\n")) == [
        "KẾ HOẠCH",
        "Thực hiện, năm 2026; quý III",
    ]


@given(st.lists(st.lists(st.text(st.characters(exclude_characters='\t\n"\r\0')), min_size=2), min_size=1))
def test_what_has_no_quotes_comes_back_as_it_was(lines: list[list[str]]) -> None:
    assert list(records("\n".join("\t".join(line) for line in lines), "\t")) == lines


@given(st.text(st.sampled_from('ab\t\n"'), max_size=40))
def test_no_letter_is_lost_whatever_the_quotes(text: str) -> None:
    kept = "".join("".join(record) for record in records(text, "\t"))
    assert [letter for letter in kept if letter in "ab"] == [letter for letter in text if letter in "ab"]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a;b;c\n1;2;3\n", ";"),
        ("a,b\n1,2\n3,4\n", ","),
        ('a,b\n"1,5",2\n', ","),
        ("Một câu, có phẩy.\nCâu sau không có.\nCâu ba, có, hai.\n", None),
        ("", None),
        ("một dòng, thôi", None),
    ],
)
def test_the_parting_sign_is_found(text: str, sign: str | None) -> None:
    assert parting_sign(text) == sign


UNICODE = "TT;Tên nhiệm vụ\n1;Số hóa hồ sơ\n"
ENCODED = [
    (UNICODE.encode(), ""),
    (UNICODE.encode("utf-8-sig"), ""),
    (UNICODE.encode("utf-16"), ""),
    (UNICODE.encode("utf-16-le"), ""),
    (UNICODE.encode("utf-16-be"), ""),
]


@pytest.mark.parametrize(("data", "problem"), ENCODED)
def test_encodings_of_files(tmp_path: Path, data: bytes, problem: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    file = read_raw(tmp_path / "a.csv")
    assert texts(file) == [["TT", "Tên nhiệm vụ"], ["1", "Số hóa hồ sơ"]]
    assert "".join(one.code for one in file.problems) == problem


def test_windows_1258_marks_are_put_on_their_letters(tmp_path: Path) -> None:
    apart = "TT;Tên nhiê\u0323m vu\u0323\n1;Kế hoa\u0323ch năm"
    (tmp_path / "a.csv").write_bytes(apart.replace("ế", "ê\u0301").encode("cp1258"))
    assert texts(read_raw(tmp_path / "a.csv")) == [["TT", "Tên nhiệm vụ"], ["1", "Kế hoạch năm"]]


def test_tcvn3_is_told_by_its_looks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("TT\tNhiÖm vô\n1\tKÕ ho¹ch cña Uû ban nh©n d©n ph­êng\n".encode("cp1252"))
    file = read_raw(tmp_path / "a.txt")
    assert texts(file)[1] == ["1", "Kế hoạch của Uỷ ban nhân dân phường"]
    assert "reading.legacy_converted" in [problem.code for problem in file.problems]


WORD = """Version:0.9\r\nStartHTML:0000000105\r\n<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<!--[if gte mso 9]><xml><o:x>rác</o:x></xml><![endif]--><style><!-- p.MsoNormal {margin:0} --></style></head>
<body lang=VI><!--StartFragment--><table class=MsoTableGrid border=1>
<tr><td rowspan=2><p class=MsoNormal><b>TT<o:p></o:p></b></p></td><td colspan=2><p>Bảo đảm</p></td></tr>
<tr><td><p>Kinh&nbsp;phí</p></td><td><p>Nguồn</p></td></tr>
<tr><td><p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>
</p></td><td><p>dòng
một</p><p>dòng hai<o:p>&nbsp;</o:p></p></td><td><p>a<br>b</p></td></tr></table><!--EndFragment--></body></html>"""


def test_a_table_copied_from_word() -> None:
    file = read_html(WORD)
    assert texts(file) == [["TT", "Bảo đảm", None], [None, "Kinh phí", "Nguồn"], ["1.", "dòng một\ndòng hai", "a\nb"]]
    (table,) = file.blocks
    assert isinstance(table, RawTable)
    first = table.rows[0].cells[0]
    assert first is not None
    assert (first.bold, first.row_span) == (True, 2)


EXCEL = """<html><head><style><!--
.xl65 {mso-number-format:Percent; font-weight:700;}
.xl66 {font-family:".VnTime", sans-serif;}
--></style></head><body><table><col width=64><tr height=20><td class=xl65 x:num="0.95">95%</td>
<td class=xl66>KÕ ho¹ch</td><td>dòng một<br style='mso-data-placement:same-cell'>dòng hai</td>
<td style='display:none'>ẩn</td></tr></table></body></html>"""


def test_cells_copied_from_excel() -> None:
    file = read_html(EXCEL)
    assert texts(file) == [["95%", "Kế hoạch", "dòng một\ndòng hai", ""]]
    table = file.blocks[0]
    assert isinstance(table, RawTable)
    first, second = table.rows[0].cells[:2]
    assert first is not None
    assert second is not None
    assert (first.bold, first.is_number, second.legacy) == (True, True, True)


HTML = {
    "spans reaching too far": (
        "<table><tr><td rowspan=99>1</td><td>A</td></tr><tr><td>B</td></tr></table>",
        [["1", "A"], [None, "B"]],
    ),
    "a span hanging beyond a short row": (
        "<table><tr><td>1</td><td rowspan=2>A</td></tr><tr></tr></table>",
        [["1", "A"], ["", None]],
    ),
    "a table in a cell": (
        "<table><tr><td>1<table><tr><td>a</td><td>b</td></tr></table></td><td>x</td></tr></table>",
        [["1\na b", "x"]],
    ),
    "a frame around a table": (
        "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
        [["a", "b"]],
    ),
    "no closing tags": ("<table><tr><td>1<td>A<tr><td>2<td>B</table>", [["1", "A"], ["2", "B"]]),
    "scripts and deletions": (
        "<table><tr><td>1<script>alert(2)</script></td><td><del>cũ</del><ins>mới</ins></td></tr></table>",
        [["1", "mới"]],
    ),
    "spans that are no numbers": ("<table><tr><td colspan=x>1</td><td rowspan=-3>A</td></tr></table>", [["1", "A"]]),
}


@pytest.mark.parametrize("name", HTML)
def test_tables_in_html(name: str) -> None:
    source, expected = HTML[name]
    assert texts(read_html(source)) == expected


def test_paragraphs_around_a_table_keep_their_looks() -> None:
    file = read_html("<p align=center><b>PHỤ LỤC</b></p><table><tr><td>1</td></tr></table><p><i>Ghi chú</i></p>")
    looks = [(b.text, b.bold, b.italic, b.centred) for b in file.blocks if isinstance(b, RawParagraph)]
    assert looks == [("PHỤ LỤC", True, False, True), ("Ghi chú", False, True, False)]


def test_what_was_pasted_has_a_digest_and_may_be_no_secret() -> None:
    assert read_text("1\tA").digest == read_text("1\tA").digest != read_text("1\tB").digest
    assert len(read_html("<table><tr><td>1</td></tr></table>").digest) == 64
    with pytest.raises(Refused, match=r"reading\.secret"):
        read_text("TỐI MẬT\nKế hoạch")
    with pytest.raises(Refused, match=r"reading\.secret"):
        read_html("<p>TỐI MẬT</p><p>Kế hoạch</p>")


def test_plain_text_counts_where_the_html_has_no_table() -> None:
    assert texts(read_html("<span>TT Tên</span>", "TT\tTên\n1\tA")) == [["TT", "Tên"], ["1", "A"]]
    assert texts(read_html("", "1\tA")) == [["1", "A"]]
    assert read_html("").blocks == ()


@pytest.mark.parametrize("name", ["xuat.xls", "xuat.doc", "xuat.html"])
def test_html_under_another_name(tmp_path: Path, name: str) -> None:
    page = (
        '<html><head><meta charset="utf-8"></head><body><table><tr><td>1</td><td>Số hóa</td></tr></table></body></html>'
    )
    (tmp_path / name).write_text(page, encoding="utf-8")
    file = read_raw(tmp_path / name)
    assert texts(file) == [["1", "Số hóa"]]
    assert [problem.code for problem in file.problems] == ([] if name.endswith("html") else ["reading.other_kind"])
