"""A server that is down, full, cut off, frozen, foreign or of another version: a sentence, nothing half written, and
the next run completes it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from nq57desk import __version__
from nq57desk.errors import Refused
from nq57desk.monitor import Monitor
from nq57desk.publishing.postgres import PostgresTarget, connected
from nq57desk.publishing.postgres_address import read_address
from nq57desk.sentences import sentence
from nq57desk.usecases.city_dataset import dataset
from tests.faults.test_disk import FULL, small_disk
from tests.publishing.cluster import Cluster, as_owner, cluster
from tests.publishing.kept_city import given, half_written, looked, published, stored, waiting
from tests.publishing.random_city import random_city

OFFICES = 10


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("random") / "city"
    random_city(folder, 7, offices=8)
    return folder


def refused(city: Path, url: str, monitor: Monitor | None = None, **named: str) -> str:
    """The code that publishing is refused with; its sentence is whole and says nothing secret."""
    with pytest.raises(Refused) as raised:
        published(city, url, monitor=monitor, **named)
    (problem,) = raised.value.problems
    told = sentence(problem)
    assert "…" not in told
    assert "{" not in told
    assert "Traceback" not in told
    return problem.code


def at_office(number: int, act: Callable[[], object]) -> Monitor:
    """Something happens when so many offices were begun."""

    def listen(done: int, _total: int, _what: str) -> None:
        if done == number:
            act()

    return Monitor(listen)


def completed(city: Path, url: str) -> bool:
    """Whether the next run completes what was broken off, and nothing is left where rows wait."""
    published(city, url)
    return stored(url) == given(city) and waiting(url) == 0


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as conn:
        for statement in statements:
            conn.execute(statement.encode())


def test_nobody_answers(city: Path, tmp_path: Path) -> None:
    assert refused(city, f"postgresql://u@/d?host={tmp_path}") == "publish.no_answer"
    assert refused(city, "postgresql://u@127.0.0.1:9/d") == "publish.no_answer"


def test_a_wrong_database_or_user(city: Path, server: Cluster) -> None:
    assert refused(city, server.url("khong_co")) == "publish.no_database"
    assert refused(city, server.url("postgres", "khong_ai")) == "publish.not_let_in"


def test_passwords(city: Path, server: Cluster, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = database.partition("@/")[2].partition("?")[0]
    rules = server.data / "pg_hba.conf"
    before = rules.read_text(encoding="utf-8")
    run(
        database,
        "CREATE ROLE khoa LOGIN SUPERUSER PASSWORD 'mat-khau-dung'",
        "CREATE ROLE chat LOGIN CONNECTION LIMIT 0",
    )
    rules.write_text(f"local all khoa scram-sha-256\n{before}", encoding="utf-8")
    run(database, "SELECT pg_reload_conf()")
    try:
        address = server.url(name, "khoa")
        assert refused(city, address) == "publish.password_wanted"
        assert refused(city, address, password="mat-khau-sai") == "publish.password_wrong"
        monkeypatch.setenv("PGPASSWORD", "mat-khau-dung")
        assert len(published(city, address).written) == OFFICES
        assert refused(city, server.url(name, "chat")) == "publish.busy"
    finally:
        rules.write_text(before, encoding="utf-8")
        run(database, "SELECT pg_reload_conf()", "DROP OWNED BY khoa", "REASSIGN OWNED BY khoa TO postgres")
        run(database, "DROP ROLE khoa, chat")


def test_a_server_that_only_reads(city: Path, database: str) -> None:
    name = database.partition("@/")[2].partition("?")[0]
    run(database, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    assert refused(city, database) == "publish.read_only"


def test_letters_that_hold_no_vietnamese(city: Path, server: Cluster) -> None:
    run(server.url(), "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    assert refused(city, server.url("latin")) == "publish.encoding"
    run(server.url(), "DROP DATABASE latin")


FOREIGN = (
    "CREATE TABLE nq57.tasks (id text)",
    "CREATE TABLE nq57.schema_version (version int)",
    "CREATE TABLE nq57.office_counts (n int)",
    "CREATE VIEW nq57.publication AS SELECT 1 AS a",
)


@pytest.mark.parametrize("theirs", FOREIGN)
def test_somebody_elses_tables_of_the_same_name(city: Path, database: str, theirs: str) -> None:
    run(database, "CREATE SCHEMA nq57", theirs)
    assert refused(city, database) == "publish.foreign_tables"
    with psycopg.connect(database) as conn:
        row = conn.execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'nq57'::regnamespace").fetchone()
    assert row == (1,)
    assert len(published(city, database, schema="nq57_rieng").written) == OFFICES


def test_other_tables_in_the_schema_do_no_harm(city: Path, database: str) -> None:
    run(database, "CREATE SCHEMA nq57", "CREATE TABLE nq57.cua_ho (id text)")
    assert len(published(city, database).written) == OFFICES


def test_ours_but_changed_by_somebody(city: Path, database: str) -> None:
    published(city, database)
    run(database, "ALTER TABLE nq57.tasks DROP COLUMN product")
    assert refused(city, database) == "publish.foreign_tables"


@pytest.mark.parametrize(("version", "code"), [(0, "publish.schema_older"), (2, "publish.schema_newer")])
def test_another_version_of_the_schema(city: Path, database: str, version: int, code: str) -> None:
    published(city, database)
    run(database, f"UPDATE nq57.schema_version SET version = {version}", "DELETE FROM nq57.tasks")
    assert refused(city, database) == code
    assert stored(database)["tasks"] == []


def test_a_schema_that_was_not_made_to_its_end_is_completed(city: Path, database: str) -> None:
    published(city, database)
    run(
        database,
        "DROP TABLE nq57.waiting_conflicts",
        "DROP VIEW nq57.missing_offices",
        "UPDATE nq57.schema_version SET is_complete = FALSE",
    )
    assert completed(city, database)


_NO_ROOM = """CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.office_code >= '90004' THEN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '{code}'; END IF;
  RETURN NEW; END $$"""


@pytest.mark.parametrize("code", ["53100", "53200", "58030"])
def test_a_server_without_room(city: Path, database: str, code: str) -> None:
    published(city, database)
    run(
        database,
        "DELETE FROM nq57.publication",
        *(f"DELETE FROM nq57.{name}" for name in given(city)),
        _NO_ROOM.format(code=code),
        "CREATE TRIGGER full_now BEFORE INSERT ON nq57.submissions FOR EACH ROW EXECUTE FUNCTION no_room()",
    )
    assert refused(city, database) == "publish.full"
    assert half_written(database, given(city)) == []
    run(database, "DROP TRIGGER full_now ON nq57.submissions")
    assert completed(city, database)


@pytest.mark.parametrize("how", [one for one in FULL if one == "disk"])
def test_a_disk_that_is_really_full(city: Path, server: Cluster, how: str) -> None:
    assert how == "disk"
    place = Path(tempfile.mkdtemp(prefix="nq57-full-"))
    with small_disk(place, 12) as work:
        work.mkdir()
        as_owner(work)
        run(server.url(), f"CREATE TABLESPACE chat LOCATION '{work}'", "CREATE DATABASE chat TABLESPACE chat")
        try:
            url = server.url("chat")
            filler = work.parent / "filler"
            with looked(city) as desk, connected(read_address(url, {}), schema="nq57") as target:
                target.ready(program=__version__, at=desk.now())
            with filler.open("wb") as stream:
                while shutil.disk_usage(work).free > 200 * 1024:
                    stream.write(b"x" * 65536)
                    stream.flush()
            assert refused(city, url) == "publish.full"
            filler.unlink()
            assert completed(city, url)
        finally:
            run(server.url(), "DROP DATABASE chat WITH (FORCE)", "DROP TABLESPACE chat")
    shutil.rmtree(place, ignore_errors=True)


def test_cut_in_the_middle_of_a_transaction(city: Path, database: str) -> None:
    cut = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND datname = current_database()"""
    assert refused(city, database, at_office(6, lambda: run(database, cut))) == "publish.cut"
    assert half_written(database, given(city)) == []
    assert completed(city, database)


