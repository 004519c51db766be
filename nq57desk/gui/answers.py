"""An answer is for the view that asked: one whose dialog or page was closed meanwhile is dropped, never an error.

Work goes on in its line after Esc; what it changed is saved and told to every view by the session's own signals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

_DEPTH = 3


def to_the_living(call: Callable[..., object]) -> Callable[..., None]:
    """The call, left out once a Qt object that it speaks to was destroyed."""

    def deliver(*answer: Any) -> None:
        if all(shiboken6.isValid(one) for one in _spoken_to(call, _DEPTH)):
            call(*answer)

    return deliver


def _spoken_to(call: object, depth: int) -> Iterator[QObject]:
    """The Qt objects that a call is bound to or holds on to, also through calls that it holds."""
    if isinstance(call, QObject):
        yield call
        return
    if depth == 0:
        return
    for one in _held(call):
        yield from _spoken_to(one, depth - 1)


def _held(call: object) -> Iterator[object]:
    if isinstance(call, partial):
        yield from (call.func, *call.args)
    page = getattr(call, "__dict__", {}).get("page")  # a part of a page, itself no Qt object, speaks to its page
    if isinstance(page, QObject):
        yield page
    own = getattr(call, "__self__", None)
    if own is not None:
        yield own
    for cell in getattr(call, "__closure__", None) or ():
        try:
            yield cell.cell_contents
        except ValueError:  # a name that is not bound yet holds nothing
            continue
