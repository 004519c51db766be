"""The city's matrix, tables, reminders, papers and workbook, on a fictitious city."""

from __future__ import annotations

import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from nq57desk.domain.conflicts import Conflict
from nq57desk.domain.consolidation import Comparison, fraction
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.submission import CellState
from nq57desk.errors import Refused
from nq57desk.store import conflicts
from nq57desk.store.conflicts import RefusedFile
from nq57desk.usecases import (
    city_book,
    city_gathering,
    city_matrix,
    city_office,
    city_reminders,
    city_rows,
    city_tables,
    history,
    locks,
    papers,
    task_list,
)
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import ward
from tests.builders.small_city import DAY, SIZE, small_city

PERIOD = "2026-11"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_city(tmp_path_factory.mktemp("made") / "city")


@pytest.fixture
def city(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Path(shutil.copytree(made, tmp_path / "city")), as_of=DAY, who="Trần Thị Thử") as desk:
        yield desk


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in opened)


def refused(error: pytest.ExceptionInfo[Refused]) -> str:
    return error.value.problems[0].code


def test_the_matrix_has_every_office_and_the_months_since_the_first_bundle(city: Desk) -> None:
    found = city_matrix.matrix(city)
    assert [month.code for month in found.months] == [f"2026-{month:02}" for month in range(7, 13)]
    assert found.chosen.code == PERIOD
    assert len(found.rows) == SIZE.offices
    counts = found.counts()
    assert sum(counts.get(str(state), 0) for state in CellState) == SIZE.offices
    assert {row.cells[-1].state for row in found.rows} == {CellState.NOT_DUE}
    assert all(0 <= row.timely <= row.asked <= 5 for row in found.rows)


@pytest.mark.parametrize(("day", "month"), [(date(2026, 11, 20), PERIOD), (date(2026, 12, 5), "2026-12")])
def test_the_month_that_is_being_collected_is_shown_first(made: Path, day: date, month: str) -> None:
    with open_desk(made, as_of=day, read_only=True) as desk:
        assert city_matrix.matrix(desk).chosen.code == month


def test_the_citys_own_list_is_expected_though_nobody_enrolled(tmp_path: Path) -> None:
    create_office(folder=tmp_path / "hp", code="31", name="Ủy ban nhân dân thành phố Hải Phòng", role=Role.CITY)
    with open_desk(tmp_path / "hp", as_of=DAY) as desk:
        found = city_matrix.matrix(desk, period=PERIOD)
        kinds = Counter(row.unit.kind for row in found.rows)
        assert kinds == {"phường": 45, "xã": 67, "đặc khu": 2}
        assert not any(row.unit.enrolled for row in found.rows)
        assert "chưa có phiếu đăng ký" in city_reminders.reminders(desk, period=PERIOD)[0].text


def test_a_late_bundle_is_noted_as_in_time_and_the_note_is_undone(city: Desk) -> None:
    found = city_matrix.matrix(city)
    row = next(row for row in found.rows if row.cells[found.at].state is CellState.LATE)
    code = row.unit.code
    city_matrix.excuse(city, office=code, period=PERIOD, reason="Đường truyền hỏng")

    def now() -> tuple[CellState, int]:
        again = city_matrix.matrix(city)
        its = next(row for row in again.rows if row.unit.code == code)
        return its.cells[again.at].state, its.timely

    assert now() == (CellState.RECEIVED, row.timely + 1)
    history.undo(city)
    assert now() == (CellState.LATE, row.timely)
    timely = next(row for row in found.rows if row.cells[found.at].state is CellState.RECEIVED)
    with pytest.raises(Refused) as error:
        city_matrix.excuse(city, office=timely.unit.code, period=PERIOD, reason="x")
    assert refused(error) == "city.not_late"


def test_a_locked_month_keeps_its_lateness(city: Desk) -> None:
    before = {row.unit.code: row.cells[row_at(city)] for row in city_matrix.matrix(city).rows}
    locks.lock(city, period=PERIOD)
    for row in city_matrix.matrix(city).rows:
        was, now = before[row.unit.code], row.cells[row_at(city)]
        assert now.state is (CellState.LOCKED if was.has_data else was.state)
        assert now.late == was.late


def row_at(desk: Desk) -> int:
    return city_matrix.matrix(desk).at


def test_every_task_is_judged_as_in_its_own_office(city: Desk) -> None:
    it = city_tables.tables(city, period=PERIOD)
    judged = {(one.office, one.id): (one.state, one.timeliness) for one in it.lines}
    assert len(it.by_office) > SIZE.offices // 2
    for office in it.by_office:
        own = task_list.tasks(city, period=PERIOD, office_code=office)
        assert {(office, row.id): (row.state, row.timeliness) for row in own} == {
            key: said for key, said in judged.items() if key[0] == office
        }


@pytest.mark.parametrize("period", ["2026-09", "2026-10", "2026-Q3", "2026"])
def test_other_periods_are_judged_by_the_same_rules(city: Desk, period: str) -> None:
    it = city_tables.tables(city, period=period)
    office = next(iter(it.by_office))
    own = task_list.tasks(city, period=period, office_code=office)
    judged = {one.id: (one.state, one.timeliness) for one in it.lines if one.office == office}
    assert {row.id: (row.state, row.timeliness) for row in own} == judged


