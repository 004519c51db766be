"""How the columns of a previewed table are read, where that comes from, and how the clerk changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nq57desk.gui import words
from nq57desk.gui.widgets.import_view import OTHER
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.importing import ImportPage


class Columns:
    """Bound to one preview page."""

    def __init__(self, page: ImportPage) -> None:
        self._page = page
        self._shown = 0

    def table_chosen(self, _at: int) -> None:
        """Another list of the file, or "Tự chọn bảng và cột…"."""
        page = self._page
        if page.view.tables.currentData() == OTHER:
            page.view.tables.setCurrentIndex(self._shown)
            page.choosing.choose()
        else:
            page.table_changed()

    def show(self) -> None:
        """Show the chosen table under its headings, and how they came to be read as they are."""
        page = self._page
        table = page.read_table()
        if table is not None:
            self._shown = page.view.tables.currentIndex()
            page.view.show_columns(table)
        profile = None if page.preview is None else page.preview.profile
        if page.mending.chosen is not None:
            text = _("Ghép cột: tự chọn")
        elif page.mending.mapping is not None:
            text = _("Ghép cột: đã chọn lại")
        elif profile is not None:
            text = _("Đã dùng cách ghép cột ngày {day}").format(day=words.day(profile.day))
        else:
            text = _("Ghép cột: theo tiêu đề")
        page.view.profile.setText(text)
        own = bool(page.mending.mapping) or page.mending.chosen is not None
        page.view.forget_button.setVisible(own or profile is not None)

    def to_lists(self) -> None:
        """[Đổi]: to the first list under the headings."""
        if self._page.table.header.lists:
            self._page.table.header.lists[0].setFocus(Qt.FocusReason.TabFocusReason)

    def mapped(self, heading: str, field: str) -> None:
        """A column is to be read as another field."""
        page = self._page
        if page.preview is not None:
            page.mending.map(heading, field, page.preview.result.tables)
            page.mending.chosen = page.preview.chosen
            page.compare()

    def forget(self) -> None:
        """[Theo tiêu đề]: as the headings' words say, whatever was chosen now or before."""
        page = self._page
        chosen = page.mending.chosen is not None or (page.preview is not None and page.preview.chosen is not None)
        page.mending.mapping, page.mending.chosen = {}, None
        if chosen:
            page.view.clear()
        page.compare()
