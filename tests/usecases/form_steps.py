"""Steps of the tests of collection forms: make one, take one, look at what came of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.sentences import sentence
from nq57desk.usecases import forms
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.forms import FormsPreview
from nq57desk.workspace import Desk

PERIOD = "2026-11"
ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"
POLICE = "Công an phường"
LAND = "Làm sạch dữ liệu đất đai"
OPEN_DATA = "Cập nhật dữ liệu mở"
LIST = "Ban hành danh mục"


def made(desk: Desk, folder: Path, body: str = ECONOMY, period: str = PERIOD) -> tuple[Path, Path]:
    xlsx, docx = forms.make_forms(desk, period=period, folder=folder, body=body).files
    return xlsx, docx


def preview(desk: Desk, *paths: Path, **confirmed: str) -> FormsPreview:
    return forms.preview_forms(desk, paths=paths, confirmed={k.replace("_", "-"): v for k, v in confirmed.items()})


def take(desk: Desk, *paths: Path, confirmed: dict[str, str] | None = None) -> FormsPreview:
    found = forms.preview_forms(desk, paths=paths, confirmed=confirmed)
    forms.apply_forms(desk, preview=found)
    return found


def task_id(desk: Desk, start: str) -> str:
    return next(t.id for t in desk.store.all(Task) if t.name.startswith(start))


def update(desk: Desk, start: str, period: str = PERIOD) -> ProgressUpdate | None:
    found = desk.store.find(ProgressUpdate, task_id=task_id(desk, start), period=period)
    return found[0] if found else None


def codes(found: FormsPreview) -> list[str]:
    assert all(sentence(problem) for problem in found.problems)
    return [problem.code for problem in found.problems]


def reasons(found: FormsPreview) -> list[str]:
    return [doubt.reason for doubt in found.doubtful]


def shared(desk: Desk) -> None:
    """The task about land gets a second lead."""
    about = desk.store.some(Task, [task_id(desk, LAND)])[0]
    apply_records(desk, "edit", [proposed(replace(about, lead=f"{ECONOMY}; {POLICE}"))])
