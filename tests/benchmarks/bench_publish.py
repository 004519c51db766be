"""Publishing to a PostgreSQL of the benchmark's own, against a bare COPY of the same rows; memory over the offices.

``NQ57_OFFICES`` sets the number of offices; ``python -m tests.benchmarks publish --long`` runs the whole country:
3,321 offices with 100 tasks and 12 months each.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path
from statistics import median

from nq57desk.usecases.city_publish import Asked, publish_source
from nq57desk.usecases.city_publish import publish as publish_city
from nq57desk.usecases.sample_city import CitySize, make_city
from nq57desk.workspace import look_at
from tests.benchmarks.measured import Measured
from tests.benchmarks.publishing import Country, bare_copy
from tests.publishing.cluster import BIN, MISSING, Cluster, cluster

OFFICES = int(os.environ.get("NQ57_OFFICES", "114"))
ALL = 3321
FEW = 114
ROUNDS = 3
SIZE = CitySize(tasks=40, indicators=10, months=tuple(range(1, 12)), one_bundle=True)
COPIED, AGAIN, FLAT = 1 / 0.5, 0.15, 1.3
"""Seconds at most twice those of a bare COPY; unchanged at most so much of the first time; memory at most so much."""
"""The first holds for the country: schema, views and statistics are made once, which a few offices do not pay for."""
_AT = datetime.fromisoformat("2026-11-20T09:00:00+07:00")
_MIB_OF_KIB = 1024
_SERVER = (("shared_buffers", "256MB"), ("max_wal_size", "8GB"), ("autovacuum", "on"))


def run() -> tuple[Measured, ...]:
    """With a city's offices, memory against a tenth of them; the median of a few rounds. And a city's own database."""
    return (*_measured(OFFICES, max(1, OFFICES // 10), ROUNDS), *_own_city())


def run_long() -> tuple[Measured, ...]:
    """With all communes of the country, once."""
    return _measured(ALL, FEW, 1)


def _measured(many: int, few: int, rounds: int) -> tuple[Measured, ...]:
    if BIN is None:
        print(MISSING, flush=True)
        return ()
    firsts: list[float] = []
    floors: list[float] = []
    agains: list[float] = []
    with cluster(_SERVER) as server:
        _child(server, "publish", few, "warm")
        _seconds, small = map(float, _child(server, "publish", few, "few"))
        for number in range(rounds):
            rows, bare = map(float, _child(server, "bare", many))
            first, peak = map(float, _child(server, "publish", many, f"many{number}"))
            again, _peak = map(float, _child(server, "publish", many, f"many{number}"))
            for found, seconds in ((firsts, first), (floors, bare), (agains, again)):
                found.append(seconds)
        told = _child(server, "sizes", many, "many0")
    first, bare, again = median(firsts), median(floors), median(agains)
    print(f"bare COPY {rows / bare:,.0f} rows/s, publishing {rows / first:,.0f} rows/s; {' '.join(told)}", flush=True)
    return (
        Measured(f"publish {many} offices, {rows:,.0f} rows", first, bare, "s", COPIED if many >= ALL else math.inf),
        Measured(f"publish again unchanged, {many} offices", again, first, "s", AGAIN),
        Measured(f"peak memory, {many} offices against {few}", peak, small, "MiB", FLAT),
    )


def _own_city() -> tuple[Measured, ...]:
    """With rows and fingerprints out of a real database."""
    if BIN is None:
        return ()
    with tempfile.TemporaryDirectory() as scratch, cluster(_SERVER) as server:
        make_city(folder=Path(scratch) / "city", as_of=_AT.date(), size=SIZE).close()
        first, again = (float(_child(server, "city", 0, f"{scratch}/city")[0]) for _ in range(2))
    return (
        Measured(f"publish again unchanged, the city's database of {SIZE.offices} offices", again, first, "s", AGAIN),
    )


def _child(server: Cluster, *asked: object) -> list[str]:
    """What a process of its own answers: seconds and memory are its own then."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_publish", server.url(), *map(str, asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return done.stdout.split("\t")


def publish(url: str, many: int, schema: str) -> tuple[float, float]:
    """Seconds, and the process's peak in MiB."""
    began = time.perf_counter()
    publish_source(Country(many), Asked("2026-11", date(2026, 11, 20)), to=url, at=_AT, schema=schema)
    return time.perf_counter() - began, _peak()


def _peak() -> float:
    """MiB. What ``getrusage`` tells would hold the process that this one was forked from."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / _MIB_OF_KIB


def city(url: str, folder: Path) -> float:
    """Seconds for a city's own database, its opening among them."""
    began = time.perf_counter()
    with look_at(folder, as_of=_AT.date()) as desk:
        publish_city(desk, to=url)
    return time.perf_counter() - began


def bare(url: str, many: int) -> tuple[int, float]:
    """Rows and seconds."""
    began = time.perf_counter()
    count = bare_copy(Country(many), url)
    return count, time.perf_counter() - began


def sizes(url: str, schema: str) -> str:
    """Bytes of every table with its keys, as the server counts them."""
    import psycopg

    with psycopg.connect(url) as conn:
        found = conn.execute(
            """SELECT c.relname, pg_total_relation_size(c.oid), pg_indexes_size(c.oid), c.reltuples::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = %s AND c.relkind = 'r' AND c.reltuples > 0 ORDER BY 2 DESC""",
            (schema,),
        ).fetchall()
    return "; ".join(f"{name} {size:,} bytes ({index:,} keys), {rows:,} rows" for name, size, index, rows in found)


if __name__ == "__main__":
    address, what, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if what == "bare":
        print(*bare(address, count), sep="\t")
    elif what == "city":
        print(city(address, Path(sys.argv[4])))
    elif what == "publish":
        print(*publish(address, count, sys.argv[4]), sep="\t")
    else:
        print(sizes(address, sys.argv[4]))
