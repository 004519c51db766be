"""Pasting from Excel into the grids, and copying out of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.errors import Refused
from nq57desk.importing.html import read_html
from nq57desk.importing.reading import RawTable
from nq57desk.sentences import sentence
from nq57desk.usecases import history, pasting
from nq57desk.usecases.month_edits import CellEdit, set_cells
from nq57desk.usecases.pasting import Grid
from nq57desk.workspace import Desk

PERIOD = "2026-11"
FIELDS = ("number", "name", "state", "percent", "result", "product_document")


def rows(desk: Desk) -> list[Task]:
    return [task for task in desk.store.all(Task) if task.lead][:4]


def test_a_block_is_previewed_and_then_one_step(desk: Desk) -> None:
    tasks = rows(desk)
    ids = ["", *(task.id for task in tasks)]
    set_cells(desk, period=PERIOD, cells=[CellEdit(tasks[0].id, "result", "Cũ")])
    text = 'Hoàn thành\t100%\t"Đã họp\nĐã ký"\r\n2\t140\tĐang làm\r\n\r\n'
    preview = pasting.preview_paste(desk, period=PERIOD, text=text, rows=ids, fields=FIELDS, at=(tasks[0].id, "state"))
    assert not preview.by_name
    found = {(cell.task_id, cell.field): (cell.before, cell.after) for cell in preview.cells}
    assert found[tasks[0].id, "result"] == ("Cũ", "Đã họp\nĐã ký")
    assert found[tasks[0].id, "state"] == ("Chưa thực hiện", "Hoàn thành")
    assert [cell.problem.code for cell in preview.cells if cell.problem] == ["month.bad_percent"]
    assert preview.differing == 5
    edited = pasting.apply_paste(desk, preview=preview, leave={(tasks[1].id, "result")})
    assert len(edited.cells) == 4
    (first,) = desk.store.find(ProgressUpdate, task_id=tasks[0].id)
    assert (first.state, first.percent, first.result) == (State.DONE, 100, "Đã họp\nĐã ký")
    (second,) = desk.store.find(ProgressUpdate, task_id=tasks[1].id)
    assert (second.state, second.result) == (State.IN_PROGRESS, "")
    history.undo(desk)
    assert len(desk.store.all(ProgressUpdate)) == 1


def test_one_value_fills_the_selection(desk: Desk) -> None:
    tasks = rows(desk)
    ids = [task.id for task in tasks]
    preview = pasting.preview_paste(
        desk,
        period=PERIOD,
        text="2\r\n",
        rows=ids,
        fields=FIELDS,
        at=(ids[0], "state"),
        selected=[(each, "state") for each in ids[:3]],
    )
    assert len(pasting.apply_paste(desk, preview=preview).cells) == 3


def test_what_does_not_fit_is_told(desk: Desk) -> None:
    ids = [task.id for task in rows(desk)]
    text = "\n".join(["a\tb\tc"] * 6)
    preview = pasting.preview_paste(desk, period=PERIOD, text=text, rows=ids, fields=FIELDS, at=(ids[2], "result"))
    assert len(preview.cells) == 4
    (told,) = preview.problems
    assert sentence(told).startswith("4 dòng, 1 cột")
    over = pasting.preview_paste(desk, period=PERIOD, text="9\tx", rows=ids, fields=FIELDS, at=(ids[0], "number"))
    assert over.cells == ()
    assert {found.code for found in over.problems} == {"pasting.read_only_column"}


def test_a_block_with_names_goes_by_them(desk: Desk) -> None:
    tasks = rows(desk)
    ids = [task.id for task in tasks]
    lines = [f"{task.number}\t{task.name}\tKết quả của {task.number}" for task in reversed(tasks)]
    text = "\n".join([*lines, "99\tViệc của phường khác\tNhầm"])
    preview = pasting.preview_paste(desk, period=PERIOD, text=text, rows=ids, fields=FIELDS, at=(ids[0], "result"))
    assert preview.by_name
    assert {found.code for found in preview.problems} == {"pasting.no_such_row"}
    pasting.apply_paste(desk, preview=preview)
    for task in tasks:
        (update,) = desk.store.find(ProgressUpdate, task_id=task.id)
        assert update.result == f"Kết quả của {task.number}"


def test_what_is_copied_comes_back_the_same(desk: Desk) -> None:
    tasks = rows(desk)
    ids = [task.id for task in tasks]
    typed = [CellEdit(ids[0], "result", '- Đã họp\nKý "A"'), CellEdit(ids[1], "percent", "60")]
    set_cells(desk, period=PERIOD, cells=typed)
    copied = pasting.copy_cells(desk, period=PERIOD, ids=ids, fields=FIELDS, header=True)
    (table,) = [block for block in read_html(copied.html).blocks if isinstance(block, RawTable)]
    assert [cell.text for cell in table.rows[1].cells if cell][4] == '- Đã họp\nKý "A"'
    again = pasting.preview_paste(desk, period=PERIOD, text=copied.text, rows=ids, fields=FIELDS, at=(ids[0], "state"))
    assert again.by_name
    assert (again.differing, again.problems) == (0, ())
    next_month = pasting.preview_paste(
        desk, period="2026-12", text=copied.text, rows=ids, fields=FIELDS, at=(ids[0], "state")
    )
    assert next_month.differing == 4


def test_values_of_indicators(desk: Desk) -> None:
    indicators = desk.store.all(Indicator)[:3]
    ids = [one.id for one in indicators]
    preview = pasting.preview_paste(
        desk,
        period=PERIOD,
        text="55/56\n1.234\n12,5,3\n",
        rows=ids,
        fields=("number", "name", "actual", "source"),
        at=(ids[0], "actual"),
        grid=Grid.VALUES,
    )
    assert [(cell.before, cell.after, cell.problem is None) for cell in preview.cells] == [
        ("", "55/56", True),
        ("", "1.234", True),
        ("", "12,5,3", False),
    ]
    pasting.apply_paste(desk, preview=preview)
    values = {value.indicator_id: value for value in desk.store.all(IndicatorValue)}
    assert values[ids[0]].denominator == Decimal(56)
    assert values[ids[1]].actual == Decimal(1234)
    assert ids[2] not in values
    copied = pasting.copy_cells(desk, period=PERIOD, ids=ids, fields=("actual",), grid=Grid.VALUES)
    assert copied.text == "55/56\r\n1.234\r\n\r\n"


def test_nothing_to_paste_is_refused(desk: Desk) -> None:
    ids = [task.id for task in rows(desk)]
    for text in ("", " \r\n\t\r\n"):
        with pytest.raises(Refused) as refused:
            pasting.preview_paste(desk, period=PERIOD, text=text, rows=ids, fields=FIELDS, at=(ids[0], "state"))
        assert refused.value.problems[0].code == "pasting.nothing"
    with pytest.raises(Refused) as refused:
        pasting.read_block("\t" * 2000 + "a")
    assert refused.value.problems[0].code == "pasting.too_large"
