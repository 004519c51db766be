"""The office that a command works on."""

from __future__ import annotations

import argparse

from nq57desk.workspace import Desk, open_desk


def opened(asked: argparse.Namespace) -> Desk:
    """The office in the folder that ``--office`` names.

    Raises:
        Refused: there is no office in it, or it cannot be opened.
    """
    return open_desk(asked.office, as_of=asked.as_of)
