"""How the desk looks where a look can be told: nothing cut unsaid, nothing to press that cannot be done, no names on
a wall."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nq57desk.gui import theme
from nq57desk.gui.actions import CHANGING, ActionButton
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.overview import OverviewPage
from nq57desk.gui.pages.overview_words import asked
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.gui.widgets.plain import Choice, Empty, Table, push
from nq57desk.gui.widgets.told import Aside, resize_to
from nq57desk.usecases.overview import Asking
from nq57desk.usecases.task_grouping import Grouping
from tests.gui.conftest import Settle
from tests.gui.hands import parts, shown

LONG = "Kỳ tháng 02/2026 chưa mở. Số liệu các kỳ trước giữ nguyên. Bấm [Mở kỳ tháng 02/2026]; trạng thái chỉ là gợi ý."


def test_a_sentence_said_late_is_shown_whole(qtbot: QtBot) -> None:
    empty, stack = Empty("", push("Mở kỳ")), QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.addWidget(empty)
    stack.resize(1100, 500)
    stack.show()
    empty.words.setText(LONG)
    stack.setCurrentIndex(1)
    qtbot.waitUntil(empty.words.isVisible)
    assert empty.words.height() >= 2 * empty.words.fontMetrics().lineSpacing()


def test_a_line_that_does_not_fit_has_the_whole_behind_it(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    aside = Aside()
    outer = QVBoxLayout(whole)
    outer.addWidget(aside)
    aside.setText(LONG)
    whole.resize(220, 60)
    whole.show()
    whole.grab()
    assert LONG in aside.toolTip()
    aside.setText("35 nhiệm vụ")
    whole.grab()
    assert not aside.toolTip()


def test_a_heading_takes_two_lines_only_where_it_needs_them(qtbot: QtBot) -> None:
    table = Table("")
    qtbot.addWidget(table)
    narrow: tuple[Column[str], ...] = (Column("Thời hạn hoàn thành", str, 90), Column("TT", str, 0))
    model: RowsModel[str] = RowsModel(narrow, table)
    table.setModel(model)
    table.resize(500, 200)
    table.use_widths(narrow)
    two = table.horizontalHeader().height()
    table.use_widths((replace(narrow[0], width=190), narrow[1]))
    assert table.horizontalHeader().height() < two


def test_a_heading_of_three_lines_is_seen_whole(qtbot: QtBot) -> None:
    table = Table("bảng")
    qtbot.addWidget(table)
    table.resize(600, 200)
    rest: Column[str] = Column("TT", str, 0)
    heights = []
    for words in ("Hạn", "Thời gian triển khai", "Thời gian triển khai và hoàn thành", "Thời gian triển khai " * 9):
        first: Column[str] = Column(words, str, 110)
        columns = (first, rest)
        table.setModel(RowsModel(columns, table))
        table.use_widths(columns)
        heights.append(table.horizontalHeader().height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_a_chosen_line_of_a_tree_stands_where_it_stood(qtbot: QtBot) -> None:
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setHeaderHidden(True)
    for text in ("Một", "Hai"):
        item = QTreeWidgetItem([text])
        item.setCheckState(0, Qt.CheckState.Unchecked)
        tree.addTopLevelItem(item)
    tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    tree.resize(200, 80)
    tree.show()
    dark = []
    for chosen in (0, 1):
        tree.setCurrentItem(tree.topLevelItem(chosen))
        picture = tree.grab().toImage()
        row = tree.visualItemRect(tree.topLevelItem(0)).center().y() + 1
        dark.append([x for x in range(picture.width()) if picture.pixelColor(x, row).lightness() < 110])
    assert (dark[0][0], dark[0][-1]) == (dark[1][0], dark[1][-1])


@pytest.mark.parametrize("percent", [100, 150])
def test_a_dialog_is_never_larger_than_the_screen_or_the_window(qtbot: QtBot, percent: int) -> None:
    dialog = QWidget()
    qtbot.addWidget(dialog)
    theme.use_size(percent)
    try:
        resize_to(dialog, 5000, 4000)
    finally:
        theme.use_size(100)
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()


def test_a_list_cuts_its_words_before_the_arrow(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.addItem(LONG)
    choice.resize(160, 30)
    cut = choice.grab().toImage()
    choice.setItemText(0, "")
    bare = choice.grab().toImage()
    right = range(choice.width() - 26, choice.width() - 22)
    assert all(cut.pixelColor(x, y) == bare.pixelColor(x, y) for x in right for y in range(choice.height()))


def test_where_nothing_may_be_changed_there_is_no_button_for_it(window: MainWindow, settle: Settle) -> None:
    window.open_page("tasks")
    settle(window)
    assert [button for button in parts(window, ActionButton) if button.text().strip().startswith("Thêm nhiệm vụ")]
    window.comfort.use("names", "0")
    window.session.preferences.keep("wall_names", "0")
    window.comfort.toggle_leader()
    settle(window)
    for name in window.names():
        window.open_page(name)
        settle(window)
        words = {window.actions_by_name[each].text() for each in CHANGING}
        assert not words & {button.accessibleName() for button in parts(window, ActionButton)}


def test_a_wall_groups_by_bodies_and_never_by_leaders(window: MainWindow, settle: Settle) -> None:
    window.session.preferences.keep("wall_names", "0")
    window.session.preferences.keep("tasks.group", Grouping.LEADER.value)
    window.comfort.toggle_leader()
    settle(window)
    window.open_page("tasks")
    settle(window)
    page = shown(window, TasksPage)
    assert page.groups.chosen is Grouping.LEAD
    seen = set()
    for _press in Grouping:
        page.groups.go_on()
        seen.add(page.groups.chosen)
    assert Grouping.LEADER not in seen
    assert not page.detail.tabs.isTabVisible(1)


def test_what_waits_for_a_word_names_no_person_on_a_wall(window: MainWindow, settle: Settle) -> None:
    window.open_page("overview")
    settle(window)
    page = shown(window, OverviewPage)
    assert page.seen is not None
    waits = Asking("1", "9", "Danh mục", "Phó Chủ tịch Lê Thu Hà", "Công an phường", "Chờ Lê Thu Hà duyệt.", "Họp.")
    seen = replace(page.seen, asking=(waits,))
    assert asked(seen, named=True) == (waits,)
    (told,) = asked(seen, named=False)
    assert told.difficulty == "Chờ … duyệt."
    assert told.proposal == "Họp."


def test_the_band_offers_no_deleting_where_one_only_looks(window: MainWindow, settle: Settle) -> None:
    window.session.preferences.keep("wall_names", "0")
    assert not window.band.delete.isHidden()
    window.comfort.toggle_leader()
    settle(window)
    assert window.band.delete.isHidden()
    assert window.band.findChildren(QLabel)
