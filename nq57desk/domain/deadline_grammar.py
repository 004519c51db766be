"""What a time phrase says, clause by clause, before any calendar is asked.

Decides how words, signs and line breaks part a phrase into times, rhythms and conditions. A phrase is
``clause (separator clause)*``; a clause is a limit ("trước", "đến hết") with a time, a span of two times, a rhythm
("hằng tháng", "2 lần/năm") or a condition ("theo hướng dẫn của thành phố"). Words that fit nowhere are kept as
``left_over`` for whoever judges the reading: nothing is dropped unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from nq57desk.domain import deadline_words as words
from nq57desk.domain.deadline_rhythms import rhythm, rhythm_again
from nq57desk.domain.deadline_times import (
    bare_day,
    day_before_dash,
    day_before_rhythm,
    moment,
    quarter_number,
    year_after,
)
from nq57desk.domain.moments import DeadlineKind, Moment, Recurrence, month, quarter, whole_year
from nq57desk.domain.phrases import Cursor, Token, join_digits, tokens

SEPARATORS = frozenset([",", ";", ".", ":", "(", ")", "[", "]", "/", "+", "&", "-", "–", "•", "*", "và", "hoặc"])


class Limit(Enum):
    """On which side of the named time the promise lies."""

    WITHIN = "within"
    UNTIL = "until"
    BEFORE = "before"
    FROM = "from"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said. ``start`` and ``end`` are places in the phrase; ``joined``: no separator stands before it."""

    start: int
    end: int
    joined: bool = False
    limit: Limit = Limit.WITHIN
    first: Moment | None = None
    last: Moment | None = None
    recurrence: Recurrence | None = None
    conditional: bool = False
    bare: bool = False
    """Whether the time stands without any word that bounds it."""
    code: str = ""
    """The code of what is wrong or unsaid in this clause alone."""

    @property
    def has_time(self) -> bool:
        """Whether a time is named, however it is bounded."""
        return self.first is not None or self.last is not None

    @property
    def says_something(self) -> bool:
        """False for an outlook ("tầm nhìn 2045"), which promises nothing."""
        return self.has_time or self.conditional or self.recurrence is not None or self.code == "deadline.rhythm"


@dataclass(slots=True)
class Phrase:
    """All clauses of a phrase and the words that fit nowhere."""

    clauses: list[Clause] = field(default_factory=list)
    left_over: list[Token] = field(default_factory=list)


def read(text: str) -> Phrase:
    """The clauses of an NFC phrase; it may hold none."""
    cursor = Cursor(join_digits(tokens(text, words.VOCABULARY)))
    phrase = Phrase()
    separated = True
    while (token := cursor.token) is not None:
        separated = separated or token.breaks
        before = phrase.clauses[-1] if phrase.clauses else None
        if _numbering(cursor):
            continue
        breaks = token.breaks
        clause = _clause(cursor, before if separated else None)
        if clause is not None:
            clause = replace(clause, joined=not separated)
            phrase.clauses.append(clause if breaks or before is None else _under_same_limit(clause, before))
            separated = False
        elif _named_report(cursor) or _label(cursor) or cursor.take(*words.HARMLESS):
            separated = separated or cursor.word(-1) == "và"
        elif token.word in SEPARATORS:
            cursor.at += 1
            separated = True
        else:
            cursor.at += 1
            phrase.left_over.append(token)
    return phrase


def _numbering(cursor: Cursor) -> bool:
    """Steps over the "1." or "2)" before a listed line."""
    token, sign = cursor.token, cursor.ahead(1)
    at_line_start = token is not None and (token.breaks or cursor.at == 0)
    if not at_line_start or sign is None or sign.spaced or sign.word not in (".", ")"):
        return False
    if token is None or token.number is None or cursor.number(2) is not None:
        return False
    cursor.at += 2
    return True


def _under_same_limit(clause: Clause, before: Clause) -> Clause:
    """ "Trước ngày 20/3, 20/6": the limit said once holds for the whole list."""
    if not clause.bare or clause.first or not clause.last or not before.last:
        return clause
    if before.limit not in (Limit.BEFORE, Limit.UNTIL) or before.last.kind is not clause.last.kind:
        return clause
    return replace(clause, limit=before.limit)


def _label(cursor: Cursor) -> bool:
    """Steps over "lần 1", "đợt II", "thứ 6": what a time is called in its list."""
    at = cursor.at
    if cursor.take("lần thứ", "lần", "đợt", "bước", "kỳ", "giai đoạn", "thứ"):
        token = cursor.token
        number = (token.number or token.roman) if token else None
        if number is not None and number <= 12 and cursor.word(1) not in ("/", "tháng", "lần"):
            cursor.at += 1
            return True
    cursor.at = at
    return False