def test_an_office_without_data_is_named_and_not_counted(city: Desk) -> None:
    it = city_tables.tables(city, period=PERIOD)
    assert {one.code for one in it.without_data} == {row.code for row in it.expected} - it.by_office.keys()
    assert it.without_data
    assert it.total.total == SIZE.tasks * len(it.by_office)
    linked = {row.linked for row in it.tasks}
    assert max(linked) < len(it.by_office)
    assert it.unlinked_tasks + sum(row.counts.total for row in it.tasks) == it.total.total


def test_indicators_are_sums_over_sums(city: Desk) -> None:
    it = city_tables.tables(city, period=PERIOD)
    row = it.indicators[0]
    part, whole = Decimal(0), Decimal(0)
    for code in row.total.counted:
        value = city.store.get(IndicatorValue, f"{code}-plan-g0-{latest(city, code)}", office=code)
        assert value is not None
        part, whole = part + (value.numerator or 0), whole + (value.denominator or 0)
    together = row.total.together
    assert (together.numerator, together.denominator) == (part, whole)
    assert together.value == 100 * part / whole
    assert len(row.total.counted) + len(row.total.missing) + len(row.total.unlinked) == len(it.by_office)
    amount = it.indicators[2]
    assert amount.total.together.denominator is None
    assert not amount.total.words


def latest(desk: Desk, code: str) -> str:
    values = desk.store.find(IndicatorValue, office=code, indicator_id=f"{code}-plan-g0")
    return max(value.period for value in values if value.period <= PERIOD)


def test_every_figure_opens_the_rows_behind_it(city: Desk) -> None:
    it = city_tables.tables(city, period=PERIOD)
    office, reference = next(iter(it.by_office)), it.tasks[0]
    assert len(city_rows.rows_behind(city, it, office=office)) == SIZE.tasks
    rows = city_rows.rows_behind(city, it, reference_id=reference.task.id, states=(State.IN_PROGRESS,))
    assert len(rows) == reference.counts.state(State.IN_PROGRESS)
    assert all(row.row.assigned_id == reference.task.id for row in rows)
    assert all(row.name_of_office.split()[0] in ("Phường", "Xã", "Đặc") for row in rows)


def test_unlinked_rows_are_suggested_and_nothing_more(city: Desk) -> None:
    found = city_rows.unlinked(city, year=2026)
    names = {task.id: task.name for task in city.store.all(Task)}
    for one in found:
        assert one.row.assigned_id == ""
        if one.kind == "task" and "đợt" not in one.row.name:
            assert names[one.suggested] == one.row.name
    assert len(city_rows.unlinked(city, year=2026, office="90004")) == SIZE.tasks + SIZE.indicators


def test_what_offices_say_is_gathered_and_what_came_last_is_told(city: Desk) -> None:
    it = city_tables.tables(city, period=PERIOD)
    said = city_gathering.gathered(city, period=PERIOD)
    assert {one.office for one in said} <= it.by_office.keys()
    assert all(one.difficulty or one.proposal for one in said)
    assert all(one.period == PERIOD for one in said)
    changed = city_gathering.changed(city, year=2026)
    assert all(one.counts is not None and one.counts.new > 0 for one in changed)
    day = city_gathering.last_merge_day(city, 2026)
    assert city_gathering.changed(city, year=2026, since=day)
    assert not city_gathering.changed(city, year=2026, since="2027")


def test_those_who_have_not_sent_are_reminded_each_with_a_text(city: Desk) -> None:
    found = city_reminders.reminders(city, period=PERIOD)
    states = {one.state for one in found}
    assert states <= set(city_reminders.REMINDED)
    for one in found:
        assert one.name in one.text
        assert "tháng 11 năm 2026" in one.text
    assert not {one.code for one in found} & held(city)


def held(desk: Desk) -> set[str]:
    found = city_matrix.matrix(desk)
    return {row.unit.code for row in found.rows if row.cells[found.at].state is CellState.HELD}


def test_one_office_is_opened_with_bundles_rows_and_history(city: Desk) -> None:
    found = city_office.office_period(city, office="90001", period=PERIOD)
    assert [line.bundle.sequence for line in found.bundles] == sorted(
        (line.bundle.sequence for line in found.bundles), reverse=True
    )
    assert sum(line.in_force for line in found.bundles) == 1
    assert len(found.tasks) == SIZE.tasks
    with pytest.raises(Refused) as error:
        city_office.office_period(city, office="12345", period=PERIOD)
    assert refused(error) == "city.unknown_office"


