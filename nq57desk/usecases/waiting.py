"""What waits for a person at the city: held bundles, requests for locked periods, files that were refused.

Decides what can be done with each: a request or a bundle that deletes much is accepted or returned, with a reason; one
of a newer format, or a refused file, is read again once the program or the offices' cards are newer. Looking changes
nothing: what acceptance would do is compared with what the city has now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nq57desk.domain.changes import Change, ChangeSet, Counts
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.problems import Problem
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import refuse
from nq57desk.store.conflicts import RefusedFile
from nq57desk.usecases import city, nameless, row_changes
from nq57desk.usecases.changing import writable
from nq57desk.usecases.merging import RETURNED, MergedBundle, Terms, merge_file
from nq57desk.usecases.row_changes import NOTHING, Changes
from nq57desk.workspace import Desk

_READ_AGAIN = ("bundle.newer_format", "bundle.kept_gone")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One bundle or file. ``period`` and ``sequence`` are "" and 0 of a refused file, ``file`` its name as it came.

    ``outcome`` "held" waits; "rejected" was refused, or returned by a person with ``reason``.
    """

    digest: str
    office: str
    office_name: str
    outcome: Outcome
    code: str
    received_at: str
    kept: str
    period: str = ""
    sequence: int = 0
    bundle_code: str = ""
    file: str = ""
    reason: str = ""
    who: str = ""
    guess: str = ""
    """Of a file that does not say whose it is: the office whose code its name begins with."""

    @property
    def decidable(self) -> bool:
        """Whether it can be accepted or returned."""
        return self.outcome in (Outcome.HELD, Outcome.CONFLICT) and self.code not in _READ_AGAIN

    @property
    def returnable(self) -> bool:
        """Whether it can be returned."""
        return self.outcome in (Outcome.HELD, Outcome.CONFLICT)

    @property
    def readable(self) -> bool:
        """Whether it may come to something else when it is read again."""
        return bool(self.kept) and self.code != RETURNED and not self.decidable


@dataclass(frozen=True, slots=True)
class Looked:
    """Why it waits, and what accepting it would change; ``counts`` None where that cannot be said."""

    waiting: Waiting
    problems: tuple[Problem, ...]
    counts: Counts | None = None
    changes: Changes = NOTHING


def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """What waits first, then what was refused or returned, each newest first.

    Raises:
        Refused: "workspace.no_city".
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    offices = desk.store.offices()
    names = {one.code: one.name for one in offices}
    held = [_of_bundle(one, names.get(one.office, one.office)) for one in city.held(desk)]
    returned = [
        _of_bundle(one, names.get(one.office, one.office))
        for one in desk.store.received_bundles()
        if one.outcome is Outcome.REJECTED
    ]
    files = [_of_file(one, names.get(one.office, one.office), offices) for one in desk.store.refused_files()]
    newest = sorted((*returned, *files), key=lambda one: one.received_at, reverse=True)
    return (*sorted(held, key=lambda one: one.received_at, reverse=True), *newest)


def _of_bundle(one: ReceivedBundle, name: str) -> Waiting:
    return Waiting(
        digest=one.digest,
        office=one.office,
        office_name=name,
        outcome=one.outcome,
        code=one.code,
        received_at=one.received_at,
        kept=one.file,
        period=one.period,
        sequence=one.sequence,
        bundle_code=short_code(one.digest),
        reason=one.reason,
    )


def _of_file(one: RefusedFile, name: str, offices: Sequence[Office]) -> Waiting:
    probably = nameless.guessed(one.name, offices) if nameless.is_nameless(one.office, one.code) else None
    return Waiting(
        digest=one.digest,
        office=one.office,
        office_name=name,
        outcome=Outcome.REJECTED,
        code=one.code,
        received_at=one.at,
        kept=one.file,
        file=one.name,
        who=one.who,
        guess=f"{probably.code} {probably.name}" if probably is not None else "",
    )


def look(desk: Desk, it: Waiting) -> Looked:
    """Ask the kept file anew why it waits, and what would change if it were accepted."""
    kept = desk.folder / it.kept
    if not it.kept or not kept.is_file():
        return Looked(it, ())
    offices = tuple(desk.store.offices())
    found_now = merge_file(desk, kept, Terms(offices, dry_run=True, before_change=_unchanged)).problems
    problems = tuple(nameless.no_receipt(it.file, offices) if one.code in nameless.CODES else one for one in found_now)
    if not it.decidable:
        return Looked(it, problems)
    found: list[Change] = []

    def seen(change_set: ChangeSet) -> None:
        found.extend(desk.store.differing(change_set))

    terms = Terms(offices, dry_run=True, before_change=_unchanged, accepted=True, look=seen)
    merged = merge_file(desk, kept, terms)
    if merged.outcome not in (Outcome.APPLIED, Outcome.CONFLICT, Outcome.STALE):
        return Looked(it, merged.problems)
    return Looked(it, problems, merged.counts, row_changes.described(desk, it.office, found))


def _unchanged() -> None:
    """Nothing is changed by looking, so nothing is backed up before."""


def read_again(desk: Desk, *, digest: str) -> MergedBundle:
    """Đọc lại: put the kept file before the city once more, as if it had come now; it is late only if it first came so.

    Raises:
        Refused: "workspace.no_city", "bundle.not_waiting", "workspace.read_only".
    """
    writable(desk)
    it = next((one for one in waiting(desk) if one.digest == digest and one.readable), None)
    if it is None:
        raise refuse("bundle.not_waiting", digest=digest[:16])
    return city.merge(desk, paths=(kept_file(desk, it),)).bundles[0]


def kept_file(desk: Desk, it: Waiting) -> Path:
    """Where the file lies in the office's folder."""
    return desk.folder / it.kept


def named(it: Waiting, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problems with the file's name as it came, or the bundle's code: the kept file's name means nothing."""
    called = it.file or it.bundle_code
    for one in problems:
        words = tuple((name, called if name in ("file", "name") else value) for name, value in one.words)
        yield Problem(one.code, one.severity, words=words)
