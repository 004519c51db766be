"""What a plan's time phrase promises: which days, which rhythm, or on what it hangs.

The words stay as they are; this module decides what they mean:

- A year that the phrase lacks is that of a later or earlier time in the same phrase ("Quý I và Quý III/2026"), else
  the plan's. "Trước" ends the day before what it names, so "trước tháng 7/2026" is the date 30/6/2026; "đến hết",
  "chậm nhất", "trong ngày" and "trước 17 giờ ngày" include the day. "Cuối năm" lasts to the year's end; "đầu năm" and
  "giữa quý" have no last day that anyone could name, so they are unknown.
- Of several at once the outer fields are those of the most frequent rhythm, else of the latest day. "Trong năm 2025
  và các năm tiếp theo" (plan 002) is the year 2025 and a yearly duty.
- A rhythm has days only where the phrase gives them with a year ("hằng tháng từ 01/3 đến 30/11/2026").
- A time that does not exist is unknown, never shifted. Words that the grammar does not know leave an understood time
  standing with the warning "deadline.partly"; where they are many, a number, a document's number or a status
  ("đã hoàn thành"), the phrase is unknown: it belongs to another column.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from nq57desk.domain import deadline_words as words
from nq57desk.domain.deadline_clauses import merged, with_years
from nq57desk.domain.deadline_grammar import Clause, Limit, Phrase, read
from nq57desk.domain.moments import DeadlineKind, Edge, Moment, Recurrence, days, exists_in_some_year
from nq57desk.domain.phrases import LONGEST, Token
from nq57desk.domain.problems import Problem, Severity, problem

__all__ = ["Deadline", "DeadlineKind", "Recurrence", "understand"]

_MOST_STRANGE_IN_FRONT = 4
_MOST_STRANGE_WORDS = 10
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A phrase and what it means. ``last_day`` is the last day on which it is still on time.

    ``parts`` holds what is said where several things are said at once, each with its own words; empty otherwise.
    """

    text: str
    kind: DeadlineKind = DeadlineKind.UNKNOWN
    recurrence: Recurrence | None = None
    first_day: date | None = None
    last_day: date | None = None
    parts: tuple[Deadline, ...] = ()
    problem: Problem | None = None


@lru_cache(maxsize=8192)
def understand(text: str, plan_year: int | None) -> Deadline:
    """What a time phrase means in a plan of ``plan_year`` (None where no year is known). Never fails."""
    phrase = unicodedata.normalize("NFC", text)
    if not phrase.strip():
        return Deadline(text, problem=problem("deadline.empty", Severity.NOTE))
    if len(phrase) > LONGEST:
        return _unknown(text, "deadline.not_understood")
    found = read(phrase)
    refusal = _refusal(found)
    if refusal:
        return _unknown(text, refusal)
    clauses = with_years(merged([clause for clause in found.clauses if clause.says_something]))
    whole = _together(tuple(_deadline(clause, phrase, plan_year) for clause in clauses))
    return replace(whole, text=text, problem=whole.problem or _remark(found, phrase))


def _unknown(text: str, code: str) -> Deadline:
    return Deadline(text, problem=problem(code, text=" ".join(text.split())[:80]))


def _refusal(found: Phrase) -> str:
    """The code of why the words left over forbid any reading, or ""."""
    strange = [token for token in found.left_over if token.text.isalnum()]
    first = min((clause.start for clause in found.clauses if clause.says_something), default=0)
    in_front = sum(token.start < first for token in strange)
    something = any(clause.says_something for clause in found.clauses)
    reported = any(token.word in words.STATUS and (token.start < first or not something) for token in strange)
    if reported or any(token.word in words.DENIAL for token in strange):
        return "deadline.status"
    numbered = any(_is_number(token) or token.word in words.OTHER_TIMES for token in strange)
    too_many = in_front > _MOST_STRANGE_IN_FRONT or len(strange) > _MOST_STRANGE_WORDS
    return "deadline.not_understood" if numbered or too_many or not something else ""


def _is_number(token: Token) -> bool:
    return token.text.isdigit() or (token.text.isupper() and token.roman is not None)


def _remark(found: Phrase, phrase: str) -> Problem | None:
    """The warning about words that the reading passes over."""
    passed_over = [token.text for token in found.left_over if token.text.isalnum()]
    passed_over += [phrase[clause.start : clause.end] for clause in found.clauses if not clause.says_something]
    return problem("deadline.partly", words=" ".join(passed_over)) if passed_over else None


