"""``manual``: the manual as a PDF."""

from __future__ import annotations

import argparse

from nq57desk.cli.printing import Output
from nq57desk.usecases.manual import save_manual


def manual(asked: argparse.Namespace, output: Output) -> int:
    done = save_manual(asked.output)
    output.value({"file": done.file, "pages": done.pages})
    output.line(f"Đã ghi cẩm nang, {done.pages} trang: {done.file}")
    return 0
