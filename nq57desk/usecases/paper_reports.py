"""The papers of a period: the progress report with its lists, and each of these lists alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from nq57desk import settings
from nq57desk.domain.list_assignments import assignments, assignments_of
from nq57desk.domain.list_indicators import indicator_list
from nq57desk.domain.list_task_progress import task_progress
from nq57desk.domain.list_warnings import warning_list
from nq57desk.domain.listings import Listing
from nq57desk.domain.paper_words import count, period_words, share, short_day
from nq57desk.domain.papers import Attached, ListPaper, Paper, PaperHead, PaperKind
from nq57desk.domain.periods import Period, following, window
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.report_drafting import Drafting, plans_named, report_body
from nq57desk.domain.report_outline import ReportPart, TextState
from nq57desk.domain.reported import Reported, figures
from nq57desk.errors import refuse
from nq57desk.usecases import paper_columns, paper_data, paper_heads, paper_texts
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.paper_asked import Asked
from nq57desk.workspace import Desk

_ROMAN = ("I", "II", "III")
LISTED: Mapping[PaperKind, Callable[[Reported], Listing]] = {
    PaperKind.TASK_PROGRESS: task_progress,
    PaperKind.INDICATORS: indicator_list,
    PaperKind.WARNING_LIST: warning_list,
}
_TITLES: Mapping[PaperKind, str] = {
    PaperKind.TASK_PROGRESS: "Biểu tiến độ thực hiện nhiệm vụ",
    PaperKind.INDICATORS: "Biểu kết quả thực hiện chỉ tiêu",
    PaperKind.WARNING_LIST: "Danh sách cảnh báo",
    PaperKind.ASSIGNMENTS: "Bảng phân công nhiệm vụ",
}


def drafting(desk: Desk, it: Reported, labels: Mapping[str, str]) -> Drafting:
    """What a report is drafted from."""
    after = following(it.period)
    return Drafting(it, after, window(after, settings.calendar(desk.store))[1], labels)


def report(desk: Desk, asked: Asked) -> tuple[Paper, tuple[Problem, ...]]:
    """The progress report of a period with its three lists as appendices, and what should be looked at."""
    period = _period(asked)
    it = paper_data.reported(desk, period, plan_id=asked.plan.id if asked.plan else None)
    outline = paper_texts.outline()
    named = {"period": period_words(period), "next": period_words(following(period)), "office": it.office_name}
    head = head_of(desk, asked, it, word="Báo cáo", subject=outline.subject.format(**named))
    named["office"] = head.issuing_body
    opening = outline.opening.format(
        plans=plans_named(it.plans), first=short_day(it.first_day), last=short_day(it.last_day), **named
    )
    labels = {key: f"Phụ lục {number}" for key, number in zip(("tasks", "indicators", "warnings"), _ROMAN, strict=True)}
    parts = paper_texts.report_parts(desk, period=period.code)
    body = report_body(parts, drafting(desk, it, labels), opening, outline.closing.format(**named))
    attached = (
        Attached(outline.task_progress.format(**named), (_listing(desk, PaperKind.TASK_PROGRESS, it),)),
        Attached(outline.indicators.format(**named), (_listing(desk, PaperKind.INDICATORS, it),)),
        Attached(outline.warning_list.format(**named), (_listing(desk, PaperKind.WARNING_LIST, it),)),
    )
    return Paper(head, body, attached), _texts_to_see(parts)


def list_paper(desk: Desk, asked: Asked) -> tuple[ListPaper, tuple[Problem, ...]]:
    """One of the period's lists alone."""
    period = _period(asked)
    it = paper_data.reported(desk, period, plan_id=asked.plan.id if asked.plan else None)
    title = f"{_TITLES[asked.kind]} {period_words(period)}"
    head = head_of(desk, asked, it, word="", subject=title)
    listing = _listing(desk, asked.kind, it)
    below = (f"(Số liệu từ ngày {short_day(it.first_day)} đến ngày {short_day(it.last_day)})",)
    notes = _notes(asked.kind, it)
    made = ListPaper(head, title, listing, below, notes, framed=asked.header, signed=asked.header)
    return made, ()


def assignment_paper(desk: Desk, asked: Asked) -> tuple[ListPaper, tuple[Problem, ...]]:
    """What each body leads, of one plan or of all plans of the year; of one body where it is named.

    Raises:
        Refused: "papers.body_without_tasks".
    """
    period = asked.period or period_asked(desk, str(asked.year))
    it = paper_data.reported(desk, period, plan_id=asked.plan.id if asked.plan else None)
    known = paper_data.bodies(desk)
    title = f"{_TITLES[asked.kind]} {asked.when}"
    below = (f"({plans_named(it.plans)})",) if it.plans else ()
    if asked.body:
        listing = assignments_of(asked.body, it.counted_tasks, known)
        if not listing.lines:
            raise refuse("papers.body_without_tasks", body=asked.body)
        below = (known.name_of(asked.body), *below)
    else:
        listing = assignments(it.counted_tasks, known)
    head = replace(head_of(desk, asked, it, word="", subject=title), draft=False)
    listing = paper_columns.shaped(desk, asked.kind.value, listing)
    return ListPaper(head, title, listing, below, (), framed=asked.header, signed=asked.header), ()


def head_of(desk: Desk, asked: Asked, it: Reported, *, word: str, subject: str) -> PaperHead:
    """The head of a period's paper: a draft on every page until the period is closed."""
    return paper_heads.full_head(
        desk,
        asked.kind,
        asked.about,
        word=word,
        subject=subject,
        fingerprint=asked.code,
        year=desk.today.year,
        draft=not it.closed,
        issued=asked.issued,
    )


def _listing(desk: Desk, kind: PaperKind, it: Reported) -> Listing:
    return paper_columns.shaped(desk, kind.value, LISTED[kind](it))


def _period(asked: Asked) -> Period:
    if asked.period is None:
        raise refuse("workspace.bad_period", text="")
    return asked.period


def _notes(kind: PaperKind, it: Reported) -> tuple[str, ...]:
    """The figures below a list, as the report has them."""
    found = figures(it)
    if kind is PaperKind.WARNING_LIST and found.asked:
        part = share(found.updated, found.asked)
        return (f"Đã cập nhật đúng thời hạn và đủ số liệu {found.updated}/{found.asked} nhiệm vụ, đạt {part}.",)
    if kind is PaperKind.TASK_PROGRESS and found.total:
        done = "chưa có nhiệm vụ nào hoàn thành"
        if found.done:
            done = f"đã hoàn thành {count(found.done)} nhiệm vụ, đạt {share(found.done, found.total)}"
        return (f"Tổng số {count(found.total)} nhiệm vụ; {done}.",)
    return ()


def _texts_to_see(parts: tuple[ReportPart, ...]) -> tuple[Problem, ...]:
    found = []
    for part in parts:
        if part.state is TextState.CARRIED:
            found.append(problem("papers.carried_text", title=part.heading_line, period=part.from_period))
        elif part.state is TextState.EMPTY and not part.heading:
            found.append(problem("papers.empty_text", Severity.NOTE, title=part.heading_line))
    return tuple(found)
