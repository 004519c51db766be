"""Whether a row without a number is the rest of the row above, cut by a page's end, or a row of its own.

Decides by what a careful reader looks at: does each text go on mid-sentence, is the joined text one that stands
elsewhere in the column, would the lines have been broken there (a PDF tells). Plan 001's rows II.3 and II.4 are cut
so; the two unnumbered rows under 004's III.10 are not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_ENDS_OPEN = re.compile(
    r"(?:[,(/\-–+&]|\b(?:và|của|các|cho|với|theo|hoặc|trong|về|tại|để|từ|đến|do|bằng|là|những|một))$",
    re.IGNORECASE,
)
_ENDS_CLOSED = re.compile(r"[.;:!?…”\"]$")
_BEGINS_ITEM = re.compile(r"(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ]\)) ?\S")


class Continuations:
    """Knows the texts of a list's columns; ``is_rest`` judges one pair of rows.

    ``name`` is the column of names, ``numbers`` those of numbers, ``says`` those that every full row fills (lead,
    deadline).
    """

    def __init__(
        self, rows: Sequence[Sequence[str]], name: int | None, numbers: frozenset[int], says: frozenset[int]
    ) -> None:
        self._rows = rows
        self._name = name
        self._numbers = numbers
        self._says = says
        self._known: list[Counter[str]] | None = None

    def is_rest(self, above: Sequence[str], below: Sequence[str], *, at_break: bool, hint: bool | None) -> bool:
        """Whether ``below`` goes on from ``above``. ``hint`` is what the page's lines tell, None for nothing."""
        cells = [
            self._of_cell(at, above[at], text) for at, text in enumerate(below) if text and at not in self._numbers
        ]
        if len(cells) > 2 and max(cells) <= 0 and hint is not True:
            return False
        score = (1 if at_break else -1) + {True: 2, False: -1, None: 0}[hint] + sum(cells)
        if at_break and self._says_nothing_of_its_own(above, below):
            opens_group = self._name is not None and below[self._name].endswith(":")
            score += -3 if opens_group else 3
        return score > 0

    def _says_nothing_of_its_own(self, above: Sequence[str], below: Sequence[str]) -> bool:
        """Whether the row names neither body nor time where the one above does: a row of its own would."""
        return any(above[at] for at in self._says) and not any(below[at] for at in self._says)

    def _of_cell(self, column: int, above: str, below: str) -> int:
        if not above:
            return -2
        score = 0
        if below[0].islower() or below[0] in ",.;:)/”":
            score += 6 if column == self._name else 3
        if _ENDS_OPEN.search(above) or above.count("(") > above.count(")"):
            score += 2
        elif _ENDS_CLOSED.search(above) and not below[0].islower():
            score -= 2
        if _BEGINS_ITEM.match(below):
            score -= 1
        return score + self._by_knowledge(column, above, below)

    def _by_knowledge(self, column: int, above: str, below: str) -> int:
        """What the column's other texts tell: joined it is a known text, or each half is one by itself."""
        known = self._texts()[column]
        score = 3 if known[f"{above} {below}"] else 0
        if above == below or known[below] > 1:
            score -= 3
        return score

    def _texts(self) -> list[Counter[str]]:
        if self._known is None:
            columns = len(self._rows[0]) if self._rows else 0
            self._known = [Counter(row[at] for row in self._rows if row[at]) for at in range(columns)]
        return self._known


def join_cells(above: str, below: str) -> str:
    """The two halves of a cell as one text; a list's next item begins a new paragraph."""
    if not above or not below:
        return above or below
    return f"{above}\n{below}" if _begins_paragraph(above, below) else f"{above} {below}"


def _begins_paragraph(above: str, below: str) -> bool:
    return _BEGINS_ITEM.match(below) is not None and "\n" in above and _ENDS_CLOSED.search(above) is not None
