"""``office`` and ``sample``: an office's folder, its public card, the city it trusts."""

from __future__ import annotations

import argparse
import sys

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Output, office_json
from nq57desk.usecases import city_calendar, keys, offices, trusting
from nq57desk.usecases.sample import make_sample


def create(asked: argparse.Namespace, output: Output) -> int:
    made = offices.create_office(
        folder=asked.folder,
        code=asked.code,
        name=asked.name,
        role=asked.role,
        governing=asked.governing,
    )
    output.value({"office": office_json(made.office, made.fingerprint)})
    output.line(f"Đã tạo {made.office.name} ({made.office.code}). Vân tay khóa: {made.fingerprint}")
    return 0


def card(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        if asked.email is not None:
            offices.keep_email(desk, address=asked.email.strip())
        renewed = keys.renew_keys(desk, reason=asked.renew) if asked.renew is not None else None
        office = offices.save_card(desk, path=asked.output)
    told = {"office": office_json(office, offices.fingerprint_of(office)), "file": asked.output}
    if renewed is not None:
        told |= {"replaced": renewed.replaced, "since": renewed.since}
        output.line(f"Đã đổi khóa từ ngày {renewed.since}: vân tay {renewed.replaced} thành {renewed.fingerprint}")
        output.line("Đưa phiếu này cho thành phố để đăng ký thay khóa, rồi in phiếu dự phòng khóa mới.")
    output.value(told)
    output.line(f"Đã ghi phiếu đăng ký: {asked.output}")
    return 0


def trust(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = trusting.trust(desk, path=asked.card, fingerprint=asked.fingerprint)
        days = city_calendar.offered(desk)
    output.value(
        {
            "office": office_json(found.office, found.fingerprint),
            "email": found.email,
            "units": len(found.units),
            "listed": found.listed,
            "calendar": found.calendar,
            "calendar_differs": days is not None and days.ask,
            "problems": found.problems,
        }
    )
    output.line(f"Đã nhận phiếu của {found.office.name}. Vân tay khóa: {found.fingerprint}")
    if not asked.fingerprint:
        output.line("Gọi điện cho thành phố để đối chiếu vân tay khóa này.")
    if days is not None and days.ask:
        output.line(f"Phiếu ghi hạn gửi khác ở {len(days.differing)} kỳ; hạn gửi chưa đổi. Xem: office calendar")
    output.problems(found.problems)
    return 0


def key_sheet(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        file = keys.save_key_sheet(desk, path=asked.output)
        state = keys.key_state(desk)
    output.value({"file": file, "fingerprint": state.fingerprint})
    output.line(f"Đã ghi phiếu dự phòng khóa: {file}. In ra, cất trong két, rồi xóa tệp này.")
    return 0


def restore_keys(asked: argparse.Namespace, output: Output) -> int:
    text = sys.stdin.read() if str(asked.file) == "-" else asked.file.read_text("utf-8", errors="replace")
    with opened(asked) as desk:
        found = keys.restore_keys(desk, text=text)
    output.value({"fingerprint": found})
    output.line(f"Khóa của cơ quan dùng được. Vân tay khóa: {found}")
    return 0


def sample(asked: argparse.Namespace, output: Output) -> int:
    made = make_sample(folder=asked.folder, as_of=asked.as_of)
    output.value(
        {
            "office": office_json(made.office, offices.fingerprint_of(made.office)),
            "plans": made.plans,
            "tasks": made.tasks,
            "indicators": made.indicators,
            "updates": made.updates,
        }
    )
    output.line(
        f"Đã tạo {made.office.name}: {made.plans} kế hoạch, {made.tasks} nhiệm vụ, "
        f"{made.indicators} chỉ tiêu, {made.updates} cập nhật tiến độ."
    )
    return 0
