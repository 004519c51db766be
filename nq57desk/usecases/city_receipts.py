"""The city's receipts: one small signed file per office and reported period, all in one folder, and a code to read out.

A receipt says how things stand now. The same answer is not written twice: where nothing changed since the last one, its
very bytes are put into the folder again.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nq57desk import __version__, paths
from nq57desk.bundle import bundles, receipts, signing
from nq57desk.bundle.receipt_code import receipt_code
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.paper_words import period_words
from nq57desk.domain.periods import by_time, read_period
from nq57desk.domain.receipts import KeptReceipt, OpenConflict, Receipt
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why
from nq57desk.store import receipts as kept_receipts
from nq57desk.usecases import fingerprints
from nq57desk.usecases.answers import answer_of, conflicts_of, lock_of, refused_rows, rejected_bundles
from nq57desk.usecases.changing import writable
from nq57desk.usecases.outcome_words import outcome_words
from nq57desk.wording import _
from nq57desk.workspace import Desk

TAKEN_BACK = "bundle.taken_back"
"""What a receipt says of a bundle whose merge a person at the city took back."""
LIST_NAME = "ma-bien-nhan.csv"
"""The codes to read over the telephone, one line for each receipt."""


@dataclass(frozen=True, slots=True)
class IssuedReceipt:
    """A receipt that lies at ``file``. ``code`` is read over the telephone; ``fresh``: it says something new.

    ``codes`` has one for each of its bundles, by digest; ``code`` is that of the newest.
    """

    file: Path
    receipt: Receipt
    code: str
    fresh: bool
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssuedReceipts:
    """All of them in one folder, with the list of codes beside them."""

    folder: Path
    listing: Path
    receipts: tuple[IssuedReceipt, ...]


@dataclass(frozen=True, slots=True)
class _About:
    """One office and reported period, with every bundle that speaks of it."""

    office: Office
    year: int
    period: str
    bundles: tuple[ReceivedBundle, ...]
    latest: bool
    """Whether it is the newest period that the office reported in this year."""


def issue(
    desk: Desk,
    *,
    folder: Path,
    period: str | None = None,
    offices: Sequence[str] = (),
    monitor: Monitor | None = None,
) -> IssuedReceipts:
    """Write the receipts into ``folder``: for each office the period of its newest bundle, and each other period for
    which something changed since its last receipt. With ``period`` that one only, with ``offices`` theirs only.

    Raises:
        Refused: "workspace.no_city", "receipt.none" (no bundle came yet), "workspace.cannot_write", and what
            ``signing.load_keys`` refuses.
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    writable(desk)
    keys = signing.load_keys(desk.keys_folder)
    if keys.public.sign_key != desk.office.sign_key:
        raise refuse("keys.differ", folder=desk.keys_folder)
    asked = _asked(desk, period, offices)
    if not asked:
        raise refuse("receipt.none")
    monitor = monitor or Monitor()
    newest = {about.office.code: about.period for about in asked}
    written: list[IssuedReceipt] = []
    for number, about in enumerate(asked):
        monitor.report(number, len(asked), about.office.name)
        wanted = period is not None or newest[about.office.code] == about.period
        made = _issued(desk, about, keys, folder, wanted=wanted)
        written += [made] if made is not None else []
    listing = folder / LIST_NAME
    _write(listing, _listing(written))
    return IssuedReceipts(folder, listing, tuple(written))


def _asked(desk: Desk, period: str | None, offices: Sequence[str]) -> list[_About]:
    """By office, oldest period first."""
    known = {one.code: one for one in desk.store.offices()}
    found: dict[tuple[str, str], list[ReceivedBundle]] = {}
    every = [*desk.store.received_bundles(), *rejected_bundles(desk), *_taken_back(desk)]
    for bundle in every:
        fits = bundle.office in known and (not offices or bundle.office in offices)
        if fits and read_period(bundle.period) is not None and period in (None, bundle.period):
            found.setdefault((bundle.office, bundle.period), []).append(bundle)
    newest: dict[tuple[str, int], str] = {}
    for one in every:
        if read_period(one.period) is not None:
            at = one.office, one.year
            newest[at] = max(newest.get(at, one.period), one.period, key=by_time)
    about = [
        _About(known[code], its[0].year, of, tuple(its), newest[code, its[0].year] == of)
        for (code, of), its in found.items()
    ]
    return sorted(about, key=lambda one: (one.office.code, by_time(one.period)))


def _taken_back(desk: Desk) -> list[ReceivedBundle]:
    """Bundles whose merge was taken back: the office must not go on believing that they count."""
    return [replace(one, outcome=Outcome.HELD, code=TAKEN_BACK) for one in desk.store.bundles_taken_back()]


