"""Merging 114 bundles at the city, against a plain loop over the same files; and merging them again."""

from __future__ import annotations

import hashlib
import io
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from nq57desk.bundle import bundles, signing
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain.fingerprints import codes_of
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Office, OrgUnit, Role
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record, canonical, content, kind_of
from nq57desk.domain.snapshot import SnapshotLine
from nq57desk.usecases import city
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import DATABASE, open_desk
from tests.benchmarks.measured import Measured

OFFICES, TASKS, INDICATORS, MONTHS = 114, 100, 30, 12
ROUNDS = 3
FIRST_LIMIT, AGAIN_LIMIT = 2.5, 0.1
COST_LIMIT, MEMORY_LIMIT = 1.2, 1.5
SIZE_LIMIT = 2.5
_MIB = 1 << 20
COUNTRY = 3_321
"""The communes of the whole country (issue 5)."""
_SENTENCE = (
    "rà soát số hóa hồ sơ thủ tục hành chính công trực tuyến dữ liệu dân cư đất đai kết nối liên thông đào tạo kỹ năng "
    "số cán bộ tổ công nghệ cộng đồng triển khai hạ tầng viễn thông an toàn thông tin báo cáo kết quả phường Sao Mai"
)
WORDS = _SENTENCE.split()


def _text(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()


def _records(chance: random.Random) -> Iterator[Record]:
    def new() -> str:
        return f"{chance.getrandbits(128):032x}"

    plan, tasks, goals, sections = new(), new(), new(), [new() for _ in range(4)]
    yield from (OrgUnit(new(), _text(chance, 3, 5), position=n) for n in range(10))
    yield Plan(plan, 2026, number="12", symbol="KH-UBND", title=_text(chance, 15, 20), issued_on=date(2026, 1, 30))
    yield Appendix(tasks, plan, 1, "Phụ lục I", columns=("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"))
    yield Appendix(goals, plan, 2, "Phụ lục II")
    yield from (Section(one, plan, tasks, n, "I" * n, _text(chance, 4, 8)) for n, one in enumerate(sections, 1))
    for number in range(1, TASKS + 1):
        yield from _task(chance, new, plan, tasks, sections[number % 4], number)
    for number in range(1, INDICATORS + 1):
        yield from _indicator(chance, new, plan, goals, number)


def _task(
    chance: random.Random, new: Callable[[], str], plan: str, appendix: str, section: str, number: int
) -> Iterator[Record]:
    name, lead = _text(chance, 15, 35), _text(chance, 3, 5)
    cells = (("TT", str(number)), ("Nhiệm vụ", name), ("Cơ quan chủ trì", lead), ("Thời gian", "Quý IV/2026"))
    task = Task(new(), plan, appendix, section, "", number, str(number), name=name, lead=lead, cells=cells)
    yield replace(task, product=_text(chance, 2, 6), deadline="Quý IV/2026")
    for month in range(1, MONTHS + 1):
        yield ProgressUpdate(
            new(),
            plan,
            task.id,
            f"2026-{month:02}",
            chance.choice(list(State)),
            percent=chance.randint(0, 100),
            result=_text(chance, 5, 25),
            difficulty=_text(chance, 0, 8),
            by="Nguyễn Văn An",
            at=f"2026-{month:02}-20T09:15:00+07:00",
            recorded_on=date(2026, month, 20),
        )


def _indicator(
    chance: random.Random, new: Callable[[], str], plan: str, appendix: str, number: int
) -> Iterator[Record]:
    goal = Indicator(new(), plan, appendix, position=number, number=str(number), name=_text(chance, 8, 20))
    yield replace(goal, target="≥ 95%", unit="%", lead=_text(chance, 3, 5))
    for month in range(1, MONTHS + 1):
        actual = Decimal(chance.randint(0, 1000)) / 10
        yield IndicatorValue(new(), plan, goal.id, f"2026-{month:02}", actual, source=_text(chance, 2, 4))


def make_bundles(folder: Path, offices_wanted: int = OFFICES) -> list[Office]:
    """Signed files, 114 of them or as many as wanted, and the offices that signed them."""
    signing.create_keys(folder / "keys")
    keys = signing.load_keys(folder / "keys")
    (folder / "bundles").mkdir()
    offices = []
    for number in range(offices_wanted):
        code = str(900_000 + number) if offices_wanted > OFFICES else str(90_000 + number)
        name = f"Ủy ban nhân dân phường Sao Mai {number}"
        records = sorted(_records(random.Random(number)), key=lambda record: record.id)
        lines = [SnapshotLine(kind_of(type(r)).name, r.id, 1, False, canonical(content(r))) for r in records]
        head = _head(code, name)
        named = codes_of(code, head.period, lines)
        head = replace(head, fingerprint=named.period, plan_fingerprint=named.plan)
        (folder / "bundles" / f"{code}.nq57").write_bytes(bundles.write(head, lines, keys).file)
        offices.append(Office(code, name, sign_key=keys.public.sign_key, seal_recipient=keys.public.seal_recipient))
    return offices


def _head(code: str, name: str) -> Manifest:
    first, last, at = date(2026, 11, 15), date(2026, 11, 25), "2026-11-20T08:00:00+07:00"
    return Manifest(code, code, name, Role.WARD, "pc-1", 1, 2026, "2026-11", first, last, at, 1, "0.2.0")


def floor(folder: Path, database: Path) -> int:
    """The plain loop: open, check the hashes, parse each line once, upsert with executemany into one table."""
    db = sqlite3.connect(database)
    db.execute(
        "CREATE TABLE record (office TEXT, kind TEXT, id TEXT, revision INTEGER, deleted INTEGER, content TEXT,"
        " PRIMARY KEY (office, kind, id))"
    )
    upsert = (
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (office, kind, id) DO UPDATE SET"
        " revision = excluded.revision, deleted = excluded.deleted, content = excluded.content"
    )
    for file in sorted(folder.glob("*.nq57")):
        with zipfile.ZipFile(file) as outer, zipfile.ZipFile(io.BytesIO(outer.read("payload.zip"))) as inner, db:
            office = json.loads(inner.read("manifest.json"))["office"]["code"]
            for listed in inner.read("SHA256SUMS").decode().splitlines():
                wanted, name = listed.split("  ")
                data = inner.read(name)
                if hashlib.sha256(data).hexdigest() != wanted:
                    raise ValueError(name)
                if name.startswith("data/"):
                    lines = data.decode().splitlines()
                    parsed = ((json.loads(line), line) for line in lines)
                    rows = ((office, name, r["id"], r["revision"], r["deleted"], line) for r, line in parsed)
                    db.executemany(upsert, rows)
    (count,) = db.execute("SELECT count(*) FROM record").fetchone()
    db.close()
    return int(count)


def lines_size(folder: Path) -> int:
    """Bytes of all JSON Lines in the bundles of a folder, unpacked."""
    size = 0
    for file in folder.glob("*.nq57"):
        with zipfile.ZipFile(file) as outer, zipfile.ZipFile(io.BytesIO(outer.read("payload.zip"))) as inner:
            size += sum(one.file_size for one in inner.infolist() if one.filename.startswith("data/"))
    return size


def _ours(folder: Path, offices: list[Office], office: Path) -> tuple[float, float]:
    """Seconds of the first merge and of the second."""
    create_office(folder=office, code="31", name="Ủy ban nhân dân thành phố Biển Xanh", role=Role.CITY)
    with open_desk(office, as_of=date(2026, 11, 26), who="Trần Thị Bình") as desk:
        for one in offices:
            desk.store.keep_office(one, who=desk.who, at=desk.now())
        started = time.perf_counter()
        first = city.merge(desk, paths=[folder])
        between = time.perf_counter()
        again = city.merge(desk, paths=[folder])
        ended = time.perf_counter()
    expected = OFFICES * (TASKS * (MONTHS + 1) + INDICATORS * (MONTHS + 1) + 17)
    if (first.total.new, again.total.differing) != (expected, 0):
        raise ValueError((first.total, again.total, first.bundles[0].problems))
    return between - started, ended - between


def _country(many: int) -> tuple[float, float]:
    """Seconds for each bundle, and MiB of memory at most, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.country", str(many)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, memory = answer.split()
    return float(seconds), float(memory)


def run_long() -> tuple[Measured, ...]:
    """The whole country against one city's number of offices, all of them small."""
    few, few_memory = _country(OFFICES)
    many, many_memory = _country(COUNTRY)
    return (
        Measured(f"merge one of {COUNTRY} bundles / one of {OFFICES}", many * 1000, few * 1000, "ms", COST_LIMIT),
        Measured(f"memory of merging {COUNTRY} / {OFFICES}", many_memory, few_memory, "MiB", MEMORY_LIMIT),
    )


def run() -> tuple[Measured, ...]:
    """The best of a few rounds each, taken in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        offices = make_bundles(folder)
        plain, first, again = [], [], []
        for turn in range(ROUNDS):
            started = time.perf_counter()
            floor(folder / "bundles", folder / f"floor{turn}.db")
            plain.append(time.perf_counter() - started)
            one, two = _ours(folder / "bundles", offices, folder / f"city{turn}")
            first.append(one)
            again.append(two)
        size, lines = (folder / "city0" / DATABASE).stat().st_size, lines_size(folder / "bundles")
    return (
        Measured("merge 114 bundles / plain loop", min(first), min(plain), "s", FIRST_LIMIT),
        Measured("merge the same 114 again / first time", min(again), min(first), "s", AGAIN_LIMIT),
        Measured("database of 114 offices / its JSON Lines", size / _MIB, lines / _MIB, "MiB", SIZE_LIMIT),
    )
