"""Codes that two people can compare over the telephone: Crockford's base32 in groups of four.

The alphabet has no I, L, O and U, so nothing can be misread or misheard as a digit
(Douglas Crockford, Base 32 encoding).
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def grouped(data: bytes, letters: int) -> str:
    """The first ``letters`` x 5 bits of ``data`` as "7K4F-92QD"; ``data`` must be long enough."""
    bits = int.from_bytes(data, "big") >> (len(data) * 8 - letters * 5)
    plain = "".join(ALPHABET[bits >> shift & 31] for shift in range((letters - 1) * 5, -1, -5))
    return "-".join(plain[start : start + 4] for start in range(0, letters, 4))


def short_code(digest: str) -> str:
    """The code for comparison (mã đối chiếu) of a SHA-256 in hexadecimal digits: its first 40 bits, "7K4F-92QD"."""
    return grouped(bytes.fromhex(digest), 8)
