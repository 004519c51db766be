"""Where the window's parts are put together: the application, the session, the frame, and how it begins and ends."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from nq57desk import paths
from nq57desk.gui import theme
from nq57desk.gui.day_care import DayCare
from nq57desk.gui.handed_files import AT_THE_DOOR_S, Door, HandedFiles, hand_over
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.preferences import Preferences
from nq57desk.gui.qt_words import QtWords
from nq57desk.gui.session import Session

_SWITCH_S = 0.0005
"""The window's thread waits no longer than this for its turn while the working line computes (Python's own: 5 ms)."""
_COLLECT_AFTER = (50_000, 20, 20)
"""Records hold no cycles: looking through all of them for cycles is done seldom, for it stops both threads."""


def application() -> QApplication:
    """The one QApplication, dressed; made if there is none yet."""
    sys.setswitchinterval(_SWITCH_S)
    gc.set_threshold(*_COLLECT_AFTER)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("nq57desk")
    app.setApplicationDisplayName("")
    if app.findChild(QtWords) is None:
        app.installTranslator(QtWords(app))
    theme.dress(app)
    return app


def reports_folder(folder: Path | None) -> Path:
    """Where reports of faults are saved: beside the office's folder."""
    return (folder or paths.default_office()).parent / "su-co"


def make_window(folder: Path | None, as_of: date | None, preferences: Path | None = None) -> MainWindow:
    """The session and its frame, not yet shown; the office is opened once the frame stands.

    ``preferences`` is the file in which this machine remembers the user's window; without it nothing is remembered.
    """
    session = Session(reports_folder(folder), as_of, Preferences(preferences))
    window = MainWindow(session)
    if folder is not None:
        window.office_actions.new_folder = folder
    window.closing.connect(session.close)
    window.resize(1366, 697)
    window.comfort.begin()
    return window


def begin(window: MainWindow, folder: Path | None) -> None:
    """Open the office named, or the user's own; where there is none yet, offer the ways to begin."""
    chosen = folder or paths.default_office()

    def found(there: bool) -> None:
        if there:
            window.office_actions.open_office(chosen)
        else:
            window.office_actions.start()

    def look(_monitor: object) -> bool:
        from nq57desk import workspace

        return workspace.is_office(chosen)

    window.session.prepare(look, found)


def report_what_escapes(window: MainWindow) -> None:
    """An exception that nobody took ends in a saved report and one dialog; the window goes on."""

    def unforeseen(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        window.session.report_fault(error)

    sys.excepthook = unforeseen


def follow_handed_files(window: MainWindow, files: Sequence[Path], door: Door | None = None) -> HandedFiles:
    """Show the files that this start was given, once the office is open, and those that later starts hand over.

    ``door`` is held by this window; what comes there is taken also while no office is open.
    """

    def show(handed: tuple[Path, ...]) -> None:
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        window.take_files(handed)

    window.office_actions.bringing_in.wait(files)
    handed = HandedFiles(show, window)

    def opened() -> None:
        office = window.session.office
        if office is not None:
            handed.follow(office.folder, mine=office.holder is None)

    window.session.opened.connect(opened)
    if door is not None:
        HandedFiles(show, window).follow(door.folder, mine=True)
    return handed


def run_window(folder: Path | None, as_of: date | None, files: Sequence[Path] = ()) -> int:
    """Show the window until it is closed; the process's exit status. ``files`` are shown once the office is open."""
    app = application()
    own = paths.default_office()
    if hand_over(folder or own, files):
        return 0
    door = Door(own.parent) if folder is None else None
    if door is not None and not door.take():
        if hand_over(door.folder, files, AT_THE_DOOR_S):
            return 0
        door = None
    window = make_window(folder, as_of, own.with_name("cua-so.json"))
    report_what_escapes(window)
    follow_handed_files(window, files, door)
    DayCare(window.session, window).damaged.connect(window.office_actions.offer_saving)
    room = app.primaryScreen().availableSize()
    if window.session.preferences.get("window"):
        window.show()
    else:
        window.resize(window.size().boundedTo(room))
        window.showMaximized()
    QTimer.singleShot(0, lambda: begin(window, folder))
    return app.exec()
