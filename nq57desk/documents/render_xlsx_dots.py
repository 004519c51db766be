"""Dots that a sheet's rules are drawn from: pictures of one pixel."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import cache


@cache
def dot_of(color: str) -> bytes:
    """One pixel of this colour (six hexadecimal digits; "" is black) as a PNG file."""
    row = b"\x00" + bytes.fromhex(color or "000000")
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return _png(((b"IHDR", header), (b"IDAT", zlib.compress(row)), (b"IEND", b"")))


def _png(parts: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
