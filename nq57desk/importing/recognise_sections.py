"""Which rows of a list open a section, and which are totals or notes.

Decides, from the plans 000-004: a section has a Roman number or a capital letter, or no number and reaches over the
columns, and says nothing but its title (which may be missing, 002). A row with an Arabic number is a section only
where its title is bold, reaches over all columns and no "1.1" follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nq57desk.domain.vietnamese import fold, from_roman
from nq57desk.importing.recognise_columns import Columns
from nq57desk.importing.recognise_grid import GridRow
from nq57desk.importing.result import ReadSection

_SECTION_NUMBER = re.compile(r"(?:(?i:phần|mục|nhóm|chương)\s+)?(?:[IVXLC]{1,6}|[A-ZĐ])\s*[.)\-:]?")
_SECTION_LINE = re.compile(
    r"(?P<number>(?:(?i:phần|mục|nhóm|chương)\s+)?(?:[IVXLC]{1,6}|[A-ZĐ]))(?:\s*[.)\-:–]+\s*|\s+)(?P<title>\S.*)",
    re.DOTALL,
)
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng)(?:\s*:?\s+(?:số\s+)?(?:nhiệm vụ|chỉ tiêu|chung|mục|\d.{0,20})(?:\s*:\s*\d+)?)?"
    r"\s*[:.]?",
    re.IGNORECASE,
)
"""With its marks: "công việc" is no total."""
_NOTE = re.compile(r"(?:\(?\*+\)?|[-*])?\s*(?:ghi chu(?:\s*:|$)|(?:luu y|chu thich|nguon)\s*:)|\(?\*+\)? \S")
_ARABIC = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a list's numbers and names stand."""

    width: int
    number: int | None
    name: int | None
    numbers: tuple[int, ...]

    def number_of(self, row: GridRow) -> str:
        """The row's own number, "" where it has none."""
        return row.texts[self.number] if self.number is not None else ""


def shape_of(columns: Columns) -> Shape:
    """The shape of a list with these columns."""
    numbers = tuple(at for at, name in enumerate(columns.fields) if name in ("number", "second_number"))
    return Shape(len(columns.fields), columns.at("number"), columns.at("name"), numbers)


def left_out(shape: Shape, row: GridRow, filled: Sequence[int]) -> str:
    """Why a row with one or two texts is no row of the list: "total", "note", or "" when it is one."""
    text = row.texts[filled[0]]
    if _TOTAL.fullmatch(text):
        return "total"
    words = fold(text[:60])
    apart = filled[0] in shape.numbers or filled[0] in row.spans or words.startswith(("ghi chu:", "luu y:"))
    return "note" if len(filled) == 1 and apart and (_NOTE.match(words) or text.endswith("./.")) else ""


def section_of(
    shape: Shape, row: GridRow, filled: Sequence[int], following: GridRow | None, *, in_group: bool, may_go_on: bool
) -> ReadSection | None:
    """The section that the row opens, if it opens one.

    ``in_group`` tells that a row is open that takes rows without number; ``may_go_on`` that the row stands where a
    row cut by a page's end goes on.
    """
    rest = [at for at in filled if at not in shape.numbers]
    number = _whole(shape.number_of(row))
    if len(rest) > 1 or (rest and rest[0] != shape.name and rest[0] not in row.spans and not number):
        return None
    text = row.texts[rest[0]] if rest else ""
    if number and rest:
        return ReadSection(number, text, row.place) if _opens(shape, row, number, rest[0], following) else None
    return _lone(shape, row, number or text, following, in_group=in_group, may_go_on=may_go_on)


def _whole(number: str) -> str:
    """A Roman number that a narrow column has broken ("VI I"), whole again."""
    joined = "".join(number.split())
    return joined if from_roman(joined.rstrip(".)")) else number


def _opens(shape: Shape, row: GridRow, number: str, at: int, following: GridRow | None) -> bool:
    if _SECTION_NUMBER.fullmatch(number):
        return True
    reaches = row.spans.get(at, 1) >= max(shape.width - len(shape.numbers), 2)
    own = number.rstrip(". )")
    has_children = following is not None and shape.number_of(following).startswith(own + ".")
    return reaches and row.bold and not has_children and not row.texts[at].endswith(":")


def _lone(
    shape: Shape, row: GridRow, text: str, following: GridRow | None, *, in_group: bool, may_go_on: bool
) -> ReadSection | None:
    """A row of a single text: "I", "I. Hạ tầng số", or a title without number that reaches over the columns."""
    at = row.filled()[0]
    if _SECTION_NUMBER.fullmatch(text) and at in shape.numbers:
        return ReadSection(text, "", row.place)
    reach = row.spans.get(at, 1)
    found = _SECTION_LINE.fullmatch(text)
    if found is not None and (reach > 1 or at in shape.numbers or row.bold):
        return ReadSection(found["number"], found["title"], row.place)
    wide = reach >= 0.6 * shape.width
    if not (wide or (row.bold and not row.from_above and not in_group and following is not None)):
        return None
    if _ARABIC.match(text) or (may_go_on and (row.continues or text[:1].islower())):
        return None
    return ReadSection("", text, row.place)
