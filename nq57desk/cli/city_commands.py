"""``bundle`` and ``city``: the signed file to the city, and its merging there."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nq57desk.cli.printing import Json, Output, counts_json, jsonable, office_json
from nq57desk.cli.tree import Branch, opened
from nq57desk.domain.snapshot import Outcome
from nq57desk.usecases import bundles, city, offices, sending
from nq57desk.usecases.asking import period_asked
from nq57desk.workspace import is_office

if TYPE_CHECKING:
    from nq57desk.bundle.manifest import Manifest


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], general: argparse.ArgumentParser) -> None:
    """Hang the branch into the tree."""
    top = Branch(commands, general)
    bundle = top.group("bundle", "gói dữ liệu có chữ ký")
    make = bundle.command("make", "xuất gói cả năm kế hoạch", _make)
    make.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.nq57")
    make.add_argument("--period", metavar="P")
    bundle.command("show", "xem một gói nói gì", _show).add_argument("file", type=Path, metavar="FILE")
    bundle.command("check", "kiểm tra một gói mà không gộp", _check).add_argument("file", type=Path, metavar="FILE")
    at_city = top.group("city", "việc của thành phố")
    enrol = at_city.command("enrol", "ghi nhận phiếu đăng ký của đơn vị", _enrol)
    enrol.add_argument("cards", type=Path, nargs="+", metavar="CARD")
    enrol.add_argument("--replace", action="store_true", help="thay khóa đã ghi nhận")
    merge = at_city.command("merge", "gộp các gói", _merge)
    merge.add_argument("paths", type=Path, nargs="+", metavar="FILE|DIR")
    merge.add_argument("--dry-run", action="store_true")
    status = at_city.command("status", "đơn vị nào đã gửi gì", _status)
    status.add_argument("--period", required=True, metavar="P")


def manifest_json(manifest: Manifest) -> dict[str, Json]:
    """What a bundle says of itself."""
    return {
        **jsonable(manifest),
        "counts": {part.kind: {"live": part.live, "deleted": part.deleted} for part in manifest.parts},
    }


def _make(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        made = sending.make(desk, path=asked.output, period=asked.period)
    output.value({"file": made.file, "digest": made.digest, "code": made.code, **manifest_json(made.manifest)})
    output.line(f"Đã xuất gói {made.file}, lần {made.manifest.sequence}, mã đối chiếu {made.code}")
    output.line("Xuất gói chưa phải là đã nộp: chuyển tệp cho thành phố và chờ biên nhận.")
    return 0


def _show(asked: argparse.Namespace, output: Output) -> int:
    shown = bundles.show_bundle(path=asked.file)
    head = shown.manifest
    output.value({"file": shown.file, "digest": shown.digest, "code": shown.code, **manifest_json(head)})
    output.line(f"{head.office} {head.office_name}: kỳ {head.period}, lần {head.sequence}, mã {shown.code}")
    for part in head.parts:
        output.line(f"  {part.kind}: {part.live} (đã xóa {part.deleted})")
    return 0


def _check(asked: argparse.Namespace, output: Output) -> int:
    known = ()
    if is_office(asked.office):
        with opened(asked) as desk:
            known = (desk.office, *desk.store.offices())
    checked = bundles.check_bundle(path=asked.file, known=known)
    output.value({"valid": checked.valid, "problems": checked.problems})
    output.line("Gói nguyên vẹn, chữ ký đúng." if checked.valid else "Gói không dùng được:")
    output.problems(checked.problems)
    return 0 if checked.valid else 1


def _enrol(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        enrolled = city.enrol(desk, cards=asked.cards, replace=asked.replace)
    output.value(
        {
            "offices": [office_json(one, offices.fingerprint_of(one)) for one in enrolled.offices],
            "problems": enrolled.problems,
        }
    )
    for one in enrolled.offices:
        output.line(f"Đã ghi nhận {one.code} {one.name}. Vân tay khóa: {offices.fingerprint_of(one)}")
    output.problems(enrolled.problems)
    return 1 if enrolled.problems else 0


def _merge(asked: argparse.Namespace, output: Output) -> int:
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
        output.line(f"{one.outcome.value:17} {one.office} {one.file}")
        output.problems(one.problems)
    output.changes(report.total)
    return 1 if any(one.outcome is Outcome.REJECTED for one in report.bundles) else 0


def _status(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        period = period_asked(desk, asked.period)
        listed = city.status(desk, year=period.year, period=period.code)
    output.value({"offices": listed})
    for one in listed:
        output.line(f"{one}")
    return 0
