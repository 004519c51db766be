"""The office at one look: who is late, what comes when, how the month stands and what to do next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter

from nq57desk import settings
from nq57desk.documents.charts import Bar, RateBars, RatePoint, WhoIsLate
from nq57desk.documents.charts_deadlines import DeadlineStrip, DueTask
from nq57desk.domain.bodies import body_key
from nq57desk.domain.forms import known_bodies
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.periods import ReportingPeriod, city_due_day, preceding
from nq57desk.domain.progress import State
from nq57desk.domain.sending import Unanswered
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.update_rate import rates
from nq57desk.domain.vietnamese import sort_key
from nq57desk.store.backup import list_backups
from nq57desk.usecases.big_reading import whole_office
from nq57desk.usecases.changing import writable
from nq57desk.usecases.handing_over import without_receipt
from nq57desk.usecases.indicators import indicators
from nq57desk.usecases.month_board import MonthBoard, MonthRead, MonthRow, read_month
from nq57desk.wording import _
from nq57desk.workspace import Desk

PERIODS_SHOWN = 6
_ENDED = (State.DONE, State.STOPPED)
_Three = tuple[list[str], list[str], list[str]]
"""Task ids: late, due soon, not updated."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One of the month's six steps. ``state``: "done", "now" or "ahead"; ``figure`` such as "48/60", often ""."""

    name: str
    state: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A difficulty or a proposal that waits for the leader's word."""

    task_id: str
    number: str
    task: str
    supervisor: str
    lead: str
    difficulty: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows; ``indicators`` is (not met or not yet met, without data, all)."""

    board: MonthBoard
    steps: tuple[PathStep, ...]
    bodies: WhoIsLate
    leaders: WhoIsLate
    waiting: Mapping[str, tuple[str, ...]]
    """The tasks behind each bar's name, late ones first."""
    due: DeadlineStrip
    rates: RateBars
    indicators: tuple[int, int, int]
    asking: tuple[Asking, ...]
    backup_at: str
    """When the newest backup was made, ISO without zone; "" where there is none."""
    remind_before: int = settings.USUAL_REMINDER
    """How many days before the due day the reminding begins (a setting)."""
    without_receipt: tuple[Unanswered, ...] = ()
    """The reported periods of which two days after the due day no receipt has come, newest first."""

    @property
    def reminding(self) -> bool:
        """Whether the due day is that near, or over, while no bundle of the month was made."""
        made = next((step.state == "done" for step in self.steps if step.name == "bundle"), False)
        return not made and (self.board.due - self.board.today).days <= self.remind_before

    @property
    def next_step(self) -> PathStep | None:
        """The step to take now; None when the month's way is done."""
        return next((step for step in self.steps if step.state == "now"), None)


def overview(desk: Desk, *, period: str | None = None) -> Overview:
    """Everything of the present month (or the one named), read once.

    Raises:
        Refused: the period is none, or longer than a month.
    """
    with whole_office():
        return _overview(desk, read_month(desk, period=period))


def _overview(desk: Desk, read: MonthRead) -> Overview:
    board = read.board
    found = indicators(desk, period=board.period.code, office_code=desk.office.code)
    words = [str(row.assessment) for row in found]
    backups = list_backups(desk.backups_folder)
    known = known_bodies(desk.store.all(OrgUnit))
    waits = (board.late, board.due_soon, board.missing)
    led = _waiting(waits, "lead", lambda lead: known.named(lead) or (_("(chưa ghi chủ trì)"),))
    watched = _waiting(waits, "supervisor", lambda one: (" ".join(one.split()) or _("(chưa ghi lãnh đạo)"),))
    return Overview(
        board=board,
        steps=path_steps(desk, board),
        bodies=WhoIsLate(_bars(led)),
        leaders=WhoIsLate(_bars(watched)),
        waiting={
            **{name: _ids(its) for name, its in watched.items()},
            **{name: _ids(its) for name, its in led.items()},
        },
        due=DeadlineStrip(board.period.year, board.today, _due(board)),
        rates=_rates(desk, read),
        indicators=(sum(word in ("not_yet", "not_met") for word in words), words.count("no_data"), len(words)),
        asking=tuple(_asking(board)),
        backup_at=backups[0].at.isoformat() if backups else "",
        remind_before=settings.remind_before(desk.store),
        without_receipt=without_receipt(desk),
    )


def _waiting(
    waits: Sequence[Sequence[MonthRow]], field: str, named: Callable[[str], tuple[str, ...]]
) -> dict[str, _Three]:
    """Who has something late, due soon or not updated; two spellings of one body are one.

    The names in a task's ``field`` are told apart once for each of its texts.
    """
    asked = attrgetter(field, "id")
    spelled: dict[str, str] = {}
    found: dict[str, _Three] = {}
    named_in: dict[str, tuple[_Three, ...]] = {}
    for place, rows in enumerate(waits):
        for text, task_id in map(asked, map(attrgetter("source"), rows)):
            its = named_in.get(text)
            if its is None:
                names = [spelled.setdefault(body_key(name), name) for name in named(text)]
                its = named_in[text] = tuple(found.setdefault(name, ([], [], [])) for name in names)
            for three in its:
                three[place].append(task_id)
    return found


