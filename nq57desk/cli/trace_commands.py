"""``trace``: the journal out as a signed file, and whether such a file is whole."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Output
from nq57desk.usecases import trace


def export(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        done = trace.export(desk, path=asked.output)
        key = desk.office.sign_key
    output.value(done)
    output.line(f"Đã xuất {done.entries} việc: {done.file}; chữ ký: {done.signature}")
    output.line(f"Kiểm tra bằng chương trình khác: minisign -Vm {done.file} -P {key}")
    return 0


def check(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = trace.verify(desk, path=asked.file)
    output.value({"valid": not found.problems, **_said(found), "problems": found.problems})
    output.problems(found.problems)
    whole = "Tệp nguyên vẹn" if not found.problems else f"{len(found.problems)} vấn đề"
    output.line(f"{whole}: {found.entries} việc của đơn vị {found.office}, xuất lúc {found.exported_at}.")
    return 1 if found.problems else 0


def _said(found: trace.Verified) -> dict[str, object]:
    return {
        "office": found.office,
        "entries": found.entries,
        "head": found.head,
        "exported_at": found.exported_at,
    }
