"""The city's papers and workbook on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.small_city import small_city
from tests.cli.conftest import Call


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_city(tmp_path_factory.mktemp("made") / "city")


def test_papers_and_workbook_are_written(call: Call, city: Path, tmp_path: Path) -> None:
    general = ("--office", city, "--as-of", "2026-11-20")
    codes = set()
    for kind in ("city-report", "city-missing"):
        status, told = call(*general, "paper", kind, "--period", "2026-11", "-o", tmp_path / f"{kind}.pdf")
        assert status == 0
        assert told["pages"] >= 2
        codes.add(told["fingerprint"])
    status, told = call(*general, "city", "workbook", "--period", "2026-11", "-o", tmp_path / "b.xlsx")
    assert status == 0
    assert "Theo chỉ tiêu" in told["sheets"]
    assert {*codes, told["fingerprint"]} == {told["fingerprint"]}
    assert (tmp_path / "b.xlsx").is_file()


def test_a_citys_papers_are_listed(call: Call, city: Path) -> None:
    status, told = call("--office", city, "paper", "list")
    assert status == 0
    assert {"city-report", "city-missing"} <= {one["kind"] for one in told["papers"]}


def test_a_workbook_is_nothing_else(call: Call, city: Path, tmp_path: Path) -> None:
    status, told = call("--office", city, "city", "workbook", "-o", tmp_path / "b.pdf")
    assert status == 1
    assert told["problems"][0]["code"] == "workspace.bad_format"
