"""``city assign|assigned|links|link|unlink`` on the command line: the contract of their JSON."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.builders.two_offices import make_two
from tests.cli.conftest import Call

WARD = "99902"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_two(tmp_path_factory.mktemp("made"))


@pytest.fixture
def city(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "city", tmp_path / "city"))


def test_a_folder_that_takes_no_file_gives_nothing(call: Call, city: Path, tmp_path: Path) -> None:
    at, taken = ("--office", city), tmp_path / "taken.docx"
    taken.write_bytes(b"x")
    for folder in (taken, taken / "in"):
        status, told = call("city", "assign", "--whole-plan", "-o", folder, *at)
        assert (status, told["problems"][0]["code"]) == (1, "workspace.cannot_write")
    (listed,) = call("city", "assigned", *at)[1]["offices"]
    assert (listed["number"], listed["rows"]) == (0, 0)
    note = call("city", "assign", "--note", "Gấp\x07 \u202eđấy", "-o", tmp_path / "new" / "out", *at)[1]["files"][0]
    assert (note["number"], note["notes"]) == (1, 1)


def test_offices_are_called_as_in_the_citys_list(call: Call, city: Path) -> None:
    at = ("--office", city)
    mended = call("city", "unit", "correct", WARD, "--name", "Phường Sao Hôm Mới", "--yes", *at)
    assert (mended[0], mended[1]["applied"]) == (0, True)
    found = call("city", "links", *at)[1]
    assert {one["office_name"] for one in (*found["unlinked"], *found["linked"])} == {"Phường Sao Hôm Mới"}


def test_assign_correct_note_withdraw(call: Call, city: Path, tmp_path: Path) -> None:
    at, out = ("--office", city), ("-o", tmp_path / "out")
    status, refused = call("city", "assign", *out, *at)
    assert (status, refused["problems"][0]["code"]) == (1, "assigning.nothing")
    status, done = call("city", "assign", "--task", "c-t1", "--indicator", "c-g1", *out, *at)
    assert (status, done["offices"], done["year"]) == (0, 1, 2026)
    (one,) = done["files"]
    assert one == {
        "file": str(tmp_path / "out" / f"{WARD}_2026_giao_1.nq57assign"),
        "office": WARD,
        "office_name": "Ủy ban nhân dân phường Sao Hôm",
        "year": 2026,
        "number": 1,
        "fresh": True,
        "tasks": 1,
        "indicators": 1,
        "notes": 0,
        "withdrawn": 0,
        "links": 0,
    }
    again = call("city", "assign", *out, *at)[1]["files"][0]
    assert (again["number"], again["fresh"]) == (1, False)
    noted = call("city", "assign", "--note", "Gấp", "--about", "c-t1", "--document", "CV 12", *out, *at)[1]
    assert (noted["files"][0]["number"], noted["files"][0]["notes"]) == (2, 1)
    gone = call("city", "assign", "--withdraw", "c-t1", "--reason", "Trùng", *out, *at)[1]["files"][0]
    assert (gone["number"], gone["tasks"], gone["withdrawn"]) == (3, 0, 1)
    whole = call("city", "assign", "--whole-plan", "--office-code", WARD, *out, *at)[1]["files"][0]
    assert (whole["tasks"], whole["indicators"], whole["withdrawn"]) == (3, 2, 0)
    (listed,) = call("city", "assigned", *at)[1]["offices"]
    assert (listed["office"], listed["number"], listed["rows"], listed["taken"]) == (WARD, 4, 5, 0)
    with pytest.raises(SystemExit) as wrong:
        call("city", "assign", "--about", "c-t1", *out, *at)
    assert wrong.value.code == 2


def test_links_are_shown_made_and_taken_back(call: Call, city: Path) -> None:
    at = ("--office", city)
    found = call("city", "links", *at)[1]
    assert (found["counts"], found["linked"]) == ({"task": 3, "indicator": 2}, [])
    second = next(one for one in found["unlinked"] if one["id"] == "w-t2")
    assert second["suggested"] == {"id": "c-t2", "number": "2", "name": "Tập huấn kỹ năng số"}
    assert (second["likeness"], second["same_document"], second["office"]) == (100, True, WARD)
    assert call("city", "link", WARD, "w-t2", "c-t2", *at)[0] == 0
    after = call("city", "links", "--office-code", WARD, *at)[1]
    assert after["counts"]["task"] == 2
    assert [(one["id"], one["reference"]["id"]) for one in after["linked"]] == [("w-t2", "c-t2")]
    status, refused = call("city", "link", WARD, "w-t2", "c-none", *at)
    assert (status, refused["problems"][0]["code"]) == (1, "linking.no_reference")
    assert call("city", "unlink", WARD, "w-t2", *at)[0] == 0
    assert call("city", "unlink", WARD, "w-t2", *at)[1]["problems"][0]["code"] == "linking.not_linked"
    assert call("check", *at)[1]["ok"] is True
