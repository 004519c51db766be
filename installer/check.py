"""What ``./check`` runs: lint, form, types, tests; with --long the long tests, with --bench the benchmarks."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence

WORKERS = ("-n", "2", "--dist", "loadfile")
"""Two processes, each taking whole files: fixtures that are made once a session are made twice, not more."""


def _step(name: str, command: Sequence[str]) -> bool:
    """Run one step; its own output stands on the terminal."""
    print(f"== {name}", flush=True)
    began = time.monotonic()
    status = subprocess.run(command, check=False).returncode
    print(f"== {name}: {'ok' if status == 0 else f'failed ({status})'}, {time.monotonic() - began:.0f} s", flush=True)
    return status == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps; all of them even after a failure. Exit status 0 when everything held."""
    parser = argparse.ArgumentParser(prog="./check", description=__doc__)
    parser.add_argument("--long", action="store_true", help="also the long forms of the tests")
    parser.add_argument("--bench", action="store_true", help="also the benchmarks, printed as a table")
    chosen = parser.parse_args(arguments)
    python = sys.executable
    steps: list[tuple[str, list[str]]] = [
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("form", [python, "-m", "ruff", "format", "--check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("tests", [python, "-m", "pytest", "-q", *WORKERS, *(["--long"] if chosen.long else [])]),
    ]
    if chosen.bench:
        steps.append(("benchmarks", [python, "-m", "tests.benchmarks"]))
    held = [_step(name, command) for name, command in steps]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
