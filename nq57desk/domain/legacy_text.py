"""Text in the two 8-bit encodings of old Vietnamese office files: TCVN3 (fonts ".Vn…") and VNI (fonts "VNI-…").

Word and Excel keep such bytes as cp1252 letters ("Uû ban nh©n d©n"). The font's name decides first
(:func:`encoding_of_font`); where no font is known, a text only counts as encoded when it is no Vietnamese as it
stands and its words become Vietnamese syllables when decoded, so French, English and proper Unicode are left alone.

Decode before :func:`nq57desk.domain.vietnamese.tidy`: TCVN3 writes ư as the soft hyphen, which tidying drops.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

Encoding = Literal["tcvn3", "tcvn3_capitals", "vni"]

_TCVN3_RUNS = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
"""Bytes that follow one another (as ``iconv -f TCVN`` maps them)."""
_TCVN3 = {first + place: letter for first, letters in _TCVN3_RUNS for place, letter in enumerate(letters)}
_TCVN3[0x3BC] = "à"  # µ as it comes out of a compatibility normalisation

_VNI_TONES = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_VNI_ROOFS = {"â": "", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "á": "\u0301", "ä": "\u0323"}
_VNI_BREVES = {"ê": "", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "é": "\u0301", "ë": "\u0323"}
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}


def _vni_pairs() -> dict[str, str]:
    pairs = {base + mark: plain + tone for base, plain in _VNI_BASES.items() for mark, tone in _VNI_TONES.items()}
    pairs |= {base + mark: f"{base}\u0302{tone}" for base in "aeo" for mark, tone in _VNI_ROOFS.items()}
    pairs |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _VNI_BREVES.items()}
    return {pair: unicodedata.normalize("NFC", letter) for pair, letter in (pairs | _VNI_ALONE).items()}


_VNI = _vni_pairs()
_VNI_PIECE = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)


def encoding_of_font(font_name: str) -> Encoding | None:
    """The encoding that a font's name stands for; ".VnTimeH" and its like draw small letters as capitals."""
    name = font_name.strip()
    if name.lower().startswith(".vn"):
        return "tcvn3_capitals" if name.endswith("H") else "tcvn3"
    return "vni" if name.lower().startswith("vni-") else None


def decode(text: str, encoding: Encoding) -> str:
    """The text in Unicode (NFC)."""
    if encoding == "vni":
        return decode_vni(text)
    return decode_tcvn3(text, capital_font=encoding == "tcvn3_capitals")


def decode_tcvn3(text: str, capital_font: bool = False) -> str:
    """TCVN3 kept as cp1252 letters, in Unicode: "Uû ban nh©n d©n" → "Uỷ ban nhân dân".

    ``capital_font``: the run stands in a ".Vn…H" font, which has no codes of its own for capitals with marks.
    """
    letters = unicodedata.normalize("NFC", text.translate(_TCVN3))
    return letters.upper() if capital_font else letters


def decode_vni(text: str) -> str:
    """VNI kept as cp1252 letters, in Unicode: "Uyû ban nhaân daân" → "Uỷ ban nhân dân"."""
    return unicodedata.normalize("NFC", _VNI_PIECE.sub(_vni_letter, text))


def _vni_letter(piece: re.Match[str]) -> str:
    letter = _VNI[piece.group().lower()]
    return letter.upper() if piece.group()[0].isupper() else letter


def guess_encoding(text: str) -> Encoding | None:
    """The encoding of a text of unknown font; None where it is, or may be, proper Unicode."""
    if looks_vni(text):
        return "vni"
    return "tcvn3" if looks_tcvn3(text) else None


def looks_tcvn3(text: str) -> bool:
    """Whether a text of unknown font is TCVN3. Rather misses a short one than takes proper text for it."""
    if not _looks_encoded(text, decode_tcvn3) or looks_vni(text):
        return False
    found = _WORD.findall(text)
    return _fitting(found, decode_tcvn3) > _fitting(found, decode_vni)


def looks_vni(text: str) -> bool:
    """Whether a text of unknown font is VNI. Rather misses a short one than takes proper text for it."""
    return _looks_encoded(text, decode_vni)


_BEYOND_8_BITS = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_WORD = re.compile("[A-Za-z\u00a1-\u00ff]*[A-Za-z][A-Za-z\u00a1-\u00ff]*")
_ROMAN = re.compile("[IVX]+")
_ONSET = "(?:b|ch|c|d|đ|gi|gh|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
_OPEN = (
    "uya|uyu|uây|uôi|ươi|ươu|oai|oay|oao|oeo|iêu|yêu|uêu|uai|uay|"
    "ia|ua|ưa|uơ|ao|au|ay|ai|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
)
"""Vowels that no consonant follows: "thàung" (VNI's tháng) is no syllable."""
_CLOSABLE = "uyê|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uy|[aăâeêioôơuưy]"
_SYLLABLE = re.compile(f"{_ONSET}(?:(?:{_OPEN})|(?:{_CLOSABLE})(?P<coda>ch|ng|nh|[cmnpt])?)")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_EVIDENCE_NEEDED = 2


def _looks_encoded(text: str, decoded: Callable[[str], str]) -> bool:
    if text.isascii() or _BEYOND_8_BITS.search(text):
        return False
    whole = [word for word in _WORD.findall(text) if not _tells_nothing(decoded(word))]
    found = [word for word in whole if not (word.isascii() and word.isupper())]
    marked = [word for word in found if not word.isascii()]
    evidence = [word for word in marked if not is_syllable(word) and is_syllable(decoded(word))]
    if not evidence or len(evidence) < 0.8 * sum(not is_syllable(word) for word in marked):
        return False
    if len(evidence) < _EVIDENCE_NEEDED:
        return _fitting(whole, decoded) == len(whole) and len(decoded(evidence[0])) > 2
    return _fitting(found, decoded) >= 0.7 * len(found)


def _tells_nothing(word: str) -> bool:
    """Whether a decoded word is an abbreviation with Đ and the like ("HĐND", "CĐS") or a Roman number."""
    return _ROMAN.fullmatch(word) is not None or (word.isupper() and not word.isascii() and not is_syllable(word))


def _fitting(found: list[str], decoded: Callable[[str], str]) -> int:
    """How many words are Vietnamese syllables once decoded."""
    return sum(is_syllable(decoded(word)) for word in found)


def is_syllable(word: str) -> bool:
    """Whether a word is built like a Vietnamese syllable: one tone at most, and before c, ch, p, t only two tones."""
    loose = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(loose)
    match = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONE.sub("", loose)))
    if match is None or len(tones) > 1:
        return False
    stopped = match.group("coda") in ("c", "ch", "p", "t")
    return not stopped or tones in (["\u0301"], ["\u0323"])
