"""What an office reports of a period, as values: its tasks with where they stand, its indicators with what they say.

Decides which rows a report counts: every task in force but headings of sub-tasks (:func:`update_rate.group_rows`), so
that its figures are those of the month's board; each indicator once, though a plan may show it twice, and no indicator
that only heads others (it has sub-indicators and no target of its own).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nq57desk.domain.indicator_results import Assessment, Word
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.periods import Period
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import Standing, Timeliness
from nq57desk.domain.update_rate import UpdateRate

ENDED = (State.DONE, State.STOPPED)


@dataclass(frozen=True, slots=True)
class ReportedTask:
    """A task in a period. ``said`` are its updates in the period's months, oldest first; ``lead`` its own or, where it
    has none, its parent's; ``group``: it only heads its sub-tasks."""

    task: Task
    appendix: Appendix
    section: Section | None
    now: Standing
    said: tuple[ProgressUpdate, ...]
    lead: str
    group: bool

    @property
    def ended(self) -> bool:
        """Whether nothing is left to do."""
        return self.now.state in ENDED

    @property
    def result(self) -> str:
        """The office's own words of what came out in the period: the last that were given."""
        return next((u.result.strip() for u in reversed(self.said) if u.result.strip() and not u.nothing_arose), "")

    @property
    def product(self) -> str:
        """The document that the work came to, as given last in the period."""
        return next((u.product_document.strip() for u in reversed(self.said) if u.product_document.strip()), "")

    @property
    def difficulty(self) -> str:
        """What stood in the way, as told by the last update; nothing of an ended task."""
        return "" if self.ended or not self.said else self.said[-1].difficulty.strip()

    @property
    def proposal(self) -> str:
        """What was asked for by the last update; nothing of an ended task."""
        return "" if self.ended or not self.said else self.said[-1].proposal.strip()

    @property
    def disbursed(self) -> int:
        """Đồng paid out in the period."""
        return sum(update.disbursed or 0 for update in self.said)


@dataclass(frozen=True, slots=True)
class ReportedIndicator:
    """An indicator in a period. ``value`` is what was recorded last in it; ``counted`` as the module says."""

    indicator: Indicator
    appendix: Appendix
    section: Section | None
    found: Assessment
    value: IndicatorValue | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """A period of one office, everything in the paper's order. ``plans`` are those of the period's year."""

    office_name: str
    period: Period
    first_day: date
    last_day: date
    today: date
    closed: bool
    edition: int
    plans: tuple[Plan, ...]
    tasks: tuple[ReportedTask, ...]
    indicators: tuple[ReportedIndicator, ...]
    rate: UpdateRate
    judged_month: Period
    """The month that the rate and the warning list are of: the period's last, while that has not begun the newest."""
    rates: tuple[UpdateRate, ...] = ()
    """The rates of the months of a longer period that had begun, without their warning lists."""

    @property
    def counted_tasks(self) -> tuple[ReportedTask, ...]:
        """All but the headings of sub-tasks."""
        return tuple(row for row in self.tasks if not row.group)


@dataclass(frozen=True, slots=True)
class Figures:
    """A period counted. ``states`` and ``standings`` count the same tasks in two ways, ``total`` of them;
    ``words`` counts ``indicators`` of them."""

    total: int
    states: Mapping[State, int]
    standings: Mapping[Timeliness, int]
    indicators: int
    words: Mapping[Word, int]
    disbursed: int
    updated: int
    asked: int
    percent: str
    threshold: int
    reached: bool

    @property
    def done(self) -> int:
        """Finished tasks, in time or late."""
        return self.states[State.DONE]


def figures(it: Reported) -> Figures:
    """Everything counted that a report of the period says in figures."""
    rows = it.counted_tasks
    goals = [row for row in it.indicators if row.counted]
    states = Counter(row.now.state for row in rows)
    standings = Counter(row.now.timeliness for row in rows)
    words = Counter(row.found.word for row in goals)
    return Figures(
        total=len(rows),
        states={state: states[state] for state in State},
        standings={word: standings[word] for word in Timeliness},
        indicators=len(goals),
        words={word: words[word] for word in Word},
        disbursed=sum(row.disbursed for row in rows),
        updated=it.rate.updated,
        asked=it.rate.of,
        percent=it.rate.percent,
        threshold=it.rate.threshold,
        reached=it.rate.reached,
    )


def counted_indicators(indicators: Sequence[Indicator]) -> frozenset[str]:
    """The ids of those that count, as the module says."""
    heads = {one.parent_id for one in indicators if one.parent_id}
    known = {one.id for one in indicators}
    return frozenset(one.id for one in indicators if one.same_as not in known and not _only_heads(one, heads))


def _only_heads(one: Indicator, heads: Iterable[str]) -> bool:
    return one.id in heads and not one.target.strip() and not any(wording.strip() for _, wording in one.targets)
