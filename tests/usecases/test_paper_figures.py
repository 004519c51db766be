"""What a report says in figures is what the month's board says."""

from __future__ import annotations

from datetime import date

from nq57desk.domain.indicator_results import Word
from nq57desk.domain.list_next import coming
from nq57desk.domain.papers import Paper, PaperKind, Words
from nq57desk.domain.periods import as_period
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.reported import figures
from nq57desk.domain.timeliness import Timeliness
from nq57desk.usecases import indicators, paper_data, progress
from nq57desk.usecases.month_board import MonthBoard, month_board
from nq57desk.usecases.paper_asked import asked_paper
from nq57desk.usecases.paper_reports import report
from nq57desk.workspace import Desk, open_desk
from tests.usecases.paper_office import CLOSED, MONTH


def written(desk: Desk, period: str) -> str:
    made, _ = report(desk, asked_paper(desk, kind=PaperKind.PROGRESS_REPORT, period=period))
    return words_of(made)


def words_of(made: Paper) -> str:
    return "\n".join(piece.text for piece in made.body if isinstance(piece, Words))


def assert_same(desk: Desk, board: MonthBoard) -> None:
    it = paper_data.reported(desk, board.period)
    found = figures(it)
    groups = {row.task.id for row in it.tasks if row.group}
    rows = [row for row in board.rows if row.task.id not in groups]
    assert (found.total, found.updated, found.asked) == (len(rows), board.rate.updated, board.rate.of)
    assert found.percent == board.rate.percent
    assert found.standings[Timeliness.LATE] == len(board.late) > 0
    assert found.standings[Timeliness.DUE_SOON] == len(board.due_soon)
    for word in Timeliness:
        assert found.standings[word] == sum(row.task.timeliness is word for row in rows)
    for state in State:
        assert found.states[state] == sum(row.task.state is state for row in rows)
    assert len(it.rate.warning_list) == len(board.missing)


def test_an_open_month_is_the_board_of_today(sample: Desk) -> None:
    assert_same(sample, month_board(sample, period=MONTH))


def test_a_closed_month_is_the_board_of_its_closing_day_for_ever(sample: Desk) -> None:
    then = paper_data.reported(sample, as_period(CLOSED)).today
    folder = sample.folder
    words = written(sample, CLOSED)
    sample.close()
    with open_desk(folder, as_of=then) as desk:
        assert_same(desk, month_board(desk, period=CLOSED))
    with open_desk(folder, as_of=date(2027, 6, 30)) as later:
        assert written(later, CLOSED) == words


def test_indicators_are_counted_as_they_are_listed(sample: Desk) -> None:
    rows = indicators.indicators(sample, period=MONTH)
    found = figures(paper_data.reported(sample, as_period(MONTH)))
    assert found.indicators == len(rows)
    for word in Word:
        assert found.words[word] == sum(row.assessment is word for row in rows)
    met = found.words[Word.MET]
    assert f"{met:02} chỉ tiêu đạt, bằng {met * 100 // found.indicators}% số chỉ tiêu" in written(sample, MONTH)


def test_the_words_carry_the_figures(sample: Desk) -> None:
    board, said = month_board(sample, period=MONTH), written(sample, MONTH)
    assert f"{board.rate.updated}/{board.rate.of} nhiệm vụ được cập nhật đúng thời hạn và đủ số liệu, đạt" in said
    assert board.rate.percent in said
    assert f"Có {len(board.late):02} nhiệm vụ quá hạn chưa hoàn thành" in said
    for row in board.late:
        assert f"- {row.task.name} ({row.task.lead}): quá hạn {-(row.task.days or 0)} ngày." in said
    for row in board.rows:
        if row.update and row.update.result and not row.update.nothing_arose:
            assert f"- {row.task.name}: {row.update.result.rstrip('.')}" in said


def test_a_longer_period_adds_up_its_months(sample: Desk) -> None:
    task = next(row for row in paper_data.reported(sample, as_period("2026-Q3")).tasks if row.said and not row.ended)
    for month, amount in (("2026-10", 5), ("2026-09", 7), ("2026-08", 11)):
        if month != "2026-10":
            progress.open_period(sample, period=month, reason="Bổ sung")
        update = sample.store.find(ProgressUpdate, task_id=task.task.id, period=month)[0]
        progress.set_progress(
            sample, task_id=task.task.id, period=month, state=update.state, disbursed=amount * 1_000_000
        )
    assert figures(paper_data.reported(sample, as_period("2026-Q3"))).disbursed == 18_000_000
    assert "Trong kỳ đã giải ngân 18.000.000 đồng cho 01 nhiệm vụ" in written(sample, "2026-Q3")
    assert figures(paper_data.reported(sample, as_period("2026"))).disbursed == 23_000_000


def test_next_periods_tasks_stand_by_their_deadline(sample: Desk) -> None:
    it = paper_data.reported(sample, as_period(MONTH))
    rows = coming(it, date(2026, 11, 14))
    days = [row.now.last_day for row in rows if row.now.last_day]
    assert days == sorted(days)
    assert len(days) == len(rows) > 0
    assert {row.task.id for row in rows if row.now.timeliness is Timeliness.LATE} == {
        row.task.id for row in month_board(sample, period=MONTH).late
    }
    assert all(not row.ended for row in rows)


def test_a_quarter_tells_the_rate_of_each_of_its_months(sample: Desk) -> None:
    it = paper_data.reported(sample, as_period("2026-Q3"))
    boards = [month_board(sample, period=f"2026-{month:02}") for month in (7, 8, 9)]
    assert [(one.period, one.updated, one.of) for one in it.rates] == [
        (board.period.code, board.rate.updated, board.rate.of) for board in boards
    ]
    assert it.judged_month == boards[-1].period
    assert (it.rate.updated, it.rate.of) == (boards[-1].rate.updated, boards[-1].rate.of)
    assert "Trong tháng 9 năm 2026 có" in written(sample, "2026-Q3")


def test_an_unfinished_year_is_judged_by_its_newest_month(sample: Desk) -> None:
    it = paper_data.reported(sample, as_period("2026"))
    assert it.judged_month == as_period(MONTH)
    board = month_board(sample, period=MONTH)
    assert (it.rate.updated, it.rate.of) == (board.rate.updated, board.rate.of)
    assert {one.task.id for one in it.rate.warning_list} == {row.task.id for row in board.missing}
    assert [one.period for one in it.rates] == [f"2026-{month:02}" for month in range(2, 11)]


def test_nothing_done_is_said_in_words(desk: Desk) -> None:
    said = written(desk, "2026-11")
    assert "chưa có nhiệm vụ nào hoàn thành" in said
    assert "chưa có chỉ tiêu nào đạt" in said
    assert " 00 " not in said
