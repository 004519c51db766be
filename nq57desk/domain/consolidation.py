"""Many offices' rows together: tasks counted, indicators as sums over sums, offices compared, rows that are alike.

Decides:

- *Counted.* A row counts once, under its state and under how it stands in time; the same rows count in both.
- *Overdue has two denominators* (FORMAT 3.2, the bulletins of Hải Phòng): of all tasks, and of the tasks that have a
  deadline. Finished late goes on counting as late (report of 31/7/2025).
- *Sums over sums.* An indicator of many offices is the sum of its numerators over the sum of its denominators, or the
  sum of its amounts; never a mean of percentages (:func:`nq57desk.domain.indicator_results.consolidate`).
- *No data is not 0.* Offices without data are named beside every figure and left out of it.
- *Compared.* Offices stand by the share named in the rule's own words; equal shares share their place.
- *Alike.* A row that nobody linked is suggested where the document behind it is the same and its words are much like
  the reference row's, or where its words alone are nearly the same. A suggestion is counted nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from rapidfuzz import fuzz, process

from nq57desk.domain.indicator_results import Consolidated, Word
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.vietnamese import fold

DATED = (
    Timeliness.IN_TIME,
    Timeliness.DUE_SOON,
    Timeliness.LATE,
    Timeliness.DONE_IN_TIME,
    Timeliness.DONE_LATE,
)
"""How tasks that have a deadline can stand."""
OVERDUE = (Timeliness.LATE, Timeliness.DONE_LATE)
_SAME_PAPER, _WORDS_ALONE = 70.0, 86.0


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """Tasks by state and by how they stand in time; ``updated`` of ``asked`` are those of the 90 % rule."""

    pairs: Mapping[tuple[State, Timeliness], int] = field(default_factory=dict)
    updated: int = 0
    asked: int = 0

    @property
    def total(self) -> int:
        """All tasks counted."""
        return sum(self.pairs.values())

    def state(self, state: State) -> int:
        """How many are in this state."""
        return sum(n for (its, _), n in self.pairs.items() if its is state)

    def standing(self, *words: Timeliness) -> int:
        """How many stand in one of these ways."""
        return sum(n for (_, its), n in self.pairs.items() if its in words)

    def both(self, state: State, *words: Timeliness) -> int:
        """How many of one state stand in one of these ways."""
        return sum(n for (one, its), n in self.pairs.items() if one is state and its in words)

    @property
    def done(self) -> int:
        """Finished tasks."""
        return self.state(State.DONE)

    @property
    def overdue(self) -> int:
        """Late ones, finished or not."""
        return self.standing(*OVERDUE)

    @property
    def dated(self) -> int:
        """Those that have a deadline."""
        return self.standing(*DATED)

    @property
    def done_undated(self) -> int:
        """Finished ones without a deadline."""
        return self.done - self.both(State.DONE, *DATED)


def added(many: Iterable[TaskCounts]) -> TaskCounts:
    """All of them together."""
    pairs: Counter[tuple[State, Timeliness]] = Counter()
    updated = asked = 0
    for one in many:
        pairs.update(one.pairs)
        updated, asked = updated + one.updated, asked + one.asked
    return TaskCounts(dict(pairs), updated, asked)


class Comparison(StrEnum):
    """What offices are compared by. Its rule is told wherever it is shown."""

    DONE = "done"
    OVERDUE = "overdue"
    OVERDUE_DATED = "overdue_dated"
    UPDATED = "updated"


RULES: Mapping[Comparison, str] = {
    Comparison.DONE: "Số nhiệm vụ đã hoàn thành chia cho tổng số nhiệm vụ (không tính nhiệm vụ dừng/thay thế)",
    Comparison.OVERDUE: "Số nhiệm vụ quá hạn (kể cả hoàn thành quá hạn) chia cho tổng số nhiệm vụ",
    Comparison.OVERDUE_DATED: "Số nhiệm vụ quá hạn (kể cả hoàn thành quá hạn) chia cho số nhiệm vụ có thời hạn",
    Comparison.UPDATED: "Số nhiệm vụ cập nhật đúng hạn, đủ số liệu chia cho số nhiệm vụ đang mở trong kỳ",
}
"""The rules in the words of papers."""
SMALL_IS_GOOD = (Comparison.OVERDUE, Comparison.OVERDUE_DATED)


def fraction(counts: TaskCounts, by: Comparison) -> tuple[int, int]:
    """Numerator and denominator of a comparison."""
    match by:
        case Comparison.DONE:
            return counts.done, counts.total - counts.state(State.STOPPED)
        case Comparison.OVERDUE:
            return counts.overdue, counts.total
        case Comparison.OVERDUE_DATED:
            return counts.overdue, counts.dated
        case Comparison.UPDATED:
            return counts.updated, counts.asked


@dataclass(frozen=True, slots=True)
class Ranked:
    """One office's place, from 1; None where it has nothing to compare (0 of 0)."""

    office: str
    part: int
    whole: int
    place: int | None


