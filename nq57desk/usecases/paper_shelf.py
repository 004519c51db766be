"""What an office can print for a period, what of that has left already, and the words of a report's parts.

Decides that a paper counts as out of hand where it was printed, saved or issued from the data as they are now: a paper
that left before the data changed is told apart from one that never left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nq57desk import paths
from nq57desk.domain.issued import IssuedPaper, newest
from nq57desk.domain.list_assignments import NOBODY
from nq57desk.domain.organisation import Role
from nq57desk.domain.papers import PaperKind, Words
from nq57desk.domain.periods import Period, read_period
from nq57desk.domain.plan import Appendix, Plan
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.report_outline import ReportPart, TextState
from nq57desk.usecases import (
    appendix_columns,
    city_shelf,
    fingerprints,
    paper_data,
    paper_issued,
    paper_letters,
    paper_reports,
    paper_texts,
    task_list,
)
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.city_code import city_code
from nq57desk.usecases.paper_asked import OF_CITY, OF_PERIOD, Asked, asked_paper
from nq57desk.usecases.task_list import PlanView
from nq57desk.workspace import Desk

LISTED = (
    PaperKind.PROGRESS_REPORT,
    PaperKind.TASK_PROGRESS,
    PaperKind.INDICATORS,
    PaperKind.WARNING_LIST,
    PaperKind.ASSIGNMENTS,
)
"""The papers of a period in the order of the page; reminders follow."""


_FILE = "printed.json"
"""In the folder of papers: a note of this machine's, no data of the office."""
_MOST = 2000


class Out(StrEnum):
    """Whether a paper has left the program."""

    NOT_YET = "not_yet"
    BEFORE = "before"
    """It did, before the data changed."""
    DONE = "done"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Choice:
    """One paper that can be made; None where that does not apply. ``body`` "" of reminders means all late bodies."""

    kind: PaperKind
    period: str | None = None
    plan_id: str | None = None
    appendix_id: str | None = None
    body: str = ""

    @property
    def columns(self) -> str:
        """Whose columns it has: the appendix's own, else the list's kind's."""
        return self.appendix_id or self.kind.value

    @property
    def about(self) -> str:
        """As :class:`~nq57desk.usecases.paper_asked.Asked` names it."""
        if self.appendix_id is not None:
            return self.appendix_id
        if self.kind in (PaperKind.PLAN, PaperKind.DECISION):
            return self.plan_id or ""
        return "/".join(filter(None, (self.period, self.plan_id, self.body)))


@dataclass(frozen=True, slots=True)
class Late:
    """A late body: unfinished tasks over their last day, and tasks without their update."""

    body: str
    late: int
    missing: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that can be printed. ``begun``: something was reported up to its end; ``outs``: whether each paper left."""

    period: Period
    now: Period
    closed: bool
    begun: bool
    plans: tuple[PlanView, ...]
    late: tuple[Late, ...]
    issued: tuple[IssuedPaper, ...]
    outs: Mapping[Choice, Out]
    of_city: bool = False
    """A city's papers tell of all offices; ``closed`` then says that the period is locked."""

    @property
    def listed(self) -> tuple[PaperKind, ...]:
        """The papers of the period in the order of the page."""
        return city_shelf.LISTED if self.of_city else LISTED

    @property
    def any(self) -> bool:
        """Whether there is anything to print: a ward needs a plan, a city its offices."""
        return self.of_city or bool(self.plans)


def shelf(desk: Desk, *, period: str | None = None) -> Shelf:
    """What there is to print, with the present month where no period is named.

    Raises:
        Refused: the text names no period.
    """
    if desk.office.role is Role.CITY:
        return _of_city(desk, period)
    now = period_asked(desk, None)
    it = period_asked(desk, period) if period else now
    plans = task_list.plans(desk)
    told = paper_letters.late_bodies(desk, period=it.code) if plans else ()
    late = tuple(Late(*one) for one in told if one[0] != NOBODY)
    kept = paper_issued.issued(desk)
    outs = _outs(desk, choices(it.code, plans, late), kept, it)
    return Shelf(it, now, paper_data.is_closed(desk, it), _begun(desk, it), plans, late, kept, outs)


def _of_city(desk: Desk, period: str | None) -> Shelf:
    now = city_shelf.city_period(desk, None)
    it = city_shelf.city_period(desk, period) if period else now
    plans = task_list.plans(desk)
    kept = paper_issued.issued(desk)
    outs = _outs(desk, choices(it.code, plans, (), city_shelf.LISTED), kept, it)
    return Shelf(it, now, city_shelf.locked(desk, it), city_shelf.begun(desk, it), plans, (), kept, outs, of_city=True)


