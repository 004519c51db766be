"""Which bodies a cell names, and when two names are the same body.

Decides that several bodies stand apart by semicolons or as a list of lines with list signs, never by commas or "và"
("Phòng Kinh tế, Hạ tầng và Đô thị" is one), and that case, dashes, spaces and the place of the tone mark are no
difference, while marks are: xã Cẩm Giang is not xã Cẩm Giàng.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nq57desk.domain.vietnamese import fold_tone_place

_APART = re.compile(r";|\n\s*(?=[-+•*–])")
_AROUND_DASH = re.compile(r"\s*[-‐‑–—]\s*")


@lru_cache(maxsize=4096)
def bodies_named(cell: str) -> tuple[str, ...]:
    """The bodies that a cell names, in order: "Văn phòng; Công an xã" are two, a name on two lines is one."""
    names = (" ".join(part.split()).strip("-+•*–.,; ") for part in _APART.split(cell))
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=4096)
def body_key(name: str) -> str:
    """What two spellings of one body have in common; "" for a blank. For comparing only, never shown."""
    plain = fold_tone_place(" ".join(name.split())).lower()
    return _AROUND_DASH.sub("-", plain).strip("-+•*. ;,")
