"""A fictitious city with its reference list and many offices, for looking at the city's pages and for measuring them.

Every name is invented; every figure follows from a number, so that the same city comes out each time. Offices report
late, incompletely, not at all, or with a bundle that waits, as in real life.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from nq57desk.domain.changes import Source
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.periods import Period, PeriodKind, ReportingPeriod, city_due_day, window
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record, canonical, content, kind_of
from nq57desk.domain.snapshot import Outcome, ReceivedBundle, Snapshot, SnapshotLine
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import Desk, open_desk

YEAR = 2026
CODE, NAME = "99", "Ủy ban nhân dân thành phố Ngàn Sao"
_FIRST = ("Sao", "Trăng", "Nắng", "Gió", "Mây", "Sóng", "Rừng", "Đồi", "Suối", "Biển")
_SECOND = ("Mai", "Hôm", "Xanh", "Vàng", "Thu", "Xuân", "Đông", "Hạ", "Bạc", "Hồng", "Tím", "Biếc")
_TASKS = (
    ("Rà soát, số hóa hồ sơ và kết quả giải quyết thủ tục hành chính", "Quý II/2026"),
    ("Duy trì hoạt động của Tổ công nghệ số cộng đồng", "Thường xuyên"),
    ("Tổ chức tập huấn kỹ năng số cơ bản cho người dân", "Quý III/2026"),
    ("Bảo đảm an toàn thông tin cho hệ thống của xã, phường theo cấp độ", "Quý IV/2026"),
    ("Báo cáo kết quả thực hiện Nghị quyết 57 hằng quý", "Hằng quý"),
    ("Bố trí trang thiết bị, đường truyền cho bộ phận một cửa", "Tháng 9/2026"),
    ("Làm sạch dữ liệu dân cư, đất đai trên địa bàn", "Quý IV/2026"),
    ("Ban hành danh mục dữ liệu mở của đơn vị", "Tháng 10/2026"),
)
_GOALS = (
    ("Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến", "≥ 80%", "%"),
    ("Tỷ lệ cán bộ, công chức có chữ ký số cá nhân", "100%", "%"),
    ("Số người dân được tập huấn kỹ năng số", "≥ 5.000", "người"),
)
_DIFFICULTIES = (
    "Đường truyền tại một số thôn chưa ổn định",
    "Thiếu cán bộ chuyên trách công nghệ thông tin",
    "Kinh phí chưa được cấp theo dự toán",
)
_PROPOSALS = ("Đề nghị thành phố bố trí kinh phí", "Đề nghị tập huấn chuyên sâu cho cán bộ", "")


@dataclass(frozen=True, slots=True)
class CitySize:
    """How much is made: offices, tasks and indicators of each, months reported."""

    offices: int = 114
    tasks: int = 12
    indicators: int = 3
    months: tuple[int, ...] = (7, 8, 9, 10, 11)
    one_bundle: bool = False
    """Whether each office sends everything in one bundle, that of the last month."""


def make_city(*, folder: Path, as_of: date, size: CitySize | None = None) -> Desk:
    """Make the city in a folder and give it back opened on that day.

    Raises:
        Refused: the folder holds an office already, or cannot be written.
    """
    wanted = size or CitySize()
    create_office(folder=folder, code=CODE, name=NAME, role=Role.CITY, sample=True)
    desk = open_desk(folder, as_of=as_of, who="Trần Thị Mẫu")
    listed = tuple(_reference(wanted))
    apply_records(desk, "import", map(proposed, listed))
    for number in range(wanted.offices):
        _office(desk, number, wanted, listed)
    return desk


def office_of(number: int, offices: int) -> Office:
    """The office with this number: phường, xã, and two đặc khu at the end."""
    kind = "đặc khu" if number >= offices - 2 else "phường" if number * 114 < 45 * offices else "xã"
    name = f"{_FIRST[number % len(_FIRST)]} {_SECOND[number // len(_FIRST) % len(_SECOND)]}"
    return Office(str(90_001 + number), f"Ủy ban nhân dân {kind} {name}", sample=True, installation="pc-1")


def _reference(size: CitySize) -> Iterator[Record]:
    yield Plan("ct-plan", YEAR, number="02", symbol="KH-UBND", title="thực hiện Nghị quyết 57-NQ/TW năm 2026")
    yield Appendix("ct-tasks", "ct-plan", 1, "Phụ lục I", title="Danh mục nhiệm vụ")
    yield Appendix("ct-goals", "ct-plan", 2, "Phụ lục II", title="Danh mục chỉ tiêu", kind=AppendixKind.INDICATORS)
    yield Section("ct-section", "ct-plan", "ct-tasks", 1, "I", "Nhiệm vụ giao các phường, xã, đặc khu")
    for at, (name, deadline) in enumerate(_TASKS[: size.tasks], start=1):
        yield Task(
            f"ct-t{at}", "ct-plan", "ct-tasks", "ct-section", position=at, number=str(at), name=name, deadline=deadline
        )
    for at, (name, target, unit) in enumerate(_GOALS[: size.indicators], start=1):
        yield Indicator(
            f"ct-g{at}", "ct-plan", "ct-goals", position=at, number=str(at), name=name, target=target, unit=unit
        )


def _office(desk: Desk, number: int, size: CitySize, listed: Sequence[Record]) -> None:
    office, chance = office_of(number, size.offices), random.Random(number)
    desk.store.keep_office(office, who=desk.who, at=desk.now())
    plan = f"{office.code}-plan"
    frame = (
        Plan(plan, YEAR, number=str(number + 1), symbol="KH-UBND"),
        Appendix(f"{plan}-a", plan, 1, "Phụ lục I"),
        Appendix(f"{plan}-b", plan, 2, "Phụ lục II", kind=AppendixKind.INDICATORS),
    )
    records: list[Record] = [*frame, *_rows(plan, size, listed, linked=number % 7 != 3)]
    sequence = 0
    for at, month in enumerate(size.months):
        period = Period(YEAR, PeriodKind.MONTH, month)
        records += _month(chance, records, period, closed=(number + at) % 9 != 4 or month < size.months[-1])
        if size.one_bundle and month != size.months[-1]:
            continue
        arrives = _arrives(number, at, period, desk, last=month == size.months[-1])
        if arrives is None:
            continue
        sequence += 1
        day, outcome = arrives
        _receive(desk, office, records, _bundle(office, period, sequence, day, outcome))


def _arrives(number: int, at: int, period: Period, desk: Desk, *, last: bool) -> tuple[date, Outcome] | None:
    """When a month's bundle comes and what becomes of it; None: it does not come."""
    due = city_due_day(period)
    roll = (number * 7 + at * 13) % 23
    if (last and number % 12 == 5) or roll == 21:
        return None
    day = due + timedelta(days=3) if roll in (3, 11) else due - timedelta(days=1)
    outcome = Outcome.HELD if roll == 17 else Outcome.REJECTED if roll == 19 else Outcome.APPLIED
    return min(day, desk.today), outcome


