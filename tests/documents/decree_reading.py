"""What the checker asks of a form, what a paper says, and how both are found on a printed page.

The ranges stand here a second time, on purpose: a wrong size in the form's data must not pass because the same data
check it. Nghị định 30/2020/NĐ-CP, Phụ lục I; for the Party's form Hướng dẫn 05-HD/VPTW as far as it is known.
Lengths are points from the sheet's upper left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.documents.papers import MM, ReadPage, Stroke, Word

Words = Sequence[Word]
Range = tuple[float, float]
NEAR = 1.5


@dataclass(frozen=True, slots=True)
class Rules:
    """What a form asks: type sizes, rules as shares of their text, lengths in mm."""

    heading: str
    motto: str
    nation: Range
    motto_size: Range
    issuer: Range
    governing: Range
    number: Range
    number_shape: str
    date: Range
    kind: Range
    subject: Range
    subject_rule: Range | None
    letter_subject: Range
    letter_italic: bool
    body: Range
    indents: tuple[float, ...]
    pitch: Range
    powers: Range
    titles_bold: bool
    recipients_heading: tuple[float, bool, bool]
    recipients: float
    page_number: Range
    page_number_top: Range
    end: str
    issuer_rule: Range | None
    basis_italic: bool


_SINGLE, _AND_A_HALF = 1.1, 1.5 * 1.16
STATE = Rules(
    heading="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    nation=(12, 13),
    motto_size=(13, 14),
    issuer=(12, 13),
    governing=(12, 13),
    number=(13, 13),
    number_shape=r"Số: (0[1-9]|[1-9]\d+)/[A-ZĐ]+(-[A-ZĐ]+)*",
    date=(13, 14),
    kind=(13, 14),
    subject=(13, 14),
    subject_rule=(1 / 3, 1 / 2),
    letter_subject=(12, 13),
    letter_italic=False,
    body=(13, 14),
    indents=(10.0, 12.7),
    pitch=(_SINGLE, _AND_A_HALF),
    powers=(13, 14),
    titles_bold=True,
    recipients_heading=(12, True, True),
    recipients=11,
    page_number=(13, 14),
    page_number_top=(5, 20),
    end="./.",
    issuer_rule=(1 / 3, 1 / 2),
    basis_italic=True,
)
PARTY = Rules(
    heading="ĐẢNG CỘNG SẢN VIỆT NAM",
    motto="",
    nation=(15, 15),
    motto_size=(0, 0),
    issuer=(14, 14),
    governing=(14, 14),
    number=(14, 14),
    number_shape=r"Số (0[1-9]|[1-9]\d+)-[A-ZĐ][A-ZĐa-z]*/[A-ZĐ]+",
    date=(14, 14),
    kind=(15, 16),
    subject=(14, 15),
    subject_rule=None,
    letter_subject=(12, 12),
    letter_italic=True,
    body=(14, 15),
    indents=(10.0,),
    pitch=(18 / 14, 22 / 14),
    powers=(14, 14),
    titles_bold=False,
    recipients_heading=(14, False, False),
    recipients=12,
    page_number=(14, 14),
    page_number_top=(9, 13),
    end=".",
    issuer_rule=None,
    basis_italic=False,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the paper says, line by line where lines are typed. ``runs``: how many page counts it has.

    ``kind`` "" is a letter; ``titles`` are those of ``powers`` that are no form of signing.
    """

    issuer: tuple[str, ...]
    number: str
    dated: str
    kind: str
    subject: str
    powers: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]
    runs: int
    governing: str = ""
    titles: tuple[str, ...] = ()
    bases: int = 0
    body: bool = True


# ---- reading -------------------------------------------------------------------------------------


def found(page: ReadPage, text: str) -> Words:
    """The words of a text as it stands on the page, in a row."""
    return page.line(*text.split())


def lines_of(words: Words) -> list[list[Word]]:
    """Words in a row, broken where they go on further down."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(lines[-1][-1].bottom - word.bottom) < NEAR:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def middle(line: Words) -> float:
    """Where a line has its centre."""
    return (min(w.left for w in line) + max(w.right for w in line)) / 2


def width(line: Words) -> float:
    """From its first letter to its last."""
    return max(w.right for w in line) - min(w.left for w in line)


def bold(word: Word) -> bool:
    """Whether its font is bold."""
    return "Bold" in word.font


def italic(word: Word) -> bool:
    """Whether its font is italic."""
    return "Italic" in word.font


def assert_looks(words: Words, size: Range, *, is_bold: bool, is_italic: bool = False) -> None:
    for word in words:
        assert size[0] <= round(word.size, 2) <= size[1], word
        assert (bold(word), italic(word)) == (is_bold, is_italic), word


def rule_below(page: ReadPage, line: Words, reach: float = 14.0) -> Stroke | None:
    """The nearest level line below these words, within their width."""
    foot, left, right = line[0].bottom, min(w.left for w in line), max(w.right for w in line)
    near = [
        s
        for s in page.strokes
        if s.level and -4 <= s.top - foot < reach and s.left >= left - 2 and s.right <= right + 2
    ]
    return min(near, key=lambda stroke: stroke.top, default=None)


def assert_ruled(page: ReadPage, lines: Sequence[Words], share: Range | None) -> None:
    """A rule below the last line, centred, as long as the share of the widest line says; none where it is None."""
    rule = rule_below(page, lines[-1])
    if share is None:
        assert rule is None
        return
    widest = max(map(width, lines))
    assert rule is not None, [w.text for w in lines[-1]]
    length = rule.right - rule.left
    assert share[0] - 0.01 <= length / widest <= share[1] + 0.01, length / widest
    assert abs((rule.left + rule.right) / 2 - middle(lines[-1])) < NEAR


def marks(page: ReadPage) -> tuple[list[Word], list[Word]]:
    """Words in the margins above and below the text, and the text's own."""
    outside = [w for w in page.words if w.top < 18 * MM or w.bottom > page.height - 18 * MM]
    return outside, [w for w in page.words if w not in outside]
