"""A step that fails at any place of the way leaves each frozen version's database as it was, byte for byte."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from installer.freeze_version import VERSIONS
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.store import opening
from nq57desk.store.backup import list_backups
from nq57desk.store.migrations import STEPS, VERSION
from nq57desk.store.store import Store
from nq57desk.usecases import history
from nq57desk.workspace import DATABASE, open_desk
from tests.faults.offices import frozen


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as conn:
        (found,) = conn.execute("PRAGMA user_version").fetchone()
    return int(found)


def failing_at(place: int) -> Migrations:
    """The real steps; the one at ``place`` does its work and then fails. Behind the last: one more that does."""
    made = Migrations(STEPS.name)
    real = STEPS._migrations
    for number, step in enumerate(real, start=1):

        def doing(db: Database, step: Migrations._Migration = step, number: int = number) -> None:
            step.fn(db)
            if number == place:
                raise RuntimeError("half way")

        made(name=step.name)(doing)

    def one_more(db: Database) -> None:
        db.conn.execute("DROP TABLE task")
        raise RuntimeError("half way")

    if place > len(real):
        made(name="one_more")(one_more)
    return made


@pytest.mark.parametrize("version", frozen())
def test_a_failing_migration_leaves_the_old_file(version: str, tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    shutil.copy(VERSIONS / version / DATABASE, path)
    old, before = version_of(path), path.read_bytes()
    assert 1 <= old <= VERSION
    for place in range(old + 1, VERSION + 2):
        with pytest.raises(RuntimeError, match="half way"):
            opening.open_(path, steps=failing_at(place), version=VERSION + 1)
        assert path.read_bytes() == before
        assert sorted(one.name for one in tmp_path.iterdir()) == ["backups", DATABASE]
    assert len(list_backups(tmp_path / "backups")) == VERSION + 1 - old
    with open_desk(tmp_path) as desk:
        assert history.check(desk) == ()
    assert version_of(path) == VERSION


def test_a_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    shutil.copy(VERSIONS / frozen()[-1] / DATABASE, path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        Store.open(path)
    (problem,) = refused.value.problems
    assert problem.code == "store.newer"
    assert f"mức {VERSION + 1}" in sentence(problem)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [DATABASE]
