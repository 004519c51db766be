"""What a search asks for, and where in a text it stands, so that the hit can be shown in the original spelling.

Decides as the search itself does: marks, case and signs are no difference, each word typed begins a word, and letters
that no Vietnamese syllable has are also the initials of words that stand together ("vhxh" finds "Văn hóa - Xã hội",
"cđs" finds "chuyển đổi số", "KT-HT-ĐT" finds "Kinh tế, Hạ tầng và Đô thị" by way of "kt", "ht" and "đt").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nq57desk.domain.vietnamese import fold

_BREAK = re.compile(r"[\W_]+")
_NO_SYLLABLE = re.compile(r"[a-z][^\W\d_aeiouy]{2,}")
_OF_INITIALS = re.compile(r"[^\W\d_][^\W\d_aeiouy]+")
_ONSETS = frozenset({"ngh"})
"""What a syllable does begin with, and is on the way to being typed."""
_LITTLE = r"(?:va +)?"
_PASSED_OVER = frozenset({"va", "và"})
_SYLLABLE = re.compile("[aeiouy](?:c|ch|m|n|ng|nh|p|t)")
"""Of letters of which only the first is a vowel: "an", "ông"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a search: ``plain`` as it is looked for, ``typed`` with its marks, and whether it may be initials."""

    plain: str
    typed: str
    initials: bool = False


@lru_cache(maxsize=256)
def asked(search: str) -> tuple[Asked, ...]:
    """The words of a search in the order typed, each once."""
    found: dict[tuple[str, str], Asked] = {}
    for token in unicodedata.normalize("NFC", search).lower().split():
        for word in _words_of(token):
            plain = fold(word)
            initials = word not in token or (_NO_SYLLABLE.fullmatch(plain) is not None and plain not in _ONSETS)
            found.setdefault((plain, word), Asked(plain, word, initials))
    return tuple(found.values())


def _words_of(token: str) -> list[str]:
    """ "57-nq/tw" is three words; "vh-xh", whose parts are initials, is one."""
    parts = [part for part in _BREAK.split(token) if part and fold(part)]
    if len(parts) > 1 and all(_OF_INITIALS.fullmatch(fold(part)) for part in parts):
        return ["".join(parts)]
    return parts


@lru_cache(maxsize=256)
def _initials(letters: str) -> re.Pattern[str]:
    """Words that stand together and begin with these letters, in a text of words with spaces between them."""
    return re.compile(r"(?<![^ ])" + rf"(?:[^ ]* +{_LITTLE})?".join(map(re.escape, letters)))


def initials_of(text: str) -> str:
    """What initials are looked for in: of each word its first letter, of letters that are no syllable ("vh") all.

    "và" is passed over: "kinh tế hạ tầng và đô thị" is "kthtđt".
    """
    return "".join(map(_initial, text.split()))


@lru_cache(maxsize=16384)
def _initial(word: str) -> str:
    if word in _PASSED_OVER:
        return ""
    plain = fold(word)
    return word if _OF_INITIALS.fullmatch(plain) and not _SYLLABLE.fullmatch(plain) else word[0]


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    folded = fold(sign)
    return folded if folded and folded.isalnum() else " "


@lru_cache(maxsize=1024)
def _lettered(text: str) -> tuple[str, Sequence[int]]:
    """The text's letters without marks, a space for every other sign; and the place of each in the text."""
    letters = list(map(_letter, text))
    plain = "".join(letters)
    if len(plain) == len(text):
        return plain, range(len(text))
    return plain, [at for at, sign in enumerate(letters) for _one in sign]


@lru_cache(maxsize=2048)
def hits(text: str, search: str) -> tuple[tuple[int, int], ...]:
    """The places of the words searched for: (start, length) in the text's own characters, in order, none overlapping.

    ``hits("Nâng cao nhiệm vụ", "nhiem")`` → ((9, 5),).
    """
    wanted = sorted(asked(search), key=lambda word: len(word.plain), reverse=True)
    if not wanted:
        return ()
    plain, places = _lettered(text)
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for word in wanted:
        for start, end in _spans(plain, word):
            first, last = places[start], places[end - 1]
            if first not in taken:
                found.append((first, last - first + 1))
                taken.update(range(first, last + 1))
    return tuple(sorted(found))


def _spans(plain: str, word: Asked) -> list[tuple[int, int]]:
    """Where a word begins a word of the text; else where words with these initials stand together, whole."""
    spans = []
    at = plain.find(word.plain)
    while at >= 0:
        if at == 0 or plain[at - 1] == " ":
            spans.append((at, at + len(word.plain)))
        at = plain.find(word.plain, at + 1)
    if not spans and word.initials:
        for match in _initials(word.plain).finditer(plain):
            end = match.end()
            while end < len(plain) and plain[end] != " ":
                end += 1
            spans.append((match.start(), end))
    return spans


def plain_words(text: str) -> str:
    """A text as :func:`holds` takes it: folded, each word with a space before it."""
    return " " + _BREAK.sub(" ", fold(text)).strip()


def holds(plain: str, word: Asked) -> bool:
    """Whether plain words hold a word of a search."""
    return f" {word.plain}" in plain or (word.initials and _initials(word.plain).search(plain) is not None)
