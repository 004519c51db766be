"""What Tổng quan says of the month: its steps, its days, how near the due day is."""

from __future__ import annotations

import re
from dataclasses import replace

from nq57desk.documents.charts_path import MonthPath, PathPoint
from nq57desk.domain.vietnamese import sort_key
from nq57desk.gui import words
from nq57desk.usecases.month_board import MonthBoard
from nq57desk.usecases.overview import Asking, Overview, PathStep
from nq57desk.wording import _, mark

STEPS = {
    "open": (mark("Mở kỳ"), mark("Mở kỳ"), "month"),
    "update": (mark("Cập nhật"), mark("Tiếp tục cập nhật"), "month"),
    "close": (mark("Chốt kỳ"), mark("Chốt kỳ"), "month"),
    "sign": (mark("In, trình ký"), mark("In, trình ký"), "papers"),
    "bundle": (mark("Xuất gói"), mark("Xuất gói"), "exchange"),
    "receipt": (mark("Biên nhận"), mark("Nạp biên nhận"), "exchange"),
}
"""A step of the month: its words, what the button says, the page where it is taken."""


def step_words(step: PathStep) -> str:
    """ "Cập nhật 48/60"."""
    return f"{_(STEPS[step.name][0])} {step.figure}".strip()


def days_left(board: MonthBoard) -> str:
    """ "còn 2 ngày" to the day on which the month is due, or how long it is over."""
    days = (board.due - board.today).days
    if days == 0:
        return _("hôm nay")
    return _("còn {n} ngày").format(n=days) if days > 0 else _("đã qua {n} ngày").format(n=-days)


def reminder(board: MonthBoard) -> str:
    """What is said from the day on that the settings name."""
    days = (board.due - board.today).days
    if days < 0:
        return _("Nhắc: quá hạn gửi {n} ngày").format(n=-days)
    return _("Nhắc: hôm nay hết hạn gửi") if days == 0 else _("Nhắc: còn {n} ngày là hết hạn gửi").format(n=days)


def path_chart(seen: Overview) -> MonthPath:
    """The month's way; near the due day the step to take now says how near."""

    def told(step: PathStep) -> str:
        near = f" · {days_left(seen.board)}" if seen.reminding and step.state == "now" else ""
        return step_words(step) + near

    return MonthPath(tuple(PathPoint(step.name, step.state, told(step)) for step in seen.steps))


def period_line(seen: Overview) -> str:
    """ "Kỳ tháng 11/2026 (15/10–14/11) · hạn gửi: hết ngày 14/11 · còn 4 ngày"; near the due day it says so first."""
    board = seen.board
    text = _("Kỳ {period} ({first}–{last}) · hạn gửi: hết ngày {due}").format(
        period=words.period_words(board.period.code),
        first=words.day_month(board.first_day),
        last=words.day_month(board.last_day),
        due=words.day_month(board.due),
    )
    return f"{reminder(board)} · {text}" if seen.reminding else f"{text} · {days_left(board)}"


def asked(seen: Overview, *, named: bool) -> tuple[Asking, ...]:
    """What waits for the leader's word, body by body; on a wall that names no persons without the leaders' names."""
    found = sorted(seen.asking, key=lambda asking: sort_key(asking.lead))
    if named:
        return tuple(found)
    names = {name for bar in seen.leaders.bars if (name := _person(bar.name))}
    names |= {name for asking in found if (name := _person(asking.supervisor))}
    return tuple(
        replace(one, difficulty=_without(one.difficulty, names), proposal=_without(one.proposal, names))
        for one in found
    )


def _person(leader: str) -> str:
    """ "Phó Chủ tịch Lê Thu Hà" → "Lê Thu Hà"; "" where only a post is named ("Chủ tịch UBND phường")."""
    found: list[str] = []
    for word in reversed(leader.split()):
        if not word.istitle():
            break
        found.insert(0, word)
    return " ".join(found) if found != leader.split() or len(found) > 1 else ""


def _without(text: str, names: set[str]) -> str:
    """The text with each of the names left out; longer ones first."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "…", text)
    return text
