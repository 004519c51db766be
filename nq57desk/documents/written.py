"""What a renderer of Word or Excel files gives."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """The file, and what of the layout it could not hold. Its pages are made by the program that opens it."""

    data: bytes
    problems: tuple[Problem, ...] = ()