def _rows(plan: str, size: CitySize, listed: Sequence[Record], *, linked: bool) -> Iterator[Record]:
    tasks = [one for one in listed if isinstance(one, Task)]
    goals = [one for one in listed if isinstance(one, Indicator)]
    for at in range(size.tasks):
        known = tasks[at] if at < len(tasks) else None
        name, deadline = _TASKS[at % len(_TASKS)]
        text = name if known is not None else f"{name} – đợt {at // len(_TASKS) + 1}"
        task = Task(f"{plan}-t{at}", plan, f"{plan}-a", position=at + 1, number=str(at + 1), name=text)
        link = known.id if known is not None and linked else ""
        yield replace(task, deadline=deadline, lead="Phòng Văn hóa - Xã hội", assigned_id=link)
    for at in range(size.indicators):
        name, target, unit = _GOALS[at % len(_GOALS)]
        link = goals[at].id if at < len(goals) and linked else ""
        goal = Indicator(f"{plan}-g{at}", plan, f"{plan}-b", position=at + 1, number=str(at + 1), name=name)
        yield replace(goal, target=target, unit=unit, assigned_id=link)


def _month(chance: random.Random, records: Sequence[Record], period: Period, *, closed: bool) -> list[Record]:
    """What an office records of one month."""
    said: list[Record] = []
    recorded = window(period)[1]
    for one in records:
        if isinstance(one, Task) and chance.random() < 0.9:
            said.append(_update(chance, one, period, recorded))
        elif isinstance(one, Indicator) and chance.random() < 0.9:
            said.append(_value(chance, one, period))
    plan = next(one for one in records if isinstance(one, Plan))
    day = recorded if closed else None
    said.append(ReportingPeriod(f"{plan.id}-{period.code}", YEAR, period.code, closed_on=day))
    return said


