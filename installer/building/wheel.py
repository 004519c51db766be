"""The wheel for Python's own installers (pipx): program, resources and translations in one file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from installer.building.tools import run

ROOT = Path(__file__).resolve().parents[2]


def make(output: Path) -> Path:
    """The wheel's path.

    Raises:
        BuildFailed: the build back end complains.
    """
    with tempfile.TemporaryDirectory() as work:
        run(["uv", "build", "--wheel", "--quiet", "--out-dir", work, "."], folder=ROOT)
        (built,) = Path(work).glob("*.whl")
        target = output / built.name
        shutil.copyfile(built, target)
    return target
