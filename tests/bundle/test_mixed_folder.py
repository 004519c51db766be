"""A folder of anything: one preview says what each file will do, and then it does just that; the good ones merge."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from nq57desk.domain.changes import Counts
from nq57desk.domain.plan import Task
from nq57desk.domain.snapshot import Outcome
from nq57desk.sentences import sentence
from nq57desk.usecases import city, quarantine
from nq57desk.usecases.city import MergeReport
from tests.builders.mixed_folder import CODES, OLDER, PREVIEW, REJECTED, Mixed, mixed_folder
from tests.bundle import offices


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    return mixed_folder(tmp_path_factory.mktemp("mixed"))


def told(report: MergeReport) -> dict[str, tuple[str, str]]:
    """Outcome and first code of each file."""
    return {one.file.name: (one.outcome.value, one.problems[0].code if one.problems else "") for one in report.bundles}


def test_a_preview_then_each_as_it_said(mixed: Mixed, tmp_path: Path) -> None:
    with offices.reopened(mixed.copy_of_city(tmp_path / "city")) as desk:
        looked = city.merge(desk, paths=[mixed.bundles], dry_run=True)
        assert Counter(outcome for outcome, _ in told(looked).values()) == PREVIEW
        assert {name: code for name, (outcome, code) in told(looked).items() if outcome == "rejected"} == REJECTED
        assert (desk.store.count(Task, office="*"), quarantine.refused_files(desk)) == (0, ())
        done = city.merge(desk, paths=[mixed.bundles])
        assert told(done) == told(looked)
        assert done.total.new == looked.total.new
        assert {task.name for code in CODES for task in desk.store.all(Task, office=code)} == {
            "Số hóa, lần 1",
            "Số hóa, lần 2",
        }
        assert [task.name for task in desk.store.all(Task, office=OLDER)] == ["Số hóa, lần 2"]
        assert all(one.file.name in sentence(found) for one in done.bundles for found in one.problems)
        kept = {one.name for one in quarantine.refused_files(desk)}
        assert kept == REJECTED.keys() - {"dang-chep.nq57.part"}
        again = city.merge(desk, paths=[mixed.bundles])
        assert again.total == Counts()
        assert {one.outcome for one in again.bundles} == {Outcome.ALREADY_RECEIVED, Outcome.REJECTED}
        assert desk.store.check() == ()
