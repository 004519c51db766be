"""``progress``, ``indicator`` and ``period``: what happened in a month, and closing it."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Output, counts_json, jsonable
from nq57desk.domain.changes import Applied, Counts
from nq57desk.domain.records import ROW_KINDS
from nq57desk.domain.vietnamese import parse_number
from nq57desk.errors import refuse
from nq57desk.usecases import indicators, progress, same_indicators

_MOST_DIGITS = 18
"""Digits before the comma that any figure of a ward may have."""


def _total(applied: Applied) -> Counts:
    total = Counts()
    for kind in ROW_KINDS:
        total += applied.by_kind.get(kind, Counts())
    return total


def _answer(applied: Applied, output: Output) -> int:
    total = _total(applied)
    output.value({"changes": counts_json(total)})
    output.changes(total)
    return 0


def record(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        applied = progress.set_progress(
            desk,
            task_id=asked.task,
            period=asked.period,
            state=asked.state,
            percent=asked.percent,
            result=asked.result,
            product_document=asked.product_document,
            product_date=asked.product_date,
            finished_on=asked.finished_on,
            difficulty=asked.difficulty,
            proposal=asked.proposal,
            disbursed=asked.disbursed,
            nothing_arose=asked.nothing_arose,
            stopped_by=asked.stopped_by,
        )
    return _answer(applied, output)


def _number(text: str | None) -> Decimal | None:
    """A number as a command line has it (96.5) or as Vietnamese writes it (96,5; 1.234,5)."""
    if text is None:
        return None
    try:
        number: Decimal | None = Decimal(text)
    except InvalidOperation:
        number = parse_number(text)
    if number is None or not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        raise refuse("workspace.bad_number", text=text)
    return number


def set_value(asked: argparse.Namespace, output: Output) -> int:
    if asked.actual is not None and (asked.numerator is not None or asked.denominator is not None):
        asked.parser.error("còn thiếu: --actual N | --numerator N --denominator N")
    with opened(asked) as desk:
        applied = indicators.set_value(
            desk,
            indicator_id=asked.indicator,
            period=asked.period,
            actual=_number(asked.actual),
            numerator=_number(asked.numerator),
            denominator=_number(asked.denominator),
        )
    return _answer(applied, output)


def same(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        applied = same_indicators.confirm(desk, shown_id=asked.shown, first_id=asked.first)
    return _answer(applied, output)


def close(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        closed = progress.close_period(desk, period=asked.period)
    output.value(
        {
            "period": closed.period,
            "updated": closed.updated,
            "of": closed.of,
            "missing": jsonable(closed.missing),
            "warning_list": jsonable(closed.warning_list),
            "problems": jsonable(closed.problems),
        }
    )
    output.line(f"Đã chốt kỳ {closed.period}: {closed.updated}/{closed.of} nhiệm vụ đã cập nhật.")
    output.problems(closed.problems)
    return 0


def reopen(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        opened_again = progress.open_period(desk, period=asked.period, reason=asked.reason)
    output.value({"period": opened_again.code, "edition": opened_again.edition, "problems": []})
    output.line(f"Đã mở lại kỳ {opened_again.code}.")
    return 0
