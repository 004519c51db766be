"""Searching an office's tasks and indicators while it is typed: each word typed begins a word of the row, best first.

The searched words are read once and kept while nothing changes: for each word the rows that hold it. A search joins
these lists as masks of one byte a row, so that a key costs about a millisecond with 20,000 tasks; the words of those
take about 8 MB, and only once somebody searches.

Decides the order: as typed (with the marks typed) before without marks; whole words of the name, then beginnings of its
words, then elsewhere in the row, then in what was told of it in a month; tasks before indicators; then by position.
A word is also found by the initials of words that stand together (:mod:`nq57desk.domain.finding`), and by any spelling
of a body that the office knows: who types a short name finds the rows that spell the body out, and the other way round.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from sqlite3 import Cursor

from sqlite_utils import Database

from nq57desk.domain.finding import Asked, asked, initials_of
from nq57desk.domain.vietnamese import fold, fold_tone_place
from nq57desk.store.search import KINDS, TOLD, words

CONCERNED = frozenset({*KINDS, TOLD, "org_unit"})
"""The kinds whose change makes the kept words stale."""
_LEAST_OF_BODY = 2
_OFTEN, _MOST_KEPT = 400, 100
"""A word is frequent in so many texts; the masks of so many frequent words are kept."""
_MOST_WORDS = 6
"""So many words' rows are kept: those of one search and the last few letters."""
_LAST = "\U0010ffff"
Postings = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Found:
    """Ids, best first. ``beyond`` are those whose name alone does not hold every word."""

    tasks: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    beyond: frozenset[str] = frozenset()


class _Texts:
    """Texts by number: which hold a word that begins so."""

    def __init__(self) -> None:
        self.holders: Postings = {}
        self.size = 0
        self._kept: dict[str, int] = {}

    def add(self, text: str) -> None:
        """One more text."""
        holders, at = self.holders, self.size
        for word in set(text.split()):
            if word in holders:
                holders[word].append(at)
            else:
                holders[word] = [at]
        self.size += 1

    def mask(self, held: Iterable[str]) -> int:
        """The texts that hold one of these words: a byte of 1 for each, the first text's lowest."""
        filled, often, holders = bytearray(self.size), 0, self.holders
        for word in held:
            rows = holders.get(word)
            if rows is None:
                continue
            if len(rows) > _OFTEN:
                often |= self._of_often(word, rows)
            else:
                for at in rows:
                    filled[at] = 1
        return often | int.from_bytes(filled, "little")

    def _of_often(self, word: str, rows: list[int]) -> int:
        """The mask of a word that many texts hold, kept: the same few stand behind every letter typed."""
        if word not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            filled = bytearray(self.size)
            for at in rows:
                filled[at] = 1
            self._kept[word] = int.from_bytes(filled, "little")
        return self._kept[word]


class _Initials:
    """The initials of texts, joined to be searched as one."""

    def __init__(self, texts: Sequence[str]) -> None:
        rows = [initials_of(text) for text in texts]
        self._starts = list(accumulate((len(row) + 1 for row in rows), initial=0))
        self._typed = "\n".join(rows)
        self._plain = self._typed.translate({ord(sign): (fold(sign) or sign)[0] for sign in set(self._typed)})
        self._size = len(rows)

    def mask(self, letters: str, *, typed: bool) -> int:
        """The texts in which words with these initials stand together."""
        filled, text = bytearray(self._size), self._typed if typed else self._plain
        at = text.find(letters)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            filled[row] = 1
            at = text.find(letters, self._starts[row + 1])
        return int.from_bytes(filled, "little")


@dataclass(frozen=True, slots=True)
class _Holding:
    """The rows that hold a word whole in their name, begun in their name, in their other words; the tellings that hold
    it; the same as typed."""

    whole: int
    name: int
    rest: int
    told: int
    name_typed: int
    rest_typed: int
    told_typed: int


