"""The reasons that people give for a decision.

Decides that a reason is stored as other typed text is (no invisible signs, spaces folded), that it is one paragraph,
and how long it may be: it travels in receipts and stands in lists, and is no place for a pasted document.
"""

from __future__ import annotations

from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse

LONGEST, ON_CARD = 1000, 500
"""Signs; readers of receipts and of cards refuse longer ones as damage (bundle.receipts, bundle.cards)."""


def reason_said(text: str, missing: str, /, most: int = LONGEST, **words: object) -> str:
    """The reason as it is kept. ``missing``: the problem's code, with its ``words``, where there is none; "" if none
    is needed.

    Raises:
        Refused: ``missing``, "workspace.long_reason".
    """
    found = " ".join(tidy(text).split())
    if not found and missing:
        raise refuse(missing, None, **words)
    if len(found) > most:
        raise refuse("workspace.long_reason", most=most, length=len(found))
    return found
