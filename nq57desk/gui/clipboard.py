"""What was on the clipboard, handed to the import preview."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pasted:
    """A table as Word, Excel or a text editor put it on the clipboard; either may be empty."""

    html: str
    text: str
