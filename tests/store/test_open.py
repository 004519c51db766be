"""Which files are opened, and which are refused untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nq57desk.domain.plan import Plan, Task
from nq57desk.errors import Refused
from nq57desk.store import connection
from nq57desk.store.guard import APPLICATION_ID, check_header
from nq57desk.store.migrations import VERSION
from nq57desk.store.store import Store
from tests.store.samples import AT, PLAN, TASK, WARD, WHO, YEAR, gone, proposal, renamed, ward, write


def refused_code(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(Refused) as caught:
        Store.open(path, read_only=read_only)
    return caught.value.problems[0].code


def pragma(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA {statement}")
        conn.commit()


def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    with Store.open(tmp_path / "99001.db") as store:
        assert store.office == WARD
        assert {record for kind in {type(record) for record in YEAR} for record in store.all(kind)} == set(YEAR)
        assert store.revision == 1
        assert store.check() == ()


def test_every_connection_is_set_to_be_safe(tmp_path: Path) -> None:
    with ward(tmp_path) as store:
        settings = {
            name: store._db.conn.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "foreign_keys",
                "synchronous",
                "trusted_schema",
                "journal_mode",
                "application_id",
                "user_version",
            )
        }
    assert settings == {
        "foreign_keys": 1,
        "synchronous": 2,
        "trusted_schema": 0,
        "journal_mode": "wal",
        "application_id": APPLICATION_ID,
        "user_version": VERSION,
    }


def test_an_existing_file_is_never_made_anew(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    before = (tmp_path / "99001.db").read_bytes()
    with pytest.raises(Refused, match=r"store\.exists"):
        Store.create(tmp_path / "99001.db", WARD)
    assert (tmp_path / "99001.db").read_bytes() == before


def test_missing(tmp_path: Path) -> None:
    assert refused_code(tmp_path / "nothing.db") == "store.missing"
    assert not (tmp_path / "nothing.db").exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + bytes(200), b"SQLite format 3\x00" + bytes(200)])
def test_foreign_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    assert refused_code(path) == "store.not_ours"
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    pragma(path, "user_version=1")
    assert refused_code(path) == "store.not_ours"


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_database_is_refused_and_stays_untouched(tmp_path: Path, *, read_only: bool) -> None:
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    pragma(path, f"user_version={VERSION + 1}")
    before = path.read_bytes()
    assert refused_code(path, read_only=read_only) == "store.newer"
    assert path.read_bytes() == before


def test_a_newer_mark_that_lies_only_in_the_log_is_seen(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA wal_autocheckpoint=0")
        newer.execute(f"PRAGMA user_version={VERSION + 1}")
        before = path.read_bytes()
        assert refused_code(path) == "store.newer"
        assert path.read_bytes() == before


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    path.write_bytes(path.read_bytes()[:-8192])
    assert refused_code(path) == "store.damaged"


@pytest.mark.parametrize("log", ["-journal", "-wal"])
def test_a_short_file_beside_a_log_is_left_to_sqlite(tmp_path: Path, log: str) -> None:
    """A program killed while it committed left the new size in the first page, and the old pages in the journal."""
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    path.write_bytes(path.read_bytes()[:-8192])
    assert refused_code(path) == "store.damaged"
    path.with_name(path.name + log).touch()
    check_header(path, VERSION)
    assert path.stat().st_size % 8192 == 0


def test_an_empty_journal_beside_a_write_ahead_log_is_removed(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    journal = tmp_path / "99001.db-journal"
    journal.write_bytes(bytes(512))
    with Store.open(tmp_path / "99001.db") as store:
        assert store.check() == ()
    assert not journal.exists()


def test_a_garbled_list_of_tables_is_damage(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    path = tmp_path / "99001.db"
    whole = bytearray(path.read_bytes())
    whole[100:4000] = b"\xa5" * 3900
    path.write_bytes(whole)
    assert refused_code(path) == "store.damaged"


def test_reading_only_cannot_write(tmp_path: Path) -> None:
    ward(tmp_path, *YEAR).close()
    with Store.open(tmp_path / "99001.db", read_only=True) as store:
        assert store.get(Task, "task") == TASK
        change_set = store.compare(proposal(renamed(TASK, "Khác")))
        with pytest.raises(Refused, match=r"store\.read_only"):
            store.apply(change_set, who=WHO, at=AT)


def test_a_second_opening_reads_on_and_learns_of_changes(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as one, Store.open(tmp_path / "99001.db") as other:
        stale = other.compare(proposal(renamed(TASK, "Tên của cửa sổ kia")))
        write(one, renamed(TASK, "Tên mới"))
        found = other.get(Task, "task")
        assert found is not None
        assert found.name == "Tên mới"
        with pytest.raises(Refused, match=r"store\.changed_meanwhile"):
            other.apply(stale, who=WHO, at=AT)
        other.discard(stale)
        write(other, gone(PLAN))
        assert one.all(Plan) == []
        assert one.check() == ()


def test_a_write_that_waits_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with ward(tmp_path, *YEAR) as store, closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        change_set = store.compare(proposal(renamed(TASK, "Khác")))
        with pytest.raises(Refused, match=r"store\.busy"):
            store.apply(change_set, who=WHO, at=AT)
        other.execute("ROLLBACK")
        assert store.apply(change_set, who=WHO, at=AT).entry == 2
