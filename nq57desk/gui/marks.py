"""What a value looks like: a symbol, words and a tint together, never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.gui import theme
from nq57desk.gui.theme import Tint


@dataclass(frozen=True, slots=True)
class Mark:
    """How one value is shown: a symbol's name ("" none), words, and the tint of both."""

    symbol: str
    words: str
    tint: Tint = theme.PLAIN
