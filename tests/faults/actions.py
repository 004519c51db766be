"""What is being done when the process ends: each by the program's own command line or use cases.

An action gets the folder that was copied for it and a way to say what a person was told is saved. It can be repeated.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from nq57desk.__main__ import main
from nq57desk.domain.plan import Appendix, Plan, Task
from nq57desk.domain.progress import State
from nq57desk.errors import Refused
from nq57desk.usecases import (
    attachments,
    backups,
    history,
    keys,
    moving_in,
    paper_issued,
    progress,
    receipts,
    settings_edits,
)
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import Clock, Desk, open_desk
from tests.bundle.offices import DAY as CITY_DAY
from tests.faults.offices import DAY, MONTH, first_task, frozen

Say = Callable[[object], None]
Action = Callable[[Path, Say], None]
SAVES = 6


Command = tuple[str, date, tuple[object, ...]]
"""The office's folder, the day, and the words of a command line."""


def words_of(action: str, folder: Path) -> list[str]:
    """The whole command line of an action that is one."""
    office, day, words = COMMANDS[action](folder)
    return ["--office", str(folder / office), "--as-of", day.isoformat(), "--json", *map(str, words)]


def _command(action: str) -> Action:
    """The command line as it is called; done where it says so."""

    def act(folder: Path, say: Say) -> None:
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            status = main(words_of(action, folder))
        problems = json.loads(told.getvalue() or "{}").get("problems", [])
        if status == 0:
            if any(one["code"] == "backup.none_today" for one in problems):
                say(["not backed up"])
            say(["done"])
            return
        found = [one["code"] for one in problems], [one["sentence"] for one in problems]
        say(["refused", *found] if status == 1 else [f"status {status}", told.getvalue()])

    return act


def _appendix(folder: Path) -> str:
    with _opened(folder) as desk:
        return desk.store.all(Appendix)[0].id


def _backup(folder: Path) -> Path:
    return next((folder / "old").glob("*manual.nq57backup"))


def _task(folder: Path) -> str:
    """Of the ward that has no backup yet: its first change by the command line makes the day's."""
    with open_desk(folder / "ward", as_of=CITY_DAY) as desk:
        return first_task(desk.store.all(Task)).id


def _assigned(folder: Path) -> Path:
    return next((folder / "assigned").glob("90001_*.nq57assign"))


COMMANDS: dict[str, Callable[[Path], Command]] = {
    "import": lambda _folder: ("office", DAY, ("import", sample_files()[0], "--yes")),
    "merge": lambda folder: ("office", CITY_DAY, ("city", "merge", folder / "inbox")),
    "restore": lambda folder: ("office", DAY, ("backup", "restore", _backup(folder))),
    "create": lambda folder: (
        "office", DAY, ("office", "create", folder / "created", "--role", "ward", "--code", "99777", "--name", "Xã Mới")
    ),
    "bundle": lambda folder: ("office", DAY, ("bundle", "make", "-o", folder / "gói gửi.nq57", "--period", MONTH)),
    "paper": lambda folder: (
        "office", DAY, ("paper", "appendix", "--appendix", _appendix(folder), "-o", folder / "giấy.pdf")
    ),
    "sheet": lambda folder: (
        "office", DAY, ("paper", "task-progress", "--period", MONTH, "-o", folder / "giấy.xlsx")
    ),
    "issue receipts": lambda folder: ("office", CITY_DAY, ("city", "receipts", "-o", folder / "receipts out")),
    "assign": lambda folder: ("office", CITY_DAY, ("city", "assign", "--whole-plan", "-o", folder / "assigned out")),
    "take assignment": lambda folder: ("ward", CITY_DAY, ("assignment", "import", _assigned(folder), "--yes")),
    "set progress": lambda folder: (
        "ward", CITY_DAY, ("progress", "set", _task(folder), "--period", MONTH, "--state", "in_progress")
    ),
    "forms": lambda folder: ("office", DAY, ("form", "make", "--period", MONTH, "-o", folder / "forms")),
}  # fmt: skip


def _opened(folder: Path) -> Desk:
    return open_desk(folder / "office", as_of=DAY, who="Mai")


def save(folder: Path, say: Say) -> None:
    """A clerk fills in one task's month again and again."""
    with _opened(folder) as desk:
        task = first_task(desk.store.all(Task))
        for turn in range(1, SAVES + 1):
            progress.set_progress(
                desk, task_id=task.id, period=MONTH, state=State.IN_PROGRESS, percent=turn, result=f"Lần {turn}"
            )
            say([turn])


def migrate(folder: Path, say: Say) -> None:
    _opened(folder).close()
    say(["done"])


def back_up(folder: Path, say: Say) -> None:
    with _opened(folder) as desk:
        say([history.backup(desk).name])


def begin_day(folder: Path, say: Say) -> None:
    with _opened(folder) as desk:
        settings_edits.change(desk, key="backup.second_place", value=str(folder / "second"))
        told = backups.begin_day(desk)
        if told.problems:
            raise Refused(*told.problems)
        say(["done"])


def move_in(folder: Path, say: Say) -> None:
    if not (folder / "moved").is_dir():
        moving_in.move_in(_backup(folder), folder=folder / "moved", who="Mai", at=Clock(DAY).now())
    say(["done"])


def attach(folder: Path, say: Say) -> None:
    with _opened(folder) as desk:
        task = first_task(desk.store.all(Task))
        attachments.add(desk, task_id=task.id, period=MONTH, path=folder / "new evidence.pdf")
        say(["done"])


def issue_paper(folder: Path, say: Say) -> None:
    with _opened(folder) as desk:
        plan = desk.store.all(Plan)[0]
        paper_issued.mark_issued(desk, kind="plan", number="77", on=DAY, signer="Trần Văn Bình", plan_id=plan.id)
        say(["done"])


def take_receipt(folder: Path, say: Say) -> None:
    (file,) = (folder / "receipts").glob("*.nq57receipt")
    with open_desk(folder / "ward", as_of=CITY_DAY, who="Mai") as desk:
        receipts.import_receipt(desk, path=file)
        say(["done"])


def _create(folder: Path, say: Say) -> None:
    """Once it is there it is not made again."""
    if (folder / "created" / "nq57.db").is_file():
        say(["done"])
    else:
        _command("create")(folder, say)


def renew_keys(folder: Path, say: Say) -> None:
    with _opened(folder) as desk:
        keys.renew_keys(desk, reason="Máy bị mất")
        say(["done"])


ACTIONS: dict[str, Action] = {
    **{name: _command(name) for name in COMMANDS},
    "create": _create,
    "save": save,
    "back up": back_up,
    "begin day": begin_day,
    "move in": move_in,
    "attach": attach,
    "issue paper": issue_paper,
    "take receipt": take_receipt,
    "renew keys": renew_keys,
    **{f"migrate {version}": migrate for version in frozen()},
}


def folder_of(action: str) -> str:
    """The kind of folder that an action works on."""
    if action.startswith("migrate"):
        return f"frozen-{action.removeprefix('migrate ')}"
    if action in ("merge", "issue receipts", "take receipt", "assign", "take assignment", "set progress"):
        return "city"
    return "empty" if action == "import" else "sample"


def not_done(said: list[list[object]]) -> list[str]:
    """What an action was refused, or ended in, instead of being done."""
    return [str(one) for one in said if str(one[0]).startswith(("refused", "status"))]
