"""``paper``: official papers into files."""

from __future__ import annotations

import argparse
from pathlib import Path

from nq57desk.cli.printing import Output
from nq57desk.cli.tree import Branch, opened
from nq57desk.usecases import papers


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], general: argparse.ArgumentParser) -> None:
    """Hang the branch into the tree."""
    paper = Branch(commands, general).command("paper", "các loại giấy (list), hoặc in một loại ra tệp", _paper)
    paper.set_defaults(parser=paper)
    paper.add_argument("kind", metavar="KIND|list")
    paper.add_argument("-o", dest="output", type=Path, metavar="FILE.pdf")
    paper.add_argument("--plan")
    paper.add_argument("--appendix", metavar="ID")
    paper.add_argument("--period", metavar="P")
    paper.add_argument("--header", action=argparse.BooleanOptionalAction, default=None)


def _paper(asked: argparse.Namespace, output: Output) -> int:
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
