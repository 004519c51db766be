"""The heads of an office's papers: what is remembered for each kind, and the number and day of a single paper.

Only what a clerk changed is kept; all else follows from the settings and from the office's own issued plans, so that a
new signer in the settings stands on every paper at once. The office's name is the one that it had on the last day of
the period that a paper is about, on the day of its issue, or else has now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from nq57desk.domain import paper_defaults as usual
from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.paper_defaults import HeadMemory
from nq57desk.domain.papers import FormKind, PaperHead, PaperKind
from nq57desk.domain.plan import Plan
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.usecases import settings_edits, shipped_units, units_listed
from nq57desk.usecases.changing import writable
from nq57desk.usecases.paper_memory import keep
from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk

LONGEST = 2000
"""Characters that one field of a head may have."""
_CITY = "Ủy ban nhân dân thành phố Hải Phòng"
_PARTY_CITY = "Đảng bộ thành phố Hải Phòng"
_PARTY_COMMITTEE = "Thành ủy Hải Phòng"
_REPORTS = (PaperKind.PROGRESS_REPORT,)
_OF_PLAN = (PaperKind.PLAN, PaperKind.DECISION, PaperKind.APPENDIX, PaperKind.ADJUSTED_APPENDIX)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number and day of one paper, "" and None while văn thư has not given them."""

    number: str = ""
    issued_on: date | None = None


def head_memory(desk: Desk, *, kind: PaperKind, own: Office | None = None) -> HeadMemory:
    """What stands on papers of this kind: what was remembered, else what follows from settings and plans.

    ``own`` is the office under another name of its past.
    """
    told = _told(desk.store.setting(_head_key(kind)))
    form = FormKind(told["form"]) if told.get("form") in {one.value for one in FormKind} else FormKind.STATE
    base = _default(desk, kind, form, own or desk.office)
    known = {field.name for field in fields(HeadMemory)} - {"form"}
    kept = {name: _decoded(name, value) for name, value in told.items() if name in known}
    return replace(base, **kept)


def default_head(desk: Desk, *, kind: PaperKind, form: FormKind = FormKind.STATE) -> HeadMemory:
    """What follows from settings and plans alone: what [Đặt lại] goes back to."""
    return _default(desk, kind, form, desk.office)


def keep_head(desk: Desk, *, kind: PaperKind, head: HeadMemory) -> SettingChanged:
    """Remember a kind's head; what equals the default is left to follow it.

    Raises:
        Refused: read-only, or a field that is too long ("papers.too_long").
    """
    writable(desk)
    base = _default(desk, kind, head.form, desk.office)
    told = {name: value for name, value in _tidied(head).items() if value != getattr(base, name)}
    if head.form is not FormKind.STATE:
        told["form"] = head.form.value
    text = json.dumps(told, ensure_ascii=False, sort_keys=True) if told else ""
    return keep(desk, _head_key(kind), text)


def number_of(desk: Desk, *, kind: PaperKind, about: str) -> Numbered:
    """The number and day noted for one paper; ``about`` is what it is made for (a period's code, a plan's id, …)."""
    text = desk.store.setting(_number_key(kind, about))
    try:
        number, _, day = text.partition("|")
        return Numbered(number, date.fromisoformat(day) if day else None)
    except ValueError:
        return Numbered()


def keep_number(
    desk: Desk, *, kind: PaperKind, about: str, number: str = "", issued_on: date | None = None
) -> SettingChanged:
    """Note a paper's number and day ahead of its issue; both may be blank.

    Raises:
        Refused: read-only, or a number with other signs than letters, digits and dots ("papers.bad_number").
    """
    writable(desk)
    plain = clean_number(number) if number.strip() else ""
    day = issued_on.isoformat() if issued_on else ""
    return keep(desk, _number_key(kind, about), f"{plain}|{day}" if plain or day else "")


def clean_number(number: str) -> str:
    """The number as it is kept.

    Raises:
        Refused: "papers.bad_number".
    """
    plain = tidy(number)
    if not 0 < len(plain) <= 12 or not plain.replace(".", "").isalnum():
        raise refuse("papers.bad_number", text=number[:40])
    return plain