def ranked(offices: Mapping[str, TaskCounts], by: Comparison) -> tuple[Ranked, ...]:
    """The offices, best first; those with nothing to compare last, in the given order."""
    shares: list[tuple[Fraction, str, int, int]] = []
    nothing: list[Ranked] = []
    for code, counts in offices.items():
        part, whole = fraction(counts, by)
        if whole:
            shares.append((Fraction(part, whole), code, part, whole))
        else:
            nothing.append(Ranked(code, part, whole, None))
    shares.sort(key=lambda one: one[0] if by in SMALL_IS_GOOD else -one[0])
    found: list[Ranked] = []
    for at, (share, code, part, whole) in enumerate(shares, start=1):
        place = found[-1].place if found and shares[at - 2][0] == share else at
        found.append(Ranked(code, part, whole, place))
    return (*found, *nothing)


@dataclass(frozen=True, slots=True)
class IndicatorTotal:
    """One indicator of the reference list over all offices. Codes of offices, by what became of their values:
    ``counted`` went into the sum, ``left_out`` told a percentage without its parts, ``missing`` have a linked row
    without a value, ``unlinked`` have no linked row; ``words`` are the offices' own assessments."""

    together: Consolidated
    counted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()
    words: Mapping[Word, int] = field(default_factory=dict)
    former: tuple[str, ...] = ()
    """Units that have ended since, whose own months went into the sum."""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A row of the city's reference list, or an office's row that is held against it."""

    id: str
    name: str
    source_document: str = ""


@lru_cache(maxsize=1 << 15)
def _folded(text: str) -> str:
    """Offices say the same things in the same words."""
    return fold(text)


def likely(rows: Sequence[ReferenceRow], reference: Sequence[ReferenceRow]) -> dict[str, str]:
    """Row id -> id of the reference row that it is suggested for; rows that are like none are left out."""
    names = [_folded(one.name) for one in reference]
    papers = [_folded(one.source_document) for one in reference]
    known: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for row in rows:
        key = _folded(row.name), _folded(row.source_document)
        if key not in known:
            known[key] = _best(key, names, papers, reference)
        if known[key]:
            found[row.id] = known[key]
    return found


def likeness(row: ReferenceRow, other: ReferenceRow) -> tuple[int, bool]:
    """How much two rows' words are alike (0 to 100, cut), and whether the same paper stands behind both."""
    paper = _folded(row.source_document)
    return int(fuzz.ratio(_folded(row.name), _folded(other.name))), bool(paper) and paper == _folded(
        other.source_document
    )


def _best(key: tuple[str, str], names: Sequence[str], papers: Sequence[str], reference: Sequence[ReferenceRow]) -> str:
    name, paper = key
    best, most = "", 0.0
    for _words, score, at in process.extract(name, names, scorer=fuzz.ratio, score_cutoff=_SAME_PAPER, limit=5):
        same_paper = bool(paper) and paper == papers[at]
        if (same_paper or score >= _WORDS_ALONE) and score + 20 * same_paper > most:
            best, most = reference[at].id, score + 20 * same_paper
    return best
