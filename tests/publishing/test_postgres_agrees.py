"""PostgreSQL, the Parquet files through DuckDB, and the program's own pages say the same to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from psycopg.rows import dict_row

from nq57desk.publishing.tables import TABLE
from nq57desk.usecases.city_export import export
from nq57desk.usecases.city_publish import publish
from tests.builders import forked_city
from tests.builders.published_city import published_city
from tests.publishing.agreement import Ask, disagreements
from tests.publishing.kept_city import looked
from tests.publishing.random_city import random_city

DAYS = (date(2026, 11, 20), date(2026, 12, 25))
PERIODS = ("2026-11", "2026-Q3", "2026-H2")
ALL_DAYS = (*DAYS, date(2026, 10, 1), date(2026, 8, 17), date(2027, 1, 3))
ALL_PERIODS = (*PERIODS, "2026-10", "2026-09", "2026-08", "2026-07", "2026-05", "2026-Q2", "2026-Q4", "2026-9M", "2026")


def from_postgres(conn: psycopg.Connection[dict[str, Any]]) -> Ask:
    return lambda view: conn.execute(f"SELECT * FROM nq57.{view}".encode()).fetchall()


def from_parquet(conn: duckdb.DuckDBPyConnection) -> Ask:
    def ask(view: str) -> list[dict[str, Any]]:
        found = conn.execute(f"SELECT * FROM {view}")
        names = [one[0] for one in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return ask


def over_files(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB with the script that lies beside the files; here they are read once and not for every question."""
    conn = duckdb.connect()
    script = (folder / "questions.sql").read_text(encoding="utf-8").replace("'parquet/", f"'{folder}/parquet/")
    for name in TABLE:
        script = script.replace(f"CREATE VIEW {name} AS", f"CREATE TABLE {name} AS")
    conn.execute(script)
    return conn


def told_apart(folder: Path, files: Path, url: str, days: tuple[date, ...], periods: tuple[str, ...]) -> Iterator[str]:
    """Where one of the three says something else."""
    with looked(folder) as desk:
        export(desk, folder=files, formats=("parquet",))
        publish(desk, to=url)
    duck = over_files(files)
    with psycopg.connect(url, autocommit=True, row_factory=dict_row) as conn:
        for day in days:
            for period in periods:
                conn.execute("UPDATE nq57.asked SET period = %s, as_of = %s", (period, day))
                duck.execute("UPDATE asked SET period = ?, as_of = ?", (period, day))
                with looked(folder, day) as desk:
                    for name, ask in (("postgres", from_postgres(conn)), ("parquet", from_parquet(duck))):
                        yield from (f"{name} {day} {period}: {one}" for one in disagreements(ask, desk, period))
    duck.close()


@pytest.mark.parametrize("seed", [1, 57])
def test_a_city_made_by_chance(tmp_path: Path, database: str, seed: int) -> None:
    random_city(tmp_path / "city", seed)
    assert list(told_apart(tmp_path / "city", tmp_path / "files", database, DAYS, PERIODS)) == []


def test_the_city_that_is_hard_to_publish(tmp_path: Path, database: str) -> None:
    """All but the one indicator with a number of 31 digits, which no column takes: it is published as text beside."""
    folder = published_city(tmp_path / "city")
    told = list(told_apart(folder, tmp_path / "files", database, DAYS, PERIODS))
    assert [one for one in told if "ct-g2" not in one] == []
    assert any("ct-g2" in one for one in told)


def test_a_city_with_conflicts(tmp_path: Path, database: str) -> None:
    made = forked_city.made_fork(tmp_path / "made")
    assert list(told_apart(made.city, tmp_path / "files", database, (forked_city.DAY,), ("2026-10", "2026-09"))) == []
    with psycopg.connect(database) as conn:
        row = conn.execute("SELECT count(*) FROM nq57.conflicts WHERE state = 'open'").fetchone()
    assert row is not None
    assert row[0] > 0


def test_two_cities_in_one_database_do_not_mix(tmp_path: Path, database: str) -> None:
    """The same offices under another city's code, with another question asked."""
    random_city(tmp_path / "city", 2, offices=8)
    with looked(tmp_path / "city") as desk:
        publish(desk, to=database, period="2026-09")
        with psycopg.connect(database, autocommit=True, row_factory=dict_row) as conn:
            for name in (*TABLE, "publication", "asked"):
                conn.execute(f"UPDATE nq57.{name} SET city_code = '31'".encode())
            publish(desk, to=database, period="2026-11")

            def ask(view: str) -> list[dict[str, Any]]:
                return conn.execute(f"SELECT * FROM nq57.{view} WHERE city_code = '99'".encode()).fetchall()

            assert disagreements(ask, desk, "2026-11") == []
            cities = conn.execute("SELECT city_code FROM nq57.city_counts ORDER BY 1").fetchall()
    assert [row["city_code"] for row in cities] == ["31", "99"]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 106))
def test_many_cities_made_by_chance(tmp_path: Path, database: str, seed: int) -> None:
    random_city(tmp_path / "city", seed)
    assert list(told_apart(tmp_path / "city", tmp_path / "files", database, ALL_DAYS, ALL_PERIODS)) == []


def test_a_difference_would_be_noticed(tmp_path: Path, database: str) -> None:
    """The comparison itself: one row changed in the database is told in every question that counts it."""
    random_city(tmp_path / "city", 1)
    with looked(tmp_path / "city") as desk:
        publish(desk, to=database, period="2026-11")
        with psycopg.connect(database, autocommit=True, row_factory=dict_row) as conn:
            office = conn.execute("SELECT min(office_code) AS one FROM nq57.counting_offices").fetchone()
            assert office is not None
            conn.execute("DELETE FROM nq57.tasks WHERE NOT is_group AND office_code = %s", (office["one"],))
            conn.execute("UPDATE nq57.indicator_values SET numerator = numerator + 0.0000000001")
            told = disagreements(from_postgres(conn), desk, "2026-11")
    whats = {one.split(" ", 1)[0] for one in told}
    assert {"task", "counts", "city", "rate", "indicator"} <= whats
