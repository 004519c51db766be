"""The papers of a plan: the plan with its appendices, the decision that issues it, an appendix alone, what changed."""

from __future__ import annotations

from dataclasses import replace

from nq57desk.documents.appendix import compose_appendix
from nq57desk.documents.decision import compose_decision
from nq57desk.documents.layout import Layout
from nq57desk.documents.list_paper import compose_list
from nq57desk.documents.plan_paper import PlanAppendix, compose_plan
from nq57desk.domain import paper_words as words
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.list_adjusted import AdjustedRow, adjusted, is_changed
from nq57desk.domain.paper_defaults import plan_powers
from nq57desk.domain.papers import Decision, ListPaper, Paper, PaperHead, PaperKind, Words
from nq57desk.domain.plan import Appendix, AppendixKind, Paragraph, Plan, Section, Task
from nq57desk.domain.problems import Problem, problem
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.report_drafting import plans_named
from nq57desk.domain.timeliness import by_task
from nq57desk.errors import refuse
from nq57desk.usecases import appendix_columns, paper_decisions, paper_heads
from nq57desk.usecases.paper_asked import Asked
from nq57desk.workspace import Desk


def appendix_layout(desk: Desk, asked: Asked) -> Layout:
    """One appendix in the plan's own columns, or in those that the clerk chose."""
    plan, appendix = _of_appendix(asked)
    sections = [s for s in desk.store.all(Section, plan_id=plan.id) if s.appendix_id == appendix.id]
    shown, rows = appendix_columns.shaped(desk, appendix, rows_of(desk, appendix), asked.period)
    layout = compose_appendix(
        plan,
        shown,
        sections,
        rows,
        frame=asked.header,
        office_name=paper_heads.office_body(desk),
        fingerprint=asked.code,
        electronic=paper_heads.head_memory(desk, kind=PaperKind.APPENDIX).electronic,
    )
    return appendix_columns.widened(desk, appendix, layout)


def rows_of(desk: Desk, appendix: Appendix) -> list[Task] | list[Indicator]:
    """The rows of a list, of the one kind that it has."""
    if appendix.kind is AppendixKind.TASKS:
        return [t for t in desk.store.all(Task, plan_id=appendix.plan_id) if t.appendix_id == appendix.id]
    return [i for i in desk.store.all(Indicator, plan_id=appendix.plan_id) if i.appendix_id == appendix.id]


def plan_appendices(desk: Desk, plan: Plan) -> tuple[PlanAppendix, ...]:
    """The plan's own lists with all that stands in them."""
    sections = desk.store.all(Section, plan_id=plan.id)
    found = []
    for appendix in desk.store.all(Appendix, plan_id=plan.id):
        its = tuple(section for section in sections if section.appendix_id == appendix.id)
        shown, rows = appendix_columns.shaped(desk, appendix, rows_of(desk, appendix))
        found.append(PlanAppendix(shown, its, _same_kind(rows)))
    return tuple(found)


def _same_kind(rows: list[Task] | list[Indicator]) -> tuple[Task, ...] | tuple[Indicator, ...]:
    tasks = tuple(row for row in rows if isinstance(row, Task))
    return tasks or tuple(row for row in rows if isinstance(row, Indicator))


def plan_layout(desk: Desk, asked: Asked) -> tuple[Layout, tuple[Problem, ...]]:
    """The plan: its own text, its appendices, its own head where it brought one."""
    plan = _plan(asked)
    paragraphs = plan_text(desk, plan)
    head = plan_head(desk, asked, plan)
    see = () if paragraphs else (problem("papers.plan_without_text"),)
    return compose_plan(head, paragraphs, plan_appendices(desk, plan)), see


def plan_text(desk: Desk, plan: Plan) -> tuple[Paragraph, ...]:
    """The plan's paragraphs in their order; the mark of the end is the composer's."""
    found = sorted(desk.store.all(Paragraph, plan_id=plan.id), key=lambda one: one.position)
    while found and not found[-1].text.strip(" ./"):
        found.pop()
    if found and found[-1].text.rstrip().endswith("./."):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip().removesuffix("./.") + ".")
    return tuple(found)


