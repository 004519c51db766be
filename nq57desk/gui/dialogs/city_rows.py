"""The offices' own rows behind a figure of the city's tables: tasks, indicators, and what they said of one office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.vietnamese import visible
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.city_gathering import Gathered
from nq57desk.usecases.city_goals import OfficeGoal, Share
from nq57desk.usecases.city_rows import OfficeRow
from nq57desk.wording import _, mark

T = TypeVar("T")
SHARES = {
    Share.COUNTED: Mark("received", mark("Đã tính"), theme.RECEIVED),
    Share.LEFT_OUT: Mark("partial", mark("Chỉ có tỷ lệ, không cộng được"), theme.WARNING),
    Share.MISSING: Mark("no_data", mark("Chưa có số liệu"), theme.UNKNOWN),
}


def bundle_words(bundle: ReceivedBundle | None) -> str:
    """ "tháng 11/2026, lần 2 · nhận 13/11/2026 10:05": the bundle that a row came from."""
    if bundle is None:
        return ""
    return _("{period}, lần {n} · nhận {moment}").format(
        period=words.period_words(bundle.period), n=bundle.sequence, moment=words.moment(bundle.received_at)
    )


def state_mark(one: OfficeRow) -> Mark:
    """A row's state."""
    return words.STATES[one.state]


def time_mark(one: OfficeRow) -> Mark:
    """How it stands in time, with its days where it is late."""
    plain = words.TIMELINESS[one.timeliness.value]
    if one.days is None or one.timeliness not in (Timeliness.LATE, Timeliness.DONE_LATE):
        return plain
    return Mark(plain.symbol, _("{words} {n} ngày").format(words=_(plain.words), n=-one.days), plain.tint)


def row_columns() -> tuple[Column[OfficeRow], ...]:
    """The columns of offices' tasks."""
    return (
        Column(_("Đơn vị"), lambda one: one.name_of_office, 160),
        Column(_("TT"), lambda one: one.row.number, 44),
        Column(_("Nhiệm vụ"), lambda one: one.row.name, 0),
        Column(_("Chủ trì"), lambda one: one.row.lead, 130),
        Column(_("Thời hạn"), lambda one: one.row.deadline, 116),
        Column(_("Trạng thái"), lambda one: _(state_mark(one).words), 142, mark=state_mark),
        Column(_("Theo thời hạn"), lambda one: _(time_mark(one).words), 214, mark=time_mark),
    )


def _met(one: OfficeGoal) -> Mark | None:
    return None if one.met is None else words.ASSESSMENTS["met" if one.met else "not_yet"]


def _met_words(one: OfficeGoal) -> str:
    found = _met(one)
    return "" if found is None else _(found.words)


def _parts(one: OfficeGoal) -> str:
    value = one.value
    if value is None or value.numerator is None:
        return ""
    return f"{words.number(value.numerator)}/{words.number(value.denominator)}"


def _result(one: OfficeGoal) -> str:
    unit = one.goal.unit.strip()
    space = "" if unit in ("%", "‰", "") else " "
    return "" if one.result is None else f"{words.number(one.result)}{space}{unit}"


def _share(one: OfficeGoal) -> Mark:
    return SHARES[one.share]


def goal_columns() -> tuple[Column[OfficeGoal], ...]:
    """The columns of offices' indicators."""
    return (
        Column(_("Đơn vị"), lambda one: one.name_of_office, 170),
        Column(_("TT"), lambda one: one.goal.number, 44),
        Column(_("Chỉ tiêu"), lambda one: one.goal.name, 0),
        Column(_("Mục tiêu"), lambda one: one.goal.target, 90),
        Column(_("Tử/mẫu"), _parts, 96, right=True),
        Column(_("Kết quả"), _result, 120, right=True),
        Column(_("Đánh giá"), _met_words, 128, mark=_met),
        Column(_("Trong tổng"), lambda one: _(_share(one).words), 240, mark=_share),
    )


