"""Ctrl+G on the plan page: under which headings the tasks stand; each press goes on to the next kind of heading.

What was chosen is remembered on this machine and said beside the title. A search lists best hits first, without groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nq57desk.gui import words
from nq57desk.usecases.task_grouping import Grouping
from nq57desk.usecases.task_order import Heading
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.gui.pages.tasks import TasksPage

NAMES = {
    Grouping.PAPER: mark("nhóm: mục trên văn bản"),
    Grouping.LEAD: mark("nhóm: chủ trì"),
    Grouping.LEADER: mark("nhóm: lãnh đạo"),
    Grouping.TIME: mark("nhóm: thời hạn"),
}
_KEPT = "tasks.group"
_NOBODY = {
    Grouping.LEAD: mark("Chưa ghi cơ quan chủ trì"),
    Grouping.LEADER: mark("Chưa ghi lãnh đạo phụ trách"),
}


class TaskGroups:
    """Keeps the grouping of one page."""

    def __init__(self, page: TasksPage) -> None:
        self._page = page
        kept = page.session.preferences.get(_KEPT)
        chosen = Grouping(kept) if kept in set(Grouping) else Grouping.PAPER
        self.chosen = chosen if chosen in self._kinds() else Grouping.LEAD

    def _kinds(self) -> list[Grouping]:
        """The kinds of headings in order; a wall that names no persons has none of theirs."""
        named = self._page.session.names_shown
        return [each for each in Grouping if named or each is not Grouping.LEADER]

    def go_on(self) -> None:
        """Group by the next kind of heading, after the last one as on paper again."""
        kinds = self._kinds()
        self.group_by(kinds[(kinds.index(self.chosen) + 1) % len(kinds)])

    def group_by(self, grouping: Grouping) -> None:
        """Show the list under these headings from now on."""
        if grouping is not self.chosen:
            self.chosen = grouping
            self._page.session.preferences.keep(_KEPT, "" if grouping is Grouping.PAPER else grouping.value)
            self._page.session.said.emit(words.capital(_(NAMES[grouping])))
            self._page.listing.show()

    def said(self) -> str:
        """What is said of the grouping beside the number of tasks, "" as on paper."""
        return "" if self.chosen is Grouping.PAPER else _(NAMES[self.chosen])

    def named(self, heading: Heading) -> Heading:
        """A group's heading in words: a time's name, and what rows without a name stand under."""
        if self.chosen is Grouping.TIME:
            return Heading("", _(words.TIMELINESS[heading.title].words), heading.tasks)
        if not heading.title and self.chosen in _NOBODY:
            return Heading("", _(_NOBODY[self.chosen]), heading.tasks)
        return heading
