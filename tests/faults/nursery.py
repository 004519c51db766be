"""A process that has the program loaded and lets a child do one action at a time, which it kills.

``python -m tests.faults.nursery`` reads one JSON object a line: what to do (``action``), on which ``folder``, at which
``moment`` to die (0: at none) or after how many ``seconds`` (0: never); with a ``fault`` the disk fails at the moment
instead, and with a ``limit`` no file may grow beyond so many bytes. It answers with one line: whether the child was
``killed``, what it ``said`` before, how many ``moments`` and ``writes`` passed, how long it took, and its ``error``.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from tests.faults import actions
from tests.faults.points import arm

_PATIENCE = 60.0


def main() -> int:
    """Answer until nobody asks."""
    for line in sys.stdin:
        print(json.dumps(_ask(json.loads(line)), ensure_ascii=False), flush=True)
    return 0


def _ask(asked: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(asked, writing)
    os.close(writing)
    said, killed = _wait(child, reading, float(asked["seconds"]))
    lines = [json.loads(one) for one in said.split(b"\n")[:-1]]
    last: dict[str, Any] = lines.pop() if lines and isinstance(lines[-1], dict) else {}
    return {
        "killed": killed,
        "said": lines,
        "took": time.monotonic() - began,
        "moments": 0,
        "writes": 0,
        "error": "",
        **last,
    }


def _live(asked: dict[str, Any], writing: int) -> None:
    """In the child: do it, say what is acknowledged, and end without tidying up."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")

    def say(what: object) -> None:
        os.write(writing, json.dumps(what, ensure_ascii=False).encode() + b"\n")

    try:
        if asked["limit"]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["limit"], asked["limit"]))
        moments = arm(int(asked["moment"]), int(asked["fault"]))
        try:
            actions.ACTIONS[asked["action"]](Path(asked["folder"]), say)
        except Refused as refused:
            say(["refused", [one.code for one in refused.problems], [sentence(one) for one in refused.problems]])
        say({"moments": moments.passed, "writes": moments.writes})
    except BaseException:
        say({"error": traceback.format_exc()})
    os._exit(0)


def _wait(child: int, reading: int, seconds: float) -> tuple[bytes, bool]:
    """Let it live for so long; what it said until then, and whether it was killed."""
    end = time.monotonic() + (seconds or _PATIENCE)
    said = b""
    while (left := end - time.monotonic()) > 0 and select.select([reading], [], [], left)[0]:
        data = os.read(reading, 65536)
        if not data:
            break
        said += data
    else:
        os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    os.set_blocking(reading, False)
    try:
        while data := os.read(reading, 65536):
            said += data
    except BlockingIOError:
        pass
    os.close(reading)
    return said, os.WIFSIGNALED(status)


if __name__ == "__main__":
    raise SystemExit(main())
