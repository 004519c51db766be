"""A fictitious ward's records, and what the tables of a database hold, for the store's tests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from nq57desk.domain import records
from nq57desk.domain.attachments import Attachment
from nq57desk.domain.changes import Applied, Proposal, Proposed, Source
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Office, OrgUnit, Role
from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Appendix, Paragraph, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import KINDS, Record
from nq57desk.domain.snapshot import Snapshot, SnapshotLine
from nq57desk.store.store import Store

WARD = Office("99001", "Ủy ban nhân dân phường Sao Mai")
CITY = Office("99", "Ủy ban nhân dân thành phố Bình Minh", Role.CITY)
AT = datetime(2026, 11, 5, 1, 0, tzinfo=UTC)
WHO = "Nguyễn Thị Mai"
WINDOW = Source("window")

PLAN = Plan("plan", 2026, number="12", title="Thực hiện Nghị quyết 57-NQ/TW năm 2026", recipients=("Như trên", "Lưu"))
APPENDIX = Appendix("appendix", "plan", 1, "Phụ lục I", columns=("STT", "Nhiệm vụ"), column_fields=("number", "name"))
SECTION = Section("section", "plan", "appendix", 1, "I", "Hạ tầng số")
TASK = Task(
    "task",
    "plan",
    "appendix",
    "section",
    position=1,
    number="1",
    name="Số hóa hồ sơ đất đai",
    lead="Phòng Văn hóa - Xã hội",
    deadline="Quý IV/2026",
    cells=(("STT", "1"), ("Nhiệm vụ", "Số hóa hồ sơ\nđất đai")),
)
SUBTASK = Task("subtask", "plan", "appendix", "section", "task", position=2, number="1.1", name="Quét hồ sơ")
UPDATE = ProgressUpdate("update", "plan", "task", "2026-10", State.IN_PROGRESS, 40, 'Đã quét "một" phần')
INDICATOR = Indicator(
    "indicator", "plan", "appendix", "section", position=3, name="Tỷ lệ hồ sơ trực tuyến", target="95%"
)
VALUE = IndicatorValue("value", "plan", "indicator", "2026-10", Decimal("92.50"))
UNIT = OrgUnit("unit", "Phòng Văn hóa - Xã hội", aliases=("VHXH",))
PERIOD = ReportingPeriod("period", 2026, "2026-10")
PARAGRAPH = Paragraph("paragraph", "plan", 1, 1, "I. MỤC ĐÍCH")
PAPER = Attachment(
    "paper", "plan", "task", "2026-10", "Quyết định 88.pdf", 1024, "ab" * 32, "application/pdf", "Mai", "2026-11-05"
)
YEAR: tuple[Record, ...] = (
    UNIT,
    PERIOD,
    PLAN,
    PARAGRAPH,
    APPENDIX,
    SECTION,
    TASK,
    SUBTASK,
    INDICATOR,
    UPDATE,
    VALUE,
)


def proposed(record: Record) -> Proposed:
    """A record as it is proposed."""
    return Proposed(records.kind_of(type(record)).name, record.id, record)


def gone(record: Record) -> Proposed:
    """The proposal to delete a record."""
    return Proposed(records.kind_of(type(record)).name, record.id, None)


def proposal(*items: Record | Proposed, action: str = "edit") -> Proposal:
    """A proposal of records and deletions."""
    return Proposal(action, WINDOW, [item if isinstance(item, Proposed) else proposed(item) for item in items])


def write(store: Store, *items: Record | Proposed) -> Applied:
    """Compare and apply."""
    return store.apply(store.compare(proposal(*items)), who=WHO, at=AT)


def ward(folder: Path, *items: Record, office: Office = WARD) -> Store:
    """A ward's new database with records."""
    store = Store.create(folder / f"{office.code}.db", office)
    if items:
        write(store, *items)
    return store


def city(folder: Path) -> Store:
    """A city's new database."""
    return Store.create(folder / "city.db", CITY)


def dump(path: Path) -> list[tuple[object, ...]]:
    """Every row of every record table and of the searched text."""
    with closing(sqlite3.connect(path)) as conn:
        found: list[tuple[object, ...]] = []
        for name in (*(kind.name for kind in KINDS), "search_text"):
            found.extend((name, *row) for row in conn.execute(f'SELECT * FROM "{name}" ORDER BY office, id'))
        return found


def line(record: Record, revision: int = 1, *, deleted: bool = False) -> SnapshotLine:
    """A record as it travels."""
    kind = records.kind_of(type(record)).name
    return SnapshotLine(kind, record.id, revision, deleted, records.canonical(records.content(record)))


def snapshot(
    sequence: int, lines: Iterable[SnapshotLine | Record], *, office: str = WARD.code, year: int = 2026
) -> Snapshot:
    """A bundle's contents; the digest tells bundles apart."""
    whole = [item if isinstance(item, SnapshotLine) else line(item) for item in lines]
    source = Source("bundle", f"{office}-{sequence}.nq57", f"{office}-{year}-{sequence}")
    return Snapshot(office, year, sequence, source.digest, source, whole)


def merge(store: Store, bundle: Snapshot) -> Applied:
    """Compare and apply a snapshot."""
    return store.apply(store.compare_snapshot(bundle), who=WHO, at=AT)


def without(items: Iterable[Record], *left: Record) -> list[Record]:
    """The records but some."""
    return [item for item in items if item not in left]


def renamed(task: Task, name: str) -> Task:
    """The task under another name."""
    return replace(task, name=name)
