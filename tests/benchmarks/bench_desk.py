"""The desk of an office with 20,000 tasks: searching, editing, scrolling, opening pages; beside plain Qt and sqlite3.

Floors, each measured in the same process as ours, in turns:

- a search keystroke: an unindexed LIKE over the tasks, and the rows in view put into a plain QTableWidget and painted;
- a silence of the event loop: one screen of a plain QTableView repainted, its texts given from a Python model;
- a page: a program of nothing but an empty QMainWindow, from its start to the first paint (as in ``bench_window``), and
  sqlite3 fetching every row of the tables that the page is computed from. What is derived from them is not in it.
  Measured with the records that the office's line keeps from page to page, and without them ("cold").
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.desk_office import TASKS, make_office
from tests.benchmarks.measured import Measured

LIMITS = {"search": 1.5, "silence": 2.0, "page": 2.0}


def run() -> tuple[Measured, ...]:
    """Every figure, in seconds."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        make_office(folder)
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.desk_turns", str(folder)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=True, timeout=500,
        )  # fmt: skip
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return tuple(
        Measured(f"desk, {TASKS} tasks: {name}", float(ours), float(floor), "s", LIMITS[kind])
        for kind, name, ours, floor in rows
    )
