"""``installer/try-windows`` and ``installer/try-linux``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from installer.building.tools import BuildFailed
from installer.trying import linux, windows

_ROOT = Path(__file__).resolve().parents[2]
_SCRATCH = _ROOT / "build" / "try"


def main() -> int:
    """0 where every step held."""
    parser = argparse.ArgumentParser(prog="installer/try-…", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    for_windows = kinds.add_parser("windows")
    for_windows.add_argument("setup", type=Path)
    for_windows.add_argument("--before", type=Path, metavar="OLDER-SETUP.exe")
    for_windows.add_argument("--portable", type=Path, metavar="PORTABLE.zip", help="else the one beside the setup")
    for_linux = kinds.add_parser("linux")
    for_linux.add_argument("package", type=Path)
    for_linux.add_argument("wheel", type=Path)
    for name, one in (("windows", for_windows), ("linux", for_linux)):
        one.add_argument("-o", dest="report", type=Path, default=_ROOT / "installer" / f"tried-{name}.md")
        one.add_argument("--scratch", type=Path, default=_SCRATCH, help="where the bare roots are kept")
    asked = parser.parse_args()
    try:
        if asked.kind == "windows":
            beside = asked.setup.with_name(asked.setup.name.replace("-setup.exe", "-portable.zip"))
            zipped = asked.portable or (beside if beside.suffix == ".zip" and beside.is_file() else None)
            held = windows.try_it(asked.setup, asked.before, zipped, asked.report.resolve(), asked.scratch.resolve())
        else:
            held = linux.try_it(asked.package, asked.wheel, asked.report.resolve(), asked.scratch.resolve())
    except (BuildFailed, OSError) as failed:
        print(f"Not tried: {failed}", file=sys.stderr)
        return 1
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
