"""A file too damaged to say whose it is: no receipt can be written for it, so it is told whom to telephone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.snapshot import Outcome
from nq57desk.sentences import sentence
from nq57desk.usecases import city, waiting
from nq57desk.workspace import Desk
from tests.bundle import made


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (f"{made.CODE}_2026-11_3.nq57", "bundle.no_receipt_guess"),
        (f"{made.CODE} (1).nq57", "bundle.no_receipt_guess"),
        (f"{made.CODE}9_2026-11_3.nq57", "bundle.no_receipt"),
        ("goi thang 11.nq57", "bundle.no_receipt"),
        (f"{made.CODE}.nq57", "bundle.no_receipt_guess"),
    ],
)
def test_whom_to_telephone(desk: Desk, keys: signing.Keys, tmp_path: Path, name: str, code: str) -> None:
    (office,) = (one for one in desk.store.offices() if one.code == made.CODE)
    file = tmp_path / name
    file.write_bytes(made.bundle(keys).file[:-200])
    for dry_run in (True, False):
        (merged,) = city.merge(desk, paths=[file], dry_run=dry_run).bundles
        assert (merged.outcome, merged.office, merged.problems[-1].code) == (Outcome.REJECTED, "", code)
    told = sentence(merged.problems[-1])
    assert name in told
    assert "Gọi điện" in told
    assert (f"{office.name} ({office.code})" in told) == (code == "bundle.no_receipt_guess")
    assert ("phỏng đoán" in told) == (code == "bundle.no_receipt_guess")
    (listed,) = waiting.waiting(desk)
    assert (listed.office, bool(listed.guess)) == ("", code == "bundle.no_receipt_guess")
    again = waiting.look(desk, listed).problems
    assert [sentence(one) for one in waiting.named(listed, again)][-1] == told


def test_one_that_says_whose_it_is_needs_no_guess(desk: Desk, keys: signing.Keys, tmp_path: Path) -> None:
    file = tmp_path / f"{made.CODE}_2026-11_3.nq57"
    file.write_bytes(made.bundle(keys, replace(made.HEAD, office="90009")).file)
    (merged,) = city.merge(desk, paths=[file]).bundles
    assert [one.code for one in merged.problems] == ["bundle.unknown_office"]
    assert waiting.waiting(desk)[0].guess == ""
