"""Which paper is asked for: its kind, what it is made for, and the codes that tie it to the data."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.issued import IssuedPaper, newest
from nq57desk.domain.organisation import Role
from nq57desk.domain.paper_words import period_words
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.periods import Period
from nq57desk.domain.plan import Appendix, Plan
from nq57desk.errors import refuse
from nq57desk.store import issued_papers
from nq57desk.usecases import appendix_columns, fingerprints, paper_data
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.city_code import city_code
from nq57desk.usecases.city_matrix import asked_or_collected
from nq57desk.workspace import Desk

OF_PERIOD = (
    PaperKind.PROGRESS_REPORT,
    PaperKind.TASK_PROGRESS,
    PaperKind.INDICATORS,
    PaperKind.WARNING_LIST,
    PaperKind.REMINDER,
)
"""Papers that are made for a period; the others are the plan's own."""
OF_CITY = (PaperKind.CITY_REPORT, PaperKind.CITY_MISSING)
OF_APPENDIX = (PaperKind.APPENDIX, PaperKind.ADJUSTED_APPENDIX)


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper that is asked for. ``about`` names it among the papers of its kind: a period's code (with the plan's
    id or the body where one was named), a plan's id, an appendix's id. ``issued`` is its newest issued copy, where the
    data are still those that it was printed from."""

    kind: PaperKind
    about: str
    year: int
    code: str
    period: Period | None = None
    plan: Plan | None = None
    appendix: Appendix | None = None
    body: str = ""
    header: bool = True
    issued: IssuedPaper | None = None
    changed_since: IssuedPaper | None = None
    """The newest issued copy, where the data changed since."""

    @property
    def when(self) -> str:
        """ "tháng 10 năm 2026"; the plan's year where the paper has no period."""
        return period_words(self.period) if self.period is not None else f"năm {self.year}"


def asked_paper(
    desk: Desk,
    *,
    kind: PaperKind,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    period: str | None = None,
    body: str | None = None,
    header: bool | None = None,
) -> Asked:
    """The paper that is meant; of several plans or appendices one must be named.

    Raises:
        Refused: no such plan, appendix or period, several to choose from, or nothing to print.
    """
    if kind in OF_CITY:
        return _of_city(desk, kind, period, header=header is not False)
    plan = _plan(desk, kind, plan_id)
    appendix = _appendix(desk, appendix_id, plan) if kind in OF_APPENDIX else None
    if appendix is not None:
        plan = desk.store.get(Plan, appendix.plan_id)
    told = kind in OF_PERIOD or (appendix is not None and appendix_columns.has_progress(desk, appendix))
    it = period_asked(desk, period) if told or period is not None else None
    year = it.year if it is not None and told else plan.year if plan is not None else period_asked(desk, period).year
    found = fingerprints.codes(desk, it if it is not None and told else str(year))
    code = found.period if told else found.plan
    named = paper_data.bodies(desk).name_of(body) if body else ""
    about = _about(kind, it, plan, appendix, named)
    known = newest(issued_papers.read(desk.store), kind.value, about)
    same = known is not None and known.fingerprint == code
    return Asked(
        kind=kind,
        about=about,
        year=year,
        code=code,
        period=it,
        plan=plan,
        appendix=appendix,
        body=named,
        header=header is not False,
        issued=known if same else None,
        changed_since=None if same else known,
    )


def _of_city(desk: Desk, kind: PaperKind, period: str | None, *, header: bool) -> Asked:
    """A city's paper: its code stands for what the city has of every office.

    Raises:
        Refused: "papers.of_city", or the text names no period.
    """
    if desk.office.role is not Role.CITY:
        raise refuse("papers.of_city", kind=kind.value)
    it = asked_or_collected(desk, period)
    code = city_code(desk, it)
    known = newest(issued_papers.read(desk.store), kind.value, it.code)
    same = known is not None and known.fingerprint == code
    return Asked(
        kind=kind,
        about=it.code,
        year=it.year,
        code=code,
        period=it,
        header=header,
        issued=known if same else None,
        changed_since=None if same else known,
    )


def _plan(desk: Desk, kind: PaperKind, plan_id: str | None) -> Plan | None:
    """The plan that was named; for a paper that is one plan's, the only one there is."""
    if plan_id is not None:
        found = desk.store.get(Plan, plan_id)
        if found is None:
            raise refuse("workspace.unknown_plan", id=plan_id)
        return found
    if kind not in (PaperKind.PLAN, PaperKind.DECISION):
        return None
    there = desk.store.all(Plan)
    if not there:
        raise refuse("workspace.nothing_to_print")
    if len(there) > 1:
        raise refuse("papers.which_plan", count=len(there))
    return there[0]


def _appendix(desk: Desk, appendix_id: str | None, plan: Plan | None) -> Appendix:
    if appendix_id is not None:
        found = desk.store.get(Appendix, appendix_id)
        if found is None:
            raise refuse("workspace.unknown_appendix", id=appendix_id)
        return found
    there = desk.store.all(Appendix, plan_id=plan.id if plan else None)
    if not there:
        raise refuse("workspace.nothing_to_print")
    if len(there) > 1:
        raise refuse("workspace.which_appendix", count=len(there))
    return there[0]


def _about(kind: PaperKind, period: Period | None, plan: Plan | None, appendix: Appendix | None, body: str) -> str:
    if appendix is not None:
        return appendix.id
    if kind in (PaperKind.PLAN, PaperKind.DECISION) and plan is not None:
        return plan.id
    parts = (period.code if period is not None else "", plan.id if plan is not None else "", body)
    return "/".join(part for part in parts if part)
