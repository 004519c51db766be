"""Pictures of an import that needs a person: a table that nobody knows (M05), pointing at it, and the year's turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtWidgets import QDialog, QWidget

from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.importing import ImportPage

Scene = tuple[str, QWidget]
_UNKNOWN = """PHƯỜNG SAO MAI\t\t\t
Số\tViệc của phường\tGiao cho ai\tHẹn ngày
1\tRà soát hồ sơ hộ tịch trước khi số hóa\tCông an phường\t30/6/2026
2\tSố hóa sổ bộ\tVăn phòng HĐND và UBND\tQuý III/2026"""


def import_scenes(window: MainWindow, settle: Callable[[MainWindow], None]) -> Iterator[Scene]:
    """The scenes, each with its name; dialogs are closed by the caller."""
    window.import_from(Pasted("", _UNKNOWN))
    yield "nhap-khong-thay-bang", window
    page = window.page("importing")
    if isinstance(page, ImportPage):
        page.choosing.choose()
        yield from _dialog(window, settle, "tu-chon-bang-va-cot")
        page.cancel()
        settle(window)
    window.run_action("new_year")
    yield from _dialog(window, settle, "chuyen-sang-nam-moi")


def _dialog(window: MainWindow, settle: Callable[[MainWindow], None], name: str) -> Iterator[Scene]:
    settle(window)
    found = cast("list[QDialog]", window.findChildren(QDialog))
    for dialog in [each for each in found if each.isVisible()][:1]:
        yield name, dialog
