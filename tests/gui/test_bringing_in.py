"""Files of ours opened from outside: each shown where it belongs, in the office that is open or the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from nq57desk.gui import app as desk_app
from nq57desk.gui.bringing_in import named
from nq57desk.gui.dialogs.bundle_shown import BundleShownDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.usecases import offices, sending
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, city
from tests.gui.conftest import Settle
from tests.gui.hands import parts, shown


@dataclass(frozen=True)
class Given:
    """What lies on the stick: a ward's card and bundle, the city's card, a torn file of each kind the city sends."""

    folder: Path

    def __getitem__(self, name: str) -> Path:
        return self.folder / name


@pytest.fixture
def given(office: Path, tmp_path: Path) -> Given:
    made = Given(tmp_path / "usb")
    made.folder.mkdir()
    with open_desk(office, as_of=DAY) as desk:
        offices.save_card(desk, path=made["ward.nq57card"])
        sending.make(desk, path=made["ward.nq57"])
    with city(tmp_path / "city") as at_city:
        offices.save_card(at_city, path=made["city.nq57card"])
    for name in ("torn.nq57receipt", "torn.NQ57ASSIGN"):
        made[name].write_bytes(b"PK")
    return made


def said(part: QWidget) -> str:
    labels = cast("list[QLabel]", part.findChildren(QLabel))
    return " ".join(label.text() for label in labels)


def drop(window: MainWindow, files: Sequence[Path]) -> bool:
    """Files dragged onto the window and let go, as the desktop tells it; whether the window would have them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        at = QPoint(200, 200).toPointF()
        QApplication.sendEvent(window, QDropEvent(at, Qt.DropAction.CopyAction, data, left, none))
    return entering.isAccepted()


def test_a_bundle_dropped_at_a_ward_is_shown(window: MainWindow, settle: Settle, given: Given) -> None:
    assert drop(window, [given["ward.nq57"]])
    settle(window)
    assert window.current == "exchange"
    (dialog,) = parts(window, BundleShownDialog)
    assert dialog.checked.valid
    dialog.reject()


def test_text_dragged_over_the_window_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("a.nq57")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, entering)
    assert not entering.isAccepted()


