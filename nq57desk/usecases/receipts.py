"""A receipt back at the ward: only it makes an exported bundle a received one, and it says at which rows something is.

The city must be the one whose card the ward trusts. The same receipt again changes nothing; an older one than the one
taken before is kept but does not change how things stand. Letters typed from the telephone do the same for one bundle,
on weaker ground (:mod:`nq57desk.bundle.receipt_code`): a signed receipt later takes their place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from nq57desk import paths
from nq57desk.bundle import bundles, receipts
from nq57desk.bundle.receipt_code import LETTERS, is_code, meant
from nq57desk.domain.check_letters import in_groups, typed
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.domain.receipts import TAKEN_IN, KeptReceipt, Receipt
from nq57desk.domain.snapshot import MadeBundle, Outcome
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why
from nq57desk.store import receipts as kept_receipts
from nq57desk.usecases.bundles import placed, read_file
from nq57desk.usecases.changing import writable
from nq57desk.usecases.trusting import trusted_city
from nq57desk.workspace import Desk

FROM_FILE, FROM_CODE = "file", "code"


@dataclass(frozen=True, slots=True)
class TakenReceipt:
    """A receipt that was taken. ``bundles`` are the own ones that it speaks of, as they stand now.

    ``fresh``: False where it was taken before or an older one than that.
    """

    receipt: Receipt
    bundles: tuple[MadeBundle, ...]
    fresh: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenCode:
    """Letters typed from the telephone, understood: the bundle and what the city says of it."""

    bundle: MadeBundle
    outcome: Outcome
    fresh: bool


def read_receipt(desk: Desk, *, path: Path) -> Receipt:
    """What a receipt says, its signature by the trusted city verified; nothing is changed.

    Raises:
        Refused: as ``import_receipt``.
    """
    return _read(desk, path)[0]


def _read(desk: Desk, path: Path) -> tuple[Receipt, bytes]:
    if desk.office.role is not Role.WARD:
        raise refuse("receipt.only_ward")
    try:
        data = read_file(path)
        signed = receipts.opened(data)
        city = _city(desk, signed.claims.get("city", ""))
        found = receipts.read(signed, city.sign_key)
        _check_office(desk, found)
    except Refused as refused:
        raise Refused(*placed(receipts.FORM.said(refused).problems, path)) from None
    return found, data


def _city(desk: Desk, claimed: str) -> Office:
    """The trusted city, which must be the one that claims to have signed."""
    city = trusted_city(desk)
    if city is None:
        raise refuse("receipt.no_city")
    if claimed != city.code:
        raise refuse("receipt.foreign_city", code=claimed, city=city.name)
    return city


def _check_office(desk: Desk, found: Receipt) -> None:
    if found.office != desk.office.code:
        raise refuse("receipt.other_office", office=found.office_name, code=found.office)
    if found.sample != desk.office.sample:
        raise refuse("receipt.sample")
    if not found.bundles:
        raise refuse("receipt.contents", what="bundles")


def import_receipt(desk: Desk, *, path: Path) -> TakenReceipt:
    """Take a receipt: the bundles that it names are received or not from now on, as it says.

    Raises:
        Refused: "receipt.only_ward", "receipt.no_city", "receipt.foreign_city", "receipt.other_office",
            "receipt.sample", "receipt.unknown_bundle" (not one of its bundles was made here), "receipt.keys_differ",
            "receipt.cannot_keep", and what ``receipts.opened`` and ``receipts.read`` refuse.
    """
    writable(desk)
    found, data = _read(desk, path)
    digest = bundles.digest_of(data)
    mine = _own_bundles(desk, found)
    if not mine:
        raise Refused(*placed(refuse("receipt.unknown_bundle", period=found.period).problems, path))
    earlier = kept_receipts.receipt(desk.store, digest)
    if earlier is not None:
        note = problem("receipt.already", Severity.NOTE, Place(file=path.name), on=earlier.kept_at)
        return TakenReceipt(found, tuple(mine), fresh=False, problems=(note,))
    problems = _unknown(found, mine, path)
    last = max((one.number for one in _taken(desk, found.period)), default=0)
    if found.number <= last:
        _keep(desk, found, data, (), path)
        note = problem("receipt.older", Severity.NOTE, Place(file=path.name), number=found.number, last=last)
        return TakenReceipt(found, tuple(mine), fresh=False, problems=(note, *problems))
    answered = tuple(_answered(bundle, found) for bundle in mine)
    _keep(desk, found, data, answered, path)
    return TakenReceipt(found, answered, fresh=True, problems=problems)


def _own_bundles(desk: Desk, found: Receipt) -> list[MadeBundle]:
    named = {one.digest for one in found.bundles}
    return [bundle for bundle in desk.store.made_bundles() if bundle.digest in named]


def _unknown(found: Receipt, mine: Iterable[MadeBundle], path: Path) -> tuple[Problem, ...]:
    """Bundles of this office that another computer made."""
    known = {bundle.digest for bundle in mine}
    others = [str(one.sequence) for one in found.bundles if one.digest not in known]
    if not others:
        return ()
    return (problem("receipt.other_computer", Severity.NOTE, Place(file=path.name), sequences=", ".join(others)),)


def _taken(desk: Desk, period: str) -> list[KeptReceipt]:
    city = trusted_city(desk)
    return [
        one
        for one in kept_receipts.receipts(desk.store, period=period, office=desk.office.code)
        if city is not None and one.city == city.code
    ]


def _answered(bundle: MadeBundle, found: Receipt) -> MadeBundle:
    """The bundle with what the receipt says of it."""
    said = next(one for one in found.bundles if one.digest == bundle.digest)
    received = said.received_at if said.outcome in TAKEN_IN else ""
    return replace(bundle, receipt_at=received, outcome=said.outcome.value, confirmed=FROM_FILE)


def _keep(desk: Desk, found: Receipt, data: bytes, answered: tuple[MadeBundle, ...], path: Path) -> None:
    """The file's bytes under their digest, then the row and what it says of the bundles in one transaction."""
    digest = bundles.digest_of(data)
    file = f"receipts/{digest}{receipts.ENDING}"
    try:
        (desk.folder / "receipts").mkdir(exist_ok=True)
        paths.write_atomically(desk.folder / file, data)
    except OSError as error:
        words = refuse("receipt.cannot_keep", Place(file=path.name), file=path.name, reason=why(error))
        raise words from error
    at = desk.now()
    kept = KeptReceipt(
        digest=digest,
        office=found.office,
        city=found.city,
        year=found.year,
        period=found.period,
        number=found.number,
        kept_at=at.isoformat(timespec="seconds"),
        kept_by=desk.who,
        file=file,
        text=receipts.encode(found).decode(),
    )
    kept_receipts.keep(desk.store, kept, answered, who=desk.who, at=at)


