"""Each kind of paper as a layout: what is on it comes from the data, how it looks from the composers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from nq57desk import settings
from nq57desk.documents.form import decree30
from nq57desk.documents.layout import Layout, text
from nq57desk.documents.list_paper import compose_list
from nq57desk.documents.paper import compose_paper
from nq57desk.documents.spelling import spelled
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.problems import Problem, problem
from nq57desk.usecases import city_papers, paper_letters, paper_plans, paper_reports
from nq57desk.usecases.paper_asked import Asked
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper ready to be rendered, with what should be looked at in it."""

    layout: Layout
    problems: tuple[Problem, ...] = ()


def composed(desk: Desk, asked: Asked) -> Composed:
    """The paper's pages and blocks, spelled as the office wants its papers.

    Raises:
        Refused: there is nothing to print of it.
    """
    made = _MAKERS[asked.kind](desk, asked)
    layout = spelled(made.layout, settings.tones(desk.store))
    if desk.office.sample:
        layout = _of_sample(layout)
    return Composed(layout, (*_changed(asked), *made.problems))


def _of_sample(layout: Layout) -> Layout:
    """Figures of a fictitious office must not be taken for real ones, on any page."""
    form = decree30()
    words = form.words.sample if layout.draft is None else form.words.sample_draft
    return replace(layout, draft=text(words, form.styles.draft))


def _changed(asked: Asked) -> tuple[Problem, ...]:
    if asked.changed_since is None:
        return ()
    before = asked.changed_since
    return (
        problem("papers.changed_since_issued", number=before.number, symbol=before.symbol, code=before.fingerprint),
    )


def _report(desk: Desk, asked: Asked) -> Composed:
    paper, problems = paper_reports.report(desk, asked)
    return Composed(compose_paper(paper), problems)


def _list(desk: Desk, asked: Asked) -> Composed:
    paper, problems = paper_reports.list_paper(desk, asked)
    return Composed(compose_list(paper), problems)


def _assignments(desk: Desk, asked: Asked) -> Composed:
    paper, problems = paper_reports.assignment_paper(desk, asked)
    return Composed(compose_list(paper), problems)


def _reminders(desk: Desk, asked: Asked) -> Composed:
    """Several letters in one file, each on its own pages with its own count."""
    papers, problems = paper_letters.reminders(desk, asked)
    layouts = [compose_paper(paper) for paper in papers]
    pages = tuple(page for layout in layouts for page in layout.pages)
    return Composed(replace(layouts[0], pages=pages), problems)


def _appendix(desk: Desk, asked: Asked) -> Composed:
    return Composed(paper_plans.appendix_layout(desk, asked))


def _adjusted(desk: Desk, asked: Asked) -> Composed:
    return Composed(*paper_plans.adjusted_layout(desk, asked))


def _plan(desk: Desk, asked: Asked) -> Composed:
    return Composed(*paper_plans.plan_layout(desk, asked))


def _decision(desk: Desk, asked: Asked) -> Composed:
    return Composed(*paper_plans.decision_layout(desk, asked))


def _city_report(desk: Desk, asked: Asked) -> Composed:
    return Composed(compose_paper(city_papers.report(desk, asked)))


def _city_missing(desk: Desk, asked: Asked) -> Composed:
    return Composed(compose_paper(city_papers.missing(desk, asked)))


_MAKERS: Mapping[PaperKind, Callable[[Desk, Asked], Composed]] = {
    PaperKind.PLAN: _plan,
    PaperKind.DECISION: _decision,
    PaperKind.APPENDIX: _appendix,
    PaperKind.ADJUSTED_APPENDIX: _adjusted,
    PaperKind.PROGRESS_REPORT: _report,
    PaperKind.TASK_PROGRESS: _list,
    PaperKind.INDICATORS: _list,
    PaperKind.WARNING_LIST: _list,
    PaperKind.ASSIGNMENTS: _assignments,
    PaperKind.REMINDER: _reminders,
    PaperKind.CITY_REPORT: _city_report,
    PaperKind.CITY_MISSING: _city_missing,
}
