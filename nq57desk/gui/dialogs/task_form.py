"""The form of one task: edited, added, or adjusted by a document, its fields as data.

The paper's own words of an issued plan change only with the document that adjusts them: the form asks for it and says
so in place when it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from nq57desk.domain.assigned_rows import CITY_FIELDS
from nq57desk.domain.assignments import TASK
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
    Field("source_document", mark("Văn bản giao")),
)
DOCUMENT = Field(
    "document", mark("Văn bản điều chỉnh, bổ sung"), hint=mark("Số, ký hiệu và ngày, ví dụ 45/KH-UBND ngày 10/6/2026")
)
ADJUST, ADD = "adjust", "add"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new task goes: the end of a section, or of the appendix. ``issued``: it needs a document."""

    appendix: Appendix
    section: Section | None = None
    issued: bool = False

    @property
    def words(self) -> str:
        """What people call the place."""
        title = self.section.title if self.section is not None else self.appendix.label or self.appendix.title
        return title.replace("\n", " ")


def edit_task(parent: QWidget, session: Session, row: TaskRow, *, issued: bool = False) -> Sheet:
    """Open the form on an existing task; only what was changed is written."""
    before = _texts(row)

    def submit(sheet: Sheet) -> None:
        _edit(sheet, session, row, before)

    fields = (*FIELDS, DOCUMENT) if issued else FIELDS
    heading = _("Sửa nhiệm vụ {number}").format(number=row.number)
    sheet = Sheet(parent, _("Sửa nhiệm vụ"), heading, fields, _("Lưu nhiệm vụ"), submit, width=680)
    sheet.form.fill(before)
    sheet.form.inputs["lead" if row.added else "name"].setFocus()
    _keep_the_citys(sheet, row)
    sheet.open()
    return sheet


def _keep_the_citys(sheet: Sheet, row: TaskRow | None) -> None:
    """Of a task that the city assigned its own fields are shown, not typed in."""
    if row is None or not row.added:
        return
    for name in CITY_FIELDS[TASK]:
        sheet.form.inputs[name].setEnabled(False)
    said = _("Việc thành phố giao: tên, thời hạn, sản phẩm, văn bản giao là của thành phố, chỉ tệp giao mới sửa được.")
    sheet.heading.setText(f"{sheet.heading.text()}\n{said}")


def _texts(row: TaskRow) -> dict[str, str]:
    return {field.name: str(getattr(row, field.name)) for field in FIELDS}


def _edit(sheet: Sheet, session: Session, row: TaskRow, before: dict[str, str]) -> None:
    from nq57desk.usecases import edits

    now = sheet.form.values()
    document = now.get("document", "")
    changes = {name: text for name, text in now.items() if name in before and text != before[name]}
    if not changes:
        sheet.accept()
        return
    session.change(
        lambda desk, _monitor: edits.edit_task(desk, task_id=row.id, changes=changes, document=document),
        sheet.done_with,
        refused=sheet.refuse,
    )


def add_task(parent: QWidget, session: Session, place: Place) -> Sheet:
    """Open an empty form for a task at the end of a section or appendix."""
    fields = (DOCUMENT, *FIELDS) if place.issued else FIELDS
    sheet = Sheet(
        parent,
        _("Thêm nhiệm vụ"),
        _("Thêm nhiệm vụ vào {place}").format(place=place.words),
        fields,
        _("Thêm nhiệm vụ"),
        lambda it: _add(it, session, place),
        width=680,
    )
    sheet.form.inputs[fields[0].name if place.issued else "name"].setFocus()
    sheet.open()
    return sheet


def _add(sheet: Sheet, session: Session, place: Place) -> None:
    from nq57desk.usecases import edits

    changes = {name: text for name, text in sheet.form.values().items() if text}
    name, document = changes.pop("name", ""), changes.pop("document", "")
    changes.pop("what", "")
    session.change(
        lambda desk, _monitor: edits.add_task(
            desk,
            appendix_id=place.appendix.id,
            section_id=place.section.id if place.section else "",
            name=name,
            changes=changes,
            document=document,
        ),
        sheet.done_with,
        refused=sheet.refuse,
    )


def adjust(parent: QWidget, session: Session, row: TaskRow | None, place: Place | None) -> Sheet:
    """Open the form that changes an issued plan: adjust the chosen task, or add one, by the document named in it."""
    choices = []
    if row is not None:
        choices.append((ADJUST, _("Điều chỉnh nhiệm vụ {number}").format(number=row.number)))
    if place is not None:
        choices.append((ADD, _("Bổ sung nhiệm vụ vào {place}").format(place=place.words[:60])))
    what = Field("what", mark("Việc cần làm"), FieldKind.CHOICE, tuple(choices))
    before = {} if row is None else _texts(row)

    def submit(sheet: Sheet) -> None:
        values = sheet.form.values()
        if not values["document"].strip():
            sheet.wrong({"document": _("Ghi số, ký hiệu và ngày của văn bản điều chỉnh, bổ sung.")})
        elif values["what"] == ADJUST and row is not None:
            _edit(sheet, session, row, before)
        elif place is not None:
            _add(sheet, session, place)

    heading = _("Kế hoạch đã ban hành chỉ thay đổi theo văn bản điều chỉnh, bổ sung.")
    sheet = Sheet(
        parent, _("Điều chỉnh, bổ sung"), heading, (what, DOCUMENT, *FIELDS), _("Ghi thay đổi"), submit, width=700
    )

    def changed(name: str) -> None:
        if name == "what":
            adding = sheet.form.values()["what"] == ADD
            sheet.form.fill(dict.fromkeys((field.name for field in FIELDS), "") if adding else before)
            for name in CITY_FIELDS[TASK]:
                sheet.form.inputs[name].setEnabled(adding or row is None or not row.added)

    sheet.form.fill(before)
    _keep_the_citys(sheet, row)
    sheet.form.changed.connect(changed)
    sheet.form.inputs["document"].setFocus()
    sheet.open()
    return sheet
