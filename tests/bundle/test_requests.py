"""Locked periods: a bundle for one is a request that a person accepts or returns; and files that were refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import city, locks, merging, quarantine
from nq57desk.workspace import Desk
from tests.bundle import made, offices
from tests.bundle.inbox import answer, merge
from tests.bundle.made import HEAD
from tests.bundle.test_forks import start

OLD = ProgressUpdate("u1", "p1", "t1", "2026-10", State.IN_PROGRESS, percent=10)


def test_a_lock_tells_first_what_is_still_open(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    for each in (first, one.put(Task("t1", "p1", "a1", name="A")).send(keys)):
        merge(desk, each.file)
    merge(desk, two.put(Task("t1", "p1", "a1", name="B")).send(keys).file)
    found = locks.lock(desk, period="2026-11")
    assert [office.code for office in found.missing] == ["90002"]
    assert [one.field for one in found.conflicts] == ["name"]
    assert found.lock is not None
    assert (found.lock.period, found.lock.locked_by) == ("2026-11", "Trần Thị Bình")
    assert list(desk.store.locks()) == ["2026-11"]


def test_a_bundle_for_a_locked_period_is_a_request(desk: Desk, keys: signing.Keys) -> None:
    first, one, _two = start(keys, OLD)
    merge(desk, first.file)
    locks.lock(desk, period="2026-11")
    second = one.put(Task("t2", "p1", "a1", name="Đổi")).send(keys)
    assert answer(desk, second.file) == (Outcome.HELD, "bundle.locked_period")
    (waiting,) = city.held(desk)
    accepted = city.accept_held(desk, digest=waiting.digest, reason="Đính chính theo công văn")
    assert (accepted.outcome, accepted.counts.edited) == (Outcome.APPLIED, 1)
    kept = desk.store.received_bundle(second.digest)
    assert kept is not None
    assert kept.reason == "Đính chính theo công văn"


def test_a_later_bundle_that_changes_a_locked_month_is_a_request_too(desk: Desk, keys: signing.Keys) -> None:
    first, one, _two = start(keys, OLD)
    merge(desk, first.file)
    locks.lock(desk, period="2026-Q4")
    locks.unlock(desk, period="2026-Q4", reason="Khóa nhầm")
    locks.lock(desk, period="2026-10")
    quiet = one.put(Task("t2", "p1", "a1", name="Đổi")).send(keys)
    assert merge(desk, quiet.file)[0].outcome is Outcome.APPLIED
    loud = one.put(replace(OLD, percent=90)).send(keys)
    assert answer(desk, loud.file) == (Outcome.HELD, "bundle.locked_period")
    returned = city.return_held(desk, digest=loud.digest, reason="Kỳ đã báo cáo Bộ")
    assert (returned.outcome, city.held(desk)) == (Outcome.REJECTED, ())
    (again,) = merge(desk, loud.file)
    assert (again.outcome, again.problems[0].code) == (Outcome.REJECTED, "bundle.returned")
    assert "Kỳ đã báo cáo Bộ" in sentence(again.problems[0])
    locks.unlock(desk, period="2026-10", reason="Có đính chính")
    last = one.put(replace(OLD, percent=80)).send(keys)
    assert merge(desk, last.file)[0].outcome is Outcome.APPLIED


@pytest.mark.parametrize(
    ("period", "reason", "code"), [("2026-10", "x", "lock.not_locked"), ("2026-11", " ", "lock.reason")]
)
def test_unlocking_what_cannot_be(desk: Desk, period: str, reason: str, code: str) -> None:
    locks.lock(desk, period="2026-11")
    with pytest.raises(Refused) as refused:
        locks.unlock(desk, period=period, reason=reason)
    assert refused.value.problems[0].code == code


def test_a_refused_file_is_kept_listed_and_let_go_once_it_is_taken(desk: Desk, keys: signing.Keys) -> None:
    good = made.bundle(keys, replace(HEAD, office="90009")).file
    for each in (b"%PDF-1.7", good, good):
        merge(desk, each)
    found = {one.code: one for one in quarantine.refused_files(desk)}
    assert set(found) == {"bundle.wrong_type", "bundle.unknown_office"}
    kept = found["bundle.unknown_office"]
    assert (desk.folder / kept.file).read_bytes() == good
    assert kept.file == f"bundles/quarantine/{kept.digest}"
    assert [entry.action for entry in desk.store.journal()].count("refused") == 2
    office = Office("90009", "xã Mới", sign_key=keys.public.sign_key)
    desk.store.keep_office(office, who="an", at=desk.now())
    assert merge(desk, good)[0].outcome is Outcome.APPLIED
    assert [one.code for one in quarantine.refused_files(desk)] == ["bundle.wrong_type"]


def test_looking_first_keeps_nothing(desk: Desk, keys: signing.Keys) -> None:
    last = replace(HEAD, year=2026)
    files = (made.bundle(keys, last).file, b"PK\3\4 no bundle", made.bundle(keys, replace(HEAD, sample=True)).file)
    found = merge(desk, *files, dry_run=True)
    assert sorted(one.outcome for one in found) == [Outcome.APPLIED, Outcome.REJECTED, Outcome.REJECTED]
    assert (quarantine.refused_files(desk), desk.bundles_folder.exists()) == ((), False)


def test_a_file_that_is_still_growing(desk: Desk, keys: signing.Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.bundle(keys).file
    path = offices.put(desk.folder / "inbox", [data[:-50]])[0]

    def read_early(_file: object) -> bytes:
        path.write_bytes(data)
        return data[:-50]

    monkeypatch.setattr(merging, "read_file", read_early)
    (one,) = city.merge(desk, paths=[path]).bundles
    assert (one.outcome, one.problems[0].code) == (Outcome.REJECTED, "bundle.being_written")
    monkeypatch.undo()
    assert city.merge(desk, paths=[path]).bundles[0].outcome is Outcome.APPLIED