def said_columns() -> tuple[Column[Gathered], ...]:
    """The columns of what one office said."""
    return (
        Column(_("TT"), lambda one: one.number, 44),
        Column(_("Nhiệm vụ"), lambda one: one.task, 300),
        Column(_("Chủ trì"), lambda one: one.lead, 140),
        Column(_("Khó khăn, vướng mắc"), lambda one: one.difficulty, 0),
        Column(_("Kiến nghị"), lambda one: one.proposal, 260),
    )


class BehindDialog(QDialog, Generic[T]):
    """A table of rows under what they are behind of; below it the whole words of the row that the cursor is on."""

    def __init__(
        self,
        parent: QWidget,
        heading: str,
        columns: tuple[Column[T], ...],
        rows: Sequence[T],
        detail: Callable[[T], str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Dòng của các đơn vị"))
        self._detail = detail
        self.model: RowsModel[T] = RowsModel(columns, self)
        self.model.show(rows)
        self.table = Table(_("Dòng của các đơn vị"))
        self.table.setModel(self.model)
        self.table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.table.use_widths(self.model.columns)
        self.whole = label("", wrap=True, selectable=True)
        self.whole.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self.close_button = push(_("Đóng"), main=True)
        self.close_button.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(heading, "heading", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.whole)
        outer.addLayout(row(None, self.close_button))
        resize_to(self, 1180, 560)
        self.table.selectionModel().currentChanged.connect(lambda *_moved: self._tell())
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _tell(self) -> None:
        one = self.model.row(self.table.currentIndex())
        self.whole.setText("" if one is None else visible(self._detail(one)))


def _line(*parts: tuple[str, str]) -> str:
    return "\n".join(f"{name}: {text}" for name, text in parts if text)


class CityRowsDialog(BehindDialog[OfficeRow]):
    """The offices' tasks."""

    def __init__(self, parent: QWidget, heading: str, rows: Sequence[OfficeRow]) -> None:
        heading = f"{heading} · {_('{n} dòng').format(n=len(rows))}"
        super().__init__(parent, heading, row_columns(), rows, self._whole)

    @staticmethod
    def _whole(one: OfficeRow) -> str:
        name = words.numbered(one.row.number, one.row.name)
        return _line(
            (one.name_of_office, name),
            (_("Căn cứ"), one.row.source_document),
            (_("Theo gói"), bundle_words(one.bundle)),
        )


class CityGoalsDialog(BehindDialog[OfficeGoal]):
    """The offices' indicators; ``unlinked`` offices have no row that is linked with this one."""

    def __init__(self, parent: QWidget, heading: str, rows: Sequence[OfficeGoal], unlinked: int) -> None:
        text = f"{heading} · {_('{n} dòng').format(n=len(rows))}"
        if unlinked:
            text += " · " + _("{n} đơn vị chưa có dòng liên kết").format(n=unlinked)
        super().__init__(parent, text, goal_columns(), rows, self._whole)

    @staticmethod
    def _whole(one: OfficeGoal) -> str:
        name = words.numbered(one.goal.number, one.goal.name)
        period = words.period_words(one.value.period) if one.value is not None else ""
        return _line(
            (one.name_of_office, name),
            (_("Số liệu của"), period),
            (_("Theo gói"), bundle_words(one.bundle)),
        )


class CitySaidDialog(BehindDialog[Gathered]):
    """One office's difficulties and proposals in full."""

    def __init__(self, parent: QWidget, rows: Sequence[Gathered], chosen: str, bundle: ReceivedBundle | None) -> None:
        name = rows[0].name_of_office if rows else ""
        heading = _("{name}: {n} khó khăn, kiến nghị · theo gói {bundle}").format(
            name=name, n=len(rows), bundle=bundle_words(bundle)
        )
        super().__init__(parent, heading, said_columns(), rows, self._whole)
        at = next((at for at, one in enumerate(rows) if one.task_id == chosen), 0)
        self.table.setCurrentIndex(self.model.index(at, 0))

    @staticmethod
    def _whole(one: Gathered) -> str:
        return _line(
            (_("Nhiệm vụ"), words.numbered(one.number, one.task)),
            (_("Khó khăn, vướng mắc"), one.difficulty),
            (_("Kiến nghị"), one.proposal),
        )
