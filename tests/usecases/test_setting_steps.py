"""A setting that was changed is a step like any other: named, undone, done again, never over a later change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.usecases import edits, history, settings_edits
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY

THRESHOLD = settings_edits.THRESHOLD_KEY


def test_settings_and_edits_are_taken_back_in_their_order(desk: Desk) -> None:
    task = desk.store.all(Task)[0]
    settings_edits.change(desk, key=THRESHOLD, value="85")
    edits.edit_task(desk, task_id=task.id, changes={"note": "mới"})
    settings_edits.change(desk, key=THRESHOLD, value="80")
    for threshold, note in ((85, "mới"), (85, task.note), (90, task.note)):
        applied = history.undo(desk)
        assert applied is not None
        found = desk.store.get(Task, task.id)
        assert found is not None
        assert (settings_edits.read(desk).threshold, found.note) == (threshold, note)
    for threshold in (85, 85, 80):
        assert history.redo(desk) is not None
        assert settings_edits.read(desk).threshold == threshold
    assert history.check(desk) == ()


def test_the_office_s_name_comes_back(desk: Desk) -> None:
    before = desk.office
    settings_edits.change(desk, key=settings_edits.NAME, value="Ủy ban nhân dân phường Khác")
    assert history.undo(desk) is not None
    assert desk.office == before
    assert history.redo(desk) is not None
    assert desk.office == replace(before, name="Ủy ban nhân dân phường Khác")


def test_a_step_that_was_overtaken_is_refused(desk: Desk) -> None:
    settings_edits.change(desk, key=THRESHOLD, value="85")
    desk.store.set_setting(THRESHOLD, "70", who="Trần Thị Thử", at=desk.now())
    with pytest.raises(Refused, match=r"store\.changed_meanwhile"):
        history.undo(desk)
    assert settings_edits.read(desk).threshold == 70


def test_what_the_program_notes_for_itself_is_no_step(desk: Desk) -> None:
    known = history.undoable(desk)
    desk.store.set_setting("path.signed.2026-11", "1", who="x", at=desk.now())
    assert history.undoable(desk) == known


@pytest.mark.parametrize(("key", "value"), [(settings_edits.TONES, "sideways"), (settings_edits.TONES, "")])
def test_an_unknown_spelling_means_as_typed(desk: Desk, key: str, value: str) -> None:
    settings_edits.change(desk, key=key, value=value)
    assert settings_edits.read(desk).tones.value == ""


def test_a_clock_set_back_is_noticed_and_breaks_nothing(desk: Desk, tmp_path: Path) -> None:
    assert history.day_ahead(desk) == ""
    folder = desk.folder
    desk.close()
    with open_desk(folder, as_of=DAY.replace(year=DAY.year - 1)) as earlier:
        assert history.day_ahead(earlier) == f"{DAY}"
        edits.edit_task(earlier, task_id=earlier.store.all(Task)[0].id, changes={"note": "năm trước"})
        assert history.check(earlier) == ()
        assert history.undo(earlier) is not None
        assert history.backup(earlier).is_file()
    assert tmp_path.is_dir()
