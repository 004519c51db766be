"""What the check finds when somebody was at the file with another program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nq57desk.domain.problems import Problem
from nq57desk.store.store import Store
from tests.store.samples import AT, SUBTASK, TASK, VALUE, WHO, YEAR, city, gone, merge, renamed, snapshot, ward, write

SLIP_IN = """INSERT INTO org_unit SELECT office, 'new', 1, hash, 0, NULL, aliases, name, position, short_name
FROM org_unit"""


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(statement)
        conn.commit()


def found(path: Path) -> dict[str, Problem]:
    with Store.open(path) as store:
        return {problem.code: problem for problem in store.check()}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    with ward(tmp_path, *YEAR) as store:
        write(store, renamed(TASK, "Một"))
        write(store, renamed(TASK, "Hai"), gone(VALUE))
        write(store, renamed(SUBTASK, "Ba"))
        return store.path


def test_a_sound_database_has_no_findings(office: Path) -> None:
    assert found(office) == {}


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        ("UPDATE task SET name = 'Bốn' WHERE id = 'task'", "store.row_altered", {"kind": "task", "id": "task"}),
        ("UPDATE task SET hash = 'x' WHERE id = 'task'", "store.row_altered", {"kind": "task", "id": "task"}),
        ("UPDATE task SET cells = '[' WHERE id = 'task'", "store.row_altered", {"kind": "task", "id": "task"}),
        ("UPDATE indicator_value SET deleted = 0", "store.row_altered", {"kind": "indicator_value"}),
        ("DELETE FROM progress_update", "store.row_missing", {"kind": "progress_update", "id": "update"}),
        (SLIP_IN, "store.row_unknown", {"kind": "org_unit", "id": "new"}),
        ("UPDATE office SET revision = 9", "store.counter_altered", {"found": "9", "expected": "4"}),
        ("UPDATE journal SET who = 'Ai đó' WHERE seq = 2", "store.journal_broken", {"entry": "2"}),
        ("UPDATE journal SET before = after WHERE seq = 3", "store.journal_broken", {"entry": "3"}),
        ("UPDATE journal SET hash = 'x' WHERE seq = 1", "store.journal_broken", {"entry": "1"}),
        ("DELETE FROM journal WHERE seq = 2", "store.journal_broken", {"entry": "2"}),
        ("DELETE FROM task WHERE id = 'task'", "store.foreign_key", {"parent": "task"}),
    ],
)
def test_tampering_is_found_and_named(office: Path, statement: str, code: str, words: dict[str, str]) -> None:
    tamper(office, statement)
    findings = found(office)
    assert code in findings
    assert words.items() <= dict(findings[code].words).items()


def test_an_altered_row_with_a_fitting_hash_differs_from_the_journal(office: Path) -> None:
    with Store.open(office) as store:
        write(store, renamed(SUBTASK, "Bốn"))
        whole = store._db.conn.execute("SELECT name, hash FROM task WHERE id = 'subtask'").fetchone()
        store.undo(who=WHO, at=AT)
    with closing(sqlite3.connect(office)) as conn:
        conn.execute("UPDATE task SET name = ?, hash = ? WHERE id = 'subtask'", whole)
        conn.commit()
    assert set(found(office)) == {"store.row_altered"}


def test_a_damaged_page_is_found(office: Path) -> None:
    with Store.open(office) as store:
        for number in range(60):
            write(store, renamed(TASK, f"Tên {number} " + "dài " * 200))
    whole = bytearray(office.read_bytes())
    page = 8192 * (len(whole) // 8192 - 3)
    whole[page : page + 400] = b"\xa5" * 400
    office.write_bytes(whole)
    assert found(office) != {}


def test_merged_rows_slipped_in_or_taken_out_are_found(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        merge(there, snapshot(1, YEAR))
        path = there.path
    tamper(path, "DELETE FROM indicator_value")
    assert set(found(path)) == {"store.row_missing"}


@pytest.mark.parametrize("later", [0, 1, 2])
def test_a_merged_row_altered_with_a_fitting_hash_is_found(tmp_path: Path, later: int) -> None:
    """The row that the first bundle brought is altered as its journal never tells; later bundles touch other rows."""
    with city(tmp_path) as there:
        merge(there, snapshot(1, YEAR))
        rows = [renamed(one, f"Tên {later}") if one is SUBTASK else one for one in YEAR]
        for number in range(later):
            merge(there, snapshot(number + 2, [*rows[:-1], rows[-1]] if number else rows))
        assert there.check() == ()
        path = there.path
    with ward(tmp_path, *YEAR) as own:
        write(own, renamed(TASK, "Khác"))
        name, row_hash = own._db.conn.execute("SELECT name, hash FROM task WHERE id = 'task'").fetchone()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("UPDATE task SET name = ?, hash = ? WHERE id = 'task'", (name, row_hash))
        conn.commit()
    assert set(found(path)) == {"store.merged_altered"}
