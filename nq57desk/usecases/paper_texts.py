"""A report's own words: one text for each part and period, prefilled from the last period's until it is confirmed.

Decides that a clerk's part carries over the newest earlier text of the same kind of period, marked as carried until it
is confirmed or changed; a drafted part never does: its figures are this period's. A clerk may write over a drafted
part; an empty text gives it back to the data.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache

from nq57desk import paths
from nq57desk.domain.paper_words import period_words
from nq57desk.domain.periods import Period, PeriodKind, following, preceding
from nq57desk.domain.report_outline import Outline, OutlinePart, ReportPart, TextState, numbered
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.changing import writable
from nq57desk.usecases.paper_memory import keep
from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk

LONGEST = 50_000
"""Characters that one part may have."""
_BACK = 12
"""How many periods back a text is looked for."""


@cache
def outline() -> Outline:
    """The report's outline from ``resources/outlines/report.toml``."""
    data = tomllib.loads((paths.resources() / "outlines" / "report.toml").read_text(encoding="utf-8"))

    def part(key: str, kind: str) -> OutlinePart:
        told = data["parts"][key]
        level = data.get("levels", {}).get(kind, {}).get(key, told["level"])
        return OutlinePart(key, told["title"], level, told.get("draft", ""), told.get("heading", False))

    parts = {PeriodKind(kind): tuple(part(key, kind) for key in keys) for kind, keys in data["periods"].items()}
    names = ("subject", "opening", "closing", "task_progress", "indicators", "warning_list")
    return Outline(parts, **{name: data[name] for name in names})


def report_parts(desk: Desk, *, period: str) -> tuple[ReportPart, ...]:
    """The parts of a period's report in order, each with its text and where that comes from.

    Raises:
        Refused: the text names no period.
    """
    it = period_asked(desk, period)
    parts = outline().parts[it.kind]
    named = {"period": period_words(it), "next": period_words(following(it))}
    return tuple(
        _with_text(desk, it, part, number, part.title.format(**named))
        for part, number in zip(parts, numbered(parts), strict=True)
    )


def _with_text(desk: Desk, period: Period, part: OutlinePart, number: str, title: str) -> ReportPart:
    made = ReportPart(part.key, number, title, part.level, part.draft, part.heading)
    if part.heading:
        return made
    text = _kept(desk, period, part.key)
    if text:
        return _filled(made, text, TextState.OWN)
    if part.draft:
        return _filled(made, "", TextState.DRAFTED)
    if text is not None:
        return _filled(made, "", TextState.EMPTY)
    back = period
    for _ in range(_BACK):
        back = preceding(back)
        earlier = _kept(desk, back, part.key)
        if earlier is not None:
            return _filled(made, earlier, TextState.CARRIED, back.code) if earlier else made
    return made


def _filled(part: ReportPart, text: str, state: TextState, from_period: str = "") -> ReportPart:
    where = (part.key, part.number, part.title, part.level, part.draft, part.heading)
    return ReportPart(*where, text=text, state=state, from_period=from_period)


def keep_text(desk: Desk, *, period: str, part: str, text: str) -> SettingChanged:
    """Keep a part's words for a period; an empty text is kept as empty, so that nothing is carried over again.

    Raises:
        Refused: read-only, no period, no such part ("papers.unknown_part"), a text that is too long.
    """
    writable(desk)
    it = period_asked(desk, period)
    if part not in {one.key for one in outline().parts[it.kind] if not one.heading}:
        raise refuse("papers.unknown_part", part=part)
    plain = tidy(text)
    if len(plain) > LONGEST:
        raise refuse("papers.too_long", most=LONGEST)
    return keep(desk, _key(it, part), json.dumps({"text": plain}, ensure_ascii=False))


def confirm_text(desk: Desk, *, period: str, part: str) -> SettingChanged:
    """Take the carried text over as this period's own.

    Raises:
        Refused: as :func:`keep_text`.
    """
    there = next((one for one in report_parts(desk, period=period) if one.key == part), None)
    if there is None:
        raise refuse("papers.unknown_part", part=part)
    return keep_text(desk, period=period, part=part, text=there.text)


def forget_text(desk: Desk, *, period: str, part: str) -> SettingChanged:
    """Drop this period's own words: the part is carried over or drafted again.

    Raises:
        Refused: read-only, or no period.
    """
    writable(desk)
    return keep(desk, _key(period_asked(desk, period), part), "")


def _kept(desk: Desk, period: Period, part: str) -> str | None:
    """The period's own text; "" where it was emptied, None where nothing was kept."""
    kept = desk.store.setting(_key(period, part))
    if not kept:
        return None
    try:
        return str(json.loads(kept)["text"])
    except (ValueError, KeyError, TypeError):
        return None


def _key(period: Period, part: str) -> str:
    return f"papers.text/progress-report/{period.code}/{part}"
