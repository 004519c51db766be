"""A layout with one of its styles changed, wherever it stands."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from nq57desk.documents.layout import Layout, TextStyle


def restyled(layout: Layout, style: str, **changes: Any) -> Layout:
    """The same words; the styles of this name are otherwise."""
    changed: Layout = _changed(layout, style, changes)
    return changed


def _changed(part: Any, style: str, changes: dict[str, Any]) -> Any:
    if isinstance(part, TextStyle):
        return replace(part, **changes) if part.name == style else part
    if isinstance(part, tuple):
        return tuple(_changed(each, style, changes) for each in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{field.name: _changed(getattr(part, field.name), style, changes) for field in fields(part)})