def choices(
    period: str, plans: Iterable[PlanView], late: Iterable[Late], listed: Iterable[PaperKind] = LISTED
) -> tuple[Choice, ...]:
    """Every paper of the shelf in the order of the page."""
    found = [Choice(kind, period) for kind in listed]
    there = [one.body for one in late]
    found += [Choice(PaperKind.REMINDER, period, body=body) for body in (*([""] if there else []), *there)]
    for view in plans:
        found += [Choice(kind, plan_id=view.plan.id) for kind in (PaperKind.PLAN, PaperKind.DECISION)]
        for one in view.appendices:
            found += [
                Choice(kind, plan_id=view.plan.id, appendix_id=one.appendix.id)
                for kind in (PaperKind.APPENDIX, PaperKind.ADJUSTED_APPENDIX)
            ]
    return tuple(found)


def asked_for(desk: Desk, choice: Choice, *, header: bool | None = None) -> Asked:
    """The paper that was chosen.

    Raises:
        Refused: as :func:`~nq57desk.usecases.paper_asked.asked_paper`.
    """
    return asked_paper(
        desk,
        kind=choice.kind,
        plan_id=None if choice.appendix_id else choice.plan_id,
        appendix_id=choice.appendix_id,
        period=choice.period,
        body=choice.body or None,
        header=header,
    )


def note_out(desk: Desk, choice: Choice, code: str) -> bool:
    """Remember that a paper was printed or saved from the data with this code; False where that cannot be written."""
    if desk.read_only:
        return False
    told = {**_told(desk), _key(choice): code}
    newest_ = dict(list(told.items())[-_MOST:])
    try:
        desk.papers_folder.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(desk.papers_folder / _FILE, json.dumps(newest_, ensure_ascii=False).encode())
    except OSError:
        return False
    return True


def _outs(desk: Desk, all_: Iterable[Choice], kept: tuple[IssuedPaper, ...], it: Period) -> dict[Choice, Out]:
    at_city = desk.office.role is Role.CITY
    period_code = city_code(desk, it) if at_city else fingerprints.period_code(desk, it.code)
    years = {plan.id: plan.year for plan in desk.store.all(Plan)}
    codes = {year: fingerprints.plan_code(desk, year) for year in {it.year, *years.values()}}
    timed = {one.id for one in desk.store.all(Appendix) if appendix_columns.has_progress(desk, one)}
    ticks, found = _told(desk), {}
    for one in all_:
        told_of = one.kind in (*OF_PERIOD, *OF_CITY) or one.appendix_id in timed
        code = period_code if told_of else codes[years.get(one.plan_id or "", it.year)]
        signed = newest(kept, one.kind.value, one.about)
        told = ticks.get(_key(one), "")
        if signed is not None and signed.fingerprint == code:
            found[one] = Out.ISSUED
        elif told == code:
            found[one] = Out.DONE
        elif told or signed is not None:
            found[one] = Out.BEFORE
        else:
            found[one] = Out.NOT_YET
    return found


def _begun(desk: Desk, it: Period) -> bool:
    """Whether anything was reported up to the period's end."""
    last = it.year * 12 + it.last_month
    updates = desk.store.all(ProgressUpdate)
    return any((at := read_period(one.period)) is not None and at.year * 12 + at.last_month <= last for one in updates)


def _told(desk: Desk) -> dict[str, str]:
    """The code of the data from which each paper left last; nothing where the note cannot be read."""
    try:
        told = json.loads((desk.papers_folder / _FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(code) for key, code in told.items()} if isinstance(told, dict) else {}


def _key(choice: Choice) -> str:
    return f"{choice.kind.value}/{choice.about}"


def parts_in_words(desk: Desk, *, period: str) -> tuple[tuple[ReportPart, str], ...]:
    """The parts of a period's report, each with what the page says in it: the clerk's text or the drafted one.

    Raises:
        Refused: the text names no period.
    """
    asked = asked_paper(desk, kind=PaperKind.PROGRESS_REPORT, period=period)
    paper, _problems = paper_reports.report(desk, asked)
    parts = paper_texts.report_parts(desk, period=period)
    drafted: dict[str, list[str]] = {}
    waiting = list(parts)
    for piece in paper.body:
        if isinstance(piece, Words) and waiting and piece.level and piece.text == waiting[0].heading_line:
            drafted[waiting.pop(0).key] = []
        elif isinstance(piece, Words) and drafted and piece.text:
            drafted[list(drafted)[-1]].append(piece.text)
    last = parts[-1].key if parts else ""
    if drafted.get(last) and parts[-1].state is TextState.DRAFTED:
        drafted[last].pop()  # the closing line of the report stands below its last part
    return tuple((part, part.text or "\n".join(drafted.get(part.key, ()))) for part in parts)
