"""``bundle`` and ``city``: the signed file to the city, and its merging there."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from nq57desk.bundle import signing
from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, counts_json, jsonable, office_json
from nq57desk.domain.organisation import Office
from nq57desk.domain.paper_words import short_day
from nq57desk.domain.snapshot import Outcome
from nq57desk.store.receipts import OfficeKey
from nq57desk.usecases import city, city_book, offices
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.outcome_words import outcome_words

if TYPE_CHECKING:
    pass


def _enrolled_json(office: Office, key: OfficeKey) -> dict[str, Json]:
    replaced = signing.fingerprint(key.replaced) if key.replaced else ""
    told = {"key_since": key.since, "key_replaced": replaced, "key_reason": key.reason}
    return {**office_json(office, offices.fingerprint_of(office)), **told}


def enrol(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        enrolled = city.enrol(desk, cards=asked.cards, replace=asked.replace)
    output.value(
        {
            "offices": [_enrolled_json(one, key) for one, key in zip(enrolled.offices, enrolled.keys, strict=True)],
            "problems": enrolled.problems,
        }
    )
    for one, key in zip(enrolled.offices, enrolled.keys, strict=True):
        output.line(f"Đã ghi nhận {one.code} {one.name}. Vân tay khóa: {offices.fingerprint_of(one)}")
        if key.replaced:
            since, old = short_day(date.fromisoformat(key.since)), signing.fingerprint(key.replaced)
            output.line(f"  thay khóa {old} từ ngày {since}: gói ký khóa cũ bị từ chối")
    output.problems(enrolled.problems)
    return 1 if enrolled.problems else 0


def merge(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        report = city.merge(desk, paths=asked.paths, dry_run=asked.dry_run)
    output.value(
        {
            "bundles": [
                {
                    "file": one.file,
                    "office": one.office,
                    "office_name": one.office_name,
                    "outcome": one.outcome.value,
                    "changes": counts_json(one.counts),
                    "problems": jsonable(one.problems),
                }
                for one in report.bundles
            ],
            "changes": counts_json(report.total),
        }
    )
    for one in report.bundles:
        output.line(f"{outcome_words(one.outcome):17} {one.office} {one.file}")
        output.problems(one.problems)
    output.changes(report.total)
    return 1 if any(one.outcome is Outcome.REJECTED for one in report.bundles) else 0


def status(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        period = period_asked(desk, asked.period)
        listed = city.status(desk, year=period.year, period=period.code)
    output.value({"offices": listed})
    for one in listed:
        output.line(f"{one.code} {outcome_words(one.outcome):17} {one.fingerprint or '-':9} {one.name}")
    return 0


def workbook(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        saved = city_book.save_book(desk, path=asked.output, period=asked.period)
    output.value(saved)
    output.line(f"Đã ghi {saved.file}: {len(saved.sheets)} trang, mã đối chiếu {saved.fingerprint}")
    return 0
