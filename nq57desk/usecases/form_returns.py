"""Returned forms, read and matched: each row with its answer, or with the reason why it waits or cannot be taken.

Decides which forms are refused whole (another office's, a closed, other or later month, no form at all), which rows
wait for a person (a lost or displaced code, a state that is not said), and which only carry a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nq57desk import settings
from nq57desk.domain.form_answers import (
    STATE_WORDS,
    Answer,
    Flaw,
    TaskAnswer,
    said,
    task_answer,
    value_answer,
)
from nq57desk.domain.forms import (
    AskedRow,
    RowKind,
    body_code,
    is_same_row,
    likely_rows,
    row_code,
)
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.names import strict_name
from nq57desk.domain.periods import (
    Period,
    PeriodKind,
    ReportingPeriod,
    month_number,
    month_of,
    read_period,
    title,
    window,
)
from nq57desk.domain.plan import Task
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import by_task, in_month, state_in
from nq57desk.errors import Refused
from nq57desk.importing.form_reading import FormRow, ReturnedForm, read_form
from nq57desk.importing.isolate import read_isolated
from nq57desk.monitor import Monitor
from nq57desk.usecases.form_asking import Asked, asked_in
from nq57desk.usecases.form_memory import remembered
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a doubt."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row that waits for a person. ``reason`` is "lost_row", "other_row", "no_state", "unknown_state", "conflict" or
    "recorded" (another body's form was taken before).

    ``key`` stays the same while the files do; ``text`` says what the file has; ``suggested`` is one of the choices'
    values, or "" where none is more likely.
    """

    key: str
    reason: str
    place: Place
    text: str
    choices: tuple[Choice, ...]
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A row's answer, matched. ``again``: from a file that was taken before."""

    row: AskedRow
    answer: Answer
    period: str
    body: str
    file: str
    key: str
    place: Place
    again: bool = False


@dataclass(slots=True)
class FileResult:
    """What came of one file. ``outcome`` is "read", "refused" or "same_file"; rows ``answered`` of those ``asked``."""

    file: str
    digest: str = ""
    outcome: str = "read"
    body: str = ""
    body_code: str = ""
    period: str = ""
    asked: int = 0
    again: bool = False
    answered: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)


def chosen(doubt: Doubtful, confirmed: Mapping[str, str]) -> str | None:
    """The value that a person chose, None where nobody did; "" stands for the suggested one."""
    value = confirmed.get(doubt.key)
    if value is None:
        return None
    value = value or doubt.suggested
    return value if value in {choice.value for choice in doubt.choices} else None


