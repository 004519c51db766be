"""A layout with every kind of block: an upright paper, then its appendix across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nq57desk.documents import official
from nq57desk.documents.layout import (
    Block,
    Cell,
    Closing,
    Column,
    EndMark,
    Frame,
    Layout,
    Orientation,
    PageBreak,
    Pages,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Run,
    Table,
    TableStyle,
    cell,
    plain,
    text,
)
from tests.documents.papers import FORM, OFFICE, paper, tasks

BODY = "Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao chủ động tổ chức thực hiện."
SUBJECT = (
    "Triển khai thực hiện Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo "
    "và chuyển đổi số"
)


def upright_blocks() -> tuple[Block, ...]:
    """The text of a plan from letterhead to signature."""
    styles = FORM.styles
    return (
        official.letterhead(FORM, OFFICE, place_date="Sao Mai, ngày 05 tháng 01 năm 2026"),
        text("KẾ HOẠCH", styles.kind),
        text(SUBJECT, styles.subject, official.rule(FORM.rules.subject, FORM)),
        *(text(BODY, styles.body) for _ in range(4)),
        Paragraph((Run("Ghi chú: ", True), Run("chữ nghiêng", italic=True), Run(" và chữ thường")), styles.body),
        EndMark(text("./.", styles.end_mark)),
        official.closing(
            FORM,
            ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"],
            "Trần Văn Mẫu",
            ["Như trên", "Đảng ủy phường", "Lưu: VT"],
        ),
    )


def whole(rows: int = 12, *, draft: bool = False) -> Layout:
    """The plan and its appendix in one file."""
    appendix = paper(tasks(rows), frame=False, fingerprint="SAOM-2026", draft=draft)
    upright = Pages(Orientation.PORTRAIT, FORM.margins(Orientation.PORTRAIT), upright_blocks(), FORM.number)
    return replace(appendix, pages=(upright, *appendix.pages))


def table_style(size: float = 12) -> TableStyle:
    """The form's own, in a size."""
    form = FORM.table
    styles = replace(FORM.styles.table_text, size=size), replace(FORM.styles.table_header, size=size)
    return TableStyle(*styles, form.padding_x, form.padding_y_pt, form.line_pt, form.space_before_pt)


TWO_LEVELS = (
    Row((Cell((Run("Số"),), 2, 1), Cell((Run("Nội dung"),), 1, 2), Cell((Run("Thời gian"),), 2, 1)), RowKind.HEADER),
    Row(tuple(map(cell, ("TT", "Mục", "Bắt đầu", "Kết thúc"))), RowKind.HEADER),
)
"""Five columns under two levels of headings."""


def five_columns(rows: Sequence[Row]) -> Table:
    """A table under TWO_LEVELS."""
    return Table(tuple(Column(width) for width in (12, 15, 100, 40, 40)), TWO_LEVELS, tuple(rows), table_style())


def across(*blocks: Block) -> Layout:
    """Blocks on landscape pages of their own."""
    margins = FORM.margins(Orientation.LANDSCAPE)
    return Layout("Thử", (Pages(Orientation.LANDSCAPE, margins, blocks, FORM.number),))


def of_texts(*rows: Sequence[str]) -> Layout:
    """A table of these texts under headings "C0", "C1" ..."""
    columns = tuple(Column(50.0) for _ in rows[0])
    header = Row(tuple(cell(f"C{n}") for n in range(len(columns))), RowKind.HEADER)
    return across(Table(columns, (header,), tuple(Row(tuple(map(cell, row))) for row in rows), table_style()))


def all_words(layout: Layout) -> str:
    """Every letter of a layout's body without white space, in the order of reading."""
    return "".join("".join(_texts(block)) for pages in layout.pages for block in pages.blocks).translate(_NO_SPACE)


def letters_of(words: str) -> str:
    """The letters without white space."""
    return words.translate(_NO_SPACE)


_NO_SPACE = dict.fromkeys(map(ord, " \n\t\r\u00a0"))


def _texts(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [plain(block.runs)]
        case EndMark():
            return [plain(block.paragraph.runs)]
        case Frame():
            return [plain(p.runs) for band in block.bands for p in (*band.left, *band.right)]
        case Table():
            return [plain(c.runs) for row in (*block.header, *block.rows) for c in row.cells]
        case Closing():
            listed = (block.recipients.heading, *block.recipients.items) if block.recipients else ()
            named = (*block.signature.titles, block.signature.name) if block.signature else ()
            return [plain(p.runs) for p in (*listed, *named)]
        case Picture():
            return [plain(block.words.runs)]
        case PageBreak():
            return []
