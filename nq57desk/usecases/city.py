"""The city's side: whose bundles are taken, what becomes of them, and who has sent what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nq57desk.bundle import bundles, cards, signing
from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.problems import Problem
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import Cancelled, Refused, refuse
from nq57desk.monitor import Monitor
from nq57desk.usecases.bundles import placed, read_file
from nq57desk.usecases.changing import writable
from nq57desk.usecases.merging import MergedBundle, Terms, merge_file
from nq57desk.workspace import Desk

CARD_ENDING = ".nq57card"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The offices whose cards were taken, and what was wrong with the others."""

    offices: tuple[Office, ...]
    problems: tuple[Problem, ...] = ()


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
            "card.sample", "card.own_code", "card.key_differs", and what ``read_card`` refuses.
    """
    _only_city(desk)
    taken: list[Office] = []
    problems: list[Problem] = []
    files = _files(cards, CARD_ENDING)
    if not files:
        raise refuse("card.none")
    for file in files:
        try:
            taken.append(_enrol_one(desk, file, replace=replace))
        except Refused as refused:
            problems += placed(refused.problems, file)
    if not taken:
        raise Refused(*problems)
    return Enrolled(tuple(taken), tuple(problems))


def _only_city(desk: Desk) -> None:
    writable(desk)
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")


def _enrol_one(desk: Desk, file: Path, *, replace: bool) -> Office:
    office = cards.read_card(read_file(file)).office
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
    if known != office:
        desk.store.keep_office(office, who=desk.who, at=desk.now())
    return office


def _files(given: Iterable[Path], ending: str) -> list[Path]:
    """Files as named; folders give what lies in them with this ending, sorted. No file comes twice."""
    found: dict[Path, None] = {}
    for path in given:
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() == ending) if path.is_dir() else [path]
        found.update(dict.fromkeys(p for p in inside if not p.is_dir()))
    return list(found)


def merge(desk: Desk, *, paths: Sequence[Path], dry_run: bool = False, monitor: Monitor | None = None) -> MergeReport:
    """Merge bundles, one transaction each; one bad file never stops the rest. Before the first change a backup is made.

    With ``dry_run`` each bundle is compared with what the city has now, and nothing is kept.

    Raises:
        Refused: "workspace.no_city", "bundle.none".
    """
    _only_city(desk)
    files = _files(paths, bundles.ENDING)
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
        done.append(merge_file(desk, file, terms))
    total = sum((one.counts for one in done), Counts())
    return MergeReport(tuple(done), total, stopped)


class _BackupOnce:
    """Called before each change; makes a backup at the first call only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._done = False

    def __call__(self) -> None:
        if not self._done:
            self._desk.store.backup(self._desk.backups_folder, why="merge", at=self._desk.now())
            self._done = True


def accept_held(desk: Desk, *, digest: str, reason: str) -> MergedBundle:
    """Apply a kept bundle that waits for a person (many deletions, a fork); the reason goes into the journal.

    Raises:
        Refused: "workspace.no_city", "bundle.not_waiting", "bundle.reason".
    """
    _only_city(desk)
    waiting = desk.store.received_bundle(digest)
    if waiting is None or waiting.outcome not in (Outcome.HELD, Outcome.CONFLICT):
        raise refuse("bundle.not_waiting", digest=digest[:16])
    if not reason.strip():
        raise refuse("bundle.reason")
    desk.store.set_setting(f"bundle.accepted.{digest}", reason.strip(), who=desk.who, at=desk.now())
    terms = Terms(tuple(desk.store.offices()), dry_run=False, before_change=_BackupOnce(desk), accepted=True)
    return merge_file(desk, desk.folder / waiting.file, terms)


def status(desk: Desk, *, year: int, period: str) -> tuple[OfficeStatus, ...]:
    """Every enrolled office with the best of what it sent for this period, by code.

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
    return tuple(_status(office, sent.get(office.code, [])) for office in offices if office.role is Role.WARD)


_BEST = (Outcome.REJECTED, Outcome.CONFLICT, Outcome.HELD, Outcome.STALE, Outcome.APPLIED)


def _status(office: Office, sent: Sequence[ReceivedBundle]) -> OfficeStatus:
    if not sent:
        return OfficeStatus(office.code, office.name, None)
    best = max(sent, key=lambda b: (_BEST.index(b.outcome), b.sequence, b.received_at))
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
