"""What kind of file something is, told from its first bytes and, for a zip or an OLE file, from what lies in it."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from pathlib import Path

from nq57desk.importing.ooxml import BROKEN_ZIP

_HEAD = 8 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_MAIN_PARTS = {
    "wordprocessingml": "docx",
    "ms-word.document.macroenabled": "docx",
    "ms-word.template.macroenabled": "docx",
    "spreadsheetml": "xlsx",
    "ms-excel.sheet.macroenabled": "xlsx",
    "ms-excel.template.macroenabled": "xlsx",
}


class Kind(Enum):
    """A kind of file; those with a ``refusal`` cannot be read, and the code says why and what to do."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"
    DOC = "doc"
    RTF = "rtf"
    XML = "xml"
    LOCKED = "password"
    DAMAGED = "damaged zip"
    UNKNOWN = "unknown"

    @property
    def refusal(self) -> str:
        """The code of the problem, or "" for a kind that is read."""
        return _REFUSALS.get(self, "")


_REFUSALS = {
    Kind.DOC: "reading.old_word",
    Kind.RTF: "reading.old_word",
    Kind.XML: "reading.unknown_kind",
    Kind.LOCKED: "reading.password",
    Kind.DAMAGED: "reading.damaged",
    Kind.UNKNOWN: "reading.unknown_kind",
}

SUFFIXES = {
    Kind.DOCX: (".docx", ".docm", ".dotx", ".dotm"),
    Kind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    Kind.XLS: (".xls", ".xlt"),
    Kind.PDF: (".pdf",),
    Kind.HTML: (".html", ".htm"),
    Kind.TEXT: (".txt", ".csv", ".tsv"),
}


def kind_of(path: Path) -> Kind:
    """What the file is. Reads its first bytes, for zip and OLE files their lists of contents too.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if head.startswith(_OLE):
            return _ole_kind(head + stream.read(), path.suffix.lower())
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    return _text_kind(head, path.suffix.lower())


def _ole_kind(data: bytes, suffix: str) -> Kind:
    """By the names of the streams, which an OLE file keeps in UTF-16.

    A document may embed others, so where several kinds are found the one that the file's name promises counts.
    """
    found = [
        kind
        for kind, streams in (
            (Kind.LOCKED, ("EncryptedPackage",)),
            (Kind.XLS, ("Workbook", "Book")),
            (Kind.DOC, ("WordDocument",)),
        )
        if any(("\0" + stream + "\0").encode("utf-16-le")[1:] in data for stream in streams)
    ]
    if Kind.LOCKED in found:
        return Kind.LOCKED
    if Kind.DOC in found and not (Kind.XLS in found and suffix in SUFFIXES[Kind.XLS]):
        return Kind.DOC
    return found[0] if found else Kind.UNKNOWN


def _zip_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower(): name for name in archive.namelist()}
            listed = names.get("[content_types].xml")
            if listed is None:
                return Kind.UNKNOWN
            with archive.open(listed) as stream:
                types = stream.read(1024 * 1024).decode("utf-8", "replace").lower()
    except BROKEN_ZIP:
        return Kind.DAMAGED
    for mark, kind in _MAIN_PARTS.items():
        if re.search(re.escape(mark) + r"[.a-z]*main\+xml", types):
            return Kind(kind)
    return Kind.UNKNOWN


def _text_kind(head: bytes, suffix: str) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        sample = head.decode("utf-16", "replace").encode()
    elif b"\0" in head:
        return Kind.TEXT if _looks_utf16(head) else Kind.UNKNOWN
    else:
        sample = head
    if sample.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and b"<html" not in sample.lower():
        return Kind.XML
    if _HTML.search(sample) and suffix not in SUFFIXES[Kind.TEXT]:
        return Kind.HTML
    return Kind.TEXT


def _looks_utf16(head: bytes) -> bool:
    """UTF-16 without its mark: about every other byte of Latin text is zero, on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) // 5 and min(even, odd) <= len(head) // 200
