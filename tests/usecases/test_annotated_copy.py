"""The clerk's own file goes back with remarks; the original stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import Refused
from nq57desk.importing.notes import column_of
from nq57desk.usecases import importing
from nq57desk.usecases.annotated_copy import save_annotated
from nq57desk.workspace import Desk
from tests.builders.changed_plan import changed_plan


def said(code: str, severity: Severity, place: Place) -> Problem:
    return problem(code, severity, place, text="Quý V", number="9", name="Việc", count=1)


def test_a_word_file_gets_comments_at_its_rows(desk: Desk, tmp_path: Path) -> None:
    file = changed_plan(tmp_path, texts={("9", 6): "Quý V/2026"})
    before = file.read_bytes()
    preview = importing.preview_file(desk, path=file)
    flawed = [found for found in preview.problems if "Quý V/2026" in str(found.words)]
    whole = said("importing.rows_absent", Severity.NOTE, Place(file=file.name))
    copy = save_annotated(desk, path=file, problems=[*flawed, whole])
    assert copy == tmp_path / "ban-moi (ghi chú).docx"
    assert file.read_bytes() == before
    document = Document(str(copy))
    comments = list(document.comments)
    assert len(comments) == 2
    assert "Quý V/2026" in comments[0].text
    assert comments[0].author == "NQ57 Desk"
    marked = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if cell._tc.xpath(".//w:commentRangeStart[@w:id='0']")
    ]
    assert set(marked) == {"Quý V/2026"}


def test_the_copy_reads_as_the_original(desk: Desk, tmp_path: Path) -> None:
    file = changed_plan(tmp_path)
    places = [Place(table=2, row=4), Place(table=99, row=1), Place(table=2, row=999), Place(table=2)]
    problems = [said("month.bad_day", Severity.ERROR, place) for place in places]
    copy = save_annotated(desk, path=file, problems=problems, target=tmp_path / "khác.xlsx")
    assert copy.name == "khác.docx"
    read, again = importing.read(file), importing.read(copy)
    assert [[row.cells for row in table.rows] for table in again.tables] == [
        [row.cells for row in table.rows] for table in read.tables
    ]
    assert again.document == read.document


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Phụ lục"
    for row in (["TT", "Nhiệm vụ", "Thời hạn"], [1, "Họp", "Quý V"], [2, "Tổng kết", "=1+1"]):
        page.append(row)
    page.merge_cells("A5:C5")
    path = tmp_path / "bảng.xlsx"
    book.save(path)
    return path


def test_a_spreadsheet_gets_comments_and_a_tint_in_its_cells(desk: Desk, sheet: Path) -> None:
    before = sheet.read_bytes()
    here = Place(file=sheet.name, sheet="Phụ lục")
    problems = [
        said("month.bad_day", Severity.ERROR, Place(sheet="Phụ lục", cell="C2")),
        said("month.bad_number", Severity.WARNING, Place(sheet="Phụ lục", cell="C2")),
        said("month.bad_day", Severity.WARNING, Place(sheet="Phụ lục", row=3, column="Thời hạn")),
        said("month.bad_day", Severity.WARNING, Place(sheet="Phụ lục", row=3)),
        said("month.bad_day", Severity.NOTE, Place(sheet="Phụ lục", cell="C5")),
        said("importing.rows_absent", Severity.NOTE, here),
    ]
    copy = save_annotated(desk, path=sheet, problems=problems, target=sheet.parent)
    assert sheet.read_bytes() == before
    page = load_workbook(copy)["Phụ lục"]
    comments = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert comments.keys() == {"A1", "C2", "C3", "A3", "A5"}
    assert comments["C2"].count("Quý V") == 2
    assert page["C3"].value == "=1+1"
    assert page["C2"].fill.fgColor.rgb.endswith("FFF0C7")
    assert page["A1"].fill.fill_type is None


def test_other_files_get_a_list_beside_them(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "quét.pdf"
    file.write_bytes(b"%PDF-1.4\n")
    problems = [
        said("month.bad_day", Severity.ERROR, Place(page=11, table=2, row=17, column="Thời gian")),
        said("importing.rows_absent", Severity.NOTE, Place()),
    ]
    copy = save_annotated(desk, path=file, problems=problems)
    text = copy.read_bytes().decode("utf-8-sig")
    assert copy.name == "quét (ghi chú).txt"
    assert "1. ⊗ Bảng 2, dòng 17, cột Thời gian, trang 11: Không đọc được “Quý V”" in text
    assert "lập ngày 13/11/2026\r\n" in text


def test_the_original_is_never_written_over(desk: Desk, sheet: Path) -> None:
    found = [said("month.bad_day", Severity.ERROR, Place())]
    with pytest.raises(Refused) as refused:
        save_annotated(desk, path=sheet, problems=found, target=sheet)
    assert refused.value.problems[0].code == "annotated.same_file"
    with pytest.raises(Refused) as refused:
        save_annotated(desk, path=sheet, problems=[])
    assert refused.value.problems[0].code == "annotated.nothing"
    with pytest.raises(Refused) as refused:
        save_annotated(desk, path=sheet.with_name("không có.xlsx"), problems=found)
    assert refused.value.problems[0].code == "annotated.unreadable"
    with pytest.raises(Refused) as refused:
        save_annotated(desk, path=sheet, problems=found, target=sheet.parent / "không có" / "a.xlsx")
    assert refused.value.problems[0].code == "workspace.cannot_write"


def test_a_heading_in_levels_is_found_by_its_last() -> None:
    rows = [[(0, "TT"), (2, "Thời gian")], [(2, "Quý I"), (3, "Quý II")]]
    assert column_of("Thời gian / Quý II", rows) == 3
    assert column_of("thời gian", rows) == 2
    assert column_of("Ghi chú", rows) is None
