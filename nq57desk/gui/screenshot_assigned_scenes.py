"""Things to look at of what a city assigned: the preview with a few decisions, then the tab and the task beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from nq57desk.bundle import assignments as files
from nq57desk.bundle import signing
from nq57desk.domain.assigned_rows import Decision
from nq57desk.domain.assignments import TASK, AssignedTask, Assignment, DirectionNote
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Plan, Task
from nq57desk.gui.dialogs.assignment_preview import AssignmentDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.workspace import Desk, open_desk

Settle = Callable[[MainWindow], None]
_CITY = "Ủy ban nhân dân thành phố mẫu"
_DOCUMENT = "215/QĐ-UBND ngày 02/02/2026"


def assigned_scenes(window: MainWindow, scratch: Path, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """One after the other; the office takes a city in ``scratch`` for its own."""
    page = window.page("exchange")
    if not isinstance(page, ExchangePage):
        return
    written: list[Path] = []
    window.session.change(lambda desk, _monitor: written.append(_assign(desk, scratch)))
    settle(window)
    for taking in (False, True):
        window.open_page("exchange", written[0])
        settle(window)
        dialog = page.assigned.dialog
        if dialog is None:
            return
        _decide(dialog)
        if taking:
            dialog.submit()
            settle(window)
        else:
            yield "trao-doi-nap-nhiem-vu", dialog
    yield "trao-doi-nhiem-vu-da-nap", window
    line = page.assigned.model.rows[0]
    if line.own is not None:
        window.open_page("tasks", line.own.id)
        settle(window)
        yield "nhiem-vu-thanh-pho-giao", window
    window.run_action("undo")
    settle(window)


def _decide(dialog: AssignmentDialog) -> None:
    """Some of each decision."""
    dialog.as_suggested()
    for at, decision in ((1, Decision.ADD), (3, Decision.LATER)):
        dialog.table.setCurrentIndex(dialog.model.index(at, 0))
        dialog.decide(decision)


def _assign(desk: Desk, scratch: Path) -> Path:
    """A new city's assignment for the office: some of its own tasks in other words, and one that is new."""
    from nq57desk.usecases.offices import create_office, save_card
    from nq57desk.usecases.trusting import trust

    folder, card = scratch / "giao", scratch / "thanh-pho.nq57card"
    create_office(folder=folder, code="99", name=_CITY, role=Role.CITY, sample=desk.office.sample)
    with open_desk(folder, as_of=desk.today) as city:
        save_card(city, path=card)
    trust(desk, path=card)
    keys = signing.load_keys(folder / "keys")
    year = max(plan.year for plan in desk.store.all(Plan))
    plans = {plan.id for plan in desk.store.all(Plan) if plan.year == year}
    rows = [task for task in desk.store.all(Task) if task.plan_id in plans and len(task.name) > 40][:7]
    tasks = tuple(_said(at, task) for at, task in enumerate(rows))
    first = DirectionNote("y-kien-1", TASK, tasks[0].id, _NOTE, "77/UBND-KGVX", date(year, 11, 5), "Phó Chủ tịch")
    told = Assignment(
        "99",
        _CITY,
        signing.fingerprint(keys.public.sign_key),
        desk.office.code,
        desk.office.name,
        year,
        number=1,
        made_at=desk.now().isoformat(timespec="seconds"),
        program="NQ57 Desk",
        sample=desk.office.sample,
        tasks=(*tasks, replace(tasks[-1], id="moi", name=_NEW, deadline="30/11/2026")),
        notes=(first, DirectionNote("y-kien-2", "", "", _ALL, "", date(year, 11, 6), "Chủ tịch")),
    )
    path = scratch / files.file_name(told)
    path.write_bytes(files.write(told, keys))
    return path


_NOTE = "Báo cáo kết quả trước ngày 25 hằng tháng."
_ALL = "Các xã, phường khẩn trương rà soát, hoàn thành trước khi kết thúc năm."
_NEW = "Công bố danh mục dữ liệu mở của xã, phường trên Cổng dữ liệu thành phố"


def _said(at: int, task: Task) -> AssignedTask:
    """The city's wording of a task: some the same, some of every commune, one with another deadline."""
    name = task.name if at % 2 else task.name.replace("phường", "xã, phường, đặc khu")
    deadline = "Quý I/2027" if at == 0 else task.deadline
    return AssignedTask(f"tp-{at}", str(at + 1), name, deadline, task.product, "UBND cấp xã", _DOCUMENT)
