"""The lines on Tổng quan that stay until something has come: the city's receipt from the second day after hạn gửi on,
and the copy of the backups at their second place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nq57desk.domain.sending import SentState, Unanswered
from nq57desk.gui import words
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import push, row
from nq57desk.gui.widgets.told import Aside
from nq57desk.wording import _, mark

_STANDS = {
    SentState.EXPORTED: mark("gói lần {n} mới xuất, chưa ghi là đã chuyển"),
    SentState.HANDED_OVER: mark("gói lần {n} đã chuyển, chưa có biên nhận"),
    SentState.HELD: mark("thành phố đang giữ gói lần {n} để xem"),
    SentState.REJECTED: mark("thành phố từ chối gói lần {n}"),
}


def told(missing: Sequence[Unanswered]) -> str:
    """ "Chưa có biên nhận kỳ tháng 11/2026: gói lần 1 đã chuyển, chưa có biên nhận; quá hạn gửi 3 ngày"; of several
    periods the newest, and how many more there are."""
    first = missing[0]
    stands = _(_STANDS.get(first.state, _STANDS[SentState.EXPORTED])).format(n=first.sequence)
    text = _("Kỳ {period} chưa được thành phố xác nhận: {stands}; quá hạn gửi {days} ngày.").format(
        period=words.period_words(first.period), stands=stands, days=first.days
    )
    more = len(missing) - 1
    return f"{text} {_('Còn {n} kỳ trước cũng vậy.').format(n=more)}" if more else text


class NoticeLine(QFrame):
    """A line with one button; nothing is shown while there is nothing to say."""

    opened = Signal()
    """The button was pressed."""

    def __init__(self, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "notice")
        self.text = Aside(tone="")
        self.button = push(button)
        self.button.clicked.connect(self.opened)
        line = row(self.text, self.button, margins=(12, 2, 6, 2))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, text: str) -> None:
        """Say it, or with "" go away."""
        self.text.setText(text)
        self.button.setAccessibleDescription(text)
        self.setVisible(bool(text))


class ReceiptLine(NoticeLine):
    """Says which period the city has not answered for; its button opens the post room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Mở Trao đổi"), parent)

    def show_missing(self, missing: Sequence[Unanswered]) -> None:
        """Say it, or go away."""
        self.say(told(missing) if missing else "")


class SecondPlaceLine(NoticeLine):
    """Says that the backups' second place waits for a copy; its button opens the settings of backups."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Mở Sao lưu"), parent)
        self._session = session
        session.stepped.connect(self.look)

    def look(self) -> None:
        """Whether it waits now; who only looks on is not asked to copy."""
        office = self._session.office
        waits = office is not None and office.second_due and not office.read_only
        self.say(
            _("Bản sao lưu chưa được chép sang nơi thứ hai đã chọn; ổ đĩa hỏng thì số liệu mới mất theo.")
            if waits
            else ""
        )
