"""The bundle for the city: which plan year and which window it reports."""

from __future__ import annotations

from pathlib import Path

from nq57desk import settings
from nq57desk.domain.periods import window
from nq57desk.usecases import bundles
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.bundles import BundleMade
from nq57desk.usecases.changing import writable
from nq57desk.workspace import Desk


def make(desk: Desk, *, path: Path, period: str | None = None) -> BundleMade:
    """Write the whole plan year of the period, signed; ``period`` only names what is reported.

    Raises:
        Refused: the period is none, its year has no plan, the keys cannot be used, or the file cannot be written.
    """
    writable(desk)
    asked = period_asked(desk, period)
    return bundles.make_bundle(
        desk, year=asked.year, period=asked.code, window=window(asked, settings.calendar(desk.store)), path=path
    )
