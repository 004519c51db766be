"""What becomes of a command and of its errors: 0 done, 1 refused, 2 wrong arguments, 3 a fault of ours."""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from nq57desk import crash, paths
from nq57desk.cli.printing import Output
from nq57desk.cli.tree import parser
from nq57desk.errors import Refused


def understand(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse; wrong arguments end the program with status 2. ``command`` None means the window."""
    asked = parser().parse_args(arguments)
    asked.office_given = asked.office is not None
    asked.office = asked.office or paths.default_office()
    return asked


def run(asked: argparse.Namespace) -> int:
    """Carry the command out and answer with its exit status."""
    output = Output(as_json=bool(asked.json))
    module, _, function = asked.handler.partition(".")
    try:
        return int(getattr(importlib.import_module(f"nq57desk.cli.{module}"), function)(asked, output))
    except Refused as refused:
        output.value({"problems": refused.problems})
        output.problems(refused.problems)
        return 1
    except BrokenPipeError:
        return 0
    except Exception as error:
        report = _reported(error, asked.office)
        output.value({"problems": [], "report": report})
        print(f"Chương trình gặp sự cố ngoài dự kiến. Dữ liệu đã lưu còn nguyên. Báo cáo: {report}", file=sys.stderr)
        return 3


def _reported(error: Exception, office: Path) -> Path | None:
    """Save the crash report beside the office's data, or with the temporary files if that cannot be written."""
    at = datetime.now().astimezone()
    for folder in (office / "reports", Path(tempfile.gettempdir()) / "nq57desk-reports"):
        try:
            return crash.save(error, folder, at=at, doing="command line")
        except OSError:
            continue
    return None
