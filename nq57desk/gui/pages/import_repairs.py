"""The repairs that findings of an import preview offer: go there, mend, leave out, answer, keep the old letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.gui.models.import_rows import ImportRow
from nq57desk.gui.pages.import_mending import Mending, same_line
from nq57desk.importing.as_written import ALL
from nq57desk.usecases.import_preview import Preview, read_rows
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.importing import ImportPage


def marked_rows(preview: Preview) -> tuple[Problem, ...]:
    """A remark for each row that was typed in an old font: seen in the row, not listed one by one."""
    if not preview.legacy:
        return ()
    rows = read_rows(preview.result)
    return tuple(
        problem("reading.legacy_row_kept", Severity.NOTE, rows[key].place)
        if key in preview.originals
        else problem("reading.legacy_row", Severity.WARNING, rows[key].place)
        for key in sorted(preview.legacy)
    )


class Repairs:
    """Bound to one preview page."""

    def __init__(self, page: ImportPage) -> None:
        self._page = page

    @property
    def _mending(self) -> Mending:
        return self._page.mending

    def to_problem(self, found: Problem) -> None:
        """Show the cell that a finding speaks of."""
        page = self._page
        line = self._line_of(found)
        if line is None:
            return
        if line.table >= 0 and line.table != page.view.tables.currentIndex():
            page.view.tables.setCurrentIndex(line.table)
            page.columns.show()
        place = page.model.place_of(line.key)
        if place is not None:
            page.view.select(place, page.model.column_of(found.place.column))

    def _line_of(self, found: Problem) -> ImportRow | None:
        lines = (each for each in self._page.model.all if each.read is not None)
        return next((each for each in lines if each.read and same_line(each.read.place, found.place)), None)

    def repair(self, name: str, found: Problem) -> None:
        """Do one of problem_pane.REPAIRS."""
        page = self._page
        if name == "mend":
            self.to_problem(found)
            at = page.table.currentIndex()
            page.table.mend(at if at.column() > 0 else at.siblingAtColumn(self._name_column()))
        elif name in ("same", "other"):
            self._mending.answer(found, same=name == "same")
            page.compare()
        elif name in ("keep_letters", "to_unicode"):
            self._mending.originals = {ALL} if name == "keep_letters" else set()
            page.compare(_("Đang đọc tệp…"))
        else:
            line = self._line_of(found) if name == "drop" else None
            if line is not None:
                self._mending.drop(line)
            else:
                self._mending.settle(found)
            page.show_rows(keep=True)

    def _name_column(self) -> int:
        table = self._page.read_table()
        return table.fields.index("name") + 1 if table is not None and "name" in table.fields else 1

    # old fonts, row by row

    def _chosen_legacy(self) -> list[str]:
        page, preview = self._page, self._page.preview
        lines = [page.model.rows[at] for at in page.view.chosen() if 0 <= at < len(page.model.rows)]
        return [] if preview is None else [line.key for line in lines if line.key in preview.legacy]

    def offer_letters(self) -> None:
        """Offer to keep the file's letters in the chosen rows, or to turn them into Unicode again."""
        page = self._page
        preview = page.preview
        keys = self._chosen_legacy()
        page.view.letters_button.setVisible(preview is not None and bool(preview.legacy))
        page.view.letters_button.setEnabled(bool(keys))
        kept = preview is not None and bool(keys) and all(key in preview.originals for key in keys)
        page.view.letters_button.setText(_("Chuyển dòng sang Unicode") if kept else _("Giữ chữ gốc của dòng"))

    def letters(self) -> None:
        """Do that for the chosen rows."""
        preview, keys = self._page.preview, set(self._chosen_legacy())
        if preview is None or not keys:
            return
        kept = set(preview.originals)
        kept = kept - keys if keys <= kept else kept | keys
        self._mending.originals = {ALL} if kept == preview.legacy else kept
        self._page.compare(_("Đang đọc tệp…"))
