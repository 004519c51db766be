"""Issued papers: what was signed and numbered is kept as it was, byte for byte, with the state of the data behind it.

Decides that a paper of a period is issued only once the period is closed, that the copy kept is the one with its
number, day and signer on it, in PDF and Word, and that a number used twice is told but not refused: văn thư numbers
papers (Nghị định 30/2020/NĐ-CP, điều 15: a number is unique for its symbol within the year). Files lie under their
SHA-256 in the office's folder ``papers/issued`` and are compared with it each time they are opened.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from nq57desk import paths
from nq57desk.domain import paper_words as words
from nq57desk.domain.issued import IssuedPaper, same_number
from nq57desk.domain.paper_defaults import LISTS
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Plan, PlanStatus
from nq57desk.domain.problems import Problem, problem
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why
from nq57desk.store import issued_papers
from nq57desk.usecases import paper_data, paper_heads
from nq57desk.usecases.changing import apply_records, new_id, proposed, writable
from nq57desk.usecases.city_shelf import locked
from nq57desk.usecases.paper_asked import OF_APPENDIX, OF_PERIOD, Asked, asked_paper
from nq57desk.usecases.paper_layouts import composed
from nq57desk.usecases.papers import kind_asked, rendered
from nq57desk.workspace import Desk

SUFFIXES = (".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class MarkedIssued:
    """The paper that was kept, and what should be looked at (its number is taken already)."""

    paper: IssuedPaper
    problems: tuple[Problem, ...]


def issued_folder(desk: Desk) -> Path:
    """Where the kept files lie."""
    return desk.papers_folder / "issued"


def mark_issued(
    desk: Desk,
    *,
    kind: str,
    number: str,
    on: date,
    signer: str,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    period: str | None = None,
    body: str | None = None,
    monitor: Monitor | None = None,
) -> MarkedIssued:
    """Keep a paper for good with its number, day and signer; a plan that had no number gets it and counts as issued.

    Raises:
        Refused: read-only, what ``make_paper`` refuses, "papers.bad_number", "papers.no_signer",
            "papers.issued_in_future", "papers.draft" (the period is open),
            "papers.city_draft" (the city has not locked it), "papers.which_body" (a reminder without its
            body), or the file cannot be written; nothing is kept then.
        Cancelled: the monitor was told to stop.
    """
    writable(desk)
    wanted = kind_asked(kind)
    plain, who = paper_heads.clean_number(number), " ".join(signer.split())
    if not who:
        raise refuse("papers.no_signer")
    if on > desk.today:
        raise refuse("papers.issued_in_future", day=words.short_day(on))
    if wanted is PaperKind.REMINDER and not body:
        raise refuse("papers.which_body")
    asked = asked_paper(desk, kind=wanted, plan_id=plan_id, appendix_id=appendix_id, period=period, body=body)
    _refuse_draft(desk, asked)
    before = issued_papers.read(desk.store)
    paper = _kept(desk, asked, plain, on, who, monitor)
    issued_papers.add(desk.store, paper, who=desk.who, at=desk.now())
    _number_plan(desk, asked, paper)
    taken = same_number(before, plain, paper.symbol, on.year)
    return MarkedIssued(paper, tuple(_taken(one) for one in taken))


def _taken(one: IssuedPaper) -> Problem:
    return problem("papers.number_taken", number=one.number, symbol=one.symbol, year=one.year, title=one.title)


def _refuse_draft(desk: Desk, asked: Asked) -> None:
    if asked.kind is PaperKind.CITY_REPORT and asked.period is not None and not locked(desk, asked.period):
        raise refuse("papers.city_draft", period=words.period_words(asked.period))
    if asked.kind not in OF_PERIOD or asked.kind is PaperKind.REMINDER or asked.period is None:
        return
    if not paper_data.is_closed(desk, asked.period):
        raise refuse("papers.draft", period=words.period_words(asked.period))


def _kept(desk: Desk, asked: Asked, number: str, on: date, signer: str, monitor: Monitor | None) -> IssuedPaper:
    """The row of the paper, its files written."""
    paper = IssuedPaper(
        id=new_id(),
        kind=asked.kind.value,
        about=asked.about,
        year=on.year,
        number=number,
        symbol=_symbol(desk, asked),
        issued_on=on,
        signer=signer,
        title="",
        revision=desk.store.revision,
        fingerprint=asked.code,
        pages=0,
        pdf="",
        docx="",
        kept_at=desk.now().isoformat(timespec="seconds"),
        kept_by=desk.who,
    )
    named = replace(asked, issued=paper)
    title = composed(desk, named).layout.title
    made = {suffix: rendered(desk, named, suffix, monitor) for suffix in SUFFIXES}
    digests = {suffix: _write(desk, made[suffix].data, suffix) for suffix in SUFFIXES}
    pages = made[".pdf"].pages
    return replace(paper, title=title, pages=pages, pdf=digests[".pdf"], docx=digests[".docx"])


def _symbol(desk: Desk, asked: Asked) -> str:
    """The symbol that its number is unique for; lists and appendices go with the paper that they belong to."""
    if asked.kind in (*OF_APPENDIX, *LISTS):
        return ""
    if asked.kind is PaperKind.PLAN and asked.plan is not None and asked.plan.symbol:
        return asked.plan.symbol
    return paper_heads.head_memory(desk, kind=asked.kind).symbol


def _write(desk: Desk, data: bytes, suffix: str) -> str:
    digest = sha256(data).hexdigest()
    file = issued_folder(desk) / f"{digest}{suffix}"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file():
            paths.write_atomically(file, data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=file, reason=why(error)) from error
    return digest


def _number_plan(desk: Desk, asked: Asked, paper: IssuedPaper) -> None:
    """The plan's own record takes the number that its appendices' pointer lines name."""
    plan = asked.plan
    if asked.kind is not PaperKind.PLAN or plan is None or plan.number:
        return
    signed: Plan = replace(
        plan,
        number=paper.number,
        symbol=plan.symbol or paper.symbol,
        issued_on=paper.issued_on,
        status=PlanStatus.ISSUED,
    )
    apply_records(desk, "issue", [proposed(signed)])


def issued(desk: Desk, *, kind: str | None = None, year: int | None = None) -> tuple[IssuedPaper, ...]:
    """The issued papers, newest first; of one kind or year where they are named."""
    found = [
        paper for paper in issued_papers.read(desk.store) if kind in (None, paper.kind) and year in (None, paper.year)
    ]
    return tuple(sorted(found, key=lambda paper: (paper.issued_on, paper.kept_at), reverse=True))


def issued_bytes(desk: Desk, *, paper_id: str, suffix: str = ".pdf") -> bytes:
    """The kept file, compared with its SHA-256.

    Raises:
        Refused: "papers.no_issued", "papers.issued_lost", "papers.issued_altered".
    """
    paper = _known(issued_papers.read(desk.store), paper_id)
    digest = paper.docx if suffix == ".docx" else paper.pdf
    try:
        data = (issued_folder(desk) / f"{digest}{suffix}").read_bytes()
    except OSError as error:
        reason = why(error)
        raise refuse("papers.issued_lost", number=paper.number, symbol=paper.symbol, reason=reason) from error
    if sha256(data).hexdigest() != digest:
        raise refuse("papers.issued_altered", number=paper.number, symbol=paper.symbol)
    return data


def open_issued(desk: Desk, *, paper_id: str, suffix: str = ".pdf", folder: Path | None = None) -> Path:
    """A read-only copy of the kept file under a name that people know, to be opened with the system's program.

    Raises:
        Refused: as :func:`issued_bytes`, or the copy cannot be written.
    """
    data = issued_bytes(desk, paper_id=paper_id, suffix=suffix)
    paper = _known(issued_papers.read(desk.store), paper_id)
    place = folder or Path(tempfile.mkdtemp(prefix="nq57desk-"))
    name = f"{paper.number}-{paper.symbol or paper.kind}-{paper.issued_on:%Y%m%d}"
    copy = place / (re.sub(r"[^\w.-]+", "-", name) + suffix)
    try:
        place.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        copy.write_bytes(data)
        copy.chmod(0o444)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=copy, reason=why(error)) from error
    return copy


def _known(papers: Sequence[IssuedPaper], paper_id: str) -> IssuedPaper:
    found = next((paper for paper in papers if paper.id == paper_id), None)
    if found is None:
        raise refuse("papers.no_issued", id=paper_id)
    return found
