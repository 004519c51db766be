"""Files from outside (a double click, a later start, a drop): which page shows each, and what waits for an office.

A ward looks into a bundle, is asked whether to trust a card, takes what its city sent, imports anything else; several
files come one after the other. A city sees what bundles and folders would change before they are merged, and is asked
about cards; what a city itself hands out is named as such. Opening a file changes nothing unasked; only a receipt of
the trusted city is taken at once, as by its button.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nq57desk.domain.vietnamese import visible
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.main_window import MainWindow

FROM_CITY = (".nq57receipt", ".nq57assign")
_NAMED = 3


class BringingIn:
    """Bound to one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.waiting: tuple[Path, ...] = ()
        """What is shown as soon as an office is open."""

    def take(self, files: Sequence[Path]) -> None:
        """Show them in the office that is open; without one they wait, and that is said."""
        office = self._window.session.office
        if not files:
            return
        if office is None:
            self.wait(files)
            self._say_waiting()
        elif office.is_city:
            self._at_city(files)
        else:
            self._at_ward(files)

    def _say_waiting(self) -> None:
        """In the first window where that is open, else above the page."""
        first = self._window.office_actions.start_dialog
        if first is not None:
            first.say_waiting(self.waiting_words())
        else:
            self._window.notice.say(self.waiting_words(), _("Bắt đầu…"), self._window.office_actions.start)

    def wait(self, files: Sequence[Path]) -> None:
        """Keep them for the office that is opened next."""
        self.waiting = tuple(dict.fromkeys((*self.waiting, *files)))

    def waiting_words(self) -> str:
        """What the first window says of files that wait; "" where none do."""
        if not self.waiting:
            return ""
        return _("{names} chờ ở đây và được mở ngay khi thiết lập hoặc mở xong đơn vị.").format(
            names=named(self.waiting)
        )

    def opened(self) -> None:
        """An office was opened: show what waited for it."""
        if self._window.session.office is not None and self.waiting:
            waited, self.waiting = self.waiting, ()
            self._window.notice.hide()
            self.take(waited)

    def _at_ward(self, files: Sequence[Path]) -> None:
        first, rest = files[0], tuple(files[1:])
        if first.is_dir():
            text = _("“{name}” là thư mục, đơn vị mở từng tệp một: thả các tệp trong đó vào cửa sổ.")
            self._window.notice.say(text.format(name=visible(first.name)))
            return
        self._window.import_from(first)
        if rest:
            text = _("Các tệp được mở lần lượt. Đang mở {name}, còn {n} tệp: {names}.")
            said = text.format(name=visible(first.name), n=len(rest), names=named(rest))
            self._window.notice.say(said, _("Mở {name}").format(name=visible(rest[0].name)), lambda: self.take(rest))

    def _at_city(self, files: Sequence[Path]) -> None:
        handed_out = tuple(file for file in files if file.suffix.lower() in FROM_CITY)
        others = tuple(file for file in files if file not in handed_out)
        if others:
            self._window.open_page("city", others)
        if handed_out:
            text = _(
                "{names} là tệp thành phố phát cho đơn vị: mở trên máy của đơn vị nhận. Ở đây không có gì thay đổi."
            )
            self._window.notice.say(text.format(names=named(handed_out)))


def named(files: Sequence[Path]) -> str:
    """The files' names, of many only the first ones."""
    names = ", ".join(f"“{visible(file.name)}”" for file in files[:_NAMED])
    more = len(files) - _NAMED
    return names + (" " + _("và {n} tệp nữa").format(n=more) if more > 0 else "")
