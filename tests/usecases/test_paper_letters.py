"""Reminders: one letter for each late body, with exactly what it owes; and the assignment table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.domain.bodies import body_key
from nq57desk.domain.listings import LineKind, Listing
from nq57desk.domain.papers import PaperKind, Words
from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.usecases import history, papers
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.month_board import month_board
from nq57desk.usecases.paper_asked import asked_paper
from nq57desk.usecases.paper_letters import late_bodies, reminders
from nq57desk.usecases.paper_reports import assignment_paper
from nq57desk.workspace import Desk
from tests.usecases.paper_office import MONTH, pages_of


def owed(desk: Desk) -> dict[str, set[str]]:
    """Names of tasks by lead, from the month's board."""
    board = month_board(desk, period=MONTH)
    found: dict[str, set[str]] = {}
    for row in (*board.late, *board.missing):
        found.setdefault(body_key(row.task.lead), set()).add(row.task.name)
    return found


def test_each_late_body_gets_what_it_owes(sample: Desk) -> None:
    letters, problems = reminders(sample, asked_paper(sample, kind=PaperKind.REMINDER, period=MONTH))
    assert problems == ()
    expected = owed(sample)
    told = {}
    for letter in letters:
        (listing,) = [piece for piece in letter.body if isinstance(piece, Listing)]
        (body,) = letter.head.addressees
        told[body_key(body)] = {line.cells[1].text for line in listing.lines}
    assert told == expected
    assert [(body_key(body), late + missing > 0) for body, late, missing in late_bodies(sample, period=MONTH)] == [
        (body_key(letter.head.addressees[0]), True) for letter in letters
    ]


def test_all_letters_stand_in_one_file_each_on_its_own_pages(sample: Desk) -> None:
    letters, _ = reminders(sample, asked_paper(sample, kind=PaperKind.REMINDER, period=MONTH))
    pages = pages_of(papers.make_paper(sample, kind="reminder", period=MONTH).data)
    assert len(pages) == len(letters) > 1
    for letter, page in zip(letters, pages, strict=True):
        assert f"Kính gửi: {letter.head.addressees[0]}" in page
        assert "V/v đôn đốc thực hiện" in page
        assert "- Như trên;" in page


def test_one_body_by_any_of_its_spellings(sample: Desk) -> None:
    (letter,), _ = reminders(sample, asked_paper(sample, kind=PaperKind.REMINDER, period=MONTH, body="CÔNG AN PHƯỜNG"))
    assert letter.head.addressees == ("Công an phường",)
    assert isinstance(letter.body[0], Words)
    assert "còn 01 nhiệm vụ chưa cập nhật đủ tiến độ trong kỳ" in letter.body[0].text


def test_every_task_stands_under_each_body_that_leads_it(sample: Desk) -> None:
    made, _ = assignment_paper(sample, asked_paper(sample, kind=PaperKind.ASSIGNMENTS))
    sections = [line.cells[1].text for line in made.listing.lines if line.kind is LineKind.SECTION]
    assert len(set(map(body_key, sections))) == len(sections)
    names = {line.cells[2].text for line in made.listing.lines if line.kind is not LineKind.SECTION}
    board = month_board(sample, period=MONTH)
    assert {row.task.name for row in board.rows if row.task.lead} <= names


def test_one_body_sees_what_it_leads_and_what_it_takes_part_in(sample: Desk) -> None:
    asked = asked_paper(sample, kind=PaperKind.ASSIGNMENTS, body="Công an phường")
    made, _ = assignment_paper(sample, asked)
    titles = [line.cells[1].text for line in made.listing.lines if line.kind is LineKind.SECTION]
    assert titles == ["Nhiệm vụ chủ trì", "Nhiệm vụ phối hợp"]
    assert made.below[0] == "Công an phường"


def test_late_tasks_that_nobody_leads_are_told(sample: Desk) -> None:
    rows = [replace(task, lead="") for task in sample.store.all(Task) if body_key(task.lead) in owed(sample)]
    apply_records(sample, "edit", [proposed(row) for row in rows])
    with pytest.raises(Refused) as refused:
        reminders(sample, asked_paper(sample, kind=PaperKind.REMINDER, period=MONTH))
    assert refused.value.problems[0].code == "papers.only_without_lead"
    history.undo(sample)
    assert reminders(sample, asked_paper(sample, kind=PaperKind.REMINDER, period=MONTH))[1] == ()
    apply_records(sample, "edit", [proposed(row) for row in rows if row.name in owed_names(sample)][:1])
    (told,) = reminders(sample, asked_paper(sample, kind=PaperKind.REMINDER, period=MONTH))[1]
    assert told.code == "papers.without_lead"


def owed_names(desk: Desk) -> set[str]:
    return set().union(*owed(desk).values())
