"""Where the ready questions and the program's own pages say something different of one period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from nq57desk.domain.consolidation import TaskCounts
from nq57desk.domain.periods import as_period, closing_month
from nq57desk.domain.progress import State
from nq57desk.domain.submission import CellState
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.update_rate import UpdateRate
from nq57desk.usecases import city_matrix
from nq57desk.usecases.city_tables import CityTables, ReferenceIndicator, tables
from nq57desk.workspace import Desk

Ask = Callable[[str], list[dict[str, Any]]]
"""Gives the rows of a view, by its name."""


def disagreements(ask: Ask, desk: Desk, period: str) -> list[str]:
    """One line for each difference; none where all agree to the last digit."""
    program = tables(desk, period=period)
    return [
        *_tasks(ask, program),
        *_counts(ask, program),
        *_rates(ask, program, period),
        *_totals(ask, program),
        *_by_office(ask, program),
        *_missing(ask, desk, period),
    ]


def _tasks(ask: Ask, program: CityTables) -> Iterator[str]:
    ours = {
        (one.office, one.id): (one.state.value, one.timeliness.value, one.days, one.assigned_id or None)
        for one in program.lines
    }
    theirs = {
        (row["office_code"], row["id"]): (row["state"], row["timeliness"], row["days"], row["reference_id"])
        for row in ask("judged_tasks")
    }
    yield from _differences("task", ours, theirs)
    for view, word in (("late_tasks", "late"), ("done_in_time", "done_in_time"), ("done_late", "done_late")):
        found = {(row["office_code"], row["id"]) for row in ask(view)}
        yield from _differences(view, dict.fromkeys(k for k, v in ours.items() if v[1] == word), dict.fromkeys(found))


def _told(counts: TaskCounts) -> dict[str, int]:
    return {
        "total": counts.total,
        **{f"state_{one.value}": counts.state(one) for one in State},
        **{one.value: counts.standing(one) for one in Timeliness},
        "done_undated": counts.done_undated,
        "overdue": counts.overdue,
        "dated": counts.dated,
        "updated": counts.updated,
        "asked": counts.asked,
    }


def _counts(ask: Ask, program: CityTables) -> Iterator[str]:
    names = _told(TaskCounts())
    ours = {code: _told(counts) for code, counts in program.by_office.items()}
    theirs = {row["office_code"]: {name: row[name] for name in names} for row in ask("office_counts")}
    yield from _differences("counts", ours, theirs)
    city = {name: row[name] for row in ask("city_counts") for name in names}
    if program.total.total or city:
        yield from _differences("city", {"all": _told(program.total)}, {"all": city})
    left = ("updated", "asked")
    wanted = {one.task.id: (_less(_told(one.counts), left), one.linked) for one in program.tasks}
    got = {
        row["reference_id"]: (_less({name: row[name] for name in names}, left), row["offices"])
        for row in ask("reference_counts")
    }
    yield from _differences("reference", wanted, got)


def _less(told: dict[str, int], names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for name, number in told.items() if name not in names}


def _rates(ask: Ask, program: CityTables, period: str) -> Iterator[str]:
    ours = {}
    for code, counts in program.by_office.items():
        rate = UpdateRate(period, counts.updated, counts.asked, 90, ())
        ours[code] = (rate.updated, rate.of, rate.tenths, rate.needed, rate.reached)
    theirs = {
        row["office_code"]: (row["updated"], row["asked"], row["tenths"], row["needed"], row["is_reached"])
        for row in ask("update_rates")
    }
    yield from _differences("rate", ours, theirs)


def _total(one: ReferenceIndicator) -> tuple[object, ...]:
    together, words = one.total.together, {word.value: n for word, n in one.total.words.items()}
    pairs = together.denominator is not None
    tenths = int(together.value * 10) if pairs and together.value is not None else None
    amount = None if pairs or one.indicator.unit in ("%", "‰") else together.value
    sums = (together.numerator, together.denominator, amount, tenths)
    counted = (len(one.total.counted), len(one.total.left_out), len(one.total.missing), len(one.total.unlinked))
    return (*sums, one.assessment.word.value, *(words.get(it, 0) for it in ("met", "not_yet", "no_data")), *counted)


_COLUMNS = (
    *("numerator", "denominator", "actual", "share_tenths", "assessment", "met", "not_yet", "no_data"),
    *("counted", "left_out", "missing", "unlinked"),
)


def _totals(ask: Ask, program: CityTables) -> Iterator[str]:
    ours = {one.indicator.id: _total(one) for one in program.indicators}
    theirs = {row["reference_id"]: tuple(row[name] for name in _COLUMNS) for row in ask("indicator_totals")}
    yield from _differences("indicator", ours, theirs)


def _by_office(ask: Ask, program: CityTables) -> Iterator[str]:
    ours: dict[tuple[str, str], tuple[object, ...]] = {}
    for one in program.indicators:
        for code in {*one.given, *one.met, *one.total.missing}:
            value = one.given.get(code)
            parts = (None, None, None) if value is None else (value.actual, value.numerator, value.denominator)
            ours[one.indicator.id, code] = (*(parts if value is None or not _paired(parts) else (None, *parts[1:])),
                                            one.met.get(code))  # fmt: skip
    theirs = {
        (row["reference_id"], row["office_code"]): (
            *(row["actual"], row["numerator"], row["denominator"]),
            row["is_met"],
        )
        for row in ask("office_indicators")
    }
    yield from _differences("office's indicator", ours, theirs)


def _paired(parts: tuple[Decimal | None, Decimal | None, Decimal | None]) -> bool:
    return parts[1] is not None and parts[2] is not None


def _missing(ask: Ask, desk: Desk, period: str) -> Iterator[str]:
    found = city_matrix.matrix(desk, period=closing_month(as_period(period)).code)
    ours = {}
    for row in city_matrix.missing(found):
        cell = row.cells[found.at]
        over = cell.days if cell.state is not CellState.NOT_DUE else 0
        ours[row.unit.code] = (cell.state.value, cell.due, over, row.timely, row.asked)
    theirs = {
        row["office_code"]: (row["state"], row["due_day"], row["days_over"], row["timely"], row["asked"])
        for row in ask("missing_offices")
    }
    yield from _differences("missing", ours, theirs)


def _differences(what: str, ours: Mapping[Any, object], theirs: Mapping[Any, object]) -> Iterator[str]:
    for key in sorted({*ours, *theirs}, key=str):
        if ours.get(key, "nothing") != theirs.get(key, "nothing"):
            yield f"{what} {key}: program {ours.get(key, 'nothing')}, question {theirs.get(key, 'nothing')}"