def _deadline(clause: Clause, phrase: str, plan_year: int | None) -> Deadline:
    text = " ".join(phrase[clause.start : clause.end].split())
    text = text if text.count(")") <= text.count("(") else text.rstrip(")")
    if clause.conditional:
        return Deadline(text, DeadlineKind.CONDITIONAL)
    if clause.recurrence is not None:
        return _recurring(clause, text, plan_year)
    if not clause.has_time:
        return _unknown(text, clause.code)
    bounds = _bounds(clause, plan_year)
    if isinstance(bounds, str):
        return _unknown(text, bounds)
    return Deadline(text, _kind(clause), None, *bounds)


def _kind(clause: Clause) -> DeadlineKind:
    if clause.first is not None or clause.last is None:
        return DeadlineKind.SPAN
    return DeadlineKind.DATE if clause.limit is Limit.BEFORE else clause.last.kind


def _recurring(clause: Clause, text: str, plan_year: int | None) -> Deadline:
    """A rhythm; a time beside it gives days only if it has a year or, for what is shorter than a year, the plan's."""
    flaw = problem(clause.code, Severity.NOTE) if clause.code else None
    plain = Deadline(text, DeadlineKind.RECURRING, clause.recurrence, problem=flaw)
    if not clause.has_time:
        return plain
    times = [moment for moment in (clause.first, clause.last) if moment is not None]
    yearless = any(moment.year is None for moment in times)
    every_year = clause.recurrence is Recurrence.YEARLY or any(moment.day is not None for moment in times)
    if yearless and (every_year or plan_year is None):
        possible = all(exists_in_some_year(moment) for moment in times)
        return plain if possible else _unknown(text, "deadline.impossible")
    bounds = _bounds(clause, plan_year)
    if isinstance(bounds, str):
        return _unknown(text, bounds)
    return replace(plain, first_day=bounds[0], last_day=bounds[1])


def _bounds(clause: Clause, plan_year: int | None) -> tuple[date | None, date | None] | str:
    """The first and last day of a clause with a time, or the code of why there are none."""
    first, last = _filled(clause.first, clause.last, plan_year), _filled(clause.last, None, plan_year)
    times = [moment for moment in (first, last) if moment is not None]
    if any(moment.lacks_month for moment in times):
        return "deadline.not_understood"
    if any(moment.year is None for moment in times):
        return "deadline.no_year"
    covered_first, covered_last = days(first) if first else None, days(last) if last else None
    if (first and not covered_first) or (last and not covered_last):
        return "deadline.impossible"
    if _is_vague(clause):
        return "deadline.vague"
    return _limited(clause, covered_first, covered_last)


def _filled(moment: Moment | None, other: Moment | None, plan_year: int | None) -> Moment | None:
    """The moment with the plan's year and, for a day without a month, the month of the span's other end."""
    if moment is None:
        return None
    if moment.lacks_month and other is not None and other.first_month == other.last_month:
        moment = replace(moment, first_month=other.first_month, last_month=other.last_month)
    return moment if moment.year is not None else replace(moment, year=plan_year)


def _is_vague(clause: Clause) -> bool:
    """Whether the day that matters is at an edge that nobody can name: "đầu năm", "trước cuối quý"."""
    start_edge = clause.first.edge if clause.first else Edge.NONE
    end_edge = clause.last.edge if clause.last else Edge.NONE
    unsure_end = (
        (Edge.BEGINNING, Edge.MIDDLE, Edge.END) if clause.limit is Limit.BEFORE else (Edge.BEGINNING, Edge.MIDDLE)
    )
    unsure_start = (Edge.BEGINNING, Edge.MIDDLE) if clause.limit is Limit.AFTER else (Edge.MIDDLE, Edge.END)
    return end_edge in unsure_end or start_edge in unsure_start


def _limited(
    clause: Clause, first: tuple[date, date] | None, last: tuple[date, date] | None
) -> tuple[date | None, date | None] | str:
    start = first[0] if first else None
    if last is None:
        return (first[1] + _DAY if first and clause.limit is Limit.AFTER else start), None
    end = last[0] - _DAY if clause.limit is Limit.BEFORE else last[1]
    if start is not None:
        return (start, end) if start <= end else "deadline.backwards"
    whole = clause.limit is Limit.WITHIN and clause.last is not None and clause.last.day is None
    return (last[0] if whole else None), end


def _together(parts: tuple[Deadline, ...]) -> Deadline:
    """One deadline for all parts: the most frequent rhythm, else the latest day, else what is understood at all."""
    if len(parts) == 1:
        return parts[0]
    flaw = next((part.problem for part in parts if part.problem), None)
    return replace(min(parts, key=_rank), parts=parts, problem=flaw)


def _rank(part: Deadline) -> tuple[int, int]:
    if part.recurrence is not None:
        return 0, list(Recurrence).index(part.recurrence)
    if part.last_day is not None:
        return 1, -part.last_day.toordinal()
    order = (DeadlineKind.SPAN, DeadlineKind.CONDITIONAL)
    return 2, order.index(part.kind) if part.kind in order else len(order)
