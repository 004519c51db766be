"""For the central system, into which the office types its results again: texts to copy, and what is not typed in yet.

The state's system takes a row's or a section's content as text and as HTML (FORMAT 3.2, theodoinq: Times New Roman,
justified, first line indented by 35.45 pt); nothing is sent anywhere. Decided here:

- The tick is a day on the month's update. It may be set after the period was closed: it changes nothing reported.
- A row is unticked while its update says something and has no day, or was recorded again on a later day than the tick.
- An update that says only "nothing arose" has one sentence to type in and counts like any other.
- The texts are Vietnamese whatever the interface's language is, as papers are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from html import escape

from nq57desk.domain.changes import Applied
from nq57desk.domain.form_answers import NOTHING_AROSE
from nq57desk.domain.periods import Period, title
from nq57desk.domain.plan import Section, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.errors import refuse
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.changing import apply_records, proposed, writable
from nq57desk.usecases.edits import task
from nq57desk.usecases.task_list import in_paper_order
from nq57desk.workspace import Desk

FONT = "Times New Roman"
SIZE = 14
"""Points."""
INDENT = "35.45pt"


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes on the clipboard: both forms of the same words. ``rows`` is how many tasks are in it."""

    text: str
    html: str
    rows: int


class Unticked(StrEnum):
    """Why a row is on the list."""

    NEVER = "never"
    CHANGED_SINCE = "changed_since"


@dataclass(frozen=True, slots=True)
class UntickedRow:
    """A task whose words of the month are not in the central system yet."""

    task_id: str
    plan_id: str
    number: str
    name: str
    lead: str
    why: Unticked
    ticked_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    bold: bool = False


def row_text(desk: Desk, *, task_id: str, period: str) -> Copied:
    """One task's result, difficulties and proposals of a month.

    Raises:
        Refused: "central.nothing" (nothing is recorded), no such task, or not a month.
    """
    month = month_asked(desk, period)
    update = _updates(desk, month).get(task(desk, task_id).id)
    words = list(_words(update)) if update else []
    if not words:
        raise refuse("central.nothing", period=month.code)
    return _copied(words, 1)


def section_text(desk: Desk, *, appendix_id: str, section_id: str = "", period: str) -> Copied:
    """All tasks of a section (of the rows without one where ``section_id`` is ""): results, difficulties, proposals.

    Raises:
        Refused: "central.nothing", or not a month.
    """
    month = month_asked(desk, period)
    updates = _updates(desk, month)
    section = desk.store.get(Section, section_id) if section_id else None
    rows = [
        row
        for row in in_paper_order(desk, desk.store.find(Task, appendix_id=appendix_id), desk.office.code)
        if row.section_id == section_id and row.id in updates
    ]
    words = list(_section(section, rows, [updates[row.id] for row in rows], month))
    if not words:
        raise refuse("central.nothing", period=month.code)
    return _copied(words, len(rows))


def _section(
    section: Section | None, rows: Sequence[Task], updates: Sequence[ProgressUpdate], month: Period
) -> Iterator[_Paragraph]:
    """Three parts as the weekly sample has them: results, difficulties, proposals; a part without words falls out."""
    parts = (
        ("1. Kết quả thực hiện", [_result(update) for update in updates]),
        ("2. Khó khăn, vướng mắc", [update.difficulty for update in updates]),
        ("3. Đề xuất, kiến nghị", [update.proposal for update in updates]),
    )
    if not any(any(texts) for _heading, texts in parts):
        return
    head = " ".join(part for part in (section.number, section.title) if part) if section else ""
    yield _Paragraph(f"{head} ({title(month)})" if head else title(month), bold=True)
    for heading, texts in parts:
        if any(texts):
            yield _Paragraph(heading, bold=True)
            for row, text in zip(rows, texts, strict=True):
                if text:
                    yield _Paragraph(f"{_called(row)}: {text}")


def _called(row: Task) -> str:
    number = row.number.rstrip(". ")
    return f"{number}. {row.name}" if number else row.name


def _result(update: ProgressUpdate) -> str:
    result = update.result or (NOTHING_AROSE if update.nothing_arose else "")
    if not update.product_document:
        return result
    product = f"Sản phẩm: {update.product_document}"
    return f"{result}\n{product}" if result else product


def _words(update: ProgressUpdate) -> Iterator[_Paragraph]:
    for heading, text in (
        ("Kết quả", _result(update)),
        ("Khó khăn, vướng mắc", update.difficulty),
        ("Đề xuất, kiến nghị", update.proposal),
    ):
        if text:
            yield _Paragraph(f"{heading}: {text}")


def _copied(paragraphs: Iterable[_Paragraph], rows: int) -> Copied:
    lines = [(line, paragraph.bold) for paragraph in paragraphs for line in paragraph.text.split("\n")]
    return Copied("\n".join(line for line, _bold in lines), "".join(_html(*line) for line in lines), rows)


def _html(line: str, bold: bool) -> str:
    style = f"font-family:'{FONT}',serif;font-size:{SIZE}pt;text-align:justify;text-indent:{INDENT};margin:6pt 0"
    inside = f"<b>{escape(line)}</b>" if bold else escape(line)
    return f'<p style="{style}">{inside}</p>'


def _updates(desk: Desk, month: Period) -> dict[str, ProgressUpdate]:
    return {update.task_id: update for update in desk.store.find(ProgressUpdate, period=month.code)}


def tick(desk: Desk, *, task_ids: Sequence[str], period: str, on: date | None) -> Applied:
    """Note the day on which these tasks' words were typed into the central system; None takes the tick away.

    One undo step; also after the period was closed.

    Raises:
        Refused: "central.nothing" (a task has no update in the month), "central.in_future", not a month, or the
            office is open read-only.
    """
    writable(desk)
    month = month_asked(desk, period)
    if on is not None and on > desk.today:
        raise refuse("central.in_future", day=f"{on:%d/%m/%Y}")
    updates = _updates(desk, month)
    if any(task_id not in updates for task_id in task_ids):
        raise refuse("central.nothing", period=month.code)
    return apply_records(
        desk, "central", [proposed(replace(updates[task_id], central_on=on)) for task_id in dict.fromkeys(task_ids)]
    )


def unticked(desk: Desk, *, period: str) -> tuple[UntickedRow, ...]:
    """The tasks whose words of the month are still to be typed in, in the paper's order.

    Raises:
        Refused: not a month.
    """
    updates = _updates(desk, month_asked(desk, period))
    rows = in_paper_order(desk, desk.store.some(Task, updates), desk.office.code)
    found = ((row, updates[row.id], _why(updates[row.id])) for row in rows)
    return tuple(
        UntickedRow(row.id, row.plan_id, row.number, row.name, row.lead, why, update.central_on)
        for row, update, why in found
        if why is not None
    )


def _why(update: ProgressUpdate) -> Unticked | None:
    if not any(_words(update)):
        return None
    if update.central_on is None:
        return Unticked.NEVER
    return Unticked.CHANGED_SINCE if update.at[:10] > update.central_on.isoformat() else None
