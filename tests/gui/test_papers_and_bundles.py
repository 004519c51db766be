"""What leaves the window: paper as real pages, the bundle for the city, and what the city sees of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.gui.pages.papers import PapersPage
from nq57desk.gui.pdf_reading import draw
from nq57desk.usecases import offices, papers, sending
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, city
from tests.gui.conftest import Settle
from tests.gui.hands import parts, shown


def _close_dialogs(window: MainWindow) -> list[str]:
    """Close what is said, and give it back."""
    said = []
    for dialog in parts(window, QDialog):
        said.append(" ".join(label.text() for label in parts(dialog, QLabel)))
        dialog.reject()
    return said


def test_the_appendix_is_shown_as_its_pdf_pages(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window.run_action("print_view")
    settle(window)
    page = shown(window, PapersPage)
    assert page.paper is not None
    assert page.paper.data.startswith(b"%PDF")
    assert page.pages.pages == page.paper.pages
    assert page.side.code.text() == page.paper.fingerprint
    qtbot.waitUntil(lambda: not page.pages.view.picture(0).isNull())
    seen = page.pages.view.picture(0).toImage()
    colours = {seen.pixelColor(x, y).name() for x in range(0, seen.width(), 2) for y in range(60, 160, 4)}
    assert len(colours) > 2
    with qtbot.waitSignal(page.pages.turned):
        page.pages.turn(1)
    assert page.pages.words.text() == f"Trang 2/{page.paper.pages}"


def test_the_pdf_saved_is_the_one_shown(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    window.open_page("papers")
    settle(window)
    page = shown(window, PapersPage)
    page.save_to(tmp_path / "phu-luc")
    settle(window)
    said = _close_dialogs(window)
    assert page.paper is not None
    assert page.paper.fingerprint in said[0]
    assert draw((tmp_path / "phu-luc.pdf").read_bytes(), 0, 300).image.width() == 300


def test_a_folder_that_cannot_be_written_is_said_in_place(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    window.open_page("papers")
    settle(window)
    (tmp_path / "tep").write_text("x")
    page = shown(window, PapersPage)
    page.save_to(tmp_path / "tep" / "a.pdf")
    settle(window)
    assert "Không ghi được" in page.notice.text


def test_the_paper_changes_with_the_header(window: MainWindow, settle: Settle) -> None:
    window.open_page("papers")
    settle(window)
    page = shown(window, PapersPage)
    before = page.paper
    page.side.header.setChecked(False)
    settle(window)
    assert page.paper is not None
    assert before is not None
    assert page.paper.data != before.data
    assert page.paper.fingerprint == before.fingerprint


def test_a_bundle_is_made_and_listed(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    window.open_page("exchange")
    settle(window)
    page = shown(window, ExchangePage)
    assert page.period.period == "2026-11"
    page.make_to(tmp_path / "goi")
    settle(window)
    said = _close_dialogs(window)
    assert "Xuất gói chưa phải là đã nộp" in said[0]
    assert (tmp_path / "goi.nq57").is_file()
    assert [line.bundle.period for line in page.model.rows] == ["2026-11"]
    page.make_to(tmp_path / "goi2")
    settle(window)
    _close_dialogs(window)
    assert [line.newest for line in page.model.rows] == [True, False]


@pytest.fixture
def city_window(
    bare_window: MainWindow, office: Path, settle: Settle, tmp_path: Path
) -> tuple[MainWindow, CityPage, Path, Path]:
    """A city's window, with a ward's card and bundle beside it."""
    city(tmp_path / "city").close()
    card, bundles = tmp_path / "ward.nq57card", tmp_path / "in"
    bundles.mkdir()
    with open_desk(office, as_of=DAY) as desk:
        offices.save_card(desk, path=card)
        sending.make(desk, path=bundles / "ward.nq57")
        papers.save_paper(desk, kind="appendix", path=tmp_path / "a.pdf", appendix_id=_first_appendix(office))
    bare_window.office_actions.open_office(tmp_path / "city")
    settle(bare_window)
    return bare_window, shown(bare_window, CityPage), card, bundles


def _first_appendix(office: Path) -> str:
    from nq57desk.usecases import task_list

    with open_desk(office) as desk:
        return task_list.plans(desk)[0].appendices[0].appendix.id


def test_the_city_enrols_and_merges_a_folder(
    city_window: tuple[MainWindow, CityPage, Path, Path], settle: Settle
) -> None:
    window, page, card, bundles = city_window
    assert page.stack.currentWidget() is page.empty
    page.enrol_files([card])
    settle(window)
    assert page.matrix is not None
    assert [row.unit.title for row in page.matrix.rows] == ["Phường Sao Hôm"]
    assert not page.matrix.rows[0].cells[page.matrix.at].has_data
    page.take_in([bundles])
    settle(window)
    assert [row.outcome.value for row in page.results.rows] == ["applied"]
    assert page.aside.text() == "1/1 đã nhận (100,0%)"
    page.take_in([bundles])
    settle(window)
    assert [row.outcome.value for row in page.results.rows] == ["already_received"]


def test_one_bad_bundle_has_its_own_line(city_window: tuple[MainWindow, CityPage, Path, Path], settle: Settle) -> None:
    window, page, card, bundles = city_window
    page.enrol_files([card])
    data = bytearray((bundles / "ward.nq57").read_bytes())
    data[len(data) // 2] ^= 1
    (bundles / "changed.nq57").write_bytes(bytes(data))
    page.take_in([bundles])
    settle(window)
    outcomes = {row.file.name: row.outcome.value for row in page.results.rows}
    assert outcomes == {"changed.nq57": "rejected", "ward.nq57": "applied"}
    reason = page.results.columns[3].text(page.results.rows[0])
    assert len(reason) > 20


def test_an_unknown_ward_is_said(city_window: tuple[MainWindow, CityPage, Path, Path], settle: Settle) -> None:
    window, page, _card, bundles = city_window
    page.take_in([bundles])
    settle(window)
    assert [row.outcome.value for row in page.results.rows] == ["rejected"]
    assert not window.search.isVisible()
    assert not window.actions_by_name["paste"].isEnabled()
