"""Small pieces that every branch of the command tree uses."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from nq57desk.cli.printing import Output

if TYPE_CHECKING:
    from nq57desk.workspace import Desk

Handler = Callable[[argparse.Namespace, Output], int]


class Branch:
    """One group of commands under a parent, each taking the general options too."""

    def __init__(
        self, commands: argparse._SubParsersAction[argparse.ArgumentParser], general: argparse.ArgumentParser
    ) -> None:
        self._commands = commands
        self._general = general

    def command(self, name: str, does: str, handler: Handler) -> argparse.ArgumentParser:
        """A command that does something."""
        parser = self._commands.add_parser(name, help=does, description=does, parents=[self._general])
        parser.set_defaults(handler=handler)
        return parser

    def group(self, name: str, about: str) -> Branch:
        """A word that needs another one after it, such as "office"."""
        parser = self._commands.add_parser(name, help=about, description=about)
        return Branch(parser.add_subparsers(dest=f"{name}_command", metavar="VIỆC", required=True), self._general)


def opened(asked: argparse.Namespace) -> Desk:
    """The office that the command works on.

    Raises:
        Refused: there is no office in the folder, or it cannot be opened.
    """
    from nq57desk.workspace import open_desk

    return open_desk(asked.office, as_of=asked.as_of)
