"""``paper``: every kind by its word on the command line, its code, what was issued."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nq57desk.domain.papers import PaperKind
from nq57desk.usecases import paper_issued, progress
from nq57desk.workspace import open_desk

Call = Callable[..., tuple[int, Any]]
AS_OF = ("--as-of", "2026-11-13")


def asked(call: Call, folder: Path, *words: object) -> tuple[int, Any]:
    return call("paper", *words, "--office", folder, *AS_OF)


def test_the_kinds_are_listed_without_an_office(call: Call, tmp_path: Path) -> None:
    status, told = call("paper", "list", "--office", tmp_path / "none")
    assert status == 0
    assert [one["kind"] for one in told["papers"]] == [kind.value for kind in PaperKind]
    assert told["issued"] == []


@pytest.mark.parametrize("kind", ["progress-report", "task-progress", "indicators", "warning-list", "reminder"])
def test_papers_of_a_period_carry_the_periods_code(call: Call, ward_folder: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"{kind}.pdf"
    status, told = asked(call, ward_folder, kind, "-o", file, "--period", "2026-11")
    assert status == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert (told["file"], told["pages"] > 0) == (str(file), True)
    own = shutil.copytree(ward_folder, tmp_path / "own")
    made = call("bundle", "make", "-o", tmp_path / "g.nq57", "--period", "2026-11", "--office", own, *AS_OF)
    assert made[0] == 0
    status, shown = call("bundle", "show", tmp_path / "g.nq57")
    assert (status, shown["fingerprint"]) == (0, told["fingerprint"])
    assert shown["plan_fingerprint"] != told["fingerprint"]


def test_papers_of_a_plan_carry_the_plans_code(call: Call, ward_folder: Path, tmp_path: Path) -> None:
    _, listed = call("tasks", "--office", ward_folder, *AS_OF)
    first = listed["tasks"][0]
    codes = set()
    for words in (
        ("plan", "--plan", first["plan"]),
        ("decision", "--plan", first["plan"]),
        ("appendix", "--appendix", first["appendix"]),
        ("appendix", "--appendix", first["appendix"], "--no-header"),
        ("adjusted-appendix", "--appendix", first["appendix"]),
        ("assignments", "--plan", first["plan"]),
    ):
        status, told = asked(call, ward_folder, *words, "-o", tmp_path / "a.docx")
        assert status == 0
        codes.add(told["fingerprint"])
    assert len(codes) == 1


def test_one_body_alone(call: Call, ward_folder: Path, tmp_path: Path) -> None:
    words = ("reminder", "-o", tmp_path / "a.pdf", "--period", "2026-11")
    _, every = asked(call, ward_folder, *words)
    status, one = asked(call, ward_folder, *words, "--body", "Công an phường")
    assert status == 0
    assert 0 < one["pages"] < every["pages"]
    assert one["fingerprint"] == every["fingerprint"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("city-report",), "papers.of_city"),
        (("city-missing", "--period", "2026-11"), "papers.of_city"),
        (("plan",), "papers.which_plan"),
        (("appendix",), "workspace.which_appendix"),
        (("plan", "--plan", "x"), "workspace.unknown_plan"),
        (("appendix", "--appendix", "x"), "workspace.unknown_appendix"),
        (("progress-report", "--period", "2026-13"), "workspace.bad_period"),
        (("reminder", "--period", "2026-11", "--body", "x"), "papers.body_not_late"),
        (("song",), "workspace.paper_later"),
    ],
)
def test_what_is_refused(call: Call, ward_folder: Path, tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    status, told = asked(call, ward_folder, *words, "-o", tmp_path / "a.pdf")
    assert status == 1
    assert [one["code"] for one in told["problems"]] == [code]
    assert all(one["sentence"] for one in told["problems"])
    assert not (tmp_path / "a.pdf").exists()


def test_issued_papers_are_listed(call: Call, ward_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    shutil.copytree(ward_folder, folder)
    day = date(2026, 11, 13)
    with open_desk(folder, as_of=day, who="An") as desk:
        progress.close_period(desk, period="2026-11")
        kept = paper_issued.mark_issued(
            desk, kind="progress-report", number="7", on=day, signer="Lê Thu Hà", period="2026-11"
        )
    status, told = call("paper", "list", "--office", folder)
    assert status == 0
    (one,) = told["issued"]
    assert (one["number"], one["symbol"], one["issued_on"]) == ("7", "BC-UBND", "2026-11-13")
    assert one["fingerprint"] == kept.paper.fingerprint
