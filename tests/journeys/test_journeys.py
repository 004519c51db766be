"""The same way through real widgets and through the command line leaves the same data: the window adds no rules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Task
from nq57desk.domain.snapshot import Outcome
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.value_form import record_value
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.gui.pages.papers import PapersPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import indicators
from nq57desk.usecases.offices import create_office
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import open_desk
from tests.builders.sameness import actions, told
from tests.gui.conftest import Settle, _dressed, bare_window, settle
from tests.gui.hands import CONTROL, parts, press, shown

__all__ = ["_dressed", "bare_window", "settle"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DAY, PERIOD = "2026-11-13", "2026-11"
WARD, CITY = ("99902", "Ủy ban nhân dân phường Sao Hôm"), ("99", "Ủy ban nhân dân thành phố Ngàn Sao")
UPDATES: dict[str, dict[str, str]] = {
    "Làm sạch dữ liệu đất đai": {"state": "in_progress", "percent": "60", "result": "Đã làm sạch 60%."},
    "Số hóa sổ hộ tịch": {
        "state": "done",
        "percent": "100",
        "result": "Đã xong.",
        "product_document": "88/QĐ-UBND",
        "product_date": "2026-11-05",
    },
    "Tuyên truyền Nghị quyết": {"state": "in_progress", "nothing_arose": "1"},
}
MEASURED = ("Tỷ lệ cán bộ, công chức có chữ ký số", "55", "56")


class ByCommand:
    """Each step is a process of its own, as a script would call it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ward, self.city = folder / "ward", folder / "city"

    def call(self, *arguments: object) -> Any:
        given = [sys.executable, "-m", "nq57desk", *map(str, arguments), "--as-of", DAY, "--json"]
        answer = subprocess.run(
            given, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, "PYTHONUTF8": "1"}
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return json.loads(answer.stdout)

    def id_of(self, what: str, name: str) -> str:
        rows = self.call(what, "--office", self.ward)[what]
        return str(next(row["id"] for row in rows if row["name"].startswith(name)))

    def go(self) -> None:
        for folder, role, (code, name) in ((self.ward, "ward", WARD), (self.city, "city", CITY)):
            self.call("office", "create", folder, "--role", role, "--code", code, "--name", name)
        self.call("--office", self.ward, "import", sample_files()[0], "--yes")
        for name, said in UPDATES.items():
            options = [(f"--{field.replace('_', '-')}", value) for field, value in said.items()]
            flat = [part for option, value in options for part in ((option,) if value == "1" else (option, value))]
            self.call("--office", self.ward, "progress", "set", self.id_of("tasks", name), "--period", PERIOD, *flat)
        name, numerator, denominator = MEASURED
        counted = ("--numerator", numerator, "--denominator", denominator)
        at = self.id_of("indicators", name)
        self.call("--office", self.ward, "indicator", "set", at, "--period", PERIOD, *counted)
        appendix = self.call("tasks", "--office", self.ward)["tasks"][0]["appendix"]
        paper = self.folder / "paper.pdf"
        self.call("--office", self.ward, "paper", "appendix", "-o", paper, "--appendix", appendix)
        self.call("--office", self.ward, "office", "card", "-o", self.folder / "ward.nq57card")
        self.call("--office", self.ward, "bundle", "make", "-o", self.folder / "ward.nq57", "--period", PERIOD)
        self.call("--office", self.city, "city", "enrol", self.folder / "ward.nq57card")
        self.call("--office", self.city, "city", "merge", self.folder / "ward.nq57")


