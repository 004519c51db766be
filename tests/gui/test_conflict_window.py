"""The window of conflicts by keys alone: at the city, from a receipt at the ward; shown in a person's words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.conflicts import ConflictState
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui.dialogs.changes_list import ChangesDialog
from nq57desk.gui.dialogs.city_office import CityOfficeDialog
from nq57desk.gui.dialogs.conflicts import ConflictsDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models import conflict_words
from nq57desk.gui.models.city_matrix import MONTHS
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.usecases import city, city_receipts, sending
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.conflict_sheet import Wrote
from nq57desk.usecases.sample_fork import PERIOD, Forked
from nq57desk.workspace import open_desk
from tests.builders.forked_city import DAY
from tests.gui.conftest import Settle
from tests.gui.fork_windows import Open, fork, front, opened, original
from tests.gui.hands import CONTROL, press, shown, typed

__all__ = ("fork", "opened", "original")
RESULT, PERCENT = "Kết quả trong kỳ", "Tỷ lệ hoàn thành"


def at_city(opened: Open, fork: Forked, settle: Settle) -> tuple[MainWindow, CityPage, ConflictsDialog]:
    window = opened(fork.city)
    page = shown(window, CityPage)
    page.period.show_period(PERIOD)
    settle(window)
    window.run_action("settle_conflicts")
    settle(window)
    return window, page, front(window, ConflictsDialog)


def values(dialog: ConflictsDialog) -> list[str]:
    return [each.value.toPlainText() for each in dialog.values.cards]


def go_to(dialog: ConflictsDialog, qtbot: QtBot, what: str) -> None:
    """F3 until the cell is in front."""
    for _turn in dialog.model.rows:
        one = dialog.current()
        if one is not None and conflict_words.short_row(one).endswith(what):
            return
        press(qtbot, dialog, Qt.Key.Key_F3)
    raise AssertionError(what)


def update_at(folder: Path, office: str, record: str) -> ProgressUpdate:
    with open_desk(folder, as_of=DAY, read_only=True) as desk:
        found = desk.store.get(ProgressUpdate, record, office=office)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "field", "text", "said"),
    [
        ("progress_update", "state", '"done"', "Hoàn thành"),
        ("progress_update", "finished_on", '"2026-02-28"', "28/02/2026"),
        ("progress_update", "percent", "60", "60%"),
        ("progress_update", "disbursed", "1250000", "1.250.000"),
        ("progress_update", "nothing_arose", "1", "có"),
        ("indicator_value", "actual", '"85.50"', "85,5"),
        ("task", "deadline", '"Quý IV/2026"', "Quý IV/2026"),
        ("task", "note", '""', "(trống)"),
        ("task", "name", "", "(chưa có)"),
        ("task", "", "null", "(đã xóa)"),
        ("task", "", '{"name":"Số hóa","note":"x"}', "Giữ dòng: Số hóa"),
        ("task", "cells", '[["TT","1"],["Tên","Số hóa"]]', "TT: 1\nTên: Số hóa"),
        ("plan", "status", '"issued"', "đã ban hành"),
        ("task", "name", '"<b>đậm</b>"', "<b>đậm</b>"),
        ("newer_kind", "x", "[1,2]", "1\n2"),
    ],
)
def test_values_are_in_a_persons_words(kind: str, field: str, text: str, said: str) -> None:
    assert conflict_words.value_words(kind, field, text) == said


def test_where_a_value_comes_from_is_said() -> None:
    wrote = Wrote("Trần Thị Hoa", "2026-10-15T09:12:00+07:00", "9QTX-44ZE", 2, "pc-1")
    assert conflict_words.origin_words(wrote) == "Trần Thị Hoa · 15/10/2026 09:12 · gói lần 2 (9QTX-44ZE) · máy pc-1"


def test_three_values_and_one_key_to_record(opened: Open, fork: Forked, settle: Settle, qtbot: QtBot) -> None:
    window, _page, dialog = at_city(opened, fork, settle)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    assert dialog.counted.text() == "5 ô khác nhau · còn 5"
    qtbot.waitUntil(lambda: window.rail.count_on("city") == 6)
    go_to(dialog, qtbot, RESULT)
    assert values(dialog) == ["Đã ban hành kế hoạch.", "Đã ban hành kế hoạch số 12.", "Đã triển khai 3/5 hạng mục."]
    assert "Trần Thị Hoa · 15/10/2026 09:12 · gói lần 2" in dialog.values.cards[1].origin.text()
    assert "Nguyễn Văn Nam · 16/10/2026 08:40" in dialog.values.cards[2].origin.text()
    assert [bool(each.used.text()) for each in dialog.values.cards] == [False, True, False]
    first = dialog.current()
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    assert "Chọn 1, 2 hoặc 3" in dialog.notice.text
    press(qtbot, dialog, Qt.Key.Key_2)
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert dialog.counted.text() == "5 ô khác nhau · còn 4"
    assert dialog.current() != first
    assert update_at(fork.city, "99901", "t1-u").result == "Đã triển khai 3/5 hạng mục."
    qtbot.waitUntil(lambda: window.rail.count_on("city") == 5)
    dialog.table.selectRow(next(at for at, one in enumerate(dialog.model.rows) if one.conflict.state != "open"))
    assert dialog.choices[1].isChecked()
    assert "Đã quyết định" in dialog.told.text()
    press(qtbot, dialog, Qt.Key.Key_1)
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert update_at(fork.city, "99901", "t1-u").result == "Đã ban hành kế hoạch số 12."


def test_another_value_needs_a_reason_and_is_read_as_the_cell_is(
    opened: Open, fork: Forked, settle: Settle, qtbot: QtBot
) -> None:
    window, _page, dialog = at_city(opened, fork, settle)
    go_to(dialog, qtbot, PERCENT)
    press(qtbot, dialog, Qt.Key.Key_3)
    assert dialog.other.hasFocus()
    typed(dialog.other, "123")
    assert dialog.choices[2].isChecked()
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    assert "lý do" in dialog.notice.text
    typed(dialog.reason, "Đơn vị báo lại")
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert "“123”" in dialog.notice.text
    assert update_at(fork.city, "99901", "t1-u").percent == 60
    dialog.other.setText("70 %")
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert update_at(fork.city, "99901", "t1-u").percent == 70
    decided = next(one for one in dialog.model.rows if one.conflict.state is ConflictState.DECIDED)
    assert (decided.conflict.taken, decided.conflict.reason) == ("other", "Đơn vị báo lại")
    dialog.table.selectRow(dialog.model.rows.index(decided))
    assert "đang dùng giá trị khác: “70%”" in dialog.told.text()


def test_one_decision_for_a_whole_column(opened: Open, fork: Forked, settle: Settle, qtbot: QtBot) -> None:
    window, _page, dialog = at_city(opened, fork, settle)
    go_to(dialog, qtbot, RESULT)
    assert dialog.same.text() == "Áp dụng cho 2 ô cùng cột trong gói này"
    press(qtbot, dialog, Qt.Key.Key_2)
    dialog.same.setChecked(True)
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert dialog.counted.text() == "5 ô khác nhau · còn 3"
    assert "1.310 hồ sơ" in update_at(fork.city, "99901", "t2-u").result
    window.run_action("undo")
    settle(window)
    assert "1.250 hồ sơ" in update_at(fork.city, "99901", "t2-u").result
    dialog.later_button.click()
    assert not dialog.isVisible()


def test_the_matrix_leads_to_the_chosen_offices_conflicts(
    opened: Open, fork: Forked, settle: Settle, qtbot: QtBot
) -> None:
    window, page, dialog = at_city(opened, fork, settle)
    dialog.reject()
    page.view.choose(page.model.place_of("99901"), MONTHS)
    assert page.below_buttons["settle"].text() == "Giải quyết 5 ô"
    assert page.below_buttons["settle"].isVisible()
    assert not page.below_buttons["waiting"].isVisible()
    page.below_buttons["settle"].click()
    settle(window)
    assert {one.office_name for one in front(window, ConflictsDialog).model.rows} == {"Ủy ban nhân dân phường Sao Mai"}
    front(window, ConflictsDialog).reject()
    page.below_buttons["history"].click()
    settle(window)
    office = front(window, CityOfficeDialog)
    office.changed_button.click()
    settle(window)
    changes = front(window, ChangesDialog)
    QAbstractItemModelTester(changes.model, QAbstractItemModelTester.FailureReportingMode.Fatal, changes)
    (lead,) = [one for one in changes.model.rows if one.kind == "task"]
    assert conflict_words.change_columns()[3].text(lead) == ("Chủ trì: “Phòng VH-XH” → “Văn phòng HĐND và UBND”")
    changes.reject()
    office.undo_button.click()
    settle(window)
    asked = front(window, Question)
    press(qtbot, asked, Qt.Key.Key_Escape)
    assert office.isVisible()
    office.undo_button.click()
    settle(window)
    front(window, Question).verb_button.click()
    settle(window)
    assert not office.isVisible()
    assert not page.below_buttons["settle"].isVisible()


def test_after_a_merge_what_differs_is_said_with_the_way_to_it(
    opened: Open, fork: Forked, settle: Settle, tmp_path: Path
) -> None:
    with open_desk(fork.other, as_of=DAY, who="Nguyễn Văn Nam") as desk:
        update = desk.store.get(ProgressUpdate, "t1-u")
        assert update is not None
        apply_records(desk, "edit", [proposed(replace(update, percent=90))])
        sending.make(desk, path=tmp_path / "more.nq57", period=PERIOD)
    window = opened(fork.city)
    page = shown(window, CityPage)
    page.take_in([tmp_path / "more.nq57"])
    settle(window)
    assert page.notice.text.startswith("Có 1 ô khác nhau giữa gói và số liệu đang có. Chưa ô nào bị ghi đè")
    page.notice.verb.click()
    settle(window)
    assert front(window, ConflictsDialog).model.rows
    front(window, ConflictsDialog).reject()


def test_a_leader_and_a_reader_never_see_it(opened: Open, fork: Forked, settle: Settle) -> None:
    window = opened(fork.city)
    page = shown(window, CityPage)
    window.session.leader = True
    page.refresh()
    settle(window)
    assert not page.can("settle_conflicts")
    assert not page.below_buttons["settle"].isVisible()
    window.session.leader = False


def test_the_ward_settles_what_its_receipt_names(
    opened: Open, fork: Forked, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    with open_desk(fork.city, as_of=DAY, who="Trần Thị Mẫu") as at_city:
        issued = city_receipts.issue(at_city, folder=tmp_path / "r", offices=("99901",)).receipts
    window = opened(fork.one)
    window.open_page("exchange")
    settle(window)
    page = shown(window, ExchangePage)
    page.doing.take_receipt_file(issued[-1].file)
    settle(window)
    assert page.settle_button.text() == "Thống nhất 5 ô khác nhau…"
    page.tabs.setCurrentIndex(1)
    page.settle_button.click()
    settle(window)
    dialog = front(window, ConflictsDialog)
    go_to(dialog, qtbot, RESULT)
    assert values(dialog)[1:] == ["Đã ban hành kế hoạch số 12.", "Đã triển khai 3/5 hạng mục."]
    for _one in range(5):
        press(qtbot, dialog, Qt.Key.Key_2)
        press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
        settle(window)
    assert dialog.model.rows == ()
    assert "Không còn ô nào khác nhau" in dialog.heading.text()
    press(qtbot, dialog, Qt.Key.Key_Escape)
    settle(window)
    assert page.findings.rows == ()
    page.make_to(tmp_path / "both.nq57")
    settle(window)
    with open_desk(fork.city, as_of=DAY, who="Trần Thị Mẫu") as desk:
        city.merge(desk, paths=[tmp_path / "both.nq57"])
        assert desk.store.conflicts() == []


def test_hostile_text_stays_text(opened: Open, fork: Forked, settle: Settle, qtbot: QtBot, tmp_path: Path) -> None:
    with open_desk(fork.other, as_of=DAY, who="<b>Nam</b>") as desk:
        update = desk.store.get(ProgressUpdate, "t1-u")
        assert update is not None
        apply_records(desk, "edit", [proposed(replace(update, result="<img src=x>", by="<b>Nam</b>"))])
        sending.make(desk, path=tmp_path / "hostile.nq57", period=PERIOD)
    with open_desk(fork.city, as_of=DAY) as at_city_desk:
        city.merge(at_city_desk, paths=[tmp_path / "hostile.nq57"])
    _window, _page, dialog = at_city(opened, fork, settle)
    go_to(dialog, qtbot, RESULT)
    card = dialog.values.cards[2]
    assert isinstance(card.value, QPlainTextEdit)
    assert card.value.toPlainText() == "<img src=x>"
    assert card.origin.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Nam</b>" in card.origin.text()
