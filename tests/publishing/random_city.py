"""A fictitious city made by chance: every kind of deadline, update, target and value; offices late or silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from random import Random

from nq57desk.domain.changes import Source
from nq57desk.domain.indicators import Direction, Indicator, IndicatorValue, Measure
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.periods import Period, PeriodKind, ReportingPeriod, city_due_day, periods_of, window
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import KINDS, Record, canonical, content, kind_of
from nq57desk.domain.snapshot import Outcome, ReceivedBundle, Snapshot, SnapshotLine
from nq57desk.domain.units import NamedUnit, UnitChangeKind
from nq57desk.usecases import linking, locks, unit_changes
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.city_matrix import IN_TIME
from nq57desk.usecases.offices import create_office
from nq57desk.usecases.unit_changes import AskedChange
from nq57desk.workspace import Desk, open_desk

YEAR = 2026
DAY = date(2026, 11, 20)
DEADLINES = (
    *("Quý I/2026", "Quý III/2026", "Tháng 10/2026", "Trước ngày 20/11/2026", "Đến hết ngày 05/12/2026", "Năm 2026"),
    *("Trước ngày 06/12/2026", "30/6/2026", "Thường xuyên", "Hằng tháng", "Hằng quý", "6 tháng một lần", "Hằng năm"),
    *("Hằng tháng từ 01/3 đến 30/9/2026", "Sau khi có hướng dẫn", "Cuối tháng", "", "Trước ngày 15/01/2027"),
)
TARGETS = (
    ("≥ 80%", "%", Direction.UP, Measure.VALUE),
    ("không quá 5%", "%", Direction.DOWN, Measure.VALUE),
    ("80-85%", "%", Direction.UP, Measure.VALUE),
    ("100%", "", Direction.UP, Measure.VALUE),
    ("dưới 12,5‰", "‰", Direction.DOWN, Measure.VALUE),
    ("≥ 5.000", "người", Direction.UP, Measure.AMOUNT),
    ("≥ 1.200,5", "triệu đồng", Direction.UP, Measure.AMOUNT),
    ("95%", "%", Direction.UP, Measure.AMOUNT),
    ("Hoàn thành", "", Direction.UP, Measure.VALUE),
    ("≥ 30", "hồ sơ", Direction.UP, Measure.VALUE),
)
STAGED = (("Quý II/2026", "≥ 40%"), ("Quý III/2026", "≥ 60%"), ("Năm 2026", "≥ 70,25%"))
_PERIODS = tuple(one for kind in PeriodKind for one in periods_of(YEAR, kind)) + periods_of(YEAR - 1, PeriodKind.MONTH)
_MONTHS = periods_of(YEAR, PeriodKind.MONTH)


def random_city(folder: Path, seed: int, *, offices: int = 14) -> None:
    """Make it in a folder."""
    chance = Random(seed)
    create_office(folder=folder, code="99", name="Ủy ban nhân dân thành phố Ngàn Sao", role=Role.CITY, sample=True)
    with open_desk(folder, as_of=DAY, who="Trần Thị Bình") as desk:
        listed = tuple(_reference())
        apply_records(desk, "import", map(proposed, listed))
        for number in range(offices):
            _office(desk, chance, number, listed)
        _by_the_city(desk, chance, offices)


def _reference() -> Iterator[Record]:
    yield Plan("ct-plan", YEAR, number="02", symbol="KH-UBND", title="thực hiện Nghị quyết 57-NQ/TW")
    yield Appendix("ct-a", "ct-plan", 1, "Phụ lục I")
    yield Appendix("ct-b", "ct-plan", 2, "Phụ lục II", kind=AppendixKind.INDICATORS)
    for at, deadline in enumerate(DEADLINES):
        name = f"Nhiệm vụ số {at} của thành phố"
        yield Task(f"ct-t{at}", "ct-plan", "ct-a", position=at + 1, number=str(at + 1), name=name, deadline=deadline)
    for at, (target, unit, direction, measure) in enumerate(TARGETS):
        goal = Indicator(f"ct-g{at}", "ct-plan", "ct-b", position=at + 1, number=str(at + 1), name=f"Chỉ tiêu {at}")
        yield replace(goal, target=target, unit=unit, direction=direction, measure=measure)
    staged = Indicator("ct-gs", "ct-plan", "ct-b", position=99, number="99", name="Chỉ tiêu theo mốc", unit="%")
    yield replace(staged, targets=STAGED)


def _office(desk: Desk, chance: Random, number: int, listed: Sequence[Record]) -> None:
    code = str(90_001 + number)
    office = Office(code, f"Ủy ban nhân dân phường Sao {number + 1}", sample=True, installation="pc-1")
    desk.store.keep_office(office, who=desk.who, at=desk.now())
    if number == 3:
        return  # nothing ever comes
    plan = Plan(f"{code}-p", YEAR, number=str(number), symbol="KH-UBND")
    rows = list(_rows(chance, plan.id, listed))
    first = Appendix(f"{code}-a", plan.id, 1, "Phụ lục I")
    second = Appendix(f"{code}-b", plan.id, 2, "Phụ lục II", kind=AppendixKind.INDICATORS)
    records: list[Record] = [plan, first, second, *rows]
    records += _said(chance, rows)
    sequence = 0
    for month in _MONTHS[4:11]:
        records.append(_closed(plan.id, month, closed=chance.random() < 0.8))
        if chance.random() < 0.2:
            continue
        sequence += 1
        due = city_due_day(month)
        day = min(due + timedelta(days=chance.choice((-1, -1, 0, 2, 9))), DAY)
        outcome = chance.choices((Outcome.APPLIED, Outcome.HELD, Outcome.REJECTED), (8, 1, 1))[0]
        _receive(desk, office, records, _bundle(office.code, month, sequence, day, outcome))


def _rows(chance: Random, plan: str, listed: Sequence[Record]) -> Iterator[Task | Indicator]:
    tasks = [one for one in listed if isinstance(one, Task)]
    for at in range(chance.randint(6, 16)):
        known = chance.choice(tasks)
        linked = known.id if chance.random() < 0.6 else ""
        one = Task(f"{plan}-t{at}", plan, plan.replace("-p", "-a"), position=at + 1, name=f"Việc {at}")
        yield replace(one, deadline=chance.choice(DEADLINES), lead="Phòng Kinh tế", assigned_id=linked)
    yield Task(f"{plan}-tg", plan, plan.replace("-p", "-a"), position=90, name="Nhóm việc")
    child = Task(f"{plan}-tc", plan, plan.replace("-p", "-a"), parent_id=f"{plan}-tg", position=91, name="Việc con")
    yield replace(child, deadline="Quý III/2026", lead="Phòng Kinh tế")
    goals = [one for one in listed if isinstance(one, Indicator)]
    for at, goal in enumerate(goals):
        if chance.random() < 0.85:
            linked = goal.id if chance.random() < 0.85 else ""
            one_ = Indicator(f"{plan}-g{at}", plan, plan.replace("-p", "-b"), position=at + 1, name=goal.name)
            yield replace(one_, target=goal.target, unit=goal.unit, measure=goal.measure, assigned_id=linked)


def _said(chance: Random, rows: Sequence[Task | Indicator]) -> Iterator[Record]:
    for one in rows:
        periods = chance.sample(_PERIODS, chance.randint(0, 9)) + chance.sample(_MONTHS[:11], chance.randint(0, 8))
        for period in dict.fromkeys(periods):
            yield _update(chance, one, period) if isinstance(one, Task) else _value(chance, one, period)


def _update(chance: Random, task: Task, period: Period) -> ProgressUpdate:
    first, last = window(period)

    def day(share: float) -> date | None:
        return first + timedelta(days=chance.randint(0, 60)) if chance.random() < share else None

    state = chance.choices(list(State), (3, 6, 5, 1, 1))[0]
    done = state is State.DONE
    told = ProgressUpdate(f"{task.id}-{period.code}", task.plan_id, task.id, period.code, state)
    return replace(
        told,
        result=chance.choice(("", " \n ", "Đã làm xong phần việc\tcủa kỳ", "Đạt 95,5%", "Kết quả \\N 'lạ'")),
        nothing_arose=chance.random() < 0.2,
        recorded_on=chance.choice((None, last, last + timedelta(days=2), first)),
        finished_on=day(0.4) if done else None,
        product_date=day(0.4) if done else None,
    )


def _value(chance: Random, goal: Indicator, period: Period) -> IndicatorValue:
    made = IndicatorValue(f"{goal.id}-{period.code}", goal.plan_id, goal.id, period.code)
    number = Decimal(chance.randint(0, 90_000)) / chance.choice((1, 10, 1000, 1_000_000))
    roll = chance.random()
    if roll < 0.1:
        return made
    if roll < 0.55 or goal.unit in ("người", "hồ sơ"):
        return replace(made, actual=number)
    whole = Decimal(chance.choice((0, 3, 7, 40, 333))) + number
    return replace(made, numerator=whole * chance.choice((0, 1, 3, 4)) / 4, denominator=whole)


def _closed(plan: str, month: Period, *, closed: bool) -> ReportingPeriod:
    return ReportingPeriod(f"{plan}-{month.code}", YEAR, month.code, closed_on=window(month)[1] if closed else None)


def _bundle(code: str, period: Period, sequence: int, day: date, outcome: Outcome) -> ReceivedBundle:
    at = f"{day.isoformat()}T09:{sequence:02}:00+07:00"
    digest = sha256(f"{code} {period.code} {sequence}".encode()).hexdigest()
    why = {Outcome.HELD: "bundle.many_deletions", Outcome.REJECTED: "bundle.damaged"}.get(outcome, "")
    ours = (sequence, sequence, "pc-1", at, at, outcome, why)
    return ReceivedBundle(digest, digest[:32], code, YEAR, period.code, *ours)


def _receive(desk: Desk, office: Office, records: Sequence[Record], bundle: ReceivedBundle) -> None:
    at = datetime.fromisoformat(bundle.received_at)
    if bundle.outcome is not Outcome.APPLIED:
        desk.store.keep_received_bundle(bundle, who=desk.who, at=at)
        return
    lines = [SnapshotLine(kind_of(type(one)).name, one.id, 1, False, canonical(content(one))) for one in records]
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    lines.sort(key=lambda line: (order[line.kind], line.id))
    source = Source("bundle", f"{office.code}.nq57", bundle.digest)
    snapshot = Snapshot(office.code, YEAR, bundle.sequence, bundle.digest, source, iter(lines))
    desk.store.apply(desk.store.compare_snapshot(snapshot), who=desk.who, at=at, received=bundle)


def _by_the_city(desk: Desk, chance: Random, offices: int) -> None:
    """What the city's officer adds: links, an excuse, a lock, and two wards that become one in the year."""
    for number in range(offices):
        for line in linking.links(desk, year=YEAR, office=str(90_001 + number)).open:
            if line.suggested is not None and chance.random() < 0.5:
                linking.link(desk, pairs=[linking.Pair(line.row.office, line.row.id, line.suggested.id)])
    desk.store.set_setting(f"{IN_TIME}90002/2026-11", "Bưu điện giao chậm", who=desk.who, at=desk.now())
    locks.lock(desk, period=_MONTHS[6].code)
    before = (str(90_001 + offices - 1), str(90_001 + offices - 2))
    after = (NamedUnit("90099", "phường Sao Trăng"),)
    paper = "Nghị quyết số 12/NQ-HĐND ngày 20/8/2026"
    asked = AskedChange(UnitChangeKind.MERGED, date(2026, 9, 1), paper, before, after, carry=False)
    unit_changes.apply(desk, asked=asked)
