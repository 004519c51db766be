"""The words of a short phrase (a deadline, a target), made comparable and cleansed of a text layer's noise.

Decides which spellings are one word (quí and quý, hàng and hằng, hoà and hòa), that a word or number which a PDF's
text layer has torn apart ("Th áng 4", "202 6") is put together where only one reading is left, and that words run
together ("vàcác", "QuýI") are parted. A phrase without any mark at all ("Thang 4") is read by the marked words it
can only mean. What the words mean is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from nq57desk.domain.vietnamese import fold, fold_tone_place, from_roman

LONGEST = 2000
"""Signs of a phrase beyond which nobody reads it as a phrase."""

_PIECE = re.compile(r"(?P<digits>[0-9]+)|(?P<letters>[^\W\d_]+)|(?P<sign>\S)")
_SAME_WORD = {"quí": "quý", "hàng": "hằng", "kì": "kỳ", "bẩy": "bảy", "tỉ": "tỷ", "tới": "đến"}
_UNMARKED = {"ngay": "ngày", "quy": "quý", "nam": "năm", "tu": "từ"}
_SAME_SIGN = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－~→", "-"),
    **dict.fromkeys("∕⁄／", "/"),
    "：": ":",
    "；": ";",
    "，": ",",
    "⩾": "≥",
    "⩽": "≤",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign. ``word`` is its comparable form ("" for a number), ``number`` its value or None.

    ``start`` and ``end`` are places in the phrase; ``spaced`` and ``breaks`` say whether a space or a line break
    stands before it.
    """

    text: str
    word: str
    number: int | None
    start: int
    end: int
    spaced: bool
    breaks: bool

    @property
    def roman(self) -> int | None:
        """The value of a Roman numeral; the letter l that scanners see for I is taken for one."""
        if not self.word or len(self.word) > 4:
            return None
        return from_roman(self.text.replace("l", "I"))


@lru_cache(maxsize=8192)
def as_word(text: str) -> str:
    """The comparable form of one word: small letters, one place for the tone, one of its usual spellings."""
    plain = fold_tone_place(text.lower())
    return _SAME_WORD.get(plain, plain)


def tokens(phrase: str, vocabulary: Collection[str]) -> tuple[Token, ...]:
    """The tokens of an NFC phrase; ``vocabulary`` holds the comparable words worth repairing."""
    found = list(_pieces(phrase))
    if phrase.isascii():
        unmarked = {fold(word): word for word in sorted(vocabulary) if fold(word) not in vocabulary} | _UNMARKED
        found = [replace(token, word=unmarked.get(token.word, token.word)) for token in found]
    return tuple(_parted(_mended(found, vocabulary), vocabulary))


def _pieces(phrase: str) -> Iterable[Token]:
    end = 0
    for piece in _PIECE.finditer(phrase):
        gap, text = phrase[end : piece.start()], piece.group()
        end = piece.end()
        number = int(text) if piece.lastgroup == "digits" and len(text) <= 9 else None
        word = as_word(text) if piece.lastgroup == "letters" else _SAME_SIGN.get(text, text)
        yield Token(text, "" if number is not None else word, number, piece.start(), end, gap != "", "\n" in gap)


def _mended(found: Sequence[Token], vocabulary: Collection[str]) -> Iterable[Token]:
    """Words torn into two or three, put together: "Th áng", "Qu ý", "thườ ng xuy ên"."""
    at = 0
    while at < len(found):
        size = next((size for size in (3, 2) if _is_torn(found[at : at + size], size, vocabulary)), 1)
        yield _joined(found[at : at + size])
        at += size


def _is_torn(pieces: Sequence[Token], size: int, vocabulary: Collection[str]) -> bool:
    if len(pieces) < size or not all(piece.word.isalpha() for piece in pieces):
        return False
    if any(piece.breaks for piece in pieces[1:]) or all(piece.word in vocabulary for piece in pieces):
        return False
    return as_word("".join(piece.text for piece in pieces)) in vocabulary


