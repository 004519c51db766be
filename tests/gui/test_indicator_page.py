"""The indicators beyond their cells: the panel's two texts, why there is no figure, added by hand, a leader's order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nq57desk.domain.indicators import Indicator, IndicatorValue, Measure
from nq57desk.domain.plan import Appendix, AppendixKind
from nq57desk.errors import Refused
from nq57desk.gui import theme
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.usecases import indicator_edits, papers, value_edits
from nq57desk.usecases.changing import apply_records, deletion, proposed
from nq57desk.usecases.task_list import plans
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, indicators_of, key, text, values
from tests.gui.hands import CONTROL, press, shown, typed


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> IndicatorsPage:
    return indicators_of(window, settle)


def test_the_panel_fills_in_source_and_explanation(
    page: IndicatorsPage, window: MainWindow, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    text(page, "83,2")
    key(page, Qt.Key.Key_Return)
    page.grid.go_to(first, "actual")
    for name, words in (("source", "Cổng dịch vụ công"), ("explanation", "Số tạm tính")):
        field = page.panel.texts[name]
        assert field.isEnabled()
        field.setFocus()
        typed(field, words)
    QTest.keyClick(page.panel.texts["explanation"], Qt.Key.Key_Escape)
    assert page.grid.hasFocus()
    settle(window)
    found = values(office)[first]
    assert (str(found.actual), found.source, found.explanation) == ("83.2", "Cổng dịch vụ công", "Số tạm tính")
    assert page.panel.texts["source"].toPlainText() == "Cổng dịch vụ công"
    second = next(line.key for line in page.model.lines if line.key != first)
    page.grid.go_to(second, "actual")
    assert page.panel.texts["source"].toPlainText() == ""


def test_the_heading_says_what_kind_of_figure_is_wanted(bare_window: MainWindow, office: Path, settle: Settle) -> None:
    with open_desk(office, as_of=DAY) as desk:
        found = desk.store.all(Indicator)
        apply_records(desk, "edit", [proposed(replace(one, measure=Measure.AMOUNT)) for one in found])
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    bare_window.open_page("indicators")
    settle(bare_window)
    page = shown(bare_window, IndicatorsPage)
    at = page.model.column_of("actual") or 0

    def heading() -> str:
        return str(page.model.headerData(at, Qt.Orientation.Horizontal))

    assert heading().endswith("\nTrong kỳ")
    assert "số ghi từng kỳ là số trong kỳ" in page.panel.facts.text()
    one = [replace(found[0], measure=Measure.VALUE)]
    bare_window.session.change(lambda desk, _m: apply_records(desk, "edit", [proposed(each) for each in one]))
    settle(bare_window)
    assert heading().endswith("\nLũy kế hoặc trong kỳ")


def test_every_figure_as_of_the_months_end_is_said_so(page: IndicatorsPage) -> None:
    at = page.model.column_of("actual") or 0
    assert str(page.model.headerData(at, Qt.Orientation.Horizontal)).endswith("\nLũy kế")


def test_zero_is_a_value_and_no_value_asks_why(
    page: IndicatorsPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = cell(page)[0]
    text(page, "0")
    key(page, Qt.Key.Key_Return, CONTROL)
    second = cell(page)[0]
    assert second != first
    press(qtbot, window, Qt.Key.Key_K, CONTROL)
    sheet = shown(window, Sheet)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    assert sheet.form.error("reason")
    typed(sheet.form.inputs["reason"], "Chưa có kết quả khảo sát")
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert cell(page)[0] not in (first, second)
    found = values(office)
    assert found[first].actual == 0
    assert (found[second].actual, found[second].explanation) == (None, "Chưa có kết quả khảo sát")
    assert page.aside.text().startswith("1/20 có số liệu")
    page.grid.go_to(first, "actual")
    window.run_action("nothing_arose")
    assert "đã có số liệu kỳ này" in page.notice.text
    assert window.actions_by_name["nothing_arose"].text() == "Vì sao chưa có số liệu…"
    window.open_page("month")
    assert window.actions_by_name["nothing_arose"].text() == "Không phát sinh"


def test_one_reason_for_several_indicators(
    page: IndicatorsPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    for _step in range(2):
        key(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.grid.chosen_keys()
    assert len(chosen) == 3
    press(qtbot, window, Qt.Key.Key_K, CONTROL)
    sheet = shown(window, Sheet)
    assert "3 chỉ tiêu" in sheet.heading.text()
    typed(sheet.form.inputs["reason"], "Số liệu có theo quý")
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert {key: one.explanation for key, one in values(office).items()} == dict.fromkeys(chosen, "Số liệu có theo quý")
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert values(office) == {}


def test_numbers_are_typed_the_vietnamese_way(
    page: IndicatorsPage, window: MainWindow, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    keypad = Qt.KeyboardModifier.KeypadModifier
    QTest.keyClick(page.grid, Qt.Key.Key_9, keypad)
    for which in (Qt.Key.Key_8, Qt.Key.Key_Period, Qt.Key.Key_2):
        QTest.keyClick(page.grid.cells.open_editor() or page.grid, which, keypad)
    QTest.keyClick(page.grid.cells.open_editor() or page.grid, Qt.Key.Key_Enter, keypad)
    second = cell(page)[0]
    text(page, "1.234")
    key(page, Qt.Key.Key_Return)
    settle(window)
    found = values(office)
    assert str(found[first].actual) == "98.2"
    assert found[second].actual == 1234
    at = page.model.place(second)
    assert at is not None
    assert page.model.data(page.model.index(at, page.model.column_of("actual") or 0)) == "1.234"


def test_the_keypads_point_opens_a_cell_as_a_comma(page: IndicatorsPage) -> None:
    QTest.keyClick(page.grid, Qt.Key.Key_Period, Qt.KeyboardModifier.KeypadModifier)
    editor = page.grid.cells.open_editor()
    assert editor is not None
    assert editor.text() == ","
    key(page, Qt.Key.Key_Escape)


def measure(period: str, cells: list[value_edits.ValueEdit], desk: Desk, _monitor: object) -> object:
    return value_edits.set_values(desk, period=period, cells=cells)


def test_the_bar_and_the_months_are_drawn_and_gaps_stay_gaps(
    page: IndicatorsPage, window: MainWindow, settle: Settle
) -> None:
    first = cell(page)[0]
    for period, figure in (("2026-08", "40"), ("2026-11", "98,2")):
        cells = [value_edits.ValueEdit(first, "actual", figure)]
        window.session.change(partial(measure, period, cells))
    settle(window)
    page.grid.go_to(first, "actual")
    drawing = page.panel.drawing
    assert "2 kỳ có số liệu" in drawing.accessibleName()
    picture = drawing.grab().toImage()
    colours = [picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())]
    assert theme.CHART_AMBER in colours
    assert QColor(theme.CHART_BLUE).name().upper() in colours
    assert QColor(theme.CHART_GREY).name().upper() in colours
    base = picture.height() - 12
    blue = [x for x in range(picture.width()) if picture.pixelColor(x, base).name().upper() == theme.CHART_BLUE]
    grey = [x for x in range(picture.width()) if picture.pixelColor(x, base).name().upper() == theme.CHART_GREY]
    assert blue
    assert grey
    assert min(blue) - max(grey) > theme.px(28)


def test_an_empty_page_offers_both_ways_and_one_is_added(
    bare_window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        lists = [one for one in desk.store.all(Appendix) if one.kind is not AppendixKind.TASKS]
        measured = [deletion(one) for one in desk.store.all(Indicator)]
        apply_records(desk, "delete", [*measured, *(deletion(one) for one in lists)])
    window = bare_window
    window.office_actions.open_office(office)
    settle(window)
    window.open_page("indicators")
    settle(window)
    page = shown(window, IndicatorsPage)
    assert "chưa có chỉ tiêu" in page.empty.words.text()
    assert page.add_button.isVisible()
    assert page.add_button in page.regions()
    window.activateWindow()
    page.add_button.setFocus()
    QTest.keyClick(page.add_button, Qt.Key.Key_Space)
    settle(window)
    sheet = shown(window, Sheet)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    assert sheet.form.error("name")
    typed(sheet.form.inputs["name"], "Số hộ dân có mã QR")
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert "văn bản" in sheet.notice.text
    for name, words in (("unit", "hộ"), ("target", "ít nhất 100 hộ"), ("document", "45/KH-UBND ngày 10/6/2026")):
        typed(sheet.form.inputs[name], words)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert [line.row.row.name for line in page.model.lines if line.row is not None] == ["Số hộ dân có mã QR"]
    assert window.actions_by_name["undo"].text() == "Hoàn tác: thêm chỉ tiêu"
    with open_desk(office, as_of=DAY) as desk:
        kept = desk.store.all(Indicator)[0]
        paper = papers.appendix_paper(desk, appendix_id=kept.appendix_id)
    assert kept.adjusted_by == "Bổ sung: 45/KH-UBND ngày 10/6/2026"
    assert paper.pages == 1


def test_adding_needs_a_name_a_known_field_and_on_an_issued_plan_a_document(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        plan = next(view.plan for view in plans(desk) if any(each.indicators for each in view.appendices))
        for texts in ({"name": " "}, {"name": "x", "nothing": "y"}, {"name": "x"}):
            with pytest.raises(Refused):
                indicator_edits.add_indicator(desk, plan_id=plan.id, texts=texts)
        indicator_edits.add_indicator(desk, plan_id=plan.id, texts={"name": "Chỉ tiêu mới"}, document="KH 9")
        added = max(desk.store.find(Indicator, plan_id=plan.id), key=lambda one: one.position)
    assert (added.name, added.number, added.position % 1024) == ("Chỉ tiêu mới", "21", 0)
    assert PERIOD == "2026-11"


def test_a_leader_sees_the_worst_first(page: IndicatorsPage, window: MainWindow, settle: Settle) -> None:
    rows = [line.key for line in page.model.lines]
    cells = [value_edits.ValueEdit(rows[0], "actual", "100"), value_edits.ValueEdit(rows[1], "actual", "10")]
    window.session.change(lambda desk, _m: value_edits.set_values(desk, period=PERIOD, cells=cells))
    settle(window)
    window.run_action("leader")
    settle(window)
    window.open_page("indicators")
    settle(window)
    page = shown(window, IndicatorsPage)
    order = [line.key for line in page.model.lines]
    assert order[0] == rows[1]
    assert order[-1] == rows[0]
    assert not page.panel.texts["source"].isEnabled()


def test_the_form_begins_with_this_months_value_only(
    page: IndicatorsPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = cell(page)[0]
    before = [value_edits.ValueEdit(first, "actual", "55/56"), value_edits.ValueEdit(first, "source", "Cổng DVC")]
    window.session.change(partial(measure, "2026-10", before))
    settle(window)
    page.grid.go_to(first, "actual")
    press(qtbot, window, Qt.Key.Key_E, CONTROL)
    sheet = shown(window, Sheet)
    assert set(sheet.form.values().values()) == {""}
    typed(sheet.form.inputs["actual"], "97,5")
    typed(sheet.form.inputs["source"], "Báo cáo")
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    with open_desk(office, read_only=True) as desk:
        kept = {one.period: one for one in desk.store.find(IndicatorValue, indicator_id=first)}
    assert (str(kept[PERIOD].actual), kept[PERIOD].source) == ("97.5", "Báo cáo")
    assert kept["2026-10"].numerator == 55
    press(qtbot, window, Qt.Key.Key_E, CONTROL)
    sheet = shown(window, Sheet)
    assert (sheet.form.values()["actual"], sheet.form.values()["source"]) == ("97,5", "Báo cáo")
    sheet.reject()
