"""The city's matrix and tables with 114 offices of about 2,000 rows, against an empty page and its query."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from nq57desk.usecases.sample_city import CitySize, make_city
from nq57desk.workspace import DATABASE
from tests.benchmarks.desk_floors import first_paint, query
from tests.benchmarks.desk_office import DAY
from tests.benchmarks.desk_window import Watched
from tests.benchmarks.measured import Measured

ROUNDS = 5
LIMIT = 2.0
SIZE = CitySize(tasks=130, indicators=30, months=tuple(range(1, 12)), one_bundle=True)
_MATRIX = (
    "SELECT * FROM office",
    "SELECT * FROM received_bundle",
    "SELECT office, code, closed_on FROM reporting_period",
    "SELECT key, value FROM setting",
)
READ = {
    "city": _MATRIX,
    "consolidated": (
        *_MATRIX,
        "SELECT office, id, plan_id, assigned_id, deadline, lead, parent_id FROM task WHERE deleted = 0",
        """SELECT office, task_id, period, state, result, nothing_arose, recorded_on, finished_on, product_date
        FROM progress_update WHERE deleted = 0""",
        "SELECT office, id, assigned_id FROM indicator WHERE deleted = 0",
        """SELECT v.office, v.indicator_id, v.period, v.actual, v.numerator, v.denominator FROM indicator_value AS v
        JOIN indicator AS i ON i.office = v.office AND i.id = v.indicator_id AND i.assigned_id <> ''
        WHERE v.deleted = 0""",
    ),
}


def measure(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Each page made, read and painted in a window that has no page yet."""
    watched = Watched(folder)
    for name, statements in READ.items():
        watched.open(name)
        ours, floors = [], []
        for _round in range(ROUNDS):
            floors.append(first_paint() + query(folder / DATABASE, statements))
            ours.append(watched.open(name))
        yield name, median(ours), median(floors)
    watched.window.session.close()


def run() -> tuple[Measured, ...]:
    """The median of a few rounds, in a program of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "city"
        make_city(folder=folder, as_of=DAY, size=SIZE).close()
        command = [sys.executable, "-m", "tests.benchmarks.bench_city", str(folder)]
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=600)
        rows = [line.split("\t") for line in done.stdout.splitlines()]
    return tuple(
        Measured(f"page {name}, 114 offices", float(ours), float(floor), "s", LIMIT) for name, ours, floor in rows
    )


if __name__ == "__main__":
    for line in measure(Path(sys.argv[1])):
        print(*line, sep="\t", flush=True)
