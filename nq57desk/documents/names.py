"""How names of bodies and places are written: in capitals at a paper's head, in a sentence, before its date.

A unit named after a person, a number or an event is written with its word and a capital letter ("Phường Lê Chân"):
in the line of place and date and in sentences (Nghị định 30, Phụ lục I, ô số 4; Phụ lục II). Which units are so
named is the office's own setting.
"""

from __future__ import annotations

import re

from nq57desk.documents.form import Form, decree30
from nq57desk.domain.vietnamese import fold_tone_place


def full_name(name: str, form: Form) -> str:
    """The body's name without the short forms that only a superior's line may use (UBND, HĐND)."""
    for short, long in form.names.expansions:
        name = re.sub(rf"\b{short}\b", long, name)
    return name


def issuer_lines(name: str, form: Form) -> str:
    """The issuing body in upper case, the unit on a line of its own: "ỦY BAN NHÂN DÂN" over "PHƯỜNG SAO MAI".

    On one line where the form has it so.
    """
    upper = " ".join(full_name(name, form).upper().split())
    units = "|".join(unit.upper() for unit in form.names.units)
    places = list(re.finditer(rf"(?<=\w) (?=(?:{units}) \w)", upper))
    if not places or not form.frame.unit_below:
        return upper
    at = places[-1].start()
    return f"{upper[:at]}\n{upper[at + 1 :]}"


def running_name(name: str, known: str, form: Form, *, named_after_person: bool = False) -> str:
    """A body's name as it stands in a sentence.

    A name kept in capitals takes the spelling of ``known`` (the office's own name) where both are the same
    words; "ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI" can be told as well, and other bodies whose first words are known
    (Ban Chỉ đạo, Đảng ủy); any other stays as it stands.
    ``named_after_person``: the unit's word takes a capital letter ("Ủy ban nhân dân Phường Lê Chân").
    """
    told = _told(name, known, form)
    unit = _unit(told, form) if named_after_person else None
    if unit is None:
        return told
    return told[: unit.start()] + told[unit.start()].upper() + told[unit.start() + 1 :]


def _told(name: str, known: str, form: Form) -> str:
    if not name or _same_words(full_name(name, form), full_name(known, form)):
        return known
    if not name.isupper():
        return name
    for institution in (*(long for _, long in form.names.expansions), *form.names.bodies):
        if _spelling(name).startswith(_spelling(institution) + " "):
            return institution + _in_small(name[len(institution) :], form)
    return name


def _in_small(words: str, form: Form) -> str:
    """What stood in capitals in small letters, the unit's own name and a numbered scheme with theirs."""
    unit = _unit(words, form)
    at = unit.end() if unit else len(words)
    small = re.sub(r"\bđề án(?= \d)", "Đề án", words[:at].lower())
    return small + words[at:].title()


def place_name(office_name: str, named_after_person: bool) -> str:
    """The place before the date: "Hồng Bàng" of phường Hồng Bàng, but "Phường Lê Chân"; "" where no unit is named."""
    unit = _unit(office_name.split(",")[0], decree30())
    if unit is None:
        return ""
    name = unit[2].strip()
    name = name.title() if name.isupper() else name
    return f"{unit[1].capitalize()} {name}" if named_after_person else name


def _unit(name: str, form: Form) -> re.Match[str] | None:
    """The unit's word (group 1) and its name (group 2), the last in the body's name."""
    units = "|".join(form.names.units)
    found = [match for match in re.finditer(rf"\b({units}) (?=(.+))", name, re.IGNORECASE) if _begins_name(match[2])]
    return found[-1] if found else None


def _begins_name(words: str) -> bool:
    """Names begin with a capital letter or a number; "xã hội" is no unit."""
    return words[0].isupper() or words[0].isdigit()


def _same_words(one: str, other: str) -> bool:
    return _spelling(one) == _spelling(other)


def _spelling(words: str) -> str:
    """Lower case, one space, each tone where one rule puts it, so that "uỷ" and "ủy" are alike."""
    return fold_tone_place(" ".join(words.casefold().split()))
