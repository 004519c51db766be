"""``assignment`` on the command line: shown first, taken with --yes, listed; the contract of its JSON."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nq57desk.domain.assigned_rows import added_id
from nq57desk.domain.plan import Task
from nq57desk.usecases import city_tables
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import open_desk
from tests.builders import assignments as signed
from tests.builders import offices
from tests.builders.assignments import GOAL, NEW, SigningCity, like
from tests.cli.conftest import Call

ROW_KEYS = {"kind", "id", "name", "suggested", "likeness", "why", "decision", "row", "changed"}


@pytest.fixture
def city(tmp_path: Path) -> SigningCity:
    return signed.signing_city(tmp_path / "city")


@pytest.fixture
def ward(ward_folder: Path, city: SigningCity, tmp_path: Path) -> tuple[Path, Task]:
    """A ward that trusts the city, and one of its tasks."""
    folder = tmp_path / "ward"
    shutil.copytree(ward_folder, folder)
    with open_desk(folder, as_of=offices.DAY) as desk:
        signed.trusted_by(desk, city)
        return folder, next(task for task in desk.store.all(Task) if len(task.name) > 60)


def test_it_is_shown_taken_and_listed(call: Call, ward: tuple[Path, Task], city: SigningCity, tmp_path: Path) -> None:
    folder, own = ward
    at = ("--office", folder, "--as-of", offices.DAY.isoformat())
    path = city.writes(tmp_path, 1, tasks=(like(own), NEW), indicators=(GOAL,))
    status, shown = call("assignment", "import", path, *at)
    assert (status, shown.keys()) == (0, {"changes", "assignment", "rows", "problems"})
    assert {frozenset(row) for row in shown["rows"]} == {frozenset(ROW_KEYS)}
    assert [(row["id"], row["suggested"], row["decision"]) for row in shown["rows"]] == [
        ("c-same", own.id, "later"),
        (NEW.id, None, "later"),
        (GOAL.id, None, "later"),
    ]
    assert (shown["rows"][0]["likeness"], shown["changes"]["new"]) == (100, 0)
    assert call("assignment", "list", *at)[1] == {"assignments": []}
    later = call("assignment", "import", path, "--yes", "--later", NEW.id, *at)[1]
    assert [row["decision"] for row in later["rows"]] == ["link", "later", "add"]
    assert later["changes"] == {"new": 1, "edited": 1, "same": 0, "conflict": 0, "deleted": 0}
    listed = call("assignment", "list", *at)[1]["assignments"][0]
    assert (listed["number"], listed["waiting"]) == (1, 1)
    assert [row["standing"] for row in listed["rows"]] == ["linked", "waiting", "added"]
    taken = call("assignment", "import", path, "--yes", *at)[1]
    assert [row["decision"] for row in taken["rows"]] == ["linked", "add", "added"]
    assert taken["problems"][0]["code"] == "assignment.already"
    again = call("assignment", "import", path, "--yes", *at)[1]
    assert sum(again["changes"][name] for name in ("new", "edited", "deleted")) == 0
    rows = call("tasks", *at)[1]["tasks"]
    assert added_id(city.code, "task", NEW.id) in {row["id"] for row in rows}


def test_a_row_is_chosen_once(call: Call, ward: tuple[Path, Task], city: SigningCity, tmp_path: Path) -> None:
    folder, own = ward
    path = city.writes(tmp_path, 1, tasks=(like(own), NEW))
    with pytest.raises(SystemExit) as wrong:
        call("assignment", "import", path, "--office", folder, "--add", NEW.id, "--link", f"{NEW.id}={own.id}")
    assert wrong.value.code == 2
    assert call("assignment", "list", "--office", folder)[1] == {"assignments": []}


def test_from_the_city_to_the_ward_and_back(call: Call, ward_folder: Path, tmp_path: Path) -> None:
    """The city's own programme, assigned with a note, taken, told of in a bundle, stands in the city's row."""
    ward, at_city = tmp_path / "ward", ("--office", tmp_path / "city", "--as-of", offices.DAY.isoformat())
    shutil.copytree(ward_folder, ward)
    at_ward = ("--office", ward, "--as-of", offices.DAY.isoformat())
    call("office", "create", tmp_path / "city", "--role", "city", "--code", "99", "--name", "Thành phố Ngàn Sao")
    call("office", "card", "-o", tmp_path / "city.nq57card", *at_city)
    call("office", "card", "-o", tmp_path / "ward.nq57card", *at_ward)
    call("city", "enrol", tmp_path / "ward.nq57card", *at_city)
    call("office", "trust", tmp_path / "city.nq57card", *at_ward)
    call("import", sample_files()[0], "--yes", *at_city)
    (first, *_others) = call("tasks", *at_city, "--office-code", "99")[1]["tasks"]
    said = ("--note", "Làm ngay.", "--about", first["id"], "--document", "9/UBND")
    issued = call("city", "assign", "--whole-plan", *said, "-o", tmp_path / "giao", *at_city)[1]
    (file,) = [one["file"] for one in issued["files"]]
    taken = call("assignment", "import", file, "--yes", *at_ward)[1]
    assert {row["decision"] for row in taken["rows"] if row["kind"] == "task"} == {"link"}
    assert [note["text"] for note in taken["assignment"]["notes"]] == ["Làm ngay."]
    own = next(row["row"] for row in taken["rows"] if row["id"] == first["id"])
    call("progress", "set", own, "--period", "2026-11", "--state", "done", "--finished-on", "2026-11-02", *at_ward)
    call("bundle", "make", "-o", tmp_path / "a.nq57", "--period", "2026-11", *at_ward)
    assert call("city", "merge", tmp_path / "a.nq57", *at_city)[1]["bundles"][0]["outcome"] == "applied"
    assert call("city", "assigned", *at_city)[1]["offices"][0]["taken"] >= issued["files"][0]["tasks"]
    with open_desk(tmp_path / "city", as_of=offices.DAY) as city_desk:
        tables = city_tables.tables_of(city_desk, period_asked(city_desk, "2026-11"))
        row = next(one for one in tables.tasks if one.task.id == first["id"])
        assert (row.counts.done, row.counts.total) == (1, 1)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("--link", "c-new=absent"), "assignment.no_row"),
        (("--add", "nothing"), "assignment.not_waiting"),
    ],
)
def test_what_is_wrong_is_refused(
    call: Call, ward: tuple[Path, Task], city: SigningCity, tmp_path: Path, said: tuple[str, str], code: str
) -> None:
    path = city.writes(tmp_path, 1, tasks=(NEW,))
    status, answer = call("assignment", "import", path, "--yes", *said, "--office", ward[0])
    assert (status, answer["problems"][0]["code"]) == (1, code)
