"""One office in one month: its bundles, its rows, its history; opened by Enter on the city's matrix."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from nq57desk.domain.paper_words import short_day
from nq57desk.domain.timeliness import Timeliness
from nq57desk.gui import city_words, theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.store.city_reading import Row
from nq57desk.usecases.city_office import BundleLine, OfficePeriod
from nq57desk.usecases.city_tables import JudgedTask
from nq57desk.usecases.units_listed import title
from nq57desk.wording import _

BUNDLES, ROWS, HISTORY = range(3)
"""The tabs."""
TaskOf = tuple[Row, JudgedTask]
T = TypeVar("T")


def state_mark(one: TaskOf) -> Mark:
    """A task's state."""
    return words.STATES[one[1].state]


def time_mark(one: TaskOf) -> Mark:
    """How it stands in time, with its days where it is late."""
    plain = words.TIMELINESS[one[1].timeliness.value]
    days = one[1].days
    if days is None or one[1].timeliness not in (Timeliness.LATE, Timeliness.DONE_LATE):
        return plain
    return Mark(plain.symbol, _("{words} {n} ngày").format(words=_(plain.words), n=-days), plain.tint)


def _outcome(line: BundleLine) -> Mark:
    return words.OUTCOMES[line.bundle.outcome.value]


def bundle_columns() -> tuple[Column[BundleLine], ...]:
    """The columns of an office's bundles."""
    return (
        Column(_("Kỳ"), lambda line: words.period_words(line.bundle.period), 120),
        Column(_("Lần"), lambda line: str(line.bundle.sequence), 50, right=True),
        Column(_("Kết quả"), lambda line: _(_outcome(line).words), 150, mark=_outcome),
        Column(_("Nhận lúc"), lambda line: words.moment(line.bundle.received_at), 140),
        Column(_("Mã đối chiếu"), lambda line: line.bundle.fingerprint, 120),
        Column(_("Mã gói"), lambda line: line.code, 120),
        Column(_("Ghi chú"), _bundle_note, 0),
    )


def _bundle_note(line: BundleLine) -> str:
    parts = [_("đang dùng")] if line.in_force else []
    if line.bundle.code in city_words.REASONS:
        parts.append(_(city_words.REASONS[line.bundle.code]))
    return " · ".join(parts)


def task_columns() -> tuple[Column[TaskOf], ...]:
    """The columns of an office's own rows."""
    return (
        Column(_("TT"), lambda one: one[0].number, 50),
        Column(_("Nhiệm vụ"), lambda one: one[0].name, 0),
        Column(_("Chủ trì"), lambda one: one[0].lead, 180),
        Column(_("Thời hạn"), lambda one: one[0].deadline, 110),
        Column(_("Trạng thái"), lambda one: _(state_mark(one).words), 150, mark=state_mark),
        Column(_("Theo thời hạn"), lambda one: _(time_mark(one).words), 236, mark=time_mark),
        Column(_("Liên kết"), lambda one: _("có") if one[1].assigned_id else _("chưa liên kết"), 110),
    )


def history_columns() -> tuple[Column[BundleLine], ...]:
    """The columns of what each bundle changed."""
    return (
        Column(_("Nhận lúc"), lambda line: words.moment(line.bundle.received_at), 150),
        Column(_("Kỳ"), lambda line: words.period_words(line.bundle.period), 130),
        Column(_("Lần"), lambda line: str(line.bundle.sequence), 50, right=True),
        Column(_("Kết quả"), lambda line: _(_outcome(line).words), 160, mark=_outcome),
        Column(_("Thay đổi"), lambda line: words.counts_words(line.counts) if line.counts else _("chưa gộp"), 0),
    )


def carried_columns() -> tuple[Column[Row], ...]:
    """The columns of the old units' rows that carry on."""
    return (
        Column(_("Đơn vị cũ"), lambda one: one.office, 100),
        Column(_("TT"), lambda one: one.number, 50),
        Column(_("Nhiệm vụ"), lambda one: one.name, 0),
        Column(_("Chủ trì"), lambda one: one.lead, 200),
        Column(_("Thời hạn"), lambda one: one.deadline, 130),
    )


def kin_words(found: OfficePeriod) -> str:
    """ "Tiếp nối từ: Phường Sao Mai (90001) từ 01/7/2026, theo …": what it came of, and what came of it."""
    parts = []
    for heading, its in ((_("Tiếp nối từ"), found.before), (_("Được tiếp nối bởi"), found.after)):
        told = [f"{title(one.name)} ({one.code})" for one in its]
        if told:
            since, paper = short_day(its[-1].day), its[-1].document
            parts.append(
                _("{heading}: {units} từ ngày {day}, theo {document}.").format(
                    heading=heading, units=", ".join(told), day=since, document=paper
                )
            )
    return "\n".join(parts)


class CityOfficeDialog(QDialog):
    """Three tables on tabs."""

    def __init__(self, parent: QWidget, found: OfficePeriod, *, tab: int = BUNDLES) -> None:
        super().__init__(parent)
        self.found = found
        unit = found.row.unit
        self.setWindowTitle(f"{unit.title} – {words.period_words(found.cell.period)}")
        self.bundles: RowsModel[BundleLine] = RowsModel(bundle_columns(), self)
        self.tasks: RowsModel[TaskOf] = RowsModel(task_columns(), self)
        self.history: RowsModel[BundleLine] = RowsModel(history_columns(), self)
        self.tabs = QTabWidget()
        self._tab(self.bundles, found.bundles, _("Gói ({n})").format(n=len(found.bundles)))
        self._tab(self.tasks, found.tasks, _("Nhiệm vụ ({n})").format(n=len(found.tasks)))
        self._tab(self.history, tuple(line for line in found.bundles if line.counts is not None), _("Lịch sử"))
        if found.carried:
            self.carried: RowsModel[Row] = RowsModel(carried_columns(), self)
            self._tab(self.carried, found.carried, _("Tiếp nối ({n})").format(n=len(found.carried)))
        self.tabs.setCurrentIndex(tab)
        self.close_button = push(_("Đóng"), main=True)
        self.close_button.clicked.connect(self.accept)
        merged = any(line.counts is not None for line in found.bundles)
        self.changed_button = push(_("Lần gộp cuối đã đổi gì…"))
        self.undo_button = push(_("Hoàn tác lần gộp cuối của đơn vị này…"))
        self.unit_button = push(_("Đổi tên, tách…"))
        for button in (self.changed_button, self.undo_button):
            button.setEnabled(merged)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(city_words.about(found.row, found.cell), "heading", wrap=True))
        self.kin = label(kin_words(found), wrap=True, selectable=True)
        self.kin.setVisible(bool(self.kin.text()))
        outer.addWidget(self.kin)
        outer.addWidget(self.tabs, 1)
        outer.addLayout(row(self.changed_button, self.undo_button, self.unit_button, None, self.close_button))
        resize_to(self, 1120, 560)
        self.tabs.currentWidget().setFocus()

    def _tab(self, model: RowsModel[T], rows: tuple[T, ...], name: str) -> None:
        table = Table(name)
        table.setModel(model)
        table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        model.show(rows)
        table.use_widths(model.columns)
        self.tabs.addTab(table, name)
