"""What the window remembers and offers: text size, drafts, an office opened twice, recent offices, help, language."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nq57desk.documents import manual_pages
from nq57desk.domain.plan import Task
from nq57desk.gui import app as desk_app
from nq57desk.gui import drafts, theme
from nq57desk.gui.dialogs.manual import ManualDialog
from nq57desk.gui.dialogs.manual_text import write_page
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.start import StartDialog
from nq57desk.gui.drafts import Draft, left_behind
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.catalogue import BY_NAME, pages_for
from nq57desk.gui.pages.overview import OverviewPage
from nq57desk.gui.preferences import Preferences
from nq57desk.gui.widgets.plain import Table
from nq57desk.usecases import badges as counting
from nq57desk.usecases.badges import badges
from nq57desk.wording import use_language
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown


@pytest.fixture(autouse=True)
def _usual_size() -> Iterator[None]:
    yield
    theme.use_size(100, "usual")
    theme.resize(desk_app.application())
    use_language("vi")


@pytest.fixture
def second(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Another window that remembers, on the same machine."""
    window = desk_app.make_window(tmp_path / "other" / "office", DAY, tmp_path / "cua-so.json")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def _read_only(window: MainWindow) -> bool:
    return window.session.office is not None and window.session.office.read_only


def _folder(window: MainWindow) -> Path:
    assert window.session.office is not None
    return window.session.office.folder


