"""What stands around an office's papers as long as nobody said otherwise: bodies, symbols, place, signers, recipients.

Decides only what follows from the office's own name and from its own issued plans; what does not follow is left empty
and stands as an open blank. Symbols are those of Nghị định 30/2020/NĐ-CP, Phụ lục III ("BC-UBND"; a letter has no
kind: "UBND"); the Party's by Hướng dẫn 05-HD/VPTW ("BC/ĐU"), unverified.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nq57desk.domain.papers import FormKind, PaperKind
from nq57desk.domain.plan import Plan

LISTS = (PaperKind.TASK_PROGRESS, PaperKind.INDICATORS, PaperKind.WARNING_LIST, PaperKind.ASSIGNMENTS)
"""Papers that are a list: they carry no number of their own, nor do appendices."""
LETTERS = (PaperKind.REMINDER, PaperKind.CITY_MISSING)
_UNNUMBERED = (*LISTS, PaperKind.APPENDIX, PaperKind.ADJUSTED_APPENDIX)
_KIND_SIGNS: Mapping[PaperKind, str] = {
    PaperKind.PLAN: "KH",
    PaperKind.DECISION: "QĐ",
    PaperKind.PROGRESS_REPORT: "BC",
    PaperKind.CITY_REPORT: "BC",
}
_BODY_SIGNS = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("Đảng ủy", "ĐU"), ("Ban Chỉ đạo", "BCĐ"))
_UNIT = re.compile(r"\b(phường|xã|đặc khu|thị trấn|quận|huyện|thành phố|tỉnh)\s+(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadMemory:
    """What an office remembers of a kind of paper. The fields are those of :class:`~nq57desk.domain.papers.PaperHead`;
    ``authority`` is a decision's line above its bases."""

    form: FormKind = FormKind.STATE
    issuing_body: str = ""
    governing: str = ""
    symbol: str = ""
    place: str = ""
    addressees: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()
    drafter: str = ""
    urgency: str = ""
    electronic: bool = False
    authority: str = ""


def unit_of(name: str) -> tuple[str, str]:
    """("phường", "Hải Dương") of "Ủy ban nhân dân phường Hải Dương"; blanks where the name ends with no unit."""
    found = _UNIT.search(" ".join(name.split()))
    return (found[1].lower(), found[2]) if found else ("", "")


def place_of(name: str, *, after_person: bool) -> str:
    """ "Hải Dương"; "Phường Lê Chân" where the unit is named after a person or an event (Nghị định 30, ô số 4)."""
    unit, own = unit_of(name)
    return f"{unit.capitalize()} {own}" if unit and after_person else own


def issuing_body(name: str, *, after_person: bool = False) -> str:
    """The body that issues an office's papers, in full (Nghị định 30, ô số 2).

    "Ủy ban nhân dân phường Sao Mai" of an office kept as "Phường Sao Mai" or "UBND phường Sao Mai"; any other name
    stands as it is. ``after_person``: the unit's word takes a capital letter ("Ủy ban nhân dân Phường Lê Chân").
    """
    plain = " ".join(name.split())
    unit, own = unit_of(plain)
    before = plain[: len(plain) - len(unit) - len(own) - 1].strip()
    if not unit or not (before.casefold() in ("", "ubnd") or (after_person and body_sign(before) == "UBND")):
        return name
    committee = before if body_sign(before) else "Ủy ban nhân dân"
    return f"{committee} {unit.capitalize() if after_person else unit} {own.title() if own.isupper() else own}"


def signs_for_another(plan: Plan, body: str) -> bool:
    """Whether who signed the plan did so for a steering committee, while ``body`` is the people's committee."""
    return body_sign(body) == "UBND" and "BAN CHỈ ĐẠO" in plan.signer_form.upper()


def body_sign(name: str) -> str:
    """ "UBND" of "Ủy ban nhân dân phường Sao Mai"; "" of a body that has no usual sign."""
    plain = " ".join(name.split()).casefold().replace("uỷ", "ủy")
    return next((sign for words, sign in _BODY_SIGNS if plain.startswith(words.casefold())), "")


def symbol_for(kind: PaperKind, body: str, form: FormKind) -> str:
    """ "BC-UBND"; "UBND" of a letter; the Party's "BC/ĐU"; "" for lists and unknown bodies."""
    sign = body_sign(body)
    if kind in _UNNUMBERED or not sign:
        return ""
    word = _KIND_SIGNS.get(kind, "CV" if form is FormKind.PARTY else "")
    return ("/" if form is FormKind.PARTY else "-").join(filter(None, (word, sign)))


def party_body(name: str) -> str:
    """The Party committee of an office's unit: "Đảng ủy phường Sao Mai"."""
    unit, own = unit_of(name)
    return f"Đảng ủy {unit} {own}" if unit else name


def plan_powers(plan: Plan) -> tuple[str, ...]:
    """The lines above the signer's name as the plan's own paper has them."""
    lines = (*plan.signer_form.split("\n"), *plan.signer_title.split("\n"))
    return tuple(line.strip() for line in lines if line.strip())


def newest_signed(plans: Sequence[Plan]) -> Plan | None:
    """The plan to learn from who signs and who receives: the newest that a head signed for the collective."""
    told = [plan for plan in plans if plan.signer_title or plan.recipients]
    return max(told, key=lambda plan: (_for_all(plan), plan.year, str(plan.issued_on or ""), plan.id), default=None)


def _for_all(plan: Plan) -> bool:
    return plan.signer_form.strip().upper().startswith(("TM", "T/M"))


def default_powers(body: str, form: FormKind) -> tuple[str, ...]:
    """A collective's own form: "TM. ỦY BAN NHÂN DÂN" over "CHỦ TỊCH"; nothing for a body that has no usual one."""
    sign = body_sign(body)
    if sign == "UBND" and form is FormKind.STATE:
        return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    return ("T/M ĐẢNG ỦY", "BÍ THƯ") if sign == "ĐU" else ()


def default_recipients(
    kind: PaperKind, form: FormKind, addressees: Sequence[str], known: Sequence[str], *, chosen: bool
) -> tuple[str, ...]:
    """Who gets the paper: for a plan those who are known; for others those, where the settings name them (``chosen``),
    else only the keeper; "Như trên" before them where the paper is addressed, "Như Điều 3" in a decision."""
    if kind in (PaperKind.PLAN, PaperKind.APPENDIX, PaperKind.ADJUSTED_APPENDIX) and known:
        return tuple(known)
    if chosen and kind not in LETTERS and form is FormKind.STATE:
        opening = ("Như Điều 3",) if kind is PaperKind.DECISION else ("Như trên",) if addressees else ()
        return (*(line for line in opening if line not in known), *known)
    keeper = (
        "Lưu Văn phòng Đảng ủy"
        if form is FormKind.PARTY
        else next((name for name in known if name.casefold().startswith("lưu")), "Lưu: VT")
    )
    if kind is PaperKind.DECISION:
        return ("Như Điều 3", keeper)
    return ("Như trên", keeper) if addressees else (keeper,)
