"""A bundle that is in order, on its way into its office's rows: compared, asked about, applied, counted again.

A bundle that follows all that were taken is what the office says now. One that does not is a fork (two computers, a
restored copy) and is merged field by field (:mod:`nq57desk.usecases.chains`); so is one where a revision came with two
contents. What a person must look at first waits: many deletions, a locked period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from nq57desk import paths
from nq57desk.bundle import contents
from nq57desk.bundle.contents import Contents
from nq57desk.domain.changes import ChangeSet, Counts, Source
from nq57desk.domain.conflicts import Conflict
from nq57desk.domain.fingerprints import Codes
from nq57desk.domain.forks import Found, rows_of
from nq57desk.domain.locking import locking
from nq57desk.domain.organisation import Office
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.records import ROW_KINDS
from nq57desk.domain.snapshot import CONFLICTS, Outcome, ReceivedBundle, Snapshot, SnapshotLine
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why
from nq57desk.store.remembered import Beside
from nq57desk.store.tallies import tallies
from nq57desk.usecases import chains, fingerprints, units_listed
from nq57desk.usecases.attachments import keep_files
from nq57desk.usecases.bundles import placed
from nq57desk.usecases.chains import Chains
from nq57desk.workspace import Desk

_DELETED_PART = 10
"""More than a tenth of an office's rows taken away waits for a person (issue 5)."""


@dataclass(frozen=True, slots=True)
class MergedBundle:
    """One file and what became of it. ``office`` is its code, "" where that could not be known."""

    file: Path
    office: str
    office_name: str
    outcome: Outcome
    counts: Counts
    problems: tuple[Problem, ...] = ()