def test_keys_change_the_text_size_with_rows_and_rail(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    table = parts(window, Table)[0]
    width = window.rail.width()
    for _step in range(5):
        press(qtbot, window, Qt.Key.Key_Equal, CONTROL)
    assert theme.percent() == 150
    assert table.verticalHeader().defaultSectionSize() == theme.px(42)
    window.resize(2000, 900)
    assert window.rail.width() == round(width * 1.5)
    press(qtbot, window, Qt.Key.Key_Minus, CONTROL)
    assert theme.percent() == 125
    press(qtbot, window, Qt.Key.Key_0, CONTROL)
    settle(window)
    assert theme.percent() == 100


@pytest.mark.parametrize("name", ["overview", "settings"])
def test_pages_fit_at_every_size(window: MainWindow, settle: Settle, name: str) -> None:
    for percent, width, height in ((100, 1024, 700), (125, 1366, 697), (150, 1366, 697)):
        window.comfort.use_size(percent)
        window.resize(width, height)
        window.open_page(name)
        settle(window)
        assert window.page(name).minimumSizeHint().width() <= window.stack.width()
        assert (window.width(), window.height()) == (width, height)


def test_a_draft_left_by_a_crash_is_offered_again(second: MainWindow, settle: Settle, office: Path) -> None:
    kept = Draft("month", "task|result", "Nhiệm vụ 9, Kết quả", "Đã tham mưu…", "2026-11-13T16:02+07:00")
    told = {name: getattr(kept, name) for name in ("page", "place", "label", "text", "at")}
    (office / drafts.FILE).write_text(json.dumps(told), encoding="utf-8")
    second.office_actions.open_office(office)
    settle(second)
    assert "16:02" in second.notice.text
    assert "Đã tham mưu…" in second.notice.text
    second.notice.verb.click()
    settle(second)
    assert second.current == "month"
    assert left_behind(office) is None


def test_a_draft_is_written_while_typing_and_gone_when_saved(
    window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    held = window.session.drafts
    for text in ("Đ", "Đã", "Đã ban hành"):
        held.hold("month", "x|result", "Kết quả", text)
    qtbot.waitUntil(lambda: left_behind(office) is not None)
    found = left_behind(office)
    assert found is not None
    assert (found.page, found.text) == ("month", "Đã ban hành")
    held.release()
    settle(window)
    assert left_behind(office) is None


def test_giving_a_draft_up_forgets_it(second: MainWindow, settle: Settle, office: Path) -> None:
    second.session.drafts.begin(office)
    second.session.drafts.hold("month", "a", "b", "c")
    (office / drafts.FILE).write_text(
        json.dumps({"page": "month", "place": "a", "label": "b", "text": "c", "at": "2026-11-13T16:02"}),
        encoding="utf-8",
    )
    second.office_actions.open_office(office)
    settle(second)
    second.notice.put_away()
    settle(second)
    assert left_behind(office) is None


def test_an_office_opened_twice_is_noticed(
    window: MainWindow, second: MainWindow, settle: Settle, office: Path
) -> None:
    second.office_actions.open_office(office)
    settle(second)
    assert "đang mở ở cửa sổ khác" in second.notice.text
    assert _read_only(second)
    assert not second.actions_by_name["import"].isEnabled()
    window.session.close()
    second.notice.verb.click()
    settle(second)
    assert not _read_only(second)
    assert not second.notice.isVisible()


def test_a_clock_set_back_is_said_on_opening(second: MainWindow, settle: Settle, office: Path) -> None:
    second.session.as_of = DAY.replace(year=DAY.year - 1)
    second.office_actions.open_office(office)
    settle(second)
    assert "Đồng hồ của máy đang là ngày 13/11/2025" in second.notice.text
    assert "13/11/2026" in second.notice.text
    for name in second.names():
        second.open_page(name)
        settle(second)
        assert second.current == name


def test_the_lock_of_a_closed_window_is_gone(window: MainWindow, office: Path) -> None:
    assert (office / "dang-mo.lock").exists()
    window.session.close()
    assert not (office / "dang-mo.lock").exists()
    assert not (office / "dang-mo.json").exists()


def test_recent_offices_are_offered(second: MainWindow, settle: Settle, office: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(office, tmp_path / "copy"))
    for folder in (office, copy):
        second.office_actions.open_office(folder)
        settle(second)
    assert [action.text().endswith(str(office)) for action in second.office_actions.recent.actions()] == [True]
    second.office_actions.start()
    start = shown(second, StartDialog)
    assert len(start.recent_buttons) == 1
    start.recent_buttons[0].click()
    settle(second)
    assert second.session.office is not None
    assert second.session.office.folder == office
    shutil.rmtree(copy)
    second.office_actions.open_recent(copy)
    settle(second)
    assert [folder for _name, folder in second.session.preferences.recent()] == [office]


def test_the_window_s_place_and_columns_are_remembered(
    second: MainWindow, settle: Settle, office: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    second.resize(760, 560)
    second.comfort.use_size(125)
    second.office_actions.open_office(office)
    settle(second)
    second.close()
    kept = Preferences(tmp_path / "cua-so.json")
    assert kept.get("text") == "125"
    third = desk_app.make_window(tmp_path / "third", DAY, tmp_path / "cua-so.json")
    qtbot.addWidget(third)
    assert theme.percent() == 125
    assert (third.width(), third.height()) == (760, 560)
    third.session.close()


def test_columns_go_back_to_the_widths_chosen_by_hand(window: MainWindow, settle: Settle) -> None:
    window.open_page("overview")
    settle(window)
    table = parts(window, Table)[0]
    table.use_own_widths("0:90,1:300")
    assert (table.columnWidth(0), table.columnWidth(1)) == (90, 300)
    table.use_own_widths("")
    assert table.columnWidth(0) == 46


def test_a_memory_that_cannot_be_read_costs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cua-so.json"
    for text in ("{", "[1]", '{"text": 5}', ""):
        file.write_text(text, encoding="utf-8")
        assert Preferences(file).number("rows", 7) == 7
    kept = Preferences(tmp_path / "no" / "such" / "cua-so.json")
    kept.keep("text", "110")
    assert Preferences(tmp_path / "no" / "such" / "cua-so.json").number("text", 100) == 110


def test_every_page_has_its_help(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    for spec in BY_NAME.values():
        assert manual_pages.page(spec.name).startswith("# ")
    for spec in pages_for(is_city=False):
        window.open_page(spec.name)
        settle(window)
        press(qtbot, window, Qt.Key.Key_F1)
        manual = shown(window, ManualDialog)
        assert manual.text.toPlainText().splitlines()[0] == manual_pages.page(spec.name).splitlines()[0].lstrip("# ")
        press(qtbot, manual, Qt.Key.Key_F1)
        qtbot.waitUntil(lambda: window.comfort.manual is None)
    assert set(manual_pages.ORDER) >= set(BY_NAME)


def test_the_manual_takes_nothing_for_markup(qtbot: QtBot) -> None:
    dialog = ManualDialog(None)
    qtbot.addWidget(dialog)
    write_page("# <b>Tên</b>\n\nmột **hai** <script>x</script>\n- ba", dialog.text)
    assert dialog.text.toPlainText().splitlines() == ["<b>Tên</b>", "một hai <script>x</script>", "•  ba"]


def test_another_language_needs_no_restart(window: MainWindow, settle: Settle) -> None:
    window.comfort.use_language("en")
    settle(window)
    assert window.menus["file"].title() != "&Tệp"
    window.comfort.use_language("vi")
    settle(window)
    assert window.menus["file"].title() == "&Tệp"
    assert window.current == "tasks"


def test_looking_only_is_kept_for_this_machine(second: MainWindow, settle: Settle, office: Path) -> None:
    second.office_actions.open_office(office)
    settle(second)
    second.comfort.use_look_only(True)
    settle(second)
    assert second.current == "overview"
    second.office_actions.open_office(office)
    settle(second)
    assert second.session.leader
    assert second.current == "overview"
    second.comfort.use_look_only(False)
    settle(second)
    assert not _read_only(second)


def test_badges_count_what_waits(window: MainWindow, qtbot: QtBot, office: Path) -> None:
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        found = badges(desk)
        assert 0 < found["month"] <= desk.store.count(Task)
    qtbot.waitUntil(lambda: window.rail.count_on("month") == found["month"], timeout=8000)


def test_of_very_many_tasks_the_overview_tells_the_month_s_badge(
    window: MainWindow, settle: Settle, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "_MOST", 1)
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        assert "month" not in badges(desk)
    window.open_page("overview")
    settle(window)
    page = window.page("overview")
    assert isinstance(page, OverviewPage)
    assert page.board is not None
    assert window.rail.count_on("month") == page.board.rate.of - page.board.rate.updated > 0


def test_the_sample_can_be_taken_away_and_no_other_office(
    second: MainWindow, settle: Settle, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Question, "exec", lambda _question: QDialog.DialogCode.Accepted)
    second.office_actions.open_office(office)
    settle(second)
    second.office_actions.delete_sample()
    settle(second)
    assert office.is_dir()
    second.office_actions.try_sample()
    settle(second)
    folder = _folder(second)
    second.band.delete.click()
    settle(second)
    assert not folder.exists()
    assert second.current == ""
    shown(second, StartDialog).reject()
