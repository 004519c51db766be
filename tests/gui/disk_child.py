"""A window in a process of its own whose disk fails while a clerk types; run by :mod:`tests.gui.test_disk_faults`.

``python -m tests.gui.disk_child FOLDER full|gone`` prints one JSON object of what was seen.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui import app as desk_app
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.month import MonthPage
from nq57desk.usecases import history
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY
from tests.gui.disk_child_texts import TEXTS

_PATIENCE = 60.0


def settle(window: MainWindow) -> None:
    """Until nothing asked for is unanswered.

    Raises:
        TimeoutError: it does not come to rest.
    """
    end, quiet = time.monotonic() + _PATIENCE, 0
    while quiet < 8:
        QApplication.processEvents()
        time.sleep(0.01)
        quiet = 0 if window.session.busy else quiet + 1
        if time.monotonic() > end:
            raise TimeoutError("window")


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """No file of this process may grow any more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = folder / "nq57.db-wal"
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size if log.exists() else 0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def gone(folder: Path) -> Iterator[None]:
    """The stick is pulled out: the folder is away, and what was open on it answers nothing ever again."""
    away = folder.with_name("away")
    dead = os.open("/", os.O_RDONLY)
    for link in list(Path("/proc/self/fd").iterdir()):
        try:
            target = link.readlink()
        except OSError:
            continue
        if str(target).startswith(str(folder / "nq57.db")):
            os.dup2(dead, int(link.name))
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


def type_in(page: MonthPage, key: str, text: str) -> None:
    """Open the cell with a key, type, leave it with Enter."""
    page.grid.go_to(key, "result")
    page.grid.open_cell()
    editor = page.grid.cells.open_editor()
    assert editor is not None
    editor.insert(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def main() -> int:
    """Type into two cells while the disk fails, look, let it work again, press [Lưu lại], look again."""
    folder, fault = Path(sys.argv[1]), sys.argv[2]
    desk_app.application()
    window = desk_app.make_window(folder.with_name("new"), DAY)
    faults: list[str] = []
    window.session.fault.connect(lambda error, _path: faults.append(repr(error)))
    window.show()
    window.office_actions.open_office(folder)
    settle(window)
    window.open_page("month")
    settle(window)
    page = window.page("month")
    assert isinstance(page, MonthPage)
    keys = [line.key for line in page.model.lines if line.row is not None][:2]
    with {"full": full, "gone": gone}[fault](folder):
        for key, text in zip(keys, TEXTS, strict=True):
            type_in(page, key, text)
            settle(window)
        window.run_action("keep")
        settle(window)
        seen: dict[str, object] = {
            "said": page.notice.text,
            "button": page.notice.verb.text() if page.notice.verb.isVisible() else "",
            "on_screen": [page.model.text_of(key, "result") for key in keys],
            "status": window.status.words.text(),
        }
    page.notice.verb.click()
    settle(window)
    window.run_action("keep")
    settle(window)
    seen |= {
        "after": page.notice.text if page.notice.isVisible() else "",
        "status_after": window.status.words.text(),
        "faults": faults,
    }
    window.close()
    with open_desk(folder, as_of=DAY) as desk:
        seen["recorded"] = sorted(update.result for update in desk.store.all(ProgressUpdate))
        seen["whole"] = not history.check(desk)
    print(json.dumps(seen, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
