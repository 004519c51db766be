"""Which plan a read paper is, and which indicators are one indicator shown twice.

Decides by what the paper says of itself (number, symbol, body, year) and by the names of its rows; a plan is never
taken for another year's, and two rows are only suggested to be one indicator, for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.matching import CERTAIN
from nq57desk.domain.names import loose_name
from nq57desk.domain.numbering import number_parts
from nq57desk.domain.plan import Plan
from nq57desk.domain.vietnamese import fold


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan that the office has, with the names of its rows."""

    plan: Plan
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperIdentity:
    """What a read paper says about which plan it is; "" where it does not say."""

    year: int
    number: str = ""
    symbol: str = ""
    organisation: str = ""
    names: tuple[str, ...] = ()


def same_plan(known: Sequence[KnownPlan], paper: PaperIdentity) -> Plan | None:
    """The plan of the same year that the paper is, or None.

    Number and symbol decide (unique within an office's year: NĐ 30/2020, điều 15). Where either number is still
    blank: neither symbol nor body may differ, and at least half of the paper's rows must bear names of that plan.
    """
    this_year = [candidate for candidate in known if candidate.plan.year == paper.year]
    if paper.number:
        for candidate in this_year:
            if _same_number_and_symbol(candidate.plan, paper):
                return candidate.plan
    shares = [(_share(candidate, paper), candidate.plan) for candidate in this_year]
    likely = [(share, plan) for share, plan in shares if share >= 0.5 and _may_be(plan, paper)]
    return max(likely, key=lambda one: one[0])[1] if likely else None


def _same_number_and_symbol(plan: Plan, paper: PaperIdentity) -> bool:
    return number_parts(plan.number) == number_parts(paper.number) and _same_words(plan.symbol, paper.symbol)


def _may_be(plan: Plan, paper: PaperIdentity) -> bool:
    if plan.number.strip() and paper.number.strip():
        return False
    same_body = not paper.organisation or not plan.issuing_body or _same_words(plan.issuing_body, paper.organisation)
    return same_body and (not paper.symbol or not plan.symbol or _same_words(plan.symbol, paper.symbol))


def _same_words(one: str, other: str) -> bool:
    return fold(one).replace("uy ban nhan dan", "ubnd") == fold(other).replace("uy ban nhan dan", "ubnd")


def _share(candidate: KnownPlan, paper: PaperIdentity) -> float:
    ours = {loose_name(name) for name in paper.names} - {""}
    return len(ours & {loose_name(name) for name in candidate.names}) / len(ours) if ours else 0.0


@dataclass(frozen=True, slots=True)
class SameIndicator:
    """Two rows that seem to name one indicator: ``shown`` the later one, ``first`` the one it repeats."""

    first: Indicator
    shown: Indicator
    likeness: float


_ALL_PAIRS = 1_000_000


def same_indicators(rows: Sequence[Indicator]) -> tuple[SameIndicator, ...]:
    """Rows of different appendices that seem to name the same indicator (003: I.A and I.B), for a person to confirm.

    Rows that are already confirmed (``same_as``) are left out. Likeness is at least 90.
    """
    names = [loose_name(row.name) for row in rows]
    found: list[SameIndicator] = []
    first_of: dict[str, int] = {}
    only_equal = len(rows) ** 2 > _ALL_PAIRS
    for at, row in enumerate(rows):
        if row.same_as or not names[at]:
            continue
        earlier = first_of.get(names[at])
        if earlier is None and not only_equal:
            earlier = _nearest(rows, names, at)
        if earlier is not None and rows[earlier].appendix_id != row.appendix_id:
            found.append(SameIndicator(rows[earlier], row, fuzz.ratio(names[earlier], names[at])))
        first_of.setdefault(names[at], at)
    return tuple(found)


def _nearest(rows: Sequence[Indicator], names: Sequence[str], at: int) -> int | None:
    """The most alike earlier row of another appendix that is not itself a repetition."""
    candidates = {
        other: names[other]
        for other in range(at)
        if rows[other].appendix_id != rows[at].appendix_id and not rows[other].same_as and names[other]
    }
    best = process.extractOne(names[at], candidates, scorer=fuzz.ratio, score_cutoff=CERTAIN)
    return None if best is None else int(best[2])
