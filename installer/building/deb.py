"""The Debian package: the program and its locked libraries in one folder under /opt, started by /usr/bin/nq57desk."""

from __future__ import annotations

from pathlib import Path

from installer.building.tools import BuildFailed


def make(output: Path, work: Path, version: str) -> Path:
    """The package's path."""
    raise BuildFailed(f"not written yet: {output} {work} {version}")
