"""``installer/build windows|portable|wheel|deb [-o FOLDER]``: what is built is printed with its size and SHA-256."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import nq57desk
from installer.building import deb, folder, portable, setup, wheel
from installer.building.tools import BuildFailed, sha256

_WORK = folder.ROOT / "build"


def main() -> int:
    """Build one kind; 1 with a sentence where it cannot be built."""
    parser = argparse.ArgumentParser(prog="installer/build", description=__doc__)
    parser.add_argument("kind", choices=("windows", "portable", "wheel", "deb"))
    parser.add_argument("-o", dest="output", type=Path, default=folder.ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--python-zip", type=Path, metavar="FILE", help="the official embeddable zip of CPython 3.11")
    parser.add_argument("--python-sha256", default="", metavar="SUM", help="its published SHA-256")
    parser.add_argument("--sign", default="", metavar="COMMAND", help="signs a program in place; %%1 is its file")
    asked = parser.parse_args()
    began = time.monotonic()
    try:
        asked.output.mkdir(parents=True, exist_ok=True)
        made = _make(asked)
    except (BuildFailed, OSError) as failed:
        print(f"Not built: {failed}", file=sys.stderr)
        return 1
    print(f"{made}  {made.stat().st_size / 1e6:.1f} MB  {time.monotonic() - began:.0f} s")
    print(f"SHA-256 {sha256(made)}")
    return 0


def _make(asked: argparse.Namespace) -> Path:
    version, output = nq57desk.__version__, asked.output.resolve()
    if asked.kind == "wheel":
        return wheel.make(output)
    if asked.kind == "deb":
        return deb.make(output, _WORK / "deb", version)
    tree = _WORK / "windows"
    folder.make(tree, _WORK / "work", official=asked.python_zip, published=asked.python_sha256)
    if asked.kind == "portable":
        return portable.make(tree, output, version)
    return setup.make(tree, output, version, sign=asked.sign)


if __name__ == "__main__":
    raise SystemExit(main())
