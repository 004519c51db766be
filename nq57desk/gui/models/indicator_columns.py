"""The columns of the grid of indicators: the target and the last value stay, this month's value is filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from nq57desk.domain.indicator_results import direction_of, value_of
from nq57desk.domain.indicators import Direction, Measure
from nq57desk.domain.targets import understand_target
from nq57desk.domain.value_cells import shown_value
from nq57desk.gui import words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.grid_columns import CellKind, GridColumn, never
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.value_sheet import ValueRow
from nq57desk.wording import _, mark

FROZEN = 5
NAME = 1
REACHED = 6
"""The column of the share of the target."""


def _text(field: str) -> Callable[[ValueRow], str]:
    def text(row: ValueRow) -> str:
        return shown_value(row.value, field)

    return text


def _actual(row: ValueRow) -> str:
    """The figure, with its numerator and denominator where it is a share."""
    value = row.value
    if value is None:
        return ""
    figure = value_of(value, row.row.unit)
    if value.numerator is None or value.denominator is None or figure is None:
        return shown_value(value, "actual")
    return f"{words.number(round(figure, 2))} ({shown_value(value, 'actual')})"


def _figure(row: ValueRow) -> str:
    """The figure alone."""
    figure = None if row.value is None else value_of(row.value, row.row.unit)
    return "" if figure is None else words.number(round(figure, 2))


def _before(row: ValueRow) -> str:
    figure = None if row.before is None else value_of(row.before, row.row.unit)
    return "–" if figure is None else words.number(round(figure, 2))


def reached(row: ValueRow) -> Decimal | None:
    """The share of the target that is reached, in per cent; None where either is missing, or less is better."""
    target = understand_target(row.row.target)
    if row.row.actual is None or not target.value or direction_of(target) is not Direction.UP:
        return None
    return 100 * row.row.actual / target.value


def _reached(row: ValueRow) -> str:
    share = reached(row)
    return "" if share is None else words.number(share.quantize(Decimal("0.1"), ROUND_DOWN))


def _assessment(row: ValueRow) -> Mark:
    return words.ASSESSMENTS[str(row.row.assessment)]


def measured(row: ValueRow) -> bool:
    """Whether the month has a figure; 0 is one."""
    return row.value is not None and value_of(row.value, row.row.unit) is not None


def lacks(row: ValueRow) -> bool:
    """Whether the month still waits for a figure, or for the reason why there is none."""
    return not measured(row) and not (row.value is not None and row.value.explanation)


_MEASURES = {Measure.VALUE: mark("lũy kế"), Measure.AMOUNT: mark("trong kỳ")}


def measure_words(row: ValueRow) -> str:
    """Whether the figure stands as of the month's end or is the month's own."""
    return _(_MEASURES[row.row.measure])


def heading_of(rows: Sequence[ValueRow], *, leader: bool = False) -> str:
    """The heading of the column that is filled in: as of the month's end, in the month, or both kinds."""
    if leader:
        return _("Kỳ này")
    kinds = {row.row.measure for row in rows}
    if len(kinds) == 1:
        kind = words.capital(_(_MEASURES[kinds.pop()]))
        return _("Kỳ này, tử/mẫu\n{kind}").format(kind=kind)
    return _("Kỳ này, tử/mẫu\nLũy kế hoặc trong kỳ")


def leader_columns() -> tuple[GridColumn[ValueRow], ...]:
    """The same for who only looks: figures without their fractions, room for a bar against the target."""
    return tuple(
        replace(each, text=_figure, lacking=never, width=96)
        if each.field == "actual"
        else replace(each, width=200)
        if at == REACHED
        else each
        for at, each in enumerate(columns())
    )


def columns() -> tuple[GridColumn[ValueRow], ...]:
    """The columns of the month at 100 %; the first FROZEN stay."""
    return (
        GridColumn(_("TT"), lambda row: row.row.number, 40),
        GridColumn(_("Chỉ tiêu"), lambda row: row.row.name, 300),
        GridColumn(_("ĐVT"), lambda row: row.row.unit, 62),
        GridColumn(_("Giao"), lambda row: row.row.target, 104),
        GridColumn(_("Kỳ trước"), _before, 76, right=True),
        GridColumn(
            heading_of(()),
            _actual,
            150,
            right=True,
            field="actual",
            kind=CellKind.NUMBER,
            edit=_text("actual"),
            lacking=lacks,
            note=_("Gõ một số, ví dụ 98,2, hoặc tử số/mẫu số, ví dụ 55/56"),
        ),
        GridColumn(_("% đạt"), _reached, 64, right=True),
        GridColumn(_("Đánh giá"), lambda row: _(_assessment(row).words), 146, mark=_assessment),
        GridColumn(_(LABELS["source"]), _text("source"), 160, field="source", kind=CellKind.TEXT, edit=_text("source")),
        GridColumn(
            _(LABELS["explanation"]),
            _text("explanation"),
            220,
            field="explanation",
            kind=CellKind.TEXT,
            edit=_text("explanation"),
        ),
        GridColumn(_("Chủ trì"), lambda row: row.row.lead, 130),
    )
