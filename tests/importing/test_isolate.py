"""The child process: the same answer as in this process, and what becomes of a child that does not answer."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.problems import Place, Problem, Severity
from nq57desk.errors import Cancelled, Refused
from nq57desk.importing import isolate
from nq57desk.importing.isolate import read_isolated, worker_command
from nq57desk.importing.limits import Limits
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawRow, RawTable
from nq57desk.importing.wire import pack, unpack
from nq57desk.monitor import Monitor
from tests.builders import files
from tests.builders.files import cell, paragraph, row, run, table

BODY = (
    paragraph("PHỤ LỤC", properties='<w:jc w:val="center"/>')
    + table(
        row("TT", "Tên", properties="<w:tblHeader/>"),
        row(cell("I", properties='<w:gridSpan w:val="2"/>')),
        row("1", cell(paragraph(run("Số hóa", "<w:b/>")))),
    )
    + paragraph(run("ẩn", "<w:vanish/>"), "thấy")
)


def test_the_child_answers_as_this_process_does(tmp_path: Path) -> None:
    path = files.docx(tmp_path / "phụ lục.docx", BODY)
    assert read_isolated(path) == read_raw(path)


def test_a_refusal_comes_through(tmp_path: Path) -> None:
    path = tmp_path / "cu.doc"
    path.write_bytes(files.ole({"WordDocument": b"x"}))
    with pytest.raises(Refused) as here:
        read_raw(path)
    with pytest.raises(Refused) as there:
        read_isolated(path)
    assert there.value.problems == here.value.problems


def child(code: str, *imports: str) -> list[str]:
    """A child that runs the code instead of reading; ``request`` is what it was asked."""
    head = "import json, os, pathlib, sys, time; request = json.loads(pathlib.Path(sys.argv[1]).read_text())\n"
    return [sys.executable, "-c", "\n".join(imports) + head + code]


BOUNDED = (
    "from nq57desk.importing.boundaries import set_boundaries; from nq57desk.importing.limits import Limits\n"
    "set_boundaries(Limits(**request['limits']))\n"
)
TOO_MUCH_MEMORY = BOUNDED + "try:\n    x = bytearray(10**9)\nexcept MemoryError:\n    sys.exit(11)"
FAILURES = {
    "crash": ("os.abort()", "reading.crashed"),
    "killed": ("os.kill(os.getpid(), 9)", "reading.crashed"),
    "exception": ("raise ValueError", "reading.crashed"),
    "no answer": ("", "reading.crashed"),
    "nonsense": ("pathlib.Path(request['answer']).write_text('{\"blocks\": 3}')", "reading.crashed"),
    "nonsense refusal": ("pathlib.Path(request['answer']).write_text('{\"refused\": 3}')", "reading.crashed"),
    "sleep": ("time.sleep(60)", "reading.too_slow"),
    "endless work": (BOUNDED + "while True: pass", "reading.too_slow"),
    "memory": (TOO_MUCH_MEMORY, "reading.too_much_memory"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_child_that_does_not_answer(tmp_path: Path, name: str) -> None:
    code, expected = FAILURES[name]
    limits = Limits(seconds=1.0 if "slow" in expected else 30.0, memory_bytes=600 * 1024 * 1024)
    with pytest.raises(Refused) as refusal:
        read_isolated(tmp_path / "a.docx", limits=limits, command=lambda: child(code))
    (problem,) = refusal.value.problems
    assert (problem.code, problem.place) == (expected, Place(file="a.docx"))


def test_the_real_worker_keeps_its_memory_limit(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 60_000))
    path = files.xlsx(tmp_path / "to.xlsx", rows)
    with pytest.raises(Refused, match=r"reading\.(too_much_memory|crashed)"):
        read_isolated(path, limits=Limits(memory_bytes=64 * 1024 * 1024))


def test_progress_comes_through_and_stopping_ends_the_child(tmp_path: Path) -> None:
    pids = tmp_path / "pid"
    code = (
        f"pathlib.Path({str(pids)!r}).write_text(str(os.getpid()))\n"
        "pathlib.Path(request['progress']).write_text('[3, 10, \"Bảng\"]\\n[4, 1')\ntime.sleep(60)"
    )
    seen: list[tuple[int, int, str]] = []

    def listen(done: int, total: int, what: str) -> None:
        seen.append((done, total, what))
        if done:
            monitor.cancel()

    monitor = Monitor(listen)
    with pytest.raises(Cancelled):
        read_isolated(tmp_path / "a.docx", monitor=monitor, command=lambda: child(code))
    assert seen[-1] == (3, 10, "Bảng")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pids.read_text()), 0)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    read_isolated(files.docx(tmp_path / "a.docx", BODY))
    with pytest.raises(Refused):
        read_isolated(tmp_path / "khong-co.docx")
    assert list((tmp_path / "temp").iterdir()) == []


def test_a_module_beside_the_file_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(99)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_isolated(files.docx(tmp_path / "a.docx", BODY)).format == "docx"


def test_the_worker_never_loads_qt() -> None:
    code = (
        "import sys, nq57desk.importing.worker, nq57desk.importing.open_file, nq57desk.importing.docx\n"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_packaged_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command()[-1] == "nq57desk.importing.worker"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert list(worker_command()) == [sys.executable, isolate.WORKER_ARGUMENT]


NAMES = st.text(max_size=8)
COUNTS = st.none() | st.integers(1, 99)
PLACES = st.builds(Place, NAMES, NAMES, NAMES, COUNTS, COUNTS, COUNTS, NAMES)
PROBLEMS = st.builds(
    Problem, NAMES, st.sampled_from(Severity), PLACES, st.lists(st.tuples(NAMES, NAMES), max_size=2).map(tuple)
)
CELLS = st.none() | st.from_type(RawCell)
ROWS = st.builds(
    RawRow, st.lists(CELLS, max_size=3).map(tuple), PLACES, st.booleans(), st.booleans(), st.none() | st.booleans()
)
EDGES = st.lists(st.floats(0, 999), max_size=3).map(tuple)
TABLES = st.builds(
    RawTable, st.lists(ROWS, max_size=3).map(tuple), st.integers(0, 9), PLACES, EDGES, st.just((0, 2)), st.booleans()
)
FLAGS = [st.booleans()] * 4
BLOCKS: st.SearchStrategy[RawBlock] = TABLES | st.builds(RawParagraph, NAMES, PLACES, NAMES, *FLAGS)
FILES = st.builds(
    RawFile, NAMES, NAMES, st.lists(BLOCKS, max_size=3).map(tuple), st.lists(PROBLEMS, max_size=2).map(tuple), NAMES
)


@given(FILES)
def test_a_file_comes_back_as_it_was_sent(file: RawFile) -> None:
    assert unpack(pack(file)) == file


def test_every_field_is_sent() -> None:
    """A field added to a reader's answer must not be lost on the way."""
    arguments = {RawCell: 7, RawRow: 5, RawTable: 6, RawParagraph: 7, RawFile: 5, Place: 7, Problem: 4}
    assert {kind: len(dataclasses.fields(kind)) for kind in arguments} == arguments


BROKEN: list[Any] = [
    3,
    [],
    {},
    {"name": "a", "format": "docx", "digest": "", "blocks": [["p"]], "problems": []},
    {"name": "a", "format": "docx", "digest": "", "blocks": [3], "problems": []},
    {"name": 1, "format": "docx", "digest": "", "blocks": [], "problems": []},
    {"name": "a", "format": "docx", "digest": "", "blocks": [], "problems": [["x", "fatal", [], []]]},
]


@pytest.mark.parametrize("found", BROKEN)
def test_anything_else_is_no_file(found: Any) -> None:
    with pytest.raises(ValueError):
        unpack(json.dumps(found))


def test_a_packaged_program_starts_itself_as_the_reader(tmp_path: Path) -> None:
    from nq57desk import __main__ as entry
    from nq57desk.importing import isolate

    assert entry.WORKER_ARGUMENT == isolate.WORKER_ARGUMENT
    file = tmp_path / "a.txt"
    file.write_text("TT\tNhiệm vụ\n1\tViệc\n", encoding="utf-8")
    command = (sys.executable, "-m", "nq57desk", isolate.WORKER_ARGUMENT)
    raw = isolate.read_isolated(file, command=lambda: command)
    assert raw.format == "text"
