"""``bundle``: the signed file for the city, made, looked into, checked."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, jsonable
from nq57desk.domain.organisation import Office
from nq57desk.usecases import bundles, sending
from nq57desk.workspace import is_office

if TYPE_CHECKING:
    from nq57desk.bundle.manifest import Manifest


def manifest_json(manifest: Manifest) -> dict[str, Json]:
    """What a bundle says of itself."""
    return {
        **jsonable(manifest),
        "counts": {part.kind: {"live": part.live, "deleted": part.deleted} for part in manifest.parts},
    }


def _codes(manifest: Manifest, output: Output) -> None:
    """The codes that stand on the papers; an older program's bundle has none."""
    if manifest.fingerprint:
        kept = manifest.fingerprint, manifest.plan_fingerprint
        output.line("Mã đối chiếu của kỳ {}, của kế hoạch {}".format(*kept))


def make(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        made = sending.make(desk, path=asked.output, period=asked.period)
    output.value({"file": made.file, "digest": made.digest, "code": made.code, **manifest_json(made.manifest)})
    output.line(f"Đã xuất gói {made.file}, lần {made.manifest.sequence}, mã gói {made.code}")
    _codes(made.manifest, output)
    output.line("Xuất gói chưa phải là đã nộp: chuyển tệp cho thành phố và chờ biên nhận.")
    return 0


def show(asked: argparse.Namespace, output: Output) -> int:
    shown = bundles.show_bundle(path=asked.file)
    head = shown.manifest
    output.value({"file": shown.file, "digest": shown.digest, "code": shown.code, **manifest_json(head)})
    output.line(f"{head.office} {head.office_name}: kỳ {head.period}, lần {head.sequence}, mã gói {shown.code}")
    _codes(head, output)
    for part in head.parts:
        output.line(f"  {part.kind}: {part.live} (đã xóa {part.deleted})")
    return 0


def check(asked: argparse.Namespace, output: Output) -> int:
    known: tuple[Office, ...] = ()
    if is_office(asked.office):
        with opened(asked) as desk:
            known = (desk.office, *desk.store.offices())
    checked = bundles.check_bundle(path=asked.file, known=known)
    output.value({"valid": checked.valid, "problems": checked.problems})
    output.line("Gói nguyên vẹn, chữ ký đúng." if checked.valid else "Gói không dùng được:")
    output.problems(checked.problems)
    return 0 if checked.valid else 1
