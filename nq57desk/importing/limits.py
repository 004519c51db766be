"""How much a file may hold before it is refused, so that no file can fill the machine's memory or time.

The figures are far above any real plan (the largest seen has 60 tasks; a city's list has 20,000) and far below what
an office's machine with 4 GiB can bear.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, seconds and counts. A file above one of them is refused whole; nothing of it is kept."""

    file_bytes: int = 60 * 1024 * 1024
    entries: int = 5_000
    """Parts inside one zip (docx, xlsx)."""
    unpacked_bytes: int = 500 * 1024 * 1024
    """All parts of a zip together, by the sizes the zip itself states (reading stops at the stated size)."""
    ratio: int = 250
    """Times that a part may grow when unpacked; parts below ``ratio_from_bytes`` are let through."""
    ratio_from_bytes: int = 8 * 1024 * 1024
    rows: int = 100_000
    """Rows with something in them, in one table."""
    columns: int = 400
    """Columns of one table; a spreadsheet's cells further right are left out with a problem."""
    cells: int = 2_000_000
    """Places of one file's grids, empty ones included."""
    cell_text: int = 100_000
    """Characters in one cell or paragraph."""
    pages: int = 600
    """Pages of a PDF."""
    seconds: float = 120.0
    """Wall time of the child process; its processor time is bounded by the same figure."""
    memory_bytes: int = 2 * 1024 * 1024 * 1024
    """Address space of the child process."""
    answer_bytes: int = 384 * 1024 * 1024
    """What the child may tell the program of the file; a country's list of 20,000 rows takes about 60 MiB."""
    as_written: bool = False
    """Leave text typed in fonts of before Unicode in the characters that the file holds."""


ORDINARY = Limits()
AS_WRITTEN = Limits(as_written=True)
