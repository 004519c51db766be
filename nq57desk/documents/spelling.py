"""The spelling of hòa or hoà that an office chose, put on a whole paper just before it is rendered.

Decides that every run of a layout is spelled one way, the printed forms of the official words as well, and that
nothing else of it changes.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from nq57desk.documents.layout import Layout, Run
from nq57desk.domain.vietnamese import TonePlace, place_tones

T = TypeVar("T")


def spelled(layout: Layout, place: TonePlace) -> Layout:
    """The layout with its runs spelled so; the same layout where papers are to stay as typed."""
    return layout if place is TonePlace.AS_TYPED else _spelled(layout, place)


def _spelled(part: T, place: TonePlace) -> T:
    if isinstance(part, Run):
        return cast(T, replace(part, text=place_tones(part.text, place)))
    if isinstance(part, tuple):
        return cast(T, tuple(_spelled(each, place) for each in part))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    fresh: dict[str, Any] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if is_dataclass(value) or isinstance(value, tuple):
            other = _spelled(value, place)
            if other != value:
                fresh[field.name] = other
    return cast(T, replace(cast(Any, part), **fresh)) if fresh else part