def _joined(pieces: Sequence[Token]) -> Token:
    if len(pieces) == 1:
        return pieces[0]
    text = "".join(piece.text for piece in pieces)
    number = int(text) if text.isascii() and text.isdigit() else None
    return replace(
        pieces[0], text=text, word="" if number is not None else as_word(text), number=number, end=pieces[-1].end
    )


def _parted(found: Iterable[Token], vocabulary: Collection[str]) -> Iterable[Token]:
    """Words run together, parted: "vàcác", "QuýIV"."""
    for token in found:
        cut = 0
        if token.word.isalpha() and token.word not in vocabulary and len(token.text) <= 14:
            cut = next((cut for cut in range(1, len(token.text)) if _parts_at(token.text, cut, vocabulary)), 0)
        if cut == 0:
            yield token
            continue
        head, tail = token.text[:cut], token.text[cut:]
        middle = token.start + cut
        yield replace(token, text=head, word=as_word(head), end=middle)
        yield replace(token, text=tail, word=as_word(tail), start=middle, spaced=False, breaks=False)


def _parts_at(text: str, cut: int, vocabulary: Collection[str]) -> bool:
    head, tail = text[:cut], text[cut:]
    if as_word(head) in ("quý", "q"):
        return tail.isupper() and from_roman(tail) is not None
    return cut > 1 and len(tail) > 1 and as_word(head) in vocabulary and as_word(tail) in vocabulary


def join_digits(found: Sequence[Token]) -> tuple[Token, ...]:
    """Digits of a date torn apart, put together where the result can be a part of a date and the pieces cannot.

    "3 0/6/2026" and "25/8/202 6", but not "Quý 3 30/6/2026".
    """
    joined: list[Token] = []
    for at, token in enumerate(found):
        before = joined[-1] if joined else None
        if before is not None and _digits_belong(joined, token, found[at + 1 : at + 2]):
            joined[-1] = _joined((before, token))
        else:
            joined.append(token)
    return tuple(joined)


def _digits_belong(done: Sequence[Token], token: Token, following: Sequence[Token]) -> bool:
    before = done[-1]
    if before.number is None or token.number is None or token.breaks:
        return False
    earlier = done[-2].word if len(done) > 1 else ""
    text = before.text + token.text
    if len(text) <= 4 and "2026".startswith(text[:2]) and earlier in ("/", "năm", "-", "."):
        return len(before.text) < 4
    if len(before.text) != 1 or len(token.text) != 1 or earlier in ("quý", "q", "năm"):
        return False
    slash_follows = bool(following) and following[0].word == "/"
    return slash_follows and int(text) <= (12 if earlier in ("/", "tháng", "t") else 31)


@cache
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """The words of phrases by their first word, in their order: a cursor tries very many."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split(" "))
        found.setdefault(words[0], []).append(words)
    return found


class Cursor:
    """A place in the tokens that a grammar moves on and, where a reading fails, moves back."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.tokens = found
        self.at = 0

    @property
    def token(self) -> Token | None:
        """The token that comes next; None at the end."""
        return self.ahead(0)

    def ahead(self, steps: int) -> Token | None:
        """The token ``steps`` further on (back if negative); None beyond either end."""
        place = self.at + steps
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def word(self, steps: int = 0) -> str:
        """The comparable word ``steps`` further on; "" for numbers and beyond the end."""
        token = self.ahead(steps)
        return token.word if token else ""

    def number(self, steps: int = 0) -> int | None:
        """The number ``steps`` further on; None where none stands there."""
        token = self.ahead(steps)
        return token.number if token else None

    def take(self, *phrases: str) -> str:
        """Step over the first of the phrases that stands here and return it, "" if none does."""
        for words in _by_first_word(phrases).get(self.word(), ()):
            if all(self.word(steps) == word for steps, word in enumerate(words)):
                self.at += len(words)
                return " ".join(words)
        return ""

    def take_number(self, accept: Callable[[int], bool] = lambda _: True) -> int | None:
        """Step over an accepted number and return it."""
        number = self.number()
        if number is None or not accept(number):
            return None
        self.at += 1
        return number
