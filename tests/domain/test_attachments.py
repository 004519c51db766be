"""Which files are taken, by their first bytes; names that are safe to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.attachments import (
    BMP,
    DOC,
    DOCX,
    GIF,
    JPEG,
    PDF,
    PNG,
    TIFF,
    WEBP,
    XLS,
    XLSX,
    FileKind,
    is_program,
    recognise,
    safe_name,
    shown_name,
    suffix,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("name", "head", "members", "kind"),
    [
        ("a.pdf", b"%PDF-1.7", (), PDF),
        ("anh", b"\x89PNG\r\n\x1a\n", (), PNG),
        ("anh.png", b"\xff\xd8\xff\xe0", (), JPEG),
        ("a.gif", b"GIF89a", (), GIF),
        ("a.webp", b"RIFF\x10\x00\x00\x00WEBP", (), WEBP),
        ("a.tif", b"II*\x00", (), TIFF),
        ("a.bmp", b"BM" + b"\x40\0\0\0" + b"\0" * 30, (), BMP),
        ("a.docx", ZIP, (TYPES, "word/document.xml"), DOCX),
        ("a.xlsx", ZIP, (TYPES, "xl/workbook.xml"), XLSX),
        ("a.doc", OLE, (), DOC),
        ("a.xls", OLE, (), XLS),
        ("a.ppt", OLE, (), None),
        ("a.zip", ZIP, ("a.txt",), None),
        ("a.docx", ZIP, (TYPES, "word/document.xml", "word/vbaProject.bin"), None),
        ("a.docx", ZIP, (TYPES, "word/document.xml", "xl/workbook.xml"), None),
        ("a.txt", b"chao", (), None),
        ("a.html", b"<html>", (), None),
        ("a.pdf", b"MZ\x90\x00", (), None),
        ("a.exe", b"%PDF-1.7", (), None),
        ("a.pdf.scr ", b"%PDF-1.7", (), None),
        ("BM.txt", b"BM la chu cai", (), None),
        ("a.pdf", b"", (), None),
    ],
)
def test_the_content_decides(name: str, head: bytes, members: tuple[str, ...], kind: FileKind | None) -> None:
    assert recognise(name, head, members) == kind


@pytest.mark.parametrize("name", ["a.EXE", "a.pdf.lnk", "a.docm", "a.js. ", "a.ps1", "a.vbs", "a.xlsm", "a.hta"])
def test_programs_by_their_ending(name: str) -> None:
    assert is_program(name, b"")


@pytest.mark.parametrize("head", [b"MZ", b"\x7fELF\x02", b"#!/bin/sh"])
def test_programs_by_their_beginning(head: bytes) -> None:
    assert is_program("giay.pdf", head)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ('a<b>:"|?*.pdf', "a_b_.pdf"),
        ("...", "tep"),
        ("", "tep"),
    ],
)
def test_a_name_names_no_folder(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("name", "safe"),
    [("Quyết định.pdf", "Quyết định.pdf"), ("giay.exe", "giay.exe.pdf"), ("con.pdf", "_con.pdf"), ("a", "a.pdf")],
)
def test_a_copy_ends_as_its_kind_does(name: str, safe: str) -> None:
    assert safe_name(name, PDF) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_written(name: str) -> None:
    safe = safe_name(name, PDF)
    assert suffix(safe) == ".pdf"
    assert 0 < len(safe.encode()) <= 600
    assert not set('<>:"/\\|?*\n\0') & set(safe)
    assert not safe.startswith(".")
