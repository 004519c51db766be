"""A mark of secrecy (M07) in every kind of file that is read: refused above the title, unnoticed in a sentence."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from nq57desk import paths
from nq57desk.errors import Refused
from nq57desk.importing.html import read_html
from nq57desk.importing.isolate import read_isolated
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawFile
from nq57desk.importing.text import read_text
from tests.builders import files
from tests.builders.files import paragraph, row, table

LIST = (("TT", "Nhiệm vụ", "Độ mật", "Thời gian"), ("1", "Soạn báo cáo", "MẬT", "Quý IV/2026"))
SENTENCE = "Gửi nhận văn bản có độ Mật, Tối Mật, TUYỆT MẬT qua mạng riêng theo quy định"
MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


def inline(text: str, at: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(path: Path, first: str, after: str = "") -> Path:
    """A sheet whose first row holds one cell in column C; the list begins in row 3."""
    lines = [f'<row r="1">{inline(first, "C1")}</row>']
    for at, cells in enumerate(LIST, start=3):
        inside = "".join(inline(text, f"{letter}{at}") for letter, text in zip("ABCD", cells, strict=True))
        lines.append(f'<row r="{at}">{inside}</row>')
    return files.xlsx(path, "".join(lines), after=after)


def with_part(path: Path, name: str, data: str) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, data)
    return path


def drawing(text: str, at: int) -> str:
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    inside = f"<w:sp><w:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></w:txBody></w:sp>"
    return (
        f'<w:wsDr xmlns:w="{main}/spreadsheetDrawing" xmlns:a="{main}/main"><w:twoCellAnchor>'
        f"<w:from><w:row>{at}</w:row></w:from>{inside}</w:twoCellAnchor></w:wsDr>"
    )


def pdf(path: Path, text: str, at: float = 800.0) -> Path:
    pdfmetrics.registerFont(TTFont("Secrecy", str(next(paths.resources().glob("fonts/Tinos-Regular.ttf")))))
    canvas = Canvas(str(path))
    for page in range(3):
        canvas.setFont("Secrecy", 12)
        canvas.drawString(60, at, text)
        for line in range(12):
            canvas.drawString(60, 740 - 20 * line, f"Trang {page}, dòng {line}: thực hiện nhiệm vụ chuyển đổi số")
        canvas.showPage()
    canvas.save()
    return path


def html(*rows: tuple[str, ...]) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in cells) + "</tr>" for cells in rows)
    return f"<table>{lines}</table>"


def lettering(path: Path, text: str) -> Path:
    stamp = f'<w:p><w:r><w:pict><v:shape><v:textpath string="{text}"/></v:shape></w:pict></w:r></w:p>'
    return files.docx(path, paragraph("KẾ HOẠCH") + stamp)


def modern_box(path: Path, text: str) -> Path:
    inside = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice></mc:AlternateContent>"
    return files.docx(path, f"<w:p><w:r>{both}</w:r></w:p>" + paragraph("KẾ HOẠCH"))


def csv(path: Path, *rows: tuple[str, ...]) -> Path:
    path.write_text("\n".join(";".join(cells) for cells in rows), encoding="utf-8")
    return path


PLACES: dict[str, Callable[[Path, str], Path]] = {
    "a.docx": lambda path, text: files.docx(path, paragraph(text) + table(*(row(*cells) for cells in LIST))),
    "wide table.docx": lambda path, text: files.docx(path, table(row("", "", "", text), *(row(*c) for c in LIST))),
    "box.docx": modern_box,
    "stamp.docx": lettering,
    "a.xlsx": sheet,
    "box.xlsx": lambda path, text: with_part(sheet(path, ""), "xl/drawings/drawing1.xml", drawing(text, 0)),
    "header.xlsx": lambda path, text: sheet(
        path, "", f'<headerFooter><oddHeader>&amp;LUBND&amp;R&amp;"Times,Bold"&amp;14{text}</oddHeader></headerFooter>'
    ),
    "a.xls": lambda path, text: files.xls(path, [("", "", text, ""), *LIST]),
    "a.pdf": pdf,
    "a.csv": lambda path, text: csv(path, ("", "", text, ""), *LIST),
    "a.html": lambda path, text: csv(path, (f"<html><p>{text}</p>{html(*LIST)}</html>",)),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_above_the_list_is_refused(tmp_path: Path, name: str, mark: str) -> None:
    with pytest.raises(Refused, match=r"^reading\.secret$"):
        read_raw(PLACES[name](tmp_path / name, mark))


@pytest.mark.parametrize("name", PLACES)
def test_the_words_in_a_sentence_are_read(tmp_path: Path, name: str) -> None:
    assert read_raw(PLACES[name](tmp_path / name, SENTENCE)).blocks


PASTES: dict[str, Callable[[str], RawFile]] = {
    "html": lambda text: read_html(html(("", "", text, ""), *LIST)),
    "html paragraph": lambda text: read_html(f"<p><b>{text}</b></p>{html(*LIST)}"),
    "text": lambda text: read_text("\n".join("\t".join(cells) for cells in (("", "", text, ""), *LIST))),
}


@pytest.mark.parametrize("name", PASTES)
def test_what_is_pasted_is_looked_at_too(name: str) -> None:
    for mark in MARKS:
        with pytest.raises(Refused, match=r"^reading\.secret$"):
            PASTES[name](mark)
    assert PASTES[name](SENTENCE).blocks
    assert PASTES[name]("").blocks


def test_a_box_far_down_a_sheet_is_no_mark_of_the_paper(tmp_path: Path) -> None:
    path = with_part(sheet(tmp_path / "a.xlsx", ""), "xl/drawings/drawing1.xml", drawing("MẬT", 40))
    assert read_raw(path).blocks


def test_nothing_of_it_is_left_with_the_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "temp"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    path = files.docx(tmp_path / "a.docx", paragraph("TỐI MẬT") + paragraph("Kế hoạch phòng thủ"))
    with pytest.raises(Refused, match=r"^reading\.secret$"):
        read_isolated(path)
    assert list(scratch.rglob("*")) == []
