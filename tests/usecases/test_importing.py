"""Importing the sample office's own Word files, again and changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from nq57desk.domain.changes import ChangeKind
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from nq57desk.errors import Refused
from nq57desk.usecases import history, importing
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import Desk


def test_the_sample_plans_come_in_whole(desk: Desk) -> None:
    plans = {plan.number: plan for plan in desk.store.all(Plan)}
    assert plans.keys() == {"18", "41"}
    plan = plans["18"]
    assert (plan.year, plan.symbol, plan.place, plan.signer_name) == (2026, "KH-UBND", "Sao Mai", "Trần Minh Khôi")
    assert plan.recipients[-1] == "Lưu: VT, VHXH"
    assert desk.store.count(Task, plan_id=plan.id) == 35
    assert desk.store.count(Indicator) == 20
    assert [a.label for a in desk.store.all(Appendix, plan_id=plan.id)] == ["PHỤ LỤC I", "PHỤ LỤC II"]
    assert len(desk.store.all(Section, plan_id=plan.id)) == 9


@pytest.mark.parametrize("file", sample_files(), ids=lambda file: file.name)
def test_the_same_file_again_changes_nothing(desk: Desk, file: Path) -> None:
    preview = importing.preview_file(desk, path=file)
    assert preview.counts.same > 0
    assert preview.change_set.counts().differing == 0


def test_a_changed_cell_is_one_edited_row(desk: Desk, tmp_path: Path) -> None:
    document = Document(str(sample_files()[0]))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "TT")
    row = next(r for r in table.rows if r.cells[0].text == "9")
    row.cells[6].paragraphs[0].runs[0].text = "Quý IV/2026"
    changed = tmp_path / "sửa.docx"
    document.save(str(changed))
    preview = importing.preview_file(desk, path=changed)
    assert (preview.counts.new, preview.counts.edited, preview.counts.deleted) == (0, 1, 0)
    (change,) = [c for c in importing.differing(desk, preview=preview) if c.kind == "task"]
    assert change.change is ChangeKind.EDITED
    assert isinstance(change.before, Task)
    assert isinstance(change.after, Task)
    assert (change.before.deadline, change.after.deadline) == ("Quý I/2026", "Quý IV/2026")
    importing.apply_preview(desk, preview=preview)
    assert any(t.deadline == "Quý IV/2026" for t in desk.store.all(Task) if t.number == "9")
    history.undo(desk)
    assert not any(t.deadline == "Quý IV/2026" for t in desk.store.all(Task) if t.number == "9")


def test_a_row_that_is_left_out_of_the_preview_is_not_imported(desk: Desk, tmp_path: Path) -> None:
    document = Document(str(sample_files()[0]))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "TT")
    for number in ("9", "10"):
        row = next(r for r in table.rows if r.cells[0].text == number)
        row.cells[3].paragraphs[0].runs[0].text = "Công an phường"
    changed = tmp_path / "sửa.docx"
    document.save(str(changed))
    preview = importing.preview_file(desk, path=changed)
    left = next(c for c in importing.differing(desk, preview=preview) if getattr(c.after, "number", "") == "10")
    importing.apply_preview(desk, preview=preview, leave={left.id})
    leads = {t.number: t.lead for t in desk.store.all(Task) if t.number in ("9", "10")}
    assert leads == {"9": "Công an phường", "10": "Phòng Kinh tế, Hạ tầng và Đô thị"}


def test_rows_that_the_file_no_longer_has_stay_and_are_told(desk: Desk, tmp_path: Path) -> None:
    document = Document(str(sample_files()[0]))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "TT")
    row = next(r for r in table.rows if r.cells[0].text == "13")
    row._tr.getparent().remove(row._tr)
    changed = tmp_path / "bớt.docx"
    document.save(str(changed))
    before = desk.store.count(Task)
    preview = importing.preview_file(desk, path=changed)
    assert "importing.rows_absent" in {p.code for p in preview.problems}
    importing.apply_preview(desk, preview=preview)
    assert desk.store.count(Task) == before


def test_a_table_from_the_clipboard(desk: Desk) -> None:
    html = (
        "<table><tr><td>TT</td><td>Tên nhiệm vụ</td><td>Cơ quan chủ trì</td><td>Thời hạn</td></tr>"
        "<tr><td>1</td><td>Việc dán từ Excel</td><td>Công an phường</td><td>Quý IV/2026</td></tr></table>"
    )
    preview = importing.preview_clipboard(desk, html=html, text="")
    assert preview.counts.new == 1
    importing.apply_preview(desk, preview=preview)
    assert any(t.name == "Việc dán từ Excel" for t in desk.store.all(Task))


def test_what_is_no_list_is_refused_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "thư.docx"
    document = Document()
    document.add_paragraph("Kính gửi các phòng, ban")
    document.save(str(file))
    revision = desk.store.revision
    with pytest.raises(Refused) as refused:
        importing.preview_file(desk, path=file)
    assert refused.value.problems[0].code == "recognise.no_table"
    assert desk.store.revision == revision
    with pytest.raises(Refused):
        importing.preview_file(desk, path=sample_files()[0], plan_id="không có")
