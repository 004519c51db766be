"""What each body would be asked in a month, from what the office has recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nq57desk import settings
from nq57desk.domain.bodies import body_key
from nq57desk.domain.form_answers import NOTHING_AROSE, STATE_WORDS
from nq57desk.domain.forms import AskedRow, Bodies, CollectionForm, FormMark, RowKind, body_code, known_bodies, lead_of
from nq57desk.domain.indicator_results import has_value, target_for, value_of
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.periods import Period, due_day, month_number, title, window
from nq57desk.domain.plan import Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.timeliness import by_task
from nq57desk.domain.update_rate import counted, in_force
from nq57desk.domain.vietnamese import write_number
from nq57desk.usecases.task_list import in_paper_order
from nq57desk.workspace import Desk

_LAST = 700
"""Characters of the last period's text that a form shows."""


@dataclass(slots=True)
class Asked:
    """A month's forms by :func:`body_code`, in the order of the plan, and the rows that no body leads."""

    bodies: Bodies
    forms: dict[str, CollectionForm] = field(default_factory=dict)
    unled: int = 0

    def current(self, code: str) -> str:
        """The code of the body that was asked under this one: the same, or that of the body it was merged into."""
        if code in self.forms:
            return code
        merged = (name for spelling, name in self.bodies.names.items() if body_code(spelling) == code)
        return next((body_code(name) for name in merged), code)


def asked_in(desk: Desk, month: Period) -> Asked:
    """Every body's form of the month."""
    asked = Asked(known_bodies(desk.store.all(OrgUnit)))
    names: dict[str, str] = {}
    rows: dict[str, list[AskedRow]] = {}
    for lead, row in (*_tasks(desk, month), *_indicators(desk, month)):
        led_by = asked.bodies.named(lead)
        asked.unled += not led_by
        for body in led_by:
            code = body_code(body)
            names.setdefault(code, body)
            rows.setdefault(code, []).append(_shared(row, body, led_by))
    for code, body in names.items():
        asked.forms[code] = _form(desk, month, body, tuple(rows[code]))
    return asked


def _form(desk: Desk, month: Period, body: str, rows: tuple[AskedRow, ...]) -> CollectionForm:
    calendar = settings.calendar(desk.store)
    mark = FormMark(desk.office.code, month.code, body_code(body))
    return CollectionForm(
        desk.office.name, body, mark, title(month), *window(month, calendar), due_day(month, calendar), rows
    )


def _shared(row: AskedRow, body: str, led_by: tuple[str, ...]) -> AskedRow:
    """The row as one of several leads sees it: the others are named beside last period's text."""
    others = tuple(other for other in led_by if body_key(other) != body_key(body))
    if not others:
        return row
    given = dict(row.given)
    given["last"] = "\n".join(part for part in (f"Cùng chủ trì: {'; '.join(others)}", given.get("last", "")) if part)
    return AskedRow(row.kind, row.id, row.plan_id, row.number, row.name, tuple(given.items()), row.heading, others)


def _tasks(desk: Desk, month: Period) -> Iterator[tuple[str, AskedRow]]:
    """(lead, row) of each task that the month asks for, in the paper's order."""
    store = desk.store
    plans = {plan.id: plan for plan in store.all(Plan)}
    everything = store.all(Task)
    its = by_task(store.all(ProgressUpdate))
    running = in_force(everything, {plan.id: plan.year for plan in plans.values()}, month)
    wanted = {task.id for task in counted(running, its, month)}
    by_id = {task.id: task for task in everything}
    headings = _headings(plans, store.all(Section))
    for task in in_paper_order(desk, everything, desk.office.code):
        if task.id in wanted:
            given = (("deadline", task.deadline), ("last", last_update(its.get(task.id, ()), month)))
            yield lead_of(task, by_id), _asked(RowKind.TASK, task, given, headings)


