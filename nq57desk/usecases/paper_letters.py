"""Reminder letters (công văn đôn đốc): what a late body owes, in a letter of its own.

Decides that a body is late in a period where it leads a task that is over its last day and unfinished, or one that the
90 % rule asks for and that lacks its update.
"""

from __future__ import annotations

from dataclasses import replace

from nq57desk import settings
from nq57desk.domain import paper_words as words
from nq57desk.domain.bodies import body_key
from nq57desk.domain.list_assignments import NOBODY, by_lead
from nq57desk.domain.list_lines import item, number_cell
from nq57desk.domain.list_warnings import reason
from nq57desk.domain.listings import Listing, ListingColumn
from nq57desk.domain.papers import Paper, Words
from nq57desk.domain.periods import due_day
from nq57desk.domain.problems import Problem, problem
from nq57desk.domain.report_drafting import plans_named
from nq57desk.domain.reported import Reported, ReportedTask
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.update_rate import WarnedTask
from nq57desk.domain.vietnamese import official_day
from nq57desk.errors import refuse
from nq57desk.usecases import paper_data
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.paper_asked import Asked
from nq57desk.usecases.paper_reports import head_of
from nq57desk.workspace import Desk

COLUMNS = (
    ListingColumn("place", "TT", centred=True, width=1.1),
    ListingColumn("name", "Nhiệm vụ", width=7.5),
    ListingColumn("deadline", "Thời hạn", centred=True, width=3),
    ListingColumn("reason", "Nội dung đôn đốc", width=4.5),
)


def late_bodies(desk: Desk, *, period: str) -> tuple[tuple[str, int, int], ...]:
    """Who is late in a period: (body, unfinished tasks over their last day, tasks without their update).

    Raises:
        Refused: the text names no period.
    """
    it = paper_data.reported(desk, period_asked(desk, period))
    warned = _warned(it)
    found = []
    for name, rows in _late(desk, it):
        late = sum(row.now.timeliness is Timeliness.LATE for row in rows)
        found.append((name, late, sum(row.task.id in warned for row in rows)))
    return tuple(found)


def reminders(desk: Desk, asked: Asked) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """A letter to the body that was named, else one to each late body.

    Raises:
        Refused: "papers.nobody_late", "papers.body_not_late".
    """
    if asked.period is None:
        raise refuse("workspace.bad_period", text="")
    it = paper_data.reported(desk, asked.period, plan_id=asked.plan.id if asked.plan else None)
    late = _late(desk, it)
    problems: list[Problem] = []
    if asked.body:
        wanted = body_key(paper_data.bodies(desk).name_of(asked.body))
        late = tuple((name, rows) for name, rows in late if body_key(name) == wanted)
        if not late:
            raise refuse("papers.body_not_late", body=asked.body, period=asked.when)
    if not late:
        raise refuse("papers.nobody_late", period=asked.when)
    nameless = [rows for name, rows in late if name == NOBODY]
    if nameless:
        problems.append(problem("papers.without_lead", count=len(nameless[0])))
    letters = tuple(_letter(desk, asked, it, name, rows) for name, rows in late if name != NOBODY)
    if not letters:
        raise refuse("papers.only_without_lead", count=len(nameless[0]))
    return letters, tuple(problems)


def _warned(it: Reported) -> dict[str, WarnedTask]:
    return {one.task.id: one for one in it.rate.warning_list}


def _late(desk: Desk, it: Reported) -> tuple[tuple[str, tuple[ReportedTask, ...]], ...]:
    warned = _warned(it)
    rows = [row for row in it.counted_tasks if row.now.timeliness is Timeliness.LATE or row.task.id in warned]
    return by_lead(rows, paper_data.bodies(desk))


def _letter(desk: Desk, asked: Asked, it: Reported, body: str, rows: tuple[ReportedTask, ...]) -> Paper:
    subject = f"đôn đốc thực hiện nhiệm vụ và cập nhật tiến độ {asked.when}"
    head = replace(head_of(desk, asked, it, word="", subject=subject), addressees=(body,), draft=False)
    warned = _warned(it)
    late = sum(row.now.timeliness is Timeliness.LATE for row in rows)
    missing = sum(row.task.id in warned for row in rows)
    told = [f"{words.count(late)} nhiệm vụ quá hạn chưa hoàn thành"] if late else []
    told += [f"{words.count(missing)} nhiệm vụ chưa cập nhật đủ tiến độ trong kỳ"] if missing else []
    lines: list[Words | Listing] = [
        Words(
            f"Thực hiện {plans_named(it.plans)}, qua theo dõi tiến độ {asked.when}, đến {official_day(it.today)} "
            f"{body} còn {', '.join(told)}, cụ thể như sau:"
        ),
        _owed(rows, warned),
        Words(
            f"{head.issuing_body} đề nghị {body} khẩn trương thực hiện các nhiệm vụ nêu trên, cập nhật đầy đủ kết quả, "
            f"khó khăn, vướng mắc (nếu có) {_until(desk, it)}."
        ),
        Words(f"Đề nghị {body} quan tâm, phối hợp thực hiện."),
    ]
    return Paper(head, tuple(lines))


def _until(desk: Desk, it: Reported) -> str:
    """Until the day on which the period's updates are due, while that is still to come."""
    due = due_day(it.period, settings.calendar(desk.store))
    return f"chậm nhất {official_day(due)}" if due >= desk.today else "ngay sau khi nhận được văn bản này"


def _owed(rows: tuple[ReportedTask, ...], warned: dict[str, WarnedTask]) -> Listing:
    lines = []
    for place, row in enumerate(rows, start=1):
        said = [words.standing_words(row.now)] if row.now.timeliness is Timeliness.LATE else []
        said += [reason(warned[row.task.id])] if row.task.id in warned else []
        name = words.one_line(row.task.name)
        lines.append(item(number_cell(place), name, row.task.deadline, "; ".join(said)))
    return Listing(COLUMNS, tuple(lines))
