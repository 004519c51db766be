"""The list of licences is that of the lock, every part has one, and none of them is the GPL."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from installer import licences
from nq57desk import paths

LISTED = json.loads((paths.resources() / licences.FILE).read_text(encoding="utf-8"))
ROOT = Path(__file__).parent.parent


def test_the_list_names_what_the_lock_names() -> None:
    assert licences.fits(LISTED)
    assert not licences.fits([*LISTED, {"name": "another", "version": "1"}])
    assert not licences.fits(LISTED[1:])


def test_every_part_has_a_licence_and_its_words() -> None:
    assert [one["name"] for one in LISTED if not one["licence"] or len(one["text"]) < 500] == []


def test_nothing_needs_the_gpl() -> None:
    assert [one["name"] for one in LISTED if licences.needs_gpl(one["licence"])] == []
    lesser = [one for one in LISTED if "LGPL" in one["licence"]]
    assert {one["name"] for one in lesser} == {"pyside6-essentials", "shiboken6"}
    assert all("thư viện tách rời" in one["text"] for one in lesser)


@pytest.mark.parametrize(
    ("licence", "needs"),
    [("GPL-3.0-only", True), ("AGPL-3.0", True), ("LGPL-3.0-only", False), ("MIT OR GPL-2.0", False), ("MIT", False)],
)
def test_what_counts_as_the_gpl(licence: str, needs: bool) -> None:
    assert licences.needs_gpl(licence) == needs


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_everything_locked_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^[A-Za-z0-9_.-]+==[^\n]*\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n)*)", text, re.MULTILINE)
    assert len(pinned) > 25
    assert all(hashes for hashes in pinned)
