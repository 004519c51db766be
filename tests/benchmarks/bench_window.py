"""The window of an office with 20,000 tasks against an empty PySide6 main window: first paint, and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from nq57desk.domain.records import Record
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import open_desk
from tests.benchmarks.measured import Measured

TASKS, IN_SECTION = 20_000, 50
ROUNDS = 5
PAINT_LIMIT, MEMORY_LIMIT = 3.0, 2.5
DAY = date(2026, 11, 20)
QUARTERS = ("I", "II", "III", "IV")

PEAK = """
def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
"""
"""The process's own peak in MiB: what getrusage gives also counts the process it was forked from."""
EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.time() - float(sys.argv[1]), 0, peak())
        app.exit()
app = QApplication([])
window = Window()
window.resize(1366, 697)
window.show()
app.exec()
"""
OURS = """
import sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from nq57desk.gui import app as desk
began, folder = float(sys.argv[1]), Path(sys.argv[2])
app = desk.application()
window = desk.make_window(folder, date(2026, 11, 20))
seen = []
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not seen:
            seen.append(time.time() - began)
        return False
watch = Watch()
window.centralWidget().installEventFilter(watch)
window.show()
QTimer.singleShot(0, lambda: desk.begin(window, folder))
def look():
    page = window.pages.get("tasks")
    if page is None or window.session.busy or page.model.task(page.model.index(1, 0)) is None:
        QTimer.singleShot(5, look)
        return
    print(seen[0], time.time() - began, peak())
    window.session.close()
    app.exit()
QTimer.singleShot(20, look)
app.exec()
"""


def records() -> Iterator[Record]:
    """One plan, one appendix, 400 sections of 50 tasks."""
    plan, appendix = new_id(), new_id()
    yield Plan(plan, 2026, number="12", symbol="KH-UBND", title="Kế hoạch năm 2026", issued_on=date(2026, 1, 30))
    yield Appendix(appendix, plan, 1, "Phụ lục", columns=("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
                   column_fields=("number", "name", "lead", "deadline"))  # fmt: skip
    for number in range(TASKS):
        if number % IN_SECTION == 0:
            section = new_id()
            yield Section(section, plan, appendix, number, str(number // IN_SECTION), "Phát triển hạ tầng số")
        name = f"Số hóa hồ sơ thủ tục hành chính, kết nối cơ sở dữ liệu dùng chung của phường, phần việc {number}"
        yield Task(new_id(), plan, appendix, section, position=number, number=str(number), name=name,
                   lead="Phòng Văn hóa - Xã hội", deadline=f"Quý {QUARTERS[number % 4]}/2026")  # fmt: skip


def _office(folder: Path) -> None:
    create_office(folder=folder, code="99902", name="Ủy ban nhân dân phường Sao Mai", role=Role.WARD)
    with open_desk(folder, as_of=DAY) as desk:
        apply_records(desk, "import", (proposed(record) for record in records()))


def _once(cache: Path, program: str, *arguments: str) -> tuple[float, float, float]:
    """Seconds to the first paint and to the rows shown, MiB at the end; bytecode is kept as an installation does."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", PEAK + program, str(began), *arguments],
        env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    paint, shown, peak = (float(word) for word in done.stdout.split())
    return paint, shown, peak


def run() -> Iterator[Measured]:
    """First paint and peak memory; the time until the first screen of rows stands is printed in the row's name."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        _office(folder)
        cache = Path(scratch) / "bytecode"
        empty, ours = [_once(cache, EMPTY)], [_once(cache, OURS, str(folder))]
        for _round in range(ROUNDS):
            empty.append(_once(cache, EMPTY))
            ours.append(_once(cache, OURS, str(folder)))
        del empty[0], ours[0]
    shown = median(one[1] for one in ours)
    yield Measured(
        f"window, {TASKS} tasks: first paint (rows shown at {shown:.2f} s)",
        median(one[0] for one in ours),
        median(one[0] for one in empty),
        "s",
        PAINT_LIMIT,
    )
    yield Measured(
        f"window, {TASKS} tasks: peak memory",
        median(one[2] for one in ours),
        median(one[2] for one in empty),
        "MiB",
        MEMORY_LIMIT,
    )
