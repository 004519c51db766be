"""Tổng quan by keys: the month's way, the lists behind figures and charts, chart and table, the leader's view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot

from nq57desk.domain.sending import SentState, Unanswered
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.gui.pages.overview import OverviewPage
from nq57desk.gui.pages.overview_words import path_chart
from nq57desk.gui.pages.settings_second_place import SecondPlacePart
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import overview as reading
from nq57desk.usecases.overview_paper import save_overview
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown


def _page(window: MainWindow, settle: Settle) -> OverviewPage:
    window.open_page("overview")
    settle(window)
    return shown(window, OverviewPage)


def test_figures_and_titles_say_what_was_found(window: MainWindow, settle: Settle) -> None:
    page = _page(window, settle)
    assert page.seen is not None
    assert page.figures["late"].value == str(len(page.seen.board.late))
    worst = page.seen.bodies.bars[0]
    assert page.who.title.text() == f"{worst.name}: {worst.late} nhiệm vụ quá hạn"
    assert [step.name for step in page.seen.steps] == ["open", "update", "close", "sign", "bundle", "receipt"]
    assert [step.state for step in page.seen.steps].count("now") == 1
    QAbstractItemModelTester(page.late_model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_bar_opens_the_list_behind_it(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle)
    assert page.seen is not None
    page.who.picture.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    assert "quá hạn" in page.who.picture.accessibleDescription()
    press(qtbot, window, Qt.Key.Key_Return)
    worst = page.seen.bodies.bars[0]
    assert worst.name in page.list_title.text()
    assert {row.task.id for row in page.late_model.rows} == set(page.seen.waiting[worst.name])
    assert page.late_table.hasFocus()
    wanted = page.late_model.rows[0].task.id
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    current = shown(window, TasksPage).current()
    assert current is not None
    assert current.id == wanted


def test_a_month_opens_what_is_due_in_it_and_esc_goes_back(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle)
    page.due.picture.setFocus()
    press(qtbot, window, Qt.Key.Key_End)
    press(qtbot, window, Qt.Key.Key_Return)
    assert "tháng 12/2026" in page.list_title.text()
    assert all(row.task.meaning.last_day and row.task.meaning.last_day.month == 12 for row in page.late_model.rows)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert page.board is not None
    assert page.late_model.rows == page.board.late


def test_charts_turn_into_tables_with_the_same_figures(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle)
    page.who.picture.setFocus()
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    assert page.who.as_table
    assert page.due.as_table
    assert page.seen is not None
    model = page.who.table.model()
    assert model.rowCount() == len(page.seen.bodies.bars)
    assert model.index(0, 1).data() == str(page.seen.bodies.bars[0].late)
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    assert not page.who.as_table


def test_the_next_step_leads_to_its_page(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle)
    page.next.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    settle(window)
    assert window.current == "month"


def test_a_picture_for_a_message(window: MainWindow, settle: Settle) -> None:
    page = _page(window, settle)
    page.copy_picture()
    picture = QApplication.clipboard().image()
    assert picture.width() >= page.width()


def test_one_page_on_paper_is_the_same_each_time(office: Path, tmp_path: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        first = save_overview(desk, path=tmp_path / "one.pdf").read_bytes()
        again = save_overview(desk, path=tmp_path / "two.pdf").read_bytes()
    assert first == again
    assert first.startswith(b"%PDF")
    assert first.count(b"/Type /Page\n") == 1


def test_the_month_s_way_goes_on_as_things_are_done(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        seen = reading.overview(desk)
        assert not reading.signed(desk, seen.board.period.code)
        reading.tick_signed(desk, period=seen.board.period.code)
        assert reading.signed(desk, seen.board.period.code)
        assert seen.next_step is not None
        assert seen.next_step.name in ("open", "update")


def test_the_leader_sees_who_is_responsible_and_changes_nothing(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_F11)
    settle(window)
    page = shown(window, OverviewPage)
    settle(window)
    assert page.leader
    assert not page.way.isVisible()
    assert page.asking_table.isVisible()
    assert page.seen is not None
    assert page.who.title.text() == page.seen.bodies.title
    assert not window.actions_by_name["import"].isEnabled()
    question = shown(window, Question)
    press(qtbot, question, Qt.Key.Key_Return)
    settle(window)
    assert window.session.preferences.get("wall_names") == "0"
    for name in ("tasks", "month"):
        window.open_page(name)
        settle(window)
        seen = [each.text() for each in parts(window, QLabel)]
        for table in parts(window, QTableView):
            model = table.model()
            seen += [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
        assert not [text for text in seen if "Lãnh đạo phụ trách" in text or "Phó Chủ tịch" in text]
    press(qtbot, window, Qt.Key.Key_F11)
    settle(window)
    assert window.current == "tasks"
    assert window.actions_by_name["import"].isEnabled()


def test_persons_are_named_on_the_wall_only_where_somebody_said_so(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    for asked in (1, 0):
        press(qtbot, window, Qt.Key.Key_F11)
        settle(window)
        questions = parts(window, Question)
        assert len(questions) == asked
        for question in questions:
            question.verb_button.click()
            settle(window)
        page = shown(window, OverviewPage)
        assert page.seen is not None
        assert page.who.title.text() == page.seen.leaders.title
        press(qtbot, window, Qt.Key.Key_F11)
        settle(window)


@pytest.mark.parametrize(("day", "said"), [(10, ""), (11, "còn 3 ngày"), (14, "hôm nay"), (17, "quá hạn gửi 3 ngày")])
def test_the_due_day_is_reminded_of_from_the_day_set(window: MainWindow, settle: Settle, day: int, said: str) -> None:
    page = _page(window, settle)
    assert page.seen is not None
    near = replace(page.seen, board=replace(page.seen.board, today=date(2026, 11, day)))
    assert near.reminding == bool(said)
    page.show_overview(near)
    assert ("Nhắc" in page.aside.text()) == bool(said)
    assert said in page.aside.text()
    points = [point.words for point in path_chart(near).points if point.state == "now"]
    assert ["·" in words for words in points] == [bool(said)]


def test_a_receipt_that_is_missing_is_spoken_of_until_it_comes(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = _page(window, settle)
    assert page.seen is not None
    assert not page.unanswered.isVisible()
    late = [Unanswered(f"2026-{at}", DAY, 40 - at, "d", 2, SentState.HANDED_OVER) for at in (10, 9)]
    page.show_overview(replace(page.seen, without_receipt=tuple(late)))
    assert page.unanswered.text.text() == (
        "Kỳ tháng 10/2026 chưa được thành phố xác nhận: gói lần 2 đã chuyển, chưa có biên nhận; "
        "quá hạn gửi 30 ngày. Còn 1 kỳ trước cũng vậy."
    )
    assert page.unanswered.button in page.regions()
    page.unanswered.button.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    settle(window)
    assert shown(window, ExchangePage).isVisible()
    page.show_overview(replace(page.seen, without_receipt=()))
    assert page.unanswered.isHidden()


def test_the_second_place_is_spoken_of_until_it_was_copied_to(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle)
    office = window.session.office
    assert office is not None
    assert not page.second.isVisible()
    window.session.office = replace(office, second_due=True)
    window.session.stepped.emit()
    assert page.second.isVisible()
    assert "nơi thứ hai" in page.second.text.text()
    assert page.second.button in page.regions()
    page.second.button.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    settle(window)
    assert window.current == "settings"
    assert shown(window, SecondPlacePart).isVisible()
    window.session.office = replace(office, second_due=True, read_only=True)
    window.session.stepped.emit()
    assert page.second.isHidden()
    window.session.office = office
    window.session.stepped.emit()
    assert page.second.isHidden()
