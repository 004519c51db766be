"""What a letterhead says: the issuing body, the one above it, number and symbol, place and day.

Decides by Decree 30/2020/NĐ-CP, annex I: left the bodies and "Số: nn/KÝ-HIỆU", right the national name and motto and
"Địa danh, ngày … tháng … năm …". A body's name may run over lines ("ỦY BAN NHÂN DÂN" / "XÃ BÌNH MINH" is one); it is
another body where a line begins like one again under a line that is a whole name already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nq57desk.domain.vietnamese import fold

_STATE = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap ?- ?tu do ?- ?hanh phuc")
_NUMBER_LINE = re.compile(
    r"(?i:số)\s*:?\s*(?P<number>\d+[a-zA-Z]?)?[\s.…_]*(?P<parting>[/\-])\s*(?P<symbol>[A-ZĐ][A-ZĐa-z0-9]*(?:\s*[\-/&.]\s*[A-ZĐ0-9][\wĐ]*)*)"
)
_BARE_NUMBER_LINE = re.compile(r"(?i:số)\s*:\s*(?P<number>\d+[a-zA-Z]?)?\s*(?P<symbol>[A-ZĐ]{2,}-[A-ZĐ]+)?")
_NUMBER_AND_DATE = re.compile(r"((?i:số)\b.{0,20}?[/\-][A-ZĐ][^\s,]*) ([^,]{2,40}, ngày\b.*)")
_STATE_IN_LINE = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT|độc lập ?[-–] ?tự do", re.IGNORECASE)
_DATE_LINE = re.compile(r"(?P<place>[^,]{2,60}),\s*(?P<date>ngày\b.*)", re.IGNORECASE)
_BODY = re.compile(
    r"(?:ubnd|uy ban|hdnd|hoi dong|dang uy|dang bo|thanh uy|tinh uy|ban chi dao|ban thuong vu|ban |so |phong "
    r"|van phong|trung tam|cong an|bo |cuc |chi cuc|mttq|doan |hoi |truong |dcs|to )"
)
_UNIT = re.compile(r"\b(?:xa|phuong|thi tran|dac khu|quan|huyen|thi xa|thanh pho|tp\.?|tinh)\b")
_ORNAMENT = re.compile(r"[\s\-–—_*.=~]*")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts of a letterhead word for word; None where it does not have them."""

    org: str | None = None
    governing_body: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date_text: str | None = None


def is_letterhead(lines: Sequence[str]) -> bool:
    """Whether the lines of a table or of paragraphs are a letterhead: they name the state or the Party."""
    return any(_STATE.search(fold(line)) for line in lines)


def read_letterhead(lines: Sequence[str]) -> Letterhead:
    """The parts from all lines of the letterhead, left column first."""
    bodies: list[str] = []
    number = symbol = place = date_text = None
    for line in _parted(lines):
        words = fold(line)
        if _ORNAMENT.fullmatch(line) or _STATE.search(words):
            continue
        if numbered := number_line(line):
            number, symbol = numbered
        elif dated := _DATE_LINE.fullmatch(line):
            place, date_text = dated["place"].strip(), dated["date"].strip()
        elif number is None and symbol is None and not words.startswith(("v/v", "so:")):
            bodies.append(line)
    governing, org = _bodies(bodies)
    return Letterhead(org, governing, number, symbol, place, date_text)


def _parted(lines: Sequence[str]) -> Iterator[str]:
    """The lines one space apart; what a tab alone parts left from right (in one paragraph) as two lines."""
    for line in lines:
        text = " ".join(line.split())
        both = _NUMBER_AND_DATE.fullmatch(text)
        if both is not None:
            yield from both.groups()
            continue
        state = _STATE_IN_LINE.search(text)
        yield text[: state.start()].strip() if state is not None else text


def number_line(line: str) -> tuple[str | None, str | None] | None:
    """Number and symbol of "Số: 24 /KH-UBND" or "Số 05-KH/ĐU"; each None where it is left blank."""
    found = _NUMBER_LINE.fullmatch(line.strip()) or _BARE_NUMBER_LINE.fullmatch(line.strip())
    if found is None:
        return None
    symbol = found["symbol"]
    return found["number"], re.sub(r"\s*([\-/])\s*", r"\1", symbol) if symbol else None


def _bodies(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """(governing body, issuing body) from the letterhead's lines."""
    names: list[str] = []
    for line in lines:
        begins = _BODY.match(fold(line) + " ") is not None
        if names and not (begins and _is_whole(names[-1])):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    if not names:
        return None, None
    return (names[-2] if len(names) > 1 else None), names[-1]


def _is_whole(name: str) -> bool:
    return _UNIT.search(fold(name)) is not None
