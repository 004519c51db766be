"""Offices for tests: a ward with the sample plans, a city, opened on a fixed day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nq57desk.domain.organisation import Role
from nq57desk.usecases import importing
from nq57desk.usecases.offices import create_office
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import Desk, open_desk

DAY = date(2026, 11, 13)
PERIOD = "2026-11"


def ward(folder: Path, *, code: str = "99902", name: str = "Ủy ban nhân dân phường Sao Hôm") -> Desk:
    """A ward without plans."""
    create_office(folder=folder, code=code, name=name, role=Role.WARD)
    return open_desk(folder, as_of=DAY, who="Nguyễn Văn Thử")


def city(folder: Path) -> Desk:
    """A city that knows no office yet."""
    create_office(folder=folder, code="99", name="Ủy ban nhân dân thành phố Ngàn Sao", role=Role.CITY)
    return open_desk(folder, as_of=DAY, who="Trần Thị Thử")


def import_file(desk: Desk, path: Path) -> None:
    """Import a file as it stands."""
    importing.apply_preview(desk, preview=importing.preview_file(desk, path=path))


def ward_with_plans(folder: Path) -> Desk:
    """A ward with the sample office's two plans, and no progress."""
    desk = ward(folder)
    for file in sample_files():
        import_file(desk, file)
    return desk
