"""What is copied for the central system, the tick, and the list of what is not typed in yet."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.errors import Refused
from nq57desk.usecases import central, history, progress
from nq57desk.usecases.central import Unticked
from nq57desk.workspace import Desk, open_desk

PERIOD = "2026-11"


def numbered(desk: Desk, number: str) -> Task:
    return next(t for t in desk.store.all(Task) if t.number == number)


def say(
    desk: Desk, number: str, *, result: str, difficulty: str = "", proposal: str = "", product_document: str = ""
) -> Task:
    task = numbered(desk, number)
    progress.set_progress(
        desk,
        task_id=task.id,
        period=PERIOD,
        state=State.IN_PROGRESS,
        result=result,
        difficulty=difficulty,
        proposal=proposal,
        product_document=product_document,
    )
    return task


def test_a_row_as_text_and_as_the_systems_own_html(desk: Desk) -> None:
    task = say(
        desk, "9", result="Đã rà soát <12> & 3 bộ dữ liệu\nđang trình", difficulty="Thiếu người", proposal="Bổ sung"
    )
    copied = central.row_text(desk, task_id=task.id, period=PERIOD)
    assert copied.text == (
        "Kết quả: Đã rà soát <12> & 3 bộ dữ liệu\nđang trình\nKhó khăn, vướng mắc: Thiếu người\n"
        "Đề xuất, kiến nghị: Bổ sung"
    )
    paragraphs = html.fromstring(f"<div>{copied.html}</div>").findall("p")
    assert [str(one.xpath("string()")) for one in paragraphs] == copied.text.split("\n")
    for style in ("'Times New Roman'", "font-size:14pt", "text-align:justify", "text-indent:35.45pt"):
        assert all(style in one.attrib["style"] for one in paragraphs)


def test_a_section_in_three_parts_in_the_papers_order(desk: Desk) -> None:
    say(desk, "10", result="Đã làm sạch 80%")
    task = say(desk, "9", result="Đã ban hành", proposal="Đề nghị hướng dẫn", product_document="88/QĐ-UBND")
    copied = central.section_text(desk, appendix_id=task.appendix_id, section_id=task.section_id, period=PERIOD)
    lines = copied.text.split("\n")
    assert copied.rows == 2
    assert lines[1] == "1. Kết quả thực hiện"
    assert lines[2] == f"9. {task.name}: Đã ban hành"
    assert lines[3] == "Sản phẩm: 88/QĐ-UBND"
    assert lines[4].startswith("10. ")
    assert lines[5:] == ["3. Đề xuất, kiến nghị", f"9. {task.name}: Đề nghị hướng dẫn"]
    assert "<b>" in copied.html


def test_nothing_recorded_is_said_not_copied(desk: Desk) -> None:
    task = numbered(desk, "9")
    with pytest.raises(Refused, match=r"central\.nothing"):
        central.row_text(desk, task_id=task.id, period=PERIOD)
    with pytest.raises(Refused, match=r"central\.nothing"):
        central.section_text(desk, appendix_id=task.appendix_id, section_id=task.section_id, period=PERIOD)
    with pytest.raises(Refused, match=r"central\.nothing"):
        central.tick(desk, task_ids=[task.id], period=PERIOD, on=desk.today)


def test_the_tick_is_one_step_and_takes_rows_off_the_list(desk: Desk) -> None:
    one, two = say(desk, "9", result="Xong bước một"), say(desk, "10", result="Xong bước hai")
    empty = numbered(desk, "11")
    progress.set_progress(desk, task_id=empty.id, period=PERIOD, state=State.NOT_STARTED)
    assert [row.number for row in central.unticked(desk, period=PERIOD)] == ["9", "10"]
    central.tick(desk, task_ids=[one.id, two.id], period=PERIOD, on=desk.today)
    assert central.unticked(desk, period=PERIOD) == ()
    assert desk.store.find(ProgressUpdate, task_id=one.id)[0].central_on == desk.today
    history.undo(desk)
    assert {row.why for row in central.unticked(desk, period=PERIOD)} == {Unticked.NEVER}
    with pytest.raises(Refused, match=r"central\.in_future"):
        central.tick(desk, task_ids=[one.id], period=PERIOD, on=date(2026, 11, 14))


def test_words_recorded_on_a_later_day_are_to_be_typed_in_again(desk: Desk) -> None:
    task = say(desk, "9", result="Bước một")
    central.tick(desk, task_ids=[task.id], period=PERIOD, on=desk.today)
    folder = desk.folder
    desk.close()
    with open_desk(folder, as_of=date(2026, 11, 14), who="Nguyễn Văn Thử") as later:
        assert central.unticked(later, period=PERIOD) == ()
        say(later, "9", result="Bước hai")
        (row,) = central.unticked(later, period=PERIOD)
        assert (row.why, row.ticked_on) == (Unticked.CHANGED_SINCE, date(2026, 11, 13))


def test_words_changed_on_the_same_day_lose_their_tick_and_a_percent_does_not(desk: Desk) -> None:
    task = say(desk, "9", result="Bước một")
    central.tick(desk, task_ids=[task.id], period=PERIOD, on=desk.today)
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, percent=60)
    assert central.unticked(desk, period=PERIOD) == ()
    say(desk, "9", result="Bước hai")
    assert [row.why for row in central.unticked(desk, period=PERIOD)] == [Unticked.NEVER]


def test_the_tick_is_set_after_closing_too_and_nothing_arose_is_a_sentence(desk: Desk) -> None:
    task = numbered(desk, "9")
    progress.set_progress(
        desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, nothing_arose=True, difficulty="Chờ kinh phí"
    )
    progress.close_period(desk, period=PERIOD)
    assert "Không phát sinh" in central.row_text(desk, task_id=task.id, period=PERIOD).text
    central.tick(desk, task_ids=[task.id], period=PERIOD, on=desk.today)
    central.tick(desk, task_ids=[task.id], period=PERIOD, on=None)
    assert desk.store.find(ProgressUpdate, task_id=task.id)[0].central_on is None
    assert history.check(desk) == ()
