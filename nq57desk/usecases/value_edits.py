"""What the grid of indicators does to many cells at once: each is one named step in the journal, and one undo.

The same rules as :mod:`nq57desk.usecases.month_edits`: a flawed cell stops only itself. An indicator that the plan
shows twice is measured once, under the first of its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nq57desk.domain.changes import Proposed
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.periods import Period, by_time
from nq57desk.domain.problems import Problem, Severity
from nq57desk.domain.value_cells import FIELDS, changed_value, is_empty_value, is_half, read_value
from nq57desk.store.recorded import values_of
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.changing import apply_records, deletion, new_id, proposed, writable
from nq57desk.usecases.month_rows import Edited, RefusedCell, Warned, about, cell_problem
from nq57desk.usecases.recording import refuse_closed, signature
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class ValueEdit:
    """A text typed into a cell of the grid of indicators: ``field`` is one of value_cells.FIELDS, "" clears it."""

    indicator_id: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ValueRows:
    """Some indicators with what was measured of them. ``counted`` maps an indicator's id to the one that it is."""

    month: Period
    indicators: Mapping[str, Indicator]
    counted: Mapping[str, str]
    values: Mapping[str, Sequence[IndicatorValue]]

    @classmethod
    def read(cls, desk: Desk, period: str, indicator_ids: Iterable[str]) -> ValueRows:
        """The indicators with these ids; those that are gone are left out.

        Raises:
            Refused: not a month.
        """
        month = month_asked(desk, period)
        found = desk.store.some(Indicator, dict.fromkeys(indicator_ids))
        counted = {one.id: one.same_as or one.id for one in found}
        values: dict[str, list[IndicatorValue]] = {indicator_id: [] for indicator_id in counted.values()}
        for value in sorted(values_of(desk.store, values), key=lambda value: by_time(value.period)):
            values[value.indicator_id].append(value)
        return cls(month, {one.id: one for one in found}, counted, values)

    def recorded(self, indicator_id: str) -> IndicatorValue | None:
        """What is recorded of the month."""
        its = self.values[self.counted[indicator_id]]
        return next((value for value in its if value.period == self.month.code), None)

    def last(self, indicator_id: str) -> IndicatorValue | None:
        """What was recorded last before the month."""
        its = self.values[self.counted[indicator_id]]
        earlier = [value for value in its if by_time(value.period) < by_time(self.month)]
        return earlier[-1] if earlier else None


@dataclass(slots=True)
class _Step:
    desk: Desk
    rows: ValueRows
    new: dict[str, IndicatorValue] = field(default_factory=dict)
    cells: list[tuple[str, str]] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)

    def refuse(self, edit: ValueEdit, found: Problem) -> None:
        self.refused.append(RefusedCell(edit.indicator_id, edit.field, edit.text, found))

    def change(self, edit: ValueEdit, fields: Mapping[str, Decimal | str | None]) -> None:
        counted = self.rows.counted[edit.indicator_id]
        indicator = self.rows.indicators[edit.indicator_id]
        empty = IndicatorValue(new_id(), indicator.plan_id, counted, self.rows.month.code)
        start = self.new.get(counted) or self.rows.recorded(edit.indicator_id) or empty
        self.new[counted] = changed_value(start, fields)
        self.cells.append((edit.indicator_id, edit.field))

    def apply(self, action: str) -> Edited:
        writable(self.desk)
        refuse_closed(self.desk, self.rows.month)
        records = [record for value in self.new.values() for record in self._record(value)]
        applied = apply_records(self.desk, action, records)
        return Edited(applied, tuple(dict.fromkeys(self.cells)), tuple(self.refused), tuple(self._warnings()))

    def _record(self, value: IndicatorValue) -> list[Proposed]:
        its = self.rows.values[value.indicator_id]
        before = next((one for one in its if one.id == value.id), None)
        if is_empty_value(value):
            return [] if before is None else [deletion(before)]
        if value == before:
            return [proposed(value)]
        whose = signature(self.desk)
        return [proposed(replace(value, by=whose.by, at=whose.at))]

    def _warnings(self) -> Iterable[Warned]:
        for indicator_id, name in dict.fromkeys(self.cells):
            if name in FIELDS[:3] and is_half(self.new[self.rows.counted[indicator_id]]):
                indicator = self.rows.indicators[indicator_id]
                found = cell_problem("month.half_a_share", name, about(indicator), Severity.WARNING)
                yield Warned(indicator_id, name, found)


