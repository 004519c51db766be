"""The child process that reads one file: ``python -m nq57desk.importing.worker REQUEST``.

REQUEST is a JSON file: what to read, the limits, and where the answer and the progress go. The answer is JSON as
:mod:`nq57desk.importing.wire` writes it. Exit status 0: an answer, which may be a refusal; 11: out of memory;
anything else is a crash. PySide6 is never loaded here.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from nq57desk.domain.problems import Place
from nq57desk.errors import Refused, refuse
from nq57desk.importing.boundaries import set_boundaries
from nq57desk.importing.limits import Limits
from nq57desk.importing.wire import pack, pack_problems
from nq57desk.monitor import Monitor

OUT_OF_MEMORY = 11


def main(arguments: list[str]) -> int:
    """Do what the request says; returns the exit status."""
    gc.disable()  # nothing here makes cycles worth finding, and the process ends with its answer
    request = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    limits = Limits(**request["limits"])
    set_boundaries(limits)
    try:
        answer = _answer(Path(request["path"]), limits, Path(request["progress"]))
        Path(request["answer"]).write_text(answer, encoding="ascii")
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _answer(path: Path, limits: Limits, progress: Path) -> str:
    # Loaded only now: the readers' libraries count against the limits too.
    from nq57desk.importing.open_file import read_raw

    with progress.open("w", encoding="utf-8") as stream:

        def tell(done: int, total: int, what: str) -> None:
            stream.write(json.dumps([done, total, what]) + "\n")
            stream.flush()

        try:
            answer = pack(read_raw(path, monitor=Monitor(tell), limits=limits))
            if len(answer) > limits.answer_bytes:
                raise refuse("reading.too_large", Place(file=path.name), name=path.name)
            return answer
        except Refused as refusal:
            return json.dumps({"refused": pack_problems(refusal.problems)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
