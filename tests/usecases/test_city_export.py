"""A city's data as files: DuckDB and pandas' own engine read every form alike, and a folder is never half an export."""

from __future__ import annotations

import csv
import errno
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset as parts
import pytest

from nq57desk import paths
from nq57desk.domain.organisation import Role
from nq57desk.errors import Cancelled, Refused
from nq57desk.monitor import Monitor
from nq57desk.publishing.columns import ColumnType
from nq57desk.publishing.package import FILE
from nq57desk.publishing.tables import TABLE, TABLES
from nq57desk.publishing.texts import unguarded
from nq57desk.sentences import sentence
from nq57desk.usecases import city_export, export_folder
from nq57desk.usecases.city_dataset import dataset
from nq57desk.usecases.city_export import FORMATS, Exported, export
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import Desk, look_at, open_desk
from tests.builders import published_city as hard
from tests.publishing.profile import flaws

SUMS = """SELECT count(*), count(DISTINCT office_code), sum(CAST(actual AS DECIMAL(38,10))),
  sum(CAST(numerator AS DECIMAL(38,10))), sum(CAST(denominator AS DECIMAL(38,10))) FROM {}"""
DONE = """SELECT office_code, count(*), count(*) FILTER (WHERE CAST(done_on AS DATE) > DATE '2026-09-14'),
  count(*) FILTER (WHERE CAST(is_timely AS BOOLEAN)) FROM {} GROUP BY office_code ORDER BY office_code"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = hard.published_city(tmp_path_factory.mktemp("made") / "city")
    with look_at(folder, as_of=hard.DAY) as opened:
        yield opened


@pytest.fixture(scope="module")
def out(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "số liệu"
    export(desk, folder=folder)
    return folder


def source(out: Path, form: str, table: str) -> str:
    """What DuckDB reads a table of a form from."""
    if form == "parquet":
        return f"read_parquet('{out}/parquet/{table}/**/*.parquet', hive_partitioning = true)"
    if form == "csv":
        return f"read_csv('{out}/csv/{table}.csv', all_varchar = true, header = true)"
    return f"read_json('{out}/jsonl/{table}.jsonl', format = 'newline_delimited')"


def asked(out: Path, query: str, form: str, table: str) -> list[Any]:
    found = duckdb.sql(query.format(source(out, form, table)))
    assert found is not None
    return found.fetchall()


def test_every_form_holds_every_row(desk: Desk, out: Path) -> None:
    data = dataset(desk)
    count = {one.name: sum(1 for office in data.offices() for _ in data.rows(office, one)) for one in TABLES}
    told = json.loads((out / FILE).read_text(encoding="utf-8"))
    assert {(one["format"], one["name"]): one["nq57:rows"] for one in told["resources"]} == {
        (form, f"{name.replace('_', '-')}-{form}"): rows for form in FORMATS for name, rows in count.items()
    }
    query = "SELECT count(*) FROM {}"
    found = {(form, name): asked(out, query, form, name)[0][0] for form in ("csv", "parquet") for name in count}
    assert found == {(form, name): rows for form in ("csv", "parquet") for name, rows in count.items()}
    lines = {name: (out / "jsonl" / f"{name}.jsonl").read_text(encoding="utf-8").count("\n") for name in count}
    assert lines == count


@pytest.mark.parametrize(("query", "table"), [(SUMS, "indicator_values"), (DONE, "task_updates")])
def test_duckdb_finds_the_same_totals_in_every_form(out: Path, query: str, table: str) -> None:
    found = [asked(out, query, form, table) for form in FORMATS]
    assert found[0] == found[1] == found[2]
    assert hard.HARD in str(found[0]) or found[0][0][1] > 20


def test_totals_are_those_of_the_program(desk: Desk, out: Path) -> None:
    data, at = dataset(desk), TABLE["indicator_values"].at
    rows = [row for office in data.offices() for row in data.rows(office, TABLE["indicator_values"])]
    exact = [
        sum(Decimal(str(row[at(n)])) for row in rows if row[at(n)]) for n in ("actual", "numerator", "denominator")
    ]
    (found,) = asked(out, SUMS, "parquet", "indicator_values")
    assert list(found[2:]) == exact
    assert exact[0] % 1


def test_parquet_is_one_data_set_with_exact_types(out: Path) -> None:
    found = parts.dataset(out / "parquet" / "tasks", partitioning="hive").to_table()
    folder = out / "parquet" / "tasks" / "year=2026" / f"office={hard.HARD}" / "part-0.parquet"
    assert folder.is_file()
    assert {"year", "office"} <= set(found.column_names)
    assert hard.HARD in set(found["office_code"].to_pylist())
    kinds = {
        name: str(parts.dataset(out / "parquet" / table).schema.field(name).type)
        for table, name in (
            ("indicator_values", "actual"),
            ("task_updates", "done_on"),
            ("submissions", "received_at"),
            ("tasks", "is_group"),
            ("tasks", "position"),
            ("tasks", "office_code"),
        )
    }
    assert list(kinds.values()) == [
        "decimal128(38, 10)",
        "date32[day]",
        "timestamp[us, tz=UTC]",
        "bool",
        "int64",
        "string",
    ]
    assert not parts.dataset(out / "parquet" / "tasks").schema.field("id").nullable


def test_hostile_words_come_back_from_every_form(out: Path) -> None:
    with (out / "csv" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row["name"] for row in csv.DictReader(file) if row["office_code"] == hard.HARD]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)
    assert set(hard.WORDS) <= set(map(unguarded, cells))
    query = f"SELECT name FROM {{}} WHERE office_code = '{hard.HARD}'"
    for form in ("jsonl", "parquet"):
        assert set(hard.WORDS) <= {row[0] for row in asked(out, query, form, "tasks")}
    assert asked(out, "SELECT beyond FROM {} WHERE beyond IS NOT NULL", "parquet", "indicator_values") == [
        (json.dumps({"actual": str(hard.WIDE)}),)
    ]


def test_what_lies_beside_describes_the_files(out: Path) -> None:
    told = json.loads((out / FILE).read_text(encoding="utf-8"))
    assert flaws(told) == []
    for one in told["resources"]:
        files = [one["path"]] if isinstance(one["path"], str) else one["path"]
        assert all((out / name).is_file() for name in files)
        if one["format"] == "csv":
            with (out / one["path"]).open(encoding="utf-8-sig", newline="") as file:
                assert next(csv.reader(file)) == [field["name"] for field in one["schema"]["fields"]]
        elif one["format"] == "parquet":
            names = parts.dataset(out / files[0]).schema.names
            assert names == [field["name"] for field in one["schema"]["fields"]]
    lines = [line.split("  ", 1) for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    sums = {name: digest for digest, name in lines}
    every = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    assert every == {*sums, "SHA256SUMS"}
    assert all(hashlib.sha256((out / name).read_bytes()).hexdigest() == its for name, its in sums.items())
    page = (out / "README.txt").read_bytes()
    assert page.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in page


def beside(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.parent.iterdir())


def test_an_earlier_export_is_replaced_whole(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    first = export(desk, folder=folder)
    (folder / "Thumbs.db").write_bytes(b"")
    second = export(desk, folder=folder, formats=("csv",), year=2026)
    assert (first.formats, second.formats) == (FORMATS, ("csv",))
    assert sorted(one.name for one in folder.iterdir()) == ["README.txt", "SHA256SUMS", "csv", "datapackage.json"]
    assert beside(folder) == ["out"]
    assert second.files == 14
    assert second.bytes == sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    assert [one.code for one in second.problems] == ["export.beyond"]


def refusal(desk: Desk, folder: Path, **asked: Any) -> str:
    with pytest.raises(Refused) as found:
        export(desk, folder=folder, **asked)
    (told,) = found.value.problems
    assert "…" not in sentence(told)
    return told.code


@pytest.mark.parametrize("name", ["báo cáo.docx", "datapackage.json"])
def test_anything_that_is_not_ours_stays(desk: Desk, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / name).write_text('{"name": "another"}', encoding="utf-8")
    assert refusal(desk, folder) == "export.not_ours"
    assert [one.name for one in folder.iterdir()] == [name]
    assert refusal(desk, folder / name) == "export.not_ours"
    assert beside(folder) == ["out"]


def test_something_laid_into_an_export_stays(desk: Desk, tmp_path: Path) -> None:
    export(desk, folder=tmp_path / "out", formats=("csv",))
    (tmp_path / "out" / "bảng của tôi.xlsx").write_bytes(b"x")
    assert refusal(desk, tmp_path / "out") == "export.not_ours"
    assert (tmp_path / "out" / "bảng của tôi.xlsx").read_bytes() == b"x"


def test_nothing_is_left_of_an_export_that_was_stopped(desk: Desk, tmp_path: Path) -> None:
    done: list[int] = []
    monitor = Monitor(lambda at, _all, _what: done.append(at) if at < 5 else monitor.cancel())
    with pytest.raises(Cancelled):
        export(desk, folder=tmp_path / "out", monitor=monitor)
    assert done
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_earlier_export(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(desk, folder=tmp_path / "out", formats=("csv",))
    before = (tmp_path / "out" / FILE).read_bytes()

    def full(_folder: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(export_folder, "flush", full)
    assert refusal(desk, tmp_path / "out") == "export.cannot_write"
    assert (tmp_path / "out" / FILE).read_bytes() == before
    assert beside(tmp_path / "out") == ["out"]


def test_the_earlier_one_comes_back_where_the_new_one_cannot_take_its_place(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(desk, folder=tmp_path / "out", formats=("csv",))
    rename, part = Path.rename, paths.part_of(tmp_path / "out").name

    def held(self: Path, target: Path) -> Path:
        if self.name == part:
            raise PermissionError(errno.EACCES, "held")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    assert refusal(desk, tmp_path / "out") == "export.cannot_write"
    assert (tmp_path / "out" / FILE).is_file()
    assert beside(tmp_path / "out") == ["out"]


def test_a_place_that_takes_no_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x", encoding="utf-8")
    assert refusal(desk, tmp_path / "tệp" / "out") == "export.cannot_write"
    assert refusal(desk, tmp_path / ("x" * 300)) == "export.cannot_write"


_LIMITED = """import json, resource, signal, sys
from nq57desk.cli.main import run, understand
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
asked = understand(sys.argv[2:])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(run(asked))"""


@pytest.mark.parametrize(("form", "limit"), [("csv", 30_000), ("jsonl", 60_000), ("parquet", 3_000)])
def test_a_disk_that_takes_no_more_is_told_and_nothing_stays(desk: Desk, tmp_path: Path, form: str, limit: int) -> None:
    asked = ["--office", str(desk.folder), "--json", "city", "export", "-o", str(tmp_path / "out"), "--format", form]
    done = subprocess.run([sys.executable, "-c", _LIMITED, str(limit), *asked], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    (told,) = json.loads(done.stdout)["problems"]
    assert told["code"] == "export.cannot_write"
    assert "tệp lớn hơn mức nơi này nhận được" in told["sentence"]
    assert list(tmp_path.iterdir()) == []


_KILLED = """import os, sys
from nq57desk.cli.main import run, understand
from nq57desk.usecases import export_folder
export_folder.flush = lambda _folder: os._exit(9)
run(understand(sys.argv[1:]))"""


def test_what_a_killed_export_left_is_swept_by_the_next(desk: Desk, tmp_path: Path) -> None:
    export(desk, folder=tmp_path / "out", formats=("csv",))
    asked = ["--office", str(desk.folder), "city", "export", "-o", str(tmp_path / "out"), "--format", "csv"]
    assert subprocess.run([sys.executable, "-c", _KILLED, *asked], capture_output=True).returncode == 9
    assert len(beside(tmp_path / "out")) == 2
    assert (tmp_path / "out" / FILE).is_file()
    export(desk, folder=tmp_path / "out", formats=("csv",))
    assert beside(tmp_path / "out") == ["out"]


def test_without_the_library_the_other_forms_are_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pyarrow" else there(name))
    assert refusal(desk, tmp_path / "out", formats=("csv", "parquet")) == "export.no_parquet"
    done: Exported = export(desk, folder=tmp_path / "out")
    assert done.formats == ("csv", "jsonl")
    assert "export.parquet_left_out" in {one.code for one in done.problems}
    assert export(desk, folder=tmp_path / "out", formats=("jsonl",)).formats == ("jsonl",)


@pytest.mark.parametrize(
    ("wanted", "code"), [({"formats": ("xlsx",)}, "export.no_format"), ({"year": 2031}, "export.no_year")]
)
def test_what_is_not_there_is_told(desk: Desk, tmp_path: Path, wanted: dict[str, Any], code: str) -> None:
    assert refusal(desk, tmp_path / "out", **wanted) == code
    assert list(tmp_path.iterdir()) == []


def test_a_city_without_anything_and_a_ward(tmp_path: Path) -> None:
    create_office(folder=tmp_path / "city", code="31", name="Thành phố Trống", role=Role.CITY)
    with open_desk(tmp_path / "city", as_of=hard.DAY) as empty:
        done = city_export.export(empty, folder=tmp_path / "out")
    assert {name for name, rows in done.rows.items() if rows} == {"offices"}
    counts = {table.name: asked(tmp_path / "out", "SELECT count(*) FROM {}", "parquet", table.name) for table in TABLES}
    assert {name for name, rows in counts.items() if rows != [(0,)]} == {"offices"}
    create_office(folder=tmp_path / "ward", code="90001", name="phường Sao Hôm", role=Role.WARD)
    with open_desk(tmp_path / "ward") as ward:
        assert refusal(ward, tmp_path / "none") == "workspace.no_city"


def test_every_type_is_one_that_the_engines_share() -> None:
    assert {column.type for table in TABLES for column in table.columns} == set(ColumnType)
    assert all(column.name.isidentifier() and column.name.islower() for table in TABLES for column in table.columns)
