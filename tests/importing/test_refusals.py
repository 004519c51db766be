"""What is not read: each with its own code, and a sentence."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.errors import Cancelled, Refused
from nq57desk.importing.kinds import Kind, kind_of
from nq57desk.importing.limits import Limits
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawFile
from nq57desk.importing.wire import pack, unpack
from nq57desk.monitor import Monitor
from nq57desk.sentences import sentence
from tests.builders import files
from tests.builders.files import cell, paragraph, row, run, table

TEXT = paragraph("KẾ HOẠCH")
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 50
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/hostname">'


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def bomb(path: Path) -> Path:
    return files.docx(path, TEXT, more={"word/media/bomb.bin": b"\0" * 20_000_000})


def other_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("anh.txt", "x")
    return path


def crowd(path: Path) -> Path:
    return files.docx(path, TEXT, more={f"word/media/{at}.bin": b"" for at in range(6_000)})


def cut_off(path: Path) -> Path:
    files.docx(path, TEXT)
    return written(path, path.read_bytes()[:-200])


def bent(path: Path) -> Path:
    """A part whose bytes do not give the checksum that the zip names."""
    with zipfile.ZipFile(path, "w") as archive:
        whole = files.docx(path.with_suffix(".tmp"), TEXT)
        with zipfile.ZipFile(whole) as source:
            for name in source.namelist():
                archive.writestr(name, source.read(name))
    return written(path, path.read_bytes().replace("KẾ HOẠCH".encode(), "KẾ HOẠCX".encode()))


def wide_rows(path: Path) -> Path:
    return files.docx(path, table(row(*["x"] * 500)))


def laughing_workbook(path: Path) -> Path:
    whole = files.xlsx(path.with_suffix(".tmp"), '<row r="1"><c r="A1"><v>1</v></c></row>')
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            archive.writestr(name, data.replace(b"<worksheet", LAUGHS.encode() + b"<worksheet"))
    return path


REFUSED: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "missing": ("khong-co.docx", lambda path: path, "reading.missing"),
    "a folder": ("thu-muc.docx", folder, "reading.not_a_file"),
    "empty": ("rong.docx", lambda path: written(path, b""), "reading.empty"),
    "no text": ("trang.docx", lambda path: files.docx(path, "<w:p/>"), "reading.nothing_in_it"),
    "old Word": ("cu.doc", lambda path: written(path, files.ole({"WordDocument": b"x"})), "reading.old_word"),
    "old Word as .docx": ("cu.docx", lambda path: written(path, files.ole({"WordDocument": b"x"})), "reading.old_word"),
    "rich text": ("cu.docx", lambda path: written(path, rb"{\rtf1\ansi Ke hoach}"), "reading.old_word"),
    "locked Word": ("khoa.docx", lambda path: written(path, files.ole({"EncryptedPackage": b"x"})), "reading.password"),
    "locked Excel": ("khoa.xls", files.locked_xls, "reading.password"),
    "cut off": ("hong.docx", cut_off, "reading.damaged"),
    "bent": ("hong.docx", bent, "reading.damaged"),
    "no zip inside": ("hong.docx", lambda path: written(path, b"PK\3\4" + b"\0" * 500), "reading.damaged"),
    "broken XML": ("hong.docx", lambda path: files.docx(path, "<w:p>"), "reading.damaged"),
    "broken old Excel": ("hong.xls", lambda path: written(path, files.ole({"Workbook": b"\1\2\3"})), "reading.damaged"),
    "another zip": ("anh.zip", other_zip, "reading.unknown_kind"),
    "a picture": (
        "anh.png",
        lambda path: written(path, PICTURE),
        "reading.unknown_kind",
    ),
    "a bomb": ("bom.docx", bomb, "reading.too_large"),
    "too many parts": ("dong.docx", crowd, "reading.too_large"),
    "too many columns": ("rong.docx", wide_rows, "reading.too_large"),
    "laughs": ("cuoi.docx", lambda path: files.docx(path, TEXT, declaration=LAUGHS), "reading.unsafe_xml"),
    "laughs in Excel": ("cuoi.xlsx", laughing_workbook, "reading.unsafe_xml"),
    "entity outside": ("ngoai.docx", lambda path: files.docx(path, TEXT, declaration=OUTSIDE), "reading.unsafe_xml"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_one_sentence(tmp_path: Path, name: str) -> None:
    file, make, code = REFUSED[name]
    with pytest.raises(Refused) as refusal:
        read_raw(make(tmp_path / file))
    (problem,) = refusal.value.problems
    assert (problem.code, problem.place.file) == (code, file)
    assert "Chưa nhập gì" in sentence(problem)
    assert "…" not in sentence(problem)


def test_larger_than_allowed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"reading\.too_large"):
        read_raw(files.docx(tmp_path / "a.docx", TEXT), limits=Limits(file_bytes=100))


@pytest.mark.parametrize("limits", [Limits(unpacked_bytes=500), Limits(cells=3), Limits(rows=1), Limits(cell_text=10)])
def test_more_inside_than_allowed(tmp_path: Path, limits: Limits) -> None:
    body = table(row("một", "hai"), row("ba", "một ô có nhiều chữ"))
    with pytest.raises(Refused, match=r"reading\.too_large"):
        read_raw(files.docx(tmp_path / "a.docx", body), limits=limits)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.docx(tmp_path / "mo.docx", TEXT)

    def shut(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(Path, "open", shut)
    with pytest.raises(Refused, match=r"reading\.locked"):
        read_raw(path)


def test_what_lies_outside_the_zip_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<x/>", encoding="utf-8")
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://x/numbering" Target="../../secret.xml"/>'
        '<Relationship Id="b" Type="http://x/styles" Target="http://may-chu/styles.xml" TargetMode="External"/>'
        "</Relationships>"
    )
    whole = files.docx(tmp_path / "a.docx", TEXT)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        for name in source.namelist():
            archive.writestr(name, relations if name == "word/_rels/document.xml.rels" else source.read(name))
    assert len(read_raw(tmp_path / "b.docx").blocks) == 1


MARKS = ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "M Ậ T", "[MẬT]", "Độ mật: MẬT".upper()]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("where", ["paragraph", "box", "frame", "header"])
def test_a_state_secret_is_refused(tmp_path: Path, mark: str, where: str) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(mark)}</w:txbxContent></w:pict></w:r>"
    bodies = {
        "paragraph": paragraph("ỦY BAN NHÂN DÂN") + paragraph(mark) + TEXT,
        "box": f"<w:p>{box}</w:p>{TEXT}",
        "frame": table(row(cell("ỦY BAN NHÂN DÂN", mark), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + TEXT,
        "header": TEXT,
    }
    path = files.docx(tmp_path / "mat.docx", bodies[where], header=run(mark) if where == "header" else "")
    with pytest.raises(Refused, match=r"reading\.secret"):
        read_raw(path)


NOT_SECRET = {
    "a word in a sentence": paragraph("Gửi nhận văn bản cấp độ Mật, Tối Mật qua mạng riêng"),
    "the word alone in small letters": paragraph("Mật"),
    "a cell of the list": table(row("TT", "Tên", "Độ mật", "Thời gian"), row("1", "A", "MẬT", "Quý II")),
    "far down": "".join(paragraph(f"Mục {at}") for at in range(30)) + paragraph("MẬT"),
}


@pytest.mark.parametrize("name", NOT_SECRET)
def test_the_word_elsewhere_does_not_block(tmp_path: Path, name: str) -> None:
    assert read_raw(files.docx(tmp_path / "thuong.docx", NOT_SECRET[name])).blocks


KINDS = [
    (b"%PDF-1.7\n", Kind.PDF),
    (b"\xef\xbb\xbf<!DOCTYPE html><html>", Kind.HTML),
    ("<html>".encode("utf-16"), Kind.HTML),
    (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", Kind.XML),
    ("Kế hoạch".encode(), Kind.TEXT),
    ("Ke hoach nam 2026".encode("utf-16-le"), Kind.TEXT),
    (bytes(range(128, 192)) + b"\0" * 8, Kind.UNKNOWN),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_kinds_are_told_by_what_is_in_the_file(tmp_path: Path, data: bytes, kind: Kind) -> None:
    assert kind_of(written(tmp_path / "a.docx", data)) == kind


def test_a_word_file_named_otherwise_is_read(tmp_path: Path) -> None:
    path = files.docx(tmp_path / "a.doc", TEXT)
    file = read_raw(path)
    assert (file.format, [problem.code for problem in file.problems]) == ("docx", ["reading.other_kind"])


def test_a_workbook_named_otherwise_is_read(tmp_path: Path) -> None:
    path = files.xlsx(tmp_path / "a.xls", '<row r="1"><c r="A1"><v>1</v></c></row>')
    file = read_raw(path)
    assert (file.format, [problem.code for problem in file.problems]) == ("xlsx", ["reading.other_kind"])


def test_the_strict_form_of_word_files_is_read(tmp_path: Path) -> None:
    whole = files.docx(tmp_path / "a.docx", table(row("TT", "Tên")))
    strict = ((b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"),)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            for usual, other in strict:
                data = data.replace(usual, other)
            archive.writestr(name, data)
    assert read_raw(tmp_path / "b.docx").blocks == replace_name(read_raw(whole), "b.docx").blocks


def replace_name(file: RawFile, name: str) -> RawFile:
    """The same file under another name."""
    return unpack(pack(file).replace(file.name, name))


NESTED = {
    "tables": 70 * "<w:tbl><w:tr><w:tc><w:p/>" + TEXT + 70 * "</w:tc></w:tr></w:tbl>",
    "controls": 100 * "<w:sdt><w:sdtContent>" + TEXT + 100 * "</w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_is_read(tmp_path: Path, name: str) -> None:
    assert "KẾ HOẠCH" in pack(read_raw(files.docx(tmp_path / "a.docx", NESTED[name]))).encode().decode("unicode-escape")


def test_bottomless_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"reading\.damaged"):
        read_raw(files.docx(tmp_path / "a.docx", 5_000 * "<w:sdt>" + 5_000 * "</w:sdt>"))


WHOLE: dict[str, Callable[[Path], Path]] = {
    "docx": lambda path: files.docx(path, table(row("TT", "Tên"), row("1", "A"))),
    "xlsx": lambda path: files.xlsx(path, '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="b"><v>1</v></c></row>'),
}


def places_named(path: Path) -> set[str]:
    """The files that blocks, or the problems of a refusal, say they are in."""
    try:
        return {block.place.file for block in read_raw(path).blocks}
    except Refused as refusal:
        return {problem.place.file for problem in refusal.problems}


@pytest.mark.parametrize("kind", WHOLE)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8))
def test_whatever_is_damaged_is_read_or_refused(kind: str, changes: list[tuple[float, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = WHOLE[kind](Path(folder, f"a.{kind}"))
        data = bytearray(path.read_bytes())
        for where, byte in changes:
            data[int(where * len(data))] = byte
        path.write_bytes(data)
        assert places_named(path) <= {path.name}


def test_a_secret_workbook_is_refused(tmp_path: Path) -> None:
    data = '<row r="1"><c r="B1" t="inlineStr"><is><t>TUYỆT MẬT</t></is></c></row>'
    with pytest.raises(Refused, match=r"reading\.secret"):
        read_raw(files.xlsx(tmp_path / "mat.xlsx", data))


def test_reading_stops_when_told_to(tmp_path: Path) -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        read_raw(files.docx(tmp_path / "a.docx", TEXT), monitor=monitor)
