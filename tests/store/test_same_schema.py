"""Every road to the newest schema ends in the same tables: new database, frozen one, registry of records."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from installer.freeze_version import VERSIONS
from nq57desk.domain.attachments import Attachment
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import content, content_hash
from nq57desk.domain.snapshot import Outcome
from nq57desk.store.rows import TABLES
from nq57desk.store.store import Store
from nq57desk.usecases import city, history
from nq57desk.workspace import DATABASE, open_desk
from tests.builders import offices
from tests.store.registry_tables import record_table
from tests.store.samples import AT, PAPER, UPDATE, WARD, YEAR, proposal, ward

FROZEN = VERSIONS / "0.2.0"
_CHECK = re.compile(r"CHECK \((?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Shape:
    """A table's columns with type, need, default and key; its parents, checks and indexes."""

    columns: list[tuple[object, ...]]
    parents: list[tuple[object, ...]]
    checks: list[str]
    strict: bool
    indexes: list[tuple[object, ...]]


def shape(conn: sqlite3.Connection) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    names = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for name in names:
        (sql,) = conn.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        found[name] = Shape(
            sorted(row[1:] for row in conn.execute(f'PRAGMA table_xinfo("{name}")')),
            sorted(row[2:] for row in conn.execute(f'PRAGMA foreign_key_list("{name}")')),
            sorted(_CHECK.findall(sql)),
            sql.endswith(") STRICT, WITHOUT ROWID"),
            sorted(row[1:] for row in conn.execute(f'PRAGMA index_list("{name}")')),
        )
    return found


def shape_of(path: Path) -> dict[str, Shape]:
    with closing(sqlite3.connect(path)) as conn:
        return shape(conn)


def test_a_migrated_database_has_the_tables_of_a_new_one_column_by_column(tmp_path: Path) -> None:
    shutil.copy(FROZEN / DATABASE, tmp_path / DATABASE)
    assert "attachment" not in shape_of(tmp_path / DATABASE)
    Store.open(tmp_path / DATABASE).close()
    ward(tmp_path).close()
    assert shape_of(tmp_path / DATABASE) == shape_of(tmp_path / f"{WARD.code}.db")


def test_the_tables_are_those_of_the_registry(tmp_path: Path) -> None:
    ward(tmp_path).close()
    made = shape_of(tmp_path / f"{WARD.code}.db")
    with closing(sqlite3.connect(":memory:")) as conn:
        for table in TABLES:
            conn.execute(record_table(table))
        wanted = shape(conn)
    for table in TABLES:
        assert replace(made[table.name], indexes=wanted[table.name].indexes) == wanted[table.name]


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    folder = tmp_path / "ward"
    folder.mkdir()
    shutil.copy(FROZEN / DATABASE, folder / DATABASE)
    return folder


def test_no_hash_changes_and_the_old_journal_can_still_be_undone(migrated: Path) -> None:
    with closing(sqlite3.connect(migrated / DATABASE)) as conn:
        before = conn.execute("SELECT id, hash FROM progress_update ORDER BY id").fetchall()
    with open_desk(migrated) as desk:
        db = desk.store._db
        assert db.execute("SELECT id, hash FROM progress_update ORDER BY id").fetchall() == before
        assert len(before) > 0
        assert history.check(desk) == ()
        assert history.undo(desk) is not None
        assert history.redo(desk) is not None
        assert history.check(desk) == ()


def test_the_frozen_bundle_and_the_same_data_bundled_now_are_the_same(tmp_path: Path) -> None:
    """What a city got from 0.2.0 is not changed by the ward's new program."""
    with offices.city(tmp_path / "city") as desk:
        city.enrol(desk, cards=[FROZEN / "ward.nq57card"])
        first = city.merge(desk, paths=[FROZEN / "bundle.nq57"]).bundles[0]
        assert first.outcome is Outcome.APPLIED
        code = first.office
        with Store.open(_copied(tmp_path)) as store:
            now = {(line.kind, line.id): content_hash(line.content) for line in store.snapshot(2026)}
        db = desk.store._db
        there = {
            (table.name, record_id): digest
            for table in TABLES
            for record_id, digest in db.execute(f'SELECT id, hash FROM "{table.name}" WHERE office = ?', (code,))
        }
        assert there == now
        assert len(now) > 50


def _copied(folder: Path) -> Path:
    path = folder / "copy" / DATABASE
    path.parent.mkdir()
    shutil.copy(FROZEN / DATABASE, path)
    return path


def test_the_field_that_came_later_is_in_the_content_only_where_it_says_something() -> None:
    ticked = replace(UPDATE, central_on=date(2026, 11, 20))
    assert "central_on" not in content(UPDATE)
    assert content(ticked)["central_on"] == "2026-11-20"


def test_a_day_that_a_newer_program_sent_is_taken_in_by_the_migration(migrated: Path) -> None:
    """The old program kept the unknown field beside the row; the hash was that of the whole content already."""
    with closing(sqlite3.connect(migrated / DATABASE)) as conn, conn:
        ids = [one for (one,) in conn.execute("SELECT id FROM progress_update ORDER BY id LIMIT 3")]
        extras = ['{"central_on":"2026-11-20"}', '{"central_on":"2026-11-21","mood":"vui"}', '{"central_on":5}']
        for one, extra in zip(ids, extras, strict=True):
            conn.execute("UPDATE progress_update SET extra = ? WHERE id = ?", (extra, one))
    with Store.open(migrated / DATABASE) as store:
        rows = store._db.execute("SELECT id, central_on, extra FROM progress_update ORDER BY id LIMIT 3").fetchall()
        assert [row[1:] for row in rows] == [
            ("2026-11-20", None),
            ("2026-11-21", '{"mood":"vui"}'),
            (None, '{"central_on":5}'),
        ]
        found = store.get(ProgressUpdate, ids[0])
        assert found is not None
        assert found.central_on == date(2026, 11, 20)


def test_evidence_and_the_ticked_day_are_kept_changed_and_undone(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR, PAPER) as store:
        assert store.get(Attachment, PAPER.id) == PAPER
        ticked = replace(UPDATE, central_on=date(2026, 11, 20))
        store.apply(store.compare(proposal(ticked)), who="x", at=AT)
        assert store.get(ProgressUpdate, UPDATE.id) == ticked
        store.undo(who="x", at=AT)
        assert store.get(ProgressUpdate, UPDATE.id) == UPDATE
        assert store.check() == ()
