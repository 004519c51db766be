"""Which reader a file gets: decided by what the file is (its first bytes), not by what its name says.

A .docx that is really a PDF, an .xls that is really HTML (as many systems export it) or a .doc that is really a
.docx is read as what it is. What cannot be read at all is refused with one sentence, and nothing is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import refuse
from nq57desk.importing.kinds import SUFFIXES, Kind, kind_of
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.reading import RawFile
from nq57desk.importing.secrecy import refuse_secret
from nq57desk.monitor import Monitor

Reader = Callable[[Path, Limits, Monitor], RawFile]


def read_raw(path: Path, *, monitor: Monitor | None = None, limits: Limits = ORDINARY) -> RawFile:
    """Read a file in this process. For files from elsewhere use :func:`nq57desk.importing.isolate.read_isolated`.

    Raises:
        Refused: missing, unreadable, empty, too large, damaged, with a password, of a kind that is not read, or
            marked as a state secret; the codes are in :mod:`nq57desk.sentences.reading`.
        Cancelled: the monitor was told to stop.
    """
    digest = _checked_digest(path, limits)
    kind = kind_of(path)
    if kind.refusal:
        raise refuse(kind.refusal, Place(file=path.name), name=path.name)
    found = _reader(kind)(path, limits, monitor or Monitor())
    refuse_secret(found)
    if not found.blocks:
        raise refuse("reading.nothing_in_it", Place(file=path.name), name=path.name)
    return replace(found, digest=digest, problems=_suffix_problem(path, kind) + found.problems)


def _checked_digest(path: Path, limits: Limits) -> str:
    """SHA-256 of the file's bytes, after the checks that need no reader."""
    place = Place(file=path.name)
    try:
        if not path.is_file():
            raise refuse("reading.missing" if not path.exists() else "reading.not_a_file", place, name=path.name)
        size = path.stat().st_size
        if size == 0:
            raise refuse("reading.empty", place, name=path.name)
        if size > limits.file_bytes:
            raise refuse("reading.too_large", place, name=path.name)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        raise refuse("reading.locked", place, name=path.name) from fault


def _suffix_problem(path: Path, kind: Kind) -> tuple[Problem, ...]:
    """A note where the name promises something else than what the file is."""
    if path.suffix.lower() in SUFFIXES.get(kind, ()):
        return ()
    place = Place(file=path.name)
    return (problem("reading.other_kind", Severity.NOTE, place, name=path.name, kind=kind.value.upper()),)


def _reader(kind: Kind) -> Reader:
    """The reader of a kind, loaded only when it is needed: openpyxl and pdfplumber take a while."""
    if kind is Kind.DOCX:
        from nq57desk.importing.docx import read_docx

        return read_docx
    if kind is Kind.XLSX:
        from nq57desk.importing.xlsx import read_xlsx

        return read_xlsx
    if kind is Kind.XLS:
        from nq57desk.importing.calamine import read_xls

        return read_xls
    if kind is Kind.PDF:
        from nq57desk.importing.pdf import read_pdf

        return read_pdf
    if kind is Kind.HTML:
        from nq57desk.importing.html import read_html_file

        return read_html_file
    from nq57desk.importing.text import read_text_file

    return read_text_file
