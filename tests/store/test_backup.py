"""Backups are whole and checked; restoring keeps the old database and puts only a sound one in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.store import connection
from nq57desk.store.backup import list_backups, restore
from nq57desk.store.migrations import VERSION
from nq57desk.store.store import Store
from tests.store.samples import AT, TASK, YEAR, dump, renamed, ward, write


def test_a_backup_holds_everything_while_the_database_is_open(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        path = store.backup(tmp_path / "backups", why="Trước khi gộp", at=AT)
        assert path.name == "2026-11-05T010000 truoc-khi-gop.nq57backup"
        assert dump(path) == dump(store.path)
        assert [one.name for one in (tmp_path / "backups").iterdir()] == [path.name]


def test_backups_are_listed_newest_first(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        folder = tmp_path / "backups"
        for hours, why in [(0, "đóng kỳ"), (2, ""), (2, ""), (1, "mỗi ngày"), *[(1, "nhập")] * 11]:
            store.backup(folder, why=why, at=AT + timedelta(hours=hours))
    (folder / "ghi-chu.txt").write_text("x", encoding="utf-8")
    assert [(one.at.hour, one.why) for one in list_backups(folder)] == [
        (3, ""),
        (3, ""),
        *[(2, "nhap")] * 11,
        (2, "moi-ngay"),
        (1, "dong-ky"),
    ]
    of_one_second = [one.path.name for one in list_backups(folder)][2:5]
    assert of_one_second == [f"2026-11-05T020000 nhap ({n}).nq57backup" for n in (11, 10, 9)]


def test_restoring_keeps_the_old_one(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        backup = store.backup(tmp_path / "backups", why="", at=AT)
        old = dump(store.path)
        write(store, renamed(TASK, "Khác"))
        newer = dump(store.path)
    kept = restore(store.path, backup, AT)
    assert kept is not None
    assert dump(kept) == newer
    assert dump(store.path) == old
    with Store.open(store.path) as again:
        assert again.get(Task, "task") == TASK
        assert again.check() == ()


def test_restoring_where_nothing_is(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        backup = store.backup(tmp_path / "backups", why="", at=AT)
    assert restore(tmp_path / "new.db", backup, AT) is None
    assert dump(tmp_path / "new.db") == dump(backup)


def test_restoring_over_a_damaged_database(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        backup = store.backup(tmp_path / "backups", why="", at=AT)
    store.path.write_bytes(b"\xa5" * 50_000)
    kept = restore(store.path, backup, AT)
    assert kept is not None
    assert kept.read_bytes() == b"\xa5" * 50_000
    assert dump(store.path) == dump(backup)


def damage(path: Path) -> None:
    """Spoil the page on which a task lies: only reading the whole file finds that."""
    whole = bytearray(path.read_bytes())
    page = whole.index(TASK.name.encode()) // 8192 * 8192
    whole[page : page + 8] = b"\xa5" * 8
    path.write_bytes(whole)


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {VERSION + 1}")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (damage, "store.backup_bad"),
        (make_newer, "store.newer"),
        (lambda path: path.write_bytes(path.read_bytes()[:-100]), "store.damaged"),
        (lambda path: path.write_bytes(b"x" * 5000), "store.not_ours"),
        (lambda path: path.unlink(), "store.missing"),
    ],
)  # fmt: skip
def test_a_bad_backup_never_takes_the_place(tmp_path: Path, spoil: object, code: str) -> None:
    with ward(tmp_path, *YEAR) as store:
        backup = store.backup(tmp_path / "backups", why="", at=AT)
    assert callable(spoil)
    spoil(backup)
    before = store.path.read_bytes()
    with pytest.raises(Refused) as caught:
        restore(store.path, backup, AT)
    assert caught.value.problems[0].code == code
    assert store.path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"99001.db", "backups"}


def test_an_open_database_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with ward(tmp_path, *YEAR) as store:
        backup = store.backup(tmp_path / "backups", why="", at=AT)
        write(store, renamed(TASK, "Khác"))
        before = dump(store.path)
        with pytest.raises(Refused, match=r"store\.busy"):
            restore(store.path, backup, AT)
        assert dump(store.path) == before
