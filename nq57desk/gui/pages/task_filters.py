"""The plan page's filters: lists for body, state, time, section, plan and month, and filters kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nq57desk.domain.plan import Plan, Section
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.gui import words
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.models.plan_tree import plan_words
from nq57desk.gui.widgets.filter_bar import FilterBar
from nq57desk.gui.widgets.form import Field
from nq57desk.usecases.narrowed import FilterChoices
from nq57desk.usecases.saved_filters import SavedFilter
from nq57desk.usecases.selecting import TaskFilter
from nq57desk.usecases.task_list import PlanView
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.gui.pages.tasks import TasksPage

_FIELDS = (
    ("body", mark("Chủ trì")),
    ("state", mark("Trạng thái")),
    ("timeliness", mark("Thời hạn")),
    ("section_id", mark("Mục")),
    ("plan_id", mark("Kế hoạch")),
    ("period", mark("Kỳ")),
)
_TIMES = (
    (Timeliness.LATE, mark("Quá hạn")),
    (Timeliness.DUE_SOON, mark("Sắp đến hạn")),
    (Timeliness.IN_TIME, mark("Trong hạn")),
    (Timeliness.DONE_IN_TIME, mark("Hoàn thành đúng hạn")),
    (Timeliness.DONE_LATE, mark("Hoàn thành quá hạn")),
    (Timeliness.NO_DEADLINE, mark("Chưa rõ hạn")),
    (Timeliness.DUTY_MISSING, mark("Chưa cập nhật kỳ")),
    (Timeliness.DUTY_DONE, mark("Đã cập nhật kỳ")),
)


class TaskFilters(QObject):
    """Keeps the bar and turns it into a TaskFilter."""

    changed = Signal()

    def __init__(self, page: TasksPage) -> None:
        super().__init__(page)
        self._page, self._session = page, page.session
        self.bar = FilterBar(_FIELDS)
        self.bar.hide()
        self.bar.offer("state", tuple((state.value, _(known.words)) for state, known in words.STATES.items()))
        self.bar.offer("timeliness", tuple((time.value, _(name)) for time, name in _TIMES))
        self.bar.changed.connect(self.changed)
        self.bar.saved.connect(self._take)
        self.bar.save_asked.connect(self.save)
        self.bar.forget_asked.connect(self._forget)

    @property
    def narrows(self) -> bool:
        """Whether the bar is shown and narrows anything."""
        return not self.bar.isHidden() and self.bar.narrows

    def wanted(self, search: str) -> TaskFilter:
        """What is chosen, with the search."""
        values = self.bar.values()
        return TaskFilter(
            search=search,
            body=values["body"],
            plan_id=values["plan_id"],
            section_id=values["section_id"],
            states=(State(values["state"]),) if values["state"] else (),
            timeliness=(Timeliness(values["timeliness"]),) if values["timeliness"] else (),
            period=values["period"],
        )

    def toggle(self) -> None:
        """Show the bar and go to its first list, or hide it and narrow nothing."""
        self.bar.setVisible(self.bar.isHidden())
        if not self.bar.isHidden():
            self.read()
            self.bar.lists["body"].setFocus()
        elif self.bar.narrows:
            self.bar.clear()

    def show_plans(self, plans: tuple[PlanView, ...], periods: tuple[str, ...]) -> None:
        """Offer these plans, their sections and these months."""
        self.bar.offer("plan_id", tuple((view.plan.id, plan_words(view.plan)) for view in plans))
        sections = [
            (section.id, _section_words(section, view.plan, len(plans)))
            for view in plans
            for below in view.appendices
            for section in below.sections
        ]
        self.bar.offer("section_id", tuple(sections))
        self.bar.offer("period", tuple((code, words.capital(words.period_words(code))) for code in periods))

    def read(self) -> None:
        """Read anew which bodies lead and which filters are saved."""
        from nq57desk.usecases import narrowed

        if not self.bar.isHidden():
            self._session.ask(lambda desk, _m: narrowed.choices(desk), self._came)

    def _came(self, found: FilterChoices) -> None:
        self.bar.offer("body", tuple((name, name) for name in found.bodies))
        self.bar.offer_saved(found.saved)

    def save(self) -> None:
        """Ask for a name and keep what is chosen under it."""
        from nq57desk.usecases import saved_filters

        wanted = self.wanted(self._page.search.strip())

        def submit(sheet: Sheet) -> None:
            name = sheet.form.values()["name"]
            if not name.strip():
                sheet.wrong({"name": _("Đặt tên để tìm lại bộ lọc.")})
                return

            def done(_kept: SavedFilter) -> None:
                sheet.done_with()
                self.read()

            self._session.ask(
                lambda desk, _m: saved_filters.save(desk, name=name, wanted=wanted), done, refused=sheet.refuse
            )

        fields = (Field("name", mark("Tên bộ lọc"), hint=mark("Ví dụ: Quá hạn của Phòng Kinh tế")),)
        sheet = Sheet(self._page, _("Lưu bộ lọc"), self.bar.words(), fields, _("Lưu bộ lọc"), submit, width=520)
        sheet.form.inputs["name"].setFocus()
        sheet.open()

    def _take(self, name: str) -> None:
        from nq57desk.usecases import saved_filters

        def answer(kept: tuple[SavedFilter, ...]) -> None:
            found = next((one.wanted for one in kept if one.name == name), None)
            if found is not None:
                self.bar.fill(_values(found))
                self.changed.emit()
                if found.search != self._page.search:
                    self._page.letter.emit(found.search)

        self._session.ask(lambda desk, _m: saved_filters.saved(desk), answer)

    def _forget(self, name: str) -> None:
        from nq57desk.usecases import saved_filters

        self._session.ask(
            lambda desk, _m: saved_filters.forget(desk, name=name),
            lambda _nothing: self.read(),
            refused=self._page.refuse,
        )


def _section_words(section: Section, plan: Plan, plans: int) -> str:
    title = " ".join(". ".join(part for part in (section.number, section.title) if part).split())[:60]
    return f"{title} · {plan_words(plan)}" if plans > 1 else title


def _values(wanted: TaskFilter) -> dict[str, str]:
    return {
        "body": wanted.body,
        "plan_id": wanted.plan_id,
        "section_id": wanted.section_id,
        "state": wanted.states[0].value if wanted.states else "",
        "timeliness": wanted.timeliness[0].value if wanted.timeliness else "",
        "period": wanted.period,
    }
