"""The floors that the desk is measured against: plain Qt and plain sqlite3, the way their documentation shows."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QTableWidget, QTableWidgetItem

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.time() - float(sys.argv[1]))
        app.exit()
app = QApplication([])
window = Window()
window.resize(1366, 697)
window.show()
app.exec()
"""


def first_paint() -> float:
    """Seconds from the start of a program that has nothing but an empty QMainWindow to that window's first paint."""
    began = str(time())
    done = subprocess.run([sys.executable, "-c", EMPTY, began], capture_output=True, text=True, check=True, timeout=60)
    return float(done.stdout)


def query(file: Path, statements: Sequence[str]) -> float:
    """Seconds for sqlite3 to open the database and fetch every row of these statements."""
    began = perf_counter()
    database = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    for statement in statements:
        database.execute(statement).fetchall()
    took = perf_counter() - began
    database.close()
    return took


def like_and_fill(file: Path, text: str, table: QTableWidget) -> float:
    """Seconds for an unindexed LIKE over the tasks, and to fill and paint the rows in view of a plain table."""
    database = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    began = perf_counter()
    found = database.execute(
        "SELECT number, name, lead, deadline FROM task WHERE deleted = 0 AND name LIKE ?", (f"%{text}%",)
    ).fetchall()
    table.setRowCount(len(found))
    for at in range(min(len(found), table.viewport().height() // table.rowHeight(0) + 1 if found else 0)):
        for column, value in enumerate(found[at]):
            table.setItem(at, column, QTableWidgetItem(value))
    table.viewport().repaint()
    took = perf_counter() - began
    database.close()
    return took


class PlainModel(QAbstractTableModel):
    """The texts of one screen, given from Python."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() or not self.rows else len(self.rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text."""
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def repaint(view: QTableView) -> float:
    """Seconds for a plain view to repaint its screen."""
    began = perf_counter()
    view.viewport().repaint()
    return perf_counter() - began
