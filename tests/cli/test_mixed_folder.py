"""A folder of anything on the command line: the preview's answer is the merge's answer, one line for each file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.builders.mixed_folder import PREVIEW, REJECTED, mixed_folder
from tests.cli.conftest import Call


def test_a_folder_of_anything(call: Call, tmp_path: Path) -> None:
    mixed = mixed_folder(tmp_path)
    merging = ("--office", mixed.city, "city", "merge", mixed.bundles)
    status, looked = call(*merging, "--dry-run")
    assert (status, Counter(one["outcome"] for one in looked["bundles"])) == (1, PREVIEW)
    status, done = call(*merging)
    assert (status, done["changes"]) == (1, looked["changes"])
    assert [(one["file"], one["outcome"]) for one in done["bundles"]] == [
        (one["file"], one["outcome"]) for one in looked["bundles"]
    ]
    rejected = [one for one in done["bundles"] if one["outcome"] == "rejected"]
    assert {Path(one["file"]).name: one["problems"][0]["code"] for one in rejected} == REJECTED
    assert all(one["problems"][0]["sentence"] for one in rejected)
    assert call("--office", mixed.city, "check")[0] == 0
