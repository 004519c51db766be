"""How text becomes lines: NFC, broken at spaces, a word wider than the column at its signs or letters.

Text is drawn as typed; only what has no ink and no width is left out (soft hyphens, zero-width marks),
a tab is a space, and any kind of line end is a new line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nq57desk.documents.layout import Runs, TextStyle
from nq57desk.documents.letters import tidy
from nq57desk.documents.render_pdf_fonts import Face, Faces

_BREAKS = re.compile(r"[^/\-–,;:.?&=_\\]*[/\-–,;:.?&=_\\]+|[^/\-–,;:.?&=_\\]+")
_SLACK = 1e-6


class Piece(NamedTuple):
    """Letters in one face; ``width`` in points; ``field`` as in Run."""

    face: Face
    text: str
    width: float
    field: str


class Line(NamedTuple):
    """What stands on one line; ``last``: the paragraph (or a typed line) ends here, so it is never stretched."""

    pieces: tuple[Piece, ...]
    width: float
    last: bool


def spaces(text: str) -> int:
    """How many spaces of a text grow where its line is stretched; a fixed space is drawn as a space too."""
    return text.count(" ") + text.count("\u00a0")


def wrap(words: str, face: Face, size: float, width: float) -> tuple[Line, ...]:
    """Lines of at most ``width`` points of a text in one face."""
    scale = size / 1000
    lines = []
    for typed in tidy(words).split("\n"):
        broken = _broken(typed.split(" "), face, width / scale + _SLACK)
        last = len(broken) - 1
        for n, (text, used) in enumerate(broken):
            points = used * scale
            lines.append(Line((Piece(face, text, points, ""),), points, n == last))
    return tuple(lines)


def _broken(words: Sequence[str], face: Face, limit: float) -> list[tuple[str, float]]:
    """Greedy lines with their widths, in thousandths of the size."""
    widths, space = face.words, face.space
    lines: list[tuple[str, float]] = []
    line: list[str] = []
    used = -space
    for word in words:
        wide = widths[word]
        if used + space + wide <= limit:
            line.append(word)
            used += space + wide
            continue
        if line:
            lines.append((" ".join(line), used))
        if not word:
            line, used = [], -space
            continue
        if wide > limit:
            *full, word = split_word(word, face, limit)
            lines.extend((part, widths[part]) for part in full)
            wide = widths[word]
        line, used = [word], wide
    if line or not lines:
        lines.append((" ".join(line), max(used, 0.0)))
    return lines


def split_word(word: str, face: Face, limit: float) -> list[str]:
    """A word too wide for a line, in parts that fit: after its signs where it has them, else between letters."""
    parts: list[str] = []
    part, used = "", 0.0
    for chunk in _fitting(_BREAKS.findall(word), face, limit):
        wide = face.words[chunk]
        if part and used + wide > limit:
            parts.append(part)
            part, used = "", 0.0
        part += chunk
        used += wide
    parts.append(part)
    return parts


def _fitting(chunks: Iterable[str], face: Face, limit: float) -> Iterator[str]:
    """The chunks, letter by letter where one alone is too wide; marks stay with their letter."""
    for chunk in chunks:
        if face.words[chunk] <= limit:
            yield chunk
        else:
            yield from re.findall(r".[\u0300-\u036f]*", chunk, re.DOTALL)


def wrap_runs(runs: Runs, faces: Faces, style: TextStyle, width: float, first: float = 0.0) -> tuple[Line, ...]:
    """Lines of several runs; ``first`` points are kept free at the start of the first line."""
    if len(runs) == 1 and not runs[0].field and not first:
        (run,) = runs
        return wrap(run.text, _face(faces, style, run.bold, run.italic), style.size, width)
    return tuple(_filled(_atoms(runs, faces, style), style.size / 1000, width, first))


def _face(faces: Faces, style: TextStyle, bold: bool | None, italic: bool | None) -> Face:
    return faces.of(style.bold if bold is None else bold, style.italic if italic is None else italic)


class _Atom(NamedTuple):
    """A word's part in one face, a space, or a typed line end."""

    face: Face
    text: str
    field: str


def _atoms(runs: Runs, faces: Faces, style: TextStyle) -> Iterator[_Atom]:
    for run in runs:
        face = _face(faces, style, run.bold, run.italic)
        for text in re.findall(r"\n| |[^ \n]+", tidy(run.text)):
            yield _Atom(face, text, run.field)


def _glued(atoms: Iterable[_Atom]) -> Iterator[list[_Atom]]:
    """Parts that no space parts, together; a space or line end alone."""
    word: list[_Atom] = []
    for atom in atoms:
        if atom.text in (" ", "\n"):
            if word:
                yield word
            yield [atom]
            word = []
        else:
            word.append(atom)
    if word:
        yield word


def _filled(atoms: Iterable[_Atom], scale: float, width: float, first: float) -> Iterator[Line]:
    """Greedy lines; spaces at an automatic line end belong to neither line."""
    line: list[Piece] = []
    used, limit, wrapped = 0.0, width - first + _SLACK, False
    for word in _glued(atoms):
        if word[0].text == "\n":
            yield _line(line, last=True)
            line, used, limit, wrapped = [], 0.0, width + _SLACK, False
            continue
        if word[0].text == " " and wrapped and not line:
            continue
        for part in _parts(word, scale, limit):
            wide = sum(piece.width for piece in part)
            if line and used + wide > limit and part[0].text != " ":
                yield _line(line, last=False)
                line, used, limit, wrapped = [], 0.0, width + _SLACK, True
            line.extend(part)
            used += wide
    yield _line(line, last=True)


def _parts(word: list[_Atom], scale: float, limit: float) -> Iterator[list[Piece]]:
    """A word whole if a line can hold it, else in parts that fit."""
    pieces = [Piece(atom.face, atom.text, atom.face.words[atom.text] * scale, atom.field) for atom in word]
    if sum(piece.width for piece in pieces) <= limit:
        yield pieces
        return
    for face, text, _, field in pieces:
        for part in split_word(text, face, limit / scale):
            yield [Piece(face, part, face.words[part] * scale, field)]


def _line(pieces: list[Piece], *, last: bool) -> Line:
    """A line without the spaces at its end."""
    while pieces and not last and pieces[-1].text == " ":
        pieces.pop()
    return Line(tuple(pieces), sum(piece.width for piece in pieces), last)
