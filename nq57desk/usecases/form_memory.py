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
    """What is remembered of one body's form: ``asked`` and ``answered`` are row codes, ``files`` names."""

    body: str
    sent: date | None = None
    returned: date | None = None
    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


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
        answered=_together(before.answered, trace.answered),
        files=_together(before.files, trace.files),
    )
    _keep(desk, period, known)


def _together(before: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
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
    }


def _trace(found: Mapping[str, Any]) -> Trace:
    return Trace(
        found["body"],
        _day(found["sent"]),
        _day(found["returned"]),
        tuple(found["asked"]),
        tuple(found["answered"]),
        tuple(found["files"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
