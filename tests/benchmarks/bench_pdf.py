"""A long appendix as PDF, against ReportLab's own way of setting the same table."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from math import inf
from xml.sax.saxutils import escape

import typst
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, LongTable, PageTemplate, Paragraph, TableStyle

from nq57desk import paths
from nq57desk.documents.appendix import compose_appendix
from nq57desk.documents.layout import Layout
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.documents.render_pdf_fonts import font
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from tests.benchmarks.measured import Measured

HEADINGS = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả/sản phẩm", "Thời gian hoàn thành")
BODIES = ("Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường")
MM = 72 / 25.4


def _cells(number: int) -> tuple[str, ...]:
    """A task as long as those of real plans, none quite like another."""
    name = (
        f"Rà soát, cập nhật và công bố danh mục cơ sở dữ liệu số {number} của phường; kết nối, liên thông các hệ thống "
        f"thông tin phục vụ chỉ đạo, điều hành; hoàn thành {number % 97 + 3}% hồ sơ được xử lý trên môi trường điện tử"
    )
    product = f"Báo cáo số {number} và danh mục được phê duyệt"
    bodies = BODIES[number % 4], f"Các phòng, ban, đơn vị có liên quan; {BODIES[(number + 1) % 4]}"
    return (f"{number}.", name, *bodies, product, f"Tháng {number % 12 + 1:02d}/2026")


def _task(number: int) -> Task:
    cells = tuple(zip(HEADINGS, _cells(number), strict=True))
    return Task(f"t{number}", "p", "a", "s", position=number, number=f"{number}.", cells=cells)


def layout_of(rows: int) -> Layout:
    """An appendix of so many tasks."""
    plan = Plan("p", 2026, symbol="KH-UBND", place="Sao Mai", issuing_body="Ủy ban nhân dân phường Sao Mai")
    appendix = Appendix("a", "p", 1, title="Danh mục nhiệm vụ", columns=HEADINGS)
    tasks = [_task(number) for number in range(1, rows + 1)]
    section = Section("s", "p", "a", 1, "I", "Nhiệm vụ năm 2026")
    return compose_appendix(plan, appendix, [section], tasks, frame=True, office_name=plan.issuing_body)


def ours(rows: int) -> bytes:
    """Compose and render, from the domain's records to the file's bytes."""
    return render_pdf(layout_of(rows)).data


def floor(rows: int) -> bytes:
    """The documented way: a LongTable of Paragraphs with a repeated header, same font, size and page."""
    name = font("Tinos-Regular").fontName
    style = ParagraphStyle("cell", fontName=name, fontSize=12, leading=13.8)
    data = [[Paragraph(escape(text), style) for text in HEADINGS]]
    data += [[Paragraph(escape(text), style) for text in _cells(number)] for number in range(1, rows + 1)]
    widths = [width * MM for width in (13, 94, 36, 46, 36, 27)]
    table = LongTable(data, colWidths=widths, repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    file = io.BytesIO()
    left, right, edge = 30 * MM, 15 * MM, 20 * MM
    frame = Frame(left, edge, 297 * MM - left - right, 210 * MM - 2 * edge, 0, 0, 0, 0)
    document = BaseDocTemplate(file, pagesize=landscape(A4), pageTemplates=[PageTemplate(frames=[frame])])
    document.build([table])
    return file.getvalue()


_TYPST = """#set page(paper: "a4", flipped: true, margin: (left: 30mm, right: 15mm, y: 20mm))
#set text(font: "Tinos", size: 12pt, lang: "vi")
#let rows = json(bytes(sys.inputs.rows))
#table(columns: (13fr, 94fr, 36fr, 46fr, 36fr, 27fr), stroke: 0.5pt,
  table.header(..rows.first()), ..rows.slice(1).flatten())"""


def typst_pdf(rows: int) -> bytes:
    """The same table set by Typst, its own way, in the same font: for the record."""
    data = json.dumps([HEADINGS, *(_cells(number) for number in range(1, rows + 1))], ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[paths.resources() / "fonts"])
    return typst.compile(_TYPST.encode(), format="pdf", font_paths=fonts, sys_inputs={"rows": data})


_PEAK = """
import re, sys
from pathlib import Path
from tests.benchmarks.bench_pdf import ours
ours(int(sys.argv[1]))
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def _peak(rows: int) -> float:
    """MiB of a process of its own that makes the paper."""
    done = subprocess.run([sys.executable, "-c", _PEAK, str(rows)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _seconds(work: Callable[[int], bytes], rows: int) -> float:
    """Seconds of the processor: both sides are one thread."""
    start = time.process_time()
    work(rows)
    return time.process_time() - start


def run() -> tuple[Measured, ...]:
    """2,000 rows against LongTable, and 8,000 rows against our own 2,000; the best of turns taken one by one."""
    ours(10)
    floor(10)
    turns = [(_seconds(ours, 2000), _seconds(ours, 8000)) for _ in range(5)]
    short, long = (min(times) for times in zip(*turns, strict=True))
    return (
        Measured("PDF, 2.000 rows, six columns, over LongTable", short, _seconds(floor, 2000), "s", 0.8),
        Measured("PDF, 8.000 rows over 2.000", long, short, "s", 4.2),
        Measured("PDF, 2.000 rows, over Typst (for the record)", short, _seconds(typst_pdf, 2000), "s", inf),
        Measured("PDF, peak memory of 8.000 rows over 2.000", _peak(8000), _peak(2000), "MiB", 2.0),
    )