def no_look(_change_set: ChangeSet) -> None:
    """Whoever merges does not ask what is changed row by row."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a merge is done.

    ``before_change`` is called ahead of each transaction; ``accepted`` passes over what waits for a person, whose
    ``reason`` stays with the bundle.
    """

    offices: Sequence[Office]
    dry_run: bool
    before_change: Callable[[], None]
    accepted: bool = False
    reason: str = ""
    look: Callable[[ChangeSet], None] = no_look
    """Called with what was compared, before it is applied or discarded."""
    previewed: dict[str, ReceivedBundle] = field(default_factory=dict)
    """In a dry run: what would have been taken before this file, by digest, so that the preview tells of repetitions,
    older bundles and forks within one folder. A sealed one cannot be read again as it lies there and is left out."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A bundle on its way through the questions, as far as it is known."""

    file: Path
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class _State:
    """What the office's rows would be: all lines, conflicts among them; ``merged``: of several bundles."""

    lines: Sequence[SnapshotLine]
    found: Sequence[Found] = ()
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """A bundle that is in order, on its way into the office's rows."""

    desk: Desk
    arrived: Arrived
    received: ReceivedBundle
    contents: Contents
    office: Office
    terms: Terms

    def outcome(self) -> MergedBundle:
        """Apply it, or say why not.

        Raises:
            Refused: it is older, waits for a person, or is not what the store can take.
        """
        before = self._before()
        lines = contents.lines(self.contents)
        if any(self.received.digest in one.chain for one in before):
            return self._older(before, lines)
        tops = chains.heads(before)
        follows = all(top.digest in self.received.chain for top in tops)
        state = _State(lines, merged=len(tops) > 1)
        if follows and (len(tops) != 1 or not self._unsettled()):
            done = self._apply(state, lines, before)
            if done is not None:
                return done
        contents.check(self.contents)
        chains.check_parents(lines)
        found = self._chains(before, lines).state(chains.decided(self._unsettled()))
        done = self._apply(_State(found.lines, found.found, merged=True), lines, before)
        if done is None:
            raise refuse("bundle.self_check", what="merge")
        return done

    def _before(self) -> list[ReceivedBundle]:
        """What makes the office's rows now; in a dry run also what would."""
        its = self.received
        would = [b for b in self.terms.previewed.values() if (b.office, b.year) == (its.office, its.year)]
        return [*chains.taken(self.desk, its.office, its.year), *would]

    def _unsettled(self) -> list[Conflict]:
        return self.desk.store.conflicts(office=self.received.office, year=self.received.year)

    def _chains(self, before: Sequence[ReceivedBundle], lines: Sequence[SnapshotLine]) -> Chains:
        its = self.received
        said = {its.digest: self.contents.manifest.settled}
        return Chains(self.desk, its.office, its.year, [*before, its], {its.digest: rows_of(lines)}, said)

    def _older(self, before: Sequence[ReceivedBundle], lines: Sequence[SnapshotLine]) -> MergedBundle:
        """An older bundle is archived; it may still be what two sides of a fork have in common.

        Raises:
            Refused: "bundle.stale", where no row changes for it.
        """
        last = max(one.sequence for one in before)
        stale = refuse("bundle.stale", sequence=self.received.sequence, last=last)
        its = replace(self.received, outcome=Outcome.STALE, code="bundle.stale")
        said = {its.digest: self.contents.manifest.settled}
        chain = Chains(self.desk, its.office, its.year, [*before, its], {its.digest: rows_of(lines)}, said)
        tops = chains.heads(before)
        only = chain.before(tops[0]) if len(tops) == 1 else None
        if len(tops) == 1 and (only is None or only.digest != its.digest):
            raise stale
        if any(one.digest in self.terms.previewed for one in before):
            raise stale
        fingerprints.check(self.contents.manifest, lines)
        contents.check(self.contents)
        chains.check_parents(lines)
        try:
            found = chain.state(chains.decided(self._unsettled()))
        except Refused:
            raise stale from None
        change_set = self._compare(_State(found.lines, found.found, merged=True))
        try:
            now, new = chains.as_now(
                self.desk, its.office, its.year, found.found, by=its.digest, at=(at := self.desk.now())
            )
            known = {one.id: one for one in self.desk.store.conflicts(open_only=False)}
            if not change_set.writes and all(known.get(one.id) == one for one in now):
                raise stale
            if not self.terms.dry_run:
                self._write(change_set, its, Beside(now), at)
        finally:
            self.desk.store.discard(change_set)
        counts = replace(change_set.counts(), conflict=new)
        problems = placed(stale.problems, self.arrived.file)
        return MergedBundle(self.arrived.file, self.office.code, self.office.name, Outcome.STALE, counts, problems)

    def _compare(self, state: _State) -> ChangeSet:
        its = self.received
        source = Source("bundle", self.arrived.file.name, its.digest)
        snapshot = Snapshot(its.office, its.year, its.sequence, its.digest, source, state.lines)
        return self.desk.store.compare_snapshot(snapshot, merged=state.merged)

    def _apply(
        self, state: _State, lines: Sequence[SnapshotLine], before: Sequence[ReceivedBundle]
    ) -> MergedBundle | None:
        """Apply a state; None where one revision came with two contents, so that it must be merged first.

        Raises:
            Refused: "bundle.many_deletions", "bundle.locked_period", "bundle.fingerprint", "bundle.self_check", and
                what the store refuses.
        """
        its, terms, at = self.received, self.terms, self.desk.now()
        change_set = self._compare(state)
        counts = change_set.counts()
        try:
            if counts.conflict:
                return None
            later = None if state.merged or terms.dry_run else fingerprints.named(self.contents.manifest)
            codes = later or fingerprints.check(self.contents.manifest, lines)
            if not terms.accepted:
                self._check_changes(change_set, state)
            terms.look(change_set)
            now, new = chains.as_now(self.desk, its.office, its.year, state.found, by=its.digest, at=at)
            outcome, code = (Outcome.CONFLICT, CONFLICTS) if new else (Outcome.APPLIED, "")
            stamped = replace(its, outcome=outcome, code=code, fingerprint=codes.period)
            if terms.dry_run:
                self._preview(stamped, at)
            else:
                beside = Beside(now, verify=lambda: self._verify(state, later))
                self._write(change_set, replace(stamped, plan_fingerprint=codes.plan), beside, at)
        finally:
            self.desk.store.discard(change_set)
        problems = placed(self._notes(before, new), self.arrived.file)
        counts = replace(counts, conflict=new)
        return MergedBundle(self.arrived.file, self.office.code, self.office.name, outcome, counts, problems)

    def _preview(self, its: ReceivedBundle, at: datetime) -> None:
        file = str(self.arrived.file.absolute())
        self.terms.previewed[its.digest] = replace(its, file=file, received_at=at.isoformat(timespec="seconds"))

    def _write(self, change_set: ChangeSet, its: ReceivedBundle, beside: Beside, at: datetime) -> None:
        """One transaction, once the file itself is safe."""
        keep_files(self.desk, self.contents.files)
        self.terms.before_change()
        new = keep(self.desk, self.arrived, its)
        stamped = replace(its, received_at=at.isoformat(timespec="seconds"))
        try:
            self.desk.store.apply(change_set, who=self.desk.who, at=at, received=stamped, beside=beside)
        except Refused:
            if new:
                (self.desk.folder / its.file).unlink(missing_ok=True)
            raise

    def _check_changes(self, change_set: ChangeSet, state: _State) -> None:
        """What a person must look at first.

        Raises:
            Refused: "bundle.unit_closed", "bundle.unit_not_yet", "bundle.many_deletions", "bundle.locked_period".
        """
        units_listed.check_valid(self.desk, office=self.received.office, period=self.received.period)
        counts = change_set.counts(*ROW_KINDS)
        rows = chains.lines_of(state.lines, ROW_KINDS) - counts.new + counts.deleted
        if counts.deleted * _DELETED_PART > rows:
            raise refuse("bundle.many_deletions", deleted=counts.deleted, before=rows)
        locks = self.desk.store.locks()
        if not locks:
            return
        periods = {self.received.period, *self.desk.store.periods_touched(change_set)}
        locked = sorted({lock for period in periods if (lock := locking(period, locks))})
        if locked:
            raise refuse("bundle.locked_period", period=", ".join(locked), changed=counts.differing)

    def _verify(self, state: _State, named: Codes | None) -> None:
        """Count again what lies in the tables now, and compare the codes, inside the transaction.

        Raises:
            Refused: "bundle.self_check", "bundle.fingerprint".
        """
        if named is not None:
            fingerprints.check_merged(self.desk, self.contents.manifest)
        wanted = Counter(map(attrgetter("kind", "deleted"), state.lines))
        for kind, found in tallies(self.desk.store, self.received.office, self.received.year).items():
            if found != (wanted[kind, False], wanted[kind, True]):
                raise refuse("bundle.self_check", what=kind)

    def _notes(self, before: Sequence[ReceivedBundle], new: int) -> tuple[Problem, ...]:
        """What is worth knowing of a bundle that was applied."""
        its, notes = self.received, []
        if new:
            notes.append(problem(CONFLICTS, Severity.WARNING, rows=new))
        elif len(chains.heads([*before, its])) > 1:
            notes.append(problem("bundle.forked", Severity.NOTE, sequence=its.sequence))
        here = {one.digest for one in before}
        missing = sorted({one.sequence for one in self.contents.manifest.before if one.digest not in here})
        if missing:
            listed = ", ".join(map(str, missing))
            notes.append(problem("bundle.gap", Severity.NOTE, sequence=its.sequence, missing=listed))
        if its.year != self.desk.today.year:
            notes.append(problem("bundle.other_year", Severity.NOTE, year=its.year))
        return tuple(notes)


def keep(desk: Desk, arrived: Arrived, received: ReceivedBundle) -> bool:
    """Keep the file's bytes under their digest; whether they were not kept before.

    Raises:
        Refused: "bundle.cannot_keep".
    """
    kept = desk.folder / received.file
    try:
        if kept.is_file():
            return False
        kept.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(kept, arrived.data)
    except OSError as error:
        raise refuse("bundle.cannot_keep", reason=why(error)) from error
    return True
