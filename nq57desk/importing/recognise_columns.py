"""Which column means what: from the headings' words, and from the contents where the words do not tell.

Decides the list's kind too: a column of indicators beside one of tasks is a plan of how indicators are met (003 I.B),
unless what stands under "Chỉ tiêu" are values, which makes it a task list's target. "Kết quả" is the target in a list
of indicators (003 I.A) and the product in a list of tasks (004).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nq57desk.domain.plan import AppendixKind
from nq57desk.domain.vietnamese import fold
from nq57desk.importing.recognise_headings import (
    FIELDS,
    INDICATOR,
    POSSIBLE,
    TASK,
    UNDERSTOOD,
    is_number_heading,
    is_period_heading,
    weights,
)

_ONCE = ("lead", "coordinating", "supervisor", "responsible", "product", "deadline", "target", "note", "unit")
_VALUE = re.compile(r"[≥≤><=]|\d|100%")
_TIME = re.compile(
    r"(?:thuong xuyen|hang |dinh ky|quy [iv\d]|thang \d|nam (?:19|20)\d\d|truoc |trong |den het |6 thang|khi co"
    r"|\d{1,2}/\d{1,2}/|\d{1,2}/(?:19|20)\d\d|theo (?:huong dan|yeu cau|ke hoach))"
)
_BODY = re.compile(
    r"(?:cac |van )?(?:phong|ban|so|ubnd|uy ban|trung tam|cong an|doan|hoi|to |thon|don vi|co quan|chi cuc|truong"
    r"|tram|mttq|bch|quan su)\b"
)
_SAMPLE = 200
_STRONG = 7
"""A heading that speaks this much for a second field, which no other column has, may mean both."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is (one of recognise_headings.FIELDS), what the list lists, and what was left unclear.

    ``two_meanings`` holds (heading, field taken, field it could be as well).
    """

    fields: tuple[str, ...]
    kind: AppendixKind
    two_meanings: tuple[tuple[str, str, str], ...] = ()

    def at(self, field: str) -> int | None:
        """The column of a field, None where the list has none."""
        return self.fields.index(field) if field in self.fields else None


def understand_columns(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    title: str = "",
    mapping: Mapping[str, str] | None = None,
) -> Columns:
    """The columns of a list with these headings; ``rows`` are texts by column, ``mapping`` the clerk's own choice.

    Shape of ``mapping``: heading word for word → field ("" for none).
    """
    chosen = {at: mapping[heading] for at, heading in enumerate(headings) if mapping and mapping.get(heading) in FIELDS}
    sample = [row for row in rows[: 2 * _SAMPLE] if sum(1 for text in row if text) > 2][:_SAMPLE] or list(
        rows[:_SAMPLE]
    )
    fields: dict[int, str] = dict(chosen)
    _take_numbers(headings, fields)
    found = {at: dict(weights(heading)) for at, heading in enumerate(headings) if at not in fields}
    kind = _take_name(headings, found, fields, sample, title)
    _take_periods(headings, found, fields, sample)
    two = _take_rest(headings, found, fields, kind)
    _take_by_content(headings, fields, sample)
    if kind is AppendixKind.TASKS and _measures(fields):
        kind = AppendixKind.INDICATORS
    return Columns(tuple(fields.get(at, "") for at in range(len(headings))), kind, tuple(two))


def _take_numbers(headings: Sequence[str], fields: dict[int, str]) -> None:
    names = [name for name in ("number", "second_number") if name not in fields.values()]
    for at, heading in enumerate(headings):
        if at not in fields and names and is_number_heading(heading):
            fields[at] = names.pop(0)


def _take_name(
    headings: Sequence[str],
    found: Mapping[int, Mapping[str, int]],
    fields: dict[int, str],
    sample: Sequence[Sequence[str]],
    title: str,
) -> AppendixKind:
    """Choose the column of names and what it names."""
    tasks = _best(found, TASK)
    indicators = _best(found, INDICATOR, unless_values=sample)
    named = next((at for at, field in fields.items() if field == "name"), None)
    if named is not None:
        own = dict(weights(headings[named]))
        return AppendixKind.INDICATORS if own.get(INDICATOR, 0) > own.get(TASK, 0) else AppendixKind.TASKS
    if indicators is None or (tasks is not None and _looks_like_values(sample, indicators)):
        if tasks is not None:
            fields[tasks] = "name"
        return _kind_by_title(title) if tasks is not None else AppendixKind.TASKS
    fields[indicators] = "name"
    return AppendixKind.INDICATORS if tasks is None else AppendixKind.INDICATOR_PLAN


def _best(
    found: Mapping[int, Mapping[str, int]], name: str, unless_values: Sequence[Sequence[str]] | None = None
) -> int | None:
    """The column whose heading speaks most for names of this sort, and for nothing else more."""
    best, best_weight = None, UNDERSTOOD - 1
    for at, own in found.items():
        weight = own.get(name, 0)
        rival = max((other for field, other in own.items() if field not in (TASK, INDICATOR)), default=0)
        if weight <= best_weight or rival > weight:
            continue
        if unless_values is not None and _looks_like_values(unless_values, at):
            weight = min(weight, UNDERSTOOD)
        if weight > best_weight:
            best, best_weight = at, weight
    return best


def _looks_like_values(sample: Sequence[Sequence[str]], column: int) -> bool:
    texts = [row[column] for row in sample if row[column]]
    values = [text for text in texts if len(text) <= 60 and _VALUE.search(text)]
    return bool(texts) and len(values) >= 0.6 * len(texts)


def _kind_by_title(title: str) -> AppendixKind:
    words = fold(title)
    about_indicators = "chi tieu" in words and not any(word in words for word in ("nhiem vu", "giai phap", "cong viec"))
    return AppendixKind.INDICATORS if about_indicators else AppendixKind.TASKS


def _take_periods(
    headings: Sequence[str],
    found: Mapping[int, Mapping[str, int]],
    fields: dict[int, str],
    sample: Sequence[Sequence[str]],
) -> None:
    """Columns that each stand for a year or milestone: several are ``targets``, a single one is the target."""
    periods = [
        at
        for at, heading in enumerate(headings)
        if at not in fields
        and is_period_heading(heading)
        and not _is_ticked(sample, at)
        and found[at].get("", 0) < 9
        and found[at].get("deadline", 0) < UNDERSTOOD
    ]
    for at in periods:
        fields[at] = "targets" if len(periods) > 1 else "target"


def _is_ticked(sample: Sequence[Sequence[str]], column: int) -> bool:
    """Whether the column holds only ticks, as a calendar of deadlines does."""
    texts = {row[column].strip().lower() for row in sample if row[column]}
    return bool(texts) and texts <= {"x", "✓", "✔", "√", "+", "v"}


def _take_rest(
    headings: Sequence[str], found: Mapping[int, Mapping[str, int]], fields: dict[int, str], kind: AppendixKind
) -> list[tuple[str, str, str]]:
    """Give the other fields away, the surest first; tell where a heading spoke for two alike."""
    taken = set(fields.values()) - {""}
    claims = sorted(
        (
            (-weight, at, field)
            for at, own in found.items()
            if at not in fields
            for field, weight in _for_kind(own, kind).items()
            if weight >= POSSIBLE and field in (*_ONCE, "")
        ),
        key=lambda claim: (claim[0], claim[1]),
    )
    for _, at, field in claims:
        if at not in fields and (field == "" or field not in taken):
            fields[at] = field
            taken.add(field)
    return [
        (headings[at], fields[at], field)
        for at, own in found.items()
        for field, weight in own.items()
        if field in _ONCE
        and field not in taken
        and fields.get(at) in _ONCE
        and weight >= _STRONG
        and weight >= own.get(fields[at], 0) - 2
    ]


def _for_kind(own: Mapping[str, int], kind: AppendixKind) -> dict[str, int]:
    """The weights where the kind changes them: a list of indicators has its targets under "Kết quả"."""
    if kind is AppendixKind.INDICATORS and "target" in own and own.get("product", 0) <= UNDERSTOOD + 2:
        return {**own, "target": own["target"] + 4}
    return dict(own)


def _take_by_content(headings: Sequence[str], fields: dict[int, str], sample: Sequence[Sequence[str]]) -> None:
    """Where the headings name no lead, no deadline or no name, look at what stands in the other columns."""
    free = [at for at, heading in enumerate(headings) if at not in fields and not weights(heading)]
    for field, pattern in (("deadline", _TIME), ("lead", _BODY)):
        if field in fields.values():
            continue
        best = max(free, key=lambda at: _share(sample, at, pattern), default=None)
        if best is not None and _share(sample, best, pattern) >= 0.6:
            fields[best] = field
            free.remove(best)
    if "name" not in fields.values() and free:
        fields[max(free, key=lambda at: sum(len(row[at]) for row in sample))] = "name"


def _share(sample: Sequence[Sequence[str]], column: int, pattern: re.Pattern[str]) -> float:
    texts = [row[column] for row in sample if row[column]]
    return sum(1 for text in texts if pattern.match(fold(text))) / len(texts) if texts else 0.0


def _measures(fields: Mapping[int, str]) -> bool:
    """Whether a list of plain "Nội dung" is one of indicators: it has units or targets, and no deadline or product."""
    has = set(fields.values())
    return bool(has & {"unit", "targets"}) and not has & {"deadline", "product"}
