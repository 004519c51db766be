"""Plain text: .txt, .csv, .tsv, and what Excel puts on the clipboard beside its HTML.

Decides the encoding (a mark at the start, UTF-16, UTF-8, then what the text looks like: TCVN3, VNI, the Vietnamese
code page 1258) and what parts the columns: the sign that stands equally often in most lines. Text in which nothing
parts columns is paragraphs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from nq57desk.domain.legacy_text import guess_encoding
from nq57desk.domain.problems import Place, Severity
from nq57desk.importing.findings import Findings
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawRow, RawTable
from nq57desk.importing.secrecy import refuse_secret
from nq57desk.monitor import Monitor

PASTED = "nội dung dán"
"""What stands for a file's name where there is no file."""
_SIGNS = ("\t", ";", ",", "|")
_SAMPLE = 50
_EMPTY = RawCell()
_VIETNAMESE = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]")


def read_text(text: str, name: str = PASTED, limits: Limits = ORDINARY) -> RawFile:
    """Text pasted from the clipboard: tab-separated lines are a table, others paragraphs.

    Raises:
        Refused: too many rows, columns or cells, or marked as a state secret.
    """
    found = replace(_read(text, Findings(name, limits), ("\t",)), digest=digest_of(text))
    refuse_secret(found)
    return found


def digest_of(text: str) -> str:
    """SHA-256 of a pasted text, as of a file's bytes: pasting the same again is recognised."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def read_text_file(path: Path, limits: Limits = ORDINARY, monitor: Monitor | None = None) -> RawFile:
    """A .txt, .csv or .tsv in any encoding that Vietnamese offices used.

    Raises:
        Refused: too many rows, columns or cells.
        Cancelled: the monitor was told to stop.
    """
    (monitor or Monitor()).report(0, 1, path.name)
    findings = Findings(path.name, limits)
    text, guessed = decoded(path.read_bytes())
    if guessed:
        findings.add("reading.guessed_encoding", Severity.NOTE, Place(file=path.name), encoding=guessed)
    return _read(text, findings, _SIGNS)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its encoding where that had to be guessed ("" where it is certain)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    if b"\0" in data[:4096]:
        return data.decode(
            "utf-16-le" if data[1:4096:2].count(0) > data[0:4096:2].count(0) else "utf-16-be", "replace"
        ), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    western = data.decode("cp1252", "replace")
    encoding = guess_encoding(western)
    if encoding is not None:
        return western, "VNI" if encoding == "vni" else "TCVN3"
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if len(_VIETNAMESE.findall(vietnamese)) > 0:
        return vietnamese, "Windows-1258"
    return western, "Windows-1252"


def _read(text: str, findings: Findings, signs: tuple[str, ...]) -> RawFile:
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    sign = parting_sign(text, signs)
    blocks: list[RawBlock] = list(_paragraphs(text, findings)) if sign is None else _table(text, sign, findings)
    return RawFile(findings.name, "text", tuple(blocks), findings.problems())


def parting_sign(text: str, signs: tuple[str, ...] = _SIGNS) -> str | None:
    """What parts the columns; None where nothing does.

    A tab counts wherever most lines have one. Other signs also stand in sentences, so nearly all lines must have
    the same number of them.
    """
    for sign in signs:
        sample = [len(record) for _, record in zip(range(_SAMPLE), records(text, sign), strict=False) if any(record)]
        if not sample:
            continue
        width, lines = Counter(sample).most_common(1)[0]
        parted = sum(1 for count in sample if count > 1)
        if (sign == "\t" and parted * 2 >= len(sample)) or (
            width > 1 and len(sample) > 1 and lines * 10 >= len(sample) * 8
        ):
            return sign
    return None


def records(text: str, sign: str) -> Iterator[list[str]]:
    """The lines of a table, each parted into its cells.

    A cell in double quotes may hold line breaks, as Excel copies it. A quotation mark that is not closed before a
    parting sign or a line's end is just a letter: Vietnamese titles begin with one often enough.
    """
    at, record = 0, list[str]()
    while at <= len(text):
        cell, at = _cell(text, at, sign)
        record.append(cell)
        ends_line = at >= len(text) or text[at] == "\n"
        at += 1
        if ends_line:
            if record != [""] or at <= len(text):
                yield record
            record = []


def _cell(text: str, at: int, sign: str) -> tuple[str, int]:
    """The cell that begins at a position, and the position of the sign or line break after it."""
    quoted = _quoted(text, at, sign) if text[at : at + 1] == '"' else None
    if quoted is not None:
        return quoted
    ends = [end for end in (text.find(sign, at), text.find("\n", at)) if end >= 0]
    end = min(ends, default=len(text))
    return text[at:end], end


_LONGEST_QUOTED = 50_000


def _quoted(text: str, at: int, sign: str) -> tuple[str, int] | None:
    pieces: list[str] = []
    start = at + 1
    while (end := text.find('"', start, at + _LONGEST_QUOTED)) >= 0:
        pieces.append(text[start:end])
        following = text[end + 1 : end + 2]
        if following == '"':
            pieces.append('"')
            start = end + 2
        elif following in ("", "\n", sign):
            cell = "".join(pieces)
            return None if sign == "\t" and "\t" in cell else (cell, end + 1)
        else:
            return None
    return None


def _paragraphs(text: str, findings: Findings) -> Iterator[RawParagraph]:
    place = Place(file=findings.name)
    for line in text.split("\n"):
        for part in _split_long(line, findings.limits.cell_text):
            shown, legacy = findings.finish_plain(part, place)
            if shown:
                yield RawParagraph(shown, place, legacy=legacy)


def _split_long(line: str, most: int) -> Iterator[str]:
    return (line[at : at + most] for at in range(0, len(line), most))


def _table(text: str, sign: str, findings: Findings) -> list[RawBlock]:
    place = Place(file=findings.name, table=1)
    limits = findings.limits
    lines: list[list[RawCell]] = []
    for at, record in enumerate(records(text, sign), start=1):
        here = Place(file=findings.name, table=1, row=at)
        if at > limits.rows or len(record) > limits.columns:
            raise findings.too_many(here)
        lines.append([_raw(cell, findings, here) for cell in record])
    width = max((len(line) for line in lines), default=0)
    if width * len(lines) > limits.cells:
        raise findings.too_many(place)
    rows = tuple(
        RawRow(tuple(line + [_EMPTY] * (width - len(line))), Place(file=findings.name, table=1, row=at))
        for at, line in enumerate(lines, start=1)
    )
    return [RawTable(rows, width, place)] if rows else []


def _raw(cell: str, findings: Findings, place: Place) -> RawCell:
    text, legacy = findings.finish_plain(cell, place)
    return RawCell(text, legacy=legacy) if text else _EMPTY
