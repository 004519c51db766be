"""The receipt as a few letters that can be read over the telephone and typed: "7K4F-92QD-0M3X".

A code cannot carry a signature. This one is a keyed hash: the first 55 bits of HMAC-SHA256 with the text of the city's
public key as its key, over the bundle's SHA-256 and the outcome, then a check letter. It shows that the speaker has
exactly this bundle before him and says this outcome of it; it is weaker than the receipt file, because the key is
public: whoever has the bundle and the city's card can work it out. What proves who spoke is the telephone call.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from nq57desk.domain.check_letters import check_letter, in_groups, is_checked, typed
from nq57desk.domain.short_code import grouped
from nq57desk.domain.snapshot import Outcome

LETTERS = 12
"""With the check letter."""
_ABOUT = "nq57desk receipt code 1"


def receipt_code(sign_key: str, digest: str, outcome: Outcome) -> str:
    """The code of one bundle and what became of it; ``sign_key`` is the city's public key (56 characters)."""
    said = f"{_ABOUT}\n{digest}\n{outcome.value}\n".encode()
    letters = grouped(hmac.digest(sign_key.encode(), said, hashlib.sha256), LETTERS - 1).replace("-", "")
    return in_groups(letters + check_letter(letters))


def is_code(text: str) -> bool:
    """Whether what was typed has the right length and its check letter fits."""
    letters = typed(text)
    return len(letters) == LETTERS and is_checked(letters)


def meant(sign_key: str, digests: Iterable[str], text: str) -> tuple[str, Outcome] | None:
    """Which of these bundles a typed code speaks of, and what it says of it; None where it fits none."""
    asked = in_groups(typed(text))
    for digest in digests:
        for outcome in Outcome:
            if hmac.compare_digest(receipt_code(sign_key, digest, outcome).encode(), asked.encode()):
                return digest, outcome
    return None
