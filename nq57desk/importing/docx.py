"""Word documents: paragraphs and tables in the order of the paper, with true cells.

Decides what a cell is: the grid of ``w:tc`` with its spans as it stands in the file (python-docx gives a merged
cell once for each place it covers), Word's automatic numbers put before the text, text boxes read where they are
anchored. Headers, footers, comments and notes at the foot are no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from nq57desk.domain.problems import Place, Problem
from nq57desk.errors import refuse
from nq57desk.importing.findings import Findings
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.ooxml import Element, Package
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawTable
from nq57desk.importing.secrecy import refuse_secret_lines, refuse_secret_texts
from nq57desk.importing.word_grid import Grid, TableRow, span_of
from nq57desk.importing.word_names import W, child, children, number, switch, value, whole
from nq57desk.importing.word_numbering import Numbering
from nq57desk.importing.word_styles import Styles
from nq57desk.importing.word_text import Run, Seen
from nq57desk.monitor import Monitor

_P, _TBL, _TR, _TC = W + "p", W + "tbl", W + "tr", W + "tc"
_LETTERING = "{urn:schemas-microsoft-com:vml}textpath"
_EMPTY = RawCell()


def read_docx(path: Path, limits: Limits = ORDINARY, monitor: Monitor | None = None) -> RawFile:
    """Read a .docx, .docm or .dotx.

    Raises:
        Refused: damaged, with a password, too large, unsafe XML, or marked as a state secret in a page header
            or by a stamp in letters.
        Cancelled: the monitor was told to stop.
    """
    with Package(path, limits) as package:
        main = package.related("", "officeDocument")
        if not main:
            raise refuse("reading.damaged", Place(file=path.name), name=path.name)
        styles = Styles(_part(package, main[0], "styles"))
        reader = _Reader(path.name, limits, styles, Numbering(_part(package, main[0], "numbering"), styles))
        body = child(package.xml(main[0]), "body")
        if body is None:
            raise refuse("reading.damaged", Place(file=path.name), name=path.name)
        refuse_secret_texts(_lettering(body), path.name)
        for part in package.related(main[0], "header"):
            header = package.xml(part)
            refuse_secret_lines(reader.lines(children(header)), path.name)
            refuse_secret_texts(_lettering(header), path.name)
        return RawFile(path.name, "docx", tuple(reader.body(body, monitor or Monitor())), reader.problems())


def _part(package: Package, main: str, kind: str) -> Element | None:
    names = package.related(main, kind)
    return package.xml(names[0]) if names else None


def _lettering(element: Element) -> Iterator[str]:
    """Stamps and watermarks drawn as letters."""
    return (found.get("string") or "" for found in element.iter(_LETTERING))


class _Reader:
    """Goes through one document once, counting lists and tables as it goes."""

    def __init__(self, name: str, limits: Limits, styles: Styles, numbering: Numbering) -> None:
        self._name = name
        self._limits = limits
        self._styles = styles
        self._numbering = numbering
        self._findings = Findings(name, limits)
        self._tables = 0
        self._cells = 0
        self._carried: Seen | None = None
        """Text of a paragraph whose end was deleted: it runs on into the next one."""

    def problems(self) -> tuple[Problem, ...]:
        """What was noticed so far."""
        return self._findings.problems()

    def body(self, body: Element, monitor: Monitor) -> Iterator[RawBlock]:
        """All blocks; progress counts the body's own elements."""
        elements = list(children(body))
        for done, element in enumerate(elements):
            monitor.report(done, len(elements), self._name)
            yield from self._blocks(element)

    def _blocks(self, element: Element) -> Iterator[RawBlock]:
        if element.tag == _P:
            yield from self._paragraph_blocks(element)
        elif element.tag == _TBL:
            frame = _only_cell_around_a_table(element)
            if frame is not None:
                for inner in children(frame):
                    yield from self._blocks(inner)
            else:
                self._tables += 1
                yield self._table(element)

    def _paragraph_blocks(self, element: Element) -> Iterator[RawBlock]:
        seen, label = self._read(element)
        for box in seen.boxes:
            for inner in children(box):
                yield from self._blocks(inner)
        place = Place(file=self._name)
        text, legacy = self._findings.finish(_pieces(seen.runs), place)
        properties = child(element, "pPr")
        bold, italic = _most(seen.runs)
        for line in text.split("\n") if text else ():
            yield RawParagraph(line, place, label, bold, italic, self._centred(properties), legacy)
            label = ""

    def _centred(self, properties: Element | None) -> bool:
        direct = value(properties, "jc")
        return direct == "center" if direct else self._styles.centred(value(properties, "pStyle"))

    def _read(self, element: Element) -> tuple[Seen, str]:
        """A paragraph's contents and automatic number; nothing yet where its end is deleted."""
        seen = self._carried or Seen()
        self._carried = None
        seen.read(element, self._styles)
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carried = seen
            return Seen(), ""
        place = Place(file=self._name, table=self._tables or None)
        if seen.hidden:
            self._findings.count("reading.hidden_text", place, seen.hidden)
        if seen.deleted or seen.inserted:
            self._findings.count("reading.tracked_changes", place)
        return seen, self._numbering.of_paragraph(properties)

    def lines(self, elements: Iterable[Element]) -> list[Run]:
        """Everything that stands in a cell, a text box or a header, one paragraph after another as lines."""
        found: list[Run] = []
        for element in elements:
            if element.tag == _P:
                found += self._paragraph_lines(element)
            elif element.tag == _TBL:
                for row in _rows(element):
                    inside = (run for cell in _cells(row) for run in self.lines(children(cell)))
                    found += [replace(run, text=run.text.replace("\n", " ")) for run in inside]
                    found.append(Run("\n"))
        return found

    def _paragraph_lines(self, element: Element) -> list[Run]:
        seen, label = self._read(element)
        boxes = [run for box in seen.boxes for run in self.lines(children(box))]
        text = "".join(run.text for run in seen.runs)
        empty = not text.strip()
        if label and not (empty and label in ("-", "+")):
            return [*boxes, Run(label if empty else label + " "), *seen.runs, Run("\n")]
        return [*boxes, *seen.runs, Run("\n")]

    def _table(self, table: Element) -> RawTable:
        place = Place(file=self._name, table=self._tables)
        grid = Grid(self._limits.columns, _widths(table))
        for at, row in enumerate(_rows(table), start=1):
            grid.begin(_table_row(row, replace(place, row=at)))
            self._fill(grid, row, replace(place, row=at))
            self._cells += grid.width
            if self._cells > self._limits.cells or at > self._limits.rows:
                raise self._findings.too_many(replace(place, row=at))
        if grid.too_wide:
            raise self._findings.too_many(place)
        return grid.table(place)

    def _fill(self, grid: Grid, row: Element, place: Place) -> None:
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
            beside = child(properties, "hMerge")
            sideways = beside is not None and beside.get(W + "val", "continue") == "continue"
            if sideways and grid.widen(span_of(properties)):
                continue
            if goes_on and grid.continue_down(span_of(properties)):
                continue
            grid.put(self._cell(cell, place), span_of(properties), merge is not None)

    def _cell(self, cell: Element, place: Place) -> RawCell:
        if child(child(cell, "tcPr"), "cellDel") is not None:
            return _EMPTY
        runs = self.lines(children(cell))
        text, legacy = self._findings.finish(_pieces(runs), place)
        if not text:
            return _EMPTY
        bold, italic = _most(runs)
        return RawCell(text, bold=bold, italic=italic, legacy=legacy)


