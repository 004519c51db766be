"""What can go wrong, as exceptions.

::

    DeskError
    ├── Refused            something that was asked for is refused; carries Problems for a person to read
    └── Cancelled          the person stopped a long piece of work; nothing of it was kept

The user's mistakes in data are values (:class:`nq57desk.domain.problems.Problem`). ``Refused`` is how a use
case says that the whole request cannot be done; any other exception is a fault of ours and ends in a
crash report.
"""

from __future__ import annotations

from nq57desk.domain.problems import Place, Problem, Severity


class DeskError(Exception):
    """The root of our own exceptions."""


class Refused(DeskError):
    """A request that cannot be done, with the reasons. Nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(p.code for p in problems))
        self.problems = problems


class Cancelled(DeskError):
    """Raised inside long work after the person asked to stop."""


def refuse(code: str, /, place: Place | None = None, **words: object) -> Refused:
    """A Refused with one problem: ``raise refuse("store.newer", found="9")``."""
    named = tuple((name, str(value)) for name, value in words.items())
    return Refused(Problem(code, Severity.ERROR, place or Place(), named))
