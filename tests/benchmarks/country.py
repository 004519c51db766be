"""Merging as many small offices as are asked for; prints seconds for each bundle and the process's peak in MiB."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from nq57desk.domain.organisation import Role
from nq57desk.usecases import city
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import open_desk
from tests.benchmarks import bench_merge

TASKS, INDICATORS, MONTHS = 20, 5, 6
_MIB_OF_KIB = 1024


def merged(many: int) -> float:
    """Seconds for each bundle."""
    bench_merge.TASKS, bench_merge.INDICATORS, bench_merge.MONTHS = TASKS, INDICATORS, MONTHS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        offices = bench_merge.make_bundles(folder, many)
        create_office(folder=folder / "city", code="01", name="Nơi nhận cả nước", role=Role.CITY)
        with open_desk(folder / "city", as_of=date(2026, 11, 26), who="Trần Thị Bình") as desk:
            for one in offices:
                desk.store.keep_office(one, who=desk.who, at=desk.now())
            started = time.perf_counter()
            report = city.merge(desk, paths=[folder / "bundles"])
            seconds = time.perf_counter() - started
    rows = TASKS * (MONTHS + 1) + INDICATORS * (MONTHS + 1) + 17
    if report.total.new != many * rows:
        raise ValueError((report.total, report.bundles[0].problems))
    return seconds / many


if __name__ == "__main__":
    cost = merged(int(sys.argv[1]))
    print(cost, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB_OF_KIB)
