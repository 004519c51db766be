"""Word documents: true cells, automatic numbers, what is seen and what is not."""

from __future__ import annotations

from pathlib import Path

import docx as python_docx
import pytest

from nq57desk.domain.problems import Place
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawFile, RawParagraph, RawTable
from tests.builders import files
from tests.builders.files import cell, numbered, paragraph, row, run, table


def read(tmp_path: Path, body: str, styles: str = "", numbering: str = "", header: str = "") -> RawFile:
    path = tmp_path / "phu-luc.docx"
    return read_raw(files.docx(path, body, styles=styles, numbering=numbering, header=header))


def only_table(file: RawFile) -> RawTable:
    (found,) = (block for block in file.blocks if isinstance(block, RawTable))
    return found


def texts(found: RawTable) -> list[list[str | None]]:
    return [[None if one is None else one.text for one in line.cells] for line in found.rows]


def paragraphs(file: RawFile) -> list[str]:
    return [block.text for block in file.blocks if isinstance(block, RawParagraph)]


def codes(file: RawFile) -> list[str]:
    return [problem.code for problem in file.problems]


MERGED = {
    "across": (
        table(row(cell("I. Hạ tầng số", properties='<w:gridSpan w:val="3"/>')), row("1", "Phủ sóng", "Quý II")),
        [["I. Hạ tầng số", None, None], ["1", "Phủ sóng", "Quý II"]],
    ),
    "down": (
        table(
            row(cell("10", properties='<w:vMerge w:val="restart"/>'), "Rà soát thiết bị"),
            row(cell(properties="<w:vMerge/>"), "Thay máy cũ"),
        ),
        [["10", "Rà soát thiết bị"], [None, "Thay máy cũ"]],
    ),
    "both ways": (
        table(
            row(cell("A", properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), "B"),
            row(cell(properties='<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>'), "C"),
            row("1", "2", "3"),
        ),
        [["A", None, "B"], [None, None, "C"], ["1", "2", "3"]],
    ),
    "a continuation of nothing keeps its text": (
        table(row(cell("mồ côi", properties="<w:vMerge/>"), "B")),
        [["mồ côi", "B"]],
    ),
    "sideways as converters write it": (
        table(
            row(cell("A", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"), "B"),
            row("1", "2", "3"),
        ),
        [["A", None, "B"], ["1", "2", "3"]],
    ),
    "columns left free": (
        table(row("1", "2", "3"), row("giữa", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')),
        [["1", "2", "3"], ["", "giữa", ""]],
    ),
    "grid lines that no cell uses": (
        table(
            row(cell("TT", properties='<w:gridSpan w:val="3"/>'), cell("Tên", properties='<w:gridSpan w:val="2"/>')),
            row(cell("1", properties='<w:gridSpan w:val="3"/>'), cell("A", properties='<w:gridSpan w:val="2"/>')),
        ),
        [["TT", "Tên"], ["1", "A"]],
    ),
    "slivers between rows drawn one by one": (
        table(
            row(cell("TT"), cell("Tên", properties='<w:gridSpan w:val="2"/>')),
            row(cell("1", properties='<w:gridSpan w:val="2"/>'), cell("A")),
            widths=(600, 40, 3000),
        ),
        [["TT", "Tên"], ["1", "A"]],
    ),
    "a column really narrow stays": (
        table(row("1", "x", "A"), row("2", "y", "B"), widths=(600, 40, 3000)),
        [["1", "x", "A"], ["2", "y", "B"]],
    ),
    "rows and cells in content controls": (
        table(f"<w:sdt><w:sdtContent>{row('1', 'A')}</w:sdtContent></w:sdt>"),
        [["1", "A"]],
    ),
    "a row taken out by a tracked change": (
        table(row("1", "A"), row("2", "B", properties="<w:del/>")),
        [["1", "A"]],
    ),
}


@pytest.mark.parametrize("name", MERGED)
def test_cells_are_true_cells(tmp_path: Path, name: str) -> None:
    body, expected = MERGED[name]
    assert texts(only_table(read(tmp_path, body))) == expected


def test_spans_are_told(tmp_path: Path) -> None:
    body = MERGED["both ways"][0]
    first = only_table(read(tmp_path, body)).rows[0].cells[0]
    assert first is not None
    assert (first.row_span, first.column_span) == (2, 2)


def test_rows_know_their_place_and_whether_they_are_headers(tmp_path: Path) -> None:
    body = table(row("x")) + table(row("TT", "Tên", properties="<w:tblHeader/>"), row("1", "A"))
    found = read(tmp_path, body).blocks[1]
    assert isinstance(found, RawTable)
    assert [line.repeated_header for line in found.rows] == [True, False]
    assert found.rows[1].place == Place(file="phu-luc.docx", table=2, row=2)


SEEN = {
    "insertion": ('<w:ins w:id="1">' + run("thêm") + "</w:ins>", "thêm"),
    "deletion": (run("còn") + '<w:del w:id="1"><w:r><w:delText>bỏ</w:delText></w:r></w:del>', "còn"),
    "moved away": (run("còn") + "<w:moveFrom>" + run("dời") + "</w:moveFrom>", "còn"),
    "hidden": (run("thấy") + run("ẩn", "<w:vanish/>"), "thấy"),
    "not hidden after all": (run("thấy", '<w:vanish w:val="0"/>'), "thấy"),
    "link": ("<w:hyperlink>" + run("cổng dịch vụ công") + "</w:hyperlink>", "cổng dịch vụ công"),
    "simple field": ('<w:fldSimple w:instr="DATE">' + run("25/8/2026") + "</w:fldSimple>", "25/8/2026"),
    "field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        + run("mã")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("kết quả")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run(" sau"),
        "kết quả sau",
    ),
    "line break": ("<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r>", "một\nhai"),
    "tab": ("<w:r><w:t>một</w:t><w:tab/><w:t>hai</w:t></w:r>", "một hai"),
    "hyphens": ("<w:r><w:t>57</w:t><w:noBreakHyphen/><w:t>NQ</w:t><w:softHyphen/><w:t>/TW</w:t></w:r>", "57-NQ/TW"),
    "symbol": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 90%</w:t></w:r>', "≥ 90%"),
    "private letters of the Symbol font": (run("\uf0a3 5 ngày"), "≤ 5 ngày"),
    "box ticked": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
    "marks written apart": (run("U\u0309y ban nha\u0302n da\u0302n"), "Ủy ban nhân dân"),
    "formula": ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
    "spaces": (run("  nhiều \u00a0  khoảng  "), "nhiều khoảng"),
    "HTML remains": (run("Báo cáo<br>tháng &amp;nbsp; 6 <b>R&D</b> <5%"), "Báo cáo\ntháng 6 R&D <5%"),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_of_a_paragraph(tmp_path: Path, name: str) -> None:
    inside, expected = SEEN[name]
    found = only_table(read(tmp_path, table(row(cell(f"<w:p>{inside}</w:p>"), "x"))))
    assert texts(found) == [[expected, "x"]]


def test_what_was_left_out_is_told(tmp_path: Path) -> None:
    body = paragraph(run("thấy"), run("ẩn", "<w:vanish/>")) + f"<w:p>{SEEN['deletion'][0]}</w:p>"
    assert codes(read(tmp_path, body)) == ["reading.hidden_text", "reading.tracked_changes"]


def test_a_paragraph_whose_end_was_deleted_runs_on(tmp_path: Path) -> None:
    body = paragraph("một ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("hai")
    assert paragraphs(read(tmp_path, body)) == ["một hai"]


def test_paragraphs_in_a_cell_are_lines_and_empty_ones_are_none(tmp_path: Path) -> None:
    body = table(row(cell("Phòng Văn hóa", "", "Công an phường"), "x"))
    assert texts(only_table(read(tmp_path, body)))[0][0] == "Phòng Văn hóa\nCông an phường"


def test_a_line_break_outside_tables_begins_a_paragraph(tmp_path: Path) -> None:
    assert paragraphs(read(tmp_path, "<w:p><w:r><w:t>PHỤ LỤC</w:t><w:br/><w:t>NHIỆM VỤ</w:t></w:r></w:p>")) == [
        "PHỤ LỤC",
        "NHIỆM VỤ",
    ]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('Dự thảo')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>" + box + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>" + box + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert paragraphs(read(tmp_path, f"<w:p>{both}{run('KẾ HOẠCH')}</w:p>")) == ["Dự thảo", "KẾ HOẠCH"]


def test_a_table_in_a_cell_stays_in_the_cell(tmp_path: Path) -> None:
    inner = table(row("a", "b"), row("c", "d"))
    body = table(row("1", cell("trước", inner, "sau")))
    assert texts(only_table(read(tmp_path, body))) == [["1", "trước\na b\nc d\nsau"]]


def test_a_frame_around_a_table_is_looked_through(tmp_path: Path) -> None:
    body = table(row(cell("PHỤ LỤC", table(row("TT", "Tên"), row("1", "A")))))
    file = read(tmp_path, body)
    assert paragraphs(file) == ["PHỤ LỤC"]
    assert texts(only_table(file)) == [["TT", "Tên"], ["1", "A"]]


def test_looks_are_those_of_most_of_the_text(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    body = (
        paragraph("Đậm giữa", properties='<w:pStyle w:val="Con"/>')
        + paragraph(run("phần lớn thường"), run("đậm", "<w:b/>"))
        + paragraph(run("thường"), properties='<w:pStyle w:val="Con"/><w:jc w:val="left"/>')
    )
    looks = [
        (block.bold, block.italic, block.centred)
        for block in read(tmp_path, body, styles=styles).blocks
        if isinstance(block, RawParagraph)
    ]
    assert looks == [(True, True, True), (False, False, False), (True, True, False)]


LISTS = files.number_list(1, ("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%3"))


def test_numbers_of_paragraphs_stand_beside_the_text(tmp_path: Path) -> None:
    body = numbered("Mục đích", 1) + numbered("Yêu cầu", 1) + numbered("chi tiết", 1, 1)
    file = read(tmp_path, body, numbering=LISTS)
    assert [(block.number, block.text) for block in file.blocks if isinstance(block, RawParagraph)] == [
        ("1.", "Mục đích"),
        ("2.", "Yêu cầu"),
        ("a)", "chi tiết"),
    ]


def test_numbers_of_cells_are_part_of_their_text(tmp_path: Path) -> None:
    bullets = files.number_list(2, ("bullet", "\uf0b7"))
    body = table(
        row(cell(numbered("", 1)), "A", cell(numbered("Báo cáo", 2), numbered("", 2))),
        row(cell(numbered("", 1)), "B", cell(numbered("Tờ trình", 1, 1))),
    )
    found = only_table(read(tmp_path, body, numbering=LISTS + bullets))
    assert texts(found) == [["1.", "A", "- Báo cáo"], ["2.", "B", "a) Tờ trình"]]


def test_python_docx_reads_our_line_breaks_alike(tmp_path: Path) -> None:
    document = python_docx.Document()
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "một\nhai"
    document.save(str(tmp_path / "a.docx"))
    assert texts(only_table(read_raw(tmp_path / "a.docx"))) == [["một\nhai", ""]]


LEGACY = {
    "a run's own font": (run("Uû ban nh©n d©n ph­êng", files.font(".VnTime")), "Uỷ ban nhân dân phường"),
    "the letter that Word takes for a soft hyphen": (
        f"<w:r><w:rPr>{files.font('.VnTime')}</w:rPr><w:t>ph</w:t><w:softHyphen/><w:t>êng</w:t></w:r>",
        "phường",
    ),
    "capitals": (run("uû ban nh©n d©n", files.font(".VnTimeH")), "UỶ BAN NHÂN DÂN"),
    "marks in a run of their own": (
        run("ke", files.font("VNI-Times")) + run("á hoaïch", files.font("VNI-Times")),
        "kế hoạch",
    ),
    "Unicode in an old font": (run("Ủy ban nhân dân", files.font(".VnTime")), "Ủy ban nhân dân"),
    "no font at all": (run("Uû ban nh©n d©n ph­êng Sao Mai"), "Uỷ ban nhân dân phường Sao Mai"),
}


@pytest.mark.parametrize("name", LEGACY)
def test_old_fonts_become_unicode(tmp_path: Path, name: str) -> None:
    inside, expected = LEGACY[name]
    file = read(tmp_path, table(row(cell(f"<w:p>{inside}</w:p>"), "x")))
    first = only_table(file).rows[0].cells[0]
    assert first is not None
    assert first.text == expected
    assert first.legacy == ("Unicode" not in name)
    assert codes(file) == (["reading.legacy_converted"] if first.legacy else [])


def test_old_fonts_of_styles_count_too(tmp_path: Path) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="Cu"><w:rPr>{files.font(".VnTime")}</w:rPr></w:style>'
    body = paragraph("KÕ ho¹ch", properties='<w:pStyle w:val="Cu"/>')
    assert paragraphs(read(tmp_path, body, styles=styles)) == ["Kế hoạch"]


def test_a_page_header_is_no_text(tmp_path: Path) -> None:
    assert paragraphs(read(tmp_path, paragraph("KẾ HOẠCH"), header=run("trang 2"))) == ["KẾ HOẠCH"]


def test_macros_and_other_parts_are_never_looked_at(tmp_path: Path) -> None:
    path = files.docx(
        tmp_path / "macro.docm",
        paragraph("chữ"),
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        more={"word/vbaProject.bin": b"\0\1", "word/media/image1.png": b"no picture"},
    )
    file = read_raw(path)
    assert (paragraphs(file), file.format, codes(file)) == (["chữ"], "docx", [])
