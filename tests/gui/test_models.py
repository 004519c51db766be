"""The models without any view, each under Qt's own model tester."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nq57desk.domain.deadlines import understand
from nq57desk.domain.plan import Appendix, Plan, Section
from nq57desk.domain.problems import Place, Severity, problem
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.gui.models import problem_columns
from nq57desk.gui.models.plan_tree import PlanTree, appendix_at, record_at
from nq57desk.gui.models.rows import Column, Role, RowsModel
from nq57desk.gui.models.task_columns import columns_for, deadline_mark, meaning_words
from nq57desk.gui.models.task_table import KEPT, TaskTable
from nq57desk.usecases.task_list import AppendixView, PlanView, TaskRow
from nq57desk.usecases.task_order import Heading, TaskOrder

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


def row(number: int, deadline: str = "Quý I/2026", timeliness: Timeliness = Timeliness.IN_TIME) -> TaskRow:
    return TaskRow(
        id=f"t{number}", office="99902", plan_id="p", appendix_id="a", section_id="s", section="I", section_title="Mục",
        number=str(number), second_number="", parent_id="", name=f"Nhiệm vụ {number}", lead="Công an phường",
        coordinating="", supervisor="", responsible="", product="", deadline=deadline,
        meaning=understand(deadline, 2026), note="", state=State.IN_PROGRESS, percent=40, timeliness=timeliness,
        finished_on=None, days=-41, latest=None, revision=1, cells=(("Cột riêng", f"riêng {number}"),),
    )  # fmt: skip


def order(count: int) -> TaskOrder:
    return TaskOrder(("", *(f"t{n}" for n in range(count))), {0: Heading("I", "Nâng cao nhận thức")}, count)


def test_rows_model_keeps_qts_rules() -> None:
    model: RowsModel[str] = RowsModel((Column("Chữ", str), Column("Dài", lambda text: str(len(text)), right=True)))
    QAbstractItemModelTester(model, STRICT)
    model.show(("một", "hai"))
    model.replace_row(1, "ba bốn")
    assert model.data(model.index(1, 1)) == "6"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Chữ"
    assert model.row(QModelIndex()) is None


def test_task_table_asks_only_for_what_is_looked_at(qtbot: QtBot) -> None:
    model = TaskTable(columns_for(None))
    QAbstractItemModelTester(model, STRICT)
    model.show(order(20_000))
    with qtbot.waitSignal(model.wanted, timeout=2000) as asked:
        model.data(model.index(500, 1))
    ids = asked.args[0]
    assert "t499" in ids
    assert len(ids) < 100
    model.put([row(499)])
    assert model.data(model.index(500, 1)) == "Nhiệm vụ 499"


def test_task_table_shows_headings_over_the_rows() -> None:
    model = TaskTable(columns_for(None))
    model.show(order(3))
    assert model.rowCount() == 4
    assert model.data(model.index(0, 0)) == "I. Nâng cao nhận thức"
    assert model.data(model.index(0, 0), Role.HEADING) is True
    assert model.task_id(model.index(0, 0)) == ""
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_task_table_keeps_no_more_than_it_may() -> None:
    model = TaskTable(columns_for(None))
    model.show(order(KEPT + 500))
    model.put(row(n) for n in range(KEPT + 500))
    assert model.task(model.index(1, 0)) is None
    assert model.task(model.index(KEPT + 400, 0)) is not None


def test_forgotten_rows_are_asked_for_again(qtbot: QtBot) -> None:
    model = TaskTable(columns_for(None))
    model.show(order(3))
    model.put([row(0), row(1)])
    model.forget(["t1"])
    with qtbot.waitSignal(model.wanted, timeout=2000) as asked:
        model.data(model.index(2, 1))
    assert asked.args[0] == ("t1", "t2")
    assert model.task(model.index(1, 0)) is not None


def test_own_columns_stand_under_their_own_headings() -> None:
    appendix = Appendix(
        "a", "p", 1, columns=("STT", "Nội dung / việc", "Cột riêng"), column_fields=("number", "name", "")
    )
    columns = columns_for(appendix)
    assert [column.heading for column in columns] == ["STT", "việc", "Trạng thái", "Cột riêng"]
    assert columns[3].text(row(7)) == "riêng 7"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quý I/2026", "đến 31/03/2026"),
        ("Thường xuyên", "Thường xuyên"),
        ("Khi có hướng dẫn của thành phố", "chờ văn bản"),
        ("Quý V/2026", "chưa rõ hạn"),
        ("", "chưa rõ hạn"),
    ],
)
def test_a_deadline_says_what_was_understood(text: str, words: str) -> None:
    assert meaning_words(understand(text, 2026)) == words


def test_a_deadline_does_not_repeat_the_plans_words() -> None:
    assert deadline_mark(row(1, "Thường xuyên")) is None
    second = deadline_mark(row(1, "Quý I/2026"))
    assert second is not None
    assert second.words == "31/03/2026"


def test_the_state_tells_how_late() -> None:
    status = columns_for(None)[-1]
    mark = status.second_mark(row(1, timeliness=Timeliness.LATE))
    assert mark is not None
    assert mark.words == "Quá hạn 41 ngày"


def test_the_tree_holds_plan_appendix_section() -> None:
    plan = Plan("p", 2026, number="24", symbol="KH-UBND", issued_on=date(2026, 1, 28))
    appendix = Appendix("a", "p", 1, "Phụ lục")
    section = Section("s", "p", "a", 1, "I", "Hạ tầng số")
    model = PlanTree()
    QAbstractItemModelTester(model, STRICT)
    model.show([PlanView(plan, (AppendixView(appendix, (section,), 38, 0),))])
    at = model.index_of("s")
    assert at.data() == "I. Hạ tầng số"
    assert record_at(at) == section
    assert appendix_at(at) == appendix
    assert model.index_of("a").data() == "Phụ lục – 38 nhiệm vụ"
    assert model.index_of("p").data() == "KH 24/KH-UBND (28/01/2026)"
    assert not model.index_of("nowhere").isValid()


def test_the_gravest_problems_come_first() -> None:
    found = (
        problem("window.no_office", Severity.NOTE),
        problem("window.no_office", Severity.ERROR, Place(table=2, row=17)),
    )
    ordered = problem_columns.gravest_first(found)
    assert [one.severity for one in ordered] == [Severity.ERROR, Severity.NOTE]
    assert problem_columns.place_words(ordered[0]) == "Bảng 2, dòng 17"
    assert problem_columns.summary(found) == "Phải sửa 1 · Đã tự xử lý 1"
