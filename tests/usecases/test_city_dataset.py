"""A city's rows as they are published: whole, in their form, and figures of them equal to those of the city's pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.submission import CellState
from nq57desk.domain.timeliness import finished_day, in_order
from nq57desk.publishing.columns import ColumnType
from nq57desk.publishing.tables import TABLE, TABLES
from nq57desk.usecases import city_matrix, city_tables
from nq57desk.usecases.city_dataset import dataset
from nq57desk.workspace import Desk, look_at
from tests.builders import published_city as hard
from tests.builders.from_rows import FromRows, Line, read

FORMS = {
    ColumnType.DECIMAL: re.compile(r"-?\d{1,28}(\.\d{1,10})?"),
    ColumnType.BOOLEAN: re.compile("true|false"),
    ColumnType.DATE: re.compile(r"\d{4}-\d\d-\d\d"),
    ColumnType.TIMESTAMP: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    ColumnType.TEXT: re.compile(r"[^\0]+", re.DOTALL),
}
PERIODS = ("2026-08", "2026-09", "2026-10", "2026-11", "2026-Q3", "2026-Q4", "2026-H2", "2026-9M", "2026", "2026-12")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard.published_city(tmp_path_factory.mktemp("made") / "city")


@pytest.fixture(scope="module")
def desk(made: Path) -> Iterator[Desk]:
    with look_at(made, as_of=hard.DAY) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows(desk: Desk) -> dict[str, list[Line]]:
    return read(dataset(desk))


def test_every_value_has_its_columns_form(rows: dict[str, list[Line]]) -> None:
    wrong = [
        (table.name, column.name, value)
        for table in TABLES
        for column in table.columns
        for value in {row[column.name] for row in rows[table.name]}
        if not (
            column.nullable
            if value is None
            else isinstance(value, int)
            if column.type is ColumnType.INTEGER
            else FORMS[column.type].fullmatch(value) and (not column.choices or value in column.choices)
        )
    ]
    assert wrong == []
    assert [name for name, its in rows.items() if not its] == ["conflicts"]


@pytest.mark.parametrize("name", TABLE)
def test_keys_are_unique_and_what_is_referred_to_is_there(rows: dict[str, list[Line]], name: str) -> None:
    table = TABLE[name]
    keys = [tuple(row[part] for part in table.key) for row in rows[name]]
    assert len(set(keys)) == len(keys)
    for one in table.references:
        there = {tuple(row[part] for part in TABLE[one.table].key[:3]) for row in rows[one.table]}
        assert {tuple(row[part] for part in one.columns) for row in rows[name]} <= there


@pytest.mark.parametrize("period", PERIODS)
def test_the_rows_give_the_figures_of_the_pages(desk: Desk, rows: dict[str, list[Line]], period: str) -> None:
    page = city_tables.tables(desk, period=period)
    found = FromRows(rows, period, hard.DAY)
    assert found.counting == set(page.by_office)
    assert found.missing() == {one.code for one in page.without_data}
    assert found.former == {one.code for one in page.former}
    theirs = Counter((one.office, one.id, one.assigned_id, str(one.state), str(one.timeliness)) for one in page.lines)
    ours = Counter(
        (t["office_code"], t["id"], t["reference_id"] or "", state, word) for t, state, word in found.tasks()
    )
    assert ours == theirs
    rates = {code: (counts.updated, counts.asked) for code, counts in page.by_office.items() if counts.asked}
    assert found.rate() == rates


@pytest.mark.parametrize("period", PERIODS)
def test_indicators_add_up_as_on_the_page(desk: Desk, rows: dict[str, list[Line]], period: str) -> None:
    page = city_tables.tables(desk, period=period)
    found = FromRows(rows, period, hard.DAY)
    targets = {(row["reference_id"], row["month_number"]): row for row in rows["reference_targets"]}
    assert {one.indicator.id for one in page.indicators} == {
        row["id"] for row in rows["reference_list"] if row["row_kind"] == "indicator" and row["is_counted"] == "true"
    }
    for one in page.indicators:
        amount, numerator, denominator = found.indicator(one.indicator.id)
        its = one.total.together
        assert (numerator, denominator) == (its.numerator, its.denominator)
        assert amount == (its.value if its.denominator is None else None)
        row = targets[one.indicator.id, found.asked["month_number"]]
        assert row["target"] == one.target
        assert Decimal(row["target_value"]) == one.assessment.target.value if one.assessment.target else True


def test_submissions_are_the_matrix(desk: Desk, rows: dict[str, list[Line]]) -> None:
    found = city_matrix.matrix(desk, period="2026-11")
    by = {(row["office_code"], row["period"]): row for row in rows["submissions"]}
    seen = set()
    for line in found.rows:
        timely = asked = 0
        for cell in line.cells:
            row = by[line.unit.code, cell.period]
            awaited = {
                CellState.MISSING: row["due_day"] < "2026-11-20",
                CellState.NOT_DUE: row["due_day"] >= "2026-11-20",
            }
            assert awaited.get(cell.state, row["state"] == str(cell.state)) or row["state"] == "awaited"
            assert (row["is_late"], row["is_in_time"]) == (str(cell.late).lower(), str(cell.in_time).lower())
            assert row["received_on"] == (cell.received_on.isoformat() if cell.received_on else None)
            assert row["bundle_digest"] == (cell.bundle.digest if cell.bundle else None)
            assert (row["excused"] or "", row["through"] or "") == (cell.known.excused, cell.through)
            due = row["due_day"] < "2026-11-20" or row["has_data"] == "true"
            asked += row["is_collected"] == row["is_expected"] == "true" and due
            timely += row["is_in_time"] == "true"
            seen.add(row["state"])
        assert (timely, asked) == (line.timely, line.asked)
    assert {"received", "late", "incomplete", "locked", "held", "rejected", "awaited", "not_asked"} - seen <= {
        "rejected"
    }


def test_a_task_that_is_done_has_the_day_that_counts(desk: Desk, rows: dict[str, list[Line]]) -> None:
    done = 0
    by_task: dict[tuple[str, str], list[Line]] = {}
    for row in rows["task_updates"]:
        by_task.setdefault((row["office_code"], row["task_id"]), []).append(row)
    for (office, task), its in by_task.items():
        updates = in_order(desk.store.find(ProgressUpdate, office=office, task_id=task))
        days = {one.id: finished_day(updates[: at + 1]) for at, one in enumerate(updates)}
        for row in its:
            if row["place"] is not None:
                expected = days[row["id"]]
                assert row["done_on"] == (expected.isoformat() if expected else None), row["id"]
                done += expected is not None
    assert done > 30