def _indicators(desk: Desk, month: Period) -> Iterator[tuple[str, AskedRow]]:
    """(lead, row) of each indicator of the year's plans; one that is shown twice is asked once."""
    store = desk.store
    plans = {plan.id: plan for plan in store.all(Plan)}
    everything = store.all(Indicator)
    by_id = {one.id: one for one in everything}
    carried_on = {one.carried_from for one in everything if plans[one.plan_id].year <= month.year}
    heads = {one.parent_id for one in everything}
    headings = _headings(plans, store.all(Section))
    values: dict[str, list[IndicatorValue]] = {}
    for value in store.all(IndicatorValue):
        values.setdefault(value.indicator_id, []).append(value)
    for one in in_paper_order(desk, everything, desk.office.code):
        year = plans[one.plan_id].year
        if one.same_as or one.id in carried_on or year > month.year or _only_heads(one, heads):
            continue
        given = (
            ("unit", one.unit),
            ("target", target_for(one, month, year)[0]),
            ("last", last_value(values.get(one.id, ()), one, month)),
        )
        yield lead_of(one, by_id), _asked(RowKind.INDICATOR, one, given, headings)


def _only_heads(one: Indicator, heads: set[str]) -> bool:
    """Whether the row has neither target nor lead and only heads others."""
    return one.id in heads and not one.target.strip() and not one.targets and not one.lead.strip()


def _headings(plans: Mapping[str, Plan], sections: Iterable[Section]) -> Mapping[tuple[str, str], str]:
    """(plan id, section id) -> "Kế hoạch số 18/KH-UBND – I. Hạ tầng số"."""
    found = {(plan.id, ""): _plan_title(plan) for plan in plans.values()}
    for section in sections:
        plan = plans.get(section.plan_id)
        name = f"{section.number}. {section.title}" if section.number else section.title
        found[section.plan_id, section.id] = " – ".join(filter(None, (_plan_title(plan) if plan else "", name)))
    return found


def _plan_title(plan: Plan) -> str:
    number = "/".join(part for part in (plan.number, plan.symbol) if part)
    kind = plan.kind.capitalize()
    return f"{kind} số {number}" if plan.number else f"{kind} năm {plan.year}"


def _asked(
    kind: RowKind, row: Task | Indicator, given: tuple[tuple[str, str], ...], headings: Mapping[tuple[str, str], str]
) -> AskedRow:
    heading = headings.get((row.plan_id, row.section_id), headings.get((row.plan_id, ""), ""))
    return AskedRow(kind, row.id, row.plan_id, row.number, row.name, given, heading)


def last_update(updates: Iterable[ProgressUpdate], month: Period) -> str:
    """What was last said of a task before the month, in a few lines; "" where nothing was."""
    before = [update for update in updates if month_number(update.period) < month_number(month)]
    if not before:
        return ""
    last = before[-1]
    state = STATE_WORDS[last.state] + (f", {last.percent}%" if last.percent is not None else "")
    lines = [
        f"{_short(last.period)}: {state}",
        NOTHING_AROSE if last.nothing_arose and not last.result else last.result,
        f"Khó khăn: {last.difficulty}" if last.difficulty else "",
    ]
    return _cut("\n".join(line for line in lines if line))


def last_value(values: Iterable[IndicatorValue], indicator: Indicator, month: Period) -> str:
    """What was last measured before the month."""
    before = [value for value in values if month_number(value.period) < month_number(month) and has_value(value)]
    if not before:
        return ""
    last = max(before, key=lambda value: month_number(value.period))
    number = value_of(last, indicator.unit)
    shown = "" if number is None else write_number(round(number, 2))
    share = ""
    if last.numerator is not None and last.denominator is not None:
        share = f" ({write_number(last.numerator)}/{write_number(last.denominator)})"
    return f"{_short(last.period)}: {shown}{share}"


def _short(period: str) -> str:
    return title(period).removeprefix("tháng ")


def _cut(text: str) -> str:
    return text if len(text) <= _LAST else text[: _LAST - 1].rstrip() + "…"
