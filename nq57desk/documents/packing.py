"""Office files as packages: the same parts give the same bytes, whatever the clock says."""

from __future__ import annotations

import io
import zipfile

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can name."""


def without_clock(package: bytes) -> bytes:
    """The same parts in the same order, compressed, with no time of making."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            made = zipfile.ZipInfo(entry.filename, _NO_DATE)
            made.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(made, source.read(entry))
    return packed.getvalue()
