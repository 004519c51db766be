"""An office that is open to look at only (the leader's view, a second window): no use case writes into it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nq57desk import usecases
from nq57desk.errors import Refused
from nq57desk.workspace import DATABASE, Desk, open_desk
from tests.builders.offices import DAY

_SIDE_FILES = ("-shm", "-wal")


def asking() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every use case that asks whether the office may be written."""
    for module in pkgutil.iter_modules(usecases.__path__):
        it = importlib.import_module(f"{usecases.__name__}.{module.name}")
        for name, function in inspect.getmembers(it, inspect.isfunction):
            own = function.__module__ == it.__name__ and not name.startswith("_")
            if own and "writable(desk)" in inspect.getsource(function):
                yield f"{module.name}.{name}", function


ASKING = dict(asking())


@pytest.fixture(scope="module")
def looking(ward_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("looking") / "office"
    shutil.copytree(ward_folder, folder)
    with open_desk(folder, as_of=DAY, who="Lãnh đạo", read_only=True) as desk:
        yield desk


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(_SIDE_FILES)
    }


def test_there_are_many_ways_to_change_an_office() -> None:
    assert len(ASKING) > 60


def test_every_change_is_refused_before_anything_else(looking: Desk) -> None:
    before, answers = contents(looking.folder), {}
    for name, change in ASKING.items():
        wanted = [p.name for p in inspect.signature(change).parameters.values() if p.default is p.empty]
        with pytest.raises(Refused) as refusal:
            change(desk=looking, **{one: None for one in wanted if one != "desk"})
        answers[name] = str(refusal.value)
    assert set(answers.values()) <= {"workspace.read_only", "workspace.no_city"}
    assert contents(looking.folder) == before


def test_the_database_itself_cannot_be_written(looking: Desk) -> None:
    with looking.store.reading() as conn, pytest.raises(sqlite3.OperationalError, match="readonly"):
        conn.execute("UPDATE office SET revision = revision + 1")
    with pytest.raises(Refused, match=r"^store\.read_only$"):
        looking.store.set_setting("x", "y", who="a", at=looking.now())
    assert (looking.folder / DATABASE).is_file()
