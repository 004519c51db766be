"""Splitting a task: its sub-tasks, one a line, each with its body, deadline and product where they differ."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.task_form import DOCUMENT
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.usecases.plan_edits import Part
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _, mark

_PARTS = Field(
    "parts",
    mark("Nhiệm vụ con"),
    FieldKind.TEXT,
    hint=mark("Mỗi dòng một nhiệm vụ con. Khác nhiệm vụ chính thì ghi thêm: tên | chủ trì | thời hạn | sản phẩm"),
    lines=8,
)
_MOST = 4


def parts_of(text: str) -> tuple[Part, ...]:
    """ "Tên | chủ trì | thời hạn | sản phẩm" a line; empty lines count for nothing."""
    found = []
    for line in text.splitlines():
        pieces = [piece.strip() for piece in line.split("|", maxsplit=_MOST - 1)]
        if any(pieces):
            found.append(Part(*pieces))
    return tuple(found)


def split_task(parent: QWidget, session: Session, row: TaskRow, *, issued: bool) -> Sheet:
    """Open the form; the sub-tasks stand below the task and take its other words."""

    def submit(sheet: Sheet) -> None:
        from nq57desk.usecases import plan_edits

        values = sheet.form.values()
        parts, document = parts_of(values["parts"]), values.get("document", "")
        if not parts:
            sheet.wrong({"parts": _("Ghi ít nhất một nhiệm vụ con, mỗi dòng một việc.")})
            return
        session.change(
            lambda desk, _monitor: plan_edits.split_task(desk, task_id=row.id, parts=parts, document=document),
            sheet.done_with,
            refused=sheet.refuse,
        )

    fields = (_PARTS, DOCUMENT) if issued else (_PARTS,)
    name = row.name if len(row.name) <= 200 else row.name[:200] + "…"
    heading = _("Tách nhiệm vụ {number}. {name}").format(number=row.number, name=name.replace("\n", " "))
    sheet = Sheet(parent, _("Tách nhiệm vụ con"), heading, fields, _("Tách nhiệm vụ"), submit, width=700)
    sheet.form.inputs["parts"].setFocus()
    sheet.open()
    return sheet
