"""The paper around the lists: letterhead, kind and title, signature, recipients, and the plan's body.

Decides that the letterhead's body is written as the paper itself writes it where it speaks as the one who acts
("Ủy ban nhân dân xã … xây dựng Kế hoạch", or the pointer line): capitals lose the spelling. Where there is no
letterhead, the line "(Ban hành kèm theo Kế hoạch số …)" tells as much as it does. Nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nq57desk.domain.vietnamese import fold
from nq57desk.importing.reading import RawParagraph, RawTable
from nq57desk.importing.recognise_letterhead import Letterhead, is_letterhead, read_letterhead
from nq57desk.importing.recognise_signature import Signature, is_recipients, read_recipients, read_signature
from nq57desk.importing.recognise_titles import is_label, is_pointer
from nq57desk.importing.result import ReadDocument, ReadParagraph

_KINDS = (
    "nghi quyet|quyet dinh|chi thi|quy che|quy dinh|thong cao|thong bao|huong dan|chuong trinh hanh dong"
    "|chuong trinh cong tac|chuong trinh|ke hoach hanh dong|ke hoach|phuong an|de an|du an|bao cao|bien ban|to trinh"
    "|hop dong|cong dien|ket luan"
)
_KIND = re.compile(rf"(?:{_KINDS})")
_POINTER = re.compile(
    r"\(?\s*(?:Ban hành\s+)?(?:kèm theo|đính kèm)\s+(?P<kind>[^\d,()]{3,40}?)\s+(?:số|của)\b\s*:?\s*"
    r"(?:(?P<number>\d+[a-zA-Z]?)?[\s.…_]*[/\-]\s*(?P<symbol>[A-ZĐ][\wĐ]*(?:\s*[\-/&]\s*[A-ZĐ][\wĐ]*)*))?"
    r"\s*,?\s*(?P<date>ngày\b.*?)?\s*,?\s*(?:của\s+(?P<org>[^()]+?))?\s*\)?\.?",
    re.IGNORECASE,
)
_LEVELS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương|ĐIỀU|Điều)\s+(?:[IVXLC]+|\d+|thứ \w+|THỨ \w+)\b"), 1),
    (re.compile(r"[IVXLC]+\s*[.)\-]\s*\S"), 1),
    (re.compile(r"\d+\.\d+\.\d+\.\d+\.?\s*\S"), 5),
    (re.compile(r"\d+\.\d+\.\d+\.?\s*\S"), 4),
    (re.compile(r"\d+\.\d+\.?\s*\S"), 3),
    (re.compile(r"\d{1,2}[.)]\s*[^\d\s]"), 2),
    (re.compile(r"[a-zđ]\)\s*\S"), 3),
)
_OPENING = 12
"""Kind and title stand among this many first paragraphs."""


@dataclass(frozen=True, slots=True)
class _Opening:
    kind: str | None = None
    title: str | None = None
    end: int = 0
    """How many of the paragraphs belong to it."""


def read_document(others: Sequence[RawParagraph | RawTable], heading_lines: Iterable[str]) -> ReadDocument:
    """The document's data from what stands outside the lists and from the lists' heading lines."""
    letterhead = _letterhead(others)
    paragraphs = [block for block in others if isinstance(block, RawParagraph) and block.text]
    opening = _opening(paragraphs)
    recipients, signature = _signing(others)
    pointer = next((found for line in heading_lines if (found := _pointer(line))), None)
    speaking = [" ".join(paragraph.text.split()) for paragraph in paragraphs]
    org = _as_written(letterhead.org, speaking, pointer["org"] if pointer else None)
    said = pointer if pointer and letterhead.symbol is None else None
    return ReadDocument(
        org=org or (_clean(pointer["org"]) if pointer else None),
        governing_body=letterhead.governing_body,
        number=letterhead.number or (said["number"] if said else None),
        symbol=letterhead.symbol or (_clean(said["symbol"]) if said else None),
        place=letterhead.place,
        date_text=letterhead.date_text or (_clean(said["date"]) if said else None),
        kind=opening.kind or (_clean(pointer["kind"]) if pointer else None),
        title=opening.title,
        signer_form=signature.form,
        signer_title=signature.title,
        signer_name=signature.name,
        recipients=recipients,
    )


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()).strip(" ,.;") or None if text else None


def _pointer(line: str) -> re.Match[str] | None:
    return _POINTER.fullmatch(" ".join(line.split())) if is_pointer(line) else None


def _table_lines(table: RawTable) -> Iterator[str]:
    """The lines of a table that lays text out, column by column."""
    for column in range(table.columns):
        for row in table.rows:
            cell = row.cells[column] if column < len(row.cells) else None
            if cell is not None:
                yield from cell.text.split("\n")


def _letterhead(others: Sequence[RawParagraph | RawTable]) -> Letterhead:
    for block in others:
        if isinstance(block, RawTable) and is_letterhead(lines := list(_table_lines(block))):
            return read_letterhead(lines)
    opening = [block.text for block in others[:_OPENING] if isinstance(block, RawParagraph)]
    end = next((at for at, line in enumerate(opening) if _is_kind(line)), len(opening))
    lines = [part for text in opening[:end] for part in text.split("\n")]
    return read_letterhead(lines) if is_letterhead(lines) else Letterhead()


def _is_kind(text: str) -> bool:
    return text.isupper() and _KIND.match(fold(text)) is not None and not is_label(text)


def _opening(paragraphs: Sequence[RawParagraph]) -> _Opening:
    """Kind ("KẾ HOẠCH") and title: the first line that is a kind, and the lines under it that are set like a title."""
    for at, paragraph in enumerate(paragraphs[:_OPENING]):
        text = " ".join(paragraph.text.split())
        if is_label(text):
            break
        if _is_kind(text):
            return _with_title(text, paragraphs, at)
    return _Opening()


def _with_title(text: str, paragraphs: Sequence[RawParagraph], at: int) -> _Opening:
    words = fold(text)
    found = _KIND.match(words)
    count = len(found.group().split()) if found else 0
    kind, rest = " ".join(text.split()[:count]), " ".join(text.split()[count:])
    lines = [rest] if rest else []
    end = at + 1
    for paragraph in paragraphs[end:]:
        if not _is_title_line(paragraph, first=not lines):
            break
        lines.append(" ".join(paragraph.text.split()))
        end += 1
    return _Opening(kind.rstrip(":"), " ".join(lines) or None, end)


def _is_title_line(paragraph: RawParagraph, *, first: bool) -> bool:
    text = paragraph.text.strip()
    if is_label(text) or is_pointer(text) or _level(text) or text.startswith(("-", "Căn cứ", "Kính gửi")):
        return False
    if first:
        return not (text.isupper() and _BODY_IN_CAPITALS.match(fold(text)))
    return (paragraph.centred or paragraph.bold or text[:1].islower()) and not text.isupper()


_BODY_IN_CAPITALS = re.compile(r"(?:uy ban|ubnd|chu tich|truong ban|ban chi dao|hoi dong|dang uy|giam doc)\b")


def _as_written(org: str | None, paragraphs: Sequence[str], pointed: str | None) -> str | None:
    """The body's name in the paper's own spelling, where the paper names it as the one who acts."""
    if org is None:
        return None
    words = fold(org)
    candidates = [text[: len(org) + 2] for text in paragraphs if fold(text[: len(org) + 2]).startswith(words)]
    for candidate in [*candidates, pointed or ""]:
        same = next((candidate[:end] for end in range(len(candidate), 0, -1) if fold(candidate[:end]) == words), None)
        if same is not None and not same.strip().isupper():
            return same.strip()
    return org


def _signing(others: Sequence[RawParagraph | RawTable]) -> tuple[tuple[str, ...], Signature]:
    """Recipients and signature of the first document in the file."""
    for block in others:
        if not isinstance(block, RawTable):
            continue
        columns = [_column_lines(block, column) for column in range(block.columns)]
        at = next((at for at, lines in enumerate(columns) if any(is_recipients(line) for line in lines)), None)
        if at is not None:
            other = [line for number, lines in enumerate(columns) if number != at for line in lines]
            return read_recipients(columns[at]), read_signature(other)
    return _signing_in_lines([block.text for block in others if isinstance(block, RawParagraph)])


def _column_lines(table: RawTable, column: int) -> list[str]:
    cells = (row.cells[column] if column < len(row.cells) else None for row in table.rows)
    return [line for cell in cells if cell is not None for line in cell.text.split("\n")]


def _signing_in_lines(texts: Sequence[str]) -> tuple[tuple[str, ...], Signature]:
    """The same where recipients and signature are plain paragraphs, one under the other."""
    at = next((at for at, text in enumerate(texts) if is_recipients(text)), None)
    if at is None:
        return (), Signature()
    lines = [line for text in texts[at : at + 40] for line in text.split("\n")]
    end = next((number for number, line in enumerate(lines) if number and _ends_recipients(line)), len(lines))
    last = next((number for number, line in enumerate(lines) if number > end and is_label(line)), len(lines))
    return read_recipients(lines[:end]), read_signature(lines[end:last])


def _ends_recipients(line: str) -> bool:
    return line.strip().isupper() and not line.strip().startswith("-")


def read_body(others: Sequence[RawParagraph | RawTable]) -> tuple[ReadParagraph, ...]:
    """The plan's own text in order, without letterhead, title, recipients, signature and lists."""
    paragraphs = [block for block in others if isinstance(block, RawParagraph) and block.text.strip()]
    start = _opening(paragraphs).end
    body: list[ReadParagraph] = []
    for paragraph in paragraphs[start:]:
        if is_recipients(paragraph.text):
            break
        text = f"{paragraph.number} {paragraph.text}".strip()
        body.append(ReadParagraph(_level(text), text))
    return tuple(body)


def _level(text: str) -> int:
    return next((level for pattern, level in _LEVELS if pattern.match(text)), 0)
