"""What waits for a person: ``city conflicts|resolve|lock|unlock|held|accept|return|refused|undo``, ``bundle merge``."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from nq57desk.cli.opening import at_city, check_office, opened
from nq57desk.cli.printing import Json, Output, counts_json, jsonable
from nq57desk.domain.changes import Counts
from nq57desk.domain.conflicts import Conflict
from nq57desk.domain.problems import Severity
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import Refused, refuse
from nq57desk.usecases import (
    city,
    conflict_values,
    locks,
    nameless,
    quarantine,
    receipt_findings,
    resolving,
    second_computer,
    settling,
)
from nq57desk.usecases.outcome_words import outcome_words
from nq57desk.usecases.resolving import ConflictShown, Decision
from nq57desk.usecases.taking import MergedBundle


def _value(text: str) -> Json:
    found: Json = json.loads(text) if text else None
    return found


def _from(digest: str, bundle: ReceivedBundle | None) -> dict[str, Json]:
    """From which bundle a value comes: its code, number, computer and the ward's clock."""
    if bundle is None:
        return {"digest": digest, "code": short_code(digest) if digest else ""}
    told: dict[str, Json] = {
        "digest": digest,
        "code": short_code(digest),
        "sequence": bundle.sequence,
        "installation": bundle.installation,
        "made_at": bundle.made_at,
        "received_at": bundle.received_at,
    }
    return told


def conflict_json(shown: ConflictShown) -> dict[str, Json]:
    """One conflict as outside checks read it: values as JSON, not as text."""
    one = shown.conflict
    return {
        **_core(one),
        "office_name": shown.office_name,
        "name": shown.record_name,
        "a_from": _from(one.a_digest, shown.a_from),
        "b_from": _from(one.b_digest, shown.b_from),
    }


def _core(one: Conflict) -> dict[str, Json]:
    return {
        "id": one.id,
        "office": one.office,
        "year": one.year,
        "kind": one.kind,
        "record": one.record_id,
        "field": one.field,
        "base": _value(one.base),
        "a": _value(one.a),
        "b": _value(one.b),
        "shown": one.taken,
        "other": _value(one.other),
        "state": one.state.value,
        "found_at": one.found_at,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "reason": one.reason,
        "settled_by": one.settled_by,
        "settled_at": one.settled_at,
    }


