"""What there is to print, what has left already, and the words behind a report's parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from nq57desk.domain.column_profiles import ColumnWish
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.domain.report_outline import TextState
from nq57desk.usecases import paper_columns, paper_shelf, paper_texts, papers, progress
from nq57desk.usecases.paper_shelf import Choice, Out
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY, PERIOD, ward, ward_with_plans
from tests.usecases.paper_office import paper_text, text_of

REPORT = Choice(PaperKind.PROGRESS_REPORT, PERIOD)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A ward with two plans, of which nothing was reported."""
    return ward_with_plans(tmp_path / "office")


def report_on(desk: Desk, at: int) -> None:
    task = desk.store.all(Task)[at]
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, percent=10)


def test_an_empty_office_has_nothing_to_print(tmp_path: Path) -> None:
    with ward(tmp_path / "leer") as desk:
        found = paper_shelf.shelf(desk)
        assert (found.plans, found.late, found.issued, found.begun) == ((), (), (), False)


def test_a_period_has_begun_with_its_first_report(desk: Desk) -> None:
    assert not paper_shelf.shelf(desk).begun
    report_on(desk, 0)
    assert paper_shelf.shelf(desk).begun
    assert not paper_shelf.shelf(desk, period="2026-Q3").begun
    assert paper_shelf.shelf(desk, period="2026-Q4").begun


def test_every_choice_makes_the_paper_that_it_names(desk: Desk) -> None:
    report_on(desk, 0)
    found = paper_shelf.shelf(desk)
    assert len(found.outs) > 15
    for choice in found.outs:
        if choice.kind is PaperKind.ADJUSTED_APPENDIX:
            continue
        asked = paper_shelf.asked_for(desk, choice)
        assert (asked.kind, asked.about) == (choice.kind, choice.about)
        assert papers.rendered(desk, asked, ".pdf").pages > 0


def test_what_left_is_ticked_until_the_data_change(desk: Desk) -> None:
    code = paper_shelf.asked_for(desk, REPORT).code
    assert paper_shelf.shelf(desk).outs[REPORT] is Out.NOT_YET
    assert paper_shelf.note_out(desk, REPORT, code)
    assert paper_shelf.shelf(desk).outs[REPORT] is Out.DONE
    assert paper_shelf.asked_for(desk, REPORT).code == code
    report_on(desk, 0)
    assert paper_shelf.shelf(desk).outs[REPORT] is Out.BEFORE


def test_a_step_before_a_tick_can_still_be_taken_back(desk: Desk) -> None:
    paper_texts.keep_text(desk, period=PERIOD, part="causes", text="Thiếu người.")
    paper_shelf.note_out(desk, REPORT, "X")
    desk.store.undo(who=desk.who, at=desk.now())
    states = {part.key: part.state for part in paper_texts.report_parts(desk, period=PERIOD)}
    assert states["causes"] is TextState.EMPTY


def test_who_only_looks_ticks_nothing(desk: Desk) -> None:
    desk.close()
    with open_desk(desk.folder, as_of=DAY, read_only=True) as looking:
        assert not paper_shelf.note_out(looking, REPORT, "X")


def test_drafted_parts_say_what_the_page_says(desk: Desk) -> None:
    report_on(desk, 0)
    on_page = paper_text(desk, "progress-report", period=PERIOD)
    told = paper_shelf.parts_in_words(desk, period=PERIOD)
    drafted = [text for part, text in told if part.state is TextState.DRAFTED and text]
    assert len(drafted) > 3
    for text in drafted:
        assert " ".join(text.split("\n")[0].split()) in on_page
    assert not any("Trên đây là" in text for text in drafted)


def test_columns_on_trial_are_not_kept(desk: Desk) -> None:
    wishes = (ColumnWish("name", heading="Việc phải làm"),)
    with paper_columns.on_trial("task-progress", wishes):
        made = papers.make_paper(desk, kind="task-progress", period=PERIOD)
    assert "Việc phải làm" in text_of(made.data)
    assert "Việc phải làm" not in paper_text(desk, "task-progress", period=PERIOD)
    assert paper_columns.column_profile(desk, of="task-progress") == ()
