"""Pictures of Văn bản: the report with its open blanks, its words, a list's columns, a decision, its issue."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.papers import PapersPage

Scene = tuple[str, QWidget]
_QUIET = 16
"""Rounds of rest: a trial of columns begins only after a moment."""


def paper_scenes(window: MainWindow) -> Iterator[Scene]:
    """The scenes, each with its name; dialogs are closed by the caller."""
    window.open_page("papers")
    _rest(window)
    page = window.page("papers")
    if not isinstance(page, PapersPage) or page.paper is None:
        return
    page.show_with("progress-report")
    _rest(window)
    yield "van-ban-bao-cao", window
    window.run_action("report_words")
    yield from _dialog(window, "loi-bao-cao")
    page.show_with("task-progress")
    _rest(window)
    window.run_action("paper_columns")
    yield from _dialog(window, "cot-cua-bang")
    page.show_with("decision")
    _rest(window)
    yield "van-ban-quyet-dinh", window
    window.run_action("report_words")
    yield from _dialog(window, "loi-quyet-dinh")
    window.run_action("issue_paper")
    yield from _dialog(window, "ghi-so-phat-hanh")


def _rest(window: MainWindow) -> None:
    quiet = 0
    while quiet < _QUIET:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 30)
        time.sleep(0.02)
        quiet = 0 if window.session.busy else quiet + 1


def _dialog(window: MainWindow, name: str) -> Iterator[Scene]:
    _rest(window)
    found = cast("list[QDialog]", window.findChildren(QDialog))
    for dialog in [each for each in found if each.isVisible()][:1]:
        yield name, dialog
