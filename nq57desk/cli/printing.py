"""How answers leave the command line: one JSON value, or plain Vietnamese lines."""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Office
from nq57desk.domain.problems import Place, Problem
from nq57desk.sentences import sentence, where

Json = Any
"""Whatever json.dumps takes."""


def jsonable(value: object) -> Json:
    """Dataclasses as objects, dates as ISO text, decimals as numbers, paths and enumerations as text."""
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Problem():
            return problem_json(value)
        case Place():
            return place_json(value)
        case datetime() | date():
            return value.isoformat()
        case Path():
            return str(value)
        case Mapping():
            return {str(key): jsonable(item) for key, item in value.items()}
        case Iterable():
            return [jsonable(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            return {field.name: jsonable(getattr(value, field.name)) for field in dataclasses.fields(value)}
        case _:
            raise TypeError(type(value).__name__)


def place_json(place: Place) -> dict[str, Json]:
    """Only the parts that apply."""
    return {name: part for name, part in dataclasses.asdict(place).items() if part not in ("", None)}


def problem_json(found: Problem) -> dict[str, Json]:
    """Code, severity, place and sentence."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "place": place_json(found.place),
        "sentence": sentence(found),
    }


def counts_json(counts: Counts) -> dict[str, int]:
    """The five counts of COMMANDS by name."""
    return dataclasses.asdict(counts)


def office_json(office: Office, fingerprint: str) -> dict[str, Json]:
    """What may be known of an office by everybody."""
    return {"code": office.code, "name": office.name, "role": office.role.value, "fingerprint": fingerprint}


class Output:
    """Where a command's answer goes: with ``as_json`` one JSON value on stdout and nothing else there.

    ``notes`` are warnings that any command may come by and that do not hinder it; they go with its answer.
    """

    def __init__(self, *, as_json: bool, stream: TextIO | None = None, notes: list[Problem] | None = None) -> None:
        self.as_json = as_json
        self._stream = stream or sys.stdout or io.StringIO()
        self._notes = [] if notes is None else notes

    def done(self) -> None:
        """Let everything out, while a reader that has gone or a full disk can still be answered for."""
        self.problems(self._notes)
        self._stream.flush()

    def value(self, value: object) -> None:
        """The answer as one line of JSON, where JSON was asked for."""
        if self.as_json:
            answer = jsonable(value)
            if self._notes and isinstance(answer, dict):
                answer["problems"] = [*answer.get("problems", ()), *jsonable(self._notes)]
            self._stream.write(json.dumps(answer, ensure_ascii=False) + "\n")

    def line(self, text: str = "") -> None:
        """A line for a person, where no JSON was asked for."""
        if not self.as_json:
            self._stream.write(text + "\n")

    def problems(self, found: Iterable[Problem]) -> None:
        """Each finding with its place, for a person."""
        for one in found:
            at = where(one.place)
            self.line(f"  {at + ': ' if at else ''}{sentence(one)}")

    def changes(self, counts: Counts) -> None:
        """The counts in words."""
        self.line(
            f"{counts.new} mới · {counts.edited} sửa · {counts.same} giống · "
            f"{counts.conflict} xung đột · {counts.deleted} xóa"
        )
