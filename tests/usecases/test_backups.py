"""Backups as an office lives with them: each day's, the files with them, the second place, and putting one back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from nq57desk import settings
from nq57desk.domain.attachments import Attachment
from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.store import connection
from nq57desk.store.backup import list_backups
from nq57desk.usecases import attachments, backups, history, moving_in, settings_edits
from nq57desk.workspace import DATABASE, Desk, open_desk
from tests.builders import offices
from tests.bundle.made import RECORDS
from tests.bundle.offices import change

PERIOD = "2026-11"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ward with a task that has one evidence file."""
    with offices.ward(tmp_path / "office") as desk:
        change(desk, *RECORDS)
        attach(desk, "Biên bản.pdf")
        yield desk


def attach(desk: Desk, name: str) -> Path:
    """Where the office keeps the file that was taken in."""
    file = desk.folder.parent / name
    file.write_bytes(b"%PDF-1.4\n% " + name.encode())
    attachments.add(desk, task_id="t2", period=PERIOD, path=file)
    (found,) = (one for one in desk.store.all(Attachment) if one.name == name)
    return desk.files_folder / found.sha256


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.problems]


def test_the_first_opening_of_a_day_makes_one_backup(desk: Desk) -> None:
    assert not list_backups(desk.backups_folder)
    first = backups.begin_day(desk)
    assert first.made is not None
    assert first.problems == ()
    assert [one.why for one in backups.listed(desk)] == [backups.DAILY]
    assert backups.begin_day(desk).made is None
    assert [one.name for one in (desk.backups_folder / "files").iterdir()] == [
        one.name for one in desk.files_folder.iterdir()
    ]


def test_a_damaged_database_is_noticed_and_not_backed_up(desk: Desk) -> None:
    history.backup(desk)
    desk.close()
    path = desk.folder / DATABASE
    whole = bytearray(path.read_bytes())
    page = whole.index("Tập huấn kỹ năng".encode()) // 8192 * 8192
    whole[page : page + 8] = b"\xa5" * 8
    path.write_bytes(whole)
    with open_desk(desk.folder, as_of=offices.DAY + timedelta(1)) as again:
        told = backups.begin_day(again)
    assert told.made is None
    assert {one.code for one in told.problems} == {"store.integrity"}
    assert len(list_backups(desk.backups_folder)) == 1


def test_old_backups_go_and_nothing_goes_where_the_newest_is_bad(desk: Desk) -> None:
    made = history.backup(desk, why="merge")
    for days in (1, 5, 6, 40, 41):
        day = offices.DAY - timedelta(days)
        for hour in ("08", "09"):
            (desk.backups_folder / f"{day}T{hour}0000 merge.nq57backup").write_bytes(made.read_bytes())
    whole = made.read_bytes()
    made.write_bytes(whole[:5000])
    assert backups.thin(desk.backups_folder, offices.DAY) == 0
    made.write_bytes(whole)
    assert backups.thin(desk.backups_folder, offices.DAY) == 5
    kept = [f"{one.at:%d/%m %H}" for one in list_backups(desk.backups_folder)]
    assert kept == ["13/11 " + kept[0][6:], "12/11 09", "12/11 08", "08/11 09", "07/11 09", "04/10 09"]


def test_restoring_brings_the_files_back(desk: Desk) -> None:
    kept = next(desk.files_folder.iterdir())
    backup = history.backup(desk)
    later = attach(desk, "Ghi sau.pdf")
    kept.unlink()
    assert [one.code for one in history.check(desk)] == ["check.attachment_missing"]
    later.write_bytes(b"%PDF-1.4 khac")
    assert {one.code for one in history.check(desk)} == {"check.attachment_missing", "check.attachment_altered"}
    restored = backups.restore(desk, backup_file=backup)
    assert (restored.files, restored.lost) == (1, ())
    with open_desk(desk.folder, as_of=offices.DAY) as again:
        assert [one.name for one in again.store.all(Attachment)] == ["Biên bản.pdf"]
        assert history.check(again) == ()
        assert {one.why for one in backups.listed(again)} == {"manual", "before-restore"}


def test_an_altered_copy_in_the_backups_is_found(desk: Desk) -> None:
    history.backup(desk)
    copy = next((desk.backups_folder / "files").iterdir())
    copy.write_bytes(b"x")
    assert [one.code for one in history.check(desk)] == ["backup.file_altered"]


def test_another_offices_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    with offices.ward(tmp_path / "other", code="99903", name="Ủy ban nhân dân xã Khác") as other:
        foreign = history.backup(other)
    before = desk.store.revision
    with pytest.raises(Refused) as refused:
        history.restore(desk, backup_file=foreign)
    assert codes(refused) == ["store.backup_other"]
    assert desk.store.revision == before
    assert backups.listed(desk) == ()


