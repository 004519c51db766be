"""Blocks as Word and Excel really put them on the clipboard: lines in cells, merged cells, very long texts."""

from __future__ import annotations

import pytest

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import pasting
from nq57desk.usecases.month_edits import CellEdit, set_cells
from nq57desk.usecases.pasted_block import read_block
from nq57desk.workspace import Desk

PERIOD = "2026-11"
FIELDS = ("number", "name", "state", "percent", "result", "product_document")
WORD = (
    "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><!--StartFragment--><table class=MsoTableGrid>"
    "<tr><td><p class=MsoNormal>Đã họp<o:p></o:p></p><p class=MsoNormal>Đã ký<o:p></o:p></p></td>"
    "<td><p class=MsoNormal>88/QĐ-UBND<o:p></o:p></p></td></tr>"
    "<tr><td><p class=MsoNormal>Đang làm</p></td><td><p class=MsoNormal>&nbsp;</p></td></tr>"
    "</table><!--EndFragment--></body></html>"
)
WORD_TEXT = "Đã họp\r\nĐã ký\t88/QĐ-UBND\r\nĐang làm\t\r\n"
EXCEL = (
    "<table><tr><td rowspan=2>Đã họp</td><td>88/QĐ-UBND</td></tr><tr><td>89/QĐ-UBND</td></tr>"
    "<tr><td>Đang làm</td><td>90/QĐ-UBND</td></tr></table>"
)
EXCEL_TEXT = "Đã họp\t88/QĐ-UBND\r\n\t89/QĐ-UBND\r\nĐang làm\t90/QĐ-UBND\r\n"


@pytest.mark.parametrize(
    ("text", "html", "expected"),
    [
        (WORD_TEXT, WORD, [["Đã họp\nĐã ký", "88/QĐ-UBND"], ["Đang làm", ""]]),
        (EXCEL_TEXT, EXCEL, [["Đã họp", "88/QĐ-UBND"], [None, "89/QĐ-UBND"], ["Đang làm", "90/QĐ-UBND"]]),
        (
            "12,5\t1.234\r\n",
            "<table><tr><td x:num='12.5'>12.5</td><td x:num>1234</td></tr></table>",
            [["12,5", "1.234"]],
        ),
        ("Một đoạn văn", "<p>Một đoạn văn</p>", [["Một đoạn văn"]]),
        ("a\tb\r\n", "<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>", [["a", "b"]]),
        ("a\tb\r\nc\td\r\n\r\n", "", [["a", "b"], ["c", "d"]]),
    ],
    ids=["lines in a Word cell", "merged in Excel", "as seen in Excel", "no table", "two tables", "text alone"],
)
def test_the_form_that_tells_more_counts(text: str, html: str, expected: list[list[str | None]]) -> None:
    assert [list(row) for row in read_block(text, html)] == expected


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_block(" \r\n", "<p> </p>")
    assert refused.value.problems[0].code == "pasting.nothing"


def ids(desk: Desk) -> list[str]:
    return [task.id for task in desk.store.all(Task) if task.lead][:4]


def test_a_place_under_a_merged_cell_stays_as_it_is(desk: Desk) -> None:
    rows = ids(desk)
    set_cells(desk, period=PERIOD, cells=[CellEdit(rows[1], "result", "Đã có từ trước")])
    preview = pasting.preview_paste(
        desk, period=PERIOD, text=EXCEL_TEXT, html=EXCEL, rows=rows, fields=FIELDS, at=(rows[0], "result")
    )
    assert (rows[1], "result") not in {(cell.task_id, cell.field) for cell in preview.cells}
    (told,) = preview.problems
    assert sentence(told).startswith("Vùng dán có 1 chỗ bị ô gộp che.")
    pasting.apply_paste(desk, preview=preview)
    found = {update.task_id: update for update in desk.store.all(ProgressUpdate)}
    assert [found[row].result for row in rows[:3]] == ["Đã họp", "Đã có từ trước", "Đang làm"]
    assert found[rows[1]].product_document == "89/QĐ-UBND"


def test_a_text_of_20_000_letters_is_refused_alone_and_kept_whole(desk: Desk) -> None:
    rows = ids(desk)
    long = "Đã làm xong việc. " * 1200
    preview = pasting.preview_paste(
        desk, period=PERIOD, text=f"{long}\r\nngắn\r\n", rows=rows, fields=FIELDS, at=(rows[0], "result")
    )
    first, second = preview.cells
    assert first.problem is not None
    assert first.problem.code == "month.too_long"
    assert first.text == long
    assert second.problem is None
    edited = pasting.apply_paste(desk, preview=preview)
    assert edited.cells == ((rows[1], "result"),)


def test_a_row_that_is_declined_is_not_pasted_and_not_asked_again(desk: Desk) -> None:
    tasks = [task for task in desk.store.all(Task) if task.lead][:4]
    rows = [task.id for task in tasks]
    lines = [f"{task.number}\t{task.name}\tKết quả {task.number}" for task in tasks[:3]]
    half = tasks[3].name[: len(tasks[3].name) * 7 // 10]
    text = "\r\n".join([*lines, f"9a\t{half}\tMập mờ"])

    def look(confirmed: dict[str, str]) -> pasting.PastePreview:
        return pasting.preview_paste(
            desk, period=PERIOD, text=text, rows=rows, fields=FIELDS, at=(rows[0], "result"), confirmed=confirmed
        )

    (asked,) = look({}).doubtful
    assert asked.task_id == tasks[3].id
    declined = look({asked.key: ""})
    assert declined.doubtful == ()
    assert {found.code for found in declined.problems} == {"pasting.no_such_row"}
    confirmed = look({asked.key: asked.task_id})
    assert confirmed.differing == declined.differing + 1
