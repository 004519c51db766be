"""What is kept of the last reading is always what stands in the tables, whoever changed them and however."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.errors import Refused
from nq57desk.store.store import Store
from tests.store.samples import AT, TASK, UPDATE, WHO, YEAR, gone, renamed, ward, write

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["name", "move", "add", "delete", "update", "undo", "redo", "other", "read"]),
        st.integers(0, 3),
    ),
    max_size=14,
)


def step(store: Store, what: str, number: int) -> None:
    """One change by a person, or by another program."""
    task = replace(TASK, id=f"t{number}", name=f"Nhiệm vụ {number}", position=10 + number)
    there = store.get(Task, task.id)
    if what == "name":
        write(store, renamed(TASK, f"Tên {number}"))
    elif what == "move":
        write(store, replace(store.get(Task, "task") or TASK, position=number * 20))
    elif what == "add" and there is None:
        write(store, task)
    elif what == "delete" and there is not None:
        write(store, gone(there))
    elif what == "update":
        write(store, replace(UPDATE, percent=number, state=State.IN_PROGRESS))
    elif what == "undo":
        store.undo(who=WHO, at=AT)
    elif what == "redo":
        store.redo(who=WHO, at=AT)
    elif what == "other":
        with Store.open(store.path) as other:
            write(other, renamed(TASK, f"Máy khác {number}"))


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_reading_is_what_a_fresh_connection_reads(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, ward(Path(folder), *YEAR) as store:
        for what, number in steps:
            with suppress(Refused):
                step(store, what, number)
            if what == "read" or number:
                with Store.open(store.path) as fresh:
                    assert store.all(Task) == fresh.all(Task)
                    assert store.all(ProgressUpdate) == fresh.all(ProgressUpdate)


def test_what_a_reader_does_with_its_list_is_its_own_matter(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        before = store.all(Task)
        store.all(Task).clear()
        assert store.all(Task) == before


def test_after_one_change_only_that_record_is_read(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        before = {task.id: task for task in store.all(Task)}
        write(store, renamed(TASK, "Khác"))
        after = {task.id: task for task in store.all(Task)}
        assert after["task"].name == "Khác"
        assert all(after[key] is task for key, task in before.items() if key != "task")
