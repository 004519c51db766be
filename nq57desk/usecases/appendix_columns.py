"""An appendix under the columns that the clerk chose, with what the period says in progress columns that were added."""

from __future__ import annotations

from dataclasses import replace

from nq57desk.documents.layout import Column, Layout, Table
from nq57desk.domain import appendix_columns as rules
from nq57desk.domain import paper_words as words
from nq57desk.domain.column_profiles import places
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.list_task_progress import said_in_period
from nq57desk.domain.periods import Period
from nq57desk.domain.plan import Appendix, Task
from nq57desk.usecases import paper_columns, paper_data
from nq57desk.usecases.asking import period_asked
from nq57desk.workspace import Desk


def shaped(
    desk: Desk, appendix: Appendix, rows: list[Task] | list[Indicator], period: Period | None = None
) -> tuple[Appendix, list[Task] | list[Indicator]]:
    """The appendix and its rows as chosen; both as they are where nothing was."""
    profile = paper_columns.column_profile(desk, of=appendix.id)
    if not profile:
        return appendix, rows
    tasks = [row for row in rows if isinstance(row, Task)]
    goals = [row for row in rows if isinstance(row, Indicator)]
    if tasks or not goals:
        wanted = rules.has_progress(profile)
        progress = _progress(desk, appendix, period or period_asked(desk, None)) if wanted else {}
        return rules.shaped(appendix, tasks, profile, progress)
    return rules.shaped(appendix, goals, tuple(w for w in profile if w.key not in rules.PROGRESS), {})


def has_progress(desk: Desk, appendix: Appendix) -> bool:
    """Whether the list is printed with progress columns."""
    return rules.has_progress(paper_columns.column_profile(desk, of=appendix.id))


def _progress(desk: Desk, appendix: Appendix, period: Period) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in paper_data.reported(desk, period, plan_id=appendix.plan_id).tasks:
        if row.appendix.id != appendix.id or row.group:
            continue
        percent = row.now.percent
        found[row.task.id] = {
            "progress.state": words.STATES[row.now.state],
            "progress.percent": "" if percent is None else f"{percent}%",
            "progress.timeliness": words.standing_words(row.now),
            "progress.result": said_in_period(row),
            "progress.product_document": row.product,
        }
    return found


def widened(desk: Desk, appendix: Appendix, layout: Layout) -> Layout:
    """The tables with the widths that were chosen; a column without one keeps its fitted part."""
    profile = paper_columns.column_profile(desk, of=appendix.id)
    if not any(wish.width for wish in profile):
        return layout
    added = tuple(wish.key for wish in profile if wish.key in rules.PROGRESS and not wish.hidden)
    keys = (*appendix.columns, *added)
    wishes = {wish.key: wish.width for wish in reversed(profile)}
    wanted = [wishes.get(keys[at], 0.0) for at in places(keys, profile)]
    pages = []
    for page in layout.pages:
        blocks = tuple(_widened(b, wanted) if isinstance(b, Table) else b for b in page.blocks)
        pages.append(replace(page, blocks=blocks))
    return replace(layout, pages=tuple(pages))


def _widened(table: Table, wanted: list[float]) -> Table:
    if len(table.columns) != len(wanted):
        return table
    whole = sum(column.width for column in table.columns)
    given = sum(wanted)
    free = sum(column.width for column, width in zip(table.columns, wanted, strict=True) if not width)
    # Chosen widths are shares of 100; what is left is parted as the contents fit.
    share = min(given / 100, 0.95) if free else 1.0
    parts = [
        whole * share * width / given if width else column.width * whole * (1 - share) / free
        for column, width in zip(table.columns, wanted, strict=True)
    ]
    columns = tuple(Column(round(part, 2), column.align) for part, column in zip(parts, table.columns, strict=True))
    return replace(table, columns=columns)
