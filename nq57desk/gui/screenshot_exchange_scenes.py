"""Things to look at in the post room: its tabs, the sticks, a receipt's code, a bundle looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from nq57desk.gui.dialogs.drive_choice import DriveChoice
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.usecases.drives import Drive

Settle = Callable[[MainWindow], None]
_STICK = Drive(Path("E:/"), "KINGSTON (E:)", 14_200_000_000, 15_900_000_000)


def exchange_scenes(window: MainWindow, scratch: Path, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """One after the other; the office needs a bundle that was made, which lies as "goi.nq57" in ``scratch``."""
    settle(window)
    page = window.page("exchange")
    if not isinstance(page, ExchangePage):
        return
    for at, name in ((1, "bien-nhan"), (2, "duoc-giao"), (3, "dang-ky")):
        page.tabs.setCurrentIndex(at)
        yield f"trao-doi-{name}", window
    page.tabs.setCurrentIndex(0)
    page.doing.copy()
    settle(window)
    dialog = page.doing.dialog
    if isinstance(dialog, DriveChoice):
        dialog.show_drives((_STICK,))
        yield from _shown(dialog, "trao-doi-usb")
    page.doing.type_code()
    yield from _shown(page.doing.dialog, "trao-doi-ma-bien-nhan")
    page.doing.look_into(scratch / "goi.nq57")
    settle(window)
    yield from _shown(page.doing.dialog, "trao-doi-xem-goi")
    page.city.restore_keys()
    yield from _shown(page.doing.dialog, "trao-doi-nhap-lai-khoa")


def _shown(dialog: QDialog | None, name: str) -> Iterator[tuple[str, QWidget]]:
    if dialog is not None:
        yield name, dialog
