"""What a change of units does to the data, in sentences with counts, for the person who is about to record it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from nq57desk import settings
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Role
from nq57desk.domain.paper_words import short_day
from nq57desk.domain.periods import Period, month_number, month_of, months, preceding, read_period
from nq57desk.domain.plan import Task
from nq57desk.domain.units import NamedUnit, Register, UnitChange, UnitChangeKind
from nq57desk.store import units as kept
from nq57desk.usecases import units_listed
from nq57desk.usecases.period_names import period_name
from nq57desk.wording import _, mark
from nq57desk.workspace import Desk

HEADLINES = {
    UnitChangeKind.RENAMED: mark("Từ ngày {day}: {before} đổi tên thành {after}"),
    UnitChangeKind.MERGED: mark("Từ ngày {day}: {before} hợp nhất thành {after}"),
    UnitChangeKind.SPLIT: mark("Từ ngày {day}: {before} chia tách thành {after}"),
    UnitChangeKind.CLOSED: mark("Từ ngày {day}: {before} thôi hoạt động"),
    UnitChangeKind.CORRECTED: mark("Tên ghi sai {before} được sửa thành {after} ở mọi kỳ mang tên đó"),
}


def first_month(desk: Desk, day: date) -> Period:
    """The first month whose last day is this day or a later one: the first one that the new units report."""
    return month_of(day, settings.calendar(desk.store))


def headline(change: UnitChange) -> str:
    """The change in one sentence."""
    said = _(HEADLINES[change.kind]).format(
        day=short_day(change.day), before=_listed(change.before), after=_listed(change.after)
    )
    return said + (_(", theo {document}").format(document=change.document) if change.document else "") + "."


def journal_words(detail: str) -> str:
    """What a journal entry's detail tells of a recorded change; "" where it tells of none."""
    try:
        told = json.loads(detail)
        before, after = (tuple(NamedUnit(*map(str, pair)) for pair in told[side]) for side in ("before", "after"))
        kind, day = UnitChangeKind(told["kind"]), date.fromisoformat(told["day"])
        return headline(UnitChange("", kind, day, str(told["document"]), before, after))
    except (ValueError, KeyError, TypeError):
        return ""


def _listed(named: tuple[NamedUnit, ...]) -> str:
    return ", ".join(_named(one) for one in named)


def _named(one: NamedUnit) -> str:
    return f"{units_listed.title(one.name)} ({one.code})"


def told(desk: Desk, known: Register, change: UnitChange, carried: int) -> tuple[str, ...]:
    """All that would happen, in the order of importance."""
    return tuple(_told(desk, known, change, carried))


def _told(desk: Desk, known: Register, change: UnitChange, carried: int) -> Iterator[str]:
    yield headline(change)
    if change.kind is UnitChangeKind.CORRECTED:
        yield _("Chỉ chữ trong danh sách thay đổi; số liệu, gói, khóa của đơn vị và văn bản đã phát hành giữ nguyên.")
    else:
        month = first_month(desk, change.day)
        yield from _those_that_end(desk, change, month)
        yield from _those_that_go_on(desk, change)
        yield from _those_that_begin(desk, change, month)
        yield _(
            "Danh sách, đôn đốc và báo cáo của các kỳ kết thúc trước ngày {day} vẫn ghi tên cũ; văn bản đã phát hành "
            "giữ nguyên."
        ).format(day=short_day(change.day))
        yield from _together(desk, known, change, month, carried)
    yield _(
        "Trước khi ghi, phần mềm sao lưu. Rút lại được khi chưa gộp gói nào của đơn vị mới và chưa có thay đổi sau đó."
    )


def _counts(desk: Desk, code: str) -> dict[str, int]:
    return {
        "tasks": desk.store.count(Task, office=code),
        "indicators": desk.store.count(Indicator, office=code),
        "bundles": len(desk.store.received_bundles(office=code)),
    }