def listing(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        check_office(desk, asked.office_code)
        found = resolving.conflicts(desk, office=asked.office_code, every=asked.every)
    output.value({"conflicts": [conflict_json(one) for one in found]})
    for shown in found:
        one = shown.conflict
        output.line(f"{one.id} {one.office} {one.kind} {shown.record_name or one.record_id} · {one.field or 'xóa'}")
        output.line(f"  a {'*' if one.shown == 'a' else ' '} {one.a or '-'}")
        output.line(f"  b {'*' if one.shown == 'b' else ' '} {one.b or '-'}   (trước đó: {one.base or '-'})")
    return 0


def resolve(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        value = ""
        known = desk.store.conflict(asked.id)
        if asked.take == "other" and known is not None:
            value = conflict_values.typed(known.kind, known.field, asked.value, year=known.year)
        resolving.resolve(desk, conflict_id=asked.id, take=asked.take, reason=asked.reason, value=value)
        decided = desk.store.conflict(asked.id)
    output.value({"conflict": _core(decided) if decided is not None else None})
    output.line(f"Thành phố tạm dùng giá trị {asked.take} cho đến khi đơn vị gửi gói thống nhất.")
    return 0


def settle(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        named = {settling.as_conflict(desk, one).id: one for one in receipt_findings.findings(desk) if not one.code}
        found = named.get(asked.id)
        if found is None:
            raise refuse("conflict.unknown", id=asked.id[:16])
        value = ""
        if asked.take == "value":
            value = conflict_values.typed(found.kind, found.field, asked.value, year=int(found.period[:4]))
        take = {"own": "a", "other": "b", "value": "other"}[asked.take]
        settling.settle(desk, found=[found], decision=Decision(take, asked.reason, value))
        settled = desk.store.conflict(asked.id)
    output.value({"conflict": _core(settled) if settled is not None else None})
    output.line("Đã thống nhất. Gói xuất sau báo cho thành phố.")
    return 0


def lock(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        tell = locks.preview if asked.dry_run else locks.lock
        found = tell(desk, period=asked.period)
    output.value(
        {
            "period": found.period,
            "missing": [{"office": one.code, "name": one.name} for one in found.missing],
            "held": [_held_json(one) for one in found.held],
            "conflicts": [_core(one) for one in found.conflicts],
            "lock": jsonable(found.lock),
        }
    )
    for name, many in (("chưa nộp", found.missing), ("đang chờ", found.held), ("ô xung đột", found.conflicts)):
        output.line(f"{len(many)} {name}")
    for one in found.missing:
        output.line(f"  chưa nộp: {one.code} {one.name}")
    output.line(f"Kỳ {found.period} đã khóa." if found.lock is not None else f"Kỳ {found.period} chưa khóa.")
    return 0


def unlock(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        locks.unlock(desk, period=asked.period, reason=asked.reason)
    output.value({"period": asked.period, "lock": None})
    output.line(f"Đã mở khóa kỳ {asked.period}.")
    return 0


def _held_json(one: ReceivedBundle) -> dict[str, Json]:
    return {
        "office": one.office,
        "digest": one.digest,
        "bundle": short_code(one.digest),
        "period": one.period,
        "sequence": one.sequence,
        "code": one.code,
        "received_at": one.received_at,
    }


def held(asked: argparse.Namespace, output: Output) -> int:
    with at_city(asked) as desk:
        waiting = city.held(desk)
    output.value({"held": [_held_json(one) for one in waiting]})
    for one in waiting:
        output.line(f"{short_code(one.digest)} {one.office} kỳ {one.period} lần {one.sequence}: {one.code}")
    return 0


def _merged_json(one: MergedBundle) -> dict[str, Json]:
    return {
        "file": str(one.file),
        "office": one.office,
        "office_name": one.office_name,
        "outcome": one.outcome.value,
        "changes": dict(counts_json(one.counts)),
        "problems": jsonable(one.problems),
    }


def accept(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        merged = city.accept_held(desk, digest=asked.bundle, reason=asked.reason)
    output.value({"bundle": _merged_json(merged)})
    output.line(f"{outcome_words(merged.outcome)} {merged.office}")
    output.problems(merged.problems)
    return 1 if merged.outcome is Outcome.REJECTED else 0


def give_back(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        returned = city.return_held(desk, digest=asked.bundle, reason=asked.reason)
    output.value({"bundle": _held_json(returned)})
    output.line(f"Đã trả lại gói {short_code(returned.digest)} của {returned.office}: {returned.reason}")
    return 0


def refused(asked: argparse.Namespace, output: Output) -> int:
    with at_city(asked) as desk:
        files, offices = quarantine.refused_files(desk), desk.store.offices()
    said = [(one, nameless.is_nameless(one.office, one.code)) for one in files]
    told = [(one, (nameless.no_receipt(one.name, offices),) if lost else ()) for one, lost in said]
    output.value({"refused": [{**jsonable(one), "problems": jsonable(notes)} for one, notes in told]})
    for one, notes in told:
        output.line(f"{one.at} {one.code} {one.name} ({one.size} byte) → {one.file or 'không giữ được'}")
        output.problems(notes)
    return 0


def undo(asked: argparse.Namespace, output: Output) -> int:
    with at_city(asked) as desk:
        done = resolving.undo_merge(desk, office=asked.office_code)
    total = sum((counts for one in done for counts in one.by_kind.values()), Counts())
    output.value({"changes": counts_json(total), "entries": [one.entry for one in done]})
    output.line(f"Đã hoàn tác lần gộp mới nhất của {asked.office_code}.")
    output.changes(total)
    return 0


def _taken_before(refused: Refused, output: Output) -> int:
    """The same bundle once more is no fault, as with ``city merge``: nothing is left to do.

    Raises:
        Refused: for any other reason.
    """
    if [one.code for one in refused.problems] != ["second.taken"]:
        raise refused
    notes = [replace(one, severity=Severity.NOTE) for one in refused.problems]
    told: dict[str, Json] = {"outcome": Outcome.ALREADY_RECEIVED.value, "changes": counts_json(Counts())}
    output.value({**told, "applied": False, "conflicts": [], "problems": jsonable(notes)})
    output.line(outcome_words(Outcome.ALREADY_RECEIVED))
    output.problems(notes)
    return 0


def take_over(asked: argparse.Namespace, output: Output) -> int:
    try:
        with opened(asked) as desk:
            taken = second_computer.take_over(desk, path=asked.file, dry_run=not asked.yes)
    except Refused as refused:
        return _taken_before(refused, output)
    output.value(
        {
            "digest": taken.digest,
            "changes": counts_json(taken.counts),
            "applied": taken.applied,
            "conflicts": [_core(one) for one in taken.conflicts],
        }
    )
    output.changes(taken.counts)
    used = "giá trị trên máy này đang được dùng" if taken.applied else "gộp xong vẫn dùng giá trị trên máy này"
    if taken.conflicts:
        output.line(f"{len(taken.conflicts)} ô hai máy ghi khác nhau; {used}.")
    output.line("Đã gộp." if taken.applied else "Chưa gộp gì; thêm --yes để gộp.")
    return 0
