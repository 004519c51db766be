"""What two spellings of a row's name have in common: with marks for deciding, without marks for likeness."""

from __future__ import annotations

import re

from nq57desk.domain.vietnamese import fold, fold_tone_place

_BULLET = re.compile(r"^[-+*•–—·\s]+")


def strict_name(name: str) -> str:
    """A name as far as marks count: case, spaces, dashes, list signs and the place of the tone mark do not."""
    plain = fold_tone_place(_BULLET.sub("", name)).lower()
    return re.sub(r"\s*[-‐‑–—]\s*", "-", " ".join(plain.split())).rstrip(" .;,:")


def loose_name(name: str) -> str:
    """A name without marks, for likeness."""
    return fold(_BULLET.sub("", name)).rstrip(" .;,:")
