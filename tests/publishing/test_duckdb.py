"""DuckDB over the Parquet files of an export answers every question as the program's pages do, to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from nq57desk.publishing.duckdb_questions import FILE
from nq57desk.publishing.questions import VIEWS
from nq57desk.publishing.tables import TABLES
from nq57desk.usecases.city_export import export
from nq57desk.workspace import Desk, look_at
from tests.builders import published_city as hard
from tests.publishing.agreement import Ask, disagreements
from tests.publishing.random_city import DAY, random_city

PERIODS = ("2026-08", "2026-09", "2026-10", "2026-11", "2026-Q3", "2026-Q4", "2026-9M", "2026-H2", "2026", "2026-12")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("made")
    random_city(folder / "random", 5, offices=8)
    return {"hard": hard.published_city(folder / "hard", wide=False), "random": folder / "random"}


@pytest.fixture(scope="module", params=["hard", "random"])
def exported(
    request: pytest.FixtureRequest, made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, duckdb.DuckDBPyConnection]]:
    day = hard.DAY if request.param == "hard" else DAY
    out = tmp_path_factory.mktemp("out") / "out"
    with look_at(made[request.param], as_of=day) as desk, duckdb.connect() as conn:
        export(desk, folder=out, formats=("parquet",))
        conn.execute(f"SET file_search_path = '{out}'")
        conn.execute(script := (out / FILE).read_text(encoding="utf-8"))
        assert script.count("CREATE VIEW") == len(TABLES) + len(VIEWS)
        for table in TABLES:  # read once for all periods
            conn.execute(f"CREATE TABLE kept AS FROM {table.name}; DROP VIEW {table.name}")
            conn.execute(f"ALTER TABLE kept RENAME TO {table.name}")
        yield desk, conn


def asking(conn: duckdb.DuckDBPyConnection, period: str) -> Ask:
    conn.execute("UPDATE asked SET period = ?", [period])

    def ask(view: str) -> list[dict[str, Any]]:
        found = conn.execute(f"SELECT * FROM {view}")
        names = [one[0] for one in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return ask


@pytest.mark.parametrize("period", PERIODS)
def test_the_questions_agree_with_the_pages(exported: tuple[Desk, duckdb.DuckDBPyConnection], period: str) -> None:
    desk, conn = exported
    ask = asking(conn, period)
    assert disagreements(ask, desk, period) == []
    assert len(ask("counting_offices")) + len(ask("missing_offices")) > 3


def test_the_script_asks_of_the_month_that_is_collected(exported: tuple[Desk, duckdb.DuckDBPyConnection]) -> None:
    _desk, conn = exported
    views = {row[0] for row in conn.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert {view.name for view in VIEWS} <= views
    assert conn.execute("SELECT count(*) FROM asked").fetchall() == [(1,)]
