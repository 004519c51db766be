"""``deadline`` and ``target``: what a wording means, one per line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from nq57desk.cli.printing import Json, Output, jsonable, problem_json
from nq57desk.domain.deadlines import Deadline, understand
from nq57desk.domain.targets import Target, understand_target


def deadline_json(deadline: Deadline) -> dict[str, Json]:
    """The keys of COMMANDS, in their order."""
    return {
        "text": deadline.text,
        "kind": deadline.kind.value,
        "recurrence": deadline.recurrence.value if deadline.recurrence else None,
        "first_day": jsonable(deadline.first_day),
        "last_day": jsonable(deadline.last_day),
        "parts": [deadline_json(part) for part in deadline.parts],
        "problem": problem_json(deadline.problem) if deadline.problem else None,
    }


def target_json(target: Target) -> dict[str, Json]:
    """The keys of COMMANDS, in their order."""
    return {
        "text": target.text,
        "comparator": jsonable(target.comparator),
        "value": jsonable(target.value),
        "upper": jsonable(target.upper),
        "unit": target.unit,
        "parts": [target_json(part) for part in target.parts],
        "problem": problem_json(target.problem) if target.problem else None,
    }


def _texts(given: Iterable[str]) -> Iterable[str]:
    return given or (line.rstrip("\r\n") for line in sys.stdin)


def deadline(asked: argparse.Namespace, output: Output) -> int:
    for text in _texts(asked.text):
        meaning = understand(text, asked.plan_year)
        output.value(deadline_json(meaning))
        until = meaning.last_day.strftime("%d/%m/%Y") if meaning.last_day else "–"
        output.line(f"{text} → {meaning.kind.value} {meaning.recurrence or ''} {until}".replace("  ", " "))
    return 0


def target(asked: argparse.Namespace, output: Output) -> int:
    for text in _texts(asked.text):
        meaning = understand_target(text)
        output.value(target_json(meaning))
        output.line(
            f"{text} → {meaning.comparator} {meaning.value if meaning.value is not None else ''} {meaning.unit}"
        )
    return 0