class Finder:
    """The words of one office, read when it is made."""

    def __init__(self, db: Database, office: str) -> None:
        self._db, self.office = db, office
        self._ids: list[str] = []
        self._tasks = 0
        self._names, self._rests, self._told = _Texts(), _Texts(), _Texts()
        for indicator, record_id, name, rest in self._rows():
            self._ids.append(record_id)
            self._tasks += not indicator
            self._names.add(name)
            self._rests.add(rest)
        self._all = int.from_bytes(b"\x01" * len(self._ids), "little")
        self._told_of: list[int] = []
        for place, text in self._tellings():
            self._told_of.append(place)
            self._told.add(text)
        self._initials: tuple[_Initials, _Initials, _Initials] | None = None
        self._last: tuple[str, Found] = ("", Found())
        self._known: dict[Asked, _Holding] = {}
        vocabulary = {*self._names.holders, *self._rests.holders, *self._told.holders}
        known = sorted((word if word.isascii() else fold(word), word) for word in vocabulary)
        self._plain, self._words = [each[0] for each in known], [each[1] for each in known]
        self._bodies = _bodies(db, office)

    def _rows(self) -> Cursor:
        """Whether it is an indicator, id, the name's words, the other words; in the order of equals."""
        sql = """SELECT kind <> 'task' AS other, id, name, rest FROM search_text WHERE +office = ?
          ORDER BY other, position, id"""
        return self._db.conn.execute(sql, (self.office,))

    def _tellings(self) -> Iterator[tuple[int, str]]:
        """What was told, with the place of its task."""
        at = {record_id: place for place, record_id in enumerate(self._ids[: self._tasks])}
        sql = "SELECT task_id, text FROM search_told WHERE office = ? ORDER BY id"
        for task_id, text in self._db.conn.execute(sql, (self.office,)):
            if task_id in at:
                yield at[task_id], text

    def find(self, text: str) -> tuple[tuple[str, ...], frozenset[str]]:
        """Ids of tasks and indicators with all words, best first; and those found beyond their names."""
        holding = [self._kept(one) for one in asked(text)]
        if not holding:
            return (), frozenset()
        whole = named = own = own_typed = self._all
        for at, one in enumerate(holding, start=1):
            whole &= one.whole if at < len(holding) or at == 1 else one.whole | one.name
            named &= one.name
            own &= one.name | one.rest
            own_typed &= one.name_typed | one.rest_typed
        told, told_typed = self._by_told(holding, typed=False), self._by_told(holding, typed=True)
        parts = [
            whole & own_typed,
            named & own_typed & ~whole,
            own_typed & ~named,
            told_typed & ~own,
            whole & ~own_typed,
            named & ~own_typed & ~whole,
            own & ~own_typed & ~named,
            told & ~own & ~told_typed,
        ]
        found = tuple([each for part in parts for each in self._picked(part)])
        return found, frozenset(self._picked((own | told) & ~named))

    def found(self, text: str) -> Found:
        """The same, tasks and indicators apart; asked again for the same text it only answers."""
        if text != self._last[0]:
            ids, beyond = self.find(text)
            indicators = set(self._ids[self._tasks :])
            if indicators.isdisjoint(ids):
                found = Found(ids, (), beyond)
            else:
                tasks = tuple([one for one in ids if one not in indicators])
                found = Found(tasks, tuple([one for one in ids if one in indicators]), beyond)
            self._last = (text, found)
        return self._last[1]

    # how it is done

    def _picked(self, mask: int) -> Iterable[str]:
        return compress(self._ids, mask.to_bytes(len(self._ids), "little")) if mask else ()

    def _beginning(self, plain: str, *, last: str = _LAST) -> list[str]:
        """The words, with their marks, that begin so without them; with ``last`` "" those that are so."""
        end = bisect_left(self._plain, plain + last) if last else bisect_right(self._plain, plain)
        return self._words[bisect_left(self._plain, plain) : end]

    def _kept(self, one: Asked) -> _Holding:
        """The words of the search being typed are looked up once: a key changes the last of them only."""
        found = self._known.pop(one, None) or self._holding(one)
        while len(self._known) >= _MOST_WORDS:
            del self._known[next(iter(self._known))]
        self._known[one] = found
        return found

    def _holding(self, one: Asked) -> _Holding:
        held = self._beginning(one.plain)
        exact = fold_tone_place(one.typed)
        typed = [word for word in held if word.startswith(one.typed) or fold_tone_place(word).startswith(exact)]
        texts = (self._names, self._rests, self._told)
        name, rest, told = (text.mask(held) for text in texts)
        same = len(typed) == len(held)
        name_typed, rest_typed, told_typed = (name, rest, told) if same else (text.mask(typed) for text in texts)
        if one.initials:
            in_name, in_rest, in_told = self._by_initials()
            name |= in_name.mask(one.plain, typed=False)
            rest |= in_rest.mask(one.plain, typed=False)
            told |= in_told.mask(one.plain, typed=False)
            name_typed |= in_name.mask(one.typed, typed=True)
            rest_typed |= in_rest.mask(one.typed, typed=True)
            told_typed |= in_told.mask(one.typed, typed=True)
        for spelling in self._spellings(one):
            has = self._all
            for word in spelling:
                has &= self._rests.mask([word])
            rest, rest_typed = rest | has, rest_typed | has
        whole = self._names.mask(self._beginning(one.plain, last=""))
        return _Holding(whole, name, rest, told, name_typed, rest_typed, told_typed)

    def _by_initials(self) -> tuple[_Initials, _Initials, _Initials]:
        """Made when they are first asked for."""
        if self._initials is None:
            rows = list(self._rows())
            told = [text for _at, text in self._tellings()]
            self._initials = _Initials([row[2] for row in rows]), _Initials([row[3] for row in rows]), _Initials(told)
        return self._initials

    def _spellings(self, one: Asked) -> Iterable[tuple[str, ...]]:
        """Other spellings of the bodies that a word means, each as its words with marks."""
        if len(one.plain) >= _LEAST_OF_BODY:
            for body in self._bodies:
                yield from body.standing_for(one.plain)

    def _by_told(self, holding: Sequence[_Holding], *, typed: bool) -> int:
        """The rows where one month's words hold what the row's own do not."""
        tellings = [one.told_typed if typed else one.told for one in holding]
        if not any(tellings):
            return 0
        rows = len(self._ids)
        left = int.from_bytes(b"\x01" * self._told.size, "little")
        for one, telling in zip(holding, tellings, strict=True):
            own = (one.name_typed | one.rest_typed if typed else one.name | one.rest).to_bytes(rows, "little")
            left &= telling | int.from_bytes(bytes([own[at] for at in self._told_of]), "little")
        filled = bytearray(rows)
        for at in compress(self._told_of, left.to_bytes(self._told.size, "little")):
            filled[at] = 1
        return int.from_bytes(filled, "little")


@dataclass(frozen=True, slots=True)
class _Body:
    """A body's spellings as words with marks, the same words without, and its short spellings without spaces."""

    spellings: Mapping[tuple[str, ...], tuple[str, ...]]
    short: tuple[str, ...]

    def standing_for(self, word: str) -> Iterable[tuple[str, ...]]:
        """The spellings in which the word does not stand itself, where it means this body."""
        there = {typed: any(one.startswith(word) for one in plain) for typed, plain in self.spellings.items()}
        if any(there.values()) or any(each.startswith(word) for each in self.short):
            yield from (typed for typed, has in there.items() if not has)


def _bodies(db: Database, office: str) -> tuple[_Body, ...]:
    sql = "SELECT name, short_name, aliases FROM org_unit WHERE office = ? AND deleted = 0"
    found = []
    for name, short_name, aliases in db.conn.execute(sql, (office,)):
        typed = [tuple(words(text).split()) for text in (name, short_name, *json.loads(aliases)) if words(text)]
        spellings = {each: tuple(map(fold, each)) for each in typed}
        joined = ("".join(plain) for plain in spellings.values())
        found.append(_Body(spellings, tuple(each for each in joined if len(each) <= 12)))
    return tuple(found)