def _named_report(cursor: Cursor) -> bool:
    """Steps over the "báo cáo năm" of "báo cáo năm trước ngày 30/11/2026": there it names the report."""
    at = cursor.at
    if cursor.take("báo cáo năm", "báo cáo quý", "báo cáo tháng") and cursor.word() in ("trước", "chậm", "đến", "hạn"):
        return True
    cursor.at = at
    return False


def _clause(cursor: Cursor, before: Clause | None) -> Clause | None:
    at = cursor.at
    quarters = before is not None and before.last is not None and before.last.kind is DeadlineKind.QUARTER
    if before is not None and quarters and cursor.word(-1) in (",", "và", "&", "+"):
        found = _same_again(cursor, before)
        if found is not None:
            return _placed(found, cursor, at)
        cursor.at = at
    for rule in (_rhythm, _vision, _from, _condition, _span_or_time):
        found = rule(cursor)
        if found is not None:
            return _placed(found, cursor, at)
        cursor.at = at
    found = _same_again(cursor, before) if before else None
    if found is None:
        cursor.at = at
        return None
    return _placed(found, cursor, at)


def _placed(clause: Clause, cursor: Cursor, at: int) -> Clause:
    return replace(clause, start=cursor.tokens[at].start, end=cursor.tokens[cursor.at - 1].end)


def _rhythm(cursor: Cursor) -> Clause | None:
    found = rhythm(cursor)
    if found is None:
        return None
    return Clause(0, 0, recurrence=found.recurrence, code=found.code)


def _vision(cursor: Cursor) -> Clause | None:
    """ "định hướng đến năm 2035": an outlook, no promise; the words are passed over as a remark."""
    if not cursor.take(*words.VISION):
        return None
    _limit(cursor)
    found = moment(cursor)
    return None if found is None else Clause(0, 0)


def _limit(cursor: Cursor) -> tuple[Limit, bool]:
    """The limit words that stand here, and whether there were any."""
    limit, any_words = Limit.WITHIN, False
    while True:
        if cursor.word() == "trước" and cursor.word(1) in ("khi", "hết", "mắt", "tiên"):
            return limit, any_words
        if cursor.take(*words.BEFORE):
            limit = Limit.BEFORE
        elif cursor.take(*words.UNTIL):
            limit = limit if limit is Limit.BEFORE else Limit.UNTIL
        elif _hour(cursor):
            limit = Limit.UNTIL if limit is Limit.BEFORE else limit
        elif not cursor.take(*words.WITHIN) and not (any_words and cursor.take("thời điểm", "ngày hết")):
            return limit, any_words
        any_words = True


def _hour(cursor: Cursor) -> bool:
    """ "17h00 ngày" and "17 giờ": before an hour of a day still means on that day."""
    if cursor.number() is None or cursor.word(1) not in ("h", "giờ", "g", ":"):
        return False
    at = cursor.at
    cursor.at += 2
    cursor.take_number()
    cursor.take("phút", "'", "’")
    cursor.take(",")
    if cursor.word() == "ngày":
        return True
    cursor.at = at
    return False


def _time(cursor: Cursor, within: bool) -> Moment | None:
    at = cursor.at
    found = day_before_dash(cursor) or moment(cursor, within)
    if found is None:
        cursor.at = at
        found = bare_day(cursor) or (day_before_rhythm(cursor) if within else None)
    if found is None:
        cursor.at = at
    return found


def _span_or_time(cursor: Cursor) -> Clause | None:
    named = cursor.take(*words.SPAN_NAMES) != ""
    limit, any_words = _limit(cursor)
    first = _time(cursor, any_words)
    if first is None:
        return None
    last = _until(cursor, first) if limit is Limit.WITHIN else None
    if named and last is None and first.kind is DeadlineKind.YEAR:
        return None
    if last is None and cursor.word(-1) == "-":
        return None
    if last is None and limit is Limit.WITHIN and cursor.take("trở đi"):
        return Clause(0, 0, limit=Limit.FROM, first=first)
    return Clause(0, 0, limit=limit, first=first if last else None, last=last or first, bare=not any_words)


def _until(cursor: Cursor, first: Moment) -> Moment | None:
    """The second time of a span: "- 30/6/2026", "đến hết tháng 6", "-IV/2026"."""
    at = cursor.at
    token = cursor.token
    if token is None or (token.word == "-" and token.breaks) or not cursor.take("-", "đến hết", "đến"):
        return None
    cursor.take("hết", "ngày hết")
    last = _elided(cursor, first) or _time(cursor, True)
    if last is None or (first.lacks_month and last.day is None):
        cursor.at = at
        return None
    return last


