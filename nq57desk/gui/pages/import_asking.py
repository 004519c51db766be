"""What an import preview asks of the office, in the office's own line: read, compare, compare again, forget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from nq57desk.domain.changes import Change, Source
from nq57desk.gui.clipboard import Pasted
from nq57desk.importing.amending import Amended, Mended, Spot, amend, spot
from nq57desk.importing.result import ReadResult
from nq57desk.usecases.importing import Preview
from nq57desk.usecases.task_list import PlanView

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.workspace import Desk

What = Path | Pasted


@dataclass(frozen=True, slots=True)
class Request:
    """What to compare. ``result`` None reads anew; ``confirmed`` maps lines to the records that a person chose."""

    what: What
    plan_id: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    result: ReadResult | None = None
    mended: Mended = Mended()
    confirmed: Mapping[Spot, str] = field(default_factory=dict)
    old: Preview | None = None
    """The preview that this one takes the place of."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: what was read, what was made of it, and what that would change."""

    result: ReadResult
    amended: Amended
    preview: Preview
    changes: tuple[Change, ...]
    plans: tuple[PlanView, ...]
    imported_at: str = ""
    """When the very same file was imported before, ISO; "" where it never was."""


def find(desk: Desk, monitor: Monitor, request: Request) -> Found:
    """Read what is to be read and compare it.

    Raises:
        Refused: it cannot be read, or holds no list.
    """
    from nq57desk.usecases import importing, task_list

    forget(desk, request.old)
    result = request.result or _read(request, monitor)
    amended = amend(result, request.mended)
    preview = importing.preview_result(
        desk,
        result=amended.result,
        plan_id=request.plan_id,
        confirmed=_keys(amended.result, request.confirmed),
        source=Source("clipboard") if isinstance(request.what, Pasted) else None,
    )
    changes = importing.differing(desk, preview=preview)
    return Found(result, amended, preview, changes, task_list.plans(desk), _imported_at(desk, result))


def _read(request: Request, monitor: Monitor) -> ReadResult:
    from nq57desk.importing.html import read_html
    from nq57desk.importing.recognise import recognise
    from nq57desk.usecases import importing

    if isinstance(request.what, Path):
        return importing.read(request.what, mapping=request.mapping, monitor=monitor)
    return recognise(read_html(request.what.html, request.what.text), mapping=request.mapping, monitor=monitor)


def _keys(result: ReadResult, confirmed: Mapping[Spot, str]) -> dict[str, str]:
    from nq57desk.importing.assembling_rows import row_key

    return {
        row_key(at, place): confirmed[spot(at, row.place)]
        for at, table in enumerate(result.tables)
        for place, row in enumerate(table.rows)
        if spot(at, row.place) in confirmed
    }


def _imported_at(desk: Desk, result: ReadResult) -> str:
    entries = desk.store.journal(limit=1000) if result.digest else []
    return next((e.at for e in entries if e.source.digest == result.digest and not e.undone), "")


def forget(desk: Desk, preview: Preview | None) -> None:
    """Drop a preview; nothing was written."""
    from nq57desk.usecases import importing

    if preview is not None:
        importing.discard_preview(desk, preview=preview)
