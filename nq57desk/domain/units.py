"""Administrative units over time: which code is valid on which day, under which name, and what came of which.

A code decides identity, never a name: after the mergers of 2025 the same code may carry another name, and two names may
differ by one mark. What is known is a list of units and the changes recorded since; who was valid when follows from
both, so that a change taken back leaves no trace in the lists.

Decides:

- *Data stay where they are.* A change moves and renames no row: a code that ends keeps its bundles, a new code begins
  without any. What carries on is told by links between codes, never by copying.
- *One day parts before from after.* The old units are valid to the day before, the new ones from the day on; on no day
  are both. A period's units are those valid on its last day, so no period counts anything twice.
- *Kinds.* Renamed: one unit, another name, the same or a new code. Merged: two or more become one, new or one that goes
  on. Split: one becomes two or more, of which one may keep the code. Closed: one ends. Corrected: the newest
  name was written wrongly; it is mended for all its time, and nothing else is said.
- *In order.* A code's changes follow each other in time, a code that has ended is never given out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from nq57desk.domain.names import strict_name
from nq57desk.domain.problems import Place, Problem, Severity, problem

LONGEST_NAME = 300
"""Signs in a unit's name: what stands on one line of a list or a seal is far shorter."""


class UnitChangeKind(StrEnum):
    """What happened to units."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    CLOSED = "closed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A code with the name that it has, such as ("90001", "phường Sao Mai")."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A recorded change. ``before`` are the units as they were, ``after`` as they are from ``day`` on; a code in both
    goes on. ``fresh`` are the codes that begin with it. ``number`` counts changes; the rest tells who recorded it, and
    who took it back."""

    id: str
    kind: UnitChangeKind
    day: date
    document: str
    before: tuple[NamedUnit, ...]
    after: tuple[NamedUnit, ...] = ()
    fresh: frozenset[str] = frozenset()
    number: int = 0
    made_at: str = ""
    made_by: str = ""
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    withdrawn_because: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back."""
        return bool(self.withdrawn_at)

    @property
    def ends(self) -> tuple[NamedUnit, ...]:
        """The units that are no longer valid from the day on."""
        after = {one.code for one in self.after}
        return tuple(one for one in self.before if one.code not in after)

    @property
    def codes(self) -> frozenset[str]:
        """Every code that it is about."""
        return frozenset(one.code for one in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class Span:
    """A code's time under one name. ``since`` None: as far back as is known; ``until`` the last day, None: still.
    ``document`` is the one by which it began."""

    code: str
    name: str
    since: date | None = None
    until: date | None = None
    document: str = ""

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists under this name on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit that another one continues, or that continues it, from ``day`` on."""

    code: str
    name: str
    day: date
    document: str
    change: str


@dataclass(frozen=True, slots=True)
class Register:
    """Every code's spans, oldest first, and the changes in force."""

    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    changes: tuple[UnitChange, ...] = ()

    def on(self, code: str, day: date) -> Span | None:
        """The unit on a day; None where the code is not valid then."""
        return next((one for one in self.spans.get(code, ()) if one.valid_on(day)), None)

    def valid(self, day: date) -> tuple[Span, ...]:
        """All units of a day, in the list's order."""
        return tuple(one for spans in self.spans.values() for one in spans if one.valid_on(day))

    def last(self, code: str) -> Span | None:
        """The code's newest span."""
        return next(reversed(self.spans.get(code, ())), None)

    def name_then(self, code: str, day: date) -> str:
        """The name on a day; the nearest known one where the code is not valid then, "" where it is unknown."""
        its = self.spans.get(code, ())
        if not its:
            return ""
        found = self.on(code, day)
        if found is not None:
            return found.name
        return its[0].name if its[0].since is not None and day < its[0].since else its[-1].name

    def predecessors(self, code: str) -> tuple[Kin, ...]:
        """The units that this one continues."""
        return tuple(self._kin(code, forward=False))

    def successors(self, code: str) -> tuple[Kin, ...]:
        """The units that continue this one."""
        return tuple(self._kin(code, forward=True))

    def _kin(self, code: str, *, forward: bool) -> Iterator[Kin]:
        for change in self.changes:
            here, there = (change.before, change.after) if forward else (change.after, change.before)
            if change.kind is UnitChangeKind.CORRECTED or code not in {one.code for one in here}:
                continue
            for one in there:
                if one.code != code:
                    yield Kin(one.code, one.name, change.day, change.document, change.id)


def register(base: Sequence[NamedUnit], changes: Sequence[UnitChange]) -> Register:
    """The units over time. ``base`` is the list as it is known without any change; what a change begins, even one that
    was taken back, is valid only from a change on."""
    begun = {code for change in changes for code in change.fresh}
    active = sorted((one for one in changes if not one.withdrawn), key=lambda one: one.number)
    spans = {one.code: [Span(one.code, one.name)] for one in base if one.code not in begun}
    for change in active:
        if change.kind is UnitChangeKind.CORRECTED:
            _correct(spans, change)
        else:
            _pass(spans, change)
    return Register({code: tuple(its) for code, its in spans.items()}, tuple(active))


def _correct(spans: dict[str, list[Span]], change: UnitChange) -> None:
    for one in change.after:
        its = spans.setdefault(one.code, [Span(one.code, one.name)])
        its[-1] = replace(its[-1], name=one.name)


