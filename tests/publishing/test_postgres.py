"""A city in a PostgreSQL: every row as the program gives it, nothing twice, nothing left over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import psycopg
import pytest

from nq57desk.cli import main as command_line
from nq57desk.errors import Cancelled, Refused
from nq57desk.monitor import Monitor
from nq57desk.publishing.postgres_schema import WAITING, expected_columns
from nq57desk.publishing.tables import TABLES
from nq57desk.usecases import city_publish, linking
from nq57desk.usecases.city_publish import publish
from nq57desk.workspace import open_desk
from tests.builders import offices
from tests.publishing.cluster import Cluster
from tests.publishing.kept_city import given, half_written, looked, published, stored, waiting
from tests.publishing.random_city import DAY, random_city


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("random") / "city"
    random_city(folder, 57, offices=8)
    return folder


@pytest.fixture
def city(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "city"))


def test_every_row_is_there_as_the_program_gives_it(city: Path, database: str) -> None:
    done = published(city, database)
    assert stored(database) == given(city)
    assert done.rows == sum(map(len, given(city).values()))
    assert done.unchanged == 0
    assert len(done.written) == done.offices == 10
    with psycopg.connect(database) as conn:
        rows = conn.execute("SELECT office_code, rows FROM nq57.publication").fetchall()
        asked = conn.execute("SELECT city_code, period, as_of FROM nq57.asked").fetchall()
    assert sum(row[1] for row in rows) == done.rows
    assert asked == [("99", "2026-11", DAY)]


def test_publishing_again_writes_nothing(city: Path, database: str) -> None:
    published(city, database)
    with psycopg.connect(database) as conn:
        before = conn.execute("SELECT office_code, published_at, xmin::text FROM nq57.publication").fetchall()
    again = published(city, database)
    with psycopg.connect(database) as conn:
        after = conn.execute("SELECT office_code, published_at, xmin::text FROM nq57.publication").fetchall()
    assert (again.written, again.rows, again.unchanged) == ((), 0, 10)
    assert sorted(after) == sorted(before)


def test_a_dry_run_tells_and_writes_nothing(city: Path, database: str) -> None:
    told = published(city, database, dry_run=True)
    assert len(told.written) == 10
    with psycopg.connect(database) as conn:
        assert conn.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'nq57'").fetchone() is None
    published(city, database)
    assert published(city, database, dry_run=True).written == ()


def test_two_cities_share_a_database(city: Path, database: str) -> None:
    published(city, database)
    one = given(city)
    with psycopg.connect(database) as conn:  # the same offices, as another city of the country has consolidated them
        for table in (*(t.name for t in TABLES), "publication", "asked"):
            conn.execute(f"UPDATE nq57.{table} SET city_code = '31'".encode())
    published(city, database)
    with psycopg.connect(database) as conn:
        both = conn.execute("SELECT city_code, count(*) FROM nq57.tasks GROUP BY 1 ORDER BY 1").fetchall()
        asked = conn.execute("SELECT city_code FROM nq57.asked ORDER BY 1").fetchall()
    assert both == [("31", len(one["tasks"])), ("99", len(one["tasks"]))]
    assert asked == [("31",), ("99",)]


def test_an_office_that_the_city_no_longer_has_goes(city: Path, database: str) -> None:
    published(city, database)
    with psycopg.connect(database) as conn:
        conn.execute("INSERT INTO nq57.publication VALUES ('90555', '99', 'cũ', 1, now(), '0')")
        conn.execute("INSERT INTO nq57.offices (office_code, city_code, role, name, is_enrolled, is_sample) VALUES "
                     "('90555', '99', 'ward', 'Phường Cũ', TRUE, FALSE)")  # fmt: skip
    assert published(city, database).removed == ("90555",)
    assert stored(database) == given(city)


def test_only_the_changed_office_is_written_and_what_is_gone_goes(city: Path, database: str) -> None:
    published(city, database)
    with psycopg.connect(database) as conn:
        conn.execute("UPDATE nq57.publication SET fingerprint = 'cũ' WHERE office_code = '90001'")
        conn.execute("UPDATE nq57.tasks SET name = 'Khác' WHERE office_code = '90001' AND number IS NULL")
        conn.execute("DELETE FROM nq57.task_updates WHERE office_code = '90001' AND state = 'done'")
        conn.execute("INSERT INTO nq57.plans (office_code, city_code, year, id, status) VALUES "
                     "('90001', '99', 2026, 'thừa', 'draft')")  # fmt: skip
        same = conn.execute("SELECT id, xmin::text FROM nq57.indicators WHERE office_code = '90001'").fetchall()
    assert published(city, database).written == ("90001",)
    assert stored(database) == given(city)
    assert waiting(database) == 0
    with psycopg.connect(database) as conn:
        after = conn.execute("SELECT id, xmin::text FROM nq57.indicators WHERE office_code = '90001'").fetchall()
    assert sorted(after) == sorted(same)
    assert same


def test_what_the_city_links_is_published_with_its_office(city: Path, database: str) -> None:
    published(city, database)
    with open_desk(city, as_of=DAY, who="Trần Thị Bình") as desk:
        line = next(one for one in linking.links(desk, year=2026).open if one.suggested is not None)
        assert line.suggested is not None
        linking.link(desk, pairs=[linking.Pair(line.row.office, line.row.id, line.suggested.id)])
    assert published(city, database).written == (line.row.office,)
    assert stored(database) == given(city)


def test_hostile_text_arrives_as_it_is(database: str) -> None:
    text = "a\tb\nc\\d\\N \\. 'x' \"y\" %s {z} ; DROP TABLE nq57.tasks; --\r ạ̣ 🏳"
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("CREATE TABLE kept (said text)")
        with conn.cursor() as cursor, cursor.copy("COPY kept FROM STDIN") as copy:
            copy.write_row((text,))
        row = conn.execute("SELECT said FROM kept").fetchone()
    assert row == (text,)


def test_a_stopped_run_keeps_whole_offices_and_the_next_completes_it(city: Path, database: str) -> None:
    monitor = Monitor()

    def listen(done: int, _total: int, _what: str) -> None:
        if done == 5:
            monitor.cancel()

    monitor = Monitor(listen)
    with pytest.raises(Cancelled), looked(city) as desk:
        publish(desk, to=database, monitor=monitor)
    wanted = given(city)
    with psycopg.connect(database) as conn:
        there = {str(row[0]) for row in conn.execute("SELECT office_code FROM nq57.publication")}
    assert 0 < len(there) < 10
    assert half_written(database, wanted) == []
    assert len(published(city, database).written) == 10 - len(there)
    assert stored(database) == wanted


def test_the_schema_stands_as_documented(city: Path, database: str) -> None:
    published(city, database)
    with psycopg.connect(database) as conn:
        found: dict[str, set[str]] = {}
        for table, column in conn.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables "
            "USING (table_schema, table_name) WHERE table_schema = 'nq57' AND table_type = 'BASE TABLE'"
        ):
            found.setdefault(table, set()).add(column)
        keys = conn.execute(
            """SELECT c.relname, array_agg(a.attname::text ORDER BY k.place) FROM pg_constraint AS p
            JOIN pg_class AS c ON c.oid = p.conrelid CROSS JOIN unnest(p.conkey) WITH ORDINALITY AS k (num, place)
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.num
            WHERE p.contype = 'p' AND p.connamespace = 'nq57'::regnamespace GROUP BY 1"""
        ).fetchall()
    assert {name: frozenset(columns) for name, columns in found.items()} == expected_columns()
    by_table: dict[str, list[str]] = dict(keys)
    assert {t.name: tuple(by_table[t.name]) for t in TABLES} == {t.name: t.key for t in TABLES}
    assert all(t.key[:2] == ("office_code", "city_code") for t in TABLES)


def test_roles_with_no_more_than_they_need(city: Path, server: Cluster, database: str) -> None:
    name = database.partition("@/")[2].partition("?")[0]
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute(city_publish.roles_script().encode())
        conn.execute("CREATE ROLE vu_tong_hop LOGIN IN ROLE nq57_writer")
        conn.execute("CREATE ROLE ba_phan_tich LOGIN IN ROLE nq57_reader")
    try:
        done = published(city, server.url(name, "vu_tong_hop"))
        assert len(done.written) == 10
        assert published(city, server.url(name, "vu_tong_hop")).unchanged == 10
        with psycopg.connect(server.url(name, "ba_phan_tich")) as conn:
            row = conn.execute("SELECT total FROM nq57.city_counts").fetchone()
            assert row is not None
            assert row[0] > 0
        for user, statement in (
            ("ba_phan_tich", "DELETE FROM nq57.tasks"),
            ("ba_phan_tich", f"SELECT * FROM nq57.{WAITING}tasks"),
            ("vu_tong_hop", "CREATE TABLE nq57.own (id text)"),
            ("vu_tong_hop", "DROP TABLE nq57.tasks"),
            ("vu_tong_hop", "UPDATE nq57.schema_version SET version = 9"),
        ):
            with psycopg.connect(server.url(name, user)) as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(statement.encode())
        with pytest.raises(Refused) as refused:
            published(city, server.url(name, "ba_phan_tich"), schema="khac")
        assert refused.value.problems[0].code == "publish.not_allowed"
    finally:
        with psycopg.connect(database, autocommit=True) as conn:
            conn.execute("DROP OWNED BY nq57_writer, nq57_reader")
            conn.execute("DROP ROLE vu_tong_hop, ba_phan_tich, nq57_writer, nq57_reader")


def test_the_command_line(city: Path, database: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--office", str(city), "--as-of", "2026-11-20", "--json", "city", "publish", "--to", database]
    told = []
    for more in (["--dry-run"], ["--period", "2026-Q3"], []):
        assert command_line.run(command_line.understand([*asked, *more])) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [len(one["written"]) for one in told] == [10, 10, 0]
    assert [one["period"] for one in told] == ["2026-11", "2026-Q3", "2026-11"]
    assert told[1]["rows"] == sum(map(len, given(city).values()))
    with pytest.raises(SystemExit):
        command_line.run(command_line.understand(["--office", str(city), "city", "publish"]))


def test_every_table_is_told_in_the_database(city: Path, database: str) -> None:
    published(city, database)
    with psycopg.connect(database) as conn:
        found = conn.execute(
            """SELECT c.relname, obj_description(c.oid, 'pg_class'), min(length(col_description(c.oid, a.attnum)))
            FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
            WHERE c.relnamespace = 'nq57'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'waiting%'
            GROUP BY c.oid, c.relname"""
        ).fetchall()
    assert {row[0] for row in found} >= {table.name for table in TABLES}
    assert all(row[1] and row[2] for row in found)


def test_a_ward_publishes_nothing(tmp_path: Path, database: str) -> None:
    with offices.ward(tmp_path / "ward") as desk, pytest.raises(Refused) as refused:
        publish(desk, to=database)
    assert refused.value.problems[0].code == "workspace.no_city"
