"""What the command line says of itself and of wrong arguments: argparse's own words, in Vietnamese."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

_HEADINGS = {"positional arguments": "đối số", "options": "tùy chọn"}
_WRONG = (
    (r"the following arguments are required: (.+)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu: \1"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1: không có \2; chọn một trong: \3"),
    (r"argument (.+?): invalid _?\w+ value: (.+)", r"\1: không hiểu giá trị \2"),
    (r"argument (.+?): expected one argument", r"\1: cần một giá trị đi sau"),
    (r"argument (.+?): expected at least one argument", r"\1: cần ít nhất một giá trị đi sau"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1: không dùng cùng với \2"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1: không nhận giá trị \2"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1: có thể là \2; cần viết đủ"),
)


def told(message: str) -> str:
    """One of argparse's messages in Vietnamese; one that is not known stays as it stands."""
    for pattern, words in _WRONG:
        if (found := re.fullmatch(pattern, message, re.DOTALL)) is not None:
            return found.expand(words)
    return message


class HelpInVietnamese(argparse.HelpFormatter):
    """Help under Vietnamese headings."""

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Arguments(argparse.ArgumentParser):
    """A parser whose help and whose refusals are Vietnamese; what hangs under it is of the same kind."""

    def __init__(self, *, add_help: bool = True, **named: Any) -> None:
        named.setdefault("formatter_class", HelpInVietnamese)
        super().__init__(add_help=False, **named)
        if add_help:
            self.add_argument(
                "-h", "--help", action="help", default=argparse.SUPPRESS, help="in hướng dẫn này rồi thôi"
            )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and how the command is used. Ends with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {told(message)}\n")
