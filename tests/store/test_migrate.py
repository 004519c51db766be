"""Migrations: a checked backup first, all steps or none, and a schema whose rules hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.store import opening
from nq57desk.store.backup import list_backups
from nq57desk.store.migrations import STEPS, VERSION, m001_tables, m002_attachments
from nq57desk.store.store import Store
from tests.store.samples import TASK, YEAR, dump, ward


def steps(second: Callable[[Database], None]) -> Migrations:
    """The real steps and one more."""
    found = Migrations(STEPS.name)
    found()(m001_tables)
    found()(m002_attachments)
    found(name="m003")(second)
    return found


def add_column(db: Database) -> None:
    if "colour" not in db.table("task").columns_dict:
        db.execute("ALTER TABLE task ADD COLUMN colour TEXT")


def fail_half_way(db: Database) -> None:
    add_column(db)
    raise RuntimeError("half way")


def lose_a_parent(db: Database) -> None:
    db.execute("DELETE FROM plan")


def test_an_older_database_is_backed_up_then_migrated(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    before = dump(path)
    db = opening.open_(path, steps=steps(add_column), version=VERSION + 1)
    assert "colour" in db.table("task").columns_dict
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    db.close()
    (backup,) = list_backups(tmp_path / "backups")
    assert backup.why == "truoc-khi-nang-cap"
    assert dump(backup.path) == before
    with pytest.raises(Refused, match=r"store\.newer"):
        Store.open(path)
    opening.open_(path, steps=steps(add_column), version=VERSION + 1).close()
    assert len(list_backups(tmp_path / "backups")) == 1


@pytest.mark.parametrize(("step", "error"), [(fail_half_way, RuntimeError), (lose_a_parent, Refused)])
def test_a_step_that_fails_leaves_the_old_version_usable(
    tmp_path: Path, step: Callable[[Database], None], error: type[Exception]
) -> None:
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    before = dump(path)
    with pytest.raises(error):
        opening.open_(path, steps=steps(step), version=VERSION + 1)
    assert dump(path) == before
    with Store.open(path) as store:
        assert store.get(Task, "task") == TASK
        assert store.check() == ()


def test_an_older_database_cannot_be_opened_for_reading_only(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    with pytest.raises(Refused, match=r"store\.older_read_only"):
        opening.open_(path, read_only=True, steps=steps(add_column), version=VERSION + 1)


def test_every_table_is_strict(tmp_path: Path) -> None:
    with ward(tmp_path) as store:
        loose = [table.name for table in store._db.tables if not table.strict and not table.name.startswith("stage_")]
    assert loose == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE progress_update SET percent = 101",
        "UPDATE progress_update SET percent = 'nhiều'",
        "UPDATE progress_update SET state = 'asleep'",
        "UPDATE progress_update SET nothing_arose = 2",
        "UPDATE progress_update SET task_id = 'nowhere'",
        "UPDATE task SET plan_id = NULL",
        "UPDATE task SET office = ''",
        "UPDATE plan SET year = 26",
        "UPDATE task SET deleted = 2",
        "DELETE FROM plan",
        "INSERT INTO office SELECT 'x', own, 0, name, role, governing, sign_key, '', '', 0 FROM office",
    ],
)
def test_the_tables_themselves_refuse_nonsense(tmp_path: Path, statement: str) -> None:
    ward(tmp_path, *YEAR).close()
    with closing(sqlite3.connect(tmp_path / "99001.db")) as conn:
        conn.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(sqlite3.IntegrityError), conn:
            conn.execute(statement)