def test_the_report_says_both_overdue_denominators_and_names_the_absent(city: Desk, tmp_path: Path) -> None:
    it = city_tables.tables(city, period=PERIOD)
    saved = papers.save_paper(city, kind="city-report", path=tmp_path / "r.pdf", period=PERIOD)
    text = words_of(tmp_path / "r.pdf")
    part, whole = fraction(it.total, Comparison.OVERDUE)
    _part, dated = fraction(it.total, Comparison.OVERDUE_DATED)
    assert f"quá hạn, là {part}" in text
    assert f"số nhiệm vụ có thời hạn ({dated})" in text
    assert whole == it.total.total
    for one in it.without_data:
        assert one.title in text
    assert f"Chưa liên kết: {it.unlinked_tasks} nhiệm vụ" in text
    assert saved.fingerprint in text
    for suffix in (".docx", ".xlsx"):
        again = papers.save_paper(city, kind="city-report", path=tmp_path / f"r{suffix}", period=PERIOD)
        assert again.fingerprint == saved.fingerprint


def test_the_letter_lists_who_has_not_sent(city: Desk, tmp_path: Path) -> None:
    found = city_matrix.matrix(city, period=PERIOD)
    papers.save_paper(city, kind="city-missing", path=tmp_path / "m.pdf", period=PERIOD)
    text = words_of(tmp_path / "m.pdf")
    absent = city_matrix.missing(found)
    assert absent
    assert f"{len(absent):02}/{SIZE.offices} đơn vị" in text
    for row in absent:
        assert row.unit.title in text
    present = next(row for row in found.rows if row.cells[found.at].state is CellState.RECEIVED)
    assert f"{present.unit.code} {present.unit.title}" not in text


def test_the_code_changes_with_the_data_and_with_the_lock(city: Desk) -> None:
    before = papers.make_paper(city, kind="city-missing", period=PERIOD).fingerprint
    assert papers.make_paper(city, kind="city-missing", period=PERIOD).fingerprint == before
    locks.lock(city, period=PERIOD)
    assert papers.make_paper(city, kind="city-missing", period=PERIOD).fingerprint != before


def test_the_workbook_has_a_sheet_a_filter_and_a_chart_for_each_view(city: Desk, tmp_path: Path) -> None:
    saved = city_book.save_book(city, path=tmp_path / "b.xlsx", period=PERIOD)
    again = city_book.save_book(city, path=tmp_path / "c.xlsx", period=PERIOD)
    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()
    assert saved.sheets == again.sheets
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert tuple(book.sheetnames) == saved.sheets
    assert all(sheet.auto_filter.ref for sheet in book)
    with zipfile.ZipFile(tmp_path / "b.xlsx") as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 6
    it = city_tables.tables(city, period=PERIOD)
    sheet = book["Theo đơn vị"]
    total = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "Tổng cộng")
    assert total[2] == it.total.total
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_ward_has_none_of_it(tmp_path: Path) -> None:
    with ward(tmp_path / "ward") as desk:
        for ask in (
            lambda: city_matrix.matrix(desk),
            lambda: city_tables.tables(desk),
            lambda: city_gathering.gathered(desk),
            lambda: city_rows.unlinked(desk, year=2026),
            lambda: city_book.save_book(desk, path=tmp_path / "b.xlsx"),
        ):
            with pytest.raises(Refused) as error:
                ask()
            assert refused(error) == "workspace.no_city"
        with pytest.raises(Refused) as error:
            papers.make_paper(desk, kind="city-report", period=PERIOD)
        assert refused(error) == "papers.of_city"


def test_a_refused_file_stands_in_the_month_that_was_being_collected(city: Desk) -> None:
    found = city_matrix.matrix(city)
    row = next(row for row in found.rows if row.cells[found.at].state is CellState.MISSING)
    timely = next(row for row in found.rows if row.cells[found.at].state is CellState.RECEIVED)
    for code in (row.unit.code, timely.unit.code):
        at = "2026-11-20T10:00:00+07:00"
        refused_file = RefusedFile(f"{code}x", "goi.nq57", code, "bundle.changed", 10, at, "an", "bundles/refused/x")
        city.store.keep_refused(refused_file, at=city.now())
    again = {each.unit.code: each.cells[found.at] for each in city_matrix.matrix(city).rows}
    assert again[row.unit.code].state is CellState.REJECTED
    assert (again[timely.unit.code].state, again[timely.unit.code].corner) == (CellState.RECEIVED, "rejected")


def test_an_open_conflict_is_counted_in_its_month_or_in_all(city: Desk) -> None:
    found = city_matrix.matrix(city)
    one, other = (row.unit.code for row in found.rows[:2])
    update = next(each for each in city.store.find(ProgressUpdate, office=one, period=PERIOD))
    sides = ('""', '"x"', '"y"', "1", "2", "2026-11-20T10:00:00+07:00")
    with city.store.writing() as db:
        conflicts.put(
            db,
            (
                Conflict("a" * 12, one, 2026, "progress_update", update.id, "result", *sides),
                Conflict("b" * 12, other, 2026, "task", f"{other}-plan-t0", "deadline", *sides),
            ),
        )
    again = {row.unit.code: [each.known.conflicts for each in row.cells] for row in city_matrix.matrix(city).rows}
    assert again[one] == [int(month.code == PERIOD) for month in found.months]
    assert again[other] == [1] * len(found.months)
    assert city_matrix.matrix(city).counts()["conflict"] == 2
