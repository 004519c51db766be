"""``bundle``: the signed file for the city, made, looked into, checked."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, jsonable
from nq57desk.domain.organisation import Office, Role
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
        made = sending.make(desk, path=asked.output, period=asked.period, with_files=asked.with_files, seal=asked.seal)
    told = {"file": made.file, "size": made.size, "digest": made.digest, "code": made.code}
    output.value({**told, "sealed_for": made.sealed_for, **manifest_json(made.manifest)})
    output.line(f"Đã xuất gói {made.file}, lần {made.manifest.sequence}, mã gói {made.code}")
    _codes(made.manifest, output)
    if made.sealed_for:
        output.line("Gói được niêm phong: chỉ máy của thành phố mở được.")
    output.line("Xuất gói chưa phải là đã nộp: chuyển tệp cho thành phố và chờ biên nhận.")
    return 0


def _keys(asked: argparse.Namespace) -> Path | None:
    """Where the keys lie that open what is sealed: only bundles to a city are."""
    if not is_office(asked.office):
        return None
    with opened(asked) as desk:
        return desk.keys_folder if desk.office.role is Role.CITY else None


def show(asked: argparse.Namespace, output: Output) -> int:
    shown = bundles.show_bundle(path=asked.file, keys_folder=_keys(asked))
    head = shown.manifest
    told = {"file": shown.file, "size": shown.size, "digest": shown.digest, "code": shown.code}
    output.value({**told, "sealed": shown.sealed, **manifest_json(head)})
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
    checked = bundles.check_bundle(path=asked.file, known=known, keys_folder=_keys(asked))
    output.value({"valid": checked.valid, "problems": checked.problems})
    output.line("Gói nguyên vẹn, chữ ký đúng." if checked.valid else "Gói không dùng được:")
    output.problems(checked.problems)
    return 0 if checked.valid else 1
