"""The city's side: whose bundles are taken, what becomes of them, and who has sent what."""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nq57desk.bundle import bundles, cards, signing
from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.periods import read_period
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import Cancelled, Refused, refuse
from nq57desk.monitor import Monitor
from nq57desk.store.receipts import OfficeKey, keep_key, office_keys
from nq57desk.usecases import backups, units_listed
from nq57desk.usecases.bundles import placed, read_file
from nq57desk.usecases.changing import writable
from nq57desk.usecases.merging import RETURNED, MergedBundle, Terms, merge_file
from nq57desk.usecases.quarantine import is_partial
from nq57desk.usecases.reasons import reason_said
from nq57desk.workspace import Desk

CARD_ENDING = ".nq57card"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The offices whose cards were taken, and what was wrong with the others."""

    offices: tuple[Office, ...]
    problems: tuple[Problem, ...] = ()
    keys: tuple[OfficeKey, ...] = ()
    """The keys that they have now, in the same order: since when, and which one was replaced."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Each file in the order it was taken. ``stopped`` when a person broke off; what is listed stays merged."""

    bundles: tuple[MergedBundle, ...]
    total: Counts
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """What an office has sent for a period. ``outcome`` None: nothing yet. ``code`` is the code for comparison."""

    code: str
    name: str
    outcome: Outcome | None
    sequence: int = 0
    received_at: str = ""
    bundle_code: str = ""
    fingerprint: str = ""
    """The code for comparison of the period, as on the office's papers; "" of an older program's bundle."""
    plan_fingerprint: str = ""


def enrol(desk: Desk, *, cards: Sequence[Path], replace: bool = False) -> Enrolled:
    """Take wards' cards; good ones are taken although others are not.

    With ``replace`` a new key takes an old one's place.

    Raises:
        Refused: "workspace.no_city", "card.none", or the problems where not one card could be taken: "card.not_ward",
            "card.sample", "card.own_code", "card.key_differs", "card.replaced_key", and what ``read_card`` refuses.
    """
    _only_city(desk)
    taken: list[Office] = []
    problems: list[Problem] = []
    files = _files(cards, CARD_ENDING)
    if not files:
        raise refuse("card.none")
    for file in files:
        try:
            office, told = _enrol_one(desk, file, replace=replace)
            taken.append(office)
            problems += placed(told, file)
        except Refused as refused:
            problems += placed(refused.problems, file)
    if not taken:
        raise Refused(*problems)
    return Enrolled(tuple(taken), tuple(problems), tuple(_key(desk, office) for office in taken))


def _key(desk: Desk, office: Office) -> OfficeKey:
    return next(key for key in office_keys(desk.store, office.code) if key.sign_key == office.sign_key)


def _only_city(desk: Desk) -> None:
    writable(desk)
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")


def _enrol_one(desk: Desk, file: Path, *, replace: bool) -> tuple[Office, tuple[Problem, ...]]:
    card = cards.read_card(read_file(file))
    office = card.office
    if office.role is not Role.WARD:
        raise refuse("card.not_ward", office=office.name)
    if office.sample and not desk.office.sample:
        raise refuse("card.sample")
    if office.code == desk.office.code:
        raise refuse("card.own_code", code=office.code)
    known = next((o for o in desk.store.offices() if o.code == office.code), None)
    if known is not None and known.sign_key not in ("", office.sign_key) and not replace:
        raise refuse(
            "card.key_differs",
            office=office.name,
            known=signing.fingerprint(known.sign_key),
            found=signing.fingerprint(office.sign_key),
        )
    before = known.sign_key if known is not None and known.sign_key != office.sign_key else ""
    _check_key(desk, office, before)
    told = _check_name(desk, known, office)
    if known != office:
        desk.store.keep_office(office, who=desk.who, at=desk.now())
    since = (card.since or desk.today) if before else desk.today
    key = OfficeKey(office.code, office.sign_key, since.isoformat(), before, card.reason, desk.who)
    keep_key(desk.store, key, who=desk.who, at=desk.now())
    return office, told


