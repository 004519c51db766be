"""The five things that must be clear of a task: "rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả".

The city's plans ask for all five of every assignment. Decides which of a row's own texts answers each: who does it
(the body in the lead), what is to be done, until when (a deadline that can be understood), who answers for it (the
leader in charge or the person named) and what comes of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nq57desk.domain.deadlines import Deadline, DeadlineKind


class Clear(StrEnum):
    """One of the five, in the order in which they are always named."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    ANSWERABLE = "answerable"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Clearness:
    """Which of the five are clear and which are not, each in order."""

    clear: tuple[Clear, ...]
    unclear: tuple[Clear, ...]

    @property
    def complete(self) -> bool:
        """Whether all five are clear."""
        return not self.unclear


def clearness(
    *, name: str, lead: str, supervisor: str, responsible: str, product: str, deadline: str, meaning: Deadline
) -> Clearness:
    """Which of the five a task's texts make clear."""
    answers = {
        Clear.WHO: bool(lead.strip()),
        Clear.WHAT: bool(name.strip()),
        Clear.WHEN: bool(deadline.strip()) and meaning.kind is not DeadlineKind.UNKNOWN,
        Clear.ANSWERABLE: bool(supervisor.strip() or responsible.strip()),
        Clear.RESULT: bool(product.strip()),
    }
    return Clearness(
        tuple(each for each, yes in answers.items() if yes), tuple(each for each, yes in answers.items() if not yes)
    )
