"""Vietnamese text: what counts as the same text, in which order texts stand, how numbers and days are written.

Decides that stored text is NFC with its spaces folded (:func:`tidy`), that a search sees no marks
(:func:`fold`), that hoà and hòa are one word (:func:`fold_tone_place`; both spellings are valid since decision
1989/QĐ-BGDĐT of 2018) which a paper may write one way (:func:`place_tones`), that lists stand in the order of the
Vietnamese alphabet (:func:`sort_key`; CLDR, common/collation/vi.xml), and that a decimal comma is a comma.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain

_LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("đĐðÐ", "d"),
    }
)


def tidy(text: str) -> str:
    """The text as it is stored: NFC, no invisible signs, one space where there were several.

    Line breaks of every kind become ``\\n``; lines are trimmed and empty lines fall out, so the paragraphs of a cell
    are exactly ``tidy(text).split("\\n")``.
    """
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text)))
    lines = (line.strip() for line in _SPACES.sub(" ", visible).split("\n"))
    return "\n".join(line for line in lines if line)


def has_invisible(text: str) -> bool:
    """Whether a text holds signs without width, such as those that turn the direction of what follows."""
    return _INVISIBLE.search(text) is not None


def visible(text: str) -> str:
    """A text that came from another office as it is shown: each invisible sign as its number, "‹202E›"."""
    return _INVISIBLE.sub(lambda sign: f"‹{ord(sign.group()):04X}›", text) if has_invisible(text) else text


def fold(text: str) -> str:
    """The text for searching and matching: lower case, no marks, đ as d, one kind of dash and quote, one line.

    Two texts that differ only in marks fold alike ("Cẩm Giang", "Cẩm Giàng"): never a key of anything.
    """
    seen = _INVISIBLE.sub("", text).translate(_PLAIN_SIGNS)
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", seen).lower())
    return " ".join(_MARKS.sub("", lowered).translate(_PLAIN_SIGNS).split())


_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""huyền, hỏi, ngã, sắc, nặng: the second level of the alphabet's order, after ngang."""
_SHAPES = "\u0302\u0306\u031b"
_VOWEL_RUN = re.compile(f"(?:[aeiouyAEIOUY][{_SHAPES}{_TONES}]*){{2,}}")
_VOWEL = re.compile(f"([aeiouyAEIOUY])([{_SHAPES}{_TONES}]*)")
_TONE = re.compile(f"[{_TONES}]")


def fold_tone_place(text: str) -> str:
    """The text with every tone mark on the vowel where the older rule puts it: hoà → hòa, thuý → thúy, qúy → quý.

    All marks stay; NFC. For comparing: the spelling as typed is what is stored and printed.
    """
    loose = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _VOWEL_RUN.sub(_place_tone, loose))


def _place_tone(run: re.Match[str]) -> str:
    whole = run.group()
    tones = _TONE.findall(whole)
    if len(tones) != 1:
        return whole
    vowels = [base + "".join(mark for mark in marks if mark in _SHAPES) for base, marks in _VOWEL.findall(whole)]
    before, after = run.string[: run.start()][-1:], run.string[run.end() : run.end() + 1]
    vowels[_tone_bearer(vowels, before.lower(), after)] += tones[0]
    return "".join(vowels)


def _tone_bearer(vowels: list[str], before: str, after: str) -> int:
    glide = (before == "q" and vowels[0] in "uU") or (before == "g" and vowels[0] in "iI")
    first = 1 if glide else 0
    shaped = [at for at in range(first, len(vowels)) if len(vowels[at]) > 1]
    if shaped:
        return shaped[-1]
    count = len(vowels) - first
    if count == 1:
        return first
    return first + 1 if count > 2 or after.isalpha() else first


class TonePlace(StrEnum):
    """Where a paper has the tone mark of open oa, oe and uy; both ways are valid (1989/QĐ-BGDĐT of 2018)."""

    AS_TYPED = ""
    FIRST = "first"
    """hòa, khỏe, ủy."""
    SECOND = "second"
    """hoà, khoẻ, uỷ."""


_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|[bcdđghklmnprstvx])?"
_OPEN_SYLLABLE = re.compile(
    f"(?<![\\w{_SHAPES}{_TONES}])({_ONSET})(o|u)([{_TONES}]?)(a|e|y)([{_TONES}]?)(?![\\w{_SHAPES}{_TONES}])",
    re.IGNORECASE,
)


