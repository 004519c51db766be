"""Recipients and signature: what stands left and right at a document's end.

Decides that capitals are titles and the last line with small letters is the name; that TM., KT., TL., TUQ. and Q.
begin the form of signing (Decree 30/2020/NĐ-CP, annex I); and that what follows a bracket or brace among the
recipients ("} Để báo cáo") is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nq57desk.domain.vietnamese import fold

_FORM = re.compile(r"(?:TM|T/M|KT|TL|TUQ|T\.M|K\.T)\s*[.:]?\s*[A-ZĐÀ-Ỹ]|Q\.\s*[A-ZĐÀ-Ỹ]")
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*\.? ?){2,6}")
_SIGNED = re.compile(r"\(?(?:đã ký|ký tên|ký, đóng dấu|chữ ký)", re.IGNORECASE)
_REMARK = re.compile(r"[})\]{(]")
_BULLET = re.compile(r"^[-–—+•*]\s*")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, word for word; several titles or forms joined by a line's end."""

    form: str | None = None
    title: str | None = None
    name: str | None = None


def is_recipients(text: str) -> bool:
    """Whether a cell or line begins the recipients."""
    return fold(text[:20]).replace(" ", "").startswith("noinhan")


def read_recipients(lines: Sequence[str]) -> tuple[str, ...]:
    """The recipients without dashes and closing signs; a line without dash goes on from the one before."""
    found: list[str] = []
    bulleted = any(_BULLET.match(line.strip()) for line in lines)
    for line in (" ".join(line.split()) for line in lines):
        if is_recipients(line):
            line = line.split(":", 1)[1].strip() if ":" in line else ""
        if not line or _REMARK.match(line):
            continue
        bare = _BULLET.sub("", line)
        if bulleted and bare == line and found:
            found[-1] = f"{found[-1]} {bare}"
        elif bare:
            found.append(bare)
    return tuple(_trimmed(recipient) for recipient in found)


def _trimmed(recipient: str) -> str:
    return recipient.rstrip(" ;.,")


def read_signature(lines: Sequence[str]) -> Signature:
    """Form, titles and name from the right column's lines, top to bottom."""
    forms: list[str] = []
    titles: list[str] = []
    name = None
    for line in (" ".join(line.split()) for line in lines):
        if not line or _SIGNED.match(line):
            continue
        if _FORM.match(line) and line.upper() == line:
            forms.append(line)
        elif line.upper() == line and not titles and not forms and len(line) > 60:
            continue
        elif line.upper() == line:
            titles.append(line)
        elif _NAME.fullmatch(line + " ") or _NAME.fullmatch(line):
            name = line
    return Signature("\n".join(forms) or None, "\n".join(titles) or None, name)
