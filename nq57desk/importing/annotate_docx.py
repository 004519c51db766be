"""A copy of a Word document with comments at the rows that should be looked at.

Decides that tables and rows are counted as the reader counts them, that a remark stands in the cell under its heading,
else in the row's first cell with words, else at the document's beginning. Nothing else in the document changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from nq57desk.domain.problems import Place
from nq57desk.importing.docx import _only_cell_around_a_table as only_cell_around_a_table
from nq57desk.importing.docx import _rows as rows_of
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.notes import Note, column_of
from nq57desk.importing.ooxml import Element, Package
from nq57desk.importing.word_grid import span_of
from nq57desk.importing.word_names import W, child, children
from nq57desk.importing.word_styles import Styles
from nq57desk.importing.word_text import Seen

_HEADER_ROWS = 6
_LONGEST = 8_000


def annotate_docx(path: Path, target: Path, notes: Iterable[Note], *, author: str, limits: Limits = ORDINARY) -> None:
    """Write the copy. The file at ``path`` is only read.

    Raises:
        Refused: damaged, with a password, too large, or unsafe XML.
        OSError: the copy cannot be written.
    """
    with Package(path, limits) as package:
        package.check_all_prologs()
    document = Document(str(path))
    tables = list(_tables(document.element.body))
    for note in notes:
        paragraph = _paragraph(tables, note.place)
        if paragraph is None:
            paragraph = next(document.element.body.iter(W + "p"), None)
        run = _run(document, document.add_paragraph()._p if paragraph is None else paragraph)
        document.add_comment(run, note.text[:_LONGEST], author=author, initials=author[:2])
    document.save(str(target))


def _tables(parent: Element) -> Iterator[Element]:
    """The tables in the order in which the reader counts them."""
    for element in children(parent):
        if element.tag == W + "p":
            seen = Seen()
            seen.read(element, Styles(None))
            for box in seen.boxes:
                yield from _tables(box)
        elif element.tag == W + "tbl":
            frame = only_cell_around_a_table(element)
            if frame is None:
                yield element
            else:
                yield from _tables(frame)


def _paragraph(tables: Sequence[Element], place: Place) -> Any:
    """The paragraph that a remark stands at; None where its place is no row of a table."""
    if not place.table or place.table > len(tables):
        return None
    rows = list(rows_of(tables[place.table - 1]))
    if not rows:
        return None
    row = rows[min(max((place.row or 1) - 1, 0), len(rows) - 1)]
    cells = list(_placed_cells(row))
    column = column_of(place.column, [_texts(one) for one in rows[:_HEADER_ROWS]]) if place.column else None
    under = [cell for at, cell in cells if at == column]
    worded = [cell for _, cell in cells if _text(cell)]
    chosen = next(iter([*under, *worded, *(cell for _, cell in cells)]), None)
    return None if chosen is None else next(chosen.iter(W + "p"), None)


def _placed_cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with the grid column at which each begins."""
    at = 0
    for cell in children(row):
        if cell.tag == W + "tc":
            yield at, cell
            at += span_of(child(cell, "tcPr"))


def _texts(row: Element) -> list[tuple[int, str]]:
    return [(at, _text(cell)) for at, cell in _placed_cells(row)]


def _text(cell: Element) -> str:
    return " ".join("".join(text.text or "" for text in p.iter(W + "t")) for p in cell.iter(W + "p")).strip()


def _run(document: WordDocument, paragraph: Any) -> list[Run]:
    """The runs of a paragraph that a comment can span; an empty one where it has none of its own."""
    whole = Paragraph(paragraph, document._body)
    own = [run for run in whole.runs if run._r.getparent() is paragraph]
    return [own[0], own[-1]] if own else [whole.add_run("")]
