"""Every frozen version's database opens and every frozen bundle merges; the set is the one in CHANGELOG."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import nq57desk
from installer.freeze_version import COUNTED, VERSIONS
from nq57desk.domain.snapshot import Outcome
from nq57desk.usecases import city, history
from nq57desk.workspace import DATABASE, open_desk
from tests.builders import offices

CHANGELOG = Path(nq57desk.__file__).parent.parent / "CHANGELOG.md"
FROZEN = sorted(path.name for path in VERSIONS.iterdir() if path.is_dir())


def test_the_frozen_versions_are_those_of_the_changelog() -> None:
    told = re.findall(r"^## (\d+\.\d+\.\d+)", CHANGELOG.read_text(encoding="utf-8"), re.M)
    assert sorted(told) == FROZEN
    assert nq57desk.__version__ == told[0]


@pytest.mark.parametrize("version", FROZEN)
def test_a_frozen_database_opens_whole(version: str, tmp_path: Path) -> None:
    shutil.copy(VERSIONS / version / DATABASE, tmp_path / DATABASE)
    counts = json.loads((VERSIONS / version / "counts.json").read_text(encoding="utf-8"))
    with open_desk(tmp_path) as desk:
        assert {name: desk.store.count(COUNTED[name]) for name in counts} == counts
        assert history.check(desk) == ()


@pytest.mark.parametrize("version", FROZEN)
def test_a_frozen_bundle_merges(version: str, tmp_path: Path) -> None:
    counts = json.loads((VERSIONS / version / "counts.json").read_text(encoding="utf-8"))
    with offices.city(tmp_path / "city") as desk:
        city.enrol(desk, cards=[VERSIONS / version / "ward.nq57card"])
        report = city.merge(desk, paths=[VERSIONS / version / "bundle.nq57"])
        code = report.bundles[0].office
        assert report.bundles[0].outcome is Outcome.APPLIED
        assert {name: desk.store.count(COUNTED[name], office=code) for name in counts} == counts
