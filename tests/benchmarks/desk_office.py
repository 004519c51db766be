"""The office that the desk's benchmarks open: 20,000 tasks, what was recorded of them, and twenty indicators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import open_desk

TASKS, IN_SECTION, INDICATORS = 20_000, 50, 20
DAY = date(2026, 11, 20)
MONTH, BEFORE = "2026-12", "2026-11"
"""The present month, in which every third task was updated, and the one before, in which all were."""
QUARTERS = ("I", "II", "III", "IV")
NAMES = (
    "Số hóa hồ sơ thủ tục hành chính, kết nối cơ sở dữ liệu dùng chung của phường",
    "Triển khai chữ ký số cho cán bộ, công chức và người dân trên địa bàn",
    "Bồi dưỡng kỹ năng số cộng đồng tại các khu phố, tổ dân phố",
    "Hoàn thiện hạ tầng mạng, trang thiết bị của Trung tâm Phục vụ hành chính công",
    "Rà soát, cắt giảm thời gian giải quyết thủ tục trong lĩnh vực đất đai",
)
LEADS = ("Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Công an phường", "Phòng Kinh tế, Hạ tầng và Đô thị")


def records() -> Iterator[Record]:
    """One plan, an appendix of 400 sections of 50 tasks with their updates, an appendix of indicators with values."""
    plan, tasks, targets = new_id(), new_id(), new_id()
    yield Plan(plan, 2026, number="12", symbol="KH-UBND", title="Kế hoạch năm 2026", issued_on=date(2026, 1, 30))
    yield Appendix(tasks, plan, 1, "Phụ lục I", columns=("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
                   column_fields=("number", "name", "lead", "deadline"))  # fmt: skip
    yield Appendix(targets, plan, 2, "Phụ lục II", kind=AppendixKind.INDICATORS)
    for number in range(TASKS):
        if number % IN_SECTION == 0:
            section = new_id()
            yield Section(section, plan, tasks, number, str(number // IN_SECTION), "Phát triển hạ tầng số")
        yield from _task(plan, tasks, section, number)
    for number in range(INDICATORS):
        one = new_id()
        yield Indicator(one, plan, targets, position=number, number=str(number + 1), unit="%", target="≥ 80",
                        name=f"Tỷ lệ hồ sơ trực tuyến của lĩnh vực {number + 1}", lead=LEADS[number % 4])  # fmt: skip
        yield IndicatorValue(new_id(), plan, one, BEFORE, actual=Decimal(60 + number))


def _task(plan: str, appendix: str, section: str, number: int) -> Iterator[Record]:
    task = new_id()
    yield Task(task, plan, appendix, section, position=number, number=str(number + 1),
               name=f"{NAMES[number % 5]}, phần việc {number}", lead=LEADS[number % 4],
               deadline=f"Quý {QUARTERS[number % 4]}/2026", product="Báo cáo kết quả")  # fmt: skip
    for month in (BEFORE, MONTH) if number % 3 == 0 else (BEFORE,):
        yield ProgressUpdate(
            new_id(), plan, task, month, state=State.IN_PROGRESS, percent=40, result="Đã làm được một phần"
        )


def make_office(folder: Path) -> None:
    """Create the office and bring its records in through the store's own comparing and applying."""
    create_office(folder=folder, code="99902", name="Ủy ban nhân dân phường Sao Mai", role=Role.WARD)
    with open_desk(folder, as_of=DAY) as desk:
        apply_records(desk, "import", (proposed(record) for record in records()))
