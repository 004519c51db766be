"""Painting: what is kept of cells follows their data, only what changed is painted, and nothing is kept without end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.rows import Column, RowsModel, runs
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.gui.widgets.cell_looks import _LOOKS, _ROWS, _TEXTS, Writer
from nq57desk.gui.widgets.cells import Cells
from nq57desk.gui.widgets.found_cells import FoundCells
from nq57desk.gui.widgets.grid import Grid
from nq57desk.gui.widgets.marked_parts import MARKER, inside
from nq57desk.gui.widgets.plain import Table
from nq57desk.usecases.edits import edit_task
from tests.gui.conftest import Settle
from tests.gui.grid_hands import page_of

LONG = "Số hóa hồ sơ thủ tục hành chính, kết nối cơ sở dữ liệu dùng chung của phường"


class Painted(QObject):
    """Notes what is painted of a viewport."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.heights: list[int] = []
        viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note it."""
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self.heights.append(event.region().boundingRect().height())
        return False


def _table(qtbot: QtBot, rows: list[str]) -> tuple[Table, RowsModel[str]]:
    model: RowsModel[str] = RowsModel((Column("Nhiệm vụ", lambda row: row, 0), Column("Dài", lambda row: row * 2, 200)))
    table = Table("Nhiệm vụ")
    table.setModel(model)
    model.setParent(table)
    model.show(rows)
    table.use_widths(model.columns)
    table.resize(700, 400)
    qtbot.addWidget(table)
    table.show()
    qtbot.waitExposed(table)
    return table, model


def _picture(table: Table) -> QImage:
    return table.viewport().grab().toImage()


def test_a_kept_cell_follows_its_data(qtbot: QtBot) -> None:
    table, model = _table(qtbot, [LONG, "hai", "ba"])
    before = _picture(table)
    assert _picture(table) == before
    model.replace_row(1, "khác hẳn")
    after = _picture(table)
    assert after != before
    model.replace_row(1, "hai")
    assert _picture(table) == before


def test_a_kept_cell_follows_font_and_width(qtbot: QtBot) -> None:
    table, _model = _table(qtbot, [LONG, "hai"])
    before = _picture(table)
    larger = QFont(table.font())
    larger.setPointSizeF(larger.pointSizeF() * 1.5)
    usual = QFont(table.font())
    table.setFont(larger)
    assert _picture(table) != before
    table.setFont(usual)
    assert _picture(table) == before
    table.setColumnWidth(1, 90)
    assert _picture(table) != before


def test_what_is_kept_is_bounded(qtbot: QtBot) -> None:
    table, model = _table(qtbot, [f"{LONG} {n}" for n in range(3 * _TEXTS)])
    cells = table.itemDelegate()
    assert isinstance(cells, Cells)
    _picture(table)
    writer = cells.kept.writer
    assert isinstance(writer, Writer)
    for at in range(2 * _TEXTS):
        cells.prepare(model.index(at, 0), table.visualRect(model.index(0, 0)).size())
    assert len(cells.kept._rows) == _ROWS
    assert len(writer._known) == _TEXTS
    assert len(writer._looks) == _LOOKS


def _marked(picture: QImage) -> set[int]:
    """The lines of pixels in which something stands out."""
    marker = QColor(MARKER).rgb()
    return {y for y in range(picture.height()) for x in range(picture.width()) if picture.pixel(x, y) == marker}


def test_what_was_found_stands_out_in_each_line_and_follows_the_search(qtbot: QtBot) -> None:
    table, model = _table(qtbot, [LONG, "hai", f"{LONG} {LONG}"])
    cells = FoundCells(table)
    table.setItemDelegate(cells)
    before = _picture(table)
    assert _marked(before) == set()
    cells.search = "so hoa"
    table.viewport().update()
    found = _marked(_picture(table))
    height = table.rowHeight(0)
    assert {y // height for y in found} == {0, 2}
    cells.search = "hai"
    model.show(model.rows)
    assert {y // height for y in _marked(_picture(table))} == {1}
    cells.search = ""
    model.show(model.rows)
    assert _picture(table) == before


def test_parts_over_the_end_of_a_line_stand_out_in_both() -> None:
    assert list(inside(((3, 4), (10, 2)), 0, 5)) == [(3, 5)]
    assert list(inside(((3, 4), (10, 2)), 5, 12)) == [(5, 7), (10, 12)]
    assert list(inside((), 0, 5)) == []


def test_rows_beside_wait_while_a_search_is_typed(qtbot: QtBot) -> None:
    table, model = _table(qtbot, [f"{LONG} {n}" for n in range(200)])
    cells = table.itemDelegate()
    assert isinstance(cells, Cells)
    table.ahead.typing = True
    model.show(model.rows)
    _picture(table)
    last = table.rowAt(table.viewport().height() - 1)
    size = table.visualRect(model.index(last + 3, 0)).size()
    assert table.ahead._timer.remainingTime() > 20
    assert cells.kept.find(last + 3, 0, size.width(), size.height()) is None
    qtbot.waitUntil(lambda: cells.kept.find(last + 3, 0, size.width(), size.height()) is not None, timeout=3000)
    table.verticalScrollBar().setValue(table.rowHeight(0))
    assert not table.ahead.typing


def test_the_next_screen_is_laid_out_before_it_is_seen(qtbot: QtBot) -> None:
    table, model = _table(qtbot, [f"{LONG} {n}" for n in range(200)])
    cells = table.itemDelegate()
    assert isinstance(cells, Cells)
    last = table.rowAt(table.viewport().height() - 1)
    size = table.visualRect(model.index(last + 3, 0)).size()
    qtbot.waitUntil(lambda: cells.kept.find(last + 3, 0, size.width(), size.height()) is not None, timeout=3000)
    assert last + 3 < model.rowCount()


def test_a_cell_replayed_looks_as_if_painted_directly() -> None:
    """A line written down and replayed stands where Qt itself would paint it."""
    text, font, pictures = "Phường Sao Mai, gỹ", QApplication.font(), []
    for replayed in (True, False):
        picture = QImage(300, 42, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        if replayed:
            model: RowsModel[str] = RowsModel((Column("Tên", lambda row: row),))
            model.show([text])
            option = QStyleOptionViewItem()
            for name, value in (("rect", picture.rect()), ("font", font)):
                setattr(option, name, value)
            Cells().paint(painter, option, model.index(0, 0))
        else:
            painter.setFont(font)
            painter.setPen(QColor("#1B1F24"))
            metrics = painter.fontMetrics()
            top = 2 + (38 - metrics.lineSpacing() + 1) / 2
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(6, top, 288, metrics.height()), middle, text)
        painter.end()
        pictures.append(picture)
    assert pictures[0] == pictures[1]


def test_an_edited_task_paints_its_row_only(window: MainWindow, settle: Settle) -> None:
    window.open_page("tasks")
    settle(window)
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    at = next(row for row, each in enumerate(page.model.order.ids) if each)
    task_id = page.model.order.ids[at]
    watch = Painted(page.table.viewport())
    changed: list[tuple[int, int]] = []
    page.model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    window.session.change(lambda desk, _monitor: edit_task(desk, task_id=task_id, changes={"note": "Ghi chú mới"}))
    settle(window)
    assert changed == [(at, at)]
    assert watch.heights
    assert max(watch.heights) <= page.table.rowHeight(at) + 2
    row = page.model.task(page.model.index(at, 0))
    assert row is not None
    assert row.note == "Ghi chú mới"


def test_scrolling_paints_only_what_is_new(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    window.resize(1366, 500)
    settle(window)
    bar = page.grid.verticalScrollBar()
    assert bar.maximum() > 40
    left, right = Painted(page.grid.frozen.viewport()), Painted(page.grid.viewport())
    bar.setValue(40)
    settle(window)
    assert left.heights == right.heights == [40]


def test_runs_of_neighbours() -> None:
    assert runs([]) == []
    assert runs([3]) == [(3, 3)]
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]


def test_an_edge_dragged_is_remembered(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    header, at = page.grid.horizontalHeader(), page.model.column_of("result")
    assert at is not None
    before = header.sectionSize(at)
    edge = QPoint(header.sectionViewportPosition(at) + before - 1, header.height() // 2)
    _drag(header, edge, edge + QPoint(45, 0))
    assert header.sectionSize(at) > before + 30
    wide = header.sectionSize(at)
    QTest.qWait(400)
    assert f"{at}:" in page.grid.widths.text()
    window.rebuild("month")
    settle(window)
    again = page_of(window, settle)
    assert abs(again.grid.columnWidth(at) - wide) <= 1


def _drag(header: QHeaderView, start: QPoint, end: QPoint) -> None:
    handle, left = header.window().windowHandle(), Qt.MouseButton.LeftButton
    first, last = (header.viewport().mapTo(header.window(), place) for place in (start, end))
    plain = Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(handle, first)
    QTest.mousePress(handle, left, plain, first)
    QTest.mouseMove(handle, last)
    QTest.mouseRelease(handle, left, plain, last)
    QApplication.processEvents()


def test_a_double_click_on_an_edge_fits_the_column(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    at = page.model.column_of("difficulty")
    assert at is not None
    before = page.grid.columnWidth(at)
    page.grid.horizontalHeader().sectionHandleDoubleClicked.emit(at)
    assert page.grid.columnWidth(at) < before
    page.handlers["usual_columns"]()
    assert page.grid.columnWidth(at) == before
    names = page.grid.columnWidth(2)
    page.grid.frozen.horizontalHeader().sectionHandleDoubleClicked.emit(3)
    assert page.grid.columnWidth(3) == page.grid.frozen.columnWidth(3)
    assert names > 0


def test_the_percent_column_can_be_hidden_by_keys_and_comes_back(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    at = page.model.column_of("percent")
    assert at is not None
    key = page.model.lines[1].key
    page.grid.go_to(key, "percent")
    window.run_action("percent_column")
    assert page.grid.isColumnHidden(at)
    assert page.grid.currentIndex().column() != at
    assert window.actions_by_name["percent_column"] in window.menus["view"].actions()
    QTest.qWait(400)
    window.rebuild("month")
    settle(window)
    again = page_of(window, settle)
    assert again.grid.isColumnHidden(at)
    menu = again.grid.widths.menu(at)
    shown = next(action for action in menu.actions() if action.isCheckable())
    assert not shown.isChecked()
    shown.trigger()
    assert not again.grid.isColumnHidden(at)
    window.run_action("percent_column")
    assert again.grid.go_to(key, "percent")
    assert not again.grid.isColumnHidden(at)
    menu.deleteLater()


def test_choosing_with_the_mouse_scrolls_on(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = page_of(window, settle)
    window.resize(1366, 500)
    settle(window)
    grid: Grid = page.grid
    assert grid.verticalScrollBar().value() == 0
    target, seen = grid.viewport(), grid.rowAt(grid.viewport().height() - 1)
    place = grid.visualRect(page.model.index(1, 8)).center()
    below = QPoint(place.x(), target.height() + 30)
    for kind, at, button in (
        (QEvent.Type.MouseButtonPress, place, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, place + QPoint(0, 50), Qt.MouseButton.NoButton),
        (QEvent.Type.MouseMove, below, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, QPointF(at), QPointF(target.mapToGlobal(at)), button, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(target, event)
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() > 60, timeout=3000)
    event = QMouseEvent(QEvent.Type.MouseButtonRelease, QPointF(below), QPointF(target.mapToGlobal(below)),
                        Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(target, event)
    stopped = grid.verticalScrollBar().value()
    QTest.qWait(120)
    assert grid.verticalScrollBar().value() == stopped
    rows = {index.row() for index in grid.selectionModel().selectedIndexes()}
    assert max(rows) > seen
    assert rows == set(range(min(rows), max(rows) + 1))
