"""An office comes to be, and shows its card."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from nq57desk import paths, settings
from nq57desk.bundle import cards, signing
from nq57desk.bundle.cards import Card, ListedUnit, Renewed, ReportWindow
from nq57desk.bundle.signing import PublicKeys
from nq57desk.domain import units
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.periods import Period, PeriodKind, city_due_day, window
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why
from nq57desk.store.receipts import office_keys
from nq57desk.store.store import Store
from nq57desk.usecases import units_listed
from nq57desk.usecases.bundles import placed, read_file
from nq57desk.usecases.changing import writable
from nq57desk.workspace import DATABASE, Desk, is_office, sweep

EMAIL = "office.email"
"""The setting with the address that a city's card names."""
_LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class OfficeCreated:
    """The new office and the fingerprint of its signing key."""

    office: Office
    fingerprint: str


def create_office(
    *,
    folder: Path,
    code: str,
    name: str,
    role: Role,
    governing: str = "",
    sample: bool = False,
) -> OfficeCreated:
    """Make an office's folder: database and both key pairs.

    Raises:
        Refused: the folder holds an office already, the code is not one, or the folder cannot be written.
    """
    if not (code.isascii() and code.isalnum() and len(code) <= _LONGEST_CODE):
        raise refuse("workspace.bad_code", code=code[:_LONGEST_CODE])
    if not tidy(name):
        raise refuse("workspace.no_name")
    if max(len(tidy(name)), len(tidy(governing))) > units.LONGEST_NAME:
        raise refuse("workspace.long_name", most=units.LONGEST_NAME)
    if is_office(folder):
        raise refuse("workspace.exists", folder=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        public = _keys(folder)
        office = Office(
            code=code,
            name=" ".join(tidy(name).split()),
            role=role,
            governing=tidy(governing),
            sign_key=public.sign_key,
            seal_recipient=public.seal_recipient,
            installation=uuid.uuid4().hex,
            sample=sample,
        )
        Store.create(folder / DATABASE, office).close()
    except OSError as error:
        raise refuse("workspace.cannot_write", file=folder, reason=why(error)) from error
    return OfficeCreated(office, fingerprint_of(office))


def _keys(folder: Path) -> PublicKeys:
    """The office's keys, whole or not at all; those that lie there already without a database are used, never replaced.

    Raises:
        Refused: keys lie there that cannot be opened.
        OSError: the folder cannot be written.
    """
    keys, part = folder / "keys", folder / ".keys.part"
    if keys.is_dir() and any(keys.iterdir()):
        return signing.load_keys(keys).public
    shutil.rmtree(part, ignore_errors=True)
    public = signing.create_keys(part)
    if keys.is_dir():
        keys.rmdir()
    part.rename(keys)
    return public


def fingerprint_of(office: Office) -> str:
    """The office's signing key as people compare it by telephone."""
    return signing.fingerprint(office.sign_key)


def save_card(desk: Desk, *, path: Path) -> Office:
    """Write the office's self-signed public card; a city's also lists its units and report calendar.

    Raises:
        Refused: the keys are missing or damaged, or the file cannot be written.
    """
    keys = signing.load_keys(desk.keys_folder)
    if desk.office.role is Role.CITY:
        listed = tuple(ListedUnit(one.code, one.name) for one in units_listed.on_card(desk))
        mail = desk.store.setting(EMAIL)
        data = cards.make_card(desk.office, keys, listed, _calendar(desk), email=mail, renewed=_renewed(desk))
    else:
        data = cards.make_card(desk.office, keys, renewed=_renewed(desk))
    try:
        paths.write_atomically(path, data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error
    return replace(desk.office, sign_key=keys.public.sign_key, seal_recipient=keys.public.seal_recipient)


def _renewed(desk: Desk) -> Renewed | None:
    """Where the present key took another's place: since when, and whose."""
    own = [one for one in office_keys(desk.store, desk.office.code) if one.sign_key == desk.office.sign_key]
    if not own or not own[0].replaced:
        return None
    return Renewed(date.fromisoformat(own[0].since), signing.fingerprint(own[0].replaced), own[0].reason)


def keep_email(desk: Desk, *, address: str) -> None:
    """The address that a city's card names for bundles sent by e-mail; "" for none.

    Raises:
        Refused: "workspace.bad_email".
    """
    writable(desk)
    if address and not cards.EMAIL.fullmatch(address):
        raise refuse("workspace.bad_email", address=address[:100])
    desk.store.set_setting(EMAIL, address, who=desk.who, at=desk.now())


def _calendar(desk: Desk) -> tuple[ReportWindow, ...]:
    """The months of this year with the days between which a ward's bundle is due at the city."""
    calendar = settings.calendar(desk.store)
    months = (Period(desk.today.year, PeriodKind.MONTH, n) for n in range(1, 13))
    return tuple(
        ReportWindow(p.code, window(p, calendar)[1] + timedelta(days=1), city_due_day(p, calendar)) for p in months
    )


def read_card(path: Path) -> Card:
    """What a card says, once its own signature is verified.

    Raises:
        Refused: the file cannot be read or is no card.
    """
    try:
        return cards.read_card(read_file(path))
    except Refused as refused:
        raise Refused(*placed(refused.problems, path)) from None
