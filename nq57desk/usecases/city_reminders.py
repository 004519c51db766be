"""Who is reminded, and the polite text for each, to paste into Zalo: the month, its due day, what is wanted.

Decides that an office whose bundle was refused is told so, and that one whose bundle waits at the city is not reminded:
there the city has to act.
"""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.paper_words import period_words, short_day
from nq57desk.domain.submission import Cell, CellState
from nq57desk.usecases.city_matrix import Matrix, MatrixRow, matrix
from nq57desk.workspace import Desk

REMINDED = (CellState.MISSING, CellState.REJECTED, CellState.NOT_DUE, CellState.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One office to remind. ``days`` over the due day, 0 before it."""

    code: str
    name: str
    kind: str
    state: CellState
    days: int
    enrolled: bool
    text: str


def reminders(desk: Desk, *, period: str | None = None) -> tuple[Reminder, ...]:
    """Everyone who is to be reminded for a month, in the list's order.

    Raises:
        Refused: "workspace.no_city", or the text names no period.
    """
    return reminders_of(desk, matrix(desk, period=period))


def reminders_of(desk: Desk, found: Matrix) -> tuple[Reminder, ...]:
    """As :func:`reminders`, of a matrix that was read."""
    return tuple(
        _reminder(desk, row, row.cells[found.at]) for row in found.rows if row.cells[found.at].state in REMINDED
    )


def _reminder(desk: Desk, row: MatrixRow, one: Cell) -> Reminder:
    unit = row.unit
    return Reminder(unit.code, unit.title, unit.kind, one.state, one.days, unit.enrolled, reminder_text(desk, row, one))


def reminder_text(desk: Desk, row: MatrixRow, one: Cell) -> str:
    """The text for one office and month."""
    when, due = period_words(one.period), short_day(one.due)
    match one.state:
        case CellState.NOT_DUE:
            said = f"Hạn gửi số liệu {when} là hết ngày {due}."
        case CellState.INCOMPLETE:
            said = f"Thành phố đã nhận gói số liệu {when} nhưng đơn vị chưa chốt kỳ, số liệu chưa đủ (hạn {due})."
        case CellState.REJECTED:
            said = f"Gói số liệu {when} của đơn vị chưa nhận được do tệp có vấn đề; hạn gửi là hết ngày {due}."
        case _:
            said = f"Đến nay thành phố chưa nhận được gói số liệu {when} (hạn gửi hết ngày {due}, quá {one.days} ngày)."
    wanted = "chốt kỳ và xuất lại gói" if one.state in (CellState.INCOMPLETE, CellState.REJECTED) else "xuất gói, gửi"
    card = "" if row.unit.enrolled else " Đơn vị chưa có phiếu đăng ký tại thành phố, đề nghị gửi kèm phiếu."
    return (
        f"Kính gửi {row.unit.title}. {said} Đề nghị đơn vị {wanted} về {desk.office.name}, "
        f"rồi nạp biên nhận khi thành phố phát.{card} Trân trọng."
    )
