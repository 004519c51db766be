"""The fictitious city with what makes publishing hard: hostile words, groups, rhythms, runs of done, amounts, numbers
of many digits, rows linked by the city, an excused bundle, a locked month, and two units that became one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from nq57desk.domain.changes import Source
from nq57desk.domain.indicators import Indicator, IndicatorValue, Measure
from nq57desk.domain.organisation import Office
from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import KINDS, Record, canonical, content, kind_of
from nq57desk.domain.snapshot import Outcome, ReceivedBundle, Snapshot, SnapshotLine
from nq57desk.domain.units import NamedUnit, UnitChangeKind
from nq57desk.usecases import city_matrix, linking, unit_changes
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.linking import Pair
from nq57desk.usecases.sample_city import CitySize, make_city
from nq57desk.usecases.unit_changes import AskedChange
from nq57desk.workspace import Desk

DAY = date(2026, 11, 20)
SIZE = CitySize(offices=24, tasks=10)
HARD = "00123"
"""The code of the office with the hostile rows: nobody may lose its noughts."""
MERGED = ("90001", "90002")
HEIR = NamedUnit("90050", "phường Sao Trăng")
SINCE = date(2026, 9, 1)
AMOUNT = "ct-g3"
LONG = "Kết quả rất dài. " * 4000
WORDS = {
    "=cmd|'/c calc'!A1": "formula",
    "+84 912 345 678": "plus",
    "-5": "minus",
    "@SUM(A1)": "at",
    "'nháy đơn trước": "apostrophe",
    "\tthụt vào": "tab",
    'ngoặc "kép", phẩy; xuống\r\ndòng\nnữa': "quotes",
    "Nguyễn Thị Hằng – “Đề án 06” \U0001f4a7": "vietnamese",
}
WIDE = Decimal("1234567890123456789012345678901.5")
"""More digits than the published form takes."""


def published_city(folder: Path, *, wide: bool = True) -> Path:
    """Its folder; ``wide``: with the one number that no published column takes."""
    with make_city(folder=folder, as_of=DAY, size=SIZE) as desk:
        goal = desk.store.get(Indicator, AMOUNT)
        assert goal is not None
        targets = (("Quý III", "≥ 1.000"), ("Năm 2026", "≥ 5.000"))
        apply_records(desk, "edit", [proposed(replace(goal, measure=Measure.AMOUNT, targets=targets))])
        _hard_office(desk, wide=wide)
        _by_the_city(desk)
    return folder


def _by_the_city(desk: Desk) -> None:
    """Links, a month locked, a late bundle excused, two units become one."""
    unlinked = f"{90_001 + 3}"
    linking.link(desk, pairs=[Pair(unlinked, f"{unlinked}-plan-t1", "ct-t2"), Pair(HARD, "h-g2", "ct-g2")])
    desk.store.lock("2026-Q3", who=desk.who, at=desk.now())
    late = next(row for row in city_matrix.matrix(desk, period="2026-10").rows if row.cells[-3].late)
    city_matrix.excuse(desk, office=late.unit.code, period="2026-10", reason="=đường truyền đứt")
    asked = AskedChange(UnitChangeKind.MERGED, SINCE, "Nghị quyết số 12/NQ-HĐND", MERGED, (HEIR,), carry=True)
    unit_changes.apply(desk, asked=asked)


def _hard_office(desk: Desk, *, wide: bool) -> None:
    office = Office(HARD, "Ủy ban nhân dân xã Khó Đọc", sample=True, installation="pc-1")
    desk.store.keep_office(office, who=desk.who, at=desk.now())
    rows = [one for one in hard_rows() if wide or not (isinstance(one, IndicatorValue) and one.actual == WIDE)]
    receive(desk, office, rows, "2026-11", 1)


def hard_rows() -> Iterator[Record]:
    """The office's whole plan year."""
    yield Plan("h", 2026, number="9", symbol="KH-UBND", title="=1+1")
    yield Appendix("h-a", "h", 1, "Phụ lục I", title="@danh mục")
    yield Appendix("h-b", "h", 2, "Phụ lục II", kind=AppendixKind.INDICATORS)
    yield Section("h-s", "h", "h-a", 1, "I", "-mục")
    for month in (9, 10, 11):
        yield ReportingPeriod(f"h-p{month}", 2026, f"2026-{month:02}", closed_on=date(2026, month, 15))
    for at, name in enumerate(WORDS):
        yield replace(task(f"h-w{at}"), name=name, position=at, note=name, assigned_id="ct-t1" if at < 2 else "nobody")
        yield replace(said(f"h-w{at}", "2026-10", State.IN_PROGRESS), result=name)
    yield replace(task("h-group"), lead="", deadline="", name="Nhóm việc")
    yield replace(task("h-below"), parent_id="h-group")
    yield from _runs()
    yield from _rhythms()
    yield from _goals()


def task(id_: str) -> Task:
    """A task of the hostile office."""
    return Task(id_, "h", "h-a", "h-s", name=id_, lead="Văn phòng", deadline="30/9/2026")


