"""Which words of a text are new against the text before it, so that an edit can be shown where it happened.

Words are compared as they are written; a word whose marks alone changed is a changed word.
"""

from __future__ import annotations

import difflib
import re

_WORD = re.compile(r"\S+")
_MOST_WORDS = 600


def changed_words(before: str, after: str) -> tuple[tuple[int, int], ...]:
    """The places in ``after`` of words that ``before`` lacks there: (start, length), neighbours joined.

    Of a very long text everything counts as changed. ``changed_words("Quý I", "Quý II")`` → ((4, 2),).
    """
    if before == after:
        return ()
    new = list(_WORD.finditer(after))
    old = _WORD.findall(before)
    if len(new) > _MOST_WORDS or len(old) > _MOST_WORDS:
        return ((0, len(after)),) if after else ()
    matcher = difflib.SequenceMatcher(None, old, [word.group() for word in new], autojunk=False)
    found = []
    for tag, _old_from, _old_to, first, last in matcher.get_opcodes():
        if tag != "equal" and last > first:
            start = new[first].start()
            found.append((start, new[last - 1].end() - start))
    return tuple(found)
