"""Values and fields of records in the reader's words: states by name, days as 28/02/2026, numbers with a comma."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from nq57desk.domain.changes import ChangeKind
from nq57desk.domain.conflicts import DELETED, WHOLE
from nq57desk.domain.progress import State
from nq57desk.gui import words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column
from nq57desk.gui.models.task_columns import FIELD_NAMES
from nq57desk.sentences import kind_words
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.conflict_sheet import ConflictRow, Wrote
from nq57desk.usecases.conflict_values import form_of
from nq57desk.usecases.row_changes import FieldChange, RowChange
from nq57desk.wording import _, mark

_FIELDS = {
    **FIELD_NAMES,
    **LABELS,
    "percent": mark("Tỷ lệ hoàn thành"),
    "actual": mark("Số liệu kỳ này"),
    "target": mark("Chỉ tiêu giao"),
    "targets": mark("Chỉ tiêu từng mốc"),
    "unit": mark("Đơn vị tính"),
    "budget_planned": mark("Kinh phí dự kiến (đồng)"),
    "disbursed": mark("Giải ngân (đồng)"),
    "central_on": mark("Ngày cập nhật hệ thống Trung ương"),
    "closed_on": mark("Ngày chốt kỳ"),
    "assigned_id": mark("Liên kết với nhiệm vụ thành phố giao"),
    "origin": mark("Nguồn nhiệm vụ"),
    "section_id": mark("Mục"),
    "parent_id": mark("Nhiệm vụ cha"),
    "cells": mark("Các ô của bảng gốc"),
    "position": mark("Vị trí trong bảng"),
    "title": mark("Tiêu đề"),
    "text": mark("Nội dung"),
    "direction": mark("Chiều so sánh"),
    "measure": mark("Cách tính"),
    "status": mark("Tình trạng kế hoạch"),
    "issued_on": mark("Ngày ban hành"),
    "signer_name": mark("Người ký"),
    "short_name": mark("Tên viết tắt"),
}
_CHOICES = {
    "draft": mark("dự thảo"),
    "issued": mark("đã ban hành"),
    "own": mark("của đơn vị"),
    "assigned": mark("thành phố giao"),
    "up": mark("càng cao càng tốt"),
    "down": mark("càng thấp càng tốt"),
    "value": mark("giá trị cuối kỳ"),
    "amount": mark("cộng dồn các kỳ"),
}
_SUMMED = ("name", "title", "text", "state", "percent", "result", "actual", "explanation")
_SHORT = 90
ABOUT = {"task": mark("NV"), "indicator": mark("CT")}


def field_words(kind: str, field: str) -> str:
    """A field's name as its column has it; of a whole record that it is one."""
    if field == WHOLE:
        return _("Giữ hay xóa cả dòng")
    if field == "name" and kind == "indicator":
        return _("Chỉ tiêu")
    return _(_FIELDS[field]) if field in _FIELDS else field


def value_words(kind: str, field: str, text: str) -> str:
    """A value out of canonical JSON; "(trống)" of an empty one, "(chưa có)" where there was no record."""
    if not text:
        return _("(chưa có)")
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if field == WHOLE:
        return _("(đã xóa)") if text == DELETED else _summed(kind, found)
    return _plain(kind, field, found) or _("(trống)")


def _summed(kind: str, found: Any) -> str:
    """A whole record in a few words: what tells it from others."""
    if not isinstance(found, dict):
        return _("(giữ dòng)")
    said = [_plain(kind, name, found[name]) for name in _SUMMED if name in found]
    return _("Giữ dòng: {words}").format(words=" · ".join(part for part in said if part))


