"""What a benchmark gives: ours beside a floor, measured in the same run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure. ``ours`` and ``floor`` are in ``unit`` (seconds, MiB); ``limit`` is the ratio that must hold."""

    name: str
    ours: float
    floor: float
    unit: str
    limit: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor

    @property
    def within(self) -> bool:
        """Whether the ratio keeps its limit."""
        return self.ratio <= self.limit
