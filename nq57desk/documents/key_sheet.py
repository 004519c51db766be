"""The backup sheet of an office's secret keys: letters to be typed back in, and what to do with the sheet.

One upright A4. Each line of letters is a row of its own with its number and its check letter, in large letters, so that
it can be read aloud and typed without losing the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from nq57desk.documents.form import Form, form_of
from nq57desk.documents.head_parts import pages_of
from nq57desk.documents.layout import (
    Align,
    Block,
    Cell,
    Column,
    Layout,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
    TableStyle,
    TextStyle,
    cell,
    text,
)
from nq57desk.documents.listing import table_style
from nq57desk.domain.papers import FormKind
from nq57desk.wording import _

_LETTER_SIZE = 15.0
_GROUPS = 4


@dataclass(frozen=True, slots=True)
class KeySheet:
    """What is on it. ``rows`` as "7K4F 92QD 0M3X V5TB  J": groups, then the check letter."""

    office: str
    code: str
    fingerprint: str
    made_on: date
    rows: tuple[str, ...]


def compose_key_sheet(sheet: KeySheet) -> Layout:
    """The sheet as one page."""
    form = form_of(FormKind.STATE)
    title = _("PHIẾU DỰ PHÒNG KHÓA")
    blocks: list[Block] = [
        text(title, form.styles.list_title),
        text(sheet.office, form.styles.list_below),
        *_told(sheet, form),
        _table(sheet, form),
        *_advice(form),
    ]
    return Layout(title=title, pages=(pages_of(blocks, form),), author=sheet.office, font=form.font)


def _told(sheet: KeySheet, form: Form) -> Iterator[Paragraph]:
    body = replace(form.styles.body, first_line=0.0, align=Align.LEFT)
    for name, value in (
        (_("Mã đơn vị"), sheet.code),
        (_("Vân tay khóa ký"), sheet.fingerprint),
        (_("Ngày in"), sheet.made_on.strftime("%d/%m/%Y")),
    ):
        yield Paragraph((Run(f"{name}: "), Run(value, bold=True)), body)
    warning = _("Ai có phiếu này ký được thay cơ quan. Cất trong két, không chụp ảnh, không gửi đi đâu.")
    yield Paragraph((Run(warning, bold=True),), body)


def _table(sheet: KeySheet, form: Form) -> Table:
    heads = (_("Dòng"), *(_("Nhóm {n}").format(n=n) for n in range(1, _GROUPS + 1)), _("Ký tự kiểm"))
    header = Row(tuple(cell(head, bold=True) for head in heads), RowKind.HEADER)
    widths = (16.0, 31.0, 31.0, 31.0, 31.0, 22.0)
    columns = tuple(Column(width, Align.CENTER) for width in widths)
    rows = tuple(_row(number, line) for number, line in enumerate(sheet.rows, start=1))
    return Table(columns, (header,), rows, _large(table_style(form, _LETTER_SIZE), form.styles.table_header))


def _large(style: TableStyle, header: TextStyle) -> TableStyle:
    return replace(style, header=header, padding_y=5.0, before=8.0, after=10.0)


def _row(number: int, line: str) -> Row:
    letters, _blank, check = line.rpartition("  ")
    groups = [*letters.split(" "), "", "", ""][:_GROUPS]
    return Row((cell(str(number)), *(Cell((Run(group, bold=True),)) for group in groups), cell(check)))


def _advice(form: Form) -> Iterator[Paragraph]:
    body = replace(form.styles.body, first_line=0.0, align=Align.LEFT, size=12.0)
    for line in (
        _("Dòng 1–4 là khóa ký, dòng 5–8 là khóa mở niêm phong. Chữ cái chỉ có 0–9 và A–Z, không có I, L, O, U."),
        _(
            "Khi mất khóa: cài phần mềm, khôi phục bản sao lưu dữ liệu, rồi vào Trao đổi › Đăng ký với thành phố › "
            "Nhập lại khóa từ phiếu, gõ lần lượt tám dòng kể cả ký tự kiểm."
        ),
        _(
            "Khi phiếu bị mất hoặc có người khác đã xem: vào Đổi khóa, in phiếu mới, đưa phiếu đăng ký mới cho thành "
            "phố và hủy phiếu này."
        ),
    ):
        yield text(line, body)
