"""Which offices a publisher has to write again: a fingerprint changes whenever a row changes, and not with the day."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nq57desk import settings
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import State
from nq57desk.domain.records import Record
from nq57desk.domain.units import NamedUnit, UnitChangeKind
from nq57desk.errors import Refused
from nq57desk.publishing import tables
from nq57desk.publishing.columns import Row, Table
from nq57desk.store import dataset as reading
from nq57desk.store.conflicts import RefusedFile
from nq57desk.usecases import linking, unit_changes
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.city_dataset import Dataset, dataset
from nq57desk.usecases.linking import Pair
from nq57desk.usecases.offices import create_office
from nq57desk.usecases.unit_changes import AskedChange
from nq57desk.workspace import Desk, look_at, open_desk
from tests.builders import published_city as hard
from tests.builders.forked_city import DAY as FORK_DAY
from tests.builders.forked_city import made_fork

CITY = "99"
EVERY = "every"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard.published_city(tmp_path_factory.mktemp("made") / "city")


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Path(shutil.copytree(made, tmp_path / "city")), as_of=hard.DAY, who="Trần Thị Thử") as opened:
        yield opened


def all_rows(data: Dataset) -> dict[str, list[list[Row]]]:
    return {office: [sorted(data.rows(office, one), key=repr) for one in tables.TABLES] for office in data.offices()}


def fingerprints(data: Dataset) -> dict[str, str]:
    return {office: data.fingerprint(office) for office in data.offices()}


def bundle(desk: Desk) -> None:
    office = next(one for one in desk.store.offices() if one.code == hard.HARD)
    rows = [*hard.hard_rows(), hard.task("h-new"), hard.said("h-new", "2026-11", State.IN_PROGRESS)]
    hard.receive(desk, office, rows, "2026-11", 2)


def undo(desk: Desk) -> None:
    bundle(desk)
    before = all_rows(dataset(desk))[hard.HARD]
    desk.store.undo(who=desk.who, at=desk.now(), entry=desk.store.journal(limit=1)[0].seq)
    assert all_rows(dataset(desk))[hard.HARD] != before


def refused(desk: Desk) -> None:
    file = RefusedFile("0" * 64, "a.nq57", "90007", "bundle.damaged", 10, "2026-11-18T09:00:00+07:00", desk.who, "")
    desk.store.keep_refused(file, at=desk.now())


def new_reference(desk: Desk) -> None:
    apply_records(desk, "edit", [proposed(Task("ct-new", "ct-plan", "ct-tasks", "ct-section", name="Việc mới"))])


def renamed_reference(desk: Desk) -> None:
    task = desk.store.get(Task, "ct-t1")
    assert task is not None
    apply_records(desk, "edit", [proposed(replace(task, name="Tên khác"))])


def corrected(desk: Desk) -> None:
    names = (NamedUnit("90010", "phường Mây Mai"),)
    unit_changes.apply(desk, asked=AskedChange(UnitChangeKind.CORRECTED, hard.SINCE, "", ("90010",), names))


def enrolled(desk: Desk) -> None:
    desk.store.keep_office(Office("90060", "xã Mới Về", sample=True), who=desk.who, at=desk.now())


def setting(key: str, value: str) -> Callable[[Desk], None]:
    return lambda desk: desk.store.set_setting(key, value, who=desk.who, at=desk.now())


CHANGES: dict[str, tuple[Callable[[Desk], object], set[str]]] = {
    "nothing": (lambda _desk: None, set()),
    "a bundle": (bundle, {hard.HARD}),
    "a bundle taken back": (undo, {hard.HARD}),
    "a link": (lambda desk: linking.link(desk, pairs=[Pair("90011", "90011-plan-t2", "ct-t3")]), {"90011"}),
    "a link taken back": (lambda desk: linking.unlink(desk, rows=[(hard.HARD, "h-g2")]), {hard.HARD}),
    "a refused file": (refused, {"90007"}),
    "a reference row": (new_reference, {EVERY}),
    "a reference row's name": (renamed_reference, {CITY}),
    "a locked month": (lambda desk: desk.store.lock("2026-10", who=desk.who, at=desk.now()), {EVERY}),
    "an excuse": (setting("city.in_time/90009/2026-10", "bưu điện chậm"), {"90009"}),
    "the calendar": (setting(settings.CITY_WORKING_DAYS, "4"), {EVERY}),
    "the threshold": (setting("update_rate.threshold", "80"), {CITY}),
    "a corrected name": (corrected, {"90010"}),
    "an enrolled office": (enrolled, {"90060"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_exactly_the_offices_whose_rows_changed_have_another_fingerprint(desk: Desk, what: str) -> None:
    change, expected = CHANGES[what]
    before, prints = all_rows(dataset(desk)), fingerprints(dataset(desk))
    change(desk)
    after = all_rows(dataset(desk))
    differing = {office for office, its in after.items() if before.get(office) != its}
    told = {office for office, its in fingerprints(dataset(desk)).items() if prints.get(office) != its}
    assert differing <= told
    assert told == (set(after) if expected == {EVERY} else expected)


def test_a_fingerprint_does_not_hang_on_the_day(made: Path) -> None:
    found = []
    for day in (hard.DAY, date(2027, 3, 1)):
        with look_at(made, as_of=day) as desk:
            found.append((fingerprints(dataset(desk)), all_rows(dataset(desk))))
    assert found[0] == found[1]


def test_conflicts_are_rows_and_tell_the_city_what_is_open(tmp_path: Path) -> None:
    made = made_fork(tmp_path)
    with look_at(made.city, as_of=FORK_DAY) as desk:
        data, known = dataset(desk), desk.store.conflicts(open_only=False)
        rows = [dict(zip(tables.CONFLICTS.names, row, strict=True)) for row in _rows(data, tables.CONFLICTS)]
        sent = [dict(zip(tables.SUBMISSIONS.names, row, strict=True)) for row in _rows(data, tables.SUBMISSIONS)]
    assert len(known) > 2
    assert {(row["id"], row["value_a"], row["value_b"], row["state"]) for row in rows} == {
        (one.id, one.a, one.b, str(one.state)) for one in known
    }
    assert {row["open_conflicts"] for row in sent} > {0}


def _rows(data: Dataset, table: Table) -> list[Row]:
    return [row for office in data.offices() for row in data.rows(office, table)]


def test_one_year_alone(desk: Desk) -> None:
    office = Office("90061", "xã Năm Trước", sample=True)
    desk.store.keep_office(office, who=desk.who, at=desk.now())
    hard.receive(desk, office, [Plan("n", 2025)], "2025-11", 1)
    assert {row[2] for row in _rows(dataset(desk), tables.PLANS)} == {2025, 2026}
    only = dataset(desk, year=2025)
    assert {row[2] for row in _rows(only, tables.PLANS)} == {2025}
    assert _rows(only, tables.REFERENCE_LIST) == []
    assert {row[2] for row in _rows(only, tables.TASKS)} <= {2025}


def test_the_sign_nought_reaches_no_row(desk: Desk) -> None:
    office = next(one for one in desk.store.offices() if one.code == hard.HARD)
    words: list[Record] = [replace(hard.task("h-nul"), name="a\0b", note="\0")]
    words += [replace(hard.said("h-nul", "2026-11", State.DONE), result="\0x")]
    hard.receive(desk, office, [*hard.hard_rows(), *words], "2026-11", 2)
    assert reading.has_nul(desk.store, "task", hard.HARD)
    data = dataset(desk)
    tasks = {row[3]: dict(zip(tables.TASKS.names, row, strict=True)) for row in data.rows(hard.HARD, tables.TASKS)}
    assert (tasks["h-nul"]["name"], tasks["h-nul"]["note"]) == ("ab", None)
    assert not any("\0" in str(row) for table in tables.TABLES for row in data.rows(hard.HARD, table))


def test_a_city_without_anything_has_only_itself(tmp_path: Path) -> None:
    create_office(folder=tmp_path / "city", code="31", name="Thành phố Trống", role=Role.CITY)
    with open_desk(tmp_path / "city", as_of=hard.DAY) as desk:
        data = dataset(desk)
        counts = {table.name: len(_rows(data, table)) for table in tables.TABLES}
    assert list(data.codes) == ["31"]
    assert {name for name, count in counts.items() if count} == {"offices"}


def test_a_ward_has_no_dataset(tmp_path: Path) -> None:
    create_office(folder=tmp_path / "ward", code="90001", name="phường Sao Hôm", role=Role.WARD)
    with open_desk(tmp_path / "ward") as desk, pytest.raises(Refused) as refusal:
        dataset(desk)
    assert refusal.value.problems[0].code == "workspace.no_city"
