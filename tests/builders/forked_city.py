"""The fictitious city with one ward on two computers, made once for all tests; each works on a copy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from nq57desk.usecases.sample_fork import Forked, make_fork

DAY = date(2026, 10, 20)


def made_fork(folder: Path) -> Forked:
    """Made in an empty folder."""
    return make_fork(folder=folder, as_of=DAY)


def copied(made: Forked, folder: Path) -> Forked:
    """A copy that a test may change."""
    here = {name: Path(shutil.copytree(getattr(made, name), folder / name)) for name in ("city", "one", "other")}
    return replace(made, **here)
