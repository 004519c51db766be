"""What the monthly grid's page does through use cases, and the words about its month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nq57desk.domain.progress import State
from nq57desk.gui import symbols, words
from nq57desk.gui.pages.grid_edits import Cells, EditWork, GridEdits
from nq57desk.usecases.month_board import MonthBoard
from nq57desk.usecases.month_sheet import MonthSheet, SheetRow
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.usecases.month_rows import Edited
    from nq57desk.workspace import Desk


STATES = tuple(State)
"""By the digit that chooses them, less one."""


def fill_states(menu: QMenu, choose: Callable[[State], None], offered: Sequence[State] = STATES) -> None:
    """The states that the office offers as a menu's lines, each with its digit."""
    menu.clear()
    for at, state in enumerate(STATES, start=1):
        if state not in offered:
            continue
        known = words.STATES[state]
        action = QAction(symbols.icon(known.symbol), f"&{at}  {_(known.words)}", menu)
        action.triggered.connect(lambda _on=False, state=state: choose(state))
        menu.addAction(action)


def month_cell_edits() -> GridEdits:
    """The use cases behind the grid's keys."""

    def set_cells(period: str, cells: Cells, action: str) -> EditWork:
        def work(desk: Desk) -> Edited:
            from nq57desk.usecases import month_edits

            typed = [month_edits.CellEdit(*cell) for cell in cells]
            return month_edits.set_cells(desk, period=period, cells=typed, action=action)

        return work

    def clear(period: str, cells: Sequence[tuple[str, str]]) -> EditWork:
        def work(desk: Desk) -> Edited:
            from nq57desk.usecases import month_edits

            return month_edits.clear(desk, period=period, cells=cells)

        return work

    def as_before(period: str, keys: Sequence[str], fields: Sequence[str]) -> EditWork:
        def work(desk: Desk) -> Edited:
            from nq57desk.usecases import month_edits

            return month_edits.as_last_period(desk, period=period, task_ids=keys, fields=fields)

        return work

    return GridEdits(set_cells, clear, as_before, "tasks", ("state", "percent"))


def can_edit(sheet: SheetRow) -> bool:
    """A row that only heads others is not filled in."""
    return not sheet.group


def window_words(sheet: MonthSheet) -> str:
    """The month's days, its due day and how far that is, and whether it is closed."""
    board: MonthBoard = sheet.board
    days = (board.due - board.today).days
    left = _("còn {n} ngày").format(n=days) if days >= 0 else _("đã qua {n} ngày").format(n=-days)
    text = _("{first}–{last} · gửi hết ngày {due}, {left}").format(
        first=words.day_month(board.first_day),
        last=words.day(board.last_day),
        due=words.day_month(board.due),
        left=left,
    )
    if board.closed_on is not None:
        text += " · " + _("đã chốt {day}").format(day=words.day(board.closed_on))
    if sheet.edition > 1:
        text += " · " + _("lần {n}").format(n=sheet.edition)
    return text


def nothing_words(search: str, n: int) -> str:
    """What is said where a search or a filter finds none of ``n`` tasks (M03)."""
    if search:
        return _(
            "Không có nhiệm vụ nào khớp “{text}”. Dữ liệu không thay đổi. [Bỏ lọc] để xem đủ {n} nhiệm vụ."
        ).format(text=search, n=n)
    return _("Không có nhiệm vụ nào thuộc mục lọc này. [Bỏ lọc] để xem đủ {n} nhiệm vụ.").format(n=n)
