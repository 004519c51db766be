"""Tổng hợp: the city's consolidated tables; every figure opens the offices' own rows behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget, QWidget

from nq57desk.domain.consolidation import Comparison
from nq57desk.domain.listings import LineKind, Listing, ListingLine
from nq57desk.gui import actions as act
from nq57desk.gui import city_words, theme
from nq57desk.gui.dialogs.city_rows import CityGoalsDialog, CityRowsDialog, CitySaidDialog
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.city_assigning import open_linking
from nq57desk.gui.pages.city_waiting import show_last_merge
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.gui.widgets.plain import Choice, Table, label, row
from nq57desk.usecases import city_views
from nq57desk.usecases.city_tables import CityTables
from nq57desk.usecases.city_views import BY_INDICATOR, BY_OFFICE, BY_TASK, CHANGED, RANKING, SAID, UNLINKED, More
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.city_rows import OfficeRow
    from nq57desk.workspace import Desk

HEADINGS = {
    "total": mark("Tổng\nsố"),
    "done_in_time": mark("Xong\nđúng hạn"),
    "done_late": mark("Xong\nquá hạn"),
    "done_undated": mark("Xong\nkhông hạn"),
    "open_in_time": mark("Còn\ntrong hạn"),
    "open_late": mark("Còn\nquá hạn"),
    "open_undated": mark("Còn\nkhông hạn"),
    "stopped": mark("Dừng,\nthay thế"),
    "done_share": mark("Tỷ lệ\nxong"),
    "overdue_all": mark("Quá hạn\n/tổng số"),
    "overdue_dated": mark("Quá hạn\n/có hạn"),
    "updated": mark("Cập\nnhật"),
    "linked": mark("Đơn vị\ncó số liệu"),
    "numerator": mark("Tổng\ntử số"),
    "denominator": mark("Tổng\nmẫu số"),
    "actual": mark("Kết quả\ntử/mẫu"),
    "met": mark("Đơn vị\nđạt"),
    "counted": mark("Đơn vị\ncó số liệu"),
    "missing": mark("Đơn vị\nchưa có"),
    "unit": mark("Đơn vị\ntính"),
    "suggested": mark("Gợi ý trong danh mục\n(chưa tính)"),
    "deleted": mark("Đã xóa"),
}
"""Short headings on two lines for the window; papers have the whole ones."""
SAME_HEADINGS = frozenset(
    (
        *(mark("TT"), mark("Hạng"), mark("Đơn vị"), mark("Nhiệm vụ"), mark("Chỉ tiêu"), mark("Nội dung")),
        *(mark("Thời hạn"), mark("Mục tiêu"), mark("Đánh giá"), mark("Số liệu"), mark("Tỷ lệ"), mark("Loại")),
        *(mark("Khó khăn, vướng mắc"), mark("Kiến nghị"), mark("Kỳ"), mark("Gói lần"), mark("Nhận lúc")),
        *(mark("Mới"), mark("Sửa"), mark("Căn cứ")),
    )
)
"""The other headings, short enough as the papers have them; the window says them in its own language."""
TABS = (
    mark("Theo đơn vị"),
    mark("Theo nhiệm vụ"),
    mark("Theo chỉ tiêu"),
    mark("Xếp hạng"),
    mark("Khó khăn, kiến nghị"),
    mark("Thay đổi gần nhất"),
    mark("Chưa liên kết"),
)
COMPARED = (
    (Comparison.DONE, mark("Tỷ lệ hoàn thành")),
    (Comparison.OVERDUE, mark("Tỷ lệ quá hạn trên tổng số")),
    (Comparison.OVERDUE_DATED, mark("Tỷ lệ quá hạn trên số có hạn")),
    (Comparison.UPDATED, mark("Tỷ lệ cập nhật")),
)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a listing, with the key of what stands behind it ("" nothing)."""

    line: ListingLine
    key: str = ""

    def text(self, at: int) -> str:
        """The words of one column; a heading line has its title under the second."""
        return self.line.cells[at].text if at < len(self.line.cells) else ""


