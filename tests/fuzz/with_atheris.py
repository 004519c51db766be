"""The same targets guided by coverage: ``python -m tests.fuzz.with_atheris TARGET -max_total_time=600 -seed=57``.

atheris is no dependency of the project: ``pip install atheris`` into a folder of its own, and name that in PYTHONPATH.
What follows TARGET goes to libFuzzer; the samples are its first corpus. A find ends the run, and libFuzzer keeps the
input as a file ``crash-…``.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["nq57desk"]):
        from tests.fuzz.targets import TARGETS

        target = TARGETS[sys.argv[1]]
        for data in target.samples():
            target.outcome(data)  # loads the readers while what is imported is instrumented

    def one_input(data: bytes) -> None:
        with contextlib.suppress(MemoryError):
            target.outcome(data)

    with tempfile.TemporaryDirectory(prefix="nq57desk-corpus-") as corpus:
        for at, data in enumerate(target.samples()):
            Path(corpus, f"{at}").write_bytes(data)
        atheris.Setup([sys.argv[0], *sys.argv[2:], corpus], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
