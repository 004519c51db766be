"""What a page of the manual says: its few marks as values, the same for the window and for the printed manual.

A page is text with headings ("#", "##", "###"), items ("- "), steps ("1. "), rows of a table ("| a | b |"), a picture
on a line of its own ("![words](pictures/name.png)") and lines to be typed as they stand (four spaces). In words,
**bold** and `typed` are marked. Everything else is plain text, so nothing in it can be markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nq57desk import __version__, paths

ORDER = (
    "start",
    "round",
    "overview",
    "tasks",
    "importing",
    "month",
    "indicators",
    "papers",
    "exchange",
    "city",
    "consolidated",
    "settings",
    "safekeeping",
    "promise",
    "questions",
    "it",
    "keys",
)
"""The manual's files, in the order in which they are listed."""
COVER = "cover"
"""The printed manual's first page; its last heading stands above the list of contents."""
_PICTURE = re.compile(r"!\[(?P<words>[^\]]+)\]\(pictures/(?P<name>[a-z0-9-]+)\.png\)")
_STEP = re.compile(r"(\d+)\. (.+)")
_MARKS = re.compile(r"\*\*(.+?)\*\*|`(.+?)`")
_STARTS = ("#", "- ", "|", "![", "    ")


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the page's own."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; ``mark`` is what stands before it: "•", "3.", or nothing."""

    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line for the command line."""

    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its first row is the header."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the program, by its file's name without ending, and what is seen on it."""

    name: str
    words: str


Piece = Heading | Words | Typed | Grid | Shot


@dataclass(frozen=True, slots=True)
class Span:
    """Letters in one weight."""

    text: str
    bold: bool = False
    typed: bool = False


def folder() -> Path:
    """Where the pages lie."""
    return paths.resources() / "manual"


def page(name: str) -> str:
    """A page of the manual with the program's version filled in, "" where there is none."""
    file = folder() / f"{name}.md"
    return file.read_text(encoding="utf-8").replace("{version}", __version__) if file.is_file() else ""


def picture(name: str) -> Path:
    """The file of a picture."""
    return folder() / "pictures" / f"{name}.png"


def pieces(text: str) -> tuple[Piece, ...]:
    """What a page says, in its order."""
    return tuple(_gathered(_blocks(text)))


def spans(words: str) -> tuple[Span, ...]:
    """The words by their weight."""
    found, at = [], 0
    for mark in _MARKS.finditer(words):
        found.append(Span(words[at : mark.start()]))
        bold, typed = mark.groups()
        found.append(Span(bold or typed, bold=bool(bold), typed=bool(typed)))
        at = mark.end()
    found.append(Span(words[at:]))
    return tuple(span for span in found if span.text)


def _blocks(text: str) -> list[str]:
    """Lines that belong together joined; what has a mark begins anew."""
    found: list[str] = []
    fresh = True
    for line in text.splitlines():
        if not line.strip():
            fresh = True
        elif fresh or line.startswith(_STARTS) or _STEP.match(line):
            found.append(line.rstrip())
            fresh = line.startswith(("#", "|", "![", "    "))
        else:
            found[-1] += " " + line.strip()
    return found


def _gathered(blocks: list[str]) -> Iterator[Piece]:
    """The rows of a table together; the others one by one."""
    rows: list[tuple[str, ...]] = []
    for block in [*blocks, ""]:
        if block.startswith("|"):
            cells = tuple(part.strip() for part in block.strip("|").split("|"))
            if not set("".join(cells)) <= {"-"}:  # the line below a table's header
                rows.append(cells)
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        if block:
            yield _piece(block)


def _piece(block: str) -> Piece:
    shot, step = _PICTURE.fullmatch(block), _STEP.fullmatch(block)
    if block.startswith("    "):
        return Typed(block.strip())
    if shot:
        return Shot(shot["name"], shot["words"])
    if step:
        return Words(step[2], f"{step[1]}.")
    if block.startswith("- "):
        return Words(block[2:], "•")
    sharp = len(block) - len(block.lstrip("#"))
    if 1 <= sharp <= 3 and block[sharp : sharp + 1] == " ":
        return Heading(sharp, block[sharp:].strip())
    return Words(block.strip())
