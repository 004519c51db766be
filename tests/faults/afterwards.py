"""What must hold after a kill: whole, nothing acknowledged lost, nothing half done, nothing left lying about.

All or nothing is judged by a rehearsal of the same action that nobody killed: each office's counts are those from
before it or those from after it, table by table together.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import KINDS
from nq57desk.errors import Refused
from nq57desk.store import issued_papers
from nq57desk.store import receipts as kept_receipts
from nq57desk.store.backup import list_backups
from nq57desk.usecases import backups, bundles, history
from nq57desk.usecases.keys import key_state
from nq57desk.workspace import DATABASE, Desk, open_desk
from tests.faults.offices import DAY, MONTH, first_task

Counts = Mapping[str, tuple[int, ...]]
"""Of each office in each folder ("office 90001") how many rows its tables have."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """An action that nobody killed: the counts before and after it, its moments and writes, and its seconds."""

    before: Counts
    after: Counts
    moments: int
    writes: int
    took: float


def counted(folder: Path) -> Counts:
    """The counts of every office in every office's folder."""
    found: dict[str, tuple[int, ...]] = {}
    for database in _databases(folder):
        with open_desk(database.parent, as_of=DAY) as desk:
            found |= _counts(desk, database.parent.name)
    return found


def _counts(desk: Desk, name: str) -> dict[str, tuple[int, ...]]:
    codes = [desk.office.code, *(office.code for office in desk.store.offices())]
    own = (len(issued_papers.read(desk.store)), len(desk.store.made_bundles()), len(kept_receipts.receipts(desk.store)))
    found = {f"{name} {code}": tuple(desk.store.count(kind.type, office=code) for kind in KINDS) for code in codes}
    return {**found, f"{name} own": own}


def _databases(folder: Path) -> list[Path]:
    found = sorted(folder.rglob(DATABASE))
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def wrong(action: str, folder: Path, said: list[object], rehearsed: Rehearsed) -> list[str]:
    """What does not hold after an action's kill; [] where all is well."""
    try:
        return _wrong(action, folder, said, rehearsed)
    except Refused as refused:
        return [f"does not open: {[one.code for one in refused.problems]}"]


def _wrong(action: str, folder: Path, said: list[object], rehearsed: Rehearsed) -> list[str]:
    found: list[str] = []
    counts: dict[str, tuple[int, ...]] = {}
    for database in _databases(folder):
        with open_desk(database.parent, as_of=DAY) as desk:
            found += [one.code for one in history.check(desk)]
            found += [
                f"backup {b.path.name}" for b in list_backups(desk.backups_folder) if not backups.is_whole(b.path)
            ]
            counts |= _counts(desk, database.parent.name)
            if action == "save":
                found += _save(desk, said)
            if action == "set progress" and desk.folder.name == "ward" and said[:1] == [["done"]]:
                found += [] if backed_up(desk) else ["no backup before the day's first change"]
            if not action.startswith("migrate"):
                found += [key_state(desk).trouble] if key_state(desk).trouble else []
    done = ["done"] in said
    for name, its in counts.items():
        possible = {rehearsed.after.get(name)} if done else {rehearsed.before.get(name), rehearsed.after.get(name)}
        if its not in possible:
            found.append(f"{name}: {its}, not among {possible}")
    found += [f"gone: {name}" for name in (rehearsed.after if done else rehearsed.before).keys() - counts.keys()]
    ours = {path.parent.name for path in _databases(folder)}
    found += [f"left in the office: {path}" for path in left(folder) if path.parts[0] in ours]
    return found + _files(folder)


def backed_up(desk: Desk) -> bool:
    """Whether the day's backup was made by itself."""
    return any(one.why == backups.DAILY for one in list_backups(desk.backups_folder))


def left(folder: Path) -> list[Path]:
    """What nobody can make sense of, in the office's folders and beside papers and bundles."""
    ends = ("-journal", "-wal", "-shm", ".part", ".tmp")
    found = [path for path in folder.rglob("*") if path.name.endswith(ends) or path.name.startswith(".")]
    return [path.relative_to(folder) for path in found]


def _save(desk: Desk, said: list[object]) -> list[str]:
    """The cell holds the last value that was acknowledged, or the one that was under way, both its fields together."""
    task = first_task(desk.store.all(Task))
    found = [one for one in desk.store.find(ProgressUpdate, task_id=task.id) if one.period == MONTH]
    turns = [turn[0] for turn in said if isinstance(turn, list)]
    last = max((turn for turn in turns if isinstance(turn, int)), default=0)
    turn = int(found[0].result.removeprefix("Lần ")) if found and found[0].result.startswith("Lần ") else 0
    if turn not in (last, last + 1):
        return [f"acknowledged {last}, found {turn}"]
    return [] if turn == 0 or found[0].percent == turn else ["half a saving"]


def _files(folder: Path) -> list[str]:
    """Papers and bundles where the user wanted them: whole, or not there."""
    found: list[str] = []
    paper, sheet, bundle = folder / "giấy.pdf", folder / "giấy.xlsx", folder / "gói gửi.nq57"
    if paper.exists():
        with closing(pypdfium2.PdfDocument(paper)) as pdf:
            found += [] if len(pdf) else ["an empty paper"]
    if sheet.exists():
        with closing(load_workbook(sheet)) as book:
            found += [] if book.sheetnames else ["an empty sheet"]
    if bundle.exists():
        with open_desk(folder / "office", as_of=DAY) as desk:
            found += [] if bundles.check_bundle(bundle, known=[desk.office]).valid else ["a bundle that is not whole"]
    return found