def _issued(desk: Desk, about: _About, keys: signing.Keys, folder: Path, *, wanted: bool) -> IssuedReceipt | None:
    brief = _brief(desk, about)
    earlier = [
        one
        for one in kept_receipts.receipts(desk.store, period=about.period, office=about.office.code)
        if one.city == desk.office.code
    ]
    last = max(earlier, key=lambda one: one.number, default=None)
    if last is not None and not wanted and last.stamp.startswith(brief):
        return None
    said = _receipt(desk, about, keys)
    stamp = brief + hashlib.sha256(receipts.encode(said)).hexdigest()[:32]
    if last is not None and last.stamp == stamp:
        data = _kept_bytes(desk, last)
        if data is not None:
            said = replace(said, number=last.number, made_at=last.kept_at)
            return _put(folder, said, data, keys, fresh=False)
    at = desk.now()
    number = 1 if last is None else last.number + 1
    said = replace(said, number=number, made_at=at.isoformat(timespec="seconds"))
    data = receipts.write(said, keys)
    put = _put(folder, said, data, keys, fresh=True)
    _keep(desk, said, data, stamp)
    return put


def _brief(desk: Desk, about: _About) -> str:
    """What of an earlier period is worth a new receipt: other answers to its bundles, its conflicts, its lock. A plan
    edited later changes each earlier period's code for comparison, which is none."""
    said = [(one.digest, one.outcome.value, one.code) for one in about.bundles]
    left = _conflicts(desk, about), lock_of(desk, about.period)
    return hashlib.sha256(repr((said, left)).encode()).hexdigest()[:32]


def _conflicts(desk: Desk, about: _About) -> tuple[OpenConflict, ...]:
    return conflicts_of(desk, about.office.code, about.year, about.period, latest=about.latest)


def _receipt(desk: Desk, about: _About, keys: signing.Keys) -> Receipt:
    """What the receipt says, its number and time still blank."""
    codes = fingerprints.codes(desk, about.period, office_code=about.office.code)
    own = about.office
    answers = tuple(answer_of(desk, one) for one in sorted(about.bundles, key=lambda b: (b.sequence, b.received_at)))
    return Receipt(
        city=desk.office.code,
        city_name=desk.office.name,
        city_key=signing.fingerprint(keys.public.sign_key),
        office=own.code,
        office_name=own.name,
        office_key=signing.fingerprint(own.sign_key) if own.sign_key else "",
        year=about.year,
        period=about.period,
        number=1,
        made_at="",
        program=__version__,
        bundles=answers,
        counts=kept_receipts.counts(desk.store, own.code, about.year, about.period),
        refused=refused_rows(desk, about.bundles),
        conflicts=_conflicts(desk, about),
        lock=lock_of(desk, about.period),
        fingerprint=codes.period,
        plan_fingerprint=codes.plan,
        sample=own.sample,
    )


def _kept_bytes(desk: Desk, kept: KeptReceipt) -> bytes | None:
    try:
        data = (desk.folder / kept.file).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == kept.digest else None


def _put(folder: Path, said: Receipt, data: bytes, keys: signing.Keys, *, fresh: bool) -> IssuedReceipt:
    file = folder / f"{said.office}_{said.period}_{said.number}{receipts.ENDING}"
    _write(file, data)
    key, newest = keys.public.sign_key, said.newest
    codes = {one.digest: receipt_code(key, one.digest, one.outcome) for one in said.bundles}
    return IssuedReceipt(file, said, codes[newest.digest] if newest is not None else "", fresh, codes)


def _keep(desk: Desk, said: Receipt, data: bytes, stamp: str) -> None:
    digest = bundles.digest_of(data)
    file = f"receipts/{digest}{receipts.ENDING}"
    (desk.folder / "receipts").mkdir(exist_ok=True)
    _write(desk.folder / file, data)
    kept = KeptReceipt(
        digest=digest,
        office=said.office,
        city=said.city,
        year=said.year,
        period=said.period,
        number=said.number,
        kept_at=said.made_at,
        kept_by=desk.who,
        file=file,
        text=receipts.encode(said).decode(),
        stamp=stamp,
    )
    kept_receipts.keep(desk.store, kept, who=desk.who, at=desk.now())


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error


def _listing(written: Iterable[IssuedReceipt]) -> bytes:
    """A list that Excel opens, for the officer who reads the codes out: of each receipt the newest bundle, and those
    that were rejected."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow((_("Mã đơn vị"), _("Đơn vị"), _("Kỳ"), _("Lần xuất"), _("Kết quả"), _("Mã biên nhận"), _("Tệp")))
    for one in written:
        name = one.receipt.office_name.lstrip("=+-@\t\r")
        for answer in one.receipt.bundles:
            if answer is one.receipt.newest or answer.outcome is Outcome.REJECTED:
                period, outcome = period_words(one.receipt.period), outcome_words(answer.outcome)
                said = (one.receipt.office, name, period, answer.sequence, outcome)
                rows.writerow((*said, one.codes[answer.digest], one.file.name))
    return b"\xef\xbb\xbf" + out.getvalue().encode()
