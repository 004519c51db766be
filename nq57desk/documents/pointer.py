"""The line that ties an appendix to its paper: "(Kèm theo Kế hoạch số 05/KH-UBND ngày … của …)", and its label.

On paper number and date are filled in; in an electronic paper they stay open (Nghị định 30, Phụ lục I, mục III
khoản 1 điểm d). What is not known yet is a blank, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nq57desk.documents.form import Form
from nq57desk.documents.layout import Run, Runs
from nq57desk.domain.papers import PaperHead
from nq57desk.domain.plan import Plan
from nq57desk.domain.vietnamese import official_day, roman

BLANK = "\u00a0"
"""What an open blank is made of: a space at which no line breaks."""
_LETTER = "Công văn"
"""What a letter is called where it is cited: it bears no name of its own (Nghị định 30, Phụ lục I, mục II.5)."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A paper as another cites it. ``asked`` begins the names of its missing data ("plan", "head")."""

    paper: str
    number: str
    symbol: str
    issued_on: date | None
    asked: str
    date_text: str = ""
    year: int = 0


def cited_plan(plan: Plan) -> Cited:
    """An issued plan."""
    return Cited(plan.kind, plan.number, plan.symbol, plan.issued_on, "plan", plan.date_text, plan.year)


def cited_paper(head: PaperHead) -> Cited:
    """A paper made here."""
    return Cited(head.word or _LETTER, head.number, head.symbol, head.issued_on, "head", year=head.year)


def appendix_label(position: int, count: int, form: Form) -> str:
    """ "Phụ lục" alone, or with a Roman numeral from two appendices on (Nghị định 30, Phụ lục I, mục III)."""
    return f"{form.words.appendix} {roman(position)}" if count > 1 else form.words.appendix


def padded_number(number: str) -> str:
    """ "5" is "05": numbers below 10 carry a 0 (Nghị định 30, Phụ lục I, ô số 3)."""
    return number.zfill(2) if number.isdecimal() else number


def blank(field: str, width: int) -> Run:
    """A blank to be filled in, as wide as this many spaces."""
    return Run(BLANK * width, field=field)


def left_open(width: int) -> Run:
    """A blank that stays one, as wide as this many spaces: nothing is missing there."""
    return Run(BLANK * width)


def filled(wording: str, parts: Mapping[str, Runs]) -> Runs:
    """A wording with runs in the place of its names in braces."""
    runs: list[Run] = []
    for piece in re.split(r"(\{\w+\})", wording):
        runs.extend(parts[piece[1:-1]] if piece.startswith("{") else (Run(piece),))
    return tuple(run for run in runs if run.text)


def pointer_runs(cited: Cited, body: str, form: Form, *, electronic: bool) -> Runs:
    """(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân phường Sao Mai)."""
    parts = {
        "paper": (Run(cited.paper.capitalize()),),
        "number": (left_open(form.blanks.number),) if electronic else number_runs(cited.number, cited.asked, form),
        "symbol": symbol_runs(cited.symbol, cited.asked, form),
        "date": _date(cited, form, electronic=electronic),
        "body": (Run(body),) if body else (blank(f"{cited.asked}.issuing_body", form.blanks.name),),
    }
    return filled(form.words.pointer, parts)


def pointer_line(plan: Plan, body: str, form: Form, *, electronic: bool) -> Runs:
    """The pointer line of a plan's appendix."""
    return pointer_runs(cited_plan(plan), body, form, electronic=electronic)


def number_runs(number: str, asked: str, form: Form) -> Runs:
    """The number with its 0, or a blank."""
    return (Run(padded_number(number)),) if number else (blank(f"{asked}.number", form.blanks.number),)


def symbol_runs(symbol: str, asked: str, form: Form) -> Runs:
    """The symbol, or a blank."""
    return (Run(symbol),) if symbol else (blank(f"{asked}.symbol", form.blanks.number),)


def _date(cited: Cited, form: Form, *, electronic: bool) -> Runs:
    blanks = form.blanks
    if electronic:
        parts = {"day": blanks.day, "month": blanks.month, "year": blanks.year}
        return filled(form.words.date, {name: (left_open(width),) for name, width in parts.items()})
    if cited.date_text and cited.issued_on is None and _SAID.search(cited.date_text):
        return (Run(cited.date_text),)
    return date_runs(cited.issued_on, cited.year, cited.asked, form)


_SAID = re.compile(r"\d\D+\d+\D+\d{4}")


def date_runs(day: date | None, year: int, asked: str, form: Form) -> Runs:
    """ "ngày 05 tháng 01 năm 2026"; blanks for what is not known."""
    if day is not None:
        return (Run(official_day(day)),)
    field, blanks = f"{asked}.issued_on", form.blanks
    known = Run(str(year)) if year else blank(field, blanks.year)
    return filled(
        form.words.date,
        {"day": (blank(field, blanks.day),), "month": (blank(field, blanks.month),), "year": (known,)},
    )


def imported_pointer(lines: tuple[str, ...]) -> str:
    """The pointer line that an imported appendix brought along, as it stands; "" where it had none."""
    return next((line for line in lines if line.startswith("(") and "kèm theo" in line.casefold()), "")