def test_the_power_of_the_server_fails(city: Path) -> None:
    with cluster() as own:
        assert refused(city, own.url(), at_office(6, lambda: own.end())) in (
            "publish.cut",
            "publish.no_answer",
        )
        assert refused(city, own.url()) == "publish.no_answer"
        own.start()
        assert half_written(own.url(), given(city)) == []
        assert completed(city, own.url())


class Frozen:
    """A server whose processes of this program stand still from one moment on."""

    def __init__(self, url: str) -> None:
        self._watching, self._pids = psycopg.connect(url, autocommit=True), list[int]()

    def freeze(self) -> None:
        asked = self._watching.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'nq57desk'")
        self._pids = [int(row[0]) for row in asked]
        for pid in self._pids:
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        for pid in self._pids:
            os.kill(pid, signal.SIGCONT)
        self._watching.close()


@pytest.mark.parametrize("at", [5, 8])
def test_a_server_that_freezes_is_given_up(city: Path, at: int) -> None:
    with cluster() as own, looked(city) as desk:
        source, frozen = dataset(desk), Frozen(own.url())

        def offices() -> Iterator[tuple[str, str]]:
            for number, office in enumerate(source.offices()):
                if number == at:
                    frozen.freeze()
                yield office, source.fingerprint(office)

        try:
            with connected(read_address(own.url(), {}), schema="nq57", patience=1.0) as target:
                target.ready(program=__version__, at=desk.now())
                with pytest.raises(Refused) as raised:
                    target.put(source, offices(), lambda _office, _rows: None, program=__version__, at=desk.now())
                assert raised.value.problems[0].code in ("publish.cut", "publish.no_answer")
        finally:
            frozen.thaw()
        assert completed(city, own.url())


