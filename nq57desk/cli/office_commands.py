"""``office`` and ``sample``: an office's folder, its public card, the city it trusts."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Output, office_json
from nq57desk.usecases import offices
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
        office = offices.save_card(desk, path=asked.output)
    output.value({"office": office_json(office, offices.fingerprint_of(office)), "file": asked.output})
    output.line(f"Đã ghi phiếu đăng ký: {asked.output}")
    return 0


def trust(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        city = offices.trust_card(desk, path=asked.card, fingerprint=asked.fingerprint)
    output.value({"office": office_json(city, offices.fingerprint_of(city))})
    output.line(f"Đã nhận phiếu của {city.name}. Vân tay khóa: {offices.fingerprint_of(city)}")
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
