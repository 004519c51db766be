"""The commune-level units that come with the program: those of Hải Phòng since 01/7/2025."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nq57desk import paths


@dataclass(frozen=True, slots=True)
class Unit:
    """A ward, commune or special zone of the shipped list: code, kind ("phường"), name as in the register."""

    code: str
    kind: str
    name: str


@cache
def units() -> tuple[Unit, ...]:
    """The commune-level units of Hải Phòng."""
    lines = (paths.resources() / "units_haiphong.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Unit(*line.split("\t")) for line in lines[1:] if line)