def _pass(spans: dict[str, list[Span]], change: UnitChange) -> None:
    after = {one.code: one for one in change.after}
    for one in change.before:
        its = spans.setdefault(one.code, [Span(one.code, one.name)])
        its[-1] = replace(its[-1], name=one.name)
        if one.code not in after:
            its[-1] = replace(its[-1], until=change.day - timedelta(days=1))
    for one in change.after:
        its = spans.setdefault(one.code, [])
        if not its or its[-1].until is not None:
            its.append(Span(one.code, one.name, change.day, None, change.document))
        elif its[-1].name != one.name:
            its[-1] = replace(its[-1], until=change.day - timedelta(days=1))
            its.append(Span(one.code, one.name, change.day, None, change.document))


def check(known: Register, change: UnitChange) -> tuple[Problem, ...]:
    """What is wrong with a change that is to be recorded; errors first refuse it, warnings are for looking at."""
    found = [*_forms(change), *_known_units(known, change)]
    errors = tuple(one for one in found if one.severity is Severity.ERROR)
    return errors or tuple(_alike(known, change))


def _wrong(problem_code: str, /, **words: object) -> Problem:
    return problem(problem_code, Severity.ERROR, Place(), **words)


_NEEDS = {
    UnitChangeKind.RENAMED: "units.rename_one",
    UnitChangeKind.MERGED: "units.merge_two",
    UnitChangeKind.SPLIT: "units.split_two",
    UnitChangeKind.CLOSED: "units.close_one",
    UnitChangeKind.CORRECTED: "units.rename_one",
}


def _forms(change: UnitChange) -> Iterator[Problem]:
    """What can be said without knowing any unit."""
    before, after = len(change.before), len(change.after)
    together = len({one.code for one in (*change.before, *change.after[:1])})
    enough = {
        UnitChangeKind.RENAMED: before == 1 and after == 1,
        UnitChangeKind.MERGED: after == 1 and together > 1 and not (before == 1 and change.after[0].code == ""),
        UnitChangeKind.SPLIT: before == 1 and after > 1,
        UnitChangeKind.CLOSED: before == 1 and not after,
        UnitChangeKind.CORRECTED: before == 1 and after == 1 and change.before[0].code == change.after[0].code,
    }
    if not enough[change.kind]:
        yield _wrong(_NEEDS[change.kind])
        return
    if change.kind in (UnitChangeKind.RENAMED, UnitChangeKind.CORRECTED) and change.before == change.after:
        yield _wrong("units.same_name", name=change.after[0].name)
    if change.kind is not UnitChangeKind.CORRECTED and not change.document.strip():
        yield _wrong("units.no_document")
    for side in (change.before, change.after):
        seen: set[str] = set()
        for one in side:
            if one.code in seen:
                yield _wrong("units.twice", code=one.code)
            seen.add(one.code)
    for one in change.after:
        if not (one.code.isascii() and one.code.isalnum() and len(one.code) <= 20):
            yield _wrong("units.bad_code", code=one.code[:20])
        elif not one.name.strip():
            yield _wrong("units.no_name", code=one.code)
        elif len(one.name) > LONGEST_NAME:
            yield _wrong("workspace.long_name", most=LONGEST_NAME)


def _known_units(known: Register, change: UnitChange) -> Iterator[Problem]:
    """What does not agree with the units as they are: unknown, ended, changed later, given out before."""
    for one in change.before:
        yield from _open_span(known, one.code, change)
    before = {one.code for one in change.before}
    for one in change.after:
        if one.code in before or one.code not in known.spans:
            continue
        last = known.last(one.code)
        if last is not None and last.until is not None:
            yield _wrong("units.code_used", code=one.code, name=last.name)
        elif change.kind is UnitChangeKind.MERGED:
            yield from _open_span(known, one.code, change)
        else:
            yield _wrong("units.code_taken", code=one.code, name=last.name if last is not None else "")


def _open_span(known: Register, code: str, change: UnitChange) -> Iterator[Problem]:
    last = known.last(code)
    if last is None:
        yield _wrong("units.unknown", code=code[:20])
    elif change.kind is UnitChangeKind.CORRECTED:
        return
    elif last.until is not None:
        yield _wrong("units.ended", code=code, name=last.name, until=f"{last.until:%d/%m/%Y}")
    elif last.since is not None and last.since >= change.day:
        yield _wrong("units.later_change", code=code, name=last.name, since=f"{last.since:%d/%m/%Y}")


def _alike(known: Register, change: UnitChange) -> Iterator[Problem]:
    there = {strict_name(one.name): one for one in known.valid(change.day) if one.code not in change.codes}
    for one in change.after:
        other = there.get(strict_name(one.name))
        if other is not None:
            yield problem("units.same_as", Severity.WARNING, Place(), name=one.name, code=one.code, other=other.code)


def came_after(change: UnitChange, changes: Sequence[UnitChange]) -> UnitChange | None:
    """A later change of one of its codes, which must be taken back first; None where there is none."""
    later = (one for one in changes if one.number > change.number and not one.withdrawn)
    return next((one for one in later if one.codes & change.codes), None)
