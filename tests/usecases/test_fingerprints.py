"""One code on paper, in the bundle and in the city's row; it follows the data and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nq57desk.bundle import bundles, contents, signing
from nq57desk.domain.fingerprints import Codes, codes_of
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Plan, PlanStatus, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.snapshot import Outcome, SnapshotLine
from nq57desk.usecases import central, city, edits, fingerprints, offices, papers, progress, sending
from nq57desk.usecases.bundles import check_bundle, show_bundle
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.workspace import Desk, open_desk
from tests.usecases.paper_office import CLOSED, DAY, MONTH, first_appendix


def now(desk: Desk, period: str = MONTH) -> Codes:
    return fingerprints.codes(desk, period)


def update_of(desk: Desk, month: str) -> ProgressUpdate:
    return next(one for one in desk.store.all(ProgressUpdate) if one.period == month and one.result)


def test_tables_and_lines_give_the_same_codes(sample: Desk) -> None:
    update = update_of(sample, MONTH)
    central.tick(sample, task_ids=[update.task_id], period=MONTH, on=date(2026, 10, 13))
    for period in (MONTH, CLOSED, "2026-Q3", "2026-H1", "2026-9M", "2026"):
        assert codes_of(sample.office.code, period, sample.store.snapshot(2026)) == now(sample, period)
    assert len({now(sample, period).period for period in (MONTH, CLOSED, "2026-Q3", "2026")}) == 4


def edit_task(desk: Desk) -> None:
    edits.edit_task(desk, task_id=desk.store.all(Task)[0].id, changes={"note": "x"})


def edit_update(desk: Desk) -> None:
    one = update_of(desk, MONTH)
    progress.set_progress(desk, task_id=one.task_id, period=MONTH, state=one.state, result="Khác hẳn.")


def tick(desk: Desk) -> None:
    central.tick(desk, task_ids=[update_of(desk, MONTH).task_id], period=MONTH, on=date(2026, 10, 13))


def reopen(desk: Desk) -> None:
    progress.open_period(desk, period=CLOSED, reason="x")


def renumber(desk: Desk) -> None:
    plan = desk.store.all(Plan)[0]
    apply_records(desk, "edit", [proposed(replace(plan, number="99", status=PlanStatus.DRAFT))])


def retitle(desk: Desk) -> None:
    apply_records(desk, "edit", [proposed(replace(desk.store.all(Plan)[0], title="Khác"))])


@pytest.mark.parametrize(
    ("change", "period", "changes_period", "changes_plan"),
    [
        (edit_task, MONTH, True, True),
        (retitle, MONTH, True, True),
        (edit_update, MONTH, True, False),
        (edit_update, CLOSED, False, False),
        (edit_update, "2026-Q4", True, False),
        (reopen, CLOSED, True, False),
        (reopen, "2026-Q3", True, False),
        (reopen, MONTH, False, False),
        (tick, MONTH, False, False),
        (renumber, MONTH, False, False),
    ],
)
def test_what_changes_which_code(
    sample: Desk, change: Callable[[Desk], None], period: str, changes_period: bool, changes_plan: bool
) -> None:
    before = now(sample, period)
    change(sample)
    after = now(sample, period)
    assert (after.period != before.period, after.plan != before.plan) == (changes_period, changes_plan)


def test_closing_again_is_another_edition(sample: Desk) -> None:
    before = now(sample, CLOSED)
    progress.open_period(sample, period=CLOSED, reason="x")
    progress.close_period(sample, period=CLOSED)
    assert now(sample, CLOSED).period != before.period


def test_another_office_with_the_same_records_has_other_codes(sample: Desk) -> None:
    lines: list[SnapshotLine] = list(sample.store.snapshot(2026))
    assert codes_of("99900", MONTH, lines) != codes_of(sample.office.code, MONTH, lines)
    assert codes_of(sample.office.code, MONTH, reversed(lines)) == now(sample)


def city_knowing(folder: Path, ward: Desk) -> Desk:
    offices.create_office(
        folder=folder, code="99", name="Ủy ban nhân dân thành phố Ngàn Sao", role=Role.CITY, sample=True
    )
    desk = open_desk(folder, as_of=DAY, who="An")
    desk.store.keep_office(ward.office, who="An", at=desk.now())
    return desk


def test_paper_bundle_and_the_citys_row_show_the_same_code(sample: Desk, tmp_path: Path) -> None:
    report = papers.make_paper(sample, kind="progress-report", period=CLOSED)
    appendix = papers.make_paper(sample, kind="appendix", appendix_id=first_appendix(sample).id)
    made = sending.make(sample, path=tmp_path / "goi.nq57", period=CLOSED)
    head = show_bundle(made.file).manifest
    assert (head.fingerprint, head.plan_fingerprint) == (report.fingerprint, appendix.fingerprint)
    kept = sample.store.made_bundles()[-1]
    assert (kept.fingerprint, kept.plan_fingerprint) == (report.fingerprint, appendix.fingerprint)
    with city_knowing(tmp_path / "city", sample) as desk:
        assert [one.outcome for one in city.merge(desk, paths=[made.file]).bundles] == [Outcome.APPLIED]
        (row,) = city.status(desk, year=2026, period=CLOSED)
        assert (row.fingerprint, row.plan_fingerprint) == (report.fingerprint, appendix.fingerprint)
        assert fingerprints.codes(desk, CLOSED, office_code=sample.office.code) == now(sample, CLOSED)


def rewritten(sample: Desk, path: Path, period: str, plan: str, *, of: str = CLOSED) -> Path:
    """The bundle with another manifest, signed by the office itself."""
    made = sending.make(sample, path=path, period=CLOSED)
    keys = signing.load_keys(sample.keys_folder)
    head = replace(made.manifest, fingerprint=period, plan_fingerprint=plan, period=of)
    path.write_bytes(bundles.write(head, sample.store.snapshot(2026), keys, None).file)
    return path


def test_a_bundle_that_names_other_codes_is_not_taken(sample: Desk, tmp_path: Path) -> None:
    file = rewritten(sample, tmp_path / "goi.nq57", "AAAA-AAAA", now(sample).plan)
    with city_knowing(tmp_path / "city", sample) as desk:
        (one,) = city.merge(desk, paths=[file]).bundles
        assert one.outcome is Outcome.REJECTED
        assert [problem.code for problem in one.problems] == ["bundle.fingerprint"]
        assert desk.store.count(Indicator, office=sample.office.code) == 0
    checked = check_bundle(file, known=[sample.office])
    assert (checked.valid, checked.problems[0].code) == (False, "bundle.fingerprint")


def test_a_bundle_of_an_older_program_has_no_codes_and_is_taken(sample: Desk, tmp_path: Path) -> None:
    file = rewritten(sample, tmp_path / "goi.nq57", "", "")
    found = bundles.read(bundles.opened(file.read_bytes()), sample.office.sign_key)
    assert found.manifest.fingerprint == ""
    assert "fingerprint" not in json.dumps([part.kind for part in found.manifest.parts])
    with city_knowing(tmp_path / "city", sample) as desk:
        assert [one.outcome for one in city.merge(desk, paths=[file]).bundles] == [Outcome.APPLIED]
        (row,) = city.status(desk, year=2026, period=CLOSED)
        assert row.fingerprint == now(sample, CLOSED).period
    assert contents.lines(found)


@pytest.mark.parametrize(("code", "outcome"), [("", Outcome.APPLIED), ("AAAA-AAAA", Outcome.REJECTED)])
def test_a_period_before_all_calendars_has_no_codes(sample: Desk, tmp_path: Path, code: str, outcome: Outcome) -> None:
    file = rewritten(sample, tmp_path / "goi.nq57", code, code, of="0999-01")
    with city_knowing(tmp_path / "city", sample) as desk:
        assert [one.outcome for one in city.merge(desk, paths=[file]).bundles] == [outcome]
