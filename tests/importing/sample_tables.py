"""Hand-written tables for tests: a grid as text.

Cells are parted by "|". "^" belongs to the cell above, ">" to the cell on the left, a leading "*" makes a cell
bold, "/n" is a paragraph's end.
"""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.domain.problems import Place
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawRow, RawTable
from nq57desk.importing.recognise import recognise
from nq57desk.importing.result import ReadResult, ReadTable


def table(
    text: str,
    *,
    number: int = 1,
    sheet: str = "",
    page: int | None = None,
    edges: tuple[float, ...] = (),
    hidden: tuple[int, ...] = (),
    continues: Sequence[bool | None] = (),
) -> RawTable:
    """The table that a grid describes."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    words = [[word.strip() for word in line.split("|")] for line in lines]
    width = max(len(row) for row in words)
    words = [row + [""] * (width - len(row)) for row in words]
    rows = []
    for at in range(len(words)):
        cells = tuple(_cell(words, at, column) for column in range(width))
        place = Place(sheet=sheet, page=page, table=None if sheet else number, row=at + 1)
        hint = continues[at] if at < len(continues) else None
        rows.append(RawRow(cells, place, continues=hint))
    place = Place(sheet=sheet, page=page, table=None if sheet else number)
    return RawTable(tuple(rows), width, place, edges, hidden, bool(sheet))


def _cell(words: list[list[str]], row: int, column: int) -> RawCell | None:
    word = words[row][column]
    if word in ("^", ">"):
        return None
    wide = 1
    while column + wide < len(words[row]) and words[row][column + wide] == ">":
        wide += 1
    high = 1
    while row + high < len(words) and words[row + high][column] == "^":
        high += 1
    return RawCell(word.lstrip("*").replace("/n", "\n"), high, wide, bold=word.startswith("*"))


def lines(text: str, *, sheet: str = "") -> list[RawParagraph]:
    """Paragraphs, one for each line; "=" centres one, "*" makes it bold."""
    found = []
    for line in text.strip().splitlines():
        bare = line.strip()
        found.append(RawParagraph(bare.lstrip("=*"), Place(sheet=sheet), bold="*" in bare[:2], centred="=" in bare[:2]))
    return found


def read(*blocks: RawBlock | Sequence[RawBlock], kind: str = "docx") -> ReadResult:
    """What recognition makes of the blocks."""
    flat: list[RawBlock] = []
    for block in blocks:
        if isinstance(block, RawParagraph | RawTable):
            flat.append(block)
        else:
            flat.extend(block)
    return recognise(RawFile("mau.docx", kind, tuple(flat)))


def one(*blocks: RawBlock | Sequence[RawBlock], kind: str = "docx") -> ReadTable:
    """The only list in the blocks."""
    found = read(*blocks, kind=kind)
    assert len(found.tables) == 1, [table.title for table in found.tables]
    return found.tables[0]


def outline(read_table: ReadTable) -> list[str]:
    """Rows as "section number < parent's number: name"."""
    told = []
    for row in read_table.rows:
        section = "" if row.section is None else f"{read_table.sections[row.section].number or '-'} "
        parent = "" if row.parent is None else f"<{read_table.rows[row.parent].number}"
        told.append(f"{section}{row.number}{parent}: {row.name}")
    return told


def codes(result: ReadResult) -> set[str]:
    """The codes of everything noticed."""
    return {problem.code for problem in result.problems}
