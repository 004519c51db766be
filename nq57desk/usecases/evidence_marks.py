"""Whether an evidence file bears a state-secret mark (M07), and what is said where that cannot be known.

Decides:

- Word (.docx), Excel (.xlsx, .xls) and PDF with text are read in the readers' child process and refused where they are
  marked, as an import would be.
- A picture, a scan, the old Word form and what is locked, damaged or too large to read cannot be judged: they are
  taken, and whoever attaches them is told so by name, for the mark may stand on them. So is a PDF whose first page is
  a picture, and a document without a single word, for the mark stands at the head.
"""

from __future__ import annotations

from pathlib import Path

from nq57desk.domain.attachments import DOC, DOCX, PDF, XLS, XLSX, FileKind
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import Refused
from nq57desk.importing.isolate import read_isolated
from nq57desk.importing.limits import Limits
from nq57desk.wording import _, mark

_LOOKED_AT = Limits(seconds=30.0)
"""A document that takes longer to look at is one that cannot be judged."""
_PICTURE = mark("đây là ảnh")
_OLD_WORD = mark("đây là tệp Word kiểu cũ .doc")
_UNREAD = mark("tệp không đọc được")
_REASONS = {
    "reading.scanned_pdf": mark("đây là bản quét"),
    "reading.page_without_text": mark("trang đầu là ảnh quét"),
    "reading.password": mark("tệp đặt mật khẩu"),
    "reading.nothing_in_it": mark("trong tệp không có chữ nào"),
    "reading.too_slow": mark("tệp đọc quá lâu"),
    "reading.too_many_pages": mark("tệp quá nhiều trang"),
    "reading.too_large": mark("tệp quá lớn"),
}


def judge(path: Path, kind: FileKind, data: bytes) -> tuple[Problem, ...]:
    """Look at a file before it is kept: () where its text bears no mark, else the note that nobody can know.

    Raises:
        Refused: "reading.secret".
    """
    if kind not in (DOCX, XLSX, XLS, PDF):
        return _not_judged(path, _OLD_WORD if kind is DOC else _PICTURE)
    if kind is PDF and b"endobj" not in data:
        return _not_judged(path, _UNREAD)
    try:
        found = read_isolated(path, limits=_LOOKED_AT)
    except Refused as refused:
        if any(one.code == "reading.secret" for one in refused.problems):
            raise
        return _not_judged(path, next((_REASONS[p.code] for p in refused.problems if p.code in _REASONS), _UNREAD))
    first = (one for one in found.problems if one.place.page == 1)
    return next((_not_judged(path, _REASONS[one.code]) for one in first if one.code in _REASONS), ())


def _not_judged(path: Path, why: str) -> tuple[Problem, ...]:
    place = Place(file=path.name)
    return (problem("attachment.not_judged", Severity.NOTE, place, name=path.name, reason=_(why)),)
