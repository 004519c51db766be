"""The office that a command works on."""

from __future__ import annotations

import argparse

from nq57desk.domain.organisation import Role
from nq57desk.domain.problems import Problem
from nq57desk.errors import refuse
from nq57desk.store import backup
from nq57desk.usecases import units_listed
from nq57desk.workspace import Desk, open_desk


def opened(asked: argparse.Namespace) -> Desk:
    """The office in the folder that ``--office`` names; before its first change of the day it is backed up.

    Raises:
        Refused: there is no office in it, or it cannot be opened.
    """
    desk = open_desk(asked.office, as_of=asked.as_of)
    desk.store.before_change(lambda: asked.notes.extend(_backed_up(desk)))
    return desk


def _backed_up(desk: Desk) -> tuple[Problem, ...]:
    """What hindered the day's backup. Most often there is one, and nothing more is loaded."""
    if backup.since(desk.backups_folder, desk.today):
        return ()
    from nq57desk.usecases import backups

    return backups.before_change(desk)


def at_city(asked: argparse.Namespace) -> Desk:
    """As ``opened``, for what there is only at a city.

    Raises:
        Refused: "workspace.no_city", and as ``opened``.
    """
    desk = opened(asked)
    if desk.office.role is not Role.CITY:
        desk.close()
        raise refuse("workspace.no_city")
    return desk


def check_office(desk: Desk, code: str | None) -> None:
    """Stop where ``--office-code`` names no office: an empty list would read as "nothing came from them".

    Raises:
        Refused: "workspace.unknown_office".
    """
    if code is None or code == desk.office.code or any(one.code == code for one in desk.store.offices()):
        return
    if not units_listed.known(desk).spans.get(code):
        raise refuse("workspace.unknown_office", code=code[:20])