def set_values(desk: Desk, *, period: str, cells: Sequence[ValueEdit], action: str = "") -> Edited:
    """Record typed cells as one step; each that cannot be read stays as it was and is told with what was typed.

    "actual" takes a number or a fraction ("55/56"); 0 is a value, an empty text clears. ``action`` names the step in
    the journal; without it "measure" for one cell, "cells" for more.

    Raises:
        Refused: not a month, a closed period, or the office is open read-only.
    """
    step = _Step(desk, ValueRows.read(desk, period, (cell.indicator_id for cell in cells)))
    for cell in cells:
        if cell.indicator_id not in step.rows.indicators:
            step.refuse(cell, cell_problem("month.row_gone", cell.field, {"text": cell.text}))
        elif cell.field not in FIELDS:
            step.refuse(cell, cell_problem("month.unknown_cell", cell.field))
        else:
            fields, flaw = read_value(cell.field, cell.text)
            if flaw is None:
                step.change(cell, fields)
            else:
                words = about(step.rows.indicators[cell.indicator_id], text=flaw.text)
                step.refuse(cell, cell_problem(flaw.code, cell.field, words))
    return step.apply(action or ("measure" if len(cells) == 1 else "cells"))


def clear_values(desk: Desk, *, period: str, cells: Sequence[tuple[str, str]]) -> Edited:
    """Clear cells, each (indicator id, field); clearing "actual" clears a fraction too.

    Raises:
        Refused: as ``set_values``.
    """
    return set_values(desk, period=period, cells=[ValueEdit(*cell, "") for cell in cells], action="clear_cells")


def values_as_last_period(
    desk: Desk, *, period: str, indicator_ids: Sequence[str], fields: Sequence[str] = ("actual",)
) -> Edited:
    """Record the last measured values for this month too ("như kỳ trước"), replacing what is there.

    Raises:
        Refused: as ``set_values``.
    """
    step = _Step(desk, ValueRows.read(desk, period, indicator_ids))
    for indicator_id, indicator in step.rows.indicators.items():
        for name in fields:
            edit = ValueEdit(indicator_id, name, "")
            given = _cells_of(step.rows.last(indicator_id), name)
            if given:
                step.change(edit, given)
            else:
                step.refuse(edit, cell_problem("month.nothing_before", name, about(indicator), Severity.NOTE))
    return step.apply("as_last_period")


def fill_values_down(
    desk: Desk, *, period: str, field: str, source_indicator_id: str, indicator_ids: Sequence[str]
) -> Edited:
    """Record the first row's cell in the other rows too ("điền xuống").

    Raises:
        Refused: as ``set_values``.
    """
    rows = ValueRows.read(desk, period, [source_indicator_id])
    source = rows.recorded(source_indicator_id) if source_indicator_id in rows.indicators else None
    given = _cells_of(source, field)
    step = _Step(desk, ValueRows.read(desk, period, indicator_ids))
    if not given:
        found = cell_problem("month.nothing_to_fill", field)
        step.refuse(ValueEdit(source_indicator_id, field, ""), found)
        return step.apply("fill_down")
    for indicator_id in step.rows.indicators:
        if indicator_id != source_indicator_id:
            step.change(ValueEdit(indicator_id, field, ""), given)
    return step.apply("fill_down")


def _cells_of(value: IndicatorValue | None, name: str) -> Mapping[str, Decimal | str | None]:
    """What copying a cell sets; nothing where it is empty."""
    names = FIELDS[:3] if name == "actual" else (name,) if name in FIELDS else ()
    found = {one: getattr(value, one) for one in names} if value is not None else {}
    return found if any(each not in (None, "") for each in found.values()) else {}