def type_code(desk: Desk, *, code: str) -> TakenCode:
    """Take the letters that the city read out over the telephone. They confirm one bundle and its outcome.

    A bundle whose outcome rests on a signed receipt keeps that.

    Raises:
        Refused: "receipt.only_ward", "receipt.no_city", "receipt.code_letters" (mistyped), "receipt.code_unknown"
            (fits no bundle made here).
    """
    writable(desk)
    if desk.office.role is not Role.WARD:
        raise refuse("receipt.only_ward")
    city = trusted_city(desk)
    if city is None:
        raise refuse("receipt.no_city")
    if not is_code(code):
        raise refuse("receipt.code_letters", code=code.strip()[:40], letters=LETTERS)
    made = {bundle.digest: bundle for bundle in desk.store.made_bundles()}
    found = meant(city.sign_key, reversed(made), code)
    if found is None:
        raise refuse("receipt.code_unknown", code=in_groups(typed(code)))
    bundle, outcome = made[found[0]], found[1]
    if bundle.confirmed == FROM_FILE or bundle.outcome == outcome.value:
        return TakenCode(bundle, outcome, fresh=False)
    at = desk.now()
    received = at.isoformat(timespec="seconds") if outcome in TAKEN_IN else ""
    told = replace(bundle, receipt_at=received, outcome=outcome.value, confirmed=FROM_CODE)
    desk.store.keep_made_bundle(told, who=desk.who, at=at)
    return TakenCode(told, outcome, fresh=True)