def _from(cursor: Cursor) -> Clause | None:
    if cursor.take(*words.AFTER):
        first = _time(cursor, False)
        return None if first is None else Clause(0, 0, limit=Limit.AFTER, first=first)
    if not cursor.take(*words.FROM):
        return None
    if cursor.take("nay"):
        limit, any_words = _limit(cursor)
        last = _time(cursor, True) if any_words else None
        return None if last is None else Clause(0, 0, limit=_never_within(limit), last=last)
    cursor.take("trong", "vào")
    first = _time(cursor, True)
    if first is None:
        return None
    last = _until(cursor, first)
    if last is not None:
        return Clause(0, 0, first=first, last=last)
    before = cursor.at
    limit, any_words = _limit(cursor)
    last = _time(cursor, True) if any_words and limit is Limit.BEFORE else None
    if last is not None:
        return Clause(0, 0, limit=limit, first=first, last=last)
    cursor.at = before
    cursor.take(*words.ONWARDS)
    return Clause(0, 0, limit=Limit.FROM, first=first)


def _never_within(limit: Limit) -> Limit:
    return Limit.UNTIL if limit is Limit.WITHIN else limit


def _elided(cursor: Cursor, before: Moment) -> Moment | None:
    """A number alone that takes its unit from the time before it: the IV of "Quý III, IV", the 6 of "tháng 3, 6"."""
    at = cursor.at
    found: Moment | None = None
    token = cursor.token
    if token is None:
        return None
    if before.kind is DeadlineKind.QUARTER:
        number = quarter_number(cursor)
        found = quarter(number, year_after(cursor)) if number is not None and 1 <= number <= 4 else None
    elif before.kind is DeadlineKind.MONTH:
        number = cursor.take_number(lambda number: 1 <= number <= 12)
        found = month(number, year_after(cursor)) if number is not None else None
    elif before.kind is DeadlineKind.YEAR:
        number = cursor.take_number(lambda number: 2000 <= number < 2100)
        found = whole_year(number) if number is not None else None
    if found is None or _has_own_unit(cursor):
        cursor.at = at
        return None
    return found


def _has_own_unit(cursor: Cursor) -> bool:
    """Whether what stands here shows that the number just passed was no bare one ("12/6", "6 tháng", "85%")."""
    if cursor.word() == ".":
        return cursor.number(1) is not None
    return cursor.word() in ("/", "%", "tháng", "lần", "h", "giờ")


def _same_again(cursor: Cursor, before: Clause) -> Clause | None:
    """What a list leaves out after its first item: "Quý I, II", "hằng tháng, quý, năm"."""
    if before.recurrence is not None and not before.conditional:
        again = rhythm_again(cursor)
        return None if again is None else Clause(0, 0, recurrence=again)
    if before.last is None or (cursor.word(-1) == "/" and cursor.number() is not None):
        return None
    found = _elided(cursor, before.last)
    if found is None:
        return None
    last = _until(cursor, found)
    return Clause(0, 0, limit=before.limit, first=found if last else None, last=last or found)


def _condition(cursor: Cursor) -> Clause | None:
    """Everything that hangs on an event, to the end of the phrase or to where a time of its own begins."""
    after_days = _days_after(cursor)
    if not after_days and not cursor.take(*words.CONDITIONS):
        return None
    document = False
    while (token := cursor.token) is not None:
        if token.word == "số":
            document = True
        after = cursor.ahead(1)
        loose = token.spaced or after is None or after.spaced
        boundary = token.breaks or (loose and token.word in SEPARATORS)
        if (boundary or token.word in ("trước", "chậm", "hoàn", "xong")) and _new_clause_here(cursor, document):
            break
        cursor.at += 1
    return Clause(0, 0, conditional=True)


def _days_after(cursor: Cursor) -> bool:
    """ "trong vòng 30 ngày kể từ ngày …": counted from an event that the phrase does not date."""
    at = cursor.at
    cursor.take("trong vòng", "trong thời hạn", "trong thời gian", "chậm nhất", "sau", "trong", "không quá")
    if cursor.take_number() is not None:
        cursor.take("ngày làm việc", "ngày", "tháng", "tuần", "giờ", "năm")
        if cursor.take("kể từ", "từ khi", "từ ngày", "từ", "sau khi", "sau", "tính từ"):
            return True
    cursor.at = at
    return False


def _new_clause_here(cursor: Cursor, document: bool) -> bool:
    """Whether a time of its own starts here and fills all words up to the next separator.

    The day of a document ("Kế hoạch số 73, ngày 15/02/2026") is none.
    """
    at = cursor.at
    try:
        while cursor.token is not None and cursor.word() in SEPARATORS:
            cursor.at += 1
        if document and cursor.word() == "ngày":
            return False
        cursor.take(*words.HARMLESS)
        if rhythm(cursor) is None and _from(cursor) is None and _span_or_time(cursor) is None:
            return False
        while cursor.take(*words.HARMLESS):
            pass
        token = cursor.token
        return token is None or token.breaks or token.word in SEPARATORS or token.word in ("theo", "khi", "nếu")
    finally:
        cursor.at = at
