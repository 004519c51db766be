"""What ``bench_desk`` runs in a process of its own: takes the office's folder, prints kind, name, ours and floor."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import cast

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView, QTableWidget, QWidget

from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases.edits import edit_task
from nq57desk.workspace import DATABASE
from tests.benchmarks.desk_floors import PlainModel, first_paint, like_and_fill, query, repaint
from tests.benchmarks.desk_window import Watched

ROUNDS = 5
TYPED = "kết nối 19"
PROGRESS = ("SELECT * FROM plan", "SELECT * FROM section", "SELECT * FROM task", "SELECT * FROM progress_update")
MEASURED = ("SELECT * FROM indicator", "SELECT * FROM indicator_value")
READ = {
    "overview": (*PROGRESS, *MEASURED),
    "tasks": ("SELECT * FROM plan", "SELECT * FROM section", "SELECT id, position FROM task ORDER BY position"),
    "month": PROGRESS,
    "indicators": ("SELECT * FROM plan", "SELECT * FROM section", *MEASURED),
    "exchange": ("SELECT * FROM made_bundle",),
    "settings": ("SELECT * FROM setting",),
}
Row = tuple[str, str, float, float]


def _page(watched: Watched, name: str) -> QWidget:
    watched.open(name)
    return watched.window.pages[name]


def searching(watched: Watched, file: Path) -> Iterator[Row]:
    """Each key of a search, from the key to the found rows on the screen."""
    page = cast(TasksPage, _page(watched, "tasks"))
    table = QTableWidget(0, 4)
    table.resize(page.table.size())
    table.show()
    QTest.qWaitForWindowExposed(table)
    field, ours, floors = watched.window.search, [], []
    for _round in range(ROUNDS):
        field.clear()
        watched.until(lambda: page.model.order.tasks > len(TYPED))
        for at in range(len(TYPED)):
            typed = TYPED[: at + 1]
            began = perf_counter()
            field.insert(TYPED[at])
            watched.until(partial(_found, page, typed.strip()), quiet=False)
            ours.append(perf_counter() - began)
            watched.until(lambda: True)
            floors.append(like_and_fill(file, typed, table))
    table.close()
    field.clear()
    watched.until(lambda: True)
    yield "search", f"search, a key ({len(TYPED)} keys)", median(ours), median(floors)


def _found(page: TasksPage, typed: str) -> bool:
    return page.cells.search == typed and _shown(page)


def _shown(page: TasksPage) -> bool:
    """Whether every row in view is there, not only its place."""
    rows = range(page.table.rowAt(0), page.table.rowAt(page.table.viewport().height() - 1) + 1)
    return all(page.model.task(page.model.index(at, 0)) is not None for at in rows if page.model.order.ids[at])


def _plain(table: QTableView) -> QTableView:
    """A plain view of the same size over the same texts as the rows in view."""
    model = table.model()
    first = max(0, table.rowAt(0))
    texts = [
        [str(model.index(at, column).data() or "") for column in range(model.columnCount())]
        for at in range(first, min(model.rowCount(), first + 40))
    ]
    if not texts:
        raise SystemExit("there is no row to compare with")
    plain = QTableView()
    plain.setModel(PlainModel(texts))
    cast(PlainModel, plain.model()).setParent(plain)
    plain.resize(table.size())
    plain.show()
    QTest.qWaitForWindowExposed(plain)
    return plain


def _wheel(area: QAbstractScrollArea) -> None:
    """One notch of the wheel in the middle of a list."""
    place = QPointF(area.viewport().rect().center())
    far = QPointF(area.viewport().mapToGlobal(place.toPoint()))
    QApplication.sendEvent(
        area.viewport(),
        QWheelEvent(place, far, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip


def _silences(
    watched: Watched,
    name: str,
    table: QTableView,
    action: Callable[[], object],
    done: Callable[[], bool] = lambda: True,
) -> Row:
    plain, ours, floors = _plain(table), [], []
    watched.window.activateWindow()
    QTest.qWaitForWindowActive(watched.window)
    for _round in range(ROUNDS):
        ours.append(watched.silence(action, done))
        floors.append(repaint(plain))
    plain.close()
    return "silence", name, median(ours), median(floors)


def editing(watched: Watched) -> Iterator[Row]:
    """Scrolling and editing in the two long tables."""
    tasks = cast(TasksPage, _page(watched, "tasks"))

    def edit() -> None:
        task_id = tasks.model.task_id(tasks.model.index(5, 0))
        note = f"Ghi chú {perf_counter()}"
        watched.window.session.change(
            lambda desk, _monitor: edit_task(desk, task_id=task_id, changes={"note": note}, document="15/KH-UBND")
        )

    def page_down() -> None:
        QTest.keyClick(tasks.table, Qt.Key.Key_PageDown)

    yield _silences(watched, "longest silence, a task edited", tasks.table, edit)
    yield _silences(watched, "longest silence, wheel over the tasks", tasks.table, lambda: _wheel(tasks.table))
    yield _silences(watched, "longest silence, a page down the tasks", tasks.table, page_down)
    month = cast(MonthPage, _page(watched, "month"))
    grid = month.grid
    places = (at for at, line in enumerate(month.model.lines) if line.row is not None)

    typed: list[str] = []

    def type_percent() -> None:
        typed.append(month.model.lines[next(places)].key)
        grid.setFocus()
        grid.go_to(typed[-1], "percent")
        QTest.keyClicks(grid, "5")
        QTest.keyClick(cast(QWidget, QApplication.focusWidget()), Qt.Key.Key_Return)

    def month_down() -> None:
        QTest.keyClick(grid, Qt.Key.Key_PageDown)

    def saved() -> bool:
        return not month.model.waiting and month.model.text_of(typed[-1], "percent") == "5"

    yield _silences(watched, "longest silence, a month's cell typed", grid, type_percent, saved)
    yield _silences(watched, "longest silence, wheel over the month", grid, lambda: _wheel(grid))
    yield _silences(watched, "longest silence, a page down the month", grid, month_down)


def opening(watched: Watched, file: Path) -> Iterator[Row]:
    """Each page made, read and painted while no page is there yet; "cold": no records were kept from before."""
    for name, statements in READ.items():
        watched.open(name)
        ours, cold, floors = [], [], []
        for _round in range(ROUNDS):
            ours.append(watched.open(name))
            floors.append(first_paint() + query(file, statements))
            watched.forget()
            cold.append(watched.open(name))
        yield "page", f"page {name}", median(ours), median(floors)
        yield "page", f"page {name}, cold", median(cold), median(floors)


def main() -> None:
    """Measure everything in one window."""
    folder = Path(sys.argv[1])
    watched = Watched(folder)
    wanted = sys.argv[2:]
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "search": lambda: searching(watched, folder / DATABASE),
        "silence": lambda: editing(watched),
        "page": lambda: opening(watched, folder / DATABASE),
    }
    for name, part in parts.items():
        if not wanted or name in wanted:
            for row in part():
                print(*row, sep="\t", flush=True)
    watched.window.session.close()


if __name__ == "__main__":
    main()
