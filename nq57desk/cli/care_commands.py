"""``check``, ``backup``, ``self-test``, ``screenshots``: whether all is well, and proof of it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Output
from nq57desk.errors import Refused, refuse
from nq57desk.sentences import kind_words
from nq57desk.sentences.disk import why
from nq57desk.usecases import backups, history, journey, salvaging
from nq57desk.workspace import Clock

_CHANGES = {"new": "thêm", "edited": "sửa", "deleted": "xóa", "same": "giữ", "conflict": "khác"}


def check(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = history.check(desk)
    output.value({"ok": not found, "problems": found})
    output.problems(found)
    output.line("Dữ liệu nguyên vẹn." if not found else f"{len(found)} vấn đề.")
    return 1 if found else 0


def make(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        file = history.backup(desk)
    output.value({"file": file})
    output.line(f"Đã sao lưu: {file}")
    return 0


def list_backups(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = history.backups(desk)
    output.value({"backups": found})
    for one in found:
        output.line(f"{one}")
    return 0


def restore(asked: argparse.Namespace, output: Output) -> int:
    try:
        with opened(asked) as desk:
            kept = history.restore(desk, backup_file=asked.file)
    except Refused as refused:
        if not any(found.code == "store.damaged" for found in refused.problems):
            raise
        at = Clock(asked.as_of).now()
        kept = backups.restore_damaged(asked.office, backup_file=asked.file, at=at).kept
    output.value({"restored": asked.file, "kept": kept})
    output.line(f"Đã khôi phục. Dữ liệu trước đó được giữ ở {kept}")
    return 0


def salvage(asked: argparse.Namespace, output: Output) -> int:
    at = Clock(asked.as_of).now()
    found = salvaging.save(asked.office, at=at) if asked.yes else salvaging.look(asked.office, at=at)
    output.value(found)
    output.line(f"Bản sao lưu tốt gần nhất: {found.backup.path.name}")
    for one in found.rows:
        output.line(f"  {_CHANGES[one.change]} {kind_words(one.kind)}: {one.name}")
    output.line(f"{len(found.rows)} chỗ ghi sau bản sao lưu còn đọc được; {found.lost} chỗ không dùng được.")
    if found.kept is not None:
        output.line(f"Đã khôi phục cùng phần cứu được. Dữ liệu hỏng được giữ ở {found.kept}")
    else:
        output.line("Chưa thay đổi gì. Thêm --yes để khôi phục cùng phần cứu được.")
    return 0


def screenshots(asked: argparse.Namespace, output: Output) -> int:
    """The window runs in a process of its own, so that the command line never loads it."""
    _made(asked.folder)
    answer = subprocess.run(
        [sys.executable, "-m", "nq57desk.gui.screenshots", str(asked.folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    files = sorted(asked.folder.rglob("*.png"))
    output.value({"files": files})
    for file in files:
        output.line(str(file))
    return 0 if answer.returncode == 0 and files else 3


def self_test(asked: argparse.Namespace, output: Output) -> int:
    if asked.output is not None:
        _made(asked.output)
    done = journey.self_test(folder=asked.output, as_of=asked.as_of)
    output.value({"ok": done.ok, "steps": done.steps})
    for step in done.steps:
        output.line(f"{'✓' if step.ok else '✕'} {step.name}: {step.detail}")
    return 0 if done.ok else 1


def _made(folder: Path) -> None:
    """Make a folder for what is left behind, unless it is there.

    Raises:
        Refused: "workspace.cannot_write".
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=folder, reason=why(error)) from error
