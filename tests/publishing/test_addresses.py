"""Addresses, what servers say, and what is loaded when: nothing of it needs a server."""

from __future__ import annotations

import getpass
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from nq57desk.cli import main as command_line
from nq57desk.errors import Refused
from nq57desk.publishing import postgres_failures, postgres_schema, questions
from nq57desk.publishing.postgres_address import read_address
from nq57desk.publishing.postgres_connection import check_server, way_to
from nq57desk.publishing.tables import TABLES
from nq57desk.sentences import sentence
from nq57desk.usecases import city_publish
from nq57desk.usecases.city_publish import Published, publish
from tests.builders import offices
from tests.builders.small_city import DAY, small_city
from tests.publishing.kept_city import looked

SECRET = "bi-mat-57"
REFUSED = [
    ("", "publish.address"),
    ("mysql://h/d", "publish.address"),
    ("host=h dbname=d", "publish.address"),
    ("postgresql://h/d?khong_co=1", "publish.address"),
    (f"postgresql://u:{SECRET}@h/d", "publish.password_shown"),
    (f"postgresql://u@h/d?password={SECRET}", "publish.password_shown"),
    (f"postgresql://u@h/d?sslpassword={SECRET}", "publish.password_shown"),
    ("postgresql://h/d?sslmode=disable", "publish.weak_tls"),
    ("postgresql://127.0.0.1/d?sslmode=prefer", "publish.weak_tls"),
    ("postgresql:///d?host=/run/x,db.vn&sslmode=allow", "publish.weak_tls"),
]
SAFE = [
    ("postgresql://u@db.vn:5433/d", {}, "require"),
    ("postgres://u@db.vn/d", {}, "require"),
    ("postgresql://db.vn/d?sslmode=verify-full&sslrootcert=/etc/ca.pem", {}, "verify-full"),
    ("postgresql://db.vn/d", {"PGSSLMODE": "verify-ca"}, None),
    ("postgresql:///d", {"PGHOST": "db.vn"}, "require"),
    ("postgresql:///d?hostaddr=10.0.0.7", {}, "require"),
    ("postgresql:///?service=nq57", {}, "require"),
    ("postgresql:///d?host=/run/postgresql", {}, None),
    ("postgresql:///d", {}, None),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_an_address_that_is_refused_is_never_repeated(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_address(text, {})
    (problem,) = refused.value.problems
    assert problem.code == code
    assert SECRET not in sentence(problem)
    assert SECRET not in repr(refused.value)


@pytest.mark.parametrize(("text", "environment", "mode"), SAFE)
def test_over_a_network_always_encrypted(text: str, environment: dict[str, str], mode: str | None) -> None:
    found = read_address(text, environment)
    assert found.parameters.get("sslmode") == mode
    assert found.parameters["gssencmode"] == "disable"


def test_a_weaker_wish_of_the_environment_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_address("postgresql://db.vn/d", {"PGSSLMODE": "prefer"})
    assert refused.value.problems[0].code == "publish.weak_tls"


def test_a_typed_password_shows_nowhere() -> None:
    way = way_to(read_address("postgresql://u@db.vn/d", {}), SECRET)
    assert SECRET in way.told
    assert SECRET not in repr(way)
    assert way.place == "db.vn/d"


@pytest.mark.parametrize(("version", "encoding", "code"), [
    (100023, "UTF8", "publish.server_old"),
    (90624, "", "publish.server_old"),
    (150018, "LATIN1", "publish.encoding"),
    (150018, "SQL_ASCII", "publish.encoding"),
])  # fmt: skip
def test_a_server_that_cannot_take_it(version: int, encoding: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_server(version, encoding, "db.vn/d")
    assert refused.value.problems[0].code == code
    check_server(110002, "UTF8", "db.vn/d")


SAID = [
    ('connection failed: FATAL:  password authentication failed for user "u"', "publish.password_wrong"),
    ("fe_sendauth: no password supplied", "publish.password_wanted"),
    ('FATAL:  database "d" does not exist', "publish.no_database"),
    ('FATAL:  no pg_hba.conf entry for host "1.2.3.4", user "u", database "d", no encryption', "publish.no_tls_there"),
    ('FATAL:  no pg_hba.conf entry for host "1.2.3.4", user "u", database "d", SSL on', "publish.not_let_in"),
    ("server does not support SSL, but SSL was required", "publish.no_tls_there"),
    ("SSL error: certificate verify failed", "publish.certificate"),
    ('root certificate file "/etc/ca.pem" does not exist', "publish.certificate"),
    ("FATAL:  sorry, too many clients already", "publish.busy"),
    ("could not translate host name to address", "publish.no_answer"),
    ("connection timeout expired", "publish.no_answer"),
]


@pytest.mark.parametrize(("words", "code"), SAID)
def test_what_is_said_before_a_connection_stands(words: str, code: str) -> None:
    found = postgres_failures.refusal(psycopg.OperationalError(words), "db.vn/d", connecting=True)
    assert found.problems[0].code == code


@pytest.mark.parametrize("words", [
    f"invalid option: password={SECRET}",
    f"could not reach postgresql://u:{SECRET}@db.vn/d",
    f"PASSWORD : {SECRET} rejected\nsecond line {SECRET}",
])  # fmt: skip
def test_no_secret_in_what_a_server_says(words: str) -> None:
    told = sentence(postgres_failures.refusal(psycopg.OperationalError(words), "h/d", connecting=True).problems[0])
    assert SECRET not in told


def test_a_rows_values_are_not_told() -> None:
    """A server's detail quotes the row; only its first line is told."""
    error = psycopg.errors.UniqueViolation("duplicate key value\nDETAIL:  Key (id)=(việc mật) already exists.")
    assert postgres_failures.said(error) == "duplicate key value"


def test_without_the_extra_a_sentence(tmp_path: Path) -> None:
    folder = small_city(tmp_path / "city")
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from nq57desk.cli.main import run, understand\n"
        f"sys.exit(run(understand(['--office', {str(folder)!r}, 'city', 'publish', '--to', 'postgresql://h/d'])))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install" in done.stdout + done.stderr


def test_the_driver_is_loaded_for_this_command_only(tmp_path: Path) -> None:
    folder = small_city(tmp_path / "city")
    code = (
        "import sys; from nq57desk.cli.main import run, understand\n"
        "from nq57desk.usecases import city_publish\n"
        f"run(understand(['--office', {str(folder)!r}, 'city', 'publish', '--roles-script']))\n"
        f"run(understand(['--office', {str(folder)!r}, 'city', 'status', '--period', '2026-11']))\n"
        "print([name for name in ('psycopg', 'duckdb', 'pyarrow', 'asyncio', 'socket') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_password_is_asked_for_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_city(tmp_path / "city")
    typed: list[str] = []

    def answer(_desk: object, *, password: str, **_named: object) -> Published:
        typed.append(password)
        if not password:
            raise postgres_failures.refusal(psycopg.OperationalError("no password supplied"), "h/d", connecting=True)
        return Published(3, ("99",), 2, (), 7, "2026-11", "h/d")

    monkeypatch.setattr(city_publish, "publish", answer)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: SECRET)
    asked = command_line.understand(["--office", str(folder), "city", "publish", "--to", "postgresql://h/d"])
    assert command_line.run(asked) == 1
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert command_line.run(asked) == 0
    said = capsys.readouterr()
    assert typed == ["", "", SECRET]
    assert SECRET not in said.out + said.err
    assert "Đã ghi 1 đơn vị, 7 dòng vào h/d; 2 đơn vị không đổi" in said.out


@pytest.mark.parametrize("name", ["", "NQ57", "nq 57", 'a"; DROP TABLE x', "pg_catalog", "information_schema", "ă"])
def test_a_schemas_name_is_plain(name: str) -> None:
    with pytest.raises(Refused) as refused:
        postgres_schema.check_name(name)
    assert refused.value.problems[0].code == "publish.schema_name"
    with pytest.raises(Refused):
        city_publish.roles_script(name)


def test_questions_read_only_what_stands_before_them() -> None:
    there = {*(table.name for table in (*TABLES, questions.ASKED))}
    for one in questions.VIEWS:
        read = set(re.findall(r"\{s\}(\w+)", one.sql))
        assert read
        assert read <= there, one.name
        assert one.name not in there
        there.add(one.name)


def test_a_ward_is_told_so(tmp_path: Path) -> None:
    with offices.ward(tmp_path / "ward") as desk, pytest.raises(Refused) as refused:
        publish(desk, to="postgresql://h/d")
    assert refused.value.problems[0].code == "workspace.no_city"


def test_a_period_that_is_none(tmp_path: Path) -> None:
    folder = small_city(tmp_path / "city")
    with looked(folder, DAY) as desk, pytest.raises(Refused) as refused:
        publish(desk, to="postgresql://h/d", period="2026-13")
    assert refused.value.problems[0].code == "workspace.bad_period"
