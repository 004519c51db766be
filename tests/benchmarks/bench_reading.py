"""Reading: 004.docx and a 20,000-row .xlsx, against merely opening and walking the same file.

The floors are the libraries' documented ways. Both sides run in a child process of their own, which times itself
after its imports; the best of several runs counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import openpyxl

from tests.benchmarks.measured import Measured

_ROOT = Path(__file__).resolve().parents[2]
_REAL = _ROOT.parent / "shared" / "plans" / "004.docx"
_ROWS = 20_000
_LIMIT = 3.0
_ROUNDS = 3

_FLOOR_DOCX = """
import docx
def work():
    document = docx.Document(path)
    count = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                count += len(cell.text)
"""
_FLOOR_XLSX = """
import openpyxl
def work():
    workbook = openpyxl.load_workbook(path, read_only=True)
    count = sum(1 for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None)
    workbook.close()
"""
_OURS = """
import pathlib
from nq57desk.importing.open_file import read_raw
import nq57desk.importing.docx, nq57desk.importing.xlsx
def work():
    read_raw(pathlib.Path(path))
"""
_TIMED = """
import sys, time
path, times = sys.argv[1], int(sys.argv[2])
{work}
best = None
for _ in range(times):
    begun = time.perf_counter()
    work()
    took = time.perf_counter() - begun
    best = took if best is None else min(best, took)
print(best)
"""


def run() -> tuple[Measured, ...]:
    """Both comparisons, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        word = _REAL if _REAL.is_file() else _word(Path(folder, "forty.docx"))
        excel = _excel(Path(folder, "rows.xlsx"))
        return (
            Measured(f"read {word.name}", *_both(_FLOOR_DOCX, word, 5), "s", _LIMIT),
            Measured("read 20,000-row .xlsx", *_both(_FLOOR_XLSX, excel, 1), "s", _LIMIT),
        )


def _both(floor: str, path: Path, times: int) -> tuple[float, float]:
    """Ours and the floor, by turns, so that a busy machine slows both."""
    rounds = [(_best(_OURS, path, times), _best(floor, path, times)) for _ in range(_ROUNDS)]
    return min(ours for ours, _ in rounds), min(theirs for _, theirs in rounds)


def _best(work: str, path: Path, times: int) -> float:
    command = [sys.executable, "-c", _TIMED.format(work=work), str(path), str(times)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _word(path: Path) -> Path:
    """A list of forty tasks in seven columns."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=7)
    for number in range(1, 41):
        texts = (str(number), f"Triển khai nhiệm vụ số {number} " * 6, "Phòng Văn hóa - Xã hội", "Công an phường")
        for cell, text in zip(table.add_row().cells, (*texts, "Báo cáo", "Quý III/2026", ""), strict=True):
            cell.text = text
    document.save(str(path))
    return path


def _excel(path: Path) -> Path:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Phụ lục")
    sheet.append(["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian hoàn thành"])
    for number in range(1, _ROWS + 1):
        name = f"Nhiệm vụ số {number}: số hóa hồ sơ và kết quả giải quyết thủ tục hành chính trên địa bàn phường"
        sheet.append(
            [number, name, "Phòng Văn hóa - Xã hội", "Các phòng, ban, đơn vị", f"Báo cáo {number}", "Quý III/2026"]
        )
    workbook.save(path)
    return path
