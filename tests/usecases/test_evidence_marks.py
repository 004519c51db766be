"""Evidence with a mark of secrecy (M07) is refused; where nobody can know, whoever attaches it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import attachments, history
from nq57desk.workspace import Desk
from tests.builders import files
from tests.builders.files import paragraph
from tests.importing.test_secrecy import pdf, sheet

PERIOD = "2026-11"
Made = Callable[[Path, str], Path]


def xls(path: Path, text: str) -> Path:
    return files.xls(path, [[text], ["TT", "Nhiệm vụ", "Thời gian"], ["1", "Soạn", "Quý I"]])


WITH_TEXT: dict[str, Made] = {
    "Báo cáo.docx": lambda path, text: files.docx(path, paragraph(text) + paragraph("Đã họp dân")),
    "Danh sách.xlsx": sheet,
    "Danh sách.xls": xls,
    "Công văn.pdf": pdf,
}


@pytest.fixture
def task(desk: Desk) -> Task:
    return next(t for t in desk.store.all(Task) if t.number == "9")


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_marked_document_is_refused_and_an_ordinary_one_taken_without_a_word(
    desk: Desk, task: Task, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refused, match=r"reading\.secret"):
        attachments.add(desk, task_id=task.id, period=PERIOD, path=WITH_TEXT[name](tmp_path / name, "TỐI MẬT"))
    assert attachments.listed(desk) == ()
    assert not desk.files_folder.exists() or not list(desk.files_folder.iterdir())
    plain = WITH_TEXT[name](tmp_path / name, "Văn bản thường")
    assert attachments.add(desk, task_id=task.id, period=PERIOD, path=plain).problems == ()
    assert len(attachments.listed(desk)) == 1


def picture(path: Path) -> Path:
    Image.new("L", (30, 20), 90).save(path)
    return path


def scan(path: Path, *, after: str = "") -> Path:
    """A page that is a picture, then one with text where there is any."""
    canvas = Canvas(str(path))
    canvas.drawImage(ImageReader(Image.new("L", (20, 20), 90)), 100, 100, 300, 400)
    canvas.showPage()
    if after:
        canvas.drawString(100, 700, after)
        canvas.showPage()
    canvas.save()
    return path


def old_word(path: Path) -> Path:
    path.write_bytes(files.ole({"WordDocument": b"\0" * 600}))
    return path


def broken(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.4\n1 0 obj endobj " + b"x" * 400)
    return path


@pytest.mark.parametrize(
    ("name", "made", "why"),
    [
        ("Ảnh.png", picture, "đây là ảnh"),
        ("Ảnh.jpg", picture, "đây là ảnh"),
        ("Quét.pdf", scan, "bản quét"),
        ("Quét trang đầu.pdf", lambda path: scan(path, after="This page can be read well"), "trang đầu là ảnh quét"),
        ("Cũ.doc", old_word, ".doc"),
        ("Hỏng.pdf", broken, "không đọc được"),
        ("Chỉ có hình.docx", lambda path: files.docx(path, paragraph("")), "không có chữ nào"),
    ],
)
def test_what_cannot_be_judged_is_taken_and_told(
    desk: Desk, task: Task, tmp_path: Path, name: str, made: Callable[[Path], Path], why: str
) -> None:
    applied = attachments.add(desk, task_id=task.id, period=PERIOD, path=made(tmp_path / name))
    (note,) = applied.problems
    assert (note.code, note.severity.value, note.place.file) == ("attachment.not_judged", "note", name)
    assert name in sentence(note)
    assert why in sentence(note)
    assert [one.file.name for one in attachments.listed(desk)] == [name]
    assert history.check(desk) == ()
