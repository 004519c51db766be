"""``paper``: official papers into files."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Output
from nq57desk.usecases import papers


def paper(asked: argparse.Namespace, output: Output) -> int:
    if asked.kind == "list":
        output.value({"papers": [{"kind": kind, "name": name} for kind, name in papers.KINDS.items()]})
        for kind, name in papers.KINDS.items():
            output.line(f"{kind:20} {name}")
        return 0
    if asked.output is None:
        asked.parser.error("-o FILE")
    with opened(asked) as desk:
        saved = papers.save_paper(
            desk,
            kind=asked.kind,
            path=asked.output,
            plan_id=asked.plan,
            appendix_id=asked.appendix,
            period=asked.period,
            header=asked.header,
        )
    output.value(
        {
            "file": saved.file,
            "pages": saved.pages,
            "fingerprint": saved.fingerprint,
            "problems": saved.problems,
        }
    )
    output.line(f"Đã ghi {saved.file}: {saved.pages} trang, mã đối chiếu {saved.fingerprint}")
    output.problems(saved.problems)
    return 0