def _ids(its: _Three) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(its)))


def _bars(waiting: Mapping[str, _Three]) -> tuple[Bar, ...]:
    """The worst first."""
    bars = [Bar(name, *(len(ids) for ids in its)) for name, its in waiting.items()]
    return tuple(sorted(bars, key=lambda bar: (-bar.late, -bar.due_soon, -bar.missing, sort_key(bar.name))))


def _due(board: MonthBoard) -> tuple[DueTask, ...]:
    """A dot for each dated task; those that look alike are one value."""
    alike: dict[tuple[date, bool, bool], DueTask] = {}
    found = []
    for row in board.rows:
        last = row.meaning.last_day
        if last is not None and row.meaning.recurrence is None:
            looks = (last, row.state in _ENDED, row.timeliness is Timeliness.LATE)
            found.append(alike.get(looks) or alike.setdefault(looks, DueTask(*looks)))
    return tuple(found)


def _rates(desk: Desk, read: MonthRead) -> RateBars:
    calendar, threshold = settings.calendar(desk.store), settings.threshold(desk.store)
    months = [read.board.period]
    while len(months) < PERIODS_SHOWN:
        months.insert(0, preceding(months[0]))
    spoken_for = set(map(attrgetter("period"), chain.from_iterable(read.updates.values())))
    points = []
    for month, rate in zip(months, rates(read.tasks, read.updates, months, calendar, threshold), strict=True):
        asked = month.code in spoken_for or month == read.board.period
        label = _("T{month}/{year}").format(month=month.ordinal, year=month.year)
        points.append(RatePoint(month.code, label, rate.updated, rate.of if asked else 0, rate.percent, rate.reached))
    return RateBars(tuple(points), threshold)


def _asking(board: MonthBoard) -> Iterable[Asking]:
    for row in board.rows:
        latest = row.known[-1] if row.known else None
        if latest is None or latest.state in _ENDED:
            continue
        if latest.difficulty.strip() or latest.proposal.strip():
            task = row.source
            supervisor = " ".join(task.supervisor.split())
            yield Asking(task.id, task.number, task.name, supervisor, task.lead, latest.difficulty, latest.proposal)


def path_steps(desk: Desk, board: MonthBoard) -> tuple[PathStep, ...]:
    """The month's six steps in order: opened, updated, closed, printed and signed, bundle made, receipt."""
    code = board.period.code
    kept = next(iter(desk.store.find(ReportingPeriod, code=code)), None)
    its = [bundle for bundle in desk.store.made_bundles() if bundle.period == code]
    newest = max(its, key=lambda bundle: bundle.sequence, default=None)
    closed = board.closed_on is not None
    any_update = any(row.update is not None for row in board.rows)
    opened = closed or any_update or (kept is not None and kept.opened_on is not None)
    figure = f"{board.rate.updated}/{board.rate.of}" if board.rate.of else ""
    reached = bool(board.rate.of) and board.rate.updated == board.rate.of
    ready = (
        ("open", opened, ""),
        ("update", closed or reached, figure),
        ("close", closed, ""),
        ("sign", closed and signed(desk, code), ""),
        ("bundle", newest is not None, "" if newest is not None else _city_day(desk, board)),
        ("receipt", newest is not None and bool(newest.receipt_at), ""),
    )
    steps, met_open = [], False
    for name, done, words in ready:
        state = "done" if done else "ahead" if met_open else "now"
        met_open = met_open or not done
        steps.append(PathStep(name, state, words))
    return tuple(steps)


def _city_day(desk: Desk, board: MonthBoard) -> str:
    day = city_due_day(board.period, settings.calendar(desk.store))
    return _("hạn {day}").format(day=f"{day:%d/%m}")


def signed(desk: Desk, period: str) -> bool:
    """Whether the clerk said that the period's papers are printed and signed (since it was closed last)."""
    kept = next(iter(desk.store.find(ReportingPeriod, code=period)), None)
    edition = kept.edition if kept is not None else 1
    return desk.store.setting(_signed_key(period)) == str(edition)


def tick_signed(desk: Desk, *, period: str) -> bool:
    """Note that the period's papers are printed and signed.

    Raises:
        Refused: the office is open read-only.
    """
    writable(desk)
    kept = next(iter(desk.store.find(ReportingPeriod, code=period)), None)
    edition = kept.edition if kept is not None else 1
    desk.store.set_setting(_signed_key(period), str(edition), who=desk.who, at=desk.now())
    return True


def _signed_key(period: str) -> str:
    return f"path.signed.{period}"


def last_setting(detail: str) -> tuple[str, str, str]:
    """(key, before, after) of a journal entry about a setting; blanks where it is about something else."""
    try:
        told = json.loads(detail) if detail else {}
    except ValueError:
        told = {}
    if not isinstance(told, dict) or "key" not in told:
        return "", "", ""
    return str(told["key"]), str(told.get("before", "")), str(told.get("after", ""))
