"""What a clerk chooses of a file: its table and columns, its old letters, rows that the file lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.importing.as_written import ALL
from nq57desk.importing.recognise_chosen import ChosenTable
from nq57desk.sentences import sentence
from nq57desk.usecases import history, importing
from nq57desk.usecases.annotated_copy import save_annotated
from nq57desk.workspace import Desk
from tests.builders import files
from tests.builders.changed_plan import changed_plan
from tests.builders.files import cell, row, run, table

MAPPING = {"Số": "number", "Việc của phường": "name", "Giao cho ai": "lead", "Hẹn ngày": "deadline"}


def odd_sheet(folder: Path, name: str = "la.xlsx", first: str = "Rà soát hồ sơ", heading: str = "Hẹn ngày") -> Path:
    """A list whose headings nobody knows, below a letterhead."""
    book = Workbook()
    page = book.active
    assert page is not None
    for line in (["PHƯỜNG SAO MAI"], [], ["Số", "Việc của phường", "Giao cho ai", heading]):
        page.append(line)
    page.append([1, first, "Công an phường", "30/6/2026"])
    page.append([2, "Số hóa sổ bộ", "Văn phòng", "Quý III/2026"])
    path = folder / name
    book.save(path)
    return path


def test_a_choice_comes_in_and_is_remembered_by_its_headings(desk: Desk, tmp_path: Path) -> None:
    file = odd_sheet(tmp_path)
    with pytest.raises(Refused) as refused:
        importing.preview_file(desk, path=file)
    told = sentence(refused.value.problems[0])
    assert "[Tự chọn bảng và cột]" in told
    assert "(tệp có 1 bảng)" in told
    (offered,) = importing.tables_of(importing.read_whole(file))
    assert offered.heading == 2
    preview = importing.preview_file(desk, path=file, chosen=ChosenTable(0, 2), mapping=MAPPING)
    importing.apply_preview(desk, preview=preview)
    assert {"Rà soát hồ sơ", "Số hóa sổ bộ"} <= {task.name for task in desk.store.all(Task)}
    again = importing.preview_file(desk, path=odd_sheet(tmp_path, "la-2.xlsx", "Việc của tháng sau"))
    assert again.profile is not None
    assert (again.profile.day, again.chosen) == (desk.today, ChosenTable(0, 2))
    assert "Việc của tháng sau" in {each.name for each in again.result.tables[0].rows}
    with pytest.raises(Refused):
        importing.preview_file(desk, path=odd_sheet(tmp_path, "khac.xlsx", heading="Ngày hẹn"))
    with pytest.raises(Refused):
        importing.preview_file(desk, path=file, mapping={})


def test_a_choice_that_the_file_does_not_have_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        importing.preview_file(desk, path=odd_sheet(tmp_path), chosen=ChosenTable(4, 0), mapping=MAPPING)
    assert refused.value.problems[0].code == "recognise.no_such_choice"


def test_a_file_once_read_is_not_read_again(desk: Desk, tmp_path: Path) -> None:
    file = changed_plan(tmp_path, texts={("9", 1): "Tên mới của nhiệm vụ chín"})
    first = importing.preview_file(desk, path=file)
    file.unlink()
    second = importing.preview_file(desk, path=file, reading=first.reading, amended={"0:0": {"lead": "Công an"}})
    assert second.counts.edited == first.counts.edited + 1


def old_file(folder: Path) -> Path:
    font = files.font(".VnTime")
    old = [cell(f"<w:p>{run(text, font)}</w:p>") for text in ("Tæ chøc héi nghÞ", "KÕ ho¹ch chuyÓn ®æi sè")]
    head = row("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
    rows = (row(f"{n}", name, "Văn phòng", "Quý I/2026") for n, name in enumerate(old, start=1))
    return files.docx(folder / "cu.docx", table(head, *rows))


def test_old_letters_are_kept_for_one_row_or_for_all(desk: Desk, tmp_path: Path) -> None:
    file = old_file(tmp_path)
    first = importing.preview_file(desk, path=file)
    assert first.legacy == {"0:0", "0:1"}
    assert not first.originals
    one = importing.preview_file(desk, path=file, originals={"0:1"}, reading=first.reading)
    assert [each.name for each in one.result.tables[0].rows] == ["Tổ chức hội nghị", "KÕ ho¹ch chuyÓn ®æi sè"]
    assert {"reading.legacy_converted", "reading.legacy_kept"} <= {found.code for found in one.problems}
    every = importing.preview_file(desk, path=file, originals={ALL}, reading=one.reading)
    assert every.originals == every.legacy
    assert "reading.legacy_converted" not in {found.code for found in every.problems}
    importing.apply_preview(desk, preview=every)
    assert "Tæ chøc héi nghÞ" in {task.name for task in desk.store.all(Task)}


def test_rows_that_the_file_lacks_stay_unless_a_person_says_so(desk: Desk, tmp_path: Path) -> None:
    before = {task.name for task in desk.store.all(Task)}
    file = changed_plan(tmp_path, without=("3", "9"))
    preview = importing.preview_file(desk, path=file)
    gone = [each.name for each in preview.absent]
    assert len(gone) == 2
    assert sentence(next(p for p in preview.problems if p.code == "importing.rows_absent")).startswith("2 dòng")
    assert preview.nothing_new
    importing.apply_preview(desk, preview=preview)
    assert {task.name for task in desk.store.all(Task)} == before
    chosen = importing.preview_file(desk, path=file, delete={preview.absent[0].id})
    assert chosen.counts.deleted == 1
    entries = len(desk.store.journal(limit=-1))
    importing.apply_preview(desk, preview=chosen)
    assert before - {task.name for task in desk.store.all(Task)} == {gone[0]}
    assert len(desk.store.journal(limit=-1)) == entries + 1
    history.undo(desk)
    assert {task.name for task in desk.store.all(Task)} == before


def test_only_absent_rows_can_go(desk: Desk, tmp_path: Path) -> None:
    there = desk.store.all(Task)[0]
    preview = importing.preview_file(desk, path=changed_plan(tmp_path), delete={there.id})
    assert preview.absent == ()
    assert preview.counts.deleted == 0


def test_each_finding_of_a_preview_is_written_into_the_copy(desk: Desk, tmp_path: Path) -> None:
    from docx import Document

    file = changed_plan(tmp_path, texts={("9", 6): "Quý V/2026", ("3", 6): "31/02/2026"})
    preview = importing.preview_file(desk, path=file)
    assert len(preview.problems) >= 2
    copy = save_annotated(desk, path=file, problems=preview.problems)
    comments = [comment.text for comment in Document(str(copy)).comments]
    assert len(comments) == len(preview.problems)
    for wanted in ("Quý V/2026", "31/02/2026"):
        assert any(wanted in text for text in comments)
    assert comments == [sentence(found) for found in preview.problems]
