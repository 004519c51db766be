"""[Tự chọn bảng và cột] of the import preview: read the file as it stands, let the clerk point, compare again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from nq57desk.gui.dialogs.choose_table import ChooseTable
from nq57desk.importing.recognise_chosen import ChosenColumns, ChosenTable, FileTable, columns_of
from nq57desk.usecases.import_preview import Reading

if TYPE_CHECKING:
    from nq57desk.gui.pages.importing import ImportPage
    from nq57desk.monitor import Monitor

What = object


class Choosing:
    """Bound to one preview page."""

    def __init__(self, page: ImportPage) -> None:
        self._page = page
        self.dialog: ChooseTable | None = None

    def choose(self) -> None:
        """Show every table of what is being imported."""
        page = self._page
        what, preview = page.what, page.preview
        known = None if preview is None else preview.reading
        if what is None:
            return

        def work(monitor: Monitor) -> tuple[Reading, tuple[FileTable, ...]]:
            from nq57desk.usecases import importing

            if known is not None:
                reading = known
            elif isinstance(what, Path):
                reading = importing.read_whole(what, monitor=monitor)
            else:
                reading = importing.read_pasted(what.html, what.text)
            return reading, importing.tables_of(reading)

        page.session.prepare(work, lambda found: self._open(*found), refused=page.refuse)

    def _open(self, reading: Reading, tables: tuple[FileTable, ...]) -> None:
        page = self._page
        if not tables or page.what is None:
            return

        def look(chosen: ChosenTable, then: Callable[[ChosenColumns], None]) -> None:
            page.session.aside(lambda _monitor: columns_of(reading.raw, chosen), then)

        def done(chosen: ChosenTable, mapping: Mapping[str, str]) -> None:
            page.take_choice(reading, chosen, mapping)

        first = None if page.preview is None else page.preview.chosen
        self.dialog = ChooseTable(page, page.name_words(), tables, first, look, done)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None