def said(task_id: str, period: str, state: State) -> ProgressUpdate:
    """What is said of it."""
    name = f"{task_id}-{period}"
    return ProgressUpdate(name, "h", task_id, period, state, result="Có", recorded_on=date(2026, 10, 14))


def _runs() -> Iterator[Record]:
    """Done with days of every kind, done again, opened again."""
    done, going = State.DONE, State.IN_PROGRESS
    runs: dict[str, Sequence[ProgressUpdate]] = {
        "h-r1": [replace(said("h-r1", "2026-09", done), finished_on=date(2026, 9, 30)), said("h-r1", "2026-10", done)],
        "h-r2": [said("h-r2", "2026-09", done), replace(said("h-r2", "2026-10", done), product_date=date(2026, 10, 2))],
        "h-r3": [said("h-r3", "2026-08", done), said("h-r3", "2026-09", going), said("h-r3", "2026-10", done)],
        "h-r4": [replace(said("h-r4", "2026-Q3", done), recorded_on=None), said("h-r4", "2026-10", done)],
        "h-r5": [said("h-r5", "2026-09", going), replace(said("h-r5", "2026-Q3", done), recorded_on=date(2026, 9, 3))],
        "h-r6": [said("h-r6", "2026-10", State.STOPPED)],
        "h-r7": [said("h-r7", "2026-09", State.STOPPED), replace(said("h-r7", "2026-11", going), result=" \n")],
        "h-r8": [
            replace(said("h-r8", "2026-11", going), nothing_arose=True, result="", recorded_on=date(2026, 11, 14))
        ],
        "h-r9": [replace(said("h-r9", "2026-11", State.PAUSED), recorded_on=date(2026, 11, 19))],
        "h-ra": [replace(said("h-ra", "2025-12", done), finished_on=date(2025, 12, 1)), said("h-ra", "2026-10", done)],
        "h-rb": [said("h-rb", "2019-10", done)],
    }
    for name, updates in runs.items():
        yield task(name)
        yield from updates


def _rhythms() -> Iterator[Record]:
    for at, words in enumerate(
        ("Hằng tháng", "Hằng quý", "6 tháng một lần", "Hằng năm", "hằng tháng từ 01/3 đến 30/10/2026", "khi có yêu cầu")
    ):
        yield replace(task(f"h-y{at}"), deadline=words)
        if at % 2:
            yield said(f"h-y{at}", "2026-11", State.IN_PROGRESS)
    yield replace(task("h-y9"), deadline="Hằng tháng")
    yield said("h-y9", "2026-09", State.DONE)


def _goals() -> Iterator[Record]:
    for at, (unit, linked) in enumerate((("%", "ct-g1"), ("%", ""), ("người", "ct-g3"))):
        name = f"h-g{at + 1}"
        yield Indicator(name, "h", "h-b", position=at, name=name, target="≥ 80%", unit=unit, assigned_id=linked)
    yield Indicator("h-same", "h", "h-b", name="nêu lại", same_as="h-g1", assigned_id="ct-g1")
    numbers = (Decimal("1"), Decimal("3"), Decimal("7.00000000010"))
    for at, given in enumerate(numbers):
        yield value(f"h-g{at + 1}", "2026-10", given)
    yield value("h-g3", "2026-09", Decimal("0.1"))
    yield value("h-g3", "2026-11", Decimal("0.2"))
    yield replace(value("h-g1", "2026-11", None), numerator=Decimal("1"), denominator=Decimal("3"))
    yield value("h-g2", "2026-09", WIDE)


def value(goal: str, period: str, actual: Decimal | None) -> IndicatorValue:
    """A value of the hostile office."""
    return IndicatorValue(f"{goal}-{period}", "h", goal, period, actual, source="=báo cáo", explanation=LONG[:200])


def receive(desk: Desk, office: Office, records: Sequence[Record], period: str, sequence: int) -> None:
    """A bundle with these rows comes and is applied; its year is the period's."""
    year = int(period[:4])
    at = datetime(2026, 11, 15, 9, sequence, tzinfo=timezone(timedelta(hours=7))).isoformat(timespec="seconds")
    digest = sha256(f"{office.code} {period} {sequence}".encode()).hexdigest()
    bundle = ReceivedBundle(
        digest, digest[:32], office.code, year, period, sequence, sequence, "pc-1", at, at, Outcome.APPLIED
    )
    lines = [SnapshotLine(kind_of(type(one)).name, one.id, 1, False, canonical(content(one))) for one in records]
    order = [kind.name for kind in KINDS]
    lines.sort(key=lambda line: (order.index(line.kind), line.id))
    snapshot = Snapshot(office.code, year, sequence, digest, Source("bundle", f"{office.code}.nq57", digest), lines)
    change_set = desk.store.compare_snapshot(snapshot)
    desk.store.apply(change_set, who=desk.who, at=datetime.fromisoformat(at), received=bundle)
