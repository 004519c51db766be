"""The form of one task: edited or added, its fields as data."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nq57desk.domain.plan import Appendix, Section
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _, mark

FIELDS = (
    Field("number", mark("TT"), width=110),
    Field("name", mark("Nhiệm vụ"), FieldKind.TEXT, lines=4),
    Field("supervisor", mark("Lãnh đạo phụ trách")),
    Field("lead", mark("Chủ trì")),
    Field("coordinating", mark("Phối hợp"), FieldKind.TEXT),
    Field("responsible", mark("Người chịu trách nhiệm")),
    Field("product", mark("Sản phẩm"), FieldKind.TEXT),
    Field("deadline", mark("Thời hạn"), hint=mark("Ví dụ: Quý I/2026, Thường xuyên, trước ngày 30/6/2026")),
    Field("note", mark("Ghi chú")),
)


def edit_task(parent: QWidget, session: Session, row: TaskRow) -> Sheet:
    """Open the form on an existing task; only what was changed is written."""
    before = {field.name: str(getattr(row, field.name)) for field in FIELDS}

    def submit(sheet: Sheet) -> None:
        from nq57desk.usecases import edits

        now = sheet.form.values()
        changes = {name: text for name, text in now.items() if text != before[name]}
        if not changes:
            sheet.accept()
            return
        session.change(
            lambda desk, _monitor: edits.edit_task(desk, task_id=row.id, changes=changes),
            sheet.done_with,
            refused=sheet.refuse,
        )

    sheet = Sheet(
        parent,
        _("Sửa nhiệm vụ"),
        _("Sửa nhiệm vụ {number}").format(number=row.number),
        FIELDS,
        _("Lưu nhiệm vụ"),
        submit,
        width=680,
    )
    sheet.form.fill(before)
    sheet.form.inputs["name"].setFocus()
    sheet.open()
    return sheet


def add_task(parent: QWidget, session: Session, appendix: Appendix, section: Section | None) -> Sheet:
    """Open an empty form for a task at the end of a section or appendix."""

    def submit(sheet: Sheet) -> None:
        from nq57desk.usecases import edits

        changes = {name: text for name, text in sheet.form.values().items() if text}
        name = changes.pop("name", "")
        session.change(
            lambda desk, _monitor: edits.add_task(
                desk, appendix_id=appendix.id, section_id=section.id if section else "", name=name, changes=changes
            ),
            sheet.done_with,
            refused=sheet.refuse,
        )

    place = section.title if section is not None else appendix.label or appendix.title
    sheet = Sheet(
        parent,
        _("Thêm nhiệm vụ"),
        _("Thêm nhiệm vụ vào {place}").format(place=place.replace("\n", " ")),
        FIELDS,
        _("Thêm nhiệm vụ"),
        submit,
        width=680,
    )
    sheet.form.inputs["name"].setFocus()
    sheet.open()
    return sheet