def _check_name(desk: Desk, known: Office | None, office: Office) -> tuple[Problem, ...]:
    """A card renames nothing in the city's lists: since when a name holds is for a person to say."""
    if known is None or known.name == office.name:
        return ()
    listed = units_listed.keep_listed_name(desk, known, office)
    if not listed:
        return ()
    return (problem("units.card_name", Severity.NOTE, code=office.code, card=office.name, listed=listed),)


def _check_key(desk: Desk, office: Office, before: str) -> None:
    """An old card must not bring back a key that was replaced.

    Raises:
        Refused: "card.replaced_key".
    """
    if not before:
        return
    kept = {key.sign_key: key for key in office_keys(desk.store, office.code)}
    newer = next((key for key in kept.values() if key.replaced == office.sign_key), None)
    if newer is not None:
        raise refuse("card.replaced_key", office=office.name, since=newer.since)


def _files(given: Iterable[Path], ending: str) -> list[Path]:
    """Files as named; folders give what lies in them with this ending, sorted. No file comes twice."""
    found: dict[Path, None] = {}
    for path in given:
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() == ending) if path.is_dir() else [path]
        found.update(dict.fromkeys(p for p in inside if not p.is_dir()))
    return list(found)


def _arrivals(given: Iterable[Path]) -> list[Path]:
    """What lies before the city: bundles, zips that may be such, and files that are still being written; sorted."""
    found: dict[Path, None] = {}
    for path in given:
        inside = sorted(one for one in path.rglob("*") if _may_be_bundle(one)) if path.is_dir() else [path]
        found.update(dict.fromkeys(one for one in inside if not one.is_dir()))
    return list(found)


def _may_be_bundle(file: Path) -> bool:
    """A bundle that went through Zalo or a mail program may be called .zip; one being copied has a name of its own."""
    name = file.name.lower()
    return file.suffix.lower() in (bundles.ENDING, ".zip") or (is_partial(file) and bundles.ENDING in name)


