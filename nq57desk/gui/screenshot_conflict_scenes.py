"""Things to look at where bundles differ or wait: the city's windows, and the ward's with its two computers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QDialog, QWidget

from nq57desk.gui.dialogs.conflicts import ConflictsDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.city_waiting import show_last_merge
from nq57desk.gui.pages.exchange import ExchangePage

Settle = Callable[[MainWindow], None]
_SCENE_DAY = date(2026, 10, 20)


def conflict_scenes(
    window: MainWindow, settle: Settle, scratch: Path, as_of: date | None
) -> Iterator[tuple[str, QWidget]]:
    """One after the other; the window is left with the ward open."""
    from nq57desk.usecases import sample_fork

    folder = scratch / "fork"
    folder.mkdir()
    made = sample_fork.make_fork(folder=folder, as_of=as_of or _SCENE_DAY)
    window.office_actions.open_office(made.city)
    settle(window)
    page = window.page("city")
    if not isinstance(page, CityPage):
        return
    page.period.show_period(sample_fork.PERIOD)
    settle(window)
    yield from _at_city(window, settle, page)
    window.office_actions.open_office(made.one)
    settle(window)
    window.open_page("exchange")
    settle(window)
    post = window.page("exchange")
    if not isinstance(post, ExchangePage):
        return
    post.second.preview(made.other_bundle)
    settle(window)
    yield from _shown(post.second.dialog, "hai-may-xem-truoc")
    post.second.take_over(made.other_bundle)
    settle(window)
    yield from _shown(post.second.dialog, "hai-may-xung-dot")
    yield "hai-may-trao-doi", window


def _at_city(window: MainWindow, settle: Settle, page: CityPage) -> Iterator[tuple[str, QWidget]]:
    yield "thanh-pho-co-xung-dot", window
    page.waiting.settle()
    settle(window)
    dialog = page.waiting.dialog
    if isinstance(dialog, ConflictsDialog):
        dialog.step(1)
        dialog.step(1)
        dialog.choose(2)
        dialog.other.setText("Đã triển khai 4/5 hạng mục.")
        dialog.reason.setText("Đơn vị báo lại qua điện thoại ngày 17/10")
    yield from _shown(dialog, "thanh-pho-giai-quyet-xung-dot")
    page.waiting.waiting()
    settle(window)
    yield from _shown(page.waiting.dialog, "thanh-pho-goi-dang-cho")
    show_last_merge(page, page, "99901", "Phường Sao Mai")
    settle(window)
    found = [each for each in cast("list[QDialog]", window.findChildren(QDialog)) if each.isVisible()]
    yield from _shown(found[0] if found else None, "thanh-pho-lan-gop-cuoi")


def _shown(dialog: QDialog | None, name: str) -> Iterator[tuple[str, QWidget]]:
    if dialog is not None:
        yield name, dialog
