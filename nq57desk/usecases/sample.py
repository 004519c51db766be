"""The fictitious sample office: its Word files come in as anyone's would, then ten invented months are recorded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from nq57desk import paths
from nq57desk.domain.changes import Proposed
from nq57desk.domain.deadlines import Deadline, Recurrence, understand
from nq57desk.domain.indicators import Indicator, IndicatorValue, Measure
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.periods import Period, ReportingPeriod, as_period, following, month_number, month_of, window
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.update_rate import group_rows
from nq57desk.monitor import Monitor
from nq57desk.usecases import importing
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.usecases.offices import create_office
from nq57desk.workspace import Desk, open_desk

_WHO = "Nguyễn Thị Mẫu"


@dataclass(frozen=True, slots=True)
class SampleMade:
    """The sample office and how much it holds."""

    office: Office
    plans: int
    tasks: int
    indicators: int
    updates: int


@dataclass(frozen=True, slots=True)
class _Story:
    """What is invented: sentences by kind of moment, and which tasks go wrong."""

    months: tuple[Period, ...]
    results: Mapping[str, Sequence[str]]
    difficulties: Mapping[str, Sequence[str]]
    tasks: Mapping[str, Any]
    indicators: Mapping[str, Mapping[str, Any]]

    def pick(self, sentences: Sequence[str], *key: object) -> str:
        """One of the sentences, always the same for the same key."""
        return sentences[sum(map(ord, "".join(map(str, key)))) % len(sentences)]

    def named(self, word: str, name: str) -> bool:
        """Whether the task's name begins with one of those listed under the word."""
        return any(name.startswith(start) for start in self.tasks[word])


def sample_folder() -> Path:
    """Where the sample's own files lie."""
    return paths.resources() / "sample"


def sample_files() -> tuple[Path, ...]:
    """The sample office's Word files."""
    return tuple(sorted(sample_folder().glob("*.docx")))


def make_sample(*, folder: Path, as_of: date | None = None, monitor: Monitor | None = None) -> SampleMade:
    """Make the sample office in an empty folder.

    Raises:
        Refused: the folder holds an office already or cannot be written.
        Cancelled: the monitor was told to stop.
    """
    it = monitor or Monitor()
    programme = tomllib.loads((sample_folder() / "programme.toml").read_text(encoding="utf-8"))
    office = programme["office"]
    made = create_office(folder=folder, code=office["code"], name=office["name"], role=Role.WARD, sample=True)
    story = _story()
    with open_desk(folder, as_of=as_of, who=_WHO) as desk:
        files = sample_files()
        for done, file in enumerate(files):
            it.report(done, len(files) + 1, file.name)
            importing.apply_preview(desk, preview=importing.preview_file(desk, path=file, monitor=monitor))
        it.report(len(files), len(files) + 1)
        apply_records(desk, "sample", list(_amounts(desk, story)))
        apply_records(desk, "sample", list(_progress(desk, story)))
        apply_records(desk, "sample", list(_values(desk, story)))
        apply_records(desk, "sample", list(_periods(story)))
        store = desk.store
        return SampleMade(
            made.office, store.count(Plan), store.count(Task), store.count(Indicator), store.count(ProgressUpdate)
        )


def _story() -> _Story:
    told = tomllib.loads((sample_folder() / "progress.toml").read_text(encoding="utf-8"))
    months = tuple(as_period(code) for code in told["months"])
    return _Story(months, told["results"], told["difficulties"], told["tasks"], told["indicators"])


def _progress(desk: Desk, story: _Story) -> Iterator[Proposed]:
    plans = {plan.id: plan for plan in desk.store.all(Plan)}
    tasks = desk.store.all(Task)
    groups = group_rows(tasks)
    for task in tasks:
        if task.id in groups:
            continue
        plan = plans[task.plan_id]
        meaning = understand(task.deadline, plan.year)
        for month in story.months:
            if plan.issued_on and window(month)[1] < plan.issued_on:
                continue
            update = _update(task, meaning, month, story)
            if update is not None:
                yield proposed(update)


