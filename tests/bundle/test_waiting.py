"""What waits for a person: many deletions, a newer format; accepted or returned with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.bundle import bundles, manifest, signing
from nq57desk.domain.plan import Task
from nq57desk.domain.snapshot import Outcome, SnapshotLine
from nq57desk.errors import Refused
from nq57desk.usecases import city
from nq57desk.workspace import Desk
from tests.bundle import made
from tests.bundle.inbox import answer, merge
from tests.bundle.made import HEAD, LINES, line


def many(count: int, gone: int = 0, revision: int = 3) -> tuple[SnapshotLine, ...]:
    tasks = [Task(f"t{n:03}", "p1", "a1", position=n) for n in range(count)]
    return (*LINES[:3], *(line(t, revision + (n < gone), deleted=n < gone) for n, t in enumerate(tasks)))


@pytest.mark.parametrize(
    ("count", "gone", "outcome"),
    [
        (40, 4, Outcome.APPLIED),
        (100, 10, Outcome.APPLIED),
        (99, 10, Outcome.HELD),
        (5, 1, Outcome.HELD),
        (10, 10, Outcome.HELD),
    ],
)
def test_many_deletions_wait_for_a_person(
    desk: Desk, keys: signing.Keys, count: int, gone: int, outcome: Outcome
) -> None:
    first = made.bundle(keys, lines=many(count))
    second = made.bundle(keys, made.after(HEAD, first), many(count, gone))
    merge(desk, first.file)
    assert answer(desk, second.file)[0] is outcome
    left = count - gone if outcome is Outcome.APPLIED else count
    assert desk.store.count(Task, office=made.CODE) == left


def test_old_tombstones_do_not_hide_many_deletions(desk: Desk, keys: signing.Keys) -> None:
    first = made.bundle(keys, lines=many(200, 170))
    second = made.bundle(keys, made.after(HEAD, first), many(200, 182))
    merge(desk, first.file)
    assert answer(desk, second.file) == (Outcome.HELD, "bundle.many_deletions")


def test_a_held_bundle_is_kept_and_accepted_with_a_reason(desk: Desk, keys: signing.Keys) -> None:
    first = made.bundle(keys, lines=many(20))
    second = made.bundle(keys, made.after(HEAD, first), many(20, 15))
    merge(desk, first.file, second.file)
    with pytest.raises(Refused) as refused:
        city.accept_held(desk, digest=second.digest, reason=" ")
    assert refused.value.problems[0].code == "bundle.reason"
    accepted = city.accept_held(desk, digest=second.digest, reason="Gộp nhiệm vụ trùng")
    assert (accepted.outcome, accepted.counts.deleted) == (Outcome.APPLIED, 15)
    with pytest.raises(Refused) as refused:
        city.accept_held(desk, digest=second.digest, reason="nữa")
    assert refused.value.problems[0].code == "bundle.not_waiting"
    assert merge(desk, second.file)[0].outcome is Outcome.ALREADY_RECEIVED


def test_a_newer_format_is_held_and_taken_once_it_can_be_read(
    desk: Desk, keys: signing.Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made.bundle(keys, replace(HEAD, format=3, min_reader=3, program="9.0")).file
    assert answer(desk, file) == (Outcome.HELD, "bundle.newer_format")
    assert answer(desk, file) == (Outcome.HELD, "bundle.newer_format")
    held = desk.store.received_bundle(bundles.digest_of(file))
    assert held is not None
    assert (desk.folder / held.file).read_bytes() == file
    monkeypatch.setattr(manifest, "FORMAT", 3)
    assert answer(desk, file) == (Outcome.APPLIED, "")
