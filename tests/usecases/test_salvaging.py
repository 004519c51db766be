"""A damaged database: what was recorded since the last backup is read row by row, shown, and saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.errors import Refused
from nq57desk.store.backup import list_backups
from nq57desk.usecases import history, salvaging
from nq57desk.workspace import DATABASE, Desk, open_desk
from tests.builders import offices
from tests.bundle.made import RECORDS
from tests.bundle.offices import change

PAGE = 8192
MANY = 400
TASKS = [Task(f"m{n:03}", "p1", "a1", number=str(n), name=f"Nhiệm vụ {n} " * 6) for n in range(MANY)]
SINCE = [replace(TASKS[n], name=f"Sửa sau {n}") for n in (0, 200, 399)]
NEW = Task("zz", "p1", "a1", number="900", name="Thêm sau bản sao lưu")
REPORT = ProgressUpdate("u2", "p1", "t2", "2026-11", State.IN_PROGRESS, percent=40, result="Ghi sau bản sao lưu")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ward with a backup, and what was recorded after it."""
    with offices.ward(tmp_path / "office") as desk:
        change(desk, *RECORDS, *TASKS)
        history.backup(desk)
        change(desk, *SINCE)
        change(desk, NEW, REPORT)
        change(desk, gone=[TASKS[7]])
        yield desk


def spoil(path: Path, change_bytes: Callable[[bytearray], None]) -> None:
    whole = bytearray(path.read_bytes())
    change_bytes(whole)
    path.write_bytes(whole)


def a_page_of_tasks(whole: bytearray) -> None:
    """A page in the middle of the tasks' table."""
    page = whole.index("Nhiệm vụ 100 Nhiệm".encode()) // PAGE * PAGE
    whole[page : page + 200] = b"\xa5" * 200


def the_first_page(whole: bytearray) -> None:
    whole[100:PAGE] = b"\x00" * (PAGE - 100)


def the_end(whole: bytearray) -> None:
    del whole[len(whole) * 2 // 3 // PAGE * PAGE :]


def saved(found: salvaging.Salvage) -> set[tuple[str, str, str]]:
    return {(one.change, one.kind, one.id) for one in found.rows}


WANTED = {
    ("edited", "task", "m000"), ("edited", "task", "m200"), ("edited", "task", "m399"), ("new", "task", "zz"),
    ("new", "progress_update", "u2"), ("deleted", "task", "m007"),
}  # fmt: skip


@pytest.mark.parametrize("spoiling", [a_page_of_tasks, the_first_page])
def test_what_was_recorded_since_is_saved(desk: Desk, spoiling: Callable[[bytearray], None]) -> None:
    desk.close()
    spoil(desk.folder / DATABASE, spoiling)
    before = (desk.folder / DATABASE).read_bytes()
    looked = salvaging.look(desk.folder, at=desk.now())
    assert saved(looked) == WANTED
    assert (desk.folder / DATABASE).read_bytes() == before
    done = salvaging.save(desk.folder, at=desk.now(), who="Mai")
    assert done.rows == looked.rows
    assert done.kept is not None
    assert done.kept.read_bytes()[PAGE:] == before[PAGE:]
    with open_desk(desk.folder, as_of=offices.DAY) as again:
        assert history.check(again) == ()
        assert {one.id: one.name for one in again.store.all(Task)}["m200"] == "Sửa sau 200"
        assert again.store.get(Task, "m007") is None
        assert again.store.get(ProgressUpdate, "u2") == REPORT
        assert [entry.action for entry in again.store.journal(limit=1)] == ["salvage"]


def test_a_cut_file_gives_what_it_still_has(desk: Desk) -> None:
    desk.close()
    spoil(desk.folder / DATABASE, the_end)
    done = salvaging.save(desk.folder, at=desk.now(), who="Mai")
    assert saved(done) <= WANTED
    with open_desk(desk.folder, as_of=offices.DAY) as again:
        assert history.check(again) == ()
        assert again.store.count(Task) >= MANY + 1


def test_any_damage_ends_in_a_sound_database_with_nothing_made_up(desk: Desk) -> None:
    desk.close()
    path, random = desk.folder / DATABASE, Random(57)
    whole = path.read_bytes()
    for _turn in range(6):
        hits = [random.randrange(len(whole)) for _hit in range(random.choice((1, 30, 3000)))]
        data = bytearray(whole)
        for at in hits:
            data[at] = random.randrange(256)
        path.write_bytes(data)
        done = salvaging.save(desk.folder, at=desk.now(), who="Mai")
        assert saved(done) <= WANTED
        with open_desk(desk.folder, as_of=offices.DAY) as again:
            assert history.check(again) == ()
        for left in desk.folder.glob("nq57 *"):
            left.unlink()


def test_without_a_good_backup_nothing_is_touched(desk: Desk) -> None:
    desk.close()
    (backup,) = list_backups(desk.backups_folder)
    spoil(backup.path, the_end)
    spoil(desk.folder / DATABASE, the_end)
    before = (desk.folder / DATABASE).read_bytes()
    with pytest.raises(Refused, match=r"backup\.none_good"):
        salvaging.save(desk.folder, at=desk.now())
    assert (desk.folder / DATABASE).read_bytes() == before
