"""A city's figures worked out of its published rows alone, by the words of the tables: what SQL would do, in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from nq57desk.publishing.tables import TABLES
from nq57desk.usecases.city_dataset import Dataset

Line = Mapping[str, Any]


@dataclass(frozen=True)
class FromRows:
    """The rows of every table, and the questions asked of them for a period and a day."""

    rows: Mapping[str, list[Line]]
    period: str
    as_of: date

    @cached_property
    def asked(self) -> Line:
        return next(one for one in self.rows["periods"] if one["period"] == self.period)

    @cached_property
    def judged(self) -> int:
        """The month whose submissions count: the period's last, of a longer one that goes on the one collected."""
        if self.asked["kind"] == "month":
            return int(self.asked["month_number"])
        months = [one for one in self.rows["periods"] if one["kind"] == "month"]
        here = next(one for one in months if one["first_day"] <= self.day <= one["last_day"])
        before = next(one for one in months if one["month_number"] == here["month_number"] - 1)
        waits = (self.as_of - date.fromisoformat(before["city_due_day"])).days <= 14
        collected = before["month_number"] if waits else here["month_number"]
        first = self.asked["year"] * 12 + self.asked["first_month"] - 1
        return int(max(first, min(collected, self.asked["month_number"])))

    @property
    def day(self) -> str:
        return self.as_of.isoformat()

    # Offices

    @cached_property
    def counting(self) -> set[str]:
        return {one["office_code"] for one in self._sent(self.judged) if one["has_data"] == "true"}

    def missing(self) -> set[str]:
        """Whose data cannot be counted though they are to report."""
        return {one["office_code"] for one in self._sent(self.judged) if one["has_data"] == "false"}

    @cached_property
    def former(self) -> set[str]:
        now = {one["office_code"] for one in self._sent(self.judged)}
        begin = self.judged - self.judged % 12
        return {one["office_code"] for at in range(begin, self.judged) for one in self._sent(at)} - now

    def _sent(self, month: int) -> Iterator[Line]:
        for one in self.rows["submissions"]:
            if one["month_number"] == month and one["is_expected"] == "true":
                yield one

    # Tasks

    @cached_property
    def _said(self) -> dict[tuple[str, str], list[Line]]:
        found: dict[tuple[str, str], list[Line]] = {}
        years = range(self.asked["year"] - 2, self.asked["year"] + 1)
        for one in self.rows["task_updates"]:
            if one["period_year"] in years and one["month_number"] <= self.asked["month_number"]:
                found.setdefault((one["office_code"], one["task_id"]), []).append(one)
        return {at: sorted(its, key=lambda one: one["place"]) for at, its in found.items()}

    def tasks(self) -> Iterator[tuple[Line, str, str]]:
        """(row, state, how it stands in time) of every task that counts."""
        for one in self.rows["tasks"]:
            right = one["year"] == self.asked["year"] and one["is_group"] == "false"
            if right and one["office_code"] in self.counting:
                said = self._said.get((one["office_code"], one["id"]), [])
                yield one, *self._stands(one, said)

    def _stands(self, one: Line, said: list[Line]) -> tuple[str, str]:
        state = said[-1]["state"] if said else "not_started"
        if one["deadline_recurrence"] is not None:
            return state, self._duty(one, said, state)
        if state == "stopped" or one["deadline_last_day"] is None:
            return state, "no_deadline"
        last = date.fromisoformat(one["deadline_last_day"])
        if state == "done":
            return state, "done_late" if said[-1]["done_on"] > one["deadline_last_day"] else "done_in_time"
        left = (last - self.as_of).days
        return state, "late" if left < 0 else "due_soon" if left <= self.asked["due_soon_days"] else "in_time"

    def _duty(self, one: Line, said: list[Line], state: str) -> str:
        if state in ("done", "stopped"):
            return "duty_done"
        year = self.asked["year"] * 12
        held = range(self.asked["first_month"], self.asked["last_month"] + 1)
        opens = {p["last_month"]: p["first_day"] for p in self.rows["periods"] if self._is_month(p)}
        begun = [month for month in held if opens[month] <= self.day] or list(held)
        owed = {year + month - 1 for month in begun if one["owed_months"][month - 1] == "1"}
        told = {each["month_number"] for each in said}
        return "duty_done" if owed <= told else "duty_missing"

    def _is_month(self, period: Line) -> bool:
        return bool(period["kind"] == "month" and period["year"] == self.asked["year"])

    def rate(self) -> dict[str, tuple[int, int]]:
        """Office -> (updated, asked) of the 90 % rule."""
        updated: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for one, state, _word in self.tasks():
            said = self._said.get((one["office_code"], one["id"]), [])
            month = self.asked["month_number"]
            before = [each["state"] for each in said if each["month_number"] < month]
            if said and (state == "stopped" or (before and before[-1] in ("done", "stopped"))):
                continue
            now = [each for each in said if each["month_number"] == month]
            asked[one["office_code"]] += 1
            fit = bool(now) and now[-1]["is_timely"] == now[-1]["is_complete"] == "true"
            updated[one["office_code"]] += fit
        return {code: (updated[code], many) for code, many in asked.items()}

    # Indicators

    def indicator(self, reference: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """(amount, numerator, denominator) of all offices together; None where there is nothing to add."""
        listed = next(one for one in self.rows["reference_list"] if one["id"] == reference)
        given = [self._given(one, listed["measure"]) for one in self._linked(reference)]
        pairs = [one for one in given if one[1] is not None and one[2] is not None]
        if pairs or listed["unit"] in ("%", "‰"):
            return (None, _sum(pairs, 1), _sum(pairs, 2)) if pairs else (None, None, None)
        amounts = [one[0] for one in given if one[0] is not None]
        return (sum(amounts, Decimal(0)) if amounts else None), None, None

    def _linked(self, reference: str) -> Iterator[Line]:
        listed = next(one for one in self.rows["reference_list"] if one["id"] == reference)
        also = self.former if listed["measure"] == "amount" else set()
        for one in self.rows["indicators"]:
            if one["reference_id"] == reference and one["office_code"] in self.counting | also:
                yield one

    def _given(self, one: Line, measure: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        its = [each for each in self.rows["indicator_values"] if self._counts(each, one)]
        its.sort(key=lambda each: int(each["place"]))
        if measure == "value":
            return _numbers(its[-1]) if its else (None, None, None)
        its = [each for each in its if each["period_year"] == self.asked["year"] and each["is_office_valid"] == "true"]
        numbers = [_numbers(each) for each in its]
        pairs = [each for each in numbers if each[1] is not None and each[2] is not None]
        if pairs:
            return None, _sum(pairs, 1), _sum(pairs, 2)
        return (_sum(numbers, 0) if numbers else None), None, None

    def _counts(self, value: Line, one: Line) -> bool:
        same = (value["office_code"], value["indicator_id"]) == (one["office_code"], one["id"])
        known = value["has_value"] == "true" and value["period_year"] is not None
        years = range(self.asked["year"] - 2, self.asked["year"] + 1)
        return bool(
            same and known and value["period_year"] in years and value["month_number"] <= self.asked["month_number"]
        )


Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


def _numbers(value: Line) -> Numbers:
    found = [None if value[name] is None else Decimal(value[name]) for name in ("actual", "numerator", "denominator")]
    actual, numerator, denominator = found
    return actual, numerator, denominator


def _sum(many: list[Numbers], at: int) -> Decimal:
    return sum((one[at] or Decimal(0) for one in many), Decimal(0))


def read(data: Dataset) -> dict[str, list[Line]]:
    """Every row of every table by its columns' names."""
    return {
        table.name: [
            dict(zip(table.names, row, strict=True)) for office in data.offices() for row in data.rows(office, table)
        ]
        for table in TABLES
    }
