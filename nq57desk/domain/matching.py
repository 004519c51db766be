"""Which row of a file is which row of the plan.

Decides identity on import, where the paper carries no ids:

1. the same section number, number and name; then a name that occurs once on either side (case, marks, dashes and the
   place of the tone mark are no difference, once the stricter comparison has had its turn);
2. the same section number and number with names at least 90 % alike is the same row, edited;
3. what is 75-90 % alike there, or at least 75 % alike elsewhere, is only *doubtful*: shown with both names, and
   treated as new until a person confirms the pair (never de-duplicate silently: PEERS, lesson 13).

Rows that a file lacks are merely missing: absence is not deletion (PEERS, lesson 7).
Likeness is rapidfuzz's normalised indel ratio, 0-100, of the folded names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nq57desk.domain.names import loose_name, strict_name
from nq57desk.domain.numbering import number_parts

CERTAIN = 90.0
DOUBTFUL = 75.0
_BLOCK_PAIRS = 10_000
"""The most comparisons spent on one block; larger blocks (thousands of rows that begin alike) are split once more."""
_PREFIX = 12


@dataclass(frozen=True, slots=True)
class MatchRow:
    """What matching looks at. ``key`` tells rows of one side apart: an id, or a place such as "0:17"."""

    key: str
    name: str
    number: str = ""
    section: str = ""
    """The section's number, or its title where it has none."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A pair that only a person can confirm; ``likeness`` is 75-100."""

    existing: MatchRow
    proposed: MatchRow
    likeness: float


@dataclass(frozen=True, slots=True)
class Matching:
    """``pairs`` maps proposed keys to existing keys; ``new`` are proposed keys, ``missing`` existing ones, in order.

    Doubtful rows are also among ``new`` and ``missing``.
    """

    pairs: Mapping[str, str]
    new: tuple[str, ...]
    missing: tuple[str, ...]
    doubtful: tuple[Doubtful, ...] = ()


def match_rows(
    existing: Sequence[MatchRow], proposed: Sequence[MatchRow], confirmed: Mapping[str, str] | None = None
) -> Matching:
    """Pair the rows of a list. ``confirmed`` maps proposed keys to existing keys that a person has chosen."""
    chosen = _taken(existing, proposed, confirmed or {})
    word_for_word = _word_for_word(existing, proposed, chosen)
    pairs = chosen | word_for_word
    if len(pairs) in (len(existing), len(proposed)):
        return _only(existing, proposed, pairs)
    work = _Pairing(existing, proposed, pairs)
    work.pair_in_order(_IN_ORDER[0])
    for key in _ONCE:
        work.pair_unique(key)
    work.pair_in_order(_IN_ORDER[1])
    work.pair_unique(lambda row: row.loose or None)
    doubtful = list(work.pair_same_words(_same_place, CERTAIN))
    doubtful += work.only_same_words(doubtful)
    return work.result(doubtful)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what is compared worked out once."""

    row: MatchRow
    section: Hashable
    number: tuple[str, ...]
    strict: str
    loose: str

    @property
    def key(self) -> str:
        return self.row.key


def _worked_out(row: MatchRow) -> _Row:
    section = number_parts(row.section) or strict_name(row.section)
    return _Row(row, section, number_parts(row.number), strict_name(row.name), loose_name(row.name))


_Key = Callable[[_Row], Hashable | None]


def _same_place(row: _Row) -> Hashable | None:
    return (row.section, row.number) if row.number else None


_IN_ORDER: tuple[_Key, ...] = (
    lambda row: (row.section, row.number, row.strict),
    lambda row: (row.section, row.number, row.loose),
)
"""Rows that share such a key are the same, one after the other; so are rows without a name."""
_ONCE: tuple[_Key, ...] = (
    lambda row: (row.section, row.strict) if row.strict else None,
    lambda row: (row.number, row.strict) if row.strict else None,
    lambda row: row.strict or None,
)
"""Rows that share such a key are the same if there is one on either side."""


def _taken(existing: Sequence[MatchRow], proposed: Sequence[MatchRow], confirmed: Mapping[str, str]) -> dict[str, str]:
    """What a person has confirmed, as far as both rows are there and none is named twice."""
    ours, theirs = {row.key for row in proposed}, {row.key for row in existing}
    once: dict[str, str] = {}
    for one, other in confirmed.items():
        if one in ours and other in theirs:
            theirs.remove(other)
            once[one] = other
    return once


def _word_for_word(
    existing: Sequence[MatchRow], proposed: Sequence[MatchRow], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Rows that are equal to the letter: on a repeated import nearly all, found without folding anything."""
    taken = set(chosen.values())
    waiting: dict[tuple[str, str, str], list[str]] = {}
    for row in reversed(existing):
        if row.key not in taken:
            waiting.setdefault((row.section, row.number, row.name), []).append(row.key)
    pairs = {}
    for row in proposed:
        same = waiting.get((row.section, row.number, row.name))
        if same and row.key not in chosen:
            pairs[row.key] = same.pop()
    return pairs


