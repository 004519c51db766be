"""The frame of an official paper: letterhead, place and date, recipients and signature.

Sizes and wordings come from the form (``resources/form``). What the data do not say is left open as a blank,
never guessed. How names are written is in ``names``, the pointer line in ``pointer``.
"""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.documents.form import Form
from nq57desk.documents.layout import (
    Band,
    Closing,
    Frame,
    Paragraph,
    Recipients,
    Rule,
    Run,
    Runs,
    Signature,
    TextStyle,
    text,
)
from nq57desk.documents.names import full_name, issuer_lines, place_name, running_name
from nq57desk.documents.pointer import appendix_label, blank, imported_pointer, padded_number, pointer_line
from nq57desk.domain.plan import Plan
from nq57desk.domain.vietnamese import official_day

__all__ = [
    "appendix_label",
    "closing",
    "full_name",
    "imported_pointer",
    "issuer_lines",
    "letterhead",
    "names_band",
    "padded_number",
    "place_and_date",
    "place_name",
    "pointer_line",
    "recipients_of",
    "rule",
    "running_name",
    "signature_of",
]


def rule(share: float, form: Form) -> Rule | None:
    """A rule of this share of the text's width, drawn as the form says; none where the share is 0."""
    return Rule(share, form.rules.thickness_pt, form.rules.gap_pt) if share else None


def names_band(form: Form, issuing_body: str, governing: str = "", asked: str = "head") -> Band:
    """The issuing body level with the nation and its motto (or the Party's name)."""
    styles, words, rules = form.styles, form.words, form.rules
    left = [text(governing.upper(), styles.governing)] if governing else []
    name = Run(issuer_lines(issuing_body, form)) if issuing_body else blank(f"{asked}.issuing_body", form.blanks.name)
    left.append(Paragraph((name,), styles.issuer, rule(rules.issuer, form)))
    if words.star:
        left.append(text(words.star, styles.issuer))
    right = [text(words.nation, styles.nation, rule(rules.nation, form))]
    if words.motto:
        right.append(text(words.motto, styles.motto, rule(rules.motto, form)))
    return Band(tuple(left), tuple(right))


def letterhead(
    form: Form, issuing_body: str, *, governing: str = "", place_date: str | Runs = "", left: Sequence[Paragraph] = ()
) -> Frame:
    """The two columns at the head: issuing body at the left, the nation and its motto at the right.

    ``left`` stands below the issuing body, its first line level with place and date: number, subject, urgency.
    """
    runs = (Run(place_date),) if isinstance(place_date, str) else place_date
    right = (Paragraph(runs, form.styles.place_date),) if place_date else ()
    bands = [names_band(form, issuing_body, governing)]
    if left or right:
        bands.append(Band(tuple(left), right))
    return Frame(tuple(bands), form.frame.left_share, form.frame.side_padding)


def place_and_date(plan: Plan, form: Form) -> str:
    """ "Sao Mai, ngày 05 tháng 01 năm 2026", or "" while place or date is not known."""
    if not plan.place or plan.issued_on is None:
        return ""
    return form.words.place_date.format(place=plan.place, date=official_day(plan.issued_on))


def closing(
    form: Form,
    powers: Sequence[str],
    name: str,
    recipients: Sequence[str],
    *,
    drafter: str = "",
    asked: str = "plan.signer_name",
) -> Closing:
    """Nơi nhận at the left, powers and titles in capitals over the signer's name at the right.

    ``powers`` are the lines in their order: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH". ``drafter`` stands
    below the recipients; ``asked`` names the signer's missing name.
    """
    listed = recipients_of(form, recipients, drafter) if recipients else None
    signed = signature_of(form, powers, name, asked)
    return Closing(listed, signed, form.closing.left_share, form.closing.side_padding, form.closing.before_pt)


def signature_of(form: Form, powers: Sequence[str], name: str, asked: str = "head.signer") -> Signature:
    """Powers and titles line by line, each in its own weight, over the name."""
    signed = (Run(name),) if name else (blank(asked, form.blanks.name),)
    titles = tuple(_power(line, form) for line in powers)
    return Signature(titles, form.closing.space, Paragraph(signed, form.styles.signer))


def _power(line: str, form: Form) -> Paragraph:
    """A form of signing is written as the form has it ("TM." or "T/M"); any other line is a title."""
    upper = " ".join(line.upper().split())
    for sign, written in form.names.signs:
        if upper.startswith(sign):
            return text(f"{written} {upper[len(sign) :].strip()}", form.styles.powers)
    return text(upper, form.styles.titles)


def recipients_of(form: Form, names: Sequence[str], drafter: str = "", *, blanks: Sequence[Run] = ()) -> Recipients:
    """One to a line, each ending ";", the last "." (Nghị định 30, Phụ lục I, ô số 9b); blanks stand before them."""
    words, styles = form.words, form.styles
    wordings = [*[words.recipient] * (len(names) - 1), words.last_recipient]
    items = [_recipient((run,), words.recipient, styles.recipients) for run in blanks]
    items += [
        _recipient((Run(_kept(name.strip(" -;."), form)),), wording, styles.recipients)
        for wording, name in zip(wordings, names, strict=False)
    ]
    if drafter:
        items.append(text(drafter, styles.drafter))
    return Recipients(text(words.recipients, styles.recipients_heading), tuple(items))


def _recipient(name: Runs, wording: str, style: TextStyle) -> Paragraph:
    before, _, after = wording.partition("{name}")
    if not any(run.field for run in name):
        return text(before + "".join(run.text for run in name) + after, style)
    return Paragraph((Run(before), *name, Run(after)), style)


def _kept(name: str, form: Form) -> str:
    """Who keeps the paper, in the form's own words."""
    for words, written in form.names.kept:
        if name.startswith(words):
            return written + name[len(words) :]
    return name
