"""Freezes one database and one bundle of the present version: ``python -m installer.freeze_version``.

They go to tests/data/versions/VERSION and are never made again; later versions must open and merge them.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from nq57desk import __version__
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.usecases.journey import self_test
from nq57desk.workspace import DATABASE, open_desk

VERSIONS = Path(__file__).resolve().parent.parent / "tests" / "data" / "versions"
COUNTED = {
    "plan": Plan,
    "task": Task,
    "indicator": Indicator,
    "progress_update": ProgressUpdate,
    "indicator_value": IndicatorValue,
}


def freeze(target: Path) -> None:
    """Walk the journey and keep its ward's database, bundle and card with what they hold."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        journey = self_test(folder=folder)
        if not journey.ok:
            raise SystemExit(f"the journey failed: {journey.steps[-1]}")
        with open_desk(folder / "ward") as desk:
            counts = {name: desk.store.count(type_) for name, type_ in COUNTED.items()}
            copy = desk.store.backup(folder / "copy", why="freeze", at=desk.now())
        target.mkdir(parents=True)
        shutil.copy(copy, target / DATABASE)
        shutil.copy(folder / "bundle.nq57", target / "bundle.nq57")
        shutil.copy(folder / "ward.nq57card", target / "ward.nq57card")
        (target / "counts.json").write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """Freeze the present version once."""
    target = VERSIONS / __version__
    if target.exists():
        raise SystemExit(f"{__version__} is frozen already")
    freeze(target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
