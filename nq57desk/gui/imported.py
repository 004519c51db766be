"""What an import did, handed to the page of plans so that it can say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imported:
    """``words`` for the notice; ``again`` is what was imported if rows were left out of it, else None."""

    words: str
    left: int = 0
    again: object = None
