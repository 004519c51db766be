"""The months, quarters, half-years, nine months and years that are reported on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """The state of one reported period in one office.

    ``code`` is "2026-11", "2026-Q4", "2026-H2", "2026-9M" or "2026".
    """

    id: str
    year: int
    code: str
    opened_on: date | None = None
    closed_on: date | None = None
    closed_by: str = ""
    reopened_because: str = ""
    edition: int = 1
    """1 for the first closing, 2 after it was reopened and closed again, and so on."""
