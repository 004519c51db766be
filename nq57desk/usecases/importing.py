"""A file or a pasted table in: read, recognised, matched against what is there, previewed, applied."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from nq57desk.domain.changes import Applied, Change, ChangeSet, Counts, Source
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Appendix, Paragraph, Plan, Section, Task
from nq57desk.domain.problems import Problem
from nq57desk.domain.records import ROW_KINDS
from nq57desk.errors import Refused, refuse
from nq57desk.importing.assemble import Existing, assemble, plan_of, plan_year
from nq57desk.importing.html import read_html
from nq57desk.importing.isolate import read_isolated
from nq57desk.importing.recognise import recognise
from nq57desk.importing.result import ReadResult
from nq57desk.monitor import Monitor
from nq57desk.usecases.changing import new_id, writable
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``counts`` are of tasks and indicators only."""

    change_set: ChangeSet
    plan_id: str
    appendix_ids: tuple[str, ...]
    problems: tuple[Problem, ...]
    result: ReadResult
    counts: Counts


def read(
    path: Path,
    *,
    table: int | None = None,
    mapping: Mapping[str, str] | None = None,
    monitor: Monitor | None = None,
) -> ReadResult:
    """What a file holds; nothing is written. The file is read in a child process with limits.

    Raises:
        Refused: the file cannot be read, or ``table`` is not one of its tables.
    """
    raw = read_isolated(path, monitor=monitor)
    return recognise(raw, only_table=table, mapping=mapping, monitor=monitor)


def year_of(result: ReadResult, *, otherwise: int) -> int:
    """The year that the paper plans for, by its own words; ``otherwise`` where it names none."""
    return plan_year(result, otherwise)


def preview_file(
    desk: Desk,
    *,
    path: Path,
    table: int | None = None,
    plan_id: str | None = None,
    mapping: Mapping[str, str] | None = None,
    monitor: Monitor | None = None,
) -> Preview:
    """What importing the file would change; apply or discard the preview afterwards.

    Raises:
        Refused: the file cannot be read, holds no list, or the named plan is not there.
    """
    return _preview(desk, read(path, table=table, mapping=mapping, monitor=monitor), plan_id)


def preview_clipboard(
    desk: Desk, *, html: str, text: str, plan_id: str | None = None, monitor: Monitor | None = None
) -> Preview:
    """What pasting a table from Word or Excel would change.

    Raises:
        Refused: the clipboard holds no list.
    """
    result = recognise(read_html(html, text), monitor=monitor)
    return _preview(desk, result, plan_id, Source("clipboard"))


def _preview(desk: Desk, result: ReadResult, plan_id: str | None, source: Source | None = None) -> Preview:
    writable(desk)
    if not result.tables:
        raise _no_list(result)
    existing = _existing(desk)
    if plan_id is not None and all(plan.id != plan_id for plan in existing.plans):
        raise refuse("workspace.unknown_plan", id=plan_id)
    assembled = assemble(
        result,
        existing,
        plan_id=plan_id or plan_of(result, existing, year=desk.today.year),
        new_id=new_id,
        year=desk.today.year,
        office_name=desk.office.name,
        source=source,
    )
    change_set = desk.store.compare(assembled.proposal)
    problems = (*assembled.problems, *(p for p in change_set.problems if p not in assembled.problems))
    return Preview(
        change_set, assembled.plan_id, assembled.appendix_ids, problems, result, change_set.counts(*ROW_KINDS)
    )


def _no_list(result: ReadResult) -> Refused:
    return Refused(*result.problems) if result.problems else refuse("recognise.no_table", count=0)


def _existing(desk: Desk) -> Existing:
    store = desk.store
    return Existing(
        plans=tuple(store.all(Plan)),
        paragraphs=tuple(store.all(Paragraph)),
        appendices=tuple(store.all(Appendix)),
        sections=tuple(store.all(Section)),
        tasks=tuple(store.all(Task)),
        indicators=tuple(store.all(Indicator)),
        org_units=tuple(store.all(OrgUnit)),
    )


def differing(desk: Desk, *, preview: Preview) -> tuple[Change, ...]:
    """The rows and frame records that would change, old against new."""
    return tuple(desk.store.differing(preview.change_set))


def apply_preview(desk: Desk, *, preview: Preview, leave: Collection[str] = ()) -> Applied:
    """Apply the preview in one transaction, without the record ids in ``leave``; a backup is made before.

    Raises:
        Refused: the data changed since the preview, or the office is open read-only.
    """
    writable(desk)
    if preview.change_set.counts().differing:
        desk.store.backup(desk.backups_folder, why="before-import", at=desk.now())
    return desk.store.apply(preview.change_set, who=desk.who, at=desk.now(), leave=leave)


def discard_preview(desk: Desk, *, preview: Preview) -> None:
    """Forget the preview; nothing was written."""
    desk.store.discard(preview.change_set)
