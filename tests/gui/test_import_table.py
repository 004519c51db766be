"""The table of an import preview under Qt's own model tester: kinds, ticks, folding, what may be typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nq57desk.domain.changes import Change, ChangeKind
from nq57desk.domain.plan import AppendixKind, Numbering, Task
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.gui.models.import_rows import Kind, rows_of
from nq57desk.gui.models.import_table import ImportTable
from nq57desk.gui.models.rows import Role
from nq57desk.importing.result import ReadRow, ReadTable

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
COLUMNS = ("TT", "Nhiệm vụ", "Thời hạn", "Cột riêng")


def read_row(number: int, deadline: str = "Quý II") -> ReadRow:
    cells = tuple(zip(COLUMNS, (str(number), f"Việc {number}", deadline, "riêng"), strict=True))
    place = Place(table=1, row=number)
    return ReadRow(None, None, str(number), "", f"Việc {number}", deadline=deadline, cells=cells, place=place)


def table(*rows: ReadRow) -> ReadTable:
    fields = ("number", "name", "deadline", "")
    return ReadTable("Phụ lục", "", (), AppendixKind.TASKS, Numbering.CONTINUOUS, COLUMNS, fields, (), rows)


def change(kind: ChangeKind, number: int) -> Change:
    after = Task(f"t{number}", "p", "a", position=number, number=str(number), name=f"Việc {number}", deadline="Quý II")
    before = Task(f"t{number}", "p", "a", position=number, number=str(number), name=f"Việc {number}", deadline="Quý I")
    gone = kind is ChangeKind.DELETED
    return Change(kind, "task", after.id, None if kind is ChangeKind.NEW else before, None if gone else after)


def shown(*kinds: ChangeKind | None, problems: tuple[Problem, ...] = ()) -> ImportTable:
    """A table of one row of each kind; None is a row that is the same."""
    read = table(*(read_row(n) for n, kind in enumerate(kinds, start=1) if kind is not ChangeKind.DELETED))
    changes = [change(kind, n) for n, kind in enumerate(kinds, start=1) if kind is not None]
    keys = {one.id: f"0:{int(one.id[1:]) - 1}" for one in changes if one.after is not None}
    model = ImportTable()
    QAbstractItemModelTester(model, STRICT)
    model.show(rows_of((read,), changes, keys, problems))
    model.show_table(0, read)
    return model


def test_deletions_and_conflicts_are_not_ticked() -> None:
    model = shown(ChangeKind.NEW, ChangeKind.EDITED, ChangeKind.CONFLICT, ChangeKind.DELETED)
    assert [row.kind for row in model.rows] == [Kind.NEW, Kind.EDITED, Kind.CONFLICT, Kind.HEADING, Kind.DELETED]
    assert model.taken == 2
    assert model.left_ids == {"t3", "t4"}
    model.toggle([2])
    assert model.taken == 3
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.left_ids == {"t1", "t4"}


def test_same_rows_are_folded_into_one_line() -> None:
    model = shown(None, ChangeKind.NEW, None)
    assert model.rowCount() == 2
    assert "2 dòng giống" in str(model.data(model.index(1, 0)))
    assert model.data(model.index(1, 0), Role.HEADING) is True
    model.fold(False)
    assert [row.kind for row in model.rows] == [Kind.SAME, Kind.NEW, Kind.SAME]
    assert model.rowCount() == 4


def test_an_edited_cell_marks_its_changed_words_and_says_the_old_ones() -> None:
    model = shown(ChangeKind.EDITED)
    cell = model.index(0, 3)
    assert model.data(cell) == "Quý II"
    assert model.data(cell, Role.RANGES) == ((4, 2),)
    assert "trước: Quý I" in model.data(cell, Role.SECOND_MARK).words
    assert "trước là Quý I" in model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(model.index(0, 2), Role.RANGES) == ()


def test_a_row_that_must_be_mended_cannot_be_ticked() -> None:
    wrong = problem("deadline.not_understood", Severity.ERROR, Place(table=1, row=1, column="Thời hạn"), text="x")
    model = shown(ChangeKind.NEW, ChangeKind.NEW, problems=(wrong,))
    assert model.taken == 1
    assert model.data(model.index(0, 0), Qt.ItemDataRole.CheckStateRole) is None
    assert model.data(model.index(0, 3), Role.SECOND_MARK).symbol == "error"
    model.toggle([0])
    assert model.left_ids == {"t1"}


def test_only_columns_that_are_read_as_a_field_can_be_typed_in(qtbot: QtBot) -> None:
    model = shown(ChangeKind.NEW)
    editable = [bool(model.flags(model.index(0, at)) & Qt.ItemFlag.ItemIsEditable) for at in range(5)]
    assert editable == [False, True, True, True, False]
    with qtbot.waitSignal(model.typed) as heard:
        model.setData(model.index(0, 3), "Quý III")
    assert heard.args[0].key == "0:0"
    assert heard.args[1:] == ["deadline", "Quý III"]
    assert not model.setData(model.index(0, 3), "Quý II")


def test_ticks_stay_when_the_file_is_compared_again() -> None:
    model = shown(ChangeKind.NEW, ChangeKind.NEW)
    model.toggle([1])
    model.show(model.all, keep=True)
    assert model.left_ids == {"t2"}
    model.show(model.all)
    assert model.left_ids == frozenset()
