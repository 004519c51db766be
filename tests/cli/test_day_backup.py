"""The day's backup is made by the command line too: before the day's first change, once, and never for looking."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nq57desk.cli.main import run, understand
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.store.backup import list_backups
from nq57desk.store.store import Store
from nq57desk.usecases import backups
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import DATABASE, open_desk
from tests.cli.conftest import Call

SET = ("progress", "set", "--period", "2026-10", "--state", "in_progress", "--percent")


@pytest.fixture
def office(ward_folder: Path, tmp_path: Path) -> Path:
    """A ward with plans and no backup."""
    copy = tmp_path / "office"
    shutil.copytree(ward_folder, copy)
    shutil.rmtree(copy / "backups", ignore_errors=True)
    return copy


def _first(office: Path) -> str:
    with open_desk(office) as desk:
        return desk.store.all(Task)[0].id


def _told(office: Path) -> list[tuple[str, str]]:
    return [(f"{one.at:%Y-%m-%d}", one.why) for one in list_backups(office / "backups")]


def test_the_first_change_of_each_day_is_preceded_by_a_backup_and_no_other(call: Call, office: Path) -> None:
    task = _first(office)
    where = ("--office", office, "--as-of")
    for reading in (("tasks",), ("check",), ("backup", "list"), ("import", sample_files()[0])):
        call(*where, "2026-10-13", *reading)
    assert _told(office) == []
    status, answer = call(*where, "2026-10-13", *SET, "10", task)
    assert (status, sorted(answer)) == (0, ["changes"])
    assert _told(office) == [("2026-10-13", backups.DAILY)]
    with Store.open(list_backups(office / "backups")[0].path) as before:
        assert before.find(ProgressUpdate, task_id=task) == [], "made before the change, not after it"
    call(*where, "2026-10-13", *SET, "20", task)
    call(*where, "2026-10-14", *SET, "30", task)
    assert _told(office) == [("2026-10-14", backups.DAILY), ("2026-10-13", backups.DAILY)]


def test_a_backup_that_cannot_be_made_is_told_and_the_change_is_kept(
    call: Call, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    task = _first(office)
    (office / "backups").write_text("in the way", encoding="utf-8")
    status, answer = call("--office", office, *SET, "10", task)
    assert status == 0
    assert [(one["code"], one["severity"]) for one in answer["problems"]] == [
        ("backup.none_today", "warning"),
        ("store.backup_failed", "warning"),
    ]
    with open_desk(office) as desk:
        assert [one.percent for one in desk.store.find(ProgressUpdate, task_id=task)] == [10]
    assert run(understand(["--office", str(office), *SET, "20", task])) == 0
    assert "Chưa làm được bản sao lưu của hôm nay" in capsys.readouterr().out
    assert (office / DATABASE).is_file()
