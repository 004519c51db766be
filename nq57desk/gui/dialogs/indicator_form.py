"""The form of an indicator that is added by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from nq57desk.domain.indicators import Measure
from nq57desk.domain.plan import Plan, PlanStatus
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.task_form import DOCUMENT
from nq57desk.gui.models.plan_tree import plan_words
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.wording import _, mark

FIELDS = (
    Field("name", mark("Chỉ tiêu"), FieldKind.TEXT),
    Field("unit", mark("Đơn vị tính"), hint=mark("Ví dụ: %"), width=180),
    Field("target", mark("Giao"), hint=mark("Ví dụ: ≥ 80%, ít nhất 05 bộ"), width=280),
    Field(
        "measure",
        mark("Cách tính"),
        FieldKind.CHOICE,
        (
            (Measure.VALUE, mark("Lũy kế: số tính đến cuối kỳ")),
            (Measure.AMOUNT, mark("Trong kỳ: số phát sinh, cộng dồn các kỳ")),
        ),
    ),
    Field("lead", mark("Chủ trì")),
    Field("note", mark("Ghi chú")),
)


def add_indicator(parent: QWidget, session: Session, plans: Sequence[Plan]) -> Sheet:
    """Open the form; the plan is asked for where there are several."""
    choice = Field("plan", mark("Kế hoạch"), FieldKind.CHOICE, tuple((plan.id, plan_words(plan)) for plan in plans))
    issued = any(plan.status is PlanStatus.ISSUED for plan in plans)
    fields = ((choice,) if len(plans) > 1 else ()) + FIELDS + ((DOCUMENT,) if issued else ())

    def submit(sheet: Sheet) -> None:
        from nq57desk.usecases import indicator_edits

        values = sheet.form.values()
        plan_id, document = values.pop("plan", plans[0].id), values.pop("document", "")
        measure = Measure(values.pop("measure"))
        if not values["name"].strip():
            sheet.wrong({"name": _("Ghi tên chỉ tiêu.")})
            return
        session.change(
            lambda desk, _monitor: indicator_edits.add_indicator(
                desk, plan_id=plan_id, texts=values, measure=measure, document=document
            ),
            sheet.done_with,
            refused=sheet.refuse,
        )

    heading = _("Thêm chỉ tiêu vào cuối bảng chỉ tiêu của kế hoạch.")
    sheet = Sheet(parent, _("Thêm chỉ tiêu"), heading, fields, _("Thêm chỉ tiêu"), submit, width=640)
    sheet.form.inputs["name"].setFocus()
    sheet.open()
    return sheet
