"""What becomes of a command and of its errors: 0 done, 1 refused, 2 wrong arguments, 3 a fault of ours."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from nq57desk import crash, paths
from nq57desk.cli.printing import Output
from nq57desk.cli.tree import parser
from nq57desk.errors import Refused
from nq57desk.sentences.disk import as_refusal


def understand(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse; wrong arguments end the program with status 2. ``command`` None means the window."""
    asked = parser().parse_args(arguments)
    asked.office_given = asked.office is not None
    asked.office = asked.office or paths.default_office()
    return asked


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the machine's own encoding is: answers are Vietnamese, and go into pipes."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")


def run(asked: argparse.Namespace) -> int:
    """Carry the command out and answer with its exit status."""
    asked.notes = []
    output = Output(as_json=bool(asked.json), notes=asked.notes)
    module, _, function = asked.handler.partition(".")
    try:
        status = int(getattr(importlib.import_module(f"nq57desk.cli.{module}"), function)(asked, output))
        output.done()
        return status
    except Refused as refused:
        return _told(refused, output)
    except BrokenPipeError:
        return _nobody_reads()
    except Exception as error:
        of_the_disk = as_refusal(error) if isinstance(error, OSError) else None
        if of_the_disk is not None:
            return _told(of_the_disk, output)
        report = _reported(error, asked.office)
        with contextlib.suppress(OSError):
            output.value({"problems": [], "report": report})
        print(f"Chương trình gặp sự cố ngoài dự kiến. Dữ liệu đã lưu còn nguyên. Báo cáo: {report}", file=sys.stderr)
        return 3


def _told(refused: Refused, output: Output) -> int:
    output.value({"problems": refused.problems})
    output.problems(refused.problems)
    return 1


def _nobody_reads() -> int:
    """Whoever read the answer has gone ("… | head"): what is left is thrown away without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _reported(error: Exception, office: Path) -> Path | None:
    """Save the crash report beside the office's data, or with the temporary files if that cannot be written."""
    at = datetime.now().astimezone()
    for beside in (True, False):
        try:
            folder = office / "reports" if beside else Path(tempfile.gettempdir()) / "nq57desk-reports"
            return crash.save(error, folder, at=at, doing="command line")
        except OSError:
            continue
    return None
