"""Writes the sample office's Word files from resources/sample/programme.toml: ``python -m installer.sample_papers``.

They look as a ward's own files do (letterhead and signature in tables without borders, lists in landscape),
so that the sample office comes in through the same door as a real one.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from nq57desk import paths

FOLDER = paths.resources() / "sample"


def _say(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, centred: bool = False) -> None:
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.italic = bold, italic
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _line(document: WordDocument, text: str, *, bold: bool = False, italic: bool = False, centred: bool = True) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY


def _letterhead(document: WordDocument, plan: dict[str, Any]) -> None:
    table = document.add_table(2, 2)
    _say(table.cell(0, 0), plan["issuing_body"], bold=True, centred=True)
    _say(table.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", bold=True, centred=True)
    _say(table.cell(1, 0), f"Số: {plan['number']}/{plan['symbol']}", centred=True)
    _say(table.cell(1, 1), f"{plan['place']}, {plan['date_text']}", italic=True, centred=True)


def _signature(document: WordDocument, plan: dict[str, Any]) -> None:
    table = document.add_table(1, 2)
    recipients = [f"- {who};" for who in plan["recipients"][:-1]] + [f"- {plan['recipients'][-1]}."]
    _say(table.cell(0, 0), "Nơi nhận:\n" + "\n".join(recipients))
    signer = f"{plan['signer_form']}\n{plan['signer_title']}\n\n\n\n{plan['signer_name']}"
    _say(table.cell(0, 1), signer, bold=True, centred=True)


def _list(document: WordDocument, plan: dict[str, Any], appendix: dict[str, Any]) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _line(document, appendix["label"], bold=True)
    _line(document, appendix["title"], bold=True)
    pointer = (
        f"(Kèm theo Kế hoạch số {plan['number']}/{plan['symbol']} {plan['date_text']} "
        "của Ủy ban nhân dân phường Sao Mai)"
    )
    _line(document, pointer, italic=True)
    columns: list[str] = appendix["columns"]
    table = document.add_table(1, len(columns), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, columns, strict=True):
        _say(cell, heading, bold=True, centred=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in appendix["rows"]:
        _row(table, row, len(columns))


def _row(table: Table, row: list[str], width: int) -> None:
    added: Any = table
    cells = added.add_row().cells
    if len(row) == width:
        for cell, text in zip(cells, row, strict=True):
            _say(cell, text)
        return
    number, title = row
    _say(cells[0], number, bold=True)
    _say(cells[1].merge(cells[-1]), title, bold=True)


def write(plan: dict[str, Any], path: Path) -> None:
    """One plan with its appendices as a Word file."""
    document = Document()
    document.core_properties.author = "Phường Sao Mai"
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    _letterhead(document, plan)
    _line(document, "KẾ HOẠCH", bold=True)
    _line(document, plan["title"], bold=True)
    for index, paragraph in enumerate(plan["body"]):
        end = "./." if index == len(plan["body"]) - 1 else ""
        _line(document, paragraph.rstrip(".") + end if end else paragraph, centred=False)
    _signature(document, plan)
    for appendix in plan["appendices"]:
        _list(document, plan, appendix)
    document.save(str(path))


def main() -> None:
    """Write every file that the programme names."""
    programme = tomllib.loads((FOLDER / "programme.toml").read_text(encoding="utf-8"))
    for plan in programme["plans"]:
        write(plan, FOLDER / plan["file"])


if __name__ == "__main__":
    main()
