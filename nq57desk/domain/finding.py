"""Where in a text the words stand that a search found, so that the hit can be shown in the original spelling.

Decides as the search itself does: marks, case and signs are no difference, and each word typed begins a word.
"""

from __future__ import annotations

from functools import lru_cache

from nq57desk.domain.vietnamese import fold


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    folded = fold(sign)
    return folded if folded and folded.isalnum() else " "


def hits(text: str, search: str) -> tuple[tuple[int, int], ...]:
    """The places of the words searched for: (start, length) in the text's own characters, in order, none overlapping.

    ``hits("Nâng cao nhiệm vụ", "nhiem")`` → ((9, 5),).
    """
    asked = sorted({word for word in _plain(search).split() if word}, key=len, reverse=True)
    if not asked:
        return ()
    letters: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for letter in _letter(sign):
            letters.append(letter)
            places.append(at)
    plain = "".join(letters)
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for word in asked:
        at = plain.find(word)
        while at >= 0:
            begins = at == 0 or plain[at - 1] == " "
            first, last = places[at], places[at + len(word) - 1]
            if begins and first not in taken:
                found.append((first, last - first + 1))
                taken.update(range(first, last + 1))
            at = plain.find(word, at + 1)
    return tuple(sorted(found))


def _plain(text: str) -> str:
    return "".join(_letter(sign) for sign in text)
