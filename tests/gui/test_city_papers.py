"""The city's papers on the page Văn bản: shown as pages, saved and ticked, issued once the month is locked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog

from nq57desk.domain.papers import PaperKind
from nq57desk.errors import Refused
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.papers import PapersPage
from nq57desk.usecases import locks, paper_issued
from nq57desk.usecases.paper_shelf import Choice, Out
from nq57desk.workspace import open_desk
from tests.builders.small_city import DAY
from tests.gui.conftest import Settle
from tests.gui.hands import parts, shown
from tests.usecases.paper_office import text_of

PERIOD = "2026-11"
REPORT, MISSING = Choice(PaperKind.CITY_REPORT, PERIOD), Choice(PaperKind.CITY_MISSING, PERIOD)


def papers(window: MainWindow, settle: Settle, what: Choice = REPORT) -> PapersPage:
    window.open_page("papers")
    settle(window)
    page = shown(window, PapersPage)
    page.show_with(what)
    settle(window)
    return page


def said(page: PapersPage) -> str:
    assert page.paper is not None
    return text_of(page.paper.data)


def test_the_report_comes_first_and_the_letter_after_it(city_window: MainWindow, settle: Settle) -> None:
    page = papers(city_window, settle)
    QAbstractItemModelTester(page.tree_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert page.tree_model.choices()[:2] == [REPORT, MISSING]
    assert "Tổng hợp kết quả thực hiện Nghị quyết số 57-NQ/TW tháng 11 năm 2026" in said(page)
    assert " 00 " not in said(page)
    assert page.paper is not None
    assert page.side.code.text() == page.paper.fingerprint
    page = papers(city_window, settle, MISSING)
    assert "đôn đốc gửi số liệu" in said(page)
    assert "Kèm theo Công văn số" in said(page)
    assert page.side.form.inputs["addressees"].isHidden()


def test_a_paper_that_was_saved_is_ticked(city_window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    page = papers(city_window, settle, MISSING)
    page.save_to(tmp_path / "don-doc.docx")
    settle(city_window)
    parts(city_window, QDialog)[0].reject()
    assert (tmp_path / "don-doc.docx").read_bytes().startswith(b"PK")
    assert page.shelf is not None
    assert page.shelf.outs[MISSING] is Out.DONE
    assert page.shelf.outs[REPORT] is Out.NOT_YET


def test_the_report_is_issued_once_its_month_is_locked(city_window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    page = papers(city_window, settle)
    assert "DỰ THẢO" in said(page)
    assert not city_window.actions_by_name["issue_paper"].isEnabled()
    city_window.session.change(lambda desk, _m: locks.lock(desk, period=PERIOD), lambda _done: page.refresh())
    settle(city_window)
    assert page.shelf is not None
    assert page.shelf.closed
    page.compose()
    settle(city_window)
    assert "DỰ THẢO" not in said(page)
    city_window.run_action("issue_paper")
    sheet = shown(city_window, Sheet)
    sheet.form.fill({"number": "15", "on": "20/11/2026", "signer": "Trần Văn Bình"})
    sheet.accept_button.click()
    settle(city_window)
    parts(city_window, QDialog)[0].reject()
    with open_desk(tmp_path / "city", as_of=DAY, read_only=True) as desk:
        (kept,) = paper_issued.issued(desk)
    assert (kept.kind, kept.about, kept.number) == ("city-report", PERIOD, "15")
    assert page.shelf.outs[REPORT] is Out.ISSUED


def test_a_report_of_an_open_month_is_refused(made_city: Path, tmp_path: Path) -> None:
    with open_desk(Path(shutil.copytree(made_city, tmp_path / "city")), as_of=DAY) as desk:
        with pytest.raises(Refused) as error:
            paper_issued.mark_issued(desk, kind="city-report", number="1", on=DAY, signer="A", period=PERIOD)
        assert error.value.problems[0].code == "papers.city_draft"
        kept = paper_issued.mark_issued(desk, kind="city-missing", number="2", on=DAY, signer="A", period=PERIOD)
        assert (kept.paper.number, kept.paper.pages) == ("2", 2)
