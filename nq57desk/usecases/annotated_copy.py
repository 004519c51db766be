"""A copy of the clerk's own file with a remark at each place that should be mended; the original is never touched.

Decides that Word and Excel files get comments inside, and that every other kind (PDF, old .xls, text) gets a list of
places beside it. Source: PEERS, lesson 13 ("return an annotated copy of the user's own file").
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from nq57desk import paths
from nq57desk.domain.problems import Problem, Severity
from nq57desk.errors import refuse
from nq57desk.importing.annotate_docx import annotate_docx
from nq57desk.importing.annotate_xlsx import annotate_xlsx
from nq57desk.importing.kinds import Kind, kind_of
from nq57desk.importing.notes import Note
from nq57desk.sentences import sentence, where
from nq57desk.sentences.disk import why
from nq57desk.sentences.profiles import AUTHOR, HEADING
from nq57desk.wording import _
from nq57desk.workspace import Desk

_Writer = Callable[[Path, Path, Sequence[Note]], None]


def save_annotated(desk: Desk, *, path: Path, problems: Sequence[Problem], target: Path | None = None) -> Path:
    """Write the annotated copy and give its path.

    ``target`` is a file or a folder; without it the copy stands beside the original as "TÊN (ghi chú).docx". A list
    of places is a .txt file whatever ``target`` is called. An earlier copy of that name is replaced.

    Raises:
        Refused: nothing to remark, the original is gone or damaged, ``target`` is the original, or it cannot be
            written.
    """
    if not problems:
        raise refuse("annotated.nothing", name=path.name)
    notes = [Note(one.place, sentence(one), one.severity) for one in problems]
    try:
        kind = kind_of(path)
    except OSError as fault:
        raise refuse("annotated.unreadable", name=path.name) from fault
    suffix = path.suffix if kind in _INSIDE else ".txt"
    copy = _target(path, target, suffix)
    if copy.exists() and copy.samefile(path):
        raise refuse("annotated.same_file", name=path.name)
    if kind in _INSIDE:
        _written(path, copy, notes, _INSIDE[kind])
    else:
        _written(path, copy, notes, lambda _path, to, said: _list(desk, path.name, to, said))
    return copy


def _in_word(path: Path, target: Path, notes: Sequence[Note]) -> None:
    annotate_docx(path, target, notes, author=AUTHOR)


def _in_excel(path: Path, target: Path, notes: Sequence[Note]) -> None:
    annotate_xlsx(path, target, notes, author=AUTHOR)


_INSIDE: dict[Kind, _Writer] = {Kind.DOCX: _in_word, Kind.XLSX: _in_excel}


def _target(path: Path, target: Path | None, suffix: str) -> Path:
    name = _("{name} (ghi chú)").format(name=path.stem) + suffix
    if target is None:
        return path.with_name(name)
    return target / name if target.is_dir() else target.with_suffix(suffix)


def _written(path: Path, copy: Path, notes: Sequence[Note], write: _Writer) -> None:
    """Write the whole copy first, then give it its name.

    Raises:
        Refused: the file cannot be opened again, or the copy cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".ghi-chu-") as folder:
            # The copy keeps the original's kind: Word and Excel go by the name's ending.
            beginning = Path(folder) / f"copy{copy.suffix}"
            write(path, beginning, notes)
            beginning.replace(copy)
    except OSError as fault:
        raise refuse("workspace.cannot_write", file=copy, reason=why(fault)) from fault
    except (KeyError, ValueError) as fault:
        # What python-docx and openpyxl raise for a package that lacks its parts.
        raise refuse("annotated.unreadable", name=path.name) from fault


_MARKS = {Severity.ERROR: "⊗", Severity.WARNING: "⚠", Severity.NOTE: "ⓘ"}


def _list(desk: Desk, name: str, target: Path, notes: Sequence[Note]) -> None:
    day = f"{desk.today.day:02}/{desk.today.month:02}/{desk.today.year}"
    lines = [_(HEADING).format(name=name, day=day), ""]
    for at, note in enumerate(notes, start=1):
        place = where(note.place)
        lines.append(f"{at}. {_MARKS[note.severity]} " + (f"{place}: {note.text}" if place else note.text))
    # Notepad tells UTF-8 by its mark and wants both line ends.
    paths.write_atomically(target, "\r\n".join([*lines, ""]).encode("utf-8-sig"))
