"""How tests put files before a city, and the chains of bundles that they use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nq57desk.bundle import bundles, signing
from nq57desk.domain.changes import Counts
from nq57desk.domain.plan import Task
from nq57desk.domain.records import Record
from nq57desk.domain.snapshot import Outcome
from nq57desk.sentences import sentence
from nq57desk.usecases import city
from nq57desk.usecases.merging import MergedBundle
from nq57desk.workspace import Desk
from tests.bundle import made, offices
from tests.bundle.made import HEAD, LINES, line

BINH_MINH = replace(HEAD, office="90002", office_name="Ủy ban nhân dân xã Bình Minh", bundle_id="b" * 32)


def merge(desk: Desk, *files: bytes, dry_run: bool = False) -> tuple[MergedBundle, ...]:
    paths = offices.put(desk.folder / "inbox", files)
    return city.merge(desk, paths=paths, dry_run=dry_run).bundles


def answer(desk: Desk, file: bytes) -> tuple[Outcome, str]:
    """What becomes of one file; nothing but an applied one may change a row, and each answer has its sentence."""
    before = offices.tables(desk)
    (one,) = merge(desk, file)
    if one.outcome is not Outcome.APPLIED:
        assert offices.tables(desk) == before
        assert one.file.name in sentence(one.problems[0])
        assert one.counts == Counts()
    return one.outcome, one.problems[0].code if one.problems else ""


def chain(keys: signing.Keys, *steps: Sequence[Record]) -> list[bundles.Written]:
    """Bundles of one office, each with other tasks."""
    chained: list[bundles.Written] = []
    for step in steps:
        revision = len(chained) + 3
        lines = (*LINES[:3], *(line(record, revision) for record in sorted(step, key=lambda r: r.id)))
        chained.append(made.bundle(keys, made.after(HEAD, *chained), lines))
    return chained


ONE, TWO = Task("t1", "p1", "a1", name="Một"), Task("t2", "p1", "a1", name="Hai")
