"""The wheel for Python's own installers (pipx): program, resources and translations in one file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from installer.building import folder
from installer.building.tools import commit_time, run, settle

_NEEDED = ("nq57desk", "resources", "translations", "pyproject.toml", "README.md", "LICENSE")
_LOCK = folder.ROOT / "installer" / "building" / "wheel.lock"
"""The build back end and what it needs, with their hashes; ``installer/lock`` makes it anew."""


def make(output: Path) -> Path:
    """The wheel's path. Only what is committed goes into it.

    Raises:
        BuildFailed: the build back end complains.
    """
    epoch = {"SOURCE_DATE_EPOCH": str(commit_time(folder.ROOT))}
    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work) / "source", Path(work) / "made"
        for name in folder.committed(*_NEEDED):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder.ROOT / name, source / name)
        settle(source, int(epoch["SOURCE_DATE_EPOCH"]))
        locked = ("--build-constraints", _LOCK, "--require-hashes")
        run(["uv", "build", "--wheel", "--quiet", "--no-config", *locked, "--out-dir", made, source], more=epoch)
        (built,) = made.glob("*.whl")
        target = output / built.name
        shutil.copyfile(built, target)
    return target
