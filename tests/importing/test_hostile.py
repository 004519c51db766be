"""Files made to harm: each is read within the named limits or refused, runs nothing, fetches nothing, computes nothing.

What other files test already: laughing entities, zip bombs, crowds of parts, deep nesting, broken checksums and targets
outside the zip in ``test_refusals``; 40,000 merged ranges and formulas without values in ``test_xlsx``; macros in Word
in ``test_docx``; children that abort or sleep in ``test_isolate``; markup in ``documents/test_text_pdf`` and
``gui/test_tasks_page``.
"""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nq57desk.domain.vietnamese import has_invisible
from nq57desk.errors import Refused
from nq57desk.importing.html import read_html
from nq57desk.importing.isolate import read_isolated
from nq57desk.importing.limits import Limits
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawTable
from nq57desk.importing.recognise import recognise
from nq57desk.importing.xlsx import read_xlsx
from tests.builders import files
from tests.builders.files import cell, paragraph, row, run, table
from tests.importing.test_refusals import LAUGHS

MIB = 1024 * 1024
_VALUE = '<row r="1"><c r="A1" t="inlineStr"><is><t>TT</t></is></c><c r="B1"><v>1</v></c></row>'
_LIMIT = r"^reading\.(too_large|too_much_memory)$"


def changed(
    path: Path, change: Callable[[str, bytes], tuple[str, bytes]], more: dict[str, bytes] | None = None
) -> Path:
    """The zip with each part named and written as ``change`` says."""
    with zipfile.ZipFile(path) as source:
        parts = [change(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*parts, *(more or {}).items()):
            archive.writestr(name, data)
    return path


def renamed_sheet(path: Path) -> Path:
    """Entities in a sheet whose part does not look like XML by its name."""

    def change(name: str, data: bytes) -> tuple[str, bytes]:
        if name.endswith("sheet1.xml"):
            return "xl/worksheets/sheet1.bin", data.replace(b"<worksheet", LAUGHS.encode() + b"<worksheet")
        return name, data.replace(b"sheet1.xml", b"sheet1.bin")

    return changed(files.xlsx(path, _VALUE), change)


def wide_letters(path: Path) -> Path:
    """Entities in UTF-16, where a search for bytes would not see them."""

    def change(name: str, data: bytes) -> tuple[str, bytes]:
        if not name.endswith("sheet1.xml"):
            return name, data
        text = data.decode().replace("UTF-8", "UTF-16").replace("<worksheet", LAUGHS + "<worksheet")
        return name, text.encode("utf-16")

    return changed(files.xlsx(path, _VALUE), change)


def laughing_part(name: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        return changed(files.xlsx(path, _VALUE), lambda *part: part, {name: f"{LAUGHS}<sst>&d;</sst>".encode()})

    return make


@pytest.mark.parametrize(
    "make", [renamed_sheet, wide_letters, laughing_part("xl/sharedStrings.xml"), laughing_part("xl/x/any.thing")]
)
def test_no_part_of_a_workbook_declares_entities(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(Refused, match=r"^reading\.unsafe_xml$"):
        read_raw(make(tmp_path / "a.xlsx"))


def test_a_sheet_that_says_it_has_a_million_rows(tmp_path: Path) -> None:
    """It ends at its last filled cell: what it claims, a styled cell and a merged range down to the end are nothing."""
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = files.xlsx(
        tmp_path / "a.xlsx",
        _VALUE + far,
        before='<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="0"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>',
    )
    (block,) = read_raw(path).blocks
    assert isinstance(block, RawTable)
    assert (len(block.rows), block.columns) == (1, 2)


def merged_to_the_end(path: Path) -> Path:
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:A1048575"/></mergeCells>'
    return files.xlsx(path, _VALUE + last, after=merged)


def test_a_column_merged_over_a_million_rows(tmp_path: Path) -> None:
    begun = time.process_time()
    with pytest.raises(Refused, match=_LIMIT):
        read_raw(merged_to_the_end(tmp_path / "a.xlsx"))
    assert time.process_time() - begun < 10


def many_merged(path: Path, many: int) -> Path:
    ranges = "".join(f'<mergeCell ref="A{at}:B{at + 1}"/>' for at in range(1, many + 1))
    return files.xlsx(path, _VALUE, after=f"<mergeCells>{ranges}</mergeCells>")


@pytest.mark.parametrize("many", [100_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_a_million_merged_cells(tmp_path: Path, many: int) -> None:
    (block,) = read_isolated(many_merged(tmp_path / "a.xlsx", many)).blocks
    assert isinstance(block, RawTable)
    assert len(block.rows) == 1


def test_a_table_of_hidden_columns_beyond_count(tmp_path: Path) -> None:
    columns = '<col min="1" max="16384" hidden="1"/>' * 3_000
    found = read_xlsx(files.xlsx(tmp_path / "a.xlsx", _VALUE, before=f"<cols>{columns}</cols>"))
    (block,) = found.blocks
    assert isinstance(block, RawTable)
    assert block.hidden_columns == (0, 1)


def test_an_old_workbook_of_two_cells_far_apart_ends_at_the_memory_limit(tmp_path: Path) -> None:
    """calamine lays out all that lies between; its library in Rust ends the child, and that has its own sentence."""
    rows: list[list[str | float]] = [["a"], *([[]] * 65_534), [*([""] * 255), "b"]]
    with pytest.raises(Refused, match=r"^reading\.too_much_memory$"):
        read_isolated(files.xls(tmp_path / "a.xls", rows), limits=Limits(memory_bytes=400 * MIB))


def test_a_slow_file_ends_at_the_time_limit(tmp_path: Path) -> None:
    """A file that is worth half a minute of honest work gets the second that the limit gives it."""
    one = "".join(f'<c r="{letter}{{0}}" t="inlineStr"><is><t>ô {{0}}</t></is></c>' for letter in "ABCDEFGHIJKL")
    rows = "".join(f'<row r="{at}">{one.format(at)}</row>' for at in range(1, 60_000))
    path = files.xlsx(tmp_path / "a.xlsx", rows)
    begun = time.monotonic()
    with pytest.raises(Refused, match=r"^reading\.too_slow$"):
        read_isolated(path, limits=Limits(seconds=0.5))
    assert time.monotonic() - begun < 10


def test_what_a_child_answers_is_bounded_too(tmp_path: Path) -> None:
    path = files.docx(tmp_path / "a.docx", paragraph("KẾ HOẠCH " * 200))
    with pytest.raises(Refused, match=r"^reading\.too_large$"):
        read_isolated(path, limits=Limits(answer_bytes=1_000))


def test_a_style_sheet_without_end_is_read_at_once() -> None:
    """Found by fuzzing: a search for rules went through the rest of the sheet from each of its letters."""
    begun = time.process_time()
    page = read_html(f"<style>{'.xl1 ' * 90_000}</style><p class=xl1>KẾ HOẠCH</p>")
    assert len(page.blocks) == 1
    assert time.process_time() - begun < 2


def test_a_page_box_that_is_no_box_is_a_damaged_pdf(tmp_path: Path) -> None:
    """Found by fuzzing: the PDF library has an exception of its own for it."""
    from tests.fuzz.samples import pdf

    data = pdf()[0].replace(b"/MediaBox [ 0 0 595.2756 841.8898 ]", b"/MediaBox [ 0 0 /a (b) 841.8898   ]")
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert data != pdf()[0]
    with pytest.raises(Refused, match=r"^reading\.damaged$"):
        read_raw(path)


_WATCH = """
import sys
seen = []
asks = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "webbrowser.", "urllib.")
from pathlib import Path
from nq57desk.importing.open_file import read_raw
for name in sys.argv[1:3]:
    read_raw(Path(name))  # the libraries are loaded now; from here on nothing but the file is opened
sys.addaudithook(lambda e, a: seen.append(e) if e.startswith(asks) or (e == "open" and "bait" in str(a[0])) else None)
for name in sys.argv[3:]:
    read_raw(Path(name))
print(seen)
"""


def baited_word(path: Path) -> Path:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO cmd "/c calc"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>KẾ HOẠCH</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    links = "".join(
        f'<Relationship Id="x{at}" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
        for at, (kind, target) in enumerate(
            (("attachedTemplate", "file:///bait.dotm"), ("styles", "http://bait.invalid/s"), ("image", "bait.png"))
        )
    )

    def change(name: str, data: bytes) -> tuple[str, bytes]:
        if name != "word/_rels/document.xml.rels":
            return name, data
        return name, data.replace(
            b"/>", b">" + links.encode() + b"</Relationships>"
        ) if b"/>" in data else data.replace(b"</Relationships>", links.encode() + b"</Relationships>")

    more = {"word/vbaProject.bin": b"Sub AutoOpen()", "word/embeddings/oleObject1.bin": b"MZ\x90"}
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return changed(files.docx(path, field, main_type=kind), change, more)


def baited_workbook(path: Path) -> Path:
    cells = (
        '<row r="1"><c r="A1"><f>HYPERLINK("http://bait.invalid","x")</f><v>5</v></c>'
        '<c r="B1"><f>[1]Sheet1!A1</f><v>6</v></c><c r="C1" t="str"><f>WEBSERVICE("http://bait.invalid")</f><v>7</v></c></row>'
    )
    more = {
        "xl/vbaProject.bin": b"Sub Auto_Open()",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": b"<Relationships/>",
        "xl/connections.xml": b'<connections><connection><dbPr connection="bait"/></connection></connections>',
    }
    return changed(files.xlsx(path, cells), lambda *part: part, more)


def test_macros_links_and_fields_are_neither_run_nor_fetched(tmp_path: Path) -> None:
    plain = [files.docx(tmp_path / "a.docx", paragraph("a")), files.xlsx(tmp_path / "a.xlsx", _VALUE)]
    hostile = [baited_word(tmp_path / "b.docm"), baited_workbook(tmp_path / "b.xlsm")]
    command = [sys.executable, "-c", _WATCH, *map(str, (*plain, *hostile))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    word, sheet = (read_raw(path).blocks[0] for path in hostile)
    assert not isinstance(word, RawTable)
    assert word.text == "KẾ HOẠCH"
    assert isinstance(sheet, RawTable)
    assert [one.text for one in sheet.rows[0].cells if one] == ["5", "6", "7"]


NAMES = (
    "<b>Số hóa</b> <img src=x onerror=1>",
    "<script>alert(1)</script>Số hóa",
    "Số hóa'); DROP TABLE task;--",
    "Số hóa \u202etxt.exe\u202c",
    "S\u200bố h\u2066óa\u2069",
    '=HYPERLINK("http://x","Số hóa")',
    "Số hóa {office} %s %(name)s {0.__class__}",
    "Số hóa\r\nBcc: ai@do.vn",
)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_just_names(tmp_path: Path, name: str) -> None:
    header = row("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành")
    path = files.docx(
        tmp_path / "a.docx", table(header, row("1", cell(paragraph(run(name))), "Văn phòng", "Quý IV/2026"))
    )
    (found,) = recognise(read_raw(path)).tables
    (one,) = found.rows
    assert "Số hóa" in one.name
    assert not has_invisible(one.name)
    assert "\r" not in one.name
