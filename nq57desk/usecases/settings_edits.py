"""What an office may set for itself, read as one value and changed one setting at a time.

Every change stands in the journal with what it was before and is a step that ``history.undo`` takes back. The office's
code and its keys are no settings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from nq57desk import settings
from nq57desk.bundle.cards import EMAIL as ADDRESS
from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import Calendar
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import DUE_SOON_DAYS
from nq57desk.domain.units import Span
from nq57desk.domain.update_rate import THRESHOLD
from nq57desk.domain.vietnamese import TonePlace, tidy
from nq57desk.errors import refuse
from nq57desk.usecases import offices, trusting, units_listed
from nq57desk.usecases.changing import writable
from nq57desk.workspace import Desk

NAME, GOVERNING, EMAIL = "office.name", "office.governing", offices.EMAIL
PERSONAL = "office.named_after_person"
PLACE = "papers.place"
SIGNERS, RECIPIENTS = "papers.signers", "papers.recipients"
TONES = settings.TONES
DUE_SOON, THRESHOLD_KEY, REMIND = "timeliness.due_soon_days", "update_rate.threshold", settings.REMIND_BEFORE
STATES = settings.STATES
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: name, title ("CHỦ TỊCH") and authority ("TM. ỦY BAN NHÂN DÂN", may be empty)."""

    name: str
    title: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """All settings of an office. ``states`` are those offered in lists; days count days."""

    code: str
    name: str
    governing: str
    named_after_person: bool
    place: str
    signers: tuple[Signer, ...]
    recipients: tuple[str, ...]
    tones: TonePlace
    calendar: Calendar
    due_soon_days: int
    remind_before: int
    threshold: int
    states: tuple[State, ...]
    role: Role = Role.WARD
    email: str = ""
    """A city's address for bundles, as it stands on its card."""
    names: tuple[Span, ...] = ()
    """The names that the office had, the present one last."""
    has_city_days: bool = False
    """Whether the trusted city's card names due days."""


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A setting with what it was and what it is now; equal where nothing changed."""

    key: str
    before: str
    after: str


def read(desk: Desk) -> OfficeSettings:
    """The settings as they are in force."""
    store = desk.store
    return OfficeSettings(
        code=desk.office.code,
        name=desk.office.name,
        governing=desk.office.governing,
        named_after_person=store.setting(PERSONAL) == "1",
        place=store.setting(PLACE),
        signers=read_signers(store.setting(SIGNERS)),
        recipients=tuple(line for line in store.setting(RECIPIENTS).split("\n") if line),
        tones=settings.tones(store),
        calendar=settings.calendar(store),
        due_soon_days=settings.due_soon_days(store),
        remind_before=settings.remind_before(store),
        threshold=settings.threshold(store),
        states=settings.read_states(store.setting(STATES)),
        role=desk.office.role,
        email=store.setting(EMAIL),
        names=units_listed.own_names(desk),
        has_city_days=trusting.has_calendar(desk),
    )


def read_signers(text: str) -> tuple[Signer, ...]:
    """The signers from their kept form, the usual one first; () where it cannot be read."""
    try:
        rows = json.loads(text) if text else []
        return tuple(Signer(*(str(part) for part in row)) for row in rows)
    except (ValueError, TypeError):
        return ()


def write_signers(signers: tuple[Signer, ...]) -> str:
    """The kept form of the signers."""
    rows = [[one.name, one.title, one.authority] for one in signers]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def change(desk: Desk, *, key: str, value: str) -> SettingChanged:
    """Set one setting, at once.

    Raises:
        Refused: read-only, no such setting, or a value that it cannot take; it keeps the old one then.
    """
    writable(desk)
    if key not in _CHECKS:
        raise refuse("settings.unknown", key=key)
    fresh = _CHECKS[key](value)
    before = _kept(desk, key)
    if fresh != before:
        _write(desk, key, fresh)
    return SettingChanged(key, before, fresh)


def _kept(desk: Desk, key: str) -> str:
    if key == NAME:
        return desk.office.name
    if key == GOVERNING:
        return desk.office.governing
    return desk.store.setting(key, _USUAL.get(key, ""))


def _write(desk: Desk, key: str, value: str) -> None:
    if key == NAME:
        desk.store.set_own_office(replace(desk.office, name=value), who=desk.who, at=desk.now(), undoable=True)
    elif key == GOVERNING:
        desk.store.set_own_office(replace(desk.office, governing=value), who=desk.who, at=desk.now(), undoable=True)
    else:
        desk.store.set_setting(key, value, who=desk.who, at=desk.now(), undoable=True)


def _name(text: str) -> str:
    found = tidy(text)
    if not found:
        raise refuse("settings.empty_name")
    return _short(found)


def _short(text: str) -> str:
    found = tidy(text)
    if len(found) > _LONGEST:
        raise refuse("settings.too_long", most=_LONGEST)
    return found


def _lines(text: str) -> str:
    return "\n".join(line for line in (tidy(each) for each in text.splitlines()) if line)


def _tick(text: str) -> str:
    return "1" if text == "1" else ""


def _between(least: int, most: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        plain = text.strip().removesuffix("%").strip()
        if not (plain.isdecimal() and plain.isascii() and len(plain) < 5 and least <= int(plain) <= most):
            raise refuse("settings.not_between", text=text, least=least, most=most)
        return str(int(plain))

    return check


def _signers(text: str) -> str:
    return write_signers(tuple(one for one in read_signers(text) if one.name.strip()))


def _tones(text: str) -> str:
    return TonePlace(text).value if text in set(TonePlace) else ""


def _email(text: str) -> str:
    plain = text.strip()
    if plain and not ADDRESS.fullmatch(plain):
        raise refuse("workspace.bad_email", address=plain[:100])
    return plain


def _folder(text: str) -> str:
    """A folder's name is kept as it is: the file system tells apart what looks the same."""
    if len(text) > _LONGEST or "\n" in text:
        raise refuse("settings.too_long", most=_LONGEST)
    return text


def _states(text: str) -> str:
    return ",".join(state.value for state in settings.read_states(text))


_CHECKS: Mapping[str, Callable[[str], str]] = {
    NAME: _name,
    GOVERNING: _short,
    EMAIL: _email,
    PERSONAL: _tick,
    PLACE: _short,
    SIGNERS: _signers,
    RECIPIENTS: _lines,
    TONES: _tones,
    settings.FIRST_DAY: _between(1, 28),
    settings.DUE_BEFORE: _between(1, 28),
    settings.CITY_WORKING_DAYS: _between(0, 20),
    DUE_SOON: _between(0, 90),
    REMIND: _between(0, 30),
    THRESHOLD_KEY: _between(1, 100),
    STATES: _states,
    settings.SECOND_PLACE: _folder,
    settings.SECOND_DAYS: _between(1, 90),
}
_USUAL: Mapping[str, str] = {
    settings.FIRST_DAY: str(Calendar().first_day),
    settings.DUE_BEFORE: str(Calendar().due_before),
    settings.CITY_WORKING_DAYS: str(Calendar().city_working_days),
    DUE_SOON: str(DUE_SOON_DAYS),
    REMIND: str(settings.USUAL_REMINDER),
    THRESHOLD_KEY: str(THRESHOLD),
    settings.SECOND_DAYS: str(settings.USUAL_SECOND_DAYS),
}