def merge(desk: Desk, *, paths: Sequence[Path], dry_run: bool = False, monitor: Monitor | None = None) -> MergeReport:
    """Merge bundles, one transaction each; one bad file never stops the rest. Before the first change a backup is made.

    With ``dry_run`` each bundle is compared with what the city has now, and nothing is kept.

    Raises:
        Refused: "workspace.no_city", "bundle.none".
    """
    _only_city(desk)
    files = _arrivals(paths)
    if not files:
        raise refuse("bundle.none")
    terms = Terms(tuple(desk.store.offices()), dry_run, _BackupOnce(desk))
    monitor = monitor or Monitor()
    done: list[MergedBundle] = []
    stopped = False
    for number, file in enumerate(files):
        try:
            monitor.report(number, len(files), file.name)
        except Cancelled:
            stopped = True
            break
        with _without_pauses():
            done.append(merge_file(desk, file, terms))
    total = sum((one.counts for one in done), Counts())
    return MergeReport(tuple(done), total, stopped)


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Thousands of rows are made at once and none of them in a ring: looking for rings meanwhile costs a tenth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _BackupOnce:
    """Called before each change; makes a backup at the first call only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._done = False

    def __call__(self) -> None:
        if not self._done:
            backups.make(self._desk, why="merge")
            self._done = True


def accept_held(desk: Desk, *, digest: str, reason: str) -> MergedBundle:
    """Chấp nhận: apply a kept bundle that waits for a person (many deletions, a locked period), with a reason.

    Raises:
        Refused: "workspace.no_city", "bundle.not_waiting", "bundle.reason", "workspace.long_reason".
    """
    waiting, because = _waiting(desk, digest, reason)
    desk.store.set_setting(f"bundle.accepted.{waiting.digest}", because, who=desk.who, at=desk.now())
    terms = Terms(
        tuple(desk.store.offices()),
        dry_run=False,
        before_change=_BackupOnce(desk),
        accepted=True,
        reason=because,
    )
    return merge_file(desk, desk.folder / waiting.file, terms)


def return_held(desk: Desk, *, digest: str, reason: str) -> ReceivedBundle:
    """Trả lại: a kept bundle that waits for a person is not taken, with a reason; its file stays where it is.

    Raises:
        Refused: as ``accept_held``.
    """
    (waiting, because), at = _waiting(desk, digest, reason), desk.now()
    returned = dataclasses.replace(waiting, outcome=Outcome.REJECTED, code=RETURNED, reason=because)
    desk.store.keep_received_bundle(returned, who=desk.who, at=at)
    return returned


def _waiting(desk: Desk, digest: str, reason: str) -> tuple[ReceivedBundle, str]:
    """The bundle that waits, named by its digest or, however typed, its code; with the reason as it is kept.

    Raises:
        Refused: "workspace.no_city", "bundle.not_waiting", "bundle.reason", "workspace.long_reason".
    """
    _only_city(desk)
    asked = digest.strip()
    found = [one for one in held(desk) if asked and asked.upper() in (one.digest.upper(), short_code(one.digest))]
    if len(found) != 1:
        raise refuse("bundle.not_waiting", digest=digest[:16])
    return found[0], reason_said(reason, "bundle.reason")


def held(desk: Desk) -> tuple[ReceivedBundle, ...]:
    """The bundles that wait for a person: requests for locked periods, many deletions, newer formats."""
    return tuple(
        one
        for one in desk.store.received_bundles()
        if one.outcome is Outcome.HELD or (one.outcome is Outcome.CONFLICT and not one.taken)
    )


def status(desk: Desk, *, year: int, period: str) -> tuple[OfficeStatus, ...]:
    """Every enrolled office with the best of what it sent for this period, by code; and who is expected since a
    recorded change of units, such as a merged ward whose card has not come yet.

    Raises:
        Refused: "workspace.no_city".
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    sent: dict[str, list[ReceivedBundle]] = {}
    for received in desk.store.received_bundles(year=year):
        if received.period == period:
            sent.setdefault(received.office, []).append(received)
    offices = sorted(desk.store.offices(), key=lambda office: office.code)
    named = _named_then(desk, offices, period)
    wards = (office for office in offices if office.role is Role.WARD and (office.code in named or office.code in sent))
    found = [
        _status(dataclasses.replace(one, name=named.get(one.code, one.name)), sent.get(one.code, [])) for one in wards
    ]
    found += _without_card(desk, {office.code for office in offices}, period)
    return tuple(sorted(found, key=lambda one: one.code))


def _without_card(desk: Desk, enrolled: Set[str], period: str) -> Iterator[OfficeStatus]:
    it, units = read_period(period), units_listed.known(desk)
    if it is None or not units.changes:
        return
    changed = {code for change in units.changes for code in change.codes}
    for one in units.valid(units_listed.last_day(desk, it)):
        if one.code in changed and one.code not in enrolled:
            yield OfficeStatus(one.code, one.name, None)


def _named_then(desk: Desk, offices: Sequence[Office], period: str) -> dict[str, str]:
    """Code -> name of the offices that are units of a period, under the name of its last day."""
    it = read_period(period)
    if it is None:
        return {office.code: office.name for office in offices}
    units, day = units_listed.known(desk), units_listed.last_day(desk, it)
    changed = {code for change in units.changes for code in change.codes}
    found = {}
    for office in offices:
        then = units.on(office.code, day)
        if then is not None:
            found[office.code] = then.name if office.code in changed else office.name
    return found


_BEST = (Outcome.REJECTED, Outcome.HELD, Outcome.STALE, Outcome.CONFLICT, Outcome.APPLIED)
_SHOWN = 3
"""From here on a bundle's contents are shown; the newest of these speaks for its office."""


def _status(office: Office, sent: Sequence[ReceivedBundle]) -> OfficeStatus:
    if not sent:
        return OfficeStatus(office.code, office.name, None)
    best = max(sent, key=lambda b: (min(_BEST.index(b.outcome), _SHOWN) if b.taken else 0, b.sequence, b.received_at))
    return OfficeStatus(
        office.code,
        office.name,
        best.outcome,
        best.sequence,
        best.received_at,
        short_code(best.digest),
        best.fingerprint,
        best.plan_fingerprint,
    )