class ByWindow:
    """Each step through the widgets that a clerk uses."""

    def __init__(self, folder: Path, window: MainWindow, wait: Callable[[MainWindow], None], qtbot: QtBot) -> None:
        self.folder, self.window, self.wait, self.qtbot = folder, window, wait, qtbot
        self.ward, self.city = folder / "ward", folder / "city"

    def settle(self) -> None:
        self.wait(self.window)

    def dismiss(self) -> None:
        for dialog in parts(self.window, QDialog):
            dialog.reject()

    def go(self) -> None:
        create_office(folder=self.ward, code=WARD[0], name=WARD[1], role=Role.WARD)
        create_office(folder=self.city, code=CITY[0], name=CITY[1], role=Role.CITY)
        self.window.office_actions.open_office(self.ward)
        self.settle()
        self.window.import_from(sample_files()[0])
        self.settle()
        press(self.qtbot, self.window, Qt.Key.Key_Return, CONTROL)
        self.settle()
        for name, said in UPDATES.items():
            self.record(name, said)
        self.measure()
        self.print_and_send()
        self.merge()

    def record(self, name: str, said: dict[str, str]) -> None:
        with open_desk(self.ward) as desk:
            task = next(task for task in desk.store.all(Task) if task.name.startswith(name))
        self.window.open_page("tasks")
        self.settle()
        shown(self.window, TasksPage).show_with(task.id)
        self.settle()
        self.window.run_action("progress")
        self.settle()
        sheet = shown(self.window, Sheet)
        typed = dict(said)
        if "product_date" in typed:
            typed["product_date"] = "05/11/2026"
        sheet.form.fill({"period": PERIOD, **typed})
        sheet.submit()
        self.settle()
        assert parts(self.window, Sheet) == []

    def measure(self) -> None:
        name, numerator, denominator = MEASURED
        self.window.open_page("indicators")
        self.settle()
        with open_desk(self.ward) as desk:
            row = next(row for row in indicators.indicators(desk, period=PERIOD) if row.name.startswith(name))
        sheet = record_value(self.window, self.window.session, row, PERIOD)
        sheet.form.fill({"numerator": numerator, "denominator": denominator})
        sheet.submit()
        self.settle()
        assert parts(self.window, Sheet) == []

    def print_and_send(self) -> None:
        self.window.open_page("papers")
        self.settle()
        papers_page = shown(self.window, PapersPage)
        papers_page.show_with("appendix")
        self.settle()
        papers_page.save_to(self.folder / "paper.pdf")
        self.settle()
        self.dismiss()
        self.window.open_page("exchange")
        self.settle()
        page = shown(self.window, ExchangePage)
        page.save_card_to(self.folder / "ward.nq57card")
        self.settle()
        self.dismiss()
        page.make_to(self.folder / "ward.nq57")
        self.settle()
        self.dismiss()

    def merge(self) -> None:
        self.window.office_actions.open_office(self.city)
        self.settle()
        page = shown(self.window, CityPage)
        page.enrol_files([self.folder / "ward.nq57card"])
        self.settle()
        page.take_in([self.folder / "ward.nq57"])
        self.settle()
        assert [row.outcome for row in page.results.rows] == [Outcome.APPLIED]


def printed(path: Path) -> list[str]:
    """Every line of a paper but the code for comparison, which depends on the records' ids."""
    with pypdfium2.PdfDocument(path) as pdf:
        lines = [line for page in pdf for line in page.get_textpage().get_text_bounded().splitlines()]
    assert len(lines) > 50
    return [line for line in lines if "Mã đối chiếu" not in line]


def test_both_ways_leave_the_same_data(tmp_path: Path, bare_window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    command = ByCommand(tmp_path / "command")
    command.folder.mkdir()
    command.go()
    by_window = ByWindow(tmp_path / "window", bare_window, settle, qtbot)
    by_window.folder.mkdir()
    by_window.go()
    bare_window.session.close()
    with open_desk(command.ward) as one, open_desk(by_window.ward) as other:
        assert told(one) == told(other)
        assert told(one)["progress_update"]
        assert told(one)["indicator_value"]
        assert actions(one) == actions(other)
    with open_desk(command.city) as one, open_desk(by_window.city) as other:
        assert told(one, office=WARD[0]) == told(other, office=WARD[0])
        assert len(told(one, office=WARD[0])["task"]) == 35
        assert one.store.check() == other.store.check() == ()
    assert printed(command.folder / "paper.pdf") == printed(by_window.folder / "paper.pdf")


def test_the_self_test_walks_the_whole_way(tmp_path: Path) -> None:
    command = ByCommand(tmp_path)
    done = command.call("self-test", "-o", tmp_path / "out")
    assert done["ok"] is True
    assert len(done["steps"]) == 10
    assert all(step["ok"] for step in done["steps"])
    left = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"ward", "city", "papers", "bundle.nq57", "receipt.nq57receipt"} <= left
