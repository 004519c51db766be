"""A fictitious city with a dozen offices, made once for all tests that only read it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nq57desk.usecases.sample_city import CitySize, make_city

DAY = date(2026, 11, 20)
SIZE = CitySize(offices=24)


def small_city(folder: Path) -> Path:
    """Its folder."""
    make_city(folder=folder, as_of=DAY, size=SIZE).close()
    return folder