def _update(chance: random.Random, task: Task, period: Period, recorded: date) -> ProgressUpdate:
    done = task.position % 3 == 0 and period.ordinal >= 9 and chance.random() < 0.6
    state = State.DONE if done else chance.choice((State.IN_PROGRESS, State.IN_PROGRESS, State.NOT_STARTED))
    troubled = not done and chance.random() < 0.1
    return ProgressUpdate(
        f"{task.id}-{period.code}",
        task.plan_id,
        task.id,
        period.code,
        state,
        percent=100 if done else chance.randrange(0, 95, 5),
        result=f"Đã thực hiện {chance.randint(1, 20)} nội dung theo kế hoạch",
        finished_on=recorded if done else None,
        difficulty=chance.choice(_DIFFICULTIES) if troubled else "",
        proposal=chance.choice(_PROPOSALS) if troubled else "",
        by="Nguyễn Văn An",
        recorded_on=recorded,
    )


def _value(chance: random.Random, goal: Indicator, period: Period) -> IndicatorValue:
    key = f"{goal.id}-{period.code}"
    if goal.unit == "%":
        whole = chance.randint(40, 400)
        part = Decimal(chance.randint(whole // 2, whole))
        return IndicatorValue(key, goal.plan_id, goal.id, period.code, None, part, Decimal(whole))
    return IndicatorValue(key, goal.plan_id, goal.id, period.code, Decimal(chance.randint(20, 90) * period.ordinal))


def _bundle(office: Office, period: Period, sequence: int, day: date, outcome: Outcome) -> ReceivedBundle:
    at = datetime.combine(day, time(9, sequence)).astimezone().isoformat(timespec="seconds")
    digest = sha256(f"{office.code} {period.code} {sequence}".encode()).hexdigest()
    code = {Outcome.HELD: "bundle.many_deletions", Outcome.REJECTED: "bundle.damaged"}.get(outcome, "")
    return ReceivedBundle(
        digest, digest[:32], office.code, YEAR, period.code, sequence, sequence, "pc-1", at, at, outcome, code
    )


def _receive(desk: Desk, office: Office, records: Sequence[Record], bundle: ReceivedBundle) -> None:
    at = datetime.fromisoformat(bundle.received_at)
    if bundle.outcome is not Outcome.APPLIED:
        desk.store.keep_received_bundle(bundle, who=desk.who, at=at)
        return
    lines = [SnapshotLine(kind_of(type(one)).name, one.id, 1, False, canonical(content(one))) for one in records]
    lines.sort(key=lambda line: (line.kind, line.id))
    source = Source("bundle", f"{office.code}.nq57", bundle.digest)
    snapshot = Snapshot(office.code, YEAR, bundle.sequence, bundle.digest, source, _by_kind(lines))
    change_set = desk.store.compare_snapshot(snapshot)
    desk.store.apply(change_set, who=desk.who, at=at, received=bundle)


def _by_kind(lines: Sequence[SnapshotLine]) -> Iterator[SnapshotLine]:
    """Parents before children, as a bundle has them."""
    from nq57desk.domain.records import KINDS

    for kind in KINDS:
        yield from (line for line in lines if line.kind == kind.name)
