"""Evidence files of progress updates, and which files are taken at all.

Decides by the first bytes, never by the name: PDF, pictures (PNG, JPEG, GIF, WebP, TIFF, BMP), Word and Excel in the
old and the new form. Programs and scripts are refused whatever they are called, as are macro-enabled documents, whose
package says so itself. A file is known by its SHA-256; its name is only shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nq57desk.domain.vietnamese import tidy

LARGEST = 20 << 20
"""Bytes of one evidence file where the office sets nothing else."""
HEAD_BYTES = 4096
"""How much of a file's beginning tells what it is."""
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Attachment:
    """An evidence file of a task in a period. ``size`` in bytes; ``added_at`` ISO with offset, for display only."""

    id: str
    plan_id: str
    task_id: str
    period: str
    name: str
    size: int
    sha256: str
    media_type: str = ""
    added_by: str = ""
    added_at: str = ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken; ``suffixes`` are the endings that it goes by, the usual one first."""

    media_type: str
    suffixes: tuple[str, ...]


_OOXML = "application/vnd.openxmlformats-officedocument."
PDF = FileKind("application/pdf", (".pdf",))
PNG = FileKind("image/png", (".png",))
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg", ".jfif"))
GIF = FileKind("image/gif", (".gif",))
WEBP = FileKind("image/webp", (".webp",))
TIFF = FileKind("image/tiff", (".tif", ".tiff"))
BMP = FileKind("image/bmp", (".bmp",))
DOCX = FileKind(_OOXML + "wordprocessingml.document", (".docx",))
XLSX = FileKind(_OOXML + "spreadsheetml.sheet", (".xlsx",))
DOC = FileKind("application/msword", (".doc",))
XLS = FileKind("application/vnd.ms-excel", (".xls",))
KINDS = (PDF, PNG, JPEG, GIF, WEBP, TIFF, BMP, DOCX, XLSX, DOC, XLS)

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGES = {b"word/": DOCX, b"xl/": XLSX}
_EXECUTABLE = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\x00\x00\x00\x01\x14",
)
_PROGRAM_SUFFIX = re.compile(
    r"\.(exe|com|scr|pif|bat|cmd|ps1|vb[se]|jse?|ws[fh]|hta|ms[ip]|jar|lnk|url|reg|cpl|dll|sh|app|apk|iso|img"
    r"|do[ct]m|xl[st]m|xlam|p[po]tm)"
)
"""Endings that a system runs, and documents with macros."""


def is_program(name: str, head: bytes) -> bool:
    """Whether the file runs something when it is opened: by its beginning, or by an ending that the system runs."""
    return head.startswith(_EXECUTABLE) or _PROGRAM_SUFFIX.fullmatch(suffix(name)) is not None


def suffix(name: str) -> str:
    """The name's ending in small letters, ".pdf"; spaces and dots after it, which Windows drops, do not hide it."""
    dot, ending = name.rstrip(". ").rpartition(".")[1:]
    return (dot + ending).lower() if dot else ""


def recognise(name: str, head: bytes, members: tuple[str, ...] = ()) -> FileKind | None:
    """What a file is by its beginning; ``members`` are the names inside where it is a package. None: nothing we take.

    The old Word and Excel form is one container for both: there the name's ending decides between the two.
    """
    if is_program(name, head):
        return None
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"BM") and len(head) > 26 and head[6:10] == b"\0\0\0\0":
        return BMP
    if head.startswith(_COMPOUND):
        return next((kind for kind in (DOC, XLS) if suffix(name) in kind.suffixes), None)
    if head.startswith(b"PK\x03\x04"):
        return _package(members)
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)


def _package(members: tuple[str, ...]) -> FileKind | None:
    if "[Content_Types].xml" not in members or any(m.lower().endswith("vbaproject.bin") for m in members):
        return None
    found = {kind for start, kind in _PACKAGES.items() if any(m.startswith(start.decode()) for m in members)}
    return found.pop() if len(found) == 1 else None


_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120


def shown_name(path_or_name: str) -> str:
    """The last part of a path as it is kept and shown: tidy text without anything that names another folder."""
    last = re.split(r"[/\\]", tidy(path_or_name).replace("\n", " "))[-1]
    return _UNSAFE.sub("_", last).strip(". ")[-_LONGEST:] or "tep"


def safe_name(name: str, kind: FileKind) -> str:
    """A file name for any system, ending as the kind does whatever the name claims."""
    plain = shown_name(name)
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return plain if suffix(plain) in kind.suffixes else plain + kind.suffixes[0]


def kind_named(media_type: str) -> FileKind | None:
    """The kind of a media type, None for one that we do not take."""
    return next((kind for kind in KINDS if kind.media_type == media_type), None)
