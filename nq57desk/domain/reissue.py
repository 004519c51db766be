"""A plan issued anew: which plan the paper takes the place of, and what its rows keep of the old ones.

Decides that a paper of the same year and body with another number is a reissue of a plan when most of its rows bear
names of that plan, which a person confirms; that each new row which is certainly an old one (or was confirmed to be)
names it and keeps what was recorded of it, month by month with its days of recording; and that old rows which the new
paper lacks stay where they are: absence is not deletion (PEERS, lesson 7). The old plan stays whole beside the new one;
rows carried on are counted only in the new one (:func:`nq57desk.domain.update_rate.in_force`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from nq57desk.domain.identity import KnownPlan, PaperIdentity
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.names import loose_name
from nq57desk.domain.numbering import number_parts
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.vietnamese import fold

_SHARE = 0.5
_SHARE_WITH_TITLE = 0.25
_SAME_TITLE = 85.0


@dataclass(frozen=True, slots=True)
class LikelyReissue:
    """A plan that a paper seems to issue anew; ``share`` of the paper's rows bear names of it, 0-1."""

    plan: Plan
    share: float


def likely_reissue(known: Sequence[KnownPlan], paper: PaperIdentity, title: str = "") -> LikelyReissue | None:
    """The plan of the same year that the paper seems to take the place of; None where none is much alike."""
    found = [
        LikelyReissue(one.plan, share)
        for one in known
        if _may_be_reissued(one.plan, paper) and (share := _share(one, paper)) and _alike(one.plan, share, title)
    ]
    return max(found, key=lambda one: one.share, default=None)


def _may_be_reissued(plan: Plan, paper: PaperIdentity) -> bool:
    other_number = number_parts(plan.number) != number_parts(paper.number)
    bodies = {fold(body).replace("uy ban nhan dan", "ubnd") for body in (plan.issuing_body, paper.organisation) if body}
    return plan.year == paper.year and other_number and len(bodies) < 2


def _share(known: KnownPlan, paper: PaperIdentity) -> float:
    ours = {loose_name(name) for name in paper.names} - {""}
    return len(ours & {loose_name(name) for name in known.names}) / len(ours) if ours else 0.0


def _alike(plan: Plan, share: float, title: str) -> bool:
    same_title = bool(title) and fuzz.ratio(loose_name(plan.title), loose_name(title)) >= _SAME_TITLE
    return share >= (_SHARE_WITH_TITLE if same_title else _SHARE)


def carried_task(new: Task, old: Task) -> Task:
    """The new row as the old one's continuation, with what the clerk had added to that and the paper does not say."""
    return replace(
        new,
        carried_from=old.id,
        origin=old.origin,
        assigned_id=new.assigned_id or old.assigned_id,
        source_document=new.source_document or old.source_document,
        budget_planned=old.budget_planned if new.budget_planned is None else new.budget_planned,
    )


def carried_indicator(new: Indicator, old: Indicator, new_ids: Mapping[str, str]) -> Indicator:
    """As ``carried_task``. ``new_ids`` maps old ids to new ones: a row shown twice stays one indicator."""
    return replace(
        new,
        carried_from=old.id,
        origin=old.origin,
        assigned_id=new.assigned_id or old.assigned_id,
        source_document=new.source_document or old.source_document,
        measure=old.measure,
        unit=new.unit or old.unit,
        same_as=new_ids.get(old.same_as, "") if old.same_as else new.same_as,
    )


def kept_updates(
    updates: Iterable[ProgressUpdate], new_ids: Mapping[str, str], plan_id: str, new_id: Callable[[], str]
) -> tuple[ProgressUpdate, ...]:
    """What was recorded of the old tasks, under the new ones; who, when and the day of recording stay."""
    return tuple(
        replace(update, id=new_id(), plan_id=plan_id, task_id=new_ids[update.task_id])
        for update in updates
        if update.task_id in new_ids
    )


def kept_values(
    values: Iterable[IndicatorValue], new_ids: Mapping[str, str], plan_id: str, new_id: Callable[[], str]
) -> tuple[IndicatorValue, ...]:
    """What was measured of the old indicators, under the new ones."""
    return tuple(
        replace(value, id=new_id(), plan_id=plan_id, indicator_id=new_ids[value.indicator_id])
        for value in values
        if value.indicator_id in new_ids
    )
