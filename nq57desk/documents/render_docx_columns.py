"""The two columns at the head and at the end of a paper in Word: tables without borders whose rows are not split."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element

from nq57desk.documents.layout import Closing, Frame, Paragraph
from nq57desk.documents.render_docx_package import Styles
from nq57desk.documents.render_docx_xml import Place, add, add_paragraph, add_spacer, twips

_PT = 25.4 / 72


class _Columns:
    """A table of two columns over ``width`` mm; ``share``: the left one's part; ``padding`` at both sides of each."""

    def __init__(self, parent: _Element, styles: Styles, width: float, share: float, padding: float) -> None:
        self._styles = styles
        self._widths = (width * share, width * (1 - share))
        self._padding = padding
        self._element = add(parent, "tbl")
        properties = add(self._element, "tblPr")
        add(properties, "tblW", w=twips(width), type="dxa")
        add(properties, "tblInd", w=0, type="dxa")
        add(properties, "tblLayout", type="fixed")
        margins = add(properties, "tblCellMar")
        for side in ("left", "right"):
            add(margins, side, w=twips(padding), type="dxa")
        grid = add(self._element, "tblGrid")
        for wide in self._widths:
            add(grid, "gridCol", w=twips(wide))

    def row(self) -> tuple[_Element, _Element]:
        """A row's two cells."""
        line = add(self._element, "tr")
        add(add(line, "trPr"), "cantSplit")
        left, right = (self._cell(line, wide) for wide in self._widths)
        return left, right

    def _cell(self, line: _Element, width: float) -> _Element:
        cell = add(line, "tc")
        add(add(cell, "tcPr"), "tcW", w=twips(width), type="dxa")
        return cell

    def fill(
        self,
        cells: tuple[_Element, _Element],
        at: int,
        column: Sequence[Paragraph],
        *,
        keep: bool,
        before: float = 0.0,
    ) -> None:
        """Paragraphs one below another in one of a row's cells; every cell has at least one.

        ``before``: points added above the first of them.
        """
        for n, paragraph in enumerate(column):
            above = paragraph.style.before + before if before and not n else None
            self.put(cells[at], at, paragraph, keep=keep, above=above)
        if not column:
            add_spacer(cells[at], 1.0, keep=keep)

    def put(self, cell: _Element, at: int, paragraph: Paragraph, *, keep: bool, above: float | None = None) -> None:
        """One more paragraph; ``above``: points instead of its style's."""
        width = self._widths[at] - 2 * self._padding
        add_paragraph(cell, paragraph, Place(width, self._styles.of(paragraph.style), above=above, keep=keep))


def write_frame(parent: _Element, frame: Frame, styles: Styles, width: float) -> None:
    """The head of a paper: what stands level in its bands stands in one row."""
    columns = _Columns(parent, styles, width, frame.left_share, frame.padding)
    for band in frame.bands:
        cells = columns.row()
        columns.fill(cells, 0, band.left, keep=True)
        columns.fill(cells, 1, band.right, keep=True)


def write_closing(parent: _Element, closing: Closing, styles: Styles, width: float) -> None:
    """Recipients at the left, titles and name at the right; the space to sign in is space above the name."""
    columns = _Columns(parent, styles, width, closing.left_share, closing.padding)
    cells = columns.row()
    recipients, signature = closing.recipients, closing.signature
    columns.fill(
        cells, 0, (recipients.heading, *recipients.items) if recipients else (), keep=False, before=closing.before
    )
    columns.fill(cells, 1, signature.titles if signature else (), keep=False, before=closing.before)
    if signature:
        above = signature.space / _PT + signature.name.style.before
        columns.put(cells[1], 1, signature.name, keep=False, above=above)
