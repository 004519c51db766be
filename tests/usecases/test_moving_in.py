"""An office comes from a backup or another machine: checked first, in a folder of its own, its key told of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.usecases import edits, history, moving_in, sending
from nq57desk.workspace import DATABASE, Desk, open_desk
from tests.builders.offices import DAY


def _code(raised: pytest.ExceptionInfo[Refused]) -> str:
    return raised.value.problems[0].code


def _names(folder: Path) -> list[str]:
    with open_desk(folder, as_of=DAY) as desk:
        assert history.check(desk) == ()
        return [task.name for task in desk.store.all(Task)]


def test_a_backup_becomes_an_office_with_a_new_key(desk: Desk, tmp_path: Path) -> None:
    file = history.backup(desk)
    found = moving_in.look(file)
    assert (found.office, found.with_keys) == (desk.office, False)
    assert (found.tasks, found.newest[:10]) == (desk.store.count(Task), f"{DAY}")
    moved = moving_in.move_in(file, folder=tmp_path / "new" / "office", who="Trần Văn Hai", at=desk.now())
    assert moved.new_key
    assert moved.office.code == desk.office.code
    assert moved.office.sign_key != desk.office.sign_key
    assert moved.office.installation != desk.office.installation
    assert signing.load_keys(moved.folder / "keys").public.sign_key == moved.office.sign_key
    assert _names(moved.folder) == [task.name for task in desk.store.all(Task)]
    with open_desk(moved.folder, as_of=DAY) as other:
        sending.make(other, path=tmp_path / "goi.nq57")
        assert other.store.journal(limit=2)[-1].who == "Trần Văn Hai"


def test_a_folder_brings_its_key_bundles_and_files_along(desk: Desk, tmp_path: Path) -> None:
    sending.make(desk, path=tmp_path / "goi.nq57")
    desk.bundles_folder.mkdir(exist_ok=True)
    (desk.bundles_folder / "giu.nq57").write_bytes(b"x")
    before = desk.office
    moved = moving_in.move_in(desk.folder, folder=tmp_path / "new", at=desk.now())
    assert not moved.new_key
    assert moved.office.sign_key == before.sign_key
    assert moved.office.installation != before.installation
    assert (moved.folder / "bundles" / "giu.nq57").read_bytes() == b"x"
    assert desk.office == before


def test_what_still_lies_in_the_log_comes_along(desk: Desk, tmp_path: Path) -> None:
    task = desk.store.all(Task)[0]
    edits.edit_task(desk, task_id=task.id, changes={"note": "vừa ghi"})
    edited = edits.task(desk, task.id)
    assert edited.note == "vừa ghi"
    assert (desk.folder / f"{DATABASE}-wal").stat().st_size > 0
    stick = shutil.copytree(desk.folder, tmp_path / "usb")
    before = {path.name: path.read_bytes() for path in stick.glob("nq57.db*")}
    moved = moving_in.move_in(stick, folder=tmp_path / "new", at=desk.now())
    with open_desk(moved.folder, as_of=DAY) as other:
        assert other.store.get(Task, task.id) == edited
    assert {path.name: path.read_bytes() for path in stick.glob("nq57.db*")} == before


def test_nothing_that_is_there_is_written_over(desk: Desk, tmp_path: Path) -> None:
    file = history.backup(desk)
    with pytest.raises(Refused) as raised:
        moving_in.move_in(file, folder=desk.folder, at=desk.now())
    assert _code(raised) == "workspace.exists"
    other = tmp_path / "other"
    other.mkdir()
    (other / "thư riêng.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Refused) as raised:
        moving_in.move_in(file, folder=other, at=desk.now())
    assert _code(raised) == "moving.not_empty"
    assert [path.name for path in other.iterdir()] == ["thư riêng.txt"]
    assert moving_in.free_folder(desk.folder).name == "office-2"
    assert moving_in.free_folder(tmp_path / "trống") == tmp_path / "trống"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_bytes(b"not a database" * 20), "store.not_ours"),
        (lambda path: path.write_bytes(b""), "store.not_ours"),
        (lambda path: path.mkdir(), "workspace.no_office"),
        (lambda _path: None, "moving.cannot_read"),
    ],
    ids=["other", "empty", "folder", "gone"],
)
def test_what_is_no_office_is_refused(make: object, code: str, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "nguồn.nq57backup"
    assert callable(make)
    make(source)
    with pytest.raises(Refused) as raised:
        moving_in.move_in(source, folder=tmp_path / "new", at=desk.now())
    assert _code(raised) == code
    assert not (tmp_path / "new").exists()


def test_a_damaged_backup_is_refused_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "hỏng.nq57backup"
    whole = history.backup(desk).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refused):
        moving_in.look(file)
    page = whole.index(desk.store.all(Task)[0].name.encode()) // 4096 * 4096
    file.write_bytes(whole[:page] + b"\xff" * 4096 + whole[page + 4096 :])
    with pytest.raises(Refused):
        moving_in.move_in(file, folder=tmp_path / "new", at=desk.now())
    assert not list(tmp_path.glob("*new*"))
