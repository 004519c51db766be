"""The lines above a list: the appendix' label, its title, and the line that points to the document.

Decides what "PHỤ LỤC I: CÁC CHỈ TIÊU…" and "A. DANH MỤC…" under it are called together: label "PHỤ LỤC I.A", title
"DANH MỤC…" (plan 003). Lines are kept word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nq57desk.domain.vietnamese import fold
from nq57desk.importing.reading import RawParagraph

_NUMBER = r"(?:[IVXLC]+|[0-9]{1,3}[a-zA-Z]?|[A-ZĐ])(?:[.\-][A-Z0-9]{1,3})*"
_LABEL = re.compile(
    r"(?P<label>(?i:phụ lục|phụ biểu|biểu mẫu|biểu|mẫu)"
    rf"(?P<number>\s+(?:(?i:số)\s*:?\s*)?{_NUMBER}(?=[\s.,:;\-–)]|$))?)"
    r"\s*[.:\-–]*\s*(?P<rest>.*)",
    re.DOTALL,
)
_SUB_LIST = re.compile(r"(?P<number>[A-ZĐ]|[IVX]+|[0-9]{1,2})\s*[.)\-:]\s*(?P<rest>\S.*)", re.DOTALL)
_POINTER = re.compile(r"\(?\s*(?:ban hanh )?(?:kem theo|dinh kem)\b")
_UNIT_LINE = re.compile(r"\(?\s*(?:don vi tinh|dvt|don vi)\s*:")
_GOES_ON = re.compile(r"\(?(?:phu luc.{0,12})?\(?(?:tiep theo|tiep)\)?\.?\)?")
_MOST_LINES = 8
_LONGEST_LINE = 600


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands above a list. ``appendix`` is the label that lists below without an own one belong to."""

    label: str
    title: str
    lines: tuple[str, ...]
    appendix: str


def is_label(text: str) -> bool:
    """Whether a line begins an appendix: "PHỤ LỤC", "Phụ lục số 02", "Biểu 1: …"; not "Biểu chi tiết gửi kèm"."""
    found = _LABEL.fullmatch(text.strip())
    return found is not None and (found["number"] is not None or fold(found["label"]) == "phu luc")


def is_pointer(text: str) -> bool:
    """Whether a line points to the document: "(Ban hành kèm theo Kế hoạch số …)"."""
    return _POINTER.match(fold(text)) is not None


def goes_on_from_before(text: str) -> bool:
    """Whether a line only says that a list goes on: "(tiếp theo)"."""
    return _GOES_ON.fullmatch(fold(text)) is not None


def heading_lines(paragraphs: Sequence[RawParagraph]) -> tuple[RawParagraph, ...]:
    """Those of the paragraphs right above a list that are its heading: from the appendix' line on, if there is one."""
    taken: list[RawParagraph] = []
    for paragraph in reversed(paragraphs):
        if not paragraph.text.strip():
            continue
        if len(taken) == _MOST_LINES or not _is_heading_like(paragraph):
            break
        taken.append(paragraph)
        if is_label(paragraph.text):
            break
    return tuple(reversed(taken))


def _is_heading_like(paragraph: RawParagraph) -> bool:
    text = paragraph.text.strip()
    if len(text) > _LONGEST_LINE or text.endswith("./."):
        return False
    return (
        is_label(text)
        or is_pointer(text)
        or paragraph.centred
        or paragraph.bold
        or text.isupper()
        or _UNIT_LINE.match(fold(text)) is not None
        or goes_on_from_before(text)
    )


def _without_pointers(lines: Sequence[str]) -> Iterator[str]:
    """The lines but the pointer; in a PDF it may go on over several lines up to its closing parenthesis."""
    left_open = 0
    for line in lines:
        if left_open > 0 and not is_label(line):
            left_open += line.count("(") - line.count(")")
        elif is_pointer(line):
            left_open = line.count("(") - line.count(")")
        else:
            left_open = 0
            yield line


def titles(lines: Sequence[str], appendix: str) -> Titles:
    """Label and title from the heading lines; ``appendix`` is the label in force from the list before."""
    label, own_rest = "", ""
    words: list[str] = []
    sub = None
    for line in _without_pointers(lines):
        text = " ".join(line.split())
        found = _LABEL.fullmatch(text) if is_label(text) else None
        if found is not None:
            appendix = label = found["label"].strip()
            own_rest = found["rest"].strip()
            words, sub = [], None
        elif _UNIT_LINE.match(fold(text)) is None and not goes_on_from_before(text):
            sub = _SUB_LIST.fullmatch(text) if appendix else None
            words.append(text)
    if sub is not None:
        return Titles(f"{appendix}.{sub['number']}", sub["rest"].strip(), tuple(lines), appendix)
    title = " ".join([own_rest, *words]).strip() if own_rest or words else ""
    return Titles(label, title, tuple(lines), appendix)