def test_a_database_that_cannot_be_opened_is_restored_too(desk: Desk) -> None:
    backup = history.backup(desk)
    desk.close()
    (desk.folder / DATABASE).write_bytes((desk.folder / DATABASE).read_bytes()[:20_000])
    with pytest.raises(Refused):
        open_desk(desk.folder)
    restored = backups.restore_damaged(desk.folder, backup_file=backup, at=desk.now())
    assert restored.kept is not None
    assert restored.kept.stat().st_size == 20_000
    with open_desk(desk.folder, as_of=offices.DAY) as again:
        assert again.store.count(Task) == 2
        assert history.check(again) == ()


def test_a_log_left_behind_never_gets_into_a_restored_database(desk: Desk) -> None:
    backup = history.backup(desk)
    path = desk.folder / DATABASE
    desk.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode=DELETE")
        conn.execute("PRAGMA cache_size=2")
        conn.execute("BEGIN")
        conn.execute("UPDATE task SET name = name || ?", ("x" * 90_000,))
        hot, half = path.with_name(path.name + "-journal").read_bytes(), path.read_bytes()
        conn.execute("ROLLBACK")
    path.write_bytes(half)
    path.with_name(path.name + "-journal").write_bytes(hot)
    backups.restore_damaged(desk.folder, backup_file=backup, at=desk.now())
    assert not path.with_name(path.name + "-journal").exists()
    with open_desk(desk.folder, as_of=offices.DAY) as again:
        assert history.check(again) == ()


def test_the_second_place(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "USB của phường"
    stick.mkdir()
    settings_edits.change(desk, key=settings.SECOND_PLACE, value=str(stick))
    assert backups.second_place(desk).due
    told = backups.begin_day(desk)
    assert told.copied is not None
    assert told.copied.files == 1
    assert not told.second.due
    there = stick / f"nq57-{desk.office.code}"
    assert {one.name for one in there.iterdir()} == {"files", told.copied.file.name}
    with open_desk(desk.folder, as_of=offices.DAY + timedelta(8)) as later:
        assert backups.second_place(later).due
    moved = moving_in.move_in(told.copied.file, folder=tmp_path / "new", who="Mai", at=desk.now())
    with open_desk(moved.folder, as_of=offices.DAY) as new:
        assert history.check(new) == ()
        assert len(list(new.files_folder.iterdir())) == 1


def test_the_private_keys_never_leave(desk: Desk, tmp_path: Path) -> None:
    settings_edits.change(desk, key=settings.SECOND_PLACE, value=str(tmp_path / "usb"))
    (tmp_path / "usb").mkdir()
    backups.begin_day(desk)
    secrets = [line for file in desk.keys_folder.glob("*") for line in file.read_bytes().split() if len(line) > 40]
    public = {desk.office.sign_key.encode(), desk.office.seal_recipient.encode()}
    left = b"".join(
        file.read_bytes()
        for folder in (desk.backups_folder, tmp_path / "usb")
        for file in folder.rglob("*")
        if file.is_file()
    )
    private = [line for line in secrets if line not in public]
    assert private
    assert not [line for line in private if line in left]


@pytest.mark.parametrize(
    ("place", "code"),
    [("", "backup.no_second"), ("gone", "backup.second_gone"), ("office/papers", "backup.second_inside")],
)
def test_a_second_place_that_will_not_do(desk: Desk, tmp_path: Path, place: str, code: str) -> None:
    (desk.folder / "papers").mkdir(exist_ok=True)
    settings_edits.change(desk, key=settings.SECOND_PLACE, value=str(tmp_path / place) if place else "")
    with pytest.raises(Refused) as refused:
        backups.copy_away(desk)
    assert codes(refused) == [code]


def test_the_full_check_comes_once_a_week(desk: Desk) -> None:
    assert backups.check_weekly(desk) == ()
    assert backups.check_weekly(desk) is None
    for days, due in ((6, False), (7, True), (-1, True)):
        with open_desk(desk.folder, as_of=offices.DAY + timedelta(days)) as later:
            (desk.backups_folder / "last-check.json").write_text(f'{{"on": "{offices.DAY}"}}', encoding="utf-8")
            assert (backups.check_weekly(later) is not None) == due


def test_what_a_backup_holds(desk: Desk) -> None:
    file = history.backup(desk)
    next(desk.files_folder.iterdir()).unlink()
    found = backups.holds(file, office=desk.folder)
    assert (found.tasks, found.indicators, found.files, found.files_gone) == (2, 0, 1, 0)
    assert date.fromisoformat(found.newest[:10]) == offices.DAY


def test_restoring_waits_for_nobody_who_writes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    backup = history.backup(desk)
    with closing(sqlite3.connect(desk.folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused) as refused:
            history.restore(desk, backup_file=backup)
    assert codes(refused) == ["store.busy"]
    with open_desk(desk.folder, as_of=offices.DAY) as again:
        assert again.store.count(Task) == 2