def plan_head(desk: Desk, asked: Asked, plan: Plan) -> PaperHead:
    """What the plan's own paper said; where it said nothing, what the office's plans usually have."""
    given = asked.issued if asked.kind is PaperKind.PLAN else None
    base = paper_heads.full_head(
        desk,
        PaperKind.PLAN,
        plan.id,
        word=words.capital(words.one_line(plan.kind).lower()) or "Kế hoạch",
        subject=words.one_line(plan.title),
        fingerprint=asked.code,
        year=plan.year,
        issued=given,
    )
    return replace(
        base,
        issuing_body=plan.issuing_body or base.issuing_body,
        governing=plan.governing_body or base.governing,
        number=base.number if given else plan.number or base.number,
        symbol=plan.symbol or base.symbol,
        place=plan.place or base.place,
        issued_on=base.issued_on if given else plan.issued_on or base.issued_on,
        powers=plan_powers(plan) or base.powers,
        signer=base.signer if given else words.one_line(plan.signer_name) or base.signer,
        recipients=plan.recipients or base.recipients,
    )


def decision_layout(desk: Desk, asked: Asked) -> tuple[Layout, tuple[Problem, ...]]:
    """The decision that issues the plan (indirect form): the plan's text under its own head, its lists after it."""
    plan = _plan(asked)
    said = paper_decisions.decision_words(desk, plan_id=plan.id)
    head = paper_heads.full_head(
        desk,
        PaperKind.DECISION,
        plan.id,
        word="Quyết định",
        subject=said.subject,
        fingerprint=asked.code,
        year=plan.year,
        issued=asked.issued,
    )
    own = replace(
        plan_head(desk, asked, plan), number="", symbol="", issued_on=None, powers=(), signer="", recipients=()
    )
    paragraphs = plan_text(desk, plan)
    body = tuple(Words(one.text, one.level) for one in paragraphs if one.text.strip())
    issues = Paper(own, body or (Words("", field="plan.text"),))
    decision = Decision(head, said.authority, said.bases, said.proposed_by, said.articles, issues)
    see = () if paragraphs else (problem("papers.plan_without_text"),)
    return compose_decision(decision, plan_appendices(desk, plan)), see


def adjusted_layout(desk: Desk, asked: Asked) -> tuple[Layout, tuple[Problem, ...]]:
    """What changed in an appendix against the one that was issued."""
    plan, appendix = _of_appendix(asked)
    rows = adjusted_rows(desk, appendix)
    subject = " ".join(filter(None, (words.one_line(appendix.label), words.one_line(appendix.title))))
    head = paper_heads.full_head(
        desk,
        PaperKind.ADJUSTED_APPENDIX,
        appendix.id,
        word="",
        subject=f"Phụ lục điều chỉnh, bổ sung {subject}",
        fingerprint=asked.code,
        year=plan.year,
        issued=asked.issued,
    )
    below = (subject, f"(Ban hành kèm theo {plans_named((plan,))})")
    made = ListPaper(
        head,
        "Phụ lục điều chỉnh, bổ sung",
        adjusted(appendix, rows),
        tuple(line for line in below if line),
        framed=asked.header,
        signed=asked.header,
    )
    return compose_list(made), ()


def adjusted_rows(desk: Desk, appendix: Appendix) -> tuple[AdjustedRow, ...]:
    """The rows that a document adjusted, added or stopped, in the list's order, with what stood there before."""
    updates = by_task(desk.store.all(ProgressUpdate, plan_id=appendix.plan_id))
    found = []
    rows: list[Task | Indicator] = [*rows_of(desk, appendix)]
    for row in sorted(rows, key=lambda one: (one.position, one.id)):
        latest = updates.get(row.id, ())[-1:]
        stopped = latest[0].stopped_by if latest and latest[0].state is State.STOPPED else ""
        if is_changed(row, stopped):
            found.append(AdjustedRow(row, _as_issued(desk, row), stopped))
    return tuple(found)


def _as_issued(desk: Desk, row: Task | Indicator) -> Task | Indicator | None:
    """The row before the first change that a document made to it; None where no such change was made here."""
    kind = "task" if isinstance(row, Task) else "indicator"
    for change in reversed(desk.store.history(kind, row.id)):
        if change.action == "adjust" and isinstance(change.before, Task | Indicator):
            return change.before
    return None


def _plan(asked: Asked) -> Plan:
    if asked.plan is None:
        raise refuse("workspace.nothing_to_print")
    return asked.plan


def _of_appendix(asked: Asked) -> tuple[Plan, Appendix]:
    if asked.plan is None or asked.appendix is None:
        raise refuse("workspace.nothing_to_print")
    return asked.plan, asked.appendix