def _update(task: Task, meaning: Deadline, month: Period, story: _Story) -> ProgressUpdate | None:
    """What the story says of the task in the month; None where it was forgotten or is long done."""
    if month == story.months[-1] and story.named("untouched_in_last_month", task.name):
        return None
    recorded = window(month)[1] - timedelta(days=sum(map(ord, task.name)) % 5)
    update = ProgressUpdate(
        new_id(),
        task.plan_id,
        task.id,
        month.code,
        State.IN_PROGRESS,
        by=_WHO,
        at=f"{recorded.isoformat()}T15:30:00+07:00",
        recorded_on=recorded,
    )
    if meaning.recurrence is not None:
        return _routine(update, task, meaning.recurrence, month, story)
    if meaning.last_day is None:
        return replace(update, nothing_arose=True)
    return _dated(update, task, meaning.last_day, month, recorded, story)


def _routine(
    update: ProgressUpdate, task: Task, recurrence: Recurrence, month: Period, story: _Story
) -> ProgressUpdate:
    often = recurrence in (Recurrence.CONTINUOUS, Recurrence.WEEKLY, Recurrence.MONTHLY)
    if not often and month.ordinal % 3:
        return replace(update, nothing_arose=True)
    return replace(update, result=story.pick(story.results["routine" if often else "duty"], task.name, month.code))


def _dated(
    update: ProgressUpdate, task: Task, last_day: date, month: Period, recorded: date, story: _Story
) -> ProgressUpdate | None:
    late = next((n for start, n in story.tasks["late_months"].items() if task.name.startswith(start)), 0)
    finishing = month_number(month_of(last_day)) + late
    now = month_number(month)
    if story.named("open", task.name) and now >= finishing:
        return replace(
            update,
            percent=80,
            result=story.pick(story.results["going"], task.name, month.code),
            difficulty=story.pick(story.difficulties["late"], task.name),
            proposal=story.pick(story.difficulties["proposals"], task.name),
        )
    if story.named("paused", task.name) and now >= finishing - 1:
        return replace(update, state=State.PAUSED, percent=50, result="Tạm dừng chờ bố trí vị trí lắp đặt.")
    if now > finishing:
        return None
    if now == finishing:
        day = max(min(last_day, recorded), window(month)[0]) if not late else recorded
        return replace(
            update,
            state=State.DONE,
            percent=100,
            finished_on=day,
            result=story.pick(story.results["done"], task.name),
            product_document=f"{sum(map(ord, task.name)) % 180 + 20}/UBND-VHXH",
            product_date=day,
        )
    ahead = finishing - now
    if ahead > 4:
        return replace(update, state=State.NOT_STARTED, percent=0, nothing_arose=True)
    word = "started" if ahead > 2 else "going"
    return replace(update, percent=90 - 20 * ahead, result=story.pick(story.results[word], task.name, month.code))


def _told(indicator: Indicator, story: _Story) -> Mapping[str, Any] | None:
    return next((told for start, told in story.indicators.items() if indicator.name.startswith(start)), None)


def _amounts(desk: Desk, story: _Story) -> Iterator[Proposed]:
    """The indicators that add up over the months: the clerk's choice, which no file says."""
    for indicator in desk.store.all(Indicator):
        told = _told(indicator, story)
        if told is not None and "each" in told:
            yield proposed(replace(indicator, measure=Measure.AMOUNT))


def _values(desk: Desk, story: _Story) -> Iterator[Proposed]:
    for indicator in desk.store.all(Indicator):
        told = _told(indicator, story)
        if told is None:
            continue
        for place, month in enumerate(story.months):
            yield proposed(_value(indicator, told, place, len(story.months), month))


def _value(indicator: Indicator, told: Mapping[str, Any], place: int, of: int, month: Period) -> IndicatorValue:
    day = window(month)[1]
    value = IndicatorValue(
        new_id(), indicator.plan_id, indicator.id, month.code, by=_WHO, at=f"{day.isoformat()}T16:00:00+07:00"
    )
    if "each" in told:
        return replace(value, actual=Decimal(told["each"][place]))
    first, last = Decimal(str(told["from"])), Decimal(str(told["to"]))
    between = (first + (last - first) * place / (of - 1)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if "of" not in told:
        return replace(value, actual=between)
    whole = Decimal(told["of"])
    part = (whole * between / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return replace(value, numerator=part, denominator=whole)


def _periods(story: _Story) -> Iterator[Proposed]:
    """All months but the last are closed; the one after the last is the month that waits for the clerk."""
    for month in story.months[:-1]:
        first, last = window(month)
        closed = ReportingPeriod(new_id(), month.year, month.code, opened_on=first, closed_on=last, closed_by=_WHO)
        yield proposed(closed)
    open_now = following(story.months[-1])
    yield proposed(ReportingPeriod(new_id(), open_now.year, open_now.code, opened_on=window(open_now)[0]))
