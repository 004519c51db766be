"""``city units`` and ``city unit``: the city's list over time; ``office rename``, ``office calendar`` at a ward."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, jsonable
from nq57desk.domain.paper_words import short_day
from nq57desk.domain.units import Kin, NamedUnit, UnitChange, UnitChangeKind
from nq57desk.usecases import city_calendar, unit_changes, units_listed
from nq57desk.usecases.unit_changes import AskedChange, ListedUnit
from nq57desk.usecases.unit_previews import headline


def _kin_json(kin: Kin) -> dict[str, Json]:
    return {"code": kin.code, "name": kin.name, "day": kin.day.isoformat(), "document": kin.document}


def _unit_json(one: ListedUnit) -> dict[str, Json]:
    return {
        "code": one.code,
        "name": one.name,
        "kind": one.unit.kind,
        "since": jsonable(one.since),
        "until": jsonable(one.until),
        "document": one.document,
        "enrolled": one.unit.enrolled,
        "predecessors": [_kin_json(kin) for kin in one.before],
        "successors": [_kin_json(kin) for kin in one.after],
    }


def _change_json(change: UnitChange) -> dict[str, Json]:
    return {
        "number": change.number,
        "id": change.id,
        "kind": str(change.kind),
        "day": change.day.isoformat(),
        "document": change.document,
        "before": [{"code": one.code, "name": one.name} for one in change.before],
        "after": [{"code": one.code, "name": one.name} for one in change.after],
        "made_at": change.made_at,
        "made_by": change.made_by,
        "withdrawn_at": change.withdrawn_at,
        "withdrawn_because": change.withdrawn_because,
    }


def listing(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = unit_changes.listing(desk, on=asked.on, every=asked.every)
        recorded = unit_changes.changes(desk)
    output.value({"units": [_unit_json(one) for one in found], "changes": [_change_json(one) for one in recorded]})
    for one in found:
        parts = [one.code, one.unit.title]
        if one.since is not None:
            parts.append(f"từ {short_day(one.since)}")
        if one.until is not None:
            parts.append(f"đến {short_day(one.until)}")
        if one.before:
            parts.append("tiếp nối từ " + ", ".join(f"{kin.name} ({kin.code})" for kin in one.before))
        output.line(" · ".join(parts))
    for change in recorded:
        taken_back = f" – đã rút lại: {change.withdrawn_because}" if change.withdrawn else ""
        output.line(f"[{change.number}] {headline(change)}{taken_back}")
    return 0


def _changed(asked: argparse.Namespace, output: Output, wanted: AskedChange) -> int:
    """Show what would happen; record it where that is asked for."""
    with opened(asked) as desk:
        found = unit_changes.preview(desk, asked=wanted)
        made = unit_changes.apply(desk, asked=wanted) if asked.yes and not found.errors else None
    output.value(
        {
            "change": _change_json(made or found.change),
            "said": found.said,
            "carried": len(found.carried),
            "applied": made is not None,
            "problems": found.problems,
        }
    )
    for line in found.said:
        output.line(line)
    output.problems(found.problems)
    if not found.errors:
        output.line(f"Đã ghi thay đổi số {made.number}." if made is not None else "Chưa ghi gì. Thêm --yes để ghi.")
    return 1 if found.errors else 0


def rename(asked: argparse.Namespace, output: Output) -> int:
    after = (NamedUnit(asked.new_code or asked.code, asked.name),)
    kind = UnitChangeKind.RENAMED
    wanted = AskedChange(kind, asked.day, asked.document, (asked.code,), after, asked.carry)
    return _changed(asked, output, wanted)


def merge(asked: argparse.Namespace, output: Output) -> int:
    after = (NamedUnit(asked.into, asked.name),)
    wanted = AskedChange(UnitChangeKind.MERGED, asked.day, asked.document, tuple(asked.codes), after, asked.carry)
    return _changed(asked, output, wanted)


def split(asked: argparse.Namespace, output: Output) -> int:
    after = tuple(NamedUnit(code, name) for code, _sign, name in (each.partition("=") for each in asked.into))
    wanted = AskedChange(UnitChangeKind.SPLIT, asked.day, asked.document, (asked.code,), after, asked.carry)
    return _changed(asked, output, wanted)


def close(asked: argparse.Namespace, output: Output) -> int:
    return _changed(asked, output, AskedChange(UnitChangeKind.CLOSED, asked.day, asked.document, (asked.code,)))


def correct(asked: argparse.Namespace, output: Output) -> int:
    after = (NamedUnit(asked.code, asked.name),)
    return _changed(asked, output, AskedChange(UnitChangeKind.CORRECTED, unit_changes.NO_DAY, "", (asked.code,), after))


def withdraw(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        change = unit_changes.withdraw(desk, change=asked.change, reason=asked.reason)
    output.value({"change": _change_json(change)})
    output.line(f"Đã rút lại thay đổi số {change.number}: {change.withdrawn_because}")
    return 0


def rename_own(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        if asked.withdraw is not None:
            change = unit_changes.withdraw_own(desk, reason=asked.withdraw)
        else:
            day = asked.day or desk.today
            change = unit_changes.rename_own(desk, name=asked.name or "", day=day, document=asked.document)
        names = units_listed.own_names(desk)
    output.value({"change": _change_json(change), "names": names})
    for one in names:
        until = f" (đến {short_day(one.until)})" if one.until is not None else ""
        output.line(f"{one.name}{until}")
    return 0


def calendar(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        if asked.take:
            city_calendar.take(desk)
        elif asked.own:
            city_calendar.leave(desk)
        found = city_calendar.offered(desk)
    output.value({"calendar": found})
    if found is None:
        output.line("Phiếu của thành phố không ghi lịch gửi, hoặc chưa nạp phiếu.")
        return 0
    for day in found.days:
        sign = "" if day.own == day.city else f" (lịch của cơ quan: {short_day(day.own)})"
        output.line(f"{day.period}: hạn gửi của thành phố {short_day(day.city)}{sign}")
    output.line(
        f"Đang dùng lịch của {found.city}." if found.taken else "Đang dùng lịch của cơ quan. --take: nhận lịch."
    )
    return 0
