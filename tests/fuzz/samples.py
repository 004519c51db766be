"""What the fuzzing begins from: one small whole file of each kind, with everything in it that a reader looks at."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from tests.builders import files
from tests.builders.files import cell, font, numbered, paragraph, row, run, table

_BUNDLES = Path(__file__).parent.parent / "data" / "bundles"
ROWS = (
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Sản phẩm", "Thời gian hoàn thành"),
    ("I", "Hạ tầng số", "", "", ""),
    ("1", "Số hóa hồ sơ đất đai", "Phòng Kinh tế", "Báo cáo", "Quý IV/2026"),
    ("2", "Tập huấn kỹ năng số, đạt ≥ 95%", "Phòng Văn hóa - Xã hội", "Kế hoạch", "Trước 30/6/2026"),
    ("2.1", "Mở lớp", "Phòng VHXH", "", "Thường xuyên, hằng tháng"),
)


def _made(name: str, make: Callable[[Path], Path]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return make(Path(folder, name)).read_bytes()


@cache
def docx() -> tuple[bytes, ...]:
    lists = files.number_list(1, ("decimal", "%1."), ("lowerLetter", "%1.%2)"))
    inside = f"<w:txbxContent>{paragraph('Số: 12/KH-UBND')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox>{inside}</v:textbox></w:pict></w:r>"
    merged = row(
        cell("II", properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'),
        cell(paragraph(run("Chuyển đổi số", "<w:b/>")), properties='<w:gridSpan w:val="3"/>'),
    )
    goes_on = row(cell("", properties='<w:gridSpan w:val="2"/><w:vMerge/>'), "a", "b", "c")
    body = (
        paragraph("ỦY BAN NHÂN DÂN", properties='<w:jc w:val="center"/>')
        + f"<w:p>{box}</w:p>"
        + paragraph(run("KÕ ho¹ch", font(".VnTime")), "<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>")
        + numbered("Mục đích", 1)
        + numbered("Yêu cầu", 1, 1)
        + table(*(row(*cells) for cells in ROWS), merged, goes_on, widths=(500, 3000, 2000, 1500, 1500))
    )
    style = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>'
    )

    def make(path: Path) -> Path:
        return files.docx(path, body, numbering=lists, styles=style, header=run("Dự thảo"))

    return (_made("a.docx", make),)


def _column(at: int) -> str:
    return "ABCDEFGH"[at]


@cache
def xlsx() -> tuple[bytes, ...]:
    rows = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{_column(column)}{at}" t="inlineStr"><is><t>{text.replace("&", "&amp;")}</t></is></c>'
            for column, text in enumerate(cells)
        )
        + f'<c r="H{at}" s="0"><f>1+1</f><v>46022.5</v></c></row>'
        for at, cells in enumerate(ROWS, start=1)
    )
    before = '<dimension ref="A1:H5"/><cols><col min="7" max="7" hidden="1"/></cols>'
    after = '<mergeCells count="1"><mergeCell ref="B2:E2"/></mergeCells>'
    return (_made("a.xlsx", lambda path: files.xlsx(path, rows, after=after, before=before)),)


@cache
def xls() -> tuple[bytes, ...]:
    return (_made("a.xls", lambda path: files.xls(path, [*ROWS, ("3", 12.5, 46022.0, "x", "y")], [(1, 1, 1, 4)])),)


@cache
def pdf() -> tuple[bytes, ...]:
    out = BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    canvas.drawString(80, 780, "KE HOACH thuc hien Nghi quyet 57")
    rows = [("TT", "Nhiem vu", "Thoi gian"), ("1", "So hoa ho so", "Quy IV/2026"), ("2", "Tap huan", "30/6/2026")]
    ruled = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    ruled.wrapOn(canvas, 400, 400)
    ruled.drawOn(canvas, 80, 650)
    canvas.showPage()
    canvas.drawString(80, 780, "trang hai")
    canvas.save()
    return (out.getvalue(),)


@cache
def html() -> tuple[bytes, ...]:
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in cells) + "</tr>" for cells in ROWS)
    page = (
        "<html><head><style>.xl1 {font-weight:700;mso-hide:all} .b{font-family:.VnTime}</style></head>"
        '<body><p class=xl1>KẾ HOẠCH</p><p align="center"><b>năm 2026</b></p>'
        f"<table><thead>{lines}</thead>"
        '<tr><td rowspan="2" colspan="3" x:num="1">gộp</td><td>a<br>b</td></tr></table>'
        "<!--[if gte mso 9]><xml></xml><![endif]--></body></html>"
    )
    return (page.encode(),)


@cache
def text() -> tuple[bytes, ...]:
    tabs = "\n".join("\t".join(cells) for cells in ROWS)
    signs = "\r\n".join(";".join(f'"{cell}"' for cell in cells) for cells in ROWS)
    return (
        tabs.encode(),
        signs.encode("utf-16"),
        "KÕ ho¹ch n¨m 2026\nC¸c nhiÖm vô".encode("cp1252"),
        b"a,b\n1,2\n3,4\n",
    )


@cache
def bundles() -> tuple[bytes, ...]:
    return ((_BUNDLES / "valid.nq57").read_bytes(),)


@cache
def cards() -> tuple[bytes, ...]:
    return ((_BUNDLES / "ward.nq57card").read_bytes(),)


DEADLINES = tuple(
    phrase.encode()
    for phrase in (
        *("Quý IV/2026", "trước ngày 07/9/2026", "Thường xuyên, hằng tháng", "6 tháng đầu năm 2026 và tháng 12"),
        *("Từ 01/3 đến 30/6/2026", "chậm nhất ngày 15 tháng 12 năm 2026; báo cáo quý", "2026-2030", "khi có yêu cầu"),
    )
)
TARGETS = tuple(
    phrase.encode()
    for phrase in (
        *("≥ 95%", "từ 80% đến 90%", "tối thiểu 1.234,5 hồ sơ", "100% thôn; trên 50 người dân", "0", "Đạt chuẩn"),
        *("Không quá 02 ngày làm việc", "ít nhất ba mươi lớp, mỗi lớp 20-30 người", "1/2 số hộ"),
    )
)