def _plain(kind: str, field: str, found: Any) -> str:
    form = form_of(kind, field)
    if found is None or found == "" or found == []:
        return ""
    if isinstance(found, list):
        return "\n".join(": ".join(map(str, each)) if isinstance(each, list) else str(each) for each in found)
    if form is not None and form.choices:
        if found in {state.value for state in State}:
            return _(words.STATES[State(found)].words)
        return _(_CHOICES[found]) if found in _CHOICES else str(found)
    if form is not None and form.decode is bool:
        return _("có") if found else _("không")
    if form is not None and form.decode == date.fromisoformat:
        return _day(str(found))
    if field == "percent":
        return f"{found}%"
    if isinstance(found, int) or (form is not None and form.decode is Decimal):
        return _number(found)
    return str(found)


def _day(text: str) -> str:
    try:
        return words.day(date.fromisoformat(text))
    except ValueError:
        return text


def _number(found: Any) -> str:
    try:
        return words.number(Decimal(str(found)))
    except InvalidOperation:
        return str(found)


def short_value(kind: str, field: str, text: str) -> str:
    """A value on one line in quotation marks, cut where it is long."""
    said = " ".join(value_words(kind, field, text).split())
    if said.startswith("(") and said.endswith(")"):
        return said
    return f"“{said if len(said) <= _SHORT else said[:_SHORT] + '…'}”"


def origin_words(wrote: Wrote, *, here: bool = False) -> str:
    """Who wrote a value, when, in which bundle: "Trần Thị Hoa · 15/10/2026 09:12 · gói lần 2 (9QTX-44ZE), máy pc-1"."""
    parts = [wrote.by, words.moment(wrote.at)]
    if wrote.code:
        parts.append(
            _("gói lần {n} ({code})").format(n=wrote.sequence, code=wrote.code) if wrote.sequence else wrote.code
        )
    if wrote.computer:
        parts.append(_("máy {name}").format(name=wrote.computer[:4]))
    if here and not wrote.code:
        parts.append(_("trên máy này"))
    return " · ".join(part for part in parts if part)


def row_words(row: ConflictRow) -> str:
    """ "NV 12. Triển khai nền tảng số dùng chung"."""
    return named(row.about, row.number, row.name)


def named(about: str, number: str, name: str) -> str:
    """A row by its number and name, with the word for what it is."""
    short = _(ABOUT[about]) + " " if about in ABOUT else f"{words.capital(kind_words(about))} "
    told = words.numbered(number, name)
    return f"{short}{told}" if told else short.strip()


def short_row(row: ConflictRow) -> str:
    """ "NV 12 · Kết quả trong kỳ", as the list at the left has it."""
    number = row.number.strip(". ")
    what = _(ABOUT[row.about]) if row.about in ABOUT else words.capital(kind_words(row.about))
    of = f"{what} {number}" if number else what
    return f"{of} · {field_words(row.conflict.kind, row.conflict.field)}"


# rows that a merge changes


def _change_mark(one: RowChange) -> Mark:
    return words.CHANGES[one.change]


def _what(one: RowChange) -> str:
    about = {"progress_update": "task", "indicator_value": "indicator", "attachment": "task"}.get(one.kind, one.kind)
    return named(about, one.number, one.name)


def _kind(one: RowChange) -> str:
    kind = words.capital(kind_words(one.kind))
    return f"{kind}, {words.period_words(one.period)}" if one.period else kind


def _fields(one: RowChange) -> str:
    if one.change is ChangeKind.DELETED:
        return _("xóa cả dòng")
    return "; ".join(_field(one.kind, each) for each in one.fields)


def _field(kind: str, one: FieldChange) -> str:
    name = field_words(kind, one.field)
    return f"{name}: {short_value(kind, one.field, one.before)} → {short_value(kind, one.field, one.after)}"


def change_columns() -> tuple[Column[RowChange], ...]:
    """The columns of what a merge would change or has changed."""
    return (
        Column("", lambda one: _(_change_mark(one).words), 84, mark=_change_mark),
        Column(_("Dòng"), _what, 300),
        Column(_("Loại"), _kind, 190),
        Column(_("Trước → sau"), _fields, 0),
    )
