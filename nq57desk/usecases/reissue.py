"""A plan issued anew comes in as its own plan, its rows linked to the old ones and their progress kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.changes import Proposed
from nq57desk.domain.identity import KnownPlan, PaperIdentity
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.matching import Doubtful, MatchRow, match_rows
from nq57desk.domain.numbering import number_parts
from nq57desk.domain.plan import Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.reissue import (
    LikelyReissue,
    carried_indicator,
    carried_task,
    kept_updates,
    kept_values,
    likely_reissue,
)
from nq57desk.errors import refuse
from nq57desk.importing.assemble import Assembled, Existing, plan_of, plan_year
from nq57desk.importing.result import ReadResult
from nq57desk.usecases.changing import new_id, proposed
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What a reissue keeps: ``pairs`` new row id → old row id, how many updates and values come along, and ``absent``,
    the old rows (in the paper's order) that the new paper lacks; they stay in the old plan.
    """

    plan_id: str
    pairs: Mapping[str, str]
    updates: int
    values: int
    absent: tuple[Task | Indicator, ...]


@dataclass(frozen=True, slots=True)
class Reissued:
    """The records of the new plan in proposing order, what they keep, and the pairs that wait for a person."""

    records: tuple[Proposed, ...]
    carried: CarriedOver
    doubtful: tuple[Doubtful, ...]


def offered(result: ReadResult, existing: Existing, *, year: int) -> LikelyReissue | None:
    """The plan that the paper seems to issue anew."""
    document = result.document
    names: dict[str, list[str]] = {}
    for row in existing.rows():
        names.setdefault(row.plan_id, []).append(row.name)
    replaced = {plan.carried_from for plan in existing.plans}
    known = [KnownPlan(p, tuple(names.get(p.id, ()))) for p in existing.plans if p.id not in replaced]
    rows = tuple(row.name for table in result.tables for row in table.rows)
    paper = PaperIdentity(
        plan_year(result, year), document.number or "", document.symbol or "", document.org or "", rows
    )
    return likely_reissue(known, paper, document.title or "")


def refuse_known(result: ReadResult, existing: Existing, old: Plan, *, year: int) -> None:
    """Stop what is no new issue.

    Raises:
        Refused: the paper bears the old plan's own number, or is a plan that is there already.
    """
    number = result.document.number or ""
    if number and number_parts(number) == number_parts(old.number):
        raise refuse("profiles.same_number", number=number)
    there = plan_of(result, existing, year=year)
    if there is not None and there != old.id:
        raise refuse("profiles.plan_there", number=number)


def reissued(
    desk: Desk, assembled: Assembled, old: Existing, keys: Mapping[str, str], confirmed: Mapping[str, str]
) -> Reissued:
    """Link the assembled new plan to the old one, whose records ``old`` holds.

    ``keys`` maps new row ids to row keys ("0:17"), ``confirmed`` row keys to old row ids.
    """
    records = tuple(assembled.proposal.records)
    sections = {one.record.id: one.record for one in records if isinstance(one.record, Section)}
    old_sections = {section.id: section for section in old.sections}
    pairs: dict[str, str] = {}
    doubtful: list[Doubtful] = []
    absent: list[Task | Indicator] = []
    kinds: tuple[tuple[type[Task] | type[Indicator], Sequence[Task] | Sequence[Indicator]], ...] = (
        (Task, old.tasks),
        (Indicator, old.indicators),
    )
    for kind, its in kinds:
        news = [one.record for one in records if isinstance(one.record, kind)]
        theirs = [_match_row(row.id, row, old_sections) for row in its]
        matching = match_rows(theirs, [_match_row(keys[row.id], row, sections) for row in news], confirmed)
        pairs |= {row.id: matching.pairs[keys[row.id]] for row in news if keys[row.id] in matching.pairs}
        doubtful += matching.doubtful
        missing = set(matching.missing)
        absent += [row for row in its if row.id in missing]
    linked = tuple(_linked(records, old, pairs))
    kept = list(_kept(desk, assembled.plan_id, old, pairs))
    updates = sum(1 for one in kept if isinstance(one.record, ProgressUpdate))
    carried = CarriedOver(old.plans[0].id, pairs, updates, len(kept) - updates, tuple(absent))
    return Reissued((*linked, *kept), carried, tuple(doubtful))


def _match_row(key: str, row: Task | Indicator, sections: Mapping[str, Section]) -> MatchRow:
    section = sections.get(row.section_id)
    return MatchRow(key, row.name, row.number, (section.number or section.title) if section else "")


def _linked(records: Iterable[Proposed], old: Existing, pairs: Mapping[str, str]) -> Iterator[Proposed]:
    tasks = {task.id: task for task in old.tasks}
    indicators = {one.id: one for one in old.indicators}
    new_ids = {old_id: fresh for fresh, old_id in pairs.items()}
    for one in records:
        record = one.record
        if isinstance(record, Plan):
            yield replace(one, record=replace(record, carried_from=old.plans[0].id))
        elif isinstance(record, Task) and record.id in pairs:
            yield replace(one, record=carried_task(record, tasks[pairs[record.id]]))
        elif isinstance(record, Indicator) and record.id in pairs:
            yield replace(one, record=carried_indicator(record, indicators[pairs[record.id]], new_ids))
        else:
            yield one


def _kept(desk: Desk, plan_id: str, old: Existing, pairs: Mapping[str, str]) -> Iterator[Proposed]:
    new_ids = {old_id: fresh for fresh, old_id in pairs.items()}
    old_plan = old.plans[0].id
    updates = desk.store.all(ProgressUpdate, plan_id=old_plan)
    values = desk.store.all(IndicatorValue, plan_id=old_plan)
    yield from (proposed(update) for update in kept_updates(updates, new_ids, plan_id, new_id))
    yield from (proposed(value) for value in kept_values(values, new_ids, plan_id, new_id))
