"""Official papers from the data: composed once as a layout, rendered in the format that the file's ending names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nq57desk import paths
from nq57desk.documents.layout import Layout
from nq57desk.documents.render_docx import render_docx
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.problems import Problem
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why
from nq57desk.usecases.paper_asked import OF_APPENDIX, OF_PERIOD, Asked, asked_paper
from nq57desk.usecases.paper_layouts import composed
from nq57desk.wording import mark
from nq57desk.workspace import Desk

KINDS: Mapping[str, str] = {
    PaperKind.PLAN.value: mark("Kế hoạch kèm phụ lục"),
    PaperKind.DECISION.value: mark("Quyết định ban hành kế hoạch"),
    PaperKind.APPENDIX.value: mark("Phụ lục của kế hoạch"),
    PaperKind.ADJUSTED_APPENDIX.value: mark("Phụ lục điều chỉnh, bổ sung"),
    PaperKind.PROGRESS_REPORT.value: mark("Báo cáo kết quả thực hiện"),
    PaperKind.TASK_PROGRESS.value: mark("Biểu tiến độ nhiệm vụ"),
    PaperKind.INDICATORS.value: mark("Biểu chỉ tiêu"),
    PaperKind.WARNING_LIST.value: mark("Danh sách cảnh báo"),
    PaperKind.ASSIGNMENTS.value: mark("Bảng phân công nhiệm vụ"),
    PaperKind.REMINDER.value: mark("Công văn đôn đốc"),
}
"""The papers that can be made, by their word on the command line."""
CITY_KINDS: Mapping[str, str] = {
    PaperKind.CITY_REPORT.value: mark("Báo cáo tổng hợp của thành phố"),
    PaperKind.CITY_MISSING.value: mark("Công văn đôn đốc, danh sách đơn vị chưa gửi"),
}
"""The papers of a city's office."""
OF_CITY = tuple(CITY_KINDS)
FORMATS = (".pdf", ".docx", ".xlsx")
__all__ = ["CITY_KINDS", "FORMATS", "KINDS", "OF_APPENDIX", "OF_CITY", "OF_PERIOD", "Paper", "SavedPaper"]


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


def kind_asked(kind: str) -> PaperKind:
    """The kind of this word.

    Raises:
        Refused: a kind that there is not.
    """
    if kind not in KINDS and kind not in OF_CITY:
        raise refuse("workspace.paper_later", kind=kind, kinds=", ".join((*KINDS, *OF_CITY)))
    return PaperKind(kind)


def make_paper(
    desk: Desk,
    *,
    kind: str,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    period: str | None = None,
    body: str | None = None,
    header: bool | None = None,
    suffix: str = ".pdf",
    monitor: Monitor | None = None,
) -> Paper:
    """A paper in one format (one of FORMATS); the pages are those of the PDF, whatever the format.

    ``period`` is the present month where none is named; ``body`` one body for reminders and assignments; ``header``
    False leaves the letterhead and the signature of a list or an appendix away.

    Raises:
        Refused: no such paper, plan, appendix or period, several to choose from, or nothing to print.
        Cancelled: the monitor was told to stop.
    """
    asked = asked_paper(
        desk,
        kind=kind_asked(kind),
        plan_id=plan_id,
        appendix_id=appendix_id,
        period=period,
        body=body,
        header=header,
    )
    return rendered(desk, asked, suffix, monitor)


def rendered(desk: Desk, asked: Asked, suffix: str, monitor: Monitor | None = None) -> Paper:
    """The asked paper in its format.

    Raises:
        Refused, Cancelled: as :func:`make_paper`.
    """
    made = composed(desk, asked)
    return _rendered(made.layout, suffix, asked.code, made.problems, monitor)


def layout_of(desk: Desk, asked: Asked) -> tuple[Layout, tuple[Problem, ...]]:
    """The paper's layout, for a preview that shows its open blanks; and what should be looked at.

    Raises:
        Refused: nothing to print of it.
    """
    made = composed(desk, asked)
    return made.layout, made.problems


def appendix_paper(
    desk: Desk, *, appendix_id: str, header: bool = True, suffix: str = ".pdf", monitor: Monitor | None = None
) -> Paper:
    """One appendix in the plan's own columns; ``header`` puts the national header and the issuing body above it.

    Raises:
        Refused: no such appendix.
        Cancelled: the monitor was told to stop.
    """
    kind = PaperKind.APPENDIX.value
    return make_paper(desk, kind=kind, appendix_id=appendix_id, header=header, suffix=suffix, monitor=monitor)


def _rendered(layout: Layout, suffix: str, code: str, found: tuple[Problem, ...], monitor: Monitor | None) -> Paper:
    """The paper in its format. Word and Excel make their pages themselves, as many as the PDF's or very nearly."""
    printed = render_pdf(layout, monitor=monitor)
    if suffix == ".pdf":
        return Paper(printed.data, printed.pages, code, (*found, *printed.problems))
    written = {".docx": render_docx, ".xlsx": render_xlsx}[suffix](layout, monitor=monitor)
    return Paper(written.data, printed.pages, code, (*found, *written.problems))


def save_paper(
    desk: Desk,
    *,
    kind: str,
    path: Path,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    period: str | None = None,
    body: str | None = None,
    header: bool | None = None,
    monitor: Monitor | None = None,
) -> SavedPaper:
    """Write a paper to a file, whole or not at all; what is asked for is as in :func:`make_paper`.

    Raises:
        Refused: a kind or format that this version has not, what :func:`make_paper` refuses, or the file cannot be
            written.
    """
    kind_asked(kind)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise refuse("workspace.bad_format", suffix=path.suffix, formats=", ".join(FORMATS))
    paper = make_paper(
        desk,
        kind=kind,
        plan_id=plan_id,
        appendix_id=appendix_id,
        period=period,
        body=body,
        header=header,
        suffix=suffix,
        monitor=monitor,
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, paper.data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error
    return SavedPaper(path, paper.pages, paper.fingerprint, paper.problems)
