"""``progress``, ``indicator`` and ``period``: what happened in a month, and closing it."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation

from nq57desk.cli.printing import Output, counts_json, jsonable
from nq57desk.cli.tree import Branch, opened
from nq57desk.domain.changes import Applied, Counts
from nq57desk.domain.progress import State
from nq57desk.domain.records import ROW_KINDS
from nq57desk.domain.vietnamese import parse_number
from nq57desk.errors import refuse
from nq57desk.usecases import indicators, progress


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], general: argparse.ArgumentParser) -> None:
    """Hang the branch into the tree."""
    top = Branch(commands, general)
    record = top.group("progress", "tiến độ của nhiệm vụ").command("set", "ghi tiến độ của một nhiệm vụ", _set)
    record.add_argument("task", metavar="TASK")
    record.add_argument("--period", required=True, metavar="P")
    record.add_argument("--state", type=State, choices=list(State), required=True)
    record.add_argument("--percent", type=int, metavar="N")
    record.add_argument("--result", metavar="T")
    record.add_argument("--product-document", metavar="T")
    record.add_argument("--product-date", type=date.fromisoformat, metavar="D")
    record.add_argument("--finished-on", type=date.fromisoformat, metavar="D")
    record.add_argument("--difficulty", metavar="T")
    record.add_argument("--proposal", metavar="T")
    record.add_argument("--disbursed", type=int, metavar="N")
    record.add_argument("--stopped-by", metavar="T", help="văn bản dừng hoặc thay thế nhiệm vụ")
    record.add_argument("--nothing-arose", action="store_true", default=None)
    value = top.group("indicator", "số liệu của chỉ tiêu").command("set", "ghi số liệu của một chỉ tiêu", _set_value)
    value.add_argument("indicator", metavar="ID")
    value.add_argument("--period", required=True, metavar="P")
    value.add_argument("--actual", metavar="N")
    value.add_argument("--numerator", metavar="N")
    value.add_argument("--denominator", metavar="N")
    period = top.group("period", "chốt và mở lại kỳ báo cáo")
    period.command("close", "chốt một kỳ sau khi kiểm tra", _close).add_argument("period", metavar="P")
    reopen = period.command("open", "mở lại một kỳ đã chốt", _open)
    reopen.add_argument("period", metavar="P")
    reopen.add_argument("--reason", required=True, metavar="T")


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


def _set(asked: argparse.Namespace, output: Output) -> int:
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
        return Decimal(text)
    except InvalidOperation:
        number = parse_number(text)
    if number is None:
        raise refuse("workspace.bad_number", text=text)
    return number


def _set_value(asked: argparse.Namespace, output: Output) -> int:
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


def _close(asked: argparse.Namespace, output: Output) -> int:
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


def _open(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        opened_again = progress.open_period(desk, period=asked.period, reason=asked.reason)
    output.value({"period": opened_again.code, "edition": opened_again.edition, "problems": []})
    output.line(f"Đã mở lại kỳ {opened_again.code}.")
    return 0