def place_tones(text: str, place: TonePlace) -> str:
    """The text with the tone of hòa, khỏe, ủy on the vowel wanted; NFC.

    Only whole syllables of Vietnamese are touched that end in oa, oe or uy after one of the usual consonants, or
    begin with them: never "quý", "hoàng", "thuyền", "Genoà-2x" or any other word.
    """
    if place is TonePlace.AS_TYPED:
        return text

    def placed(found: re.Match[str]) -> str:
        onset, first, one, second, other = found.groups()
        tone = one + other
        if len(tone) != 1 or f"{first}{second}".lower() not in ("oa", "oe", "uy"):
            return found.group()
        return f"{onset}{first}{tone}{second}" if place is TonePlace.FIRST else f"{onset}{first}{second}{tone}"

    loose = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _OPEN_SYLLABLE.sub(placed, loose))


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE_IN_ALPHABET = {letter: chr(0x20 + place) for place, letter in enumerate(_ALPHABET)}


def sort_key(text: str) -> str:
    """A string whose plain comparison gives the order of the Vietnamese alphabet.

    Letters decide first (spaces, signs, digits, letters: a shorter word stands before a longer one), then tones, then
    case (small before capital), each over the whole text. Two texts have the same key only if :func:`tidy` makes them
    the same, so the order does not hang on how a list was put together.
    """
    weights = [_weigh(sign) for sign in _letters(text)]
    return "\x00".join(("".join(level) for level in (*zip(*weights, strict=True), tidy(text))) if weights else ())


def _letters(text: str) -> list[str]:
    """The signs of a text, each with the marks that stand on it, NFD."""
    return re.findall(f".[{_SHAPES}{_TONES}]*", unicodedata.normalize("NFD", tidy(text)), re.DOTALL)


def _weigh(sign: str) -> tuple[str, str, str]:
    tone = next((mark for mark in sign if mark in _TONES), "")
    shaped = unicodedata.normalize("NFC", sign.replace(tone, "") if tone else sign)
    small = shaped.lower()
    case = "2" if small != shaped else "1"
    return _primary(small), str(_TONES.index(tone) + 2 if tone else 1), case


def _primary(small: str) -> str:
    if small in _PLACE_IN_ALPHABET:
        return _PLACE_IN_ALPHABET[small]
    if small.isspace():
        return "\x01"
    if small.isalpha():
        return "\x7f" + small
    return ("\x03" if small.isdigit() else "\x02") + small


_PLAIN_NUMBER = re.compile(r"[0-9]+(?:,[0-9]+)?")
_GROUPED_NUMBER = re.compile(r"[1-9][0-9]{0,2}(?:([. ])[0-9]{3})(?:\1[0-9]{3})*(?:,[0-9]+)?")
_POINT_NUMBER = re.compile(r"(?:0\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,}))")


def parse_number(text: str) -> Decimal | None:
    """The number a text is, read the Vietnamese way; None for anything with two readings or none.

    "1.234,5", "1 234,5", "1234,5", "12,5"; "1.234" is 1234. A point that cannot part thousands ("0.5", "12.25") is a
    decimal point typed from habit. "12,5,3", "1.23.4", "12,5%" are None.
    """
    plain = tidy(text).replace("\u2212", "-")
    sign, digits = (-1, plain[1:].lstrip()) if plain[:1] == "-" else (1, plain)
    if _PLAIN_NUMBER.fullmatch(digits) or _GROUPED_NUMBER.fullmatch(digits):
        return sign * Decimal(digits.replace(".", "").replace(" ", "").replace(",", "."))
    return sign * Decimal(digits) if _POINT_NUMBER.fullmatch(digits) else None


def write_number(number: Decimal) -> str:
    """The number as Vietnamese papers have it: ``Decimal("1234.50")`` → "1.234,5".

    Raises:
        ValueError: the number is infinite or none at all.
    """
    if not number.is_finite():
        raise ValueError(number)
    whole, _, rest = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    rest = rest.rstrip("0")
    minus = "-" if number < 0 else ""
    return minus + grouped + ("," + rest if rest else "")


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """4 → "IV".

    Raises:
        ValueError: the number is not between 1 and 3999.
    """
    if not 1 <= number <= 3999:
        raise ValueError(number)
    signs: list[str] = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        signs.append(sign * times)
    return "".join(signs)


def from_roman(text: str) -> int | None:
    """ "IV" → 4; None for anything that is not a Roman numeral as :func:`roman` writes it (small letters are)."""
    numeral = unicodedata.normalize("NFKC", text).strip().upper()
    if not numeral or len(numeral) > 15 or set(numeral) - set("IVXLCDM"):
        return None
    values = [dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))[sign] for sign in numeral]
    total = sum(
        -value if value < following else value for value, following in zip(values, chain(values[1:], [0]), strict=True)
    )
    return total if 0 < total < 4000 and roman(total) == numeral else None


def official_day(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2026": days below 10 and the months 1 and 2 take a zero (Decree 30/2020, appendix I)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
