"""The city's report calendar against the ward's own: shown day by day, taken over or left, never silently."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nq57desk.domain.paper_words import short_day
from nq57desk.domain.problems import Problem
from nq57desk.gui import words
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.session import Session
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.usecases.city_calendar import CityCalendar

_SHOWN = 12
Refused = Callable[[tuple[Problem, ...]], None]


class CalendarQuestion(Question):
    """Asks about one calendar; ``found`` is what it shows."""

    def __init__(self, parent: QWidget, found: CityCalendar) -> None:
        self.found = found
        verb = _("Trở về lịch của cơ quan") if found.taken else _("Dùng lịch của thành phố")
        safe = _("Đóng") if found.taken else _("Giữ lịch của cơ quan")
        super().__init__(parent, _heading(found), verb, _days(found), safe=safe)


def _heading(found: CityCalendar) -> str:
    differing = len(found.differing)
    if found.taken:
        return _("Hạn gửi đang theo lịch của {city}.").format(city=found.city)
    if not differing:
        return _("Phiếu của {city} ghi hạn gửi trùng với cách tính của cơ quan.").format(city=found.city)
    return _(
        "Phiếu của {city} ghi hạn gửi khác cách tính của cơ quan ở {n} kỳ. Hạn gửi chưa đổi; chọn lịch nào thì hạn gửi "
        "trên Tổng quan và Cài đặt theo lịch đó. Hạn nộp của các cơ quan trong đơn vị không đổi."
    ).format(city=found.city, n=differing)


def _days(found: CityCalendar) -> str:
    shown = (found.differing or found.days)[:_SHOWN]
    lines = [
        _("{period}: thành phố {city}, cơ quan {own}").format(
            period=words.period_words(one.period), city=short_day(one.city), own=short_day(one.own)
        )
        for one in shown
    ]
    return "\n".join(lines)


def show_calendar(
    parent: QWidget,
    session: Session,
    then: Callable[[], object],
    refused: Refused,
    *,
    only_new: bool = False,
) -> None:
    """Read the calendar and ask; ``only_new``: only where nobody has taken or left it and a day differs."""
    from nq57desk.usecases import city_calendar

    def came(found: CityCalendar | None) -> None:
        if found is None or (only_new and not found.ask):
            return
        question = CalendarQuestion(parent, found)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        do = city_calendar.leave if found.taken else city_calendar.take
        question.accepted.connect(lambda: session.change(lambda desk, _m: do(desk), lambda _x: then(), refused=refused))
        if found.ask:
            question.rejected.connect(
                lambda: session.change(lambda desk, _m: city_calendar.leave(desk), lambda _x: then(), refused=refused)
            )
        question.open()

    session.ask(lambda desk, _m: city_calendar.offered(desk), came, refused=refused)
