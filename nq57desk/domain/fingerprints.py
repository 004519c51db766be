"""The codes for comparison (mã đối chiếu) that tie a paper to the state of the data it was made from.

Two pure functions of an office's records, the same on every machine, so that the paper, the bundle and the city's row
can be matched by eye or over the telephone:

- *plan code*: the office and all records of the plan year's paper: plans, paragraphs, appendices, sections, tasks,
  indicators. It stands on papers without a period.
- *period code*: the same, with every update and value up to the period's last month and the period's closing (day and
  edition; of a longer period also of the month that ends it). It stands on papers made for a period.

What does not count: deleted records; bodies and evidence files, which no paper prints; the tick that an update was
typed into the central system, set after a paper is signed; and of a plan the number, day and status that it gets by
being issued, so that the signed copy keeps matching the data it was printed from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import itemgetter
from typing import Any

from nq57desk.domain.periods import Period, as_period, closing_month, month_number, read_period
from nq57desk.domain.records import canonical, content_hash
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import SnapshotLine

PLAN_KINDS = ("plan", "paragraph", "appendix", "section", "task", "indicator")
SAID_KINDS = ("progress_update", "indicator_value")
CLOSING_KIND = "reporting_period"
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "plan": ("number", "date_text", "issued_on", "status"),
    "progress_update": ("central_on",),
}
"""Fields that do not count, by kind."""
_KEYS_LEFT_OUT = {kind: tuple((name, f'"{name}":'.encode()) for name in names) for kind, names in LEFT_OUT.items()}
_PERIOD = re.compile(rb'"period":"([^"]*)"')


Row = tuple[str, str, str]
"""What one live record adds to the codes: its id; the hash of its content without what is left out; its period, "" for
those that speak of none."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What counts of an office's plan year: rows by kind, in any order, and the fields of its periods' closings."""

    rows: Mapping[str, Sequence[Row]]
    closings: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Codes:
    """Both codes, "7K4F-92QD" each."""

    period: str
    plan: str


def codes(office: str, period: Period | str, traces: Traces) -> Codes:
    """The codes of an office's plan year for a period."""
    it = as_period(period)
    plan = sha256(f"plan\n{office}\n{it.year}\n".encode())
    plan.update(_lines(traces, PLAN_KINDS, None))
    said = sha256(_lines(traces, SAID_KINDS, it))
    whole = sha256(f"period\n{office}\n{it.code}\n{_closing(traces.closings, it)}\n".encode())
    whole.update(plan.digest() + said.digest())
    return Codes(short_code(whole.hexdigest()), short_code(plan.hexdigest()))


def _lines(traces: Traces, kinds: Iterable[str], it: Period | None) -> bytes:
    """One line for each record by kind and id, of updates and values those up to the period's end."""
    found: list[str] = []
    for kind in sorted(kinds):
        rows = sorted(traces.rows.get(kind, ()))
        if it is not None:
            counted = {code for code in set(map(itemgetter(2), rows)) if _up_to(code, it)}
            rows = [row for row in rows if row[2] in counted]
        found += [f"{kind} {record_id} {hashed}\n" for record_id, hashed, _period in rows]
    return "".join(found).encode()


def _up_to(code: str, period: Period) -> bool:
    said = read_period(code)
    return said is not None and month_number(said) <= month_number(period)


def _closing(closings: Iterable[Mapping[str, Any]], period: Period) -> str:
    """Day of closing and edition of the period and of the month that ends it; "-" while open."""
    kept = {str(fields["code"]): fields for fields in closings}
    return " ".join(_closed(kept.get(code)) for code in (period.code, closing_month(period).code))


def _closed(fields: Mapping[str, Any] | None) -> str:
    if fields is None or not fields.get("closed_on"):
        return "-"
    return f"{fields['closed_on']}/{fields.get('edition', 1)}"


def hash_without(kind: str, content: bytes) -> str:
    """The hash of canonical content without the fields that do not count."""
    names = [name for name, key in _KEYS_LEFT_OUT.get(kind, ()) if key in content]
    if not names:
        return content_hash(content)
    fields = json.loads(content)
    return content_hash(canonical({name: value for name, value in fields.items() if name not in names}))


def codes_of(office: str, period: Period | str, lines: Iterable[SnapshotLine]) -> Codes:
    """The codes of a whole plan year as it travels.

    Raises:
        ValueError: a content is no JSON.
    """
    rows: dict[str, list[Row]] = {kind: [] for kind in (*PLAN_KINDS, *SAID_KINDS)}
    closings: list[Mapping[str, Any]] = []
    for line in lines:
        kind, text = line.kind, line.content
        if line.deleted:
            continue
        if kind == CLOSING_KIND:
            closings.append(json.loads(text))
        elif kind in rows:
            said = _PERIOD.search(text) if kind in SAID_KINDS else None
            rows[kind].append((line.id, hash_without(kind, text), said[1].decode() if said else ""))
    return codes(office, period, Traces(rows, closings))
