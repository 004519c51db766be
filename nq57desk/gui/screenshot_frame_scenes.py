"""Things to look at in pictures that belong to the frame: charts as tables, settings, help, the leader's view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QWidget

from nq57desk.gui.dialogs.damaged import DamagedDialog
from nq57desk.gui.dialogs.moving_in import MovingInDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.settings import SettingsPage
from nq57desk.gui.pages.settings_care import SignersSection

Settle = Callable[[MainWindow], None]


def frame_scenes(window: MainWindow, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """One after the other; afterwards the window is as it was."""
    window.open_page("overview")
    settle(window)
    window.run_action("flip")
    yield "tong-quan-bang", window
    window.run_action("flip")
    office = window.session.office
    if office is not None:
        window.session.office = replace(office, second_due=True)
        window.session.stepped.emit()
        yield "tong-quan-noi-thu-hai", window
        window.session.office = office
        window.session.stepped.emit()
    window.open_page("settings")
    settle(window)
    page = window.page("settings")
    if isinstance(page, SettingsPage):
        for name in list(page.sections)[1:]:
            page.show_with(name)
            yield f"cai-dat-{name}", window
        signers = page.sections.get("signers")
        if isinstance(signers, SignersSection):
            page.show_with("signers")
            signers.add.click()
            settle(window)
            for sheet in cast("list[Sheet]", signers.findChildren(Sheet)):
                yield "nguoi-ky", sheet
    for name, chapter in (("huong-dan", ""), ("huong-dan-cam-ket", "promise"), ("huong-dan-thang", "round")):
        window.comfort.help()
        settle(window)
        if window.comfort.manual is not None:
            if chapter:
                window.comfort.manual.open_page(chapter)
            yield name, window.comfort.manual
    window.office_actions.move_in()
    settle(window)
    for moving in cast("list[MovingInDialog]", window.findChildren(MovingInDialog)):
        office = window.session.office
        if office is not None:
            moving.look_at(office.folder)
            settle(window)
        yield "chuyen-tu-may-khac", moving
    if window.session.office is not None:
        damaged = DamagedDialog(window, window.session, window.session.office.folder)
        damaged.show()
        settle(window)
        yield "cuu-du-lieu", damaged
    window.comfort.toggle_leader()
    settle(window)
    for question in cast("list[Question]", window.findChildren(Question)):
        yield "hoi-ten-nguoi", question
    settle(window)
    yield "lanh-dao-xem", window
    window.comfort.toggle_leader()
    settle(window)
