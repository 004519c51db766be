"""An office's keys over the years: on paper for the day the disk is gone, typed back in, replaced with a trace.

Keys that were replaced stay under ``keys/old/<fingerprint>``: what was sealed to them is still opened. Nobody signs
with them any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from nq57desk import paths
from nq57desk.bundle import key_change, signing, signing_letters
from nq57desk.documents.key_sheet import KeySheet, compose_key_sheet
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.domain.organisation import Office
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why
from nq57desk.store.receipts import MOVED, OfficeKey, keep_key, office_keys
from nq57desk.usecases.changing import writable
from nq57desk.usecases.reasons import ON_CARD, reason_said
from nq57desk.wording import on_paper
from nq57desk.workspace import Desk

SHEET = "keys.sheet"
"""The setting with the fingerprint of the key whose backup sheet was made last, and the day."""


@dataclass(frozen=True, slots=True)
class KeyState:
    """How the office's keys stand. ``trouble`` is a problem's code where they cannot be used, else "".

    ``sheet_on``: the day on which a backup sheet of the present key was made, "" where none was.
    """

    fingerprint: str
    trouble: str
    sheet_on: str
    keys: tuple[OfficeKey, ...]


@dataclass(frozen=True, slots=True)
class Renewed:
    """New keys in the old ones' place."""

    office: Office
    fingerprint: str
    replaced: str
    since: str


def key_state(desk: Desk) -> KeyState:
    """How the keys stand; nothing is changed."""
    trouble = ""
    try:
        _own(desk)
    except Refused as refused:
        trouble = refused.problems[0].code
    own = signing.fingerprint(desk.office.sign_key) if desk.office.sign_key else ""
    key, _blank, day = desk.store.setting(SHEET).partition(" ")
    kept = tuple(office_keys(desk.store, desk.office.code))
    return KeyState(own, trouble, day if key == own else "", kept)


def _own(desk: Desk) -> signing.Keys:
    keys = signing.load_keys(desk.keys_folder)
    if desk.office.sign_key not in ("", keys.public.sign_key):
        raise refuse("keys.differ", folder=desk.keys_folder)
    return keys


def key_sheet(desk: Desk) -> bytes:
    """The backup sheet as a PDF: whoever has it can sign as the office, so it belongs in the safe.

    Raises:
        Refused: "keys.missing", "keys.damaged", "keys.password", "keys.differ".
    """
    keys = _own(desk)
    with on_paper():
        sheet = KeySheet(
            office=desk.office.name,
            code=desk.office.code,
            fingerprint=signing.fingerprint(keys.public.sign_key),
            made_on=desk.today,
            rows=signing_letters.rows(keys),
        )
        return render_pdf(compose_key_sheet(sheet)).data


def save_key_sheet(desk: Desk, *, path: Path) -> Path:
    """Write the backup sheet, readable by its user only until it is printed; the journal knows that it was made.

    Raises:
        Refused: as ``key_sheet``, "workspace.cannot_write".
    """
    data = key_sheet(desk)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, data)
        path.chmod(0o600)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error
    _note_sheet(desk)
    return path


def print_key_sheet(desk: Desk) -> bytes:
    """The backup sheet for a printer; the journal knows that it was made.

    Raises:
        Refused: as ``key_sheet``, the office is open read-only.
    """
    writable(desk)
    data = key_sheet(desk)
    _note_sheet(desk)
    return data


def _note_sheet(desk: Desk) -> None:
    if not desk.read_only:
        said = f"{signing.fingerprint(desk.office.sign_key)} {desk.today.isoformat()}"
        desk.store.set_setting(SHEET, said, who=desk.who, at=desk.now())


def restore_keys(desk: Desk, *, text: str) -> str:
    """Put the keys back from the lines of the backup sheet; the fingerprint.

    Keys that lie there and cannot be used are put aside under ``keys/old``; good ones are left as they are, but for
    those that were only made because a backup without keys was moved in.

    Raises:
        Refused: "keys.letters_rows", "keys.letters_row" (mistyped), "keys.other_office" (another key's sheet),
            "keys.cannot_write".
    """
    writable(desk)
    public = signing_letters.public_of(text)
    found, own = signing.fingerprint(public.sign_key), desk.office.sign_key
    made_here = _made_on_moving(desk, public.sign_key)
    if own not in ("", public.sign_key) and not made_here:
        raise refuse("keys.other_office", found=found, expected=signing.fingerprint(own))
    if own == public.sign_key and not key_state(desk).trouble:
        return found
    aside = signing.fingerprint(own) if made_here else "damaged"

    def tell(_public: signing.PublicKeys) -> None:
        _tell(desk, public)
        desk.store.set_setting("keys.restored", f"{found} {desk.today.isoformat()}", who=desk.who, at=desk.now())

    _change(desk, aside, lambda folder: signing_letters.write_keys(text, folder), tell)
    return found


def _made_on_moving(desk: Desk, old: str) -> bool:
    """Whether the present keys only took the place of these because a backup has none."""
    now = next((one for one in office_keys(desk.store, desk.office.code) if one.sign_key == desk.office.sign_key), None)
    return now is not None and now.reason == MOVED and now.replaced == old


def renew_keys(desk: Desk, *, reason: str) -> Renewed:
    """Make new keys in the old ones' place, for a reason (lost, seen by others): the office signs with them from now.

    The city must enrol the new card in the old one's place; until then it takes no bundle.

    Raises:
        Refused: "keys.no_reason", "workspace.long_reason", "keys.cannot_write", the office is open read-only.
    """
    writable(desk)
    because = reason_said(reason, "keys.no_reason", ON_CARD)
    before = desk.office.sign_key
    replaced = signing.fingerprint(before) if before else ""
    since = desk.today.isoformat()

    def tell(public: signing.PublicKeys) -> None:
        _tell(desk, public)
        key = OfficeKey(desk.office.code, public.sign_key, since, before, because, desk.who)
        keep_key(desk.store, key, who=desk.who, at=desk.now())

    _change(desk, replaced or "first", signing.create_keys, tell)
    return Renewed(desk.office, signing.fingerprint(desk.office.sign_key), replaced, since)


def _tell(desk: Desk, public: signing.PublicKeys) -> None:
    own = replace(desk.office, sign_key=public.sign_key, seal_recipient=public.seal_recipient)
    desk.store.set_own_office(own, who=desk.who, at=desk.now())


def _change(desk: Desk, old: str, make: signing.MakeKeys, tell: Callable[[signing.PublicKeys], None]) -> None:
    """Make keys beside the present ones, tell the database of them, then put them in place and these aside."""
    try:
        public = key_change.prepare(desk.folder, make, old)
        with desk.store.writing():
            tell(public)
        key_change.settle(desk.folder, public.sign_key)
    except OSError as error:
        raise refuse("keys.cannot_write", folder=desk.keys_folder, reason=why(error)) from error
