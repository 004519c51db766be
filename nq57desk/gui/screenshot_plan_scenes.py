"""Pictures of the plan page beyond its first look: filters, forms, evidence, the central system, what was deleted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.tasks import TasksPage

Scene = tuple[str, QWidget]


def _rest(window: MainWindow) -> None:
    quiet = 0
    while quiet < 4:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 30)
        time.sleep(0.02)
        quiet = 0 if window.session.busy else quiet + 1


def plan_scenes(window: MainWindow) -> Iterator[Scene]:
    """The scenes, each with its name; dialogs are closed by the caller."""
    window.open_page("tasks")
    _rest(window)
    page = window.page("tasks")
    if not isinstance(page, TasksPage) or page.current() is None:
        return
    dialogs: tuple[tuple[str, Callable[[], None]], ...] = (
        ("dieu-chinh-bo-sung", page.doing.adjust),
        ("tach-nhiem-vu", page.doing.split),
        ("tep-minh-chung", page.doing.attachments),
        ("he-thong-trung-uong", page.doing.copy_central),
    )
    for name, opened in dialogs:
        opened()
        yield from _dialog(window, name)
    page.filters.toggle()
    _rest(window)
    page.filters.bar.fill({"state": "in_progress"})
    page.filters.changed.emit()
    yield "bo-loc", window
    page.filters.toggle()
    _rest(window)
    yield from _others(window, page)


def _others(window: MainWindow, page: TasksPage) -> Iterator[Scene]:
    """The indicators of an appendix, and what was deleted."""
    from nq57desk.usecases import edits

    plan = page.tree_model.index(0, 0)
    for at in range(page.tree_model.rowCount(plan)):
        index = page.tree_model.index(at, 0, plan)
        if "chỉ tiêu" in str(index.data()):
            page.tree.setCurrentIndex(index)
            yield "chi-tieu-cua-phu-luc", window
    page.tree.setCurrentIndex(page.tree_model.index(0, 0, plan))
    _rest(window)
    gone = page.model.order.ids[-1]
    window.session.change(lambda desk, _m: edits.delete_task(desk, task_id=gone))
    _rest(window)
    page.tree.setCurrentIndex(page.tree_model.index(page.tree_model.rowCount() - 1, 0))
    yield "da-xoa", window
    window.run_action("undo")
    _rest(window)
    page.tree.setCurrentIndex(page.tree_model.index(0, 0, page.tree_model.index(0, 0)))


def _dialog(window: MainWindow, name: str) -> Iterator[Scene]:
    _rest(window)
    found = cast("list[QDialog]", window.findChildren(QDialog))
    for dialog in [each for each in found if each.isVisible()][:1]:
        yield name, dialog
