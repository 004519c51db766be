"""Who is reminded, and the polite text for each, to paste into Zalo: the month, its due day, what is wanted.

Decides that an office whose bundle was refused is told so, and that one whose bundle waits at the city is not reminded:
there the city has to act. Whom to call at an office is the city's own note; it leaves the city in no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nq57desk.domain.organisation import Role
from nq57desk.domain.paper_words import period_words, short_day
from nq57desk.domain.submission import Cell, CellState
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.usecases.changing import writable
from nq57desk.usecases.city_listings import CELL_WORDS
from nq57desk.usecases.city_matrix import Matrix, MatrixRow, matrix
from nq57desk.usecases.paper_memory import keep
from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk

CONTACT = "city.contact/"
"""How the keys begin under which the notes of whom to call lie."""
LONGEST = 200
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
    contact: str = ""
    """Whom to call or write to, as the city noted it."""


def reminders(desk: Desk, *, period: str | None = None) -> tuple[Reminder, ...]:
    """Everyone who is to be reminded for a month, in the list's order.

    Raises:
        Refused: "workspace.no_city", or the text names no period.
    """
    return reminders_of(desk, matrix(desk, period=period))


def reminders_of(desk: Desk, found: Matrix) -> tuple[Reminder, ...]:
    """As :func:`reminders`, of a matrix that was read."""
    known = city_reading.settings_like(desk.store, CONTACT)
    return tuple(
        _reminder(desk, row, row.cells[found.at], known.get(row.unit.code, ""))
        for row in found.rows
        if row.cells[found.at].state in REMINDED
    )


def _reminder(desk: Desk, row: MatrixRow, one: Cell, contact: str) -> Reminder:
    unit, text = row.unit, reminder_text(desk, row, one)
    return Reminder(unit.code, unit.title, unit.kind, one.state, one.days, unit.enrolled, text, contact)


def keep_contact(desk: Desk, *, office: str, contact: str) -> SettingChanged:
    """Note whom to call at an office; an empty text takes the note back. A step that can be undone.

    Raises:
        Refused: read-only, "workspace.no_city", or longer than a line ("city.long_contact").
    """
    writable(desk)
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    plain = tidy(" ".join(contact.split()))
    if len(plain) > LONGEST:
        raise refuse("city.long_contact", most=LONGEST)
    return keep(desk, CONTACT + office, plain)


def contact_list(found: Iterable[Reminder]) -> str:
    """The list to paste into a table: code, office, state, days over, whom to call; a line each."""
    rows = [("Mã", "Đơn vị", "Tình trạng", "Quá hạn (ngày)", "Liên hệ")]
    rows += [(one.code, one.name, CELL_WORDS[one.state], str(one.days or ""), one.contact) for one in found]
    return "\n".join("\t".join(row) for row in rows)


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
