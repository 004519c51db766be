"""Which forms were sent and which came back: kept as one setting for each month.

Decides that sending a form again keeps what came back of it, and that a row once answered stays answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of one body's form: ``asked`` and ``answered`` are row codes, ``files`` names.

    ``digests`` are the SHA-256 of the files that were taken.
    """

    body: str
    sent: date | None = None
    returned: date | None = None
    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()


def remembered(desk: Desk, period: str) -> Mapping[str, Trace]:
    """The month's forms by body code."""
    text = desk.store.setting(_key(period))
    return {code: _trace(found) for code, found in json.loads(text).items()} if text else {}


def note_sent(desk: Desk, period: str, sent: Mapping[str, Trace]) -> None:
    """Forms were made; what came back of them before stays."""
    known = dict(remembered(desk, period))
    for code, trace in sent.items():
        before = known.get(code, Trace(trace.body))
        known[code] = replace(before, body=trace.body, sent=trace.sent, asked=trace.asked)
    _keep(desk, period, known)


def note_returned(desk: Desk, period: str, code: str, trace: Trace) -> None:
    """A form came back with these rows answered."""
    known = dict(remembered(desk, period))
    before = known.get(code, Trace(trace.body))
    known[code] = replace(
        before,
        returned=trace.returned,
        answered=_each_once(before.answered, trace.answered),
        files=_each_once(before.files, trace.files),
        digests=_each_once(before.digests, trace.digests),
    )
    _keep(desk, period, known)


def together(one: Trace, other: Trace) -> Trace:
    """What is remembered of two bodies that are one now: the latest days, everything asked and answered."""
    return replace(
        one,
        sent=_later(one.sent, other.sent),
        returned=_later(one.returned, other.returned),
        asked=_each_once(one.asked, other.asked),
        answered=_each_once(one.answered, other.answered),
        files=_each_once(one.files, other.files),
        digests=_each_once(one.digests, other.digests),
    )


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)


def _each_once(before: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *new)))


def _key(period: str) -> str:
    return f"forms.{period}"


def _keep(desk: Desk, period: str, known: Mapping[str, Trace]) -> None:
    value = {code: _jsonable(trace) for code, trace in sorted(known.items())}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    desk.store.set_setting(_key(period), text, who=desk.who, at=desk.now())


def _jsonable(trace: Trace) -> dict[str, Any]:
    return {
        "body": trace.body,
        "sent": trace.sent.isoformat() if trace.sent else "",
        "returned": trace.returned.isoformat() if trace.returned else "",
        "asked": list(trace.asked),
        "answered": list(trace.answered),
        "files": list(trace.files),
        "digests": list(trace.digests),
    }


def _trace(found: Mapping[str, Any]) -> Trace:
    """What was kept; a part that an older version did not know is empty."""
    return Trace(
        found.get("body", ""),
        _day(found.get("sent", "")),
        _day(found.get("returned", "")),
        tuple(found.get("asked", ())),
        tuple(found.get("answered", ())),
        tuple(found.get("files", ())),
        tuple(found.get("digests", ())),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
