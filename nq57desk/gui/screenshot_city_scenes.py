"""The city's pages with 114 offices: matrix, tiles, one office, reminders, the consolidated tables, no offices yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QDialog, QWidget

from nq57desk.domain.assignments import TASK
from nq57desk.domain.organisation import Role
from nq57desk.gui.dialogs.assigning import AssigningDialog
from nq57desk.gui.dialogs.unit_change import UnitChangeDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.consolidated import ConsolidatedPage

Settle = Callable[[MainWindow], None]
_SCENE_DAY = date(2026, 11, 20)


def city_scenes(window: MainWindow, settle: Settle, scratch: Path, as_of: date | None) -> Iterator[tuple[str, QWidget]]:
    """One after the other; the window is left with the last city open."""
    from nq57desk.usecases import offices, sample_city

    offices.create_office(
        folder=scratch / "empty", code="98", name="Ủy ban nhân dân thành phố mẫu", role=Role.CITY, sample=True
    )
    window.office_actions.open_office(scratch / "empty")
    settle(window)
    yield "thanh-pho-chua-co-don-vi", window
    size = sample_city.CitySize(tasks=8, months=(8, 9, 10))
    sample_city.make_city(folder=scratch / "big", as_of=as_of or _SCENE_DAY, size=size).close()
    window.office_actions.open_office(scratch / "big")
    settle(window)
    page = window.page("city")
    if not isinstance(page, CityPage):
        return
    page.period.show_period("2026-10")
    settle(window)
    yield "thanh-pho-ma-tran", window
    page.view.sorted_by.emit(1)
    page.chips.choose("late")
    yield "thanh-pho-nop-muon", window
    page.leave()
    page.view.sorted_by.emit(1)
    yield from _dialogs_of(window, settle, page)
    page.tile_button.setChecked(True)
    yield "thanh-pho-o", window
    page.tile_button.setChecked(False)
    yield from _tables(window, settle)
    yield from _papers(window, settle)


def _dialogs_of(window: MainWindow, settle: Settle, page: CityPage) -> Iterator[tuple[str, QWidget]]:
    page.open_office(1)
    yield from _front(window, settle, "thanh-pho-mot-don-vi")
    window.run_action("remind")
    yield from _front(window, settle, "thanh-pho-don-doc")
    window.run_action("lock_period")
    yield from _front(window, settle, "thanh-pho-khoa-ky")
    window.run_action("assign")
    settle(window)
    for dialog in cast("list[AssigningDialog]", window.findChildren(AssigningDialog)):
        dialog.rows.tick([one for one in dialog.rows.every if one.row.kind == TASK], on=True)
        dialog.offices.tick(dialog.offices.every[:45], on=True)
        dialog.note.setPlainText("Tập trung hoàn thành trước ngày 30/11/2026, báo cáo khó khăn trong kỳ.")
    yield from _front(window, settle, "thanh-pho-giao-nhiem-vu")
    yield from _unit_scenes(window, settle)


def _unit_scenes(window: MainWindow, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """A merger as it is asked for, and what it does; nothing is recorded."""
    window.run_action("change_units")
    settle(window)
    for dialog in cast("list[UnitChangeDialog]", window.findChildren(UnitChangeDialog)):
        dialog.units.choose("90001", "90002")
        paper = "Nghị quyết số 12/NQ-HĐND ngày 20/6/2026"
        dialog.form.fill({"day": "01/9/2026", "document": paper, "code": "90200", "name": "phường Sao Trăng"})
        settle(window)
        yield "thanh-pho-thay-doi-don-vi", dialog
        dialog.look()
        settle(window)
        yield "thanh-pho-thay-doi-don-vi-xem", dialog
        dialog.reject()


def _tables(window: MainWindow, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    window.open_page("consolidated", "2026-10")
    settle(window)
    page = window.page("consolidated")
    if not isinstance(page, ConsolidatedPage):
        return
    names = ("don-vi", "nhiem-vu", "chi-tieu", "xep-hang", "kho-khan", "thay-doi", "chua-lien-ket")
    for at, name in enumerate(names):
        page.tabs.setCurrentIndex(at)
        settle(window)
        yield f"tong-hop-{name}", window
    window.run_action("link_rows")
    yield from _front(window, settle, "tong-hop-ghep-danh-muc")
    for at, name in ((0, "dong-cua-don-vi"), (2, "chi-tieu-cua-don-vi"), (4, "kho-khan-cua-don-vi")):
        page.tabs.setCurrentIndex(at)
        page.tables[at].setCurrentIndex(page.tables[at].model().index(1, 1))
        page.open_rows()
        yield from _front(window, settle, f"tong-hop-{name}")


def _papers(window: MainWindow, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """The consolidated report, then the letter to those missing."""
    window.open_page("papers")
    page = window.page("papers")
    for name in ("city-report", "city-missing"):
        settle(window)
        page.show_with(name)
        settle(window)
        yield f"van-ban-{name}", window


def _front(window: MainWindow, settle: Settle, name: str) -> Iterator[tuple[str, QWidget]]:
    settle(window)
    found = cast("list[QDialog]", window.findChildren(QDialog))
    for dialog in [each for each in found if each.isVisible()][:1]:
        yield name, dialog