def columns_of(listing: Listing) -> tuple[Column[ShownLine], ...]:
    """The listing's columns for the window: names wide, the longest takes what is left."""

    def read(at: int) -> Callable[[ShownLine], str]:
        return lambda shown: shown.text(at)

    found = []
    wide = max(range(len(listing.columns)), key=lambda at: _longest(listing, at))
    for at, column in enumerate(listing.columns):
        heading = _(HEADINGS.get(column.key, column.heading)).replace(" / ", "\n")
        width = 0 if at == wide else min(240, max(44, _longest(listing, at) * 7 + 16, _word(heading) * 8 + 16))
        found.append(Column(heading, read(at), width, right=column.centred and at > 0))
    return tuple(found)


def _longest(listing: Listing, at: int) -> int:
    lines = (line for line in listing.lines if line.kind is not LineKind.SECTION and at < len(line.cells))
    return max((len(line.cells[at].text) for line in lines), default=0)


def _word(heading: str) -> int:
    """The letters of a heading's longer line of two."""
    lines = heading.split("\n")
    return max(map(len, lines)) if len(lines) > 1 else max((*map(len, heading.split()), len(heading) // 2 + 1))


class ConsolidatedPage(Page):
    """One tab for each table; the notes under it name whom it leaves out."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Tổng hợp"), session, actions, parent)
        self.period = PeriodBar()
        self.tabs = QTabWidget()
        self.tables: list[Table] = []
        self.models: list[RowsModel[ShownLine] | None] = [None] * len(TABS)
        self.notes = label("", "quiet", wrap=True, selectable=True)
        self.rule = label("", "quiet", wrap=True)
        self.compare = Choice()
        self.link_button = act.button(actions["link_rows"], main=True)
        self.found: CityTables | None = None
        self.more: More | None = None
        self._reading = False
        self._build()
        self.handlers = {
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
            "link_rows": self.link_rows,
        }

    def _build(self) -> None:
        self.head.insertWidget(1, self.period)
        for by, text in COMPARED:
            self.compare.addItem(_(text), by.value)
        self.compare.setAccessibleName(_("So sánh theo"))
        self.compare_row = QWidget()
        line = row(label(_("So sánh theo")), self.compare, self.rule)
        line.setStretch(2, 1)
        self.compare_row.setLayout(line)
        for text in TABS:
            table = Table(_(text))
            table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
            table.opened.connect(self.open_rows)
            table.lettered.connect(self.letter)
            self.tables.append(table)
            self.tabs.addTab(table, _(text))
        self.head.addWidget(self.link_button)
        self.body.addWidget(self.compare_row)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.notes)
        self.tabs.currentChanged.connect(self._tab_shown)
        self.period.changed.connect(lambda _code: self.refresh())
        self.compare.currentIndexChanged.connect(lambda _at: self._show(RANKING))
        self._tab_shown(0)
        if self.session.leader:
            self.tabs.setCurrentIndex(RANKING)

    def regions(self) -> list[QWidget]:
        """The period, the table."""
        return [self.period.choice, self.tables[self.tabs.currentIndex()]]

    def show_with(self, what: object) -> None:
        """The month that the matrix shows."""
        if isinstance(what, str) and what:
            self.period.show_period(what)

    def refresh(self) -> None:
        """Read the tables anew, beside the office's line."""
        from nq57desk.usecases import city_tables

        period = self.period.period or None

        def work(desk: Desk, _monitor: Monitor) -> CityTables:
            return city_tables.tables(desk, period=period)

        self.session.look(work, self._came, refused=self.refuse, view=self)

    def _read_more(self) -> None:
        """The lists beside the tables, the first time that one of them is looked at."""
        it = self.found
        if it is None or self._reading:
            return
        self._reading = True
        self.session.look(lambda desk, _m: city_views.more(desk, it=it), self._more_came, refused=self.refuse)

    def _more_came(self, found: More) -> None:
        self._reading = False
        self.more = found
        if self.tabs.currentIndex() >= SAID:
            self._show(self.tabs.currentIndex())

    def _came(self, it: CityTables) -> None:
        self.found, self.more = it, None
        self.period.offer(it.month)
        text = _("{n} đơn vị có số liệu, {without} chưa có · chưa liên kết: {tasks} nhiệm vụ, {goals} chỉ tiêu")
        self.aside.setText(
            text.format(
                n=len(it.by_office),
                without=len(it.without_data),
                tasks=it.open_tasks,
                goals=it.open_indicators,
            )
        )
        self.tabs.setTabText(UNLINKED, _("Chưa liên kết ({n})").format(n=it.open_tasks + it.open_indicators))
        self.models = [None] * len(TABS)
        self._show(self.tabs.currentIndex())

    def _tab_shown(self, at: int) -> None:
        self.compare_row.setVisible(at == RANKING)
        self.notes.setVisible(at in (BY_OFFICE, BY_TASK, BY_INDICATOR, RANKING))
        if self.models[at] is None:
            self._show(at)
        else:
            self._say_notes(at)

    def _show(self, at: int) -> None:
        it = self.found
        if it is None:
            return
        by = Comparison(str(self.compare.currentData()))
        self.rule.setText(_("Cách tính: {rule}.").format(rule=_(city_words.RULES[by])))
        if at >= SAID and self.more is None:
            self._read_more()
            return
        listing = self.more.listing(at) if at >= SAID and self.more is not None else city_views.listing(it, at, by)
        keys = city_views.keys(it, at, by)
        model: RowsModel[ShownLine] = RowsModel(columns_of(listing), self)
        model.show([ShownLine(line, keys[n] if n < len(keys) else "") for n, line in enumerate(listing.lines)])
        old = self.tables[at].model()
        self.tables[at].setModel(model)
        self.tables[at].use_widths(model.columns, 160)
        for n, line in enumerate(listing.lines):
            if line.kind is LineKind.SECTION:
                self.tables[at].setSpan(n, 1, 1, len(listing.columns) - 1)
        self.models[at] = model
        if old is not None:
            old.deleteLater()
        self._say_notes(at)

    def _say_notes(self, at: int) -> None:
        if self.found is not None:
            self.notes.setText("\n".join(city_views.notes(self.found, at)))

    def can(self, action: str) -> bool:
        """A read-only office links nothing."""
        office = self.session.office
        looks = office is None or office.read_only or self.session.leader
        return super().can(action) and not (looks and action == "link_rows")

    def link_rows(self) -> None:
        """Link what nobody linked."""
        if self.can("link_rows"):
            open_linking(self, self.found.period.year if self.found is not None else None, self.refresh)

    def open_rows(self) -> None:
        """The offices' own rows behind the line that the cursor is on."""
        at = self.tabs.currentIndex()
        model, found = self.models[at], self.found
        index = self.tables[at].currentIndex()
        shown = model.row(index) if model is not None else None
        if shown is None or found is None:
            return
        if at == UNLINKED:
            self.link_rows()
        elif at == SAID:
            self._open_said(index.row())
        elif at == CHANGED:
            self._open_changed(index.row())
        elif shown.key:
            self._open_behind(found, at, shown)

    def _open_behind(self, found: CityTables, at: int, shown: ShownLine) -> None:
        from nq57desk.usecases import city_goals, city_rows

        if at == BY_INDICATOR:
            row = next(one for one in found.indicators if one.indicator.id == shown.key)
            self.session.ask(
                lambda desk, _m: city_goals.goals_behind(desk, found, reference_id=shown.key),
                lambda goals: CityGoalsDialog(self, shown.text(1), goals, len(row.total.unlinked)).open(),
                refused=self.refuse,
            )
            return
        asked: dict[str, Any] = {"reference_id" if at == BY_TASK else "office": shown.key}

        def came(rows: tuple[OfficeRow, ...]) -> None:
            CityRowsDialog(self, shown.text(1), rows).open()

        self.session.ask(lambda desk, _m: city_rows.rows_behind(desk, found, **asked), came, refused=self.refuse)

    def _open_changed(self, line: int) -> None:
        """What the last merge of the office of this line changed, old against new."""
        merged = self.more.merged[line : line + 1] if self.more is not None else ()
        for code, name in merged:
            show_last_merge(self, self, code, name)

    def _open_said(self, line: int) -> None:
        """Everything that the office of this line said, in full."""
        from nq57desk.usecases import city_rows

        told = self.more.told_by(line) if self.more is not None else ()
        if self.found is None or self.more is None or not told:
            return
        year, chosen, office = self.found.period.year, self.more.told[line].task_id, told[0].office
        self.session.ask(
            lambda desk, _m: city_rows.in_force(desk, year).get(office),
            lambda bundle: CitySaidDialog(self, told, chosen, bundle).open(),
            refused=self.refuse,
        )
