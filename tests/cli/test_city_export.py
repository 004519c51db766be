"""``city export`` on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nq57desk.cli.main import run, understand
from tests.builders.small_city import small_city
from tests.cli.conftest import Call


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_city(tmp_path_factory.mktemp("made") / "city")


def test_the_answer_counts_what_was_written(call: Call, city: Path, tmp_path: Path) -> None:
    status, told = call("--office", city, "city", "export", "-o", tmp_path / "out", "--year", "2026")
    assert status == 0
    assert (told["formats"], told["offices"], told["problems"]) == (["csv", "jsonl", "parquet"], 24, [])
    assert told["rows"]["tasks"] == 24 * 12
    assert (tmp_path / "out" / "csv" / "tasks.csv").is_file()
    assert (tmp_path / "out" / "parquet" / "tasks" / "year=2026" / "office=90001" / "part-0.parquet").is_file()


def test_formats_are_chosen_and_wrong_ones_told(call: Call, city: Path, tmp_path: Path) -> None:
    asked = ("--office", city, "city", "export", "-o", tmp_path / "out")
    status, told = call(*asked, "--format", "CSV, jsonl")
    assert (status, told["formats"]) == (0, ["csv", "jsonl"])
    status, told = call(*asked, "--format", "xlsx")
    assert (status, told["problems"][0]["code"]) == (1, "export.no_format")


def test_a_person_reads_counts(city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--office", str(city), "city", "export", "-o", str(tmp_path / "out"), "--format", "csv"]
    assert run(understand(asked)) == 0
    printed = capsys.readouterr().out
    assert "Đã xuất csv của 24 đơn vị" in printed
    assert "task_updates" in printed


def test_a_ward_is_refused(call: Call, ward_folder: Path, tmp_path: Path) -> None:
    status, told = call("--office", ward_folder, "city", "export", "-o", tmp_path / "out")
    assert (status, told["problems"][0]["code"]) == (1, "workspace.no_city")
    assert not (tmp_path / "out").exists()


def test_other_forms_never_load_the_library_for_parquet(city: Path, tmp_path: Path) -> None:
    code = (
        "import sys, json; from nq57desk.cli.main import run, understand;"
        "status = run(understand(sys.argv[1:])); print(json.dumps([status, 'pyarrow' in sys.modules]))"
    )
    asked = ["--office", str(city), "city", "export", "-o", str(tmp_path / "out"), "--format", "csv,jsonl"]
    done = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == [0, False]