def test_cards_at_a_ward(window: MainWindow, settle: Settle, given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(question: Question) -> int:
        asked.append(said(question))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(Question, "exec", answer)
    window.take_files([given["ward.nq57card"]])
    settle(window)
    page = shown(window, ExchangePage)
    assert page.tabs.currentWidget() is page.city
    assert "Phiếu này của một đơn vị không phải thành phố." in page.notice.text
    assert asked == []
    window.take_files([given["city.nq57card"]])
    settle(window)
    assert len(asked) == 1
    assert page.seen is not None
    assert page.seen.city is not None
    assert page.seen.city.fingerprint in asked[0]


def test_several_files_at_a_ward_come_one_after_the_other(window: MainWindow, settle: Settle, given: Given) -> None:
    window.take_files([given["torn.nq57receipt"], given["torn.NQ57ASSIGN"], given["ward.nq57"]])
    settle(window)
    page = shown(window, ExchangePage)
    assert page.tabs.currentIndex() == 1
    assert "torn.nq57receipt" in page.notice.text
    assert window.notice.text == (
        "Các tệp được mở lần lượt. Đang mở torn.nq57receipt, còn 2 tệp: “torn.NQ57ASSIGN”, “ward.nq57”."
    )
    window.notice.verb.click()
    settle(window)
    assert page.tabs.currentWidget() is page.assigned
    assert "torn.NQ57ASSIGN" in page.notice.text
    assert window.notice.verb.text() == "Mở ward.nq57"
    window.notice.verb.click()
    settle(window)
    assert not window.notice.isVisible()
    assert len(parts(window, BundleShownDialog)) == 1


def test_a_folder_at_a_ward(window: MainWindow, settle: Settle, given: Given) -> None:
    window.take_files([given.folder])
    settle(window)
    assert window.notice.text.startswith("“usb” là thư mục")
    assert window.current == "tasks"


def test_without_an_office_files_wait_and_the_first_window_says_so(
    bare_window: MainWindow, office: Path, settle: Settle, given: Given
) -> None:
    desk_app.follow_handed_files(bare_window, (given["ward.nq57"],))
    desk_app.begin(bare_window, None)
    settle(bare_window)
    start = bare_window.office_actions.start_dialog
    assert start is not None
    assert start.waiting.isVisible()
    assert start.waiting.text() == "“ward.nq57” chờ ở đây và được mở ngay khi thiết lập hoặc mở xong đơn vị."
    bare_window.take_files([given["torn.nq57receipt"]])
    assert start.waiting.text().startswith("“ward.nq57”, “torn.nq57receipt” chờ")
    start.reject()
    bare_window.take_files([given["torn.nq57receipt"]])
    assert bare_window.notice.text.startswith("“ward.nq57”, “torn.nq57receipt” chờ")
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    assert bare_window.office_actions.bringing_in.waiting == ()
    assert len(parts(bare_window, BundleShownDialog)) == 1
    assert bare_window.notice.verb.text() == "Mở torn.nq57receipt"


@pytest.fixture
def at_city(bare_window: MainWindow, given: Given, settle: Settle) -> MainWindow:
    """The window with the city open that the given files are for."""
    bare_window.office_actions.open_office(given.folder.with_name("city"))
    settle(bare_window)
    return bare_window


def test_a_city_is_asked_about_cards_and_sees_bundles_before_they_are_merged(
    at_city: MainWindow, settle: Settle, given: Given
) -> None:
    window, page = at_city, shown(at_city, CityPage)
    assert drop(window, [given["ward.nq57card"], given.folder])
    settle(window)
    (question,) = parts(window, Question)
    assert "Ủy ban nhân dân phường Sao Hôm (99902): " in said(question)
    question.accept()
    settle(window)
    (question,) = parts(window, Question)
    assert "Xem trước 1 gói, chưa có gì thay đổi. Kết quả nếu nhận: đã gộp 1 (105 mới)." in said(question)
    assert list(page.results.rows) == []
    question.accept()
    settle(window)
    assert [row.outcome.value for row in page.results.rows] == ["applied"]


def test_a_city_refuses_what_it_previews_and_reads_as_such(at_city: MainWindow, settle: Settle, given: Given) -> None:
    window, page = at_city, shown(at_city, CityPage)
    window.take_files([given["ward.nq57"]])
    settle(window)
    (question,) = parts(window, Question)
    assert "Kết quả nếu nhận: từ chối 1 (không có thay đổi)." in said(question)
    question.reject()
    given["odd.nq57card"].write_bytes(b"{}")
    window.take_files([given["odd.nq57card"]])
    settle(window)
    assert parts(window, Question) == []
    assert "odd.nq57card" in page.notice.text


def test_what_the_city_hands_out_is_named_as_such(at_city: MainWindow, settle: Settle, given: Given) -> None:
    at_city.take_files([given["torn.nq57receipt"], given["torn.NQ57ASSIGN"]])
    settle(at_city)
    assert at_city.notice.text == (
        "“torn.nq57receipt”, “torn.NQ57ASSIGN” là tệp thành phố phát cho đơn vị: mở trên máy của đơn vị nhận. "
        "Ở đây không có gì thay đổi."
    )


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("a.nq57",), "“a.nq57”"),
        (("a.nq57", "b.nq57", "c.nq57", "d.nq57", "e.nq57"), "“a.nq57”, “b.nq57”, “c.nq57” và 2 tệp nữa"),
        (("a\u202egpj.nq57",), "“a‹202E›gpj.nq57”"),
    ],
)
def test_names_of_files(names: tuple[str, ...], words: str) -> None:
    assert named([Path(name) for name in names]) == words
