"""The argparse tree, and what becomes of an error: 0 done, 1 refused, 2 wrong arguments, 3 a fault of ours."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from nq57desk import __version__, crash, paths
from nq57desk.cli import (
    care_commands,
    city_commands,
    language_commands,
    office_commands,
    paper_commands,
    plan_commands,
    progress_commands,
)
from nq57desk.cli.printing import Output
from nq57desk.errors import Refused
from nq57desk.workspace import Clock

Handler = Callable[[argparse.Namespace, Output], int]


def _general(*, suppressed: bool) -> argparse.ArgumentParser:
    """The general options, taken before and after the command: after it they only override when given."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS if suppressed else None)
    group = parser.add_argument_group("chung")
    group.add_argument("--office", type=Path, metavar="DIR", help="thư mục của đơn vị")
    group.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="thay cho ngày hôm nay")
    group.add_argument("--json", action="store_true", help="in một giá trị JSON")
    return parser


def parser() -> argparse.ArgumentParser:
    """The whole tree of commands."""
    root = argparse.ArgumentParser(
        prog="nq57desk",
        description="Theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW. Không có lệnh nào: mở cửa sổ.",
        parents=[_general(suppressed=False)],
    )
    root.add_argument("--version", action="version", version=f"nq57desk {__version__}")
    commands = root.add_subparsers(dest="command", metavar="LỆNH")
    general = _general(suppressed=True)
    for room in (
        office_commands,
        plan_commands,
        language_commands,
        progress_commands,
        paper_commands,
        city_commands,
        care_commands,
    ):
        room.add(commands, general)
    return root


def understand(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse; wrong arguments end the program with status 2.

    An empty ``command`` means the window.
    """
    asked = parser().parse_args(arguments)
    asked.office_given = asked.office is not None
    asked.office = asked.office or paths.default_office()
    return asked


def _reported(error: Exception, office: Path) -> Path | None:
    """Save the crash report beside the office's data, or where temporary files go if that cannot be written."""
    for folder in (office / "reports", Path(tempfile.gettempdir()) / "nq57desk-reports"):
        try:
            return crash.save(error, folder, at=Clock().now(), doing="command line")
        except OSError:
            continue
    return None


def run(asked: argparse.Namespace) -> int:
    """Carry the command out and answer with its exit status."""
    output = Output(as_json=bool(asked.json))
    try:
        return cast(Handler, asked.handler)(asked, output)
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