def test_the_server_asks_to_try_again(city: Path, database: str) -> None:
    """As a server does that puts transactions in order: twice SQLSTATE 40001 for one office, then it goes through."""
    published(city, database)
    run(
        database,
        "CREATE SEQUENCE asked_again",
        """CREATE FUNCTION once_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.office_code = '90002' AND nextval('asked_again') <= 2 THEN
            RAISE EXCEPTION 'restart transaction' USING ERRCODE = '40001'; END IF;
          RETURN NEW; END $$""",
        "CREATE TRIGGER again BEFORE UPDATE ON nq57.publication FOR EACH ROW EXECUTE FUNCTION once_more()",
        "UPDATE nq57.publication SET fingerprint = 'cũ' WHERE office_code = '90003'",
    )
    run(database, "ALTER TABLE nq57.publication DISABLE TRIGGER again")
    run(database, "UPDATE nq57.publication SET fingerprint = 'cũ' WHERE office_code = '90002'")
    run(database, "ALTER TABLE nq57.publication ENABLE TRIGGER again")
    assert published(city, database).written == ("90002", "90003")
    assert stored(database) == given(city)


def test_a_server_that_allows_two_connections(city: Path, server: Cluster, database: str) -> None:
    name = database.partition("@/")[2].partition("?")[0]
    run(database, "CREATE ROLE hep LOGIN CONNECTION LIMIT 2", f'GRANT CREATE ON DATABASE "{name}" TO hep')
    try:
        assert len(published(city, server.url(name, "hep")).written) == OFFICES
        assert stored(database) == given(city)
    finally:
        run(database, "DROP OWNED BY hep CASCADE", "DROP ROLE hep")


def test_a_server_that_makes_tables_one_by_one(city: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostgresTarget, "_apart", True)
    assert len(published(city, database).written) == OFFICES
    assert stored(database) == given(city)


def test_two_runs_at_once_end_well(city: Path, database: str) -> None:
    command = [sys.executable, "-m", "nq57desk", "--office", str(city), "--as-of", "2026-11-20"]
    both = [subprocess.Popen([*command, "city", "publish", "--to", database], stdout=subprocess.PIPE) for _ in range(2)]
    assert [one.wait(120) for one in both] == [0, 0]
    for one in both:
        assert one.stdout is not None
        one.stdout.close()
    assert stored(database) == given(city)
    assert waiting(database) == 0