def _only(existing: Sequence[MatchRow], proposed: Sequence[MatchRow], pairs: Mapping[str, str]) -> Matching:
    """These pairs and no others: on one side nothing is left to compare."""
    taken = set(pairs.values())
    new = tuple(row.key for row in proposed if row.key not in pairs)
    return Matching(pairs, new, tuple(row.key for row in existing if row.key not in taken))


class _Pairing:
    """What is not paired yet, on either side, in order."""

    def __init__(self, existing: Sequence[MatchRow], proposed: Sequence[MatchRow], pairs: Mapping[str, str]) -> None:
        taken = set(pairs.values())
        self.pairs = dict(pairs)
        self.existing = {row.key: _worked_out(row) for row in existing if row.key not in taken}
        self.proposed = {row.key: _worked_out(row) for row in proposed if row.key not in pairs}

    def _pair(self, existing: _Row, proposed: _Row) -> None:
        self.pairs[proposed.key] = existing.key
        del self.existing[existing.key], self.proposed[proposed.key]

    def _blocks(self, key: _Key) -> Iterator[tuple[list[_Row], list[_Row]]]:
        """The rows left on both sides that share a key."""
        theirs = _grouped(self.existing.values(), key)
        for value, ours in _grouped(self.proposed.values(), key).items():
            if value in theirs:
                yield theirs[value], ours

    def pair_in_order(self, key: _Key) -> None:
        for existing, proposed in list(self._blocks(key)):
            for one, other in zip(existing, proposed, strict=False):
                self._pair(one, other)

    def pair_unique(self, key: _Key) -> None:
        for existing, proposed in list(self._blocks(key)):
            if len(existing) == len(proposed) == 1:
                self._pair(existing[0], proposed[0])

    def pair_same_words(self, key: _Key, certain: float) -> Iterator[Doubtful]:
        """Pair what is certain inside the blocks, best first; what is only doubtful is handed out."""
        for existing, proposed in list(self._blocks(key)):
            for found in _best_first(existing, proposed):
                if found.likeness >= certain:
                    self._pair(self.existing[found.existing.key], self.proposed[found.proposed.key])
                else:
                    yield found

    def only_same_words(self, known: Iterable[Doubtful]) -> list[Doubtful]:
        """Doubtful pairs among rows that stand elsewhere now: same section, or names that begin or end alike."""
        doubtful: list[Doubtful] = []
        seen = {d.proposed.key for d in known} | {d.existing.key for d in known}
        for key in _ELSEWHERE:
            for existing, proposed in self._blocks(key):
                rest = [row for row in existing if row.key not in seen], [r for r in proposed if r.key not in seen]
                for found in _in_small_blocks(*rest):
                    seen |= {found.existing.key, found.proposed.key}
                    doubtful.append(found)
        return doubtful

    def result(self, doubtful: Sequence[Doubtful]) -> Matching:
        return Matching(self.pairs, tuple(self.proposed), tuple(self.existing), tuple(doubtful))


def _grouped(rows: Iterable[_Row], key: _Key) -> dict[Hashable, list[_Row]]:
    groups: dict[Hashable, list[_Row]] = {}
    for row in rows:
        value = key(row)
        if value is not None:
            groups.setdefault(value, []).append(row)
    return groups


_ELSEWHERE: tuple[_Key, ...] = (
    lambda row: row.section,
    lambda row: row.loose[:_PREFIX] or None,
    lambda row: row.loose[-_PREFIX:] or None,
)


def _in_small_blocks(existing: list[_Row], proposed: list[_Row]) -> Iterator[Doubtful]:
    """Compare the block whole if that is cheap; else only rows whose names are nearly of one length."""
    if len(existing) * len(proposed) <= _BLOCK_PAIRS:
        yield from _best_first(existing, proposed)
        return
    theirs = _grouped(existing, _length)
    for length, ours in _grouped(proposed, _length).items():
        others = theirs.get(length, [])
        if len(others) * len(ours) <= _BLOCK_PAIRS:
            yield from _best_first(others, ours)


def _length(row: _Row) -> int:
    return len(row.loose) // 8


def _best_first(existing: Sequence[_Row], proposed: Sequence[_Row]) -> list[Doubtful]:
    """Pairs at least doubtful, the most alike first, each row in at most one."""
    names = [row.loose for row in existing]
    found = [
        Doubtful(existing[at].row, row.row, likeness)
        for row in proposed
        for _, likeness, at in process.extract(row.loose, names, scorer=fuzz.ratio, score_cutoff=DOUBTFUL, limit=5)
    ]
    taken: set[tuple[str, str]] = set()
    best = []
    for pair in sorted(found, key=lambda pair: -pair.likeness):
        sides = {("existing", pair.existing.key), ("proposed", pair.proposed.key)}
        if not sides & taken:
            taken |= sides
            best.append(pair)
    return best
