"""PDF files: made here of a fictitious ward, with rows cut by pages, headers of two levels, and what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Table

from nq57desk import paths
from nq57desk.errors import Cancelled, Refused
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.pdf import read_pdf
from nq57desk.importing.pdf_words import Frame, Sign, cell_text, lines_of
from nq57desk.importing.reading import RawFile, RawParagraph, RawTable
from nq57desk.importing.recognise import recognise
from nq57desk.monitor import Monitor

pdfmetrics.registerFont(TTFont("Chu", paths.resources() / "fonts" / "Tinos-Regular.ttf"))
pdfmetrics.registerFont(TTFont("ChuDam", paths.resources() / "fonts" / "Tinos-Bold.ttf"))
BODY = ParagraphStyle("body", fontName="Chu", fontSize=12, leading=14, firstLineIndent=28, alignment=4)
TITLE = ParagraphStyle("title", fontName="ChuDam", fontSize=13, leading=15, alignment=1)
CELL = ParagraphStyle("cell", fontName="Chu", fontSize=11, leading=13)
HEAD = ParagraphStyle("head", fontName="ChuDam", fontSize=11, leading=13, alignment=1)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
LONG = "Rà soát, nâng cấp đường truyền và thiết bị của phường, bảo đảm vận hành ổn định; " * 4
WIDTHS = (40, 380, 150, 110)
HEADINGS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")


def made(path: Path, story: Sequence[Flowable]) -> Path:
    document = SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=60, rightMargin=60)
    document.build(list(story))
    return path


def plan(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> LongTable:
    body = [[Paragraph(text, CELL) for text in row] for row in rows]
    head = [Paragraph(text, HEAD) for text in headings]
    return LongTable([head, *body], colWidths=WIDTHS, repeatRows=1, style=[GRID])


def read(path: Path, limits: Limits = ORDINARY) -> RawFile:
    return read_pdf(path, limits, Monitor())


def paragraphs(raw: RawFile) -> list[str]:
    return [block.text for block in raw.blocks if isinstance(block, RawParagraph)]


def cut_in_two(texts: Sequence[str], at_line: int) -> tuple[list[Any], list[Any]]:
    """A row's cells as a page's end cuts them: the first lines above, the rest below."""
    above: list[Any] = []
    below: list[Any] = []
    for text, width in zip(texts, WIDTHS, strict=True):
        parts = Paragraph(text, CELL).split(width - 12, at_line * CELL.leading + 1)
        above.append(parts[0])
        below.append(parts[1] if len(parts) > 1 else "")
    return above, below


@pytest.mark.parametrize("at_line", [2, 3])
def test_row_cut_by_the_pages_end_is_one_row(tmp_path: Path, at_line: int) -> None:
    leads = ("Văn phòng HĐND và UBND phường, Phòng Văn hóa - Xã hội và Công an phường", "Công an phường")
    rows = [[str(at), f"{LONG}Việc {at}.", leads[at % 2], f"Tháng {at}/2026"] for at in range(1, 7)]
    above, below = cut_in_two(rows[3], at_line)
    whole = [[Paragraph(text, CELL) for text in row] for row in rows]
    head = [Paragraph(text, HEAD) for text in HEADINGS]
    parts: list[list[list[Any]]] = [[head, *whole[:3], above], [head, below, *whole[4:]]]
    story = [Table(part, colWidths=WIDTHS, style=[GRID]) for part in parts]
    title = Paragraph("PHỤ LỤC 01: NHIỆM VỤ NĂM 2026", TITLE)
    raw = read(made(tmp_path / "a.pdf", [title, story[0], PageBreak(), story[1]]))
    found = recognise(raw).tables[0]
    assert (found.label, found.title) == ("PHỤ LỤC 01", "NHIỆM VỤ NĂM 2026")
    assert [[text for _, text in row.cells] for row in found.rows] == rows


def test_row_cut_by_a_page_without_a_rule_there_is_one_row(tmp_path: Path) -> None:
    rows = [[str(at), f"{LONG}Việc {at}.", "Văn phòng HĐND và UBND", f"Tháng {at % 12}/2026"] for at in range(1, 30)]
    head = [Paragraph(text, HEAD) for text in HEADINGS]
    body = [[Paragraph(text, CELL) for text in row] for row in rows]
    table = LongTable([head, *body], colWidths=WIDTHS, repeatRows=0, style=[GRID], splitInRow=1)
    raw = read(made(tmp_path / "a.pdf", [table]))
    assert [[text for _, text in row.cells] for row in recognise(raw).tables[0].rows] == rows


def test_header_repeated_on_many_pages_is_dropped(tmp_path: Path) -> None:
    rows = [[str(at), f"{LONG}Việc {at}.", "Văn phòng HĐND và UBND", f"Tháng {at % 12}/2026"] for at in range(1, 40)]
    raw = read(made(tmp_path / "a.pdf", [plan(rows)]))
    assert len([block for block in raw.blocks if isinstance(block, RawTable)]) > 3
    assert [[text for _, text in row.cells] for row in recognise(raw).tables[0].rows] == rows


def test_header_of_two_levels_and_sections_without_titles(tmp_path: Path) -> None:
    head = [["STT", "", "Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành"], ["TT", "Chi tiết", "", "", ""]]
    merged = [("SPAN", (0, 0), (1, 0)), *(("SPAN", (at, 0), (at, 1)) for at in (2, 3, 4))]
    rows = [["I", "", "", "", ""], ["1", "1", LONG, "Công an phường", "Quý I"], ["II.", "", "", "", ""]]
    rows += [[str(at), str(at - 1), LONG, "Công an phường", "Quý I"] for at in range(2, 14)]
    cells = [[Paragraph(text, HEAD) for text in row] for row in head]
    cells += [[Paragraph(text, CELL) for text in row] for row in rows]
    table = LongTable(cells, colWidths=[35, 45, 360, 120, 110], repeatRows=2, style=[GRID, *merged])
    found = recognise(read(made(tmp_path / "a.pdf", [table]))).tables[0]
    assert found.columns == ("STT / TT", "STT / Chi tiết", "Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành")
    assert [section.number for section in found.sections] == ["I", "II."]
    assert [row.second_number for row in found.rows] == ["1", *(str(at) for at in range(1, 13))]
    assert {row.name for row in found.rows} == {LONG.strip()}


def test_letterhead_signature_and_paragraphs_over_lines_and_pages(tmp_path: Path) -> None:
    def side_by_side(left: str, right: str) -> Table:
        return Table([[Paragraph(left, HEAD), Paragraph(right, HEAD)]], colWidths=[280, 400])

    story = [
        side_by_side(
            "ỦY BAN NHÂN DÂN<br/>PHƯỜNG SAO MAI<br/>Số: 15/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc<br/>Sao Mai, ngày 05 tháng 02 năm 2026",
        ),
        Paragraph("KẾ HOẠCH", TITLE),
        Paragraph("Chuyển đổi số năm 2026", TITLE),
        *[Paragraph(f"{at}. {LONG * 3}", BODY) for at in range(1, 9)],
        side_by_side(
            "Nơi nhận:<br/>- Đảng ủy phường;<br/>- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN<br/>CHỦ TỊCH<br/>Trần Văn Sao"
        ),
    ]
    raw = read(made(tmp_path / "a.pdf", story))
    document = recognise(raw).document
    assert (document.org, document.number, document.date_text) == (
        "ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI",
        "15",
        "ngày 05 tháng 02 năm 2026",
    )
    assert (document.kind, document.title, document.signer_name) == (
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2026",
        "Trần Văn Sao",
    )
    assert document.recipients == ("Đảng ủy phường", "Lưu: VT")
    body = [paragraph.text for paragraph in recognise(raw).body]
    assert body == [f"{at}. {LONG * 3}".strip() for at in range(1, 9)]


def test_paragraphs_in_a_cell_are_told_apart_from_its_lines(tmp_path: Path) -> None:
    text = f"{LONG}<br/>- Một việc.<br/>- Hai việc."
    raw = read(made(tmp_path / "a.pdf", [plan([["1", text, "Văn phòng", "Quý I"]])]))
    name = recognise(raw).tables[0].rows[0].name
    assert name == f"{LONG.strip()}\n- Một việc.\n- Hai việc."


def test_merged_cells_are_known_by_their_lines(tmp_path: Path) -> None:
    rows = [
        list(HEADINGS),
        ["I", "Hạ tầng số", "", ""],
        ["1", "Một", "Văn phòng", "Quý I"],
        ["", "Hai", "Công an", "Quý II"],
    ]
    cells = [[Paragraph(text, CELL) for text in row] for row in rows]
    spans = [("SPAN", (1, 1), (3, 1)), ("SPAN", (0, 2), (0, 3))]
    table = Table(cells, colWidths=[40, 300, 150, 100], style=[GRID, *spans])
    found = recognise(read(made(tmp_path / "a.pdf", [table]))).tables[0]
    assert [section.title for section in found.sections] == ["Hạ tầng số"]
    assert [(row.number, row.parent) for row in found.rows] == [("1", None), ("", 0)]


def test_every_block_has_its_page(tmp_path: Path) -> None:
    story = [
        Paragraph("Trang đầu có vài chữ", TITLE),
        PageBreak(),
        Paragraph("Trang sau có bảng", TITLE),
        plan([["1", "Một", "Văn phòng", "Quý I"]]),
    ]
    raw = read(made(tmp_path / "a.pdf", story))
    assert [block.place.page for block in raw.blocks] == [1, 2, 2]
    table = raw.blocks[-1]
    assert isinstance(table, RawTable)
    assert (table.rows[1].place.table, table.rows[1].place.row) == (1, 2)
    assert len(table.column_edges) == 5


def test_a_scan_is_refused_and_a_scanned_page_among_others_told(tmp_path: Path) -> None:
    scan = Canvas(str(tmp_path / "scan.pdf"))
    scan.rect(100, 100, 200, 300, fill=1)
    scan.showPage()
    scan.save()
    with pytest.raises(Refused, match="scanned_pdf"):
        read(tmp_path / "scan.pdf")
    mixed = Canvas(str(tmp_path / "mixed.pdf"))
    mixed.setFont("Chu", 12)
    mixed.drawString(100, 700, "Trang này có lớp văn bản đọc được")
    mixed.showPage()
    mixed.drawImage(ImageReader(Image.new("L", (20, 20), 90)), 100, 100, 300, 400)
    mixed.showPage()
    mixed.setFont("Chu", 12)
    mixed.drawString(100, 700, "Lê Mai")
    mixed.showPage()
    mixed.showPage()
    mixed.save()
    raw = read(tmp_path / "mixed.pdf")
    assert [(problem.code, problem.place.page) for problem in raw.problems] == [("reading.page_without_text", 2)]
    assert paragraphs(raw) == ["Trang này có lớp văn bản đọc được", "Lê Mai"]


def test_password_damage_and_length_are_refused(tmp_path: Path) -> None:
    locked = Canvas(str(tmp_path / "locked.pdf"), encrypt="bi-mat")
    locked.drawString(100, 700, "Khong doc duoc neu khong co mat khau")
    locked.save()
    with pytest.raises(Refused, match="password"):
        read(tmp_path / "locked.pdf")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 4)
    with pytest.raises(Refused, match="damaged"):
        read(tmp_path / "bad.pdf")
    path = made(tmp_path / "long.pdf", [Paragraph("Một trang", TITLE), PageBreak(), Paragraph("Hai trang", TITLE)])
    with pytest.raises(Refused, match="too_many_pages"):
        read(path, Limits(pages=1))


def test_reading_stops_when_asked(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", [Paragraph("Một trang có chữ", TITLE)])
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        read_pdf(path, ORDINARY, monitor)


def signs(text: str, font: str = "Chu", x: float = 0, top: float = 0) -> list[Sign]:
    """Letters of width 5 and height 10, spaces included."""
    return [Sign(letter, x + 5 * at, x + 5 * at + 5, top, top + 10, font) for at, letter in enumerate(text)]


def test_words_are_parted_by_gaps_where_the_text_has_no_spaces() -> None:
    assert [line.text for line in lines_of(signs("Quý") + signs("I/2026", x=19))] == ["Quý I/2026"]
    assert [line.text for line in lines_of(signs("Quý") + signs("I/2026", x=16))] == ["QuýI/2026"]


def test_noise_of_a_text_layer_is_kept_as_it_stands() -> None:
    assert [line.text for line in lines_of(signs("25 / 8 /202 6"))] == ["25 / 8 /202 6"]


def test_legacy_font_is_decoded_by_its_name() -> None:
    line = lines_of(signs("Uû ban nh©n d©n", font="ABCDEF+.VnTime"))[0]
    assert (line.text, line.legacy) == ("Uỷ ban nhân dân", True)


def test_a_word_broken_after_its_hyphen_stays_one() -> None:
    found = lines_of(signs("số 57-") + signs("NQ/TW", top=12))
    assert cell_text(found, Frame(0, 35)) == "số 57-NQ/TW"
    found = lines_of(signs("Văn hóa -") + signs("Xã hội", top=12))
    assert cell_text(found, Frame(0, 48)) == "Văn hóa - Xã hội"
