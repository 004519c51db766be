"""``paper``: official papers into files."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Output
from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.organisation import Role
from nq57desk.usecases import paper_issued, papers
from nq57desk.workspace import is_office


def paper(asked: argparse.Namespace, output: Output) -> int:
    if asked.kind == "list":
        return _list(asked, output)
    if asked.output is None:
        asked.parser.error("còn thiếu: -o FILE")
    with opened(asked) as desk:
        saved = papers.save_paper(
            desk,
            kind=asked.kind,
            path=asked.output,
            plan_id=asked.plan,
            appendix_id=asked.appendix,
            period=asked.period,
            body=asked.body,
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


def _list(asked: argparse.Namespace, output: Output) -> int:
    """The kinds, and where there is an office the papers that it issued."""
    issued: tuple[IssuedPaper, ...] = ()
    kinds = {**papers.KINDS, **papers.CITY_KINDS}
    if is_office(asked.office):
        with opened(asked) as desk:
            issued = paper_issued.issued(desk)
            kinds = kinds if desk.office.role is Role.CITY else dict(papers.KINDS)
    output.value({"papers": [{"kind": kind, "name": name} for kind, name in kinds.items()], "issued": issued})
    for kind, name in kinds.items():
        output.line(f"{kind:20} {name}")
    for one in issued:
        number = f"{one.number}/{one.symbol}".rstrip("/")
        output.line(f"Đã phát hành {number} ngày {one.issued_on:%d/%m/%Y}: {one.title} ({one.fingerprint})")
    return 0
