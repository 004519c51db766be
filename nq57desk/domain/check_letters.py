"""A check letter behind letters that a person reads out or types: one wrong letter or two exchanged ones are noticed.

The letters are those of :mod:`nq57desk.domain.short_code` (Crockford's base32). The check letter makes the sum of all
letters, each times a power of one element of the field with 32 elements (x^5 + x^2 + 1), zero: so every single wrong
letter and every exchange of two letters is seen, up to 31 letters in a row.
"""

from __future__ import annotations

from nq57desk.domain.short_code import ALPHABET

LONGEST = 30
"""Letters that one check letter can watch over."""
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_POLYNOMIAL = 0b100101


def _powers() -> tuple[int, ...]:
    found, value = [], 1
    for _step in range(31):
        found.append(value)
        value <<= 1
        value = value ^ _POLYNOMIAL if value & 32 else value
    return tuple(found)


_POWER = _powers()
_LOG = {value: at for at, value in enumerate(_POWER)}


def check_letter(letters: str, place: int = 0) -> str:
    """The letter to put behind these; ``place`` (0 to 31) is watched over too, such as the number of a line.

    Raises:
        ValueError: more than ``LONGEST`` letters, or one that is none of ours.
    """
    if len(letters) > LONGEST - 1:
        raise ValueError(len(letters))
    total = 0
    for at, value in enumerate((*map(ALPHABET.index, letters), place), start=1):
        total ^= _POWER[(_LOG[value] + at) % 31] if value else 0
    return ALPHABET[total]


def typed(text: str) -> str:
    """What was typed as our letters: small ones large, O as 0, I and L as 1, blanks and hyphens left out.

    A letter that is none of ours stays, so that it can be named.
    """
    kept = "".join(each for each in text.upper() if not each.isspace() and each not in "-–.·")
    return kept.translate(_MISREAD)


def is_checked(letters: str, place: int = 0) -> bool:
    """Whether the last letter is the check letter of those before it; ``letters`` as ``typed`` gives them."""
    if not 2 <= len(letters) <= LONGEST or any(each not in ALPHABET for each in letters):
        return False
    return check_letter(letters[:-1], place) == letters[-1]


def in_groups(letters: str, size: int = 4, between: str = "-") -> str:
    """ "7K4F92QD0M3X" as "7K4F-92QD-0M3X"."""
    return between.join(letters[at : at + size] for at in range(0, len(letters), size))
