"""Matched answers become proposed records; answers that contradict each other wait for a person.

Decides that an empty cell leaves what is recorded, that a record says whose form it came from, and that an answer never
replaces what another body's form said of the same row, nor one of two differing forms the other, without a choice. The
same file taken a second time never takes back what a person mended in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from nq57desk.domain.bodies import body_key
from nq57desk.domain.changes import Proposed
from nq57desk.domain.form_answers import STATE_WORDS, TaskAnswer, ValueAnswer, says_nothing_arose
from nq57desk.domain.forms import RowKind
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.month_cells import NOTHING
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.vietnamese import write_number
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.changing import new_id
from nq57desk.usecases.edits import task
from nq57desk.usecases.form_returns import Choice, Doubtful, Taken, chosen
from nq57desk.usecases.recording import finished, recorded, stamped
from nq57desk.workspace import Desk

_FROM = " – phiếu "
KEEP = "keep"
"""The choice that leaves what is recorded."""


@dataclass(slots=True)
class Taking:
    """Gathers the records of many forms, with what was found on the way."""

    desk: Desk
    confirmed: Mapping[str, str]
    records: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)

    def take(self, answers: Iterable[Taken]) -> None:
        """All answers, those about one row in one month together."""
        groups: dict[tuple[RowKind, str, str], list[Taken]] = {}
        for one in answers:
            groups.setdefault((one.row.kind, one.row.id, one.period), []).append(one)
        for group in groups.values():
            counting = self._one_of(group)
            if counting is not None:
                self._propose(counting)
        # The store wants the records of one kind together.
        self.records.sort(key=lambda record: record.kind, reverse=True)

    def _one_of(self, group: list[Taken]) -> Taken | None:
        """The answer that counts; None where differing ones wait for a choice."""
        different: dict[TaskAnswer | ValueAnswer, Taken] = {}
        for one in group:
            different.setdefault(one.answer, one)
        if len(different) == 1:
            return group[0]
        choices = tuple(Choice(one.key, f"{one.body} ({one.file}): {said_of(one)}") for one in different.values())
        first = group[0]
        key = f"{first.row.code}-{first.period}"
        doubt = Doubtful(key, "conflict", first.place, first.row.name[:160], choices)
        value = chosen(doubt, self.confirmed)
        if value is None:
            self.doubtful.append(doubt)
        return next((one for one in group if one.key == value), None)

    def _propose(self, one: Taken) -> None:
        before: ProgressUpdate | IndicatorValue
        after: ProgressUpdate | IndicatorValue
        if isinstance(one.answer, TaskAnswer):
            before = recorded(self.desk, task(self.desk, one.row.id), month_asked(self.desk, one.period))
            after = self._update(before, one, one.answer)
        else:
            before = self._measured(one)
            after = self._value(before, one, one.answer)
        if after is not before and not self._may_replace(before, one):
            return
        self.records.append(Proposed(_KINDS[one.row.kind], after.id, after, one.place))

    def _may_replace(self, before: ProgressUpdate | IndicatorValue, one: Taken) -> bool:
        """Whether what is recorded may be replaced: not if a person mended it since the same file was taken, nor if
        another body's form said it, unless a person chose so."""
        whose, mark, file = before.by.partition(_FROM)
        if one.again and before.at and not mark:
            note = problem("forms.mended_since", Severity.NOTE, one.place, name=one.row.name[:80], by=before.by)
            self.problems.append(note)
            return False
        if not mark or body_key(whose) == body_key(one.body):
            return True
        key = f"{one.row.code}-{one.period}-recorded"
        choices = (Choice(KEEP, f"{whose} ({file})"), Choice(one.key, f"{one.body} ({one.file}): {said_of(one)}"))
        doubt = Doubtful(key, "recorded", one.place, one.row.name[:160], choices)
        value = chosen(doubt, self.confirmed)
        if value is None:
            self.doubtful.append(doubt)
        return value == one.key

    # Tasks

    def _update(self, before: ProgressUpdate, one: Taken, answer: TaskAnswer) -> ProgressUpdate:
        state = answer.state or before.state
        values: dict[str, Any] = {"state": state, "nothing_arose": answer.nothing_arose}
        if answer.percent is not None:
            values["percent"] = answer.percent
        if answer.result and not says_nothing_arose(answer.result):
            values["result"] = answer.result
        elif answer.nothing_arose:
            values["result"] = before.result or NOTHING
        elif says_nothing_arose(before.result):
            values["result"] = ""
        if state is not State.DONE:
            values["finished_on"] = None
        for name in ("difficulty", "proposal"):
            if getattr(answer, name):
                values[name] = getattr(answer, name)
        values |= dict(self._product(before, one, answer, state))
        month = month_asked(self.desk, one.period)
        after = finished(replace(before, **values), self.desk.today, month, self.desk)
        by_hand = stamped(self.desk, before, after)
        return before if by_hand is before else replace(by_hand, by=_by(one))

    def _product(
        self, before: ProgressUpdate, one: Taken, answer: TaskAnswer, state: State
    ) -> Iterator[tuple[str, Any]]:
        """The document and the day, in the fields that the state gives them."""
        document = answer.product_document
        if document:
            yield ("stopped_by" if state is State.STOPPED else "product_document"), document
        elif state is State.STOPPED and not before.stopped_by:
            self.problems.append(
                problem("forms.stop_without_document", Severity.WARNING, one.place, name=one.row.name[:80])
            )
        if answer.day is None:
            return
        if answer.day > self.desk.today:
            self.problems.append(
                problem("forms.day_in_future", Severity.WARNING, one.place, day=f"{answer.day:%d/%m/%Y}")
            )
        elif state is State.DONE:
            yield "finished_on", answer.day
        elif document and state is not State.STOPPED:
            yield "product_date", answer.day
        else:
            self.problems.append(
                problem("forms.day_without_done", Severity.NOTE, one.place, day=f"{answer.day:%d/%m/%Y}")
            )

    # Indicators

    def _measured(self, one: Taken) -> IndicatorValue:
        there = self.desk.store.find(IndicatorValue, indicator_id=one.row.id, period=one.period)
        return there[0] if there else IndicatorValue(new_id(), one.row.plan_id, one.row.id, one.period)

    def _value(self, before: IndicatorValue, one: Taken, answer: ValueAnswer) -> IndicatorValue:
        after = before
        if answer.actual is not None or answer.numerator is not None:
            after = replace(after, actual=answer.actual, numerator=answer.numerator, denominator=answer.denominator)
        after = replace(
            after, source=answer.source or before.source, explanation=answer.explanation or before.explanation
        )
        if after == before and before.at:
            return before
        return replace(after, by=_by(one), at=self.desk.now().isoformat(timespec="seconds"))


_KINDS = {RowKind.TASK: "progress_update", RowKind.INDICATOR: "indicator_value"}


def _by(one: Taken) -> str:
    """Whose form a record came from, and which file."""
    return f"{one.body}{_FROM}{one.file}"


def said_of(one: Taken) -> str:
    """An answer in a few words, to choose by."""
    answer = one.answer
    if isinstance(answer, ValueAnswer):
        numbers = (answer.actual, answer.numerator, answer.denominator)
        parts = [write_number(number) for number in numbers if number is not None]
        return "/".join(parts) or answer.explanation[:60]
    parts = [STATE_WORDS[answer.state] if answer.state else ""]
    parts += [f"{answer.percent}%" if answer.percent is not None else "", answer.result[:60]]
    return ", ".join(part for part in parts if part)