def _those_that_end(desk: Desk, change: UnitChange, month: Period) -> Iterator[str]:
    for one in change.ends:
        yield _(
            "{unit}: {tasks} nhiệm vụ, {indicators} chỉ tiêu, {bundles} gói giữ nguyên dưới mã {code}; không chuyển, "
            "không đổi tên, vẫn mở xem được."
        ).format(unit=_named(one), code=one.code, **_counts(desk, one.code))
        yield _(
            "{unit} báo cáo đến hết kỳ {last}; gói nộp muộn của các kỳ đó vẫn nhận. Gói của kỳ {first} trở đi được giữ "
            "lại, chờ người xem."
        ).format(unit=_named(one), last=period_name(preceding(month)), first=period_name(month))
        later = _later_bundles(desk, one.code, month)
        if later:
            yield _(
                "Đã gộp {n} gói của {unit} cho kỳ {first} trở đi: không xóa, nhưng các kỳ đó không còn tính {unit}."
            ).format(n=later, unit=_named(one), first=period_name(month))


def _later_bundles(desk: Desk, code: str, month: Period) -> int:
    found = (read_period(one.period) for one in desk.store.received_bundles(office=code) if one.taken)
    return sum(one is not None and month_number(one) >= month_number(month) for one in found)


def _those_that_go_on(desk: Desk, change: UnitChange) -> Iterator[str]:
    before = {one.code: one for one in change.before}
    for one in change.after:
        old = before.get(one.code)
        if old is None and one.code in change.fresh:
            continue
        yield _(
            "{unit} giữ mã {code}: {tasks} nhiệm vụ, {indicators} chỉ tiêu, {bundles} gói và khóa ký không đổi."
        ).format(unit=_named(one), code=one.code, **_counts(desk, one.code))
        if old is None or old.name != one.name:
            yield _(
                "{unit} tự đổi tên trên máy của mình: Cài đặt › Cơ quan này › Đổi tên từ ngày…, cùng ngày {day}. "
                "Không cần phiếu đăng ký mới."
            ).format(unit=_named(one), day=short_day(change.day))


def _those_that_begin(desk: Desk, change: UnitChange, month: Period) -> Iterator[str]:
    enrolled = {one.code for one in desk.store.offices() if one.role is Role.WARD}
    for one in change.after:
        if one.code not in change.fresh:
            continue
        yield _("{unit} là đơn vị mới, chưa có số liệu, phải báo cáo từ kỳ {first}.").format(
            unit=_named(one), first=period_name(month)
        )
        if one.code in enrolled:
            yield _("Phiếu đăng ký của {unit} đã có.").format(unit=_named(one))
        else:
            yield _(
                "Việc cần làm: {unit} tạo đơn vị mang mã {code} trong phần mềm, nhập kế hoạch của mình (nhập được cả "
                "bản Word lập ở đơn vị cũ), lưu phiếu đăng ký; thành phố nạp phiếu rồi nhận gói. Thư mục cũ giữ để xem."
            ).format(unit=_named(one), code=one.code)


def _together(desk: Desk, known: Register, change: UnitChange, month: Period, carried: int) -> Iterator[str]:
    then = register_with(desk, change)
    day = units_listed.last_day(desk, month)
    yield _("Kỳ {first} thành phố chờ {n} đơn vị (nếu không ghi thay đổi này: {was}).").format(
        first=period_name(month), n=len(then.valid(day)), was=len(known.valid(day))
    )
    yield _("Mỗi kỳ chỉ tính các đơn vị có hiệu lực ở ngày cuối kỳ, nên số cộng cả năm không tính hai lần.")
    locked = [code for code in sorted(desk.store.locks()) if _touches(code, month)]
    if locked:
        yield _("Kỳ đã khóa {periods} cũng đổi danh sách đơn vị; văn bản đã phát hành của kỳ đó không đổi.").format(
            periods=", ".join(period_name(code) for code in locked)
        )
    if carried:
        yield _(
            "{n} nhiệm vụ chưa xong của đơn vị cũ được ghi là tiếp nối, để đối chiếu với kế hoạch mà đơn vị mới gửi."
        ).format(n=carried)
    elif change.ends and change.after:
        yield _("Không dòng nào được tự chuyển sang đơn vị khác: đơn vị tiếp nối gửi kế hoạch của mình.")


def _touches(code: str, month: Period) -> bool:
    held = read_period(code)
    return held is not None and any(month_number(one) >= month_number(month) for one in months(held))


def register_with(desk: Desk, change: UnitChange) -> Register:
    """The units as they would be with one more change."""
    recorded = kept.changes(desk.store)
    number = max((one.number for one in recorded), default=0) + 1
    return units_listed.with_changes(desk, (*recorded, replace(change, number=number)))
