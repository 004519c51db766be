"""Official papers from the data: composed once as a layout, rendered in the format that the file's ending names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from nq57desk import paths
from nq57desk.documents.appendix import compose_appendix
from nq57desk.documents.layout import Layout
from nq57desk.documents.render_docx import render_docx
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Section, Task
from nq57desk.domain.problems import Problem
from nq57desk.domain.records import canonical, content
from nq57desk.domain.short_code import short_code
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.usecases.asking import period_asked
from nq57desk.wording import mark
from nq57desk.workspace import Desk

KINDS: Mapping[str, str] = {"appendix": mark("Phụ lục của kế hoạch")}
"""The papers that can be made, by their word on the command line."""
FORMATS = (".pdf", ".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to show or save. ``fingerprint`` ties it to the state of the data (mã đối chiếu)."""

    data: bytes
    pages: int
    fingerprint: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SavedPaper:
    """A paper that was written to ``file``."""

    file: Path
    pages: int
    fingerprint: str
    problems: tuple[Problem, ...]


def appendix_paper(
    desk: Desk, *, appendix_id: str, header: bool = True, suffix: str = ".pdf", monitor: Monitor | None = None
) -> Paper:
    """One appendix in the plan's own columns; ``header`` puts the national header and the issuing body above it.

    ``suffix`` is one of FORMATS; the pages are those of the PDF, whatever the format.

    Raises:
        Refused: no such appendix.
        Cancelled: the monitor was told to stop.
    """
    store = desk.store
    appendix = store.get(Appendix, appendix_id)
    if appendix is None:
        raise refuse("workspace.unknown_appendix", id=appendix_id)
    plan = store.get(Plan, appendix.plan_id)
    if plan is None:
        raise refuse("workspace.unknown_plan", id=appendix.plan_id)
    sections = [s for s in store.all(Section, plan_id=plan.id) if s.appendix_id == appendix_id]
    rows = _rows(desk, appendix)
    code = _fingerprint(desk, plan, appendix, sections, rows)
    layout = compose_appendix(
        plan, appendix, sections, rows, frame=header, office_name=desk.office.name, fingerprint=code
    )
    return _rendered(layout, suffix, code, monitor)


def _rendered(layout: Layout, suffix: str, code: str, monitor: Monitor | None) -> Paper:
    """The paper in its format. Word and Excel make their pages themselves, as many as the PDF's or very nearly."""
    printed = render_pdf(layout, monitor=monitor)
    if suffix == ".pdf":
        return Paper(printed.data, printed.pages, code, printed.problems)
    written = {".docx": render_docx, ".xlsx": render_xlsx}[suffix](layout, monitor=monitor)
    return Paper(written.data, printed.pages, code, written.problems)


def _rows(desk: Desk, appendix: Appendix) -> list[Task] | list[Indicator]:
    if appendix.kind is AppendixKind.TASKS:
        return [t for t in desk.store.all(Task, plan_id=appendix.plan_id) if t.appendix_id == appendix.id]
    return [i for i in desk.store.all(Indicator, plan_id=appendix.plan_id) if i.appendix_id == appendix.id]


def _fingerprint(
    desk: Desk, plan: Plan, appendix: Appendix, sections: list[Section], rows: list[Task] | list[Indicator]
) -> str:
    """The code for comparison of exactly what is printed: same data, same code, on any machine."""
    state = sha256(desk.office.code.encode())
    for record in (plan, appendix, *sections, *rows):
        state.update(record.id.encode() + canonical(content(record)))
    return short_code(state.hexdigest())


def save_paper(
    desk: Desk,
    *,
    kind: str,
    path: Path,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    period: str | None = None,
    header: bool | None = None,
    monitor: Monitor | None = None,
) -> SavedPaper:
    """Write a paper to a file, whole or not at all.

    Raises:
        Refused: a kind or format that this version has not, no such appendix or several to choose from, or the
            file cannot be written.
    """
    if kind not in KINDS:
        raise refuse("workspace.paper_later", kind=kind, kinds=", ".join(KINDS))
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise refuse("workspace.bad_format", suffix=path.suffix, formats=", ".join(FORMATS))
    if period is not None:
        period_asked(desk, period)
    chosen = appendix_id or _only_appendix(desk, plan_id)
    paper = appendix_paper(desk, appendix_id=chosen, header=header is not False, suffix=suffix, monitor=monitor)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, paper.data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=error.strerror or error) from error
    return SavedPaper(path, paper.pages, paper.fingerprint, paper.problems)


def _only_appendix(desk: Desk, plan_id: str | None) -> str:
    if plan_id is not None and desk.store.get(Plan, plan_id) is None:
        raise refuse("workspace.unknown_plan", id=plan_id)
    there = desk.store.all(Appendix, plan_id=plan_id)
    if not there:
        raise refuse("workspace.nothing_to_print")
    if len(there) > 1:
        raise refuse("workspace.which_appendix", count=len(there))
    return there[0].id
