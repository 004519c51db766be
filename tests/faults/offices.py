"""The folders that actions work on, made once and copied for each kill."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from installer.freeze_version import VERSIONS
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.usecases import assigning, attachments, city, history, offices, trusting
from nq57desk.usecases.assignment_orders import Order
from nq57desk.usecases.city_receipts import issue
from nq57desk.usecases.sample import make_sample
from nq57desk.workspace import DATABASE, open_desk
from tests.builders.offices import ward
from tests.bundle import offices as made
from tests.bundle.made import RECORDS

DAY = date(2026, 10, 13)
MONTH, CLOSED = "2026-10", "2026-09"
EVIDENCE = "Biên bản.pdf"
OFFICES = ("90001", "90002", "90003")
MANY = 300


def build(root: Path) -> None:
    """Each kind of folder under its name."""
    _sample(root / "sample")
    _empty(root / "empty")
    _city(root / "city")
    for version in frozen():
        (root / f"frozen-{version}" / "office").mkdir(parents=True)
        shutil.copy(VERSIONS / version / DATABASE, root / f"frozen-{version}" / "office" / DATABASE)


def frozen() -> tuple[str, ...]:
    """The versions whose databases are kept."""
    return tuple(sorted(path.name for path in VERSIONS.iterdir() if path.is_dir()))


def _sample(folder: Path) -> None:
    """The sample office with evidence and an old backup; since then a task's result has changed."""
    make_sample(folder=folder / "office", as_of=DAY)
    evidence = _written(folder / EVIDENCE)
    _written(folder / "new evidence.pdf")
    (folder / "second").mkdir()
    with open_desk(folder / "office", as_of=DAY, who="Mai") as desk:
        task = first_task(desk.store.all(Task))
        attachments.add(desk, task_id=task.id, period=MONTH, path=evidence)
        backup = history.backup(desk)
        shutil.copytree(desk.backups_folder, folder / "old")
        backup.unlink()
        attachments.add(desk, task_id=task.id, period=MONTH, path=_written(folder / "later.pdf"))
        history.backup(desk)


def _written(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.4\n% " + path.name.encode())
    return path


def first_task(tasks: list[Task]) -> Task:
    """The one with the lowest id."""
    return min(tasks, key=lambda task: task.id)


def _empty(folder: Path) -> None:
    ward(folder / "office").close()


def _city(folder: Path) -> None:
    """A city that has enrolled three wards and merged the first one's bundle; three newer bundles lie in "inbox"."""
    cards = folder / "cards"
    cards.mkdir(parents=True)
    (folder / "inbox").mkdir()
    tasks = [Task(f"m{n}", "p1", "a1", number=str(n), name=f"Nhiệm vụ {n} " * 8) for n in range(MANY)]
    with made.opened(folder / "office", made.CITY) as at_city:
        offices.save_card(at_city, path=folder / "city.nq57card")
        for code in OFFICES:
            own = replace(Office(code, f"Ủy ban nhân dân phường {code}"), installation=f"pc-{code}")
            with made.opened(folder / "wards" / code, own) as desk:
                made.change(desk, *RECORDS)
                offices.save_card(desk, path=cards / f"{code}.nq57card")
                city.enrol(at_city, cards=[cards / f"{code}.nq57card"])
                trusting.trust(desk, path=folder / "city.nq57card")
                first = made.send(desk, folder / f"{code}-1.nq57")
                made.change(desk, *tasks)
                made.send(desk, folder / "inbox" / f"{code}-2.nq57")
            if code == OFFICES[0]:
                city.merge(at_city, paths=[first.file])
                issue(at_city, folder=folder / "receipts", period=None)
        made.change(at_city, *RECORDS[:5])
        assigning.issue(at_city, order=Order(whole_plan=True), folder=folder / "assigned")
    shutil.move(folder / "wards" / OFFICES[0], folder / "ward")
