"""A collection form as a Word document: a table of tasks, a table of indicators.

Decides that a row's code stands in a narrow last column in small grey print. Hidden text would look better but is left
out by readers and shown by Google Docs, bookmarks and content controls are dropped by Google Docs and moved by
LibreOffice when rows are copied, and a custom property knows nothing of rows; plain text in a cell stays with its row
in every program.
"""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from nq57desk.documents import form_lines
from nq57desk.domain.forms import CODE, COLUMNS, AskedRow, CollectionForm, FormColumn, RowKind
from nq57desk.domain.vietnamese import tidy

_FONT = "Times New Roman"
_GREY = RGBColor(0x80, 0x80, 0x80)
_CODE_MM = 12.0
_SIDE_MM = 12.0
_A4 = (297.0, 210.0)


def form_docx(form: CollectionForm) -> bytes:
    """The document's bytes."""
    document = Document()
    _page(document)
    document.core_properties.title = form_lines.property_title(form)
    document.core_properties.author = form_lines.author(form)
    kinds = [kind for kind in RowKind if form.of_kind(kind)]
    for place, kind in enumerate(kinds):
        _part(document, form, kind, first=place == 0)
    _line(document, form_lines.FILLED_BY, size=11, before=8)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
    section.left_margin = section.right_margin = Mm(_SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(14)
    style = document.styles["Normal"]
    style.font.name = _FONT
    style.font.size = Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _part(document: WordDocument, form: CollectionForm, kind: RowKind, *, first: bool) -> None:
    title = _line(document, form_lines.title(form, kind), size=14, bold=True, before=0 if first else 14)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.keep_with_next = True
    if first:
        _line(document, form_lines.body_line(form), size=12, bold=True)
        _line(document, form_lines.period_line(form), size=12)
        _line(document, form_lines.return_line(form), size=12, bold=True)
    _line(document, form_lines.guidance(kind), size=10.5, italic=True)
    if first:
        _line(document, form_lines.mark_line(form), size=7, grey=True)
    _table(document, form.of_kind(kind), COLUMNS[kind])


def _line(
    document: WordDocument,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    grey: bool = False,
    before: float = 0,
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(tidy(text))
    run.font.size = Pt(size)
    run.bold, run.italic = bold, italic
    if grey:
        run.font.color.rgb = _GREY
    return paragraph


def _table(document: WordDocument, rows: tuple[AskedRow, ...], columns: tuple[FormColumn, ...]) -> None:
    everything = (*columns, CODE)
    table = document.add_table(rows=1, cols=len(everything))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    room = _A4[0] - 2 * _SIDE_MM - _CODE_MM
    total = sum(column.width for column in columns)
    widths = [max(room * column.width / total, 8.5) for column in columns]
    spare = (sum(widths) - room) / len([width for width in widths if width > 30])
    widths = [width - spare if width > 30 else width for width in widths] + [_CODE_MM]
    _narrow_cells(table)
    _headings(table.rows[0], everything)
    before = ""
    for asked in rows:
        if asked.heading and asked.heading != before:
            _group(table.add_row(), asked.heading)
        before = asked.heading
        _fill(table.add_row(), asked, columns)
    _set_widths(table, widths)


def _narrow_cells(table: Table) -> None:
    """Small margins inside the cells: twelve columns have to fit."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 25), ("left", 50), ("bottom", 25), ("right", 50)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def _headings(row: _Row, columns: tuple[FormColumn, ...]) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))
    for cell, column in zip(row.cells, columns, strict=True):
        code = column is CODE
        _write(cell, column.heading, size=5 if code else 10, bold=not code, centred=True, grey=code)
        _shade(cell, "FFE699" if column.answer else "DCE6F1")


def _group(row: _Row, heading: str) -> None:
    whole = row.cells[0].merge(row.cells[-1])
    _write(whole, heading, size=10.5, bold=True, centred=False)
    _shade(whole, "F2F2F2")
    whole.paragraphs[0].paragraph_format.keep_with_next = True
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(row: _Row, asked: AskedRow, columns: tuple[FormColumn, ...]) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    given = {"number": asked.number, "name": asked.name, **dict(asked.given)}
    for cell, column in zip(row.cells, columns, strict=False):
        text = "" if column.answer else given.get(column.field, "")
        last = column.field == "last"
        _write(cell, text, size=8.5 if last else 10, centred=column.centred, grey=last)
        if column.answer:
            _shade(cell, "FFF9DB")
    _write(row.cells[-1], asked.code, size=4.5, centred=True, grey=True)


def _write(
    cell: _Cell, text: str, *, size: float, bold: bool = False, centred: bool = False, grey: bool = False
) -> None:
    """The text as one paragraph for each of its lines; what is typed into an empty cell has the same size."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for at, line in enumerate(tidy(text).split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(line)
        run.font.size = Pt(size)
        run.bold = bold
        if grey:
            run.font.color.rgb = _GREY
        _mark_size(paragraph, size)


def _mark_size(paragraph: Paragraph, size: float) -> None:
    properties = OxmlElement("w:rPr")
    value = OxmlElement("w:sz")
    value.set(qn("w:val"), str(round(size * 2)))
    properties.append(value)
    paragraph._p.get_or_add_pPr().append(properties)


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    properties = cell._tc.get_or_add_tcPr()
    align = properties.find(qn("w:vAlign"))
    if align is None:
        properties.append(shade)
    else:
        align.addprevious(shade)


def _set_widths(table: Table, widths: list[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        cells = row._tr.tc_lst
        if len(cells) == len(widths):
            for cell, width in zip(cells, widths, strict=True):
                cell.width = Mm(width)
