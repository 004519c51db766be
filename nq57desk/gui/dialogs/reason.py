"""A form that asks for a reason and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.wording import _, mark


def ask_reason(parent: QWidget, title: str, heading: str, doing: str, submit: Callable[[Sheet, str], object]) -> Sheet:
    """Open the form; an empty reason is not taken."""

    def check(sheet: Sheet) -> None:
        reason = sheet.form.values()["reason"].strip()
        if reason:
            submit(sheet, reason)
        else:
            sheet.wrong({"reason": _("Ghi lý do để người xem sau hiểu vì sao.")})

    sheet = Sheet(parent, title, heading, (Field("reason", mark("Lý do"), FieldKind.TEXT, lines=3),), doing, check)
    sheet.form.inputs["reason"].setFocus()
    sheet.open()
    return sheet
