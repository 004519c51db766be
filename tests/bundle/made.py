"""Bundles of the fictitious ward Sao Mai, made without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from nq57desk.bundle import bundles, contents, envelope, signing
from nq57desk.bundle.bundles import Written
from nq57desk.bundle.manifest import Earlier, Manifest
from nq57desk.domain.organisation import OrgUnit, Role
from nq57desk.domain.plan import Appendix, Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record, canonical, content, kind_of
from nq57desk.domain.snapshot import SnapshotLine

CODE = "90001"
HEAD = Manifest(
    bundle_id="0" * 31 + "1",
    office=CODE,
    office_name="Ủy ban nhân dân phường Sao Mai",
    role=Role.WARD,
    installation="pc-1",
    sequence=1,
    year=2026,
    period="2026-11",
    first_day=date(2026, 11, 15),
    last_day=date(2026, 11, 25),
    made_at="2026-11-20T08:00:00+07:00",
    revision=9,
    program="0.2.0",
    before=(),
)
RECORDS: tuple[Record, ...] = (
    OrgUnit("b1", "Phòng Văn hóa - Xã hội", "VHXH", ("Văn xã",)),
    Plan("p1", 2026, number="12", symbol="KH-UBND", issued_on=date(2026, 1, 30)),
    Appendix("a1", "p1", 1, "Phụ lục", columns=("TT", "Nhiệm vụ"), column_fields=("number", "name")),
    Task("t1", "p1", "a1", number="1", name="Số hóa hồ sơ “đất đai”", cells=(("Nhiệm vụ", "Số hóa\nhồ sơ"),)),
    Task("t2", "p1", "a1", number="2", name="Tập huấn kỹ năng số\\AI", budget_planned=50_000_000),
    ProgressUpdate("u1", "p1", "t1", "2026-11", State.DONE, percent=100, finished_on=date(2024, 2, 29)),
)


def line(record: Record, revision: int = 3, *, deleted: bool = False) -> SnapshotLine:
    return SnapshotLine(kind_of(type(record)).name, record.id, revision, deleted, canonical(content(record)))


LINES = tuple(line(record) for record in RECORDS)


def keys_in(folder: Path) -> signing.Keys:
    signing.create_keys(folder)
    return signing.load_keys(folder)


def bundle(keys: signing.Keys, head: Manifest = HEAD, lines: Sequence[SnapshotLine] = LINES) -> Written:
    return bundles.write(head, lines, keys)


def after(head: Manifest, *earlier: Written) -> Manifest:
    """The next manifest in an office's chain."""
    before = tuple(Earlier(one.manifest.sequence, one.digest) for one in earlier)
    return replace(head, sequence=len(earlier) + 1, bundle_id=f"{len(earlier) + 1:032d}", before=before)


def signed(keys: signing.Keys, payload: bytes, head: Manifest = HEAD) -> bytes:
    """Any payload in a proper envelope, as a hostile but enrolled office could sign it."""
    words = envelope.comment(contents.WHAT, office=head.office, period=head.period, sequence=head.sequence)
    return envelope.close(contents.MEMBER, payload, keys, words)
