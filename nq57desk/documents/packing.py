"""Office files as packages: the same parts give the same bytes, whatever the clock says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can name."""


def without_clock(package: bytes, filled: Mapping[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """The same parts in the same order, compressed, with no time of making.

    ``filled``: for the names of some parts, what is to be put in the place of what; it must stand there once.

    Raises:
        ValueError: a part does not hold what is to be replaced, or holds it more than once.
    """
    changes = filled or {}
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            made = zipfile.ZipInfo(entry.filename, NO_DATE)
            made.compress_type = zipfile.ZIP_DEFLATED
            data = source.read(entry)
            if entry.filename in changes:
                data = _exchanged(data, *changes[entry.filename])
            target.writestr(made, data)
    return packed.getvalue()


def _exchanged(data: bytes, old: bytes, new: bytes) -> bytes:
    before, found, after = data.partition(old)
    if not found or old in after:
        raise ValueError(f"{old!r} does not stand once in the part")
    return before + new + after
