"""Files too damaged to say whose they are: no office gets a receipt for them, so a person has to telephone.

Decides that the file's name may be guessed from, where it begins with the code of an office that is enrolled, as the
program's own names do ("26740_2026-10_3.nq57"); it is told as a guess and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nq57desk.domain.organisation import Office
from nq57desk.domain.problems import Problem, Severity, problem

_SAID = ("bundle.unknown_office", "bundle.sample")
"""What is refused for the office that the file does name."""
_CODE = re.compile(r"(\d+)(?=[_\-. (])")
CODES = ("bundle.no_receipt", "bundle.no_receipt_guess")


def is_nameless(office: str, code: str) -> bool:
    """Whether a file refused for this code did not say whose it is; ``office`` as it was kept with it."""
    return not office and code not in _SAID


def guessed(file_name: str, offices: Iterable[Office]) -> Office | None:
    """The office whose code a file's name begins with; None where it begins with none."""
    found = _CODE.match(file_name)
    return next((one for one in offices if found is not None and one.code == found[1]), None)


def no_receipt(file_name: str, offices: Iterable[Office]) -> Problem:
    """What to do with a refused file of which nobody can be told by a receipt."""
    office = guessed(file_name, offices)
    if office is None:
        return problem("bundle.no_receipt", Severity.WARNING, file=file_name)
    return problem("bundle.no_receipt_guess", Severity.WARNING, file=file_name, office=office.name, code=office.code)
