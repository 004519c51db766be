"""What was copied stays on the clipboard, and the program ends quietly with it there."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nq57desk.gui import clipboard

_COPY_AND_END = """
from PySide6.QtWidgets import QApplication
from nq57desk.gui import clipboard
app = QApplication([])
clipboard.put("a", "<b>a</b>")
raise SystemExit(0)
"""


def test_a_block_is_put_there_as_text_and_as_a_table(qtbot: QtBot) -> None:
    clipboard.put("một\thai", "<table><tr><td>một</td><td>hai</td></tr></table>")
    there = QGuiApplication.clipboard().mimeData()
    assert sorted(there.formats()) == ["text/html", "text/plain"]
    assert (there.text(), there.html().count("<td>")) == ("một\thai", 2)
    qtbot.wait(1)


def test_a_program_that_copied_ends_without_a_crash() -> None:
    """An object made in Python was destroyed after Python, status 139, wherever Qt keeps the clipboard itself."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", _COPY_AND_END], env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
