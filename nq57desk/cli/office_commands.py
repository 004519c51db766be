"""``office`` and ``sample``: an office's folder, its public card, the city it trusts."""

from __future__ import annotations

import argparse
from pathlib import Path

from nq57desk.cli.printing import Output, office_json
from nq57desk.cli.tree import Branch, opened
from nq57desk.domain.organisation import Role
from nq57desk.usecases import offices, sample


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], general: argparse.ArgumentParser) -> None:
    """Hang the branch into the tree."""
    top = Branch(commands, general)
    office = top.group("office", "thư mục, khóa và phiếu đăng ký của đơn vị")
    create = office.command("create", "tạo thư mục của đơn vị: cơ sở dữ liệu và hai cặp khóa", _create)
    create.add_argument("folder", type=Path, metavar="DIR")
    create.add_argument("--role", type=Role, choices=list(Role), required=True)
    create.add_argument("--code", required=True)
    create.add_argument("--name", required=True)
    create.add_argument("--governing", default="", metavar="NAME")
    card = office.command("card", "ghi phiếu đăng ký công khai của đơn vị", _card)
    card.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.nq57card")
    trust = office.command("trust", "nhận phiếu của thành phố", _trust)
    trust.add_argument("card", type=Path, metavar="CARD")
    trust.add_argument("--fingerprint", default="", metavar="F")
    made = top.command("sample", "tạo đơn vị mẫu với mười tháng số liệu giả", _sample)
    made.add_argument("folder", type=Path, metavar="DIR")


def _create(asked: argparse.Namespace, output: Output) -> int:
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


def _card(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        office = offices.save_card(desk, path=asked.output)
    output.value({"office": office_json(office, offices.fingerprint_of(office)), "file": asked.output})
    output.line(f"Đã ghi phiếu đăng ký: {asked.output}")
    return 0


def _trust(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        city = offices.trust_card(desk, path=asked.card, fingerprint=asked.fingerprint)
    output.value({"office": office_json(city, offices.fingerprint_of(city))})
    output.line(f"Đã nhận phiếu của {city.name}. Vân tay khóa: {offices.fingerprint_of(city)}")
    return 0


def _sample(asked: argparse.Namespace, output: Output) -> int:
    made = sample.make_sample(folder=asked.folder, as_of=asked.as_of)
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
