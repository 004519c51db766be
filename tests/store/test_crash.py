"""A full disk, a killed process: the database holds what was committed, all of it and nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.store.store import Store
from tests.store.samples import AT, PLAN, TASK, WHO, YEAR, city, dump, proposal, renamed, snapshot, ward

CHILD = """
import sys
from pathlib import Path
from dataclasses import replace
from nq57desk.store.store import Store
from tests.store.samples import TASK, write
store = Store.open(Path(sys.argv[1]))
tasks = [replace(TASK, id=f"t{n}", parent_id="") for n in range(300)]
number = 0
print("ready", flush=True)
while True:
    number += 1
    write(store, *(replace(task, name=f"Lần {number}") for task in tasks))
"""


def many(number: int) -> list[Task]:
    return [replace(TASK, id=f"t{n}", name="Nhiệm vụ " * 40) for n in range(number)]


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        before = dump(store.path)
        (pages,) = store._db.conn.execute("PRAGMA page_count").fetchone()
        store._db.conn.execute(f"PRAGMA max_page_count = {pages + 3}")
        change_set = store.compare(proposal(*many(400)))
        with pytest.raises(Refused, match=r"store\.disk_full"):
            store.apply(change_set, who=WHO, at=AT)
        assert dump(store.path) == before
        assert len(store.journal()) == 1
        assert store.revision == 1
        store._db.conn.execute("PRAGMA max_page_count = 100000")
        assert store.apply(change_set, who=WHO, at=AT).by_kind["task"].new == 400
        assert store.check() == ()


def test_a_full_disk_in_the_middle_of_a_merge(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        (pages,) = there._db.conn.execute("PRAGMA page_count").fetchone()
        there._db.conn.execute(f"PRAGMA max_page_count = {pages + 3}")
        change_set = there.compare_snapshot(snapshot(1, [*YEAR, *many(400)]))
        with pytest.raises(Refused, match=r"store\.disk_full"):
            there.apply(change_set, who=WHO, at=AT)
        assert dump(there.path) == []
        assert there.received_bundles() == []


def test_a_broken_rule_in_the_middle_rolls_everything_back(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        change_set = store.compare(proposal(renamed(TASK, "Khác"), replace(PLAN, title="Khác")))
        before = dump(store.path)
        store._db.conn.execute(
            "CREATE TEMP TRIGGER stop BEFORE INSERT ON main.task BEGIN SELECT raise(ABORT, 'stopped'); END"
        )
        with pytest.raises(Exception, match="stopped"):
            store.apply(change_set, who=WHO, at=AT)
        store._db.conn.execute("DROP TRIGGER stop")
        assert dump(store.path) == before
        assert store.apply(change_set, who=WHO, at=AT).entry == 2


def kill_while_writing(path: Path, seconds: float) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def check_whole(path: Path) -> int:
    with Store.open(path) as store:
        assert store.check() == ()
        names = {task.name for task in store.all(Task) if task.id.startswith("t") and task.id != "task"}
        assert len(names) <= 1
        return store.revision


def test_killed_in_the_middle_of_writing(tmp_path: Path) -> None:
    store = ward(tmp_path, *YEAR)
    store.close()
    revisions = []
    for round_ in range(4):
        kill_while_writing(store.path, 0.15 + 0.07 * round_)
        revisions.append(check_whole(store.path))
    assert revisions == sorted(revisions)
    assert revisions[-1] > 1
