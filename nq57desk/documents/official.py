"""The frame of an official paper by Nghị định 30/2020/NĐ-CP: letterhead, names, dates, pointer line.

Sizes and wordings come from ``resources/form/decree30.toml``. What the data do not say is left open as a
blank, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nq57desk.documents.form import Form
from nq57desk.documents.layout import Band, Closing, Frame, Paragraph, Recipients, Rule, Run, Runs, Signature, text
from nq57desk.domain.plan import Plan
from nq57desk.domain.vietnamese import fold_tone_place, official_day, roman

_BLANK = "\u00a0"


def appendix_label(position: int, count: int, form: Form) -> str:
    """ "Phụ lục" alone, or with a Roman numeral from two appendices on (Nghị định 30, Phụ lục I, mục III)."""
    return f"{form.words.appendix} {roman(position)}" if count > 1 else form.words.appendix


def padded_number(number: str) -> str:
    """ "5" is "05": numbers below 10 carry a 0 (Nghị định 30, Phụ lục I, ô số 3)."""
    return number.zfill(2) if number.isdecimal() else number


def rule(share: float, form: Form) -> Rule:
    """A rule of this share of the text's width, drawn as the form says."""
    return Rule(share, form.rules.thickness_pt, form.rules.gap_pt)


def full_name(name: str, form: Form) -> str:
    """The body's name without the short forms that only a superior's line may use (UBND, HĐND)."""
    for short, long in form.names.expansions:
        name = re.sub(rf"\b{short}\b", long, name)
    return name


def issuer_lines(name: str, form: Form) -> str:
    """The issuing body in upper case, the unit on a line of its own: "ỦY BAN NHÂN DÂN" over "PHƯỜNG SAO MAI"."""
    upper = " ".join(full_name(name, form).upper().split())
    units = "|".join(unit.upper() for unit in form.names.units)
    places = list(re.finditer(rf"(?<=\w) (?=(?:{units}) \w)", upper))
    if not places:
        return upper
    at = places[-1].start()
    return f"{upper[:at]}\n{upper[at + 1 :]}"


def letterhead(form: Form, issuing_body: str, *, governing: str = "", place_date: str = "") -> Frame:
    """The two columns at the head: issuing body at the left, the nation and its motto at the right."""
    styles, words = form.styles, form.words
    left = [text(governing.upper(), styles.governing)] if governing else []
    left.append(text(issuer_lines(issuing_body, form), styles.issuer, rule(form.rules.issuer, form)))
    right = (text(words.nation, styles.nation), text(words.motto, styles.motto, rule(form.rules.motto, form)))
    bands = [Band(tuple(left), right)]
    if place_date:
        bands.append(Band((), (text(place_date, styles.place_date),)))
    return Frame(tuple(bands), form.frame.left_share, form.frame.side_padding)


def place_and_date(plan: Plan, form: Form) -> str:
    """ "Sao Mai, ngày 05 tháng 01 năm 2026", or "" while place or date is not known."""
    if not plan.place or plan.issued_on is None:
        return ""
    return form.words.place_date.format(place=plan.place, date=official_day(plan.issued_on))


def closing(form: Form, powers: Sequence[str], name: str, recipients: Sequence[str]) -> Closing:
    """Nơi nhận at the left, powers and titles in capitals over the signer's name at the right.

    ``powers`` are the lines in their order: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH".
    """
    styles = form.styles
    titles = tuple(text(line.upper(), styles.powers) for line in powers)
    signed = text(name, styles.signer) if name else Paragraph((_open("plan.signer_name", 1),), styles.signer)
    signature = Signature(titles, form.closing.space, signed)
    listed = _recipients(form, recipients) if recipients else None
    return Closing(listed, signature, form.closing.left_share, form.closing.side_padding)


def _recipients(form: Form, names: Sequence[str]) -> Recipients:
    """One to a line, each ending ";", the last "." (Nghị định 30, Phụ lục I, ô số 9b)."""
    words = form.words
    wordings = [*[words.recipient] * (len(names) - 1), words.last_recipient]
    items = [
        text(wording.format(name=name.strip(" -;.")), form.styles.recipients)
        for wording, name in zip(wordings, names, strict=True)
    ]
    return Recipients(text(words.recipients, form.styles.recipients_heading), tuple(items))


def running_name(name: str, known: str, form: Form) -> str:
    """A body's name as it stands in a sentence.

    A name kept in capitals takes the spelling of ``known`` (the office's own name) where both are the same
    words; "ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI" can be told as well; any other stays as it stands.
    """
    if not name or _same_words(full_name(name, form), full_name(known, form)):
        return known
    if not name.isupper():
        return name
    for institution in (long for _, long in form.names.expansions):
        for unit in form.names.units:
            head = f"{institution} {unit} "
            if _spelling(name).startswith(_spelling(head) + " "):
                return head + name[len(head) :].title()
    return name


def _same_words(one: str, other: str) -> bool:
    return _spelling(one) == _spelling(other)


def _spelling(words: str) -> str:
    """Lower case, one space, each tone where one rule puts it, so that "uỷ" and "ủy" are alike."""
    return fold_tone_place(" ".join(words.casefold().split()))


def pointer_line(plan: Plan, body: str, form: Form, *, electronic: bool) -> Runs:
    """(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân phường Sao Mai).

    Number and date are left open where they are missing, and always in an electronic paper, where they are
    not filled in (Nghị định 30, Phụ lục I, mục III khoản 1 điểm d).
    """
    parts = {
        "paper": (Run(plan.kind.capitalize()),),
        "number": _number(plan, form, electronic=electronic),
        "symbol": (Run(plan.symbol) if plan.symbol else _open("plan.symbol", form.blanks.number),),
        "date": _date(plan, form, electronic=electronic),
        "body": (Run(body),),
    }
    runs: list[Run] = []
    for piece in re.split(r"(\{\w+\})", form.words.pointer):
        runs.extend(parts[piece[1:-1]] if piece.startswith("{") else (Run(piece),))
    return tuple(run for run in runs if run.text)


def _number(plan: Plan, form: Form, *, electronic: bool) -> Runs:
    if plan.number and not electronic:
        return (Run(padded_number(plan.number)),)
    return (_open("plan.number", form.blanks.number),)


def _date(plan: Plan, form: Form, *, electronic: bool) -> Runs:
    if plan.issued_on is not None and not electronic:
        return (Run(official_day(plan.issued_on)),)
    if plan.date_text and not electronic and re.search(r"\d\D+\d+\D+\d{4}", plan.date_text):
        return (Run(plan.date_text),)
    year = _open("plan.issued_on", form.blanks.year) if electronic else Run(str(plan.year))
    blanks = {
        "day": _open("plan.issued_on", form.blanks.day),
        "month": _open("plan.issued_on", form.blanks.month),
        "year": year,
    }
    pieces = re.split(r"(\{\w+\})", form.words.date)
    return tuple(blanks[piece[1:-1]] if piece.startswith("{") else Run(piece) for piece in pieces if piece)


def _open(field: str, width: int) -> Run:
    """A blank to be filled in, as wide as this many spaces."""
    return Run(_BLANK * width, field=field)


def imported_pointer(lines: tuple[str, ...]) -> str:
    """The pointer line that an imported appendix brought along, as it stands; "" where it had none."""
    return next((line for line in lines if line.startswith("(") and "kèm theo" in line.casefold()), "")
