"""What an import preview asks of the office, in the office's own line: compare, and forget a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from nq57desk.domain.changes import Change
from nq57desk.gui.clipboard import Pasted
from nq57desk.importing.recognise_chosen import ChosenTable
from nq57desk.usecases.import_preview import Preview, Reading
from nq57desk.usecases.task_list import PlanView

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.workspace import Desk

What = Path | Pasted


@dataclass(frozen=True, slots=True)
class Request:
    """What to compare, with what the clerk said of it; see :func:`nq57desk.usecases.importing.preview_file`."""

    what: What
    plan_id: str | None = None
    as_new_plan: bool = False
    mapping: Mapping[str, str] | None = None
    confirmed: Mapping[str, str] = field(default_factory=dict)
    amended: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    old: Preview | None = None
    """The preview that this one takes the place of."""
    chosen: ChosenTable | None = None
    originals: frozenset[str] = frozenset()
    delete: frozenset[str] = frozenset()
    reading: Reading | None = None
    """The file as it was read before."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: what was made of the file, and what that would change."""

    preview: Preview
    changes: tuple[Change, ...]
    plans: tuple[PlanView, ...]


def find(desk: Desk, monitor: Monitor, request: Request) -> Found:
    """Read and compare.

    Raises:
        Refused: it cannot be read, or holds no list.
    """
    from nq57desk.usecases import importing, task_list

    forget(desk, request.old)
    if isinstance(request.what, Path):
        preview = importing.preview_file(
            desk,
            path=request.what,
            plan_id=request.plan_id,
            mapping=request.mapping,
            confirmed=request.confirmed,
            amended=request.amended,
            as_new_plan=request.as_new_plan,
            chosen=request.chosen,
            originals=request.originals,
            delete=request.delete,
            reading=request.reading,
            monitor=monitor,
        )
    else:
        preview = importing.preview_clipboard(
            desk,
            html=request.what.html,
            text=request.what.text,
            plan_id=request.plan_id,
            mapping=request.mapping,
            confirmed=request.confirmed,
            amended=request.amended,
            chosen=request.chosen,
            originals=request.originals,
            delete=request.delete,
            reading=request.reading,
            monitor=monitor,
        )
    return Found(preview, importing.differing(desk, preview=preview), task_list.plans(desk))


def forget(desk: Desk, preview: Preview | None) -> None:
    """Drop a preview; nothing was written."""
    from nq57desk.usecases import importing

    if preview is not None:
        importing.discard_preview(desk, preview=preview)
