"""The form of one indicator's value in one month."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.value_cells import shown_value
from nq57desk.gui import words
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.typed import Typed
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.usecases.indicators import IndicatorRow
from nq57desk.wording import _, mark

FIELDS = (
    Field("actual", mark("Kỳ này"), hint=mark("Ví dụ 98,2"), width=180),
    Field("numerator", mark("hoặc tử số"), width=180),
    Field("denominator", mark("mẫu số"), width=180),
    Field("source", mark("Nguồn số liệu")),
    Field("explanation", mark("Giải trình"), FieldKind.TEXT),
)


def record_value(
    parent: QWidget, session: Session, row: IndicatorRow, period: str, value: IndicatorValue | None = None
) -> Sheet:
    """Open the form on the month's own ``value``; a figure, or numerator and denominator from which it follows.

    What stood in an earlier month is no value of this one and is not filled in.
    """

    def submit(sheet: Sheet) -> None:
        from nq57desk.usecases import indicators

        typed = Typed(sheet.form.values())
        actual, numerator, denominator = (typed.number(name) for name in ("actual", "numerator", "denominator"))
        if typed.errors:
            sheet.wrong(typed.errors)
            return
        session.change(
            lambda desk, _monitor: indicators.set_value(
                desk,
                indicator_id=row.id,
                period=period,
                actual=None if numerator is not None else actual,
                numerator=numerator,
                denominator=denominator,
                source=typed.text("source"),
                explanation=typed.text("explanation"),
            ),
            sheet.done_with,
            refused=sheet.refuse,
        )

    unit = f" ({row.unit})" if row.unit else ""
    heading = f"{row.number}. {row.name}{unit}\n" + _("Giao: {target} · kỳ {period}").format(
        target=row.target or "–", period=words.period_words(period)
    )
    sheet = Sheet(parent, _("Ghi số liệu chỉ tiêu"), heading, FIELDS, _("Ghi số liệu"), submit, width=520)
    if value is not None:
        sheet.form.fill({field.name: _shown(value, field.name) for field in FIELDS})
    sheet.form.inputs["actual"].setFocus()
    sheet.open()
    return sheet


def _shown(value: IndicatorValue, field: str) -> str:
    whole = value.numerator is not None and value.denominator is not None
    return "" if field == "actual" and whole else shown_value(value, field)