def _only_cell_around_a_table(table: Element) -> Element | None:
    """The cell of a table that is only a frame around another table; None for real tables."""
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    framed = len(cells) == 1 and any(inner.tag == _TBL for inner in children(cells[0]))
    return cells[0] if framed else None


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, without those that a tracked change takes out."""
    for row in children(table):
        if row.tag == _TR and child(child(row, "trPr"), "del") is None:
            yield row


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in children(row) if cell.tag == _TC)


def _table_row(row: Element, place: Place) -> TableRow:
    properties = child(row, "trPr")
    return TableRow(
        place,
        repeated_header=bool(switch(properties, "tblHeader")),
        hidden=bool(switch(properties, "hidden")),
        before=min(max(number(properties, "gridBefore"), 0), 1_000),
    )


def _widths(table: Element) -> tuple[int, ...]:
    grid = child(table, "tblGrid")
    columns = [] if grid is None else grid.findall(W + "gridCol")
    return tuple(whole(column.get(W + "w")) for column in columns)


def _pieces(runs: list[Run]) -> list[tuple[str, str | None]]:
    return [(run.text, run.encoding) for run in runs]


def _most(runs: list[Run]) -> tuple[bool, bool]:
    """Whether most of the text is bold, and whether most of it is italic."""
    sizes = [len(run.text.strip()) for run in runs]
    bold = sum(size for run, size in zip(runs, sizes, strict=True) if run.bold)
    italic = sum(size for run, size in zip(runs, sizes, strict=True) if run.italic)
    return bold * 2 > sum(sizes), italic * 2 > sum(sizes)
