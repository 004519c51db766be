"""Which two names are likely the same body: "Phòng VHXH" and "Phòng Văn hóa – Xã hội phường".

Only ever a suggestion: a person merges. Decides, the surest first:

- *locality*: they differ only in the place at the end ("phường", "của xã", the office's own name);
- *abbreviation*: the words of one are, in their order, words of the other or the first letters of them ("P. KT-HT-ĐT",
  "TT Phục vụ HCC"), at least one of two letters or more, and nothing of the other is left over but its place;
- *marks*: the same letters with other marks ("Trạm y tê");
- *alike*: as many words, each nearly the other's (a slip of the pen).

Names with different figures in them are never the same ("Tổ dân phố số 1", "… số 2"), nor names that the clerk has
told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from nq57desk.domain.bodies import body_key
from nq57desk.domain.vietnamese import fold


class Likeness(StrEnum):
    """Why two names are likely one body, the surest first."""

    LOCALITY = "locality"
    ABBREVIATION = "abbreviation"
    MARKS = "marks"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class LikelySame:
    """Two names that a person may merge; ``one`` is the fuller name."""

    one: str
    other: str
    why: Likeness


_PLACES = (("phuong",), ("xa",), ("thi", "tran"), ("dac", "khu"))
_JOINING = (("va",), ("cua",), ("thuoc",))
_ALIKE = 75.0
_WORD = re.compile(r"[^\W_]+")


def likely_same(names: Sequence[str], place: str = "") -> tuple[LikelySame, ...]:
    """The likely pairs among names, the surest first; ``place`` is the office's own name ("phường Sao Hôm")."""
    here = _words(place)
    fuller_first = sorted(dict.fromkeys(names), key=lambda name: (-len(name), name))
    found = [
        LikelySame(one, other, why)
        for one, other in combinations(fuller_first, 2)
        if body_key(one) != body_key(other) and (why := _why(one, other, here)) is not None
    ]
    order = list(Likeness)
    return tuple(sorted(found, key=lambda pair: order.index(pair.why)))


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name)))


def _marked(name: str) -> list[str]:
    return _WORD.findall(body_key(name))


def _without_place(words: tuple[str, ...], here: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the place at their end: "… phường Sao Hôm", "… của phường", "… xã"."""
    for tail in _tails(here):
        if len(words) > len(tail) and words[-len(tail) :] == tail:
            words = words[: -len(tail)]
            break
    for end in (*_PLACES, *_JOINING):
        if len(words) > len(end) and words[-len(end) :] == end:
            words = words[: -len(end)]
    return words


def _tails(here: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The office's own place, with and without its kind: from "uy ban nhan dan phuong sao hom" "phuong sao hom"."""
    for at in range(len(here)):
        for kind in _PLACES:
            if here[at : at + len(kind)] == kind and at + len(kind) < len(here):
                yield here[at:]
                yield here[at + len(kind) :]


def _why(one: str, other: str, here: tuple[str, ...]) -> Likeness | None:
    a, b = _words(one), _words(other)
    if _figures(a) != _figures(b):
        return None
    if a == b:
        return Likeness.MARKS
    a, b = _without_place(a, here), _without_place(b, here)
    if a == b:
        return Likeness.LOCALITY if _marked(one)[: len(a)] == _marked(other)[: len(b)] else Likeness.MARKS
    if _abbreviates(a, b) or _abbreviates(b, a):
        return Likeness.ABBREVIATION
    return Likeness.ALIKE if _alike(a, b) else None


def _figures(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if any(sign.isdigit() for sign in word)]


@lru_cache(maxsize=4096)
def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` stand for all of ``full``."""
    shorter = tuple(word for word in short if (word,) not in _JOINING)
    longer = tuple(word for word in full if (word,) not in _JOINING)
    if len("".join(shorter)) >= len("".join(longer)):
        return False
    return _stands_for(shorter, longer, False) or (longer[:1] == ("phong",) and _stands_for(shorter, longer[1:], False))


def _stands_for(short: tuple[str, ...], full: tuple[str, ...], letters: bool) -> bool:
    """``letters``: whether first letters of two words or more were used already; without them it is no abbreviation."""
    if not short or not full:
        return not short and not full and letters
    word = short[0]
    if word == full[0] and _stands_for(short[1:], full[1:], letters):
        return True
    count = len(word)
    initials = "".join(each[0] for each in full[:count])
    return initials == word and _stands_for(short[1:], full[count:], letters or count > 1)


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) != len(b) or len(a) < 2:
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return (
        len(differing) == 1 and len(a) > 2 and fuzz.ratio(*differing[0]) >= _ALIKE and min(map(len, differing[0])) > 2
    )
