"""What the plan page lists: tasks that tree, search and filters name, an appendix's indicators, what was deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nq57desk.domain.plan import Appendix, AppendixKind, Origin, Plan, Section
from nq57desk.gui.models.plan_tree import ASSIGNED, is_deleted, record_at, special_at
from nq57desk.gui.pages.task_frame import DELETED, INDICATORS
from nq57desk.gui.widgets.plain import Table
from nq57desk.usecases.indicators import IndicatorRow
from nq57desk.usecases.selecting import TaskFilter
from nq57desk.usecases.task_grouping import Grouping
from nq57desk.usecases.task_order import TaskOrder
from nq57desk.usecases.task_screens import Screen, Wanted
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.tasks import TasksPage


class TaskListing:
    """Asks for the list; an answer that a newer question has overtaken is dropped."""

    def __init__(self, page: TasksPage) -> None:
        self.page = page
        self.session = page.session
        self._asked = 0
        self.period = ""
        """The period of the list shown, "" for the present one."""

    @property
    def _search(self) -> str:
        return self.page.search.strip()

    def show(self) -> None:
        """Show what the tree's line stands for, or what search and filters find in all plans."""
        page = self.page
        appendix = None if self._search else page.appendix()
        if page.filters.narrows:
            self._tasks(None)
        elif is_deleted(page.tree.currentIndex()) and not self._search:
            page.show_list(DELETED, _("{n} nhiệm vụ đã xóa · Enter để khôi phục").format(n=len(page.deleted.rows)))
            _to_first(page.deleted_table)
        elif appendix is not None and appendix.kind is not AppendixKind.TASKS:
            self._indicators(appendix)
        else:
            self._tasks(appendix)

    def _next(self) -> int:
        self._asked += 1
        return self._asked

    def _indicators(self, appendix: Appendix) -> None:
        from nq57desk.usecases import indicators

        asked = self._next()

        def answer(rows: tuple[IndicatorRow, ...]) -> None:
            if asked == self._asked:
                here = tuple(row for row in rows if row.appendix_id == appendix.id)
                self.page.indicators.show(here)
                words = _("{n} chỉ tiêu · ghi số liệu ở trang Chỉ tiêu (Ctrl+4)")
                self.page.show_list(INDICATORS, words.format(n=len(here)))
                _to_first(self.page.indicator_table)

        self.session.ask(lambda desk, _m: indicators.indicators(desk, plan_id=appendix.plan_id), answer)

    def _tasks(self, appendix: Appendix | None) -> None:
        from nq57desk.usecases import task_screens

        if self.session.office is None:
            return
        wanted = Wanted(self._wanted(), self.page.groups.chosen, self.page.near)
        self.period = wanted.narrowed.period
        asked = self._next()

        def answer(screen: Screen) -> None:
            if asked == self._asked:
                order = screen.order
                if order.headings and wanted.grouping is not Grouping.PAPER:
                    named = {at: self.page.groups.named(one) for at, one in order.headings.items()}
                    order = replace(order, headings=named)
                self.page.show_screen(replace(screen, order=order), appendix)

        self.session.ask(
            lambda desk, _monitor: task_screens.screen(desk, wanted=wanted), answer, refused=self.page.refuse
        )

    def _wanted(self) -> TaskFilter:
        """What the filters say; else the search in all plans; else what the tree's line stands for."""
        page, search = self.page, self._search
        if page.filters.narrows:
            return page.filters.wanted(search)
        if search:
            return TaskFilter(search=search)
        record = record_at(page.tree.currentIndex())
        return TaskFilter(
            plan_id=record.id if isinstance(record, Plan) else "",
            appendix_id=record.id if isinstance(record, Appendix) else "",
            section_id=record.id if isinstance(record, Section) else "",
            origin=Origin.ASSIGNED.value if special_at(page.tree.currentIndex()) == ASSIGNED else "",
        )

    def count_words(self, order: TaskOrder) -> str:
        """How many there are, and of what."""
        if self._search and not self.page.filters.narrows:
            return _("{n} nhiệm vụ khớp “{text}”").format(n=order.tasks, text=self._search)
        filters = self.page.filters.bar.words() if self.page.filters.narrows else ""
        grouped = "" if self._search else self.page.groups.said()
        return " · ".join(part for part in (_("{n} nhiệm vụ").format(n=order.tasks), filters, grouped) if part)

    def say_why_empty(self, screen: Screen) -> None:
        """Why nothing is listed (M03), with the button that shows everything again."""
        notice, bar, order = self.page.notice, self.page.filters.bar, screen.order
        text = _("Không có nhiệm vụ nào khớp “{text}”. Dữ liệu không thay đổi.")
        if order.tasks:
            notice.hide()
        elif self.page.filters.narrows:
            what = " · ".join(part for part in (bar.words(), self._search) if part)
            notice.say(text.format(text=what), _("Bỏ lọc"), bar.clear)
        elif screen.indicators or screen.plans:
            notice.hide()
        elif self._search:
            notice.say(text.format(text=self._search), _("Bỏ lọc"), self.page.clear_search)


def _to_first(table: Table) -> None:
    if not table.currentIndex().isValid() and table.model().rowCount():
        table.setCurrentIndex(table.model().index(0, 0))