@dataclass(slots=True)
class Reading:
    """Reads one file after the other against what the office has."""

    desk: Desk
    confirmed: Mapping[str, str]
    wanted: str | None = None
    _asked: dict[str, Asked] = field(default_factory=dict)
    _rows: dict[str, AskedRow] = field(default_factory=dict)
    _updates: dict[str, tuple[ProgressUpdate, ...]] | None = None

    def file(self, path: Path, monitor: Monitor | None) -> FileResult:
        """What one file says."""
        try:
            form = read_form(read_isolated(path, monitor=monitor))
        except Refused as refused:
            return FileResult(path.name, outcome="refused", problems=list(refused.problems))
        result = FileResult(path.name, form.digest, problems=list(form.problems))
        refusals = list(self._refusals(form))
        if refusals:
            result.outcome, result.problems = "refused", refusals
            return result
        self._whose(form, result)
        for row in form.rows:
            self._row(row, result)
        result.answered = tuple(dict.fromkeys(taken.row.code for taken in result.taken))
        return result

    # Whose form of which month

    def _refusals(self, form: ReturnedForm) -> Iterator[Problem]:
        place = Place(file=form.file)
        coded = any(row.code in self._known() for row in form.rows)
        if not form.is_form or not (form.mark or coded or form.stated_body):
            yield problem("forms.not_a_form", Severity.ERROR, place, name=form.file)
            return
        if form.mark and form.mark.office_code != self.desk.office.code:
            yield problem(
                "forms.other_office", Severity.ERROR, place, name=form.file, code=form.mark.office_code,
                own=self.desk.office.name,
            )  # fmt: skip
            return
        yield from self._period_refusals(form, place)

    def _period_refusals(self, form: ReturnedForm, place: Place) -> Iterator[Problem]:
        code = form.mark.period if form.mark else form.stated_period
        month = read_period(code)
        if month is None or month.kind is not PeriodKind.MONTH:
            yield problem("forms.no_period", Severity.ERROR, place, name=form.file)
            return
        words = {"name": form.file, "period": title(month)}
        stated = read_period(form.stated_period)
        kept = next(iter(self.desk.store.find(ReportingPeriod, code=month.code)), None)
        if stated is not None and stated != month:
            yield problem("forms.period_unclear", Severity.ERROR, place, stated=title(stated), **words)
        elif self.wanted is not None and month.code != self.wanted:
            yield problem("forms.other_period", Severity.ERROR, place, wanted=title(self.wanted), **words)
        elif kept is not None and kept.closed_on is not None:
            yield problem("forms.period_closed", Severity.ERROR, place, **words)
        elif window(month, settings.calendar(self.desk.store))[0] > self.desk.today:
            yield problem("forms.future_period", Severity.ERROR, place, **words)

    def _whose(self, form: ReturnedForm, result: FileResult) -> None:
        place = Place(file=form.file)
        code = form.mark.period if form.mark else form.stated_period
        asked = self._month(code)
        stated = asked.bodies.name_of(form.stated_body)
        result.period = code
        result.body_code = asked.current(form.mark.body_code) if form.mark else body_code(stated)
        mine = asked.forms.get(result.body_code)
        trace = remembered(self.desk, code).get(result.body_code)
        result.body = mine.body if mine else trace.body if trace else stated
        result.again = any(form.digest in one.digests for one in remembered(self.desk, code).values())
        result.asked = len(mine.rows) if mine else 0
        month = Period(int(code[:4]), PeriodKind.MONTH, int(code[5:]))
        present = month_of(self.desk.today, settings.calendar(self.desk.store))
        if form.mark is None:
            result.problems.append(problem("forms.mark_lost", Severity.WARNING, place, body=result.body))
        elif stated and body_code(stated) != result.body_code:
            result.problems.append(
                problem("forms.other_body", Severity.WARNING, place, body=result.body, stated=form.stated_body)
            )
        if month_number(month) < month_number(present) - 1:
            result.problems.append(problem("forms.earlier_period", Severity.WARNING, place, period=title(month)))

    def _month(self, code: str) -> Asked:
        if code not in self._asked:
            self._asked[code] = asked_in(self.desk, Period(int(code[:4]), PeriodKind.MONTH, int(code[5:])))
        return self._asked[code]

    def _known(self) -> Mapping[str, AskedRow]:
        """Every row of the office by its code, whether it is asked for or not."""
        if not self._rows:
            store = self.desk.store
            rows = [AskedRow(RowKind.TASK, t.id, t.plan_id, t.number, t.name) for t in store.all(Task)]
            rows += [
                AskedRow(RowKind.INDICATOR, one.same_as or one.id, one.plan_id, one.number, one.name)
                for one in store.all(Indicator)
            ]
            self._rows = {row_code(row.kind, row.id): row for row in rows}
        return self._rows

    # Rows

    def _row(self, row: FormRow, result: FileResult) -> None:
        cells = dict(row.answers)
        answer: Answer | None
        if row.kind is RowKind.TASK:
            answer, flaws = task_answer(cells, month=window(result.period, settings.calendar(self.desk.store)))
        else:
            answer, flaws = value_answer(cells)
        if answer is None:
            return
        target = self._target(row, result)
        if target is None:
            return
        result.problems += [_flawed(row, flaw) for flaw in flaws]
        result.problems += [_merged(row, text) for text in row.merged if said(cells[text])]
        if flaws:
            return
        if isinstance(answer, TaskAnswer):
            answer = self._with_state(answer, target, row, result)
        if answer is not None:
            key = self._key(row, result)
            result.taken.append(
                Taken(target, answer, result.period, result.body, result.file, key, row.place, result.again)
            )

    def _key(self, row: FormRow, result: FileResult) -> str:
        return f"{result.digest[:8]}-{row.key}"

    def _target(self, row: FormRow, result: FileResult) -> AskedRow | None:
        """The row that a returned one is, certain or confirmed; None where it waits or is none."""
        mine = self._month(result.period).forms.get(result.body_code)
        of_kind = mine.of_kind(row.kind) if mine else ()
        known = self._known().get(row.code)
        if known is not None and known.kind is row.kind and is_same_row(known, row.name, of_kind):
            result.problems += list(self._remarks(known, row, of_kind, result))
            return known
        reason = "other_row" if known is not None else "lost_row"
        return self._confirmed_row(row, reason, _candidates(known, row, of_kind), result)

    def _confirmed_row(
        self, row: FormRow, reason: str, rows: Sequence[AskedRow], result: FileResult
    ) -> AskedRow | None:
        if not rows:
            shown = row.name or row.number or "…"
            result.problems.append(problem("forms.row_unknown", Severity.WARNING, row.place, text=shown[:80]))
            return None
        choices = tuple(Choice(one.id, " ".join((one.number, one.name)).strip()[:160]) for one in rows)
        text = " ".join((row.number, row.name)).strip()[:160]
        doubt = Doubtful(f"{self._key(row, result)}-row", reason, row.place, text, choices, choices[0].value)
        value = chosen(doubt, self.confirmed)
        if value is None:
            result.doubtful.append(doubt)
        return next((one for one in rows if one.id == value), None)

    def _remarks(
        self, known: AskedRow, row: FormRow, mine: Sequence[AskedRow], result: FileResult
    ) -> Iterator[Problem]:
        if strict_name(row.name) not in ("", strict_name(known.name)):
            yield problem("forms.wording_changed", Severity.NOTE, row.place, name=known.name[:80], text=row.name[:80])
        if all(one.id != known.id for one in mine):
            yield problem("forms.not_theirs", Severity.WARNING, row.place, name=known.name[:80], body=result.body)

    def _with_state(self, answer: TaskAnswer, target: AskedRow, row: FormRow, result: FileResult) -> TaskAnswer | None:
        """The answer with its state; None where a person has to say it first."""
        its = self._its_updates().get(target.id, ())
        last = state_in(its, result.period)
        if answer.state is not None:
            return answer
        if answer.nothing_arose or (not answer.unknown_state and in_month(its, result.period) is not None):
            return replace(answer, state=last)
        suggested = "" if answer.unknown_state else (last if its else State.IN_PROGRESS).value
        choices = tuple(Choice(state.value, word) for state, word in STATE_WORDS.items())
        reason = "unknown_state" if answer.unknown_state else "no_state"
        text = " – ".join(part for part in (target.name[:100], answer.unknown_state[:60] or answer.result[:60]) if part)
        doubt = Doubtful(f"{self._key(row, result)}-state", reason, row.place_of("state"), text, choices, suggested)
        value = chosen(doubt, self.confirmed)
        if value is None:
            result.doubtful.append(doubt)
            return None
        return replace(answer, state=State(value), unknown_state="")

    def _its_updates(self) -> Mapping[str, tuple[ProgressUpdate, ...]]:
        if self._updates is None:
            self._updates = by_task(self.desk.store.all(ProgressUpdate))
        return self._updates


def _candidates(known: AskedRow | None, row: FormRow, mine: Sequence[AskedRow]) -> tuple[AskedRow, ...]:
    """What a doubtful row may be: what its name and number say first, then what its code says."""
    likely = [one.row for one in likely_rows(row.number, row.name, mine)]
    if known is not None and known.kind is row.kind:
        likely.append(known)
    return tuple({one.id: one for one in likely}.values())


def _flawed(row: FormRow, flaw: Flaw) -> Problem:
    return problem(flaw.code, Severity.ERROR, row.place_of(flaw.field), text=flaw.text[:60], name=row.name[:80])


def _merged(row: FormRow, field_name: str) -> Problem:
    return problem("forms.merged_cell", Severity.WARNING, row.place_of(field_name), name=row.name[:80])
