"""An appendix with its columns as the clerk chose them: order, headings, what is left out, progress columns added.

A profile names the plan's own columns by their headings, progress columns by the keys of :data:`PROGRESS`. Words and
numbers of the rows stay the plan's own; without a profile nothing is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from nq57desk.domain.column_profiles import ColumnWish, Profile, places
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, Cells, Task

R = TypeVar("R", bound=Task | Indicator)

PROGRESS: Mapping[str, str] = {
    "progress.state": "Trạng thái",
    "progress.percent": "Tỷ lệ hoàn thành",
    "progress.timeliness": "Đánh giá thời hạn",
    "progress.result": "Kết quả trong kỳ",
    "progress.product_document": "Sản phẩm, văn bản",
}
"""The columns that can be added to a list of tasks, with their usual headings."""
_LEVEL = " / "


def has_progress(profile: Profile) -> bool:
    """Whether progress columns are asked for: such a paper belongs to a period."""
    return any(wish.key in PROGRESS and not wish.hidden for wish in profile)


def row_texts(appendix: Appendix, row: Task | Indicator) -> tuple[str, ...]:
    """The row's cells along the list's columns: by place where the headings are the same, else by heading or field."""
    if tuple(heading for heading, _ in row.cells) == appendix.columns:
        return tuple(value for _, value in row.cells)
    cells = dict(row.cells)
    return tuple(
        cells[heading] if heading in cells else _field_text(row, field, heading)
        for heading, field in zip(appendix.columns, _fields(appendix), strict=True)
    )


def _fields(appendix: Appendix) -> tuple[str, ...]:
    if len(appendix.column_fields) == len(appendix.columns):
        return appendix.column_fields
    return ("number", *("",) * (len(appendix.columns) - 1))


def _field_text(row: Task | Indicator, field: str, heading: str) -> str:
    if field == "targets" and isinstance(row, Indicator):
        targets = dict(row.targets)
        return targets.get(heading, targets.get(heading.split(_LEVEL)[-1], ""))
    value = getattr(row, field, "") if field else ""
    return value if isinstance(value, str) else ""


def shaped(
    appendix: Appendix, rows: Sequence[R], profile: Profile, progress: Mapping[str, Mapping[str, str]]
) -> tuple[Appendix, list[R]]:
    """The appendix and its rows under the chosen columns; ``progress``: row id -> words by the keys of PROGRESS."""
    added: list[ColumnWish] = [wish for wish in profile if wish.key in PROGRESS and not wish.hidden]
    keys = (*appendix.columns, *(wish.key for wish in added))
    order = places(keys, profile)
    if not profile or not order or not appendix.columns:
        return appendix, list(rows)
    wishes = {wish.key: wish for wish in reversed(profile)}
    headings = _unique([_heading(keys[at], wishes.get(keys[at])) for at in order])
    fields = (*_fields(appendix), *(wish.key for wish in added))
    chosen = replace(appendix, columns=headings, column_fields=tuple(fields[at] for at in order))

    def under(row: R) -> R:
        told = progress.get(row.id, {})
        texts = (*row_texts(appendix, row), *_told(told, added))
        return replace(row, cells=_cells(headings, texts, order))

    return chosen, list(map(under, rows))


def _told(told: Mapping[str, str], added: Sequence[ColumnWish]) -> tuple[str, ...]:
    return tuple(told.get(wish.key, "") for wish in added)


def _cells(headings: Sequence[str], texts: Sequence[str], order: Sequence[int]) -> Cells:
    return tuple((heading, texts[at]) for heading, at in zip(headings, order, strict=True))


def _heading(key: str, wish: ColumnWish | None) -> str:
    return (wish.heading if wish else "") or PROGRESS.get(key, key)


def _unique(headings: Sequence[str]) -> tuple[str, ...]:
    """Two columns never share a heading: a row's cells are told apart by them."""
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        found.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return tuple(found)
