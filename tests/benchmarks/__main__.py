"""``./check --bench``: run every benchmark and print ratios with the absolute figures beside them."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence

import tests.benchmarks
from tests.benchmarks.measured import Measured

LONG = "--long"


def _rows(chosen: Sequence[str]) -> Iterator[Measured]:
    for module in pkgutil.iter_modules(tests.benchmarks.__path__):
        if module.name.startswith("bench_") and (not chosen or module.name.removeprefix("bench_") in chosen):
            bench = importlib.import_module(f"tests.benchmarks.{module.name}")
            yield from bench.run()
            if LONG in sys.argv and hasattr(bench, "run_long"):
                yield from bench.run_long()


def main() -> int:
    """Print the table and mark what is above its limit: a measurement informs, it is never a timed test."""
    print(f"{'what':58} {'ours':>10} {'floor':>10} {'unit':6} {'ratio':>7} {'limit':>6}")
    for row in _rows([word for word in sys.argv[1:] if word != LONG]):
        verdict = "" if row.ratio <= row.limit else "  ABOVE"
        print(
            f"{row.name:58} {row.ours:10.3f} {row.floor:10.3f} {row.unit:6} {row.ratio:7.2f} {row.limit:6.2f}{verdict}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