def full_head(
    desk: Desk,
    kind: PaperKind,
    about: str,
    *,
    word: str,
    subject: str,
    fingerprint: str,
    year: int,
    draft: bool = False,
    issued: IssuedPaper | None = None,
) -> PaperHead:
    """The head of one paper. An issued one carries the number, day and signer that it was issued with."""
    noted = number_of(desk, kind=kind, about=about)
    on = issued.issued_on if issued else noted.issued_on
    memory = head_memory(desk, kind=kind, own=units_listed.named_then(desk, about.partition("/")[0], on))
    symbol = issued.symbol if issued and issued.symbol else memory.symbol
    number = issued.number if issued else noted.number
    return PaperHead(
        word=word,
        subject=subject,
        form=memory.form,
        issuing_body=memory.issuing_body,
        governing=memory.governing,
        number=number if word or symbol else "",  # a list without a symbol belongs to another paper and its number
        symbol=symbol,
        place=memory.place,
        issued_on=issued.issued_on if issued else noted.issued_on,
        addressees=memory.addressees,
        powers=memory.powers,
        signer=issued.signer if issued and issued.signer else memory.signer,
        recipients=memory.recipients,
        drafter=memory.drafter,
        urgency=memory.urgency,
        electronic=memory.electronic,
        draft=draft,
        fingerprint=fingerprint,
        year=year,
    )


def office_body(desk: Desk, own: Office | None = None) -> str:
    """The body that issues the office's papers, as it stands in a sentence; ``own`` under another name of its past."""
    return usual.issuing_body((own or desk.office).name, after_person=settings_edits.read(desk).named_after_person)


def _default(desk: Desk, kind: PaperKind, form: FormKind, own: Office) -> HeadMemory:
    known = settings_edits.read(desk)
    party = form is FormKind.PARTY
    body = usual.party_body(own.name) if party else office_body(desk, own)
    learnt = usual.newest_signed(desk.store.all(Plan))
    signer = known.signers[0] if known.signers else None
    powers = usual.default_powers(body, form)
    name = ""
    if signer is not None and not party:
        powers = tuple(line for line in (*signer.authority.split("\n"), signer.title) if line.strip()) or powers
        name = signer.name
    elif learnt is not None and not party:
        name = " ".join(learnt.signer_name.split())
        if kind in _OF_PLAN or not usual.signs_for_another(learnt, body):
            powers = usual.plan_powers(learnt) or powers
    addressees = _addressees(desk, kind, party=party)
    recipients = known.recipients or (learnt.recipients if learnt else ())
    place = known.place or usual.place_of(own.name, after_person=known.named_after_person)
    return HeadMemory(
        form=form,
        issuing_body=body,
        governing=_PARTY_CITY if party and _is_ward(desk) else known.governing,
        symbol=usual.symbol_for(kind, body, form),
        place=place,
        addressees=addressees,
        powers=powers,
        signer=name,
        recipients=usual.default_recipients(
            kind, form, addressees or _is_letter(kind), recipients, chosen=bool(known.recipients)
        ),
        authority=_authority(body),
    )


def _authority(body: str) -> str:
    """A collective issues in its own name (Nghị định 30, Phụ lục III, mẫu 1.2)."""
    return body


def _is_letter(kind: PaperKind) -> tuple[str, ...]:
    """A letter always has somebody to whom it goes, though the head does not say whom."""
    return ("…",) if kind in usual.LETTERS else ()


def _addressees(desk: Desk, kind: PaperKind, *, party: bool) -> tuple[str, ...]:
    """Reports go to the city: the one whose card is trusted, else Hải Phòng for one of its own units."""
    if kind not in _REPORTS:
        return ()
    if party:
        return (_PARTY_COMMITTEE,) if _is_ward(desk) else ()
    cities = [office.name for office in desk.store.offices() if office.role is Role.CITY]
    if cities:
        return (cities[0],)
    return (_CITY,) if _is_ward(desk) else ()


def _is_ward(desk: Desk) -> bool:
    return desk.office.sample or any(unit.code == desk.office.code for unit in shipped_units.units())


def _told(text: str) -> Mapping[str, Any]:
    """What was remembered; nothing where it cannot be read."""
    try:
        told = json.loads(text) if text else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _decoded(name: str, value: Any) -> Any:
    if name in ("addressees", "powers", "recipients"):
        return tuple(str(part) for part in value) if isinstance(value, list) else ()
    return bool(value) if name == "electronic" else str(value)


def _tidied(head: HeadMemory) -> dict[str, Any]:
    """The fields as they are kept; blank lines fall out of lists."""
    found: dict[str, Any] = {}
    for name, value in asdict(head).items():
        if name == "form":
            continue
        if isinstance(value, tuple):
            found[name] = tuple(line for line in (tidy(str(part)) for part in value) if line)
        else:
            found[name] = tidy(value) if isinstance(value, str) else value
        size = sum(map(len, found[name])) if isinstance(value, tuple) else len(str(found[name]))
        if size > LONGEST:
            raise refuse("papers.too_long", most=LONGEST)
    return found


def _head_key(kind: PaperKind) -> str:
    return f"papers.head/{kind.value}"


def _number_key(kind: PaperKind, about: str) -> str:
    return f"papers.number/{kind.value}/{about}"
