"""``city receipts`` and ``receipt``: the city's signed answers, and what they change at the ward."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, counts_json, jsonable
from nq57desk.domain.receipts import BundleAnswer, Receipt
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.usecases import city_receipts, receipt_findings, receipts, settling
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.outcome_words import outcome_words


def receipt_json(said: Receipt) -> dict[str, Json]:
    """What a receipt says, the way ``receipt.json`` inside it does."""
    return {
        "city": {"code": said.city, "name": said.city_name, "key_fingerprint": said.city_key},
        "office": {"code": said.office, "name": said.office_name, "key_fingerprint": said.office_key},
        "year": said.year,
        "period": said.period,
        "number": said.number,
        "made_at": said.made_at,
        "fingerprint": said.fingerprint,
        "plan_fingerprint": said.plan_fingerprint,
        "counts": jsonable(said.counts),
        "bundles": [_answer_json(one) for one in said.bundles],
        "refused": [
            {"kind": one.kind, "id": one.id, "code": one.code, "words": dict(one.words)} for one in said.refused
        ],
        "conflicts": jsonable(said.conflicts),
        "lock": jsonable(said.lock),
        "sample": said.sample,
    }


def _answer_json(one: BundleAnswer) -> dict[str, Json]:
    return {
        "digest": one.digest,
        "bundle_code": short_code(one.digest),
        "sequence": one.sequence,
        "outcome": one.outcome.value,
        "code": one.code,
        "received_at": one.received_at,
        "fingerprint": one.fingerprint,
        "in_force": one.in_force,
        "changes": counts_json(one.changes),
        "rows": jsonable(one.rows),
    }


def made_json(bundle: MadeBundle) -> dict[str, Json]:
    """How one own bundle stands."""
    return {**jsonable(bundle), "code": short_code(bundle.digest)}


def issue(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        period = period_asked(desk, asked.period).code if asked.period else None
        done = city_receipts.issue(desk, folder=asked.output, period=period, offices=asked.office_code)
    output.value(
        {
            "receipts": [
                {
                    "file": one.file,
                    "code": one.code,
                    "codes": one.codes,
                    "fresh": one.fresh,
                    **receipt_json(one.receipt),
                }
                for one in done.receipts
            ],
            "folder": done.folder,
            "list": done.listing,
        }
    )
    for one in done.receipts:
        newest = one.receipt.newest
        outcome = outcome_words(newest.outcome if newest is not None else None)
        output.line(f"{one.receipt.office} {one.receipt.period} {outcome:17} {one.code}  {one.file}")
    output.line(f"{len(done.receipts)} biên nhận trong {done.folder}; danh sách mã: {done.listing.name}")
    return 0


def bring(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        taken = receipts.import_receipt(desk, path=asked.file)
        open_rows = receipt_findings.findings(desk, period=taken.receipt.period)
    output.value(
        {
            "receipt": receipt_json(taken.receipt),
            "fresh": taken.fresh,
            "bundles": [made_json(one) for one in taken.bundles],
            "findings": open_rows,
            "problems": taken.problems,
        }
    )
    said = taken.receipt
    output.line(f"Biên nhận số {said.number} kỳ {said.period} của {said.city_name}")
    answers = {one.digest: one for one in said.bundles}
    for bundle in taken.bundles:
        answer = answers.get(bundle.digest)
        outcome = outcome_words(answer.outcome if answer is not None else None)
        because = dict(answer.words).get("reason", "") if answer is not None else ""
        why = f" ({because})" if because else ""
        output.line(f"  lần {bundle.sequence}, mã gói {short_code(bundle.digest)}: {outcome}{why}")
    output.line(f"  {len(said.refused)} dòng bị từ chối, {len(said.conflicts)} ô khác nhau")
    output.problems(taken.problems)
    return 0


def type_code(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = receipts.type_code(desk, code=asked.code)
    output.value({"bundle": made_json(found.bundle), "outcome": found.outcome.value, "fresh": found.fresh})
    output.line(f"Mã khớp gói lần {found.bundle.sequence} kỳ {found.bundle.period}: {outcome_words(found.outcome)}")
    output.line("Mã đọc qua điện thoại yếu hơn biên nhận có chữ ký: vẫn nên nạp tệp biên nhận.")
    return 0


def listing(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        kept = receipt_findings.taken(desk)
    output.value({"receipts": [{"kept_at": at, **receipt_json(said)} for at, said in kept]})
    for at, said in kept:
        output.line(f"{said.period} số {said.number}, nạp {at[:16]}: {len(said.bundles)} gói")
    return 0


def findings(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        period = period_asked(desk, asked.period).code if asked.period is not None else None
        found = receipt_findings.findings(desk, period=period)
        ids = ["" if one.code else settling.as_conflict(desk, one).id for one in found]
    listed: list[Json] = []
    for one, settled in zip(found, ids, strict=True):
        fields = jsonable(one)
        listed.append({**fields, "conflict": settled} if isinstance(fields, dict) else fields)
    output.value({"findings": listed})
    for one, settled in zip(found, ids, strict=True):
        output.line(f"{settled} {one.period} {one.number} {one.name}: {one.field or one.code}".strip())
    return 0
