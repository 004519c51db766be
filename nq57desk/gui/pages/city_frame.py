"""The city's page, its parts and where they stand: the head, chips, matrix or tiles, the line below, the last merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nq57desk.gui import actions as act
from nq57desk.gui import city_words, theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.city_matrix import CityMatrixModel
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.chips import Chips
from nq57desk.gui.widgets.city_grid import MatrixView
from nq57desk.gui.widgets.city_tiles import Tiles
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.gui.widgets.plain import Empty, SearchField, Table, card, label, push, row
from nq57desk.gui.widgets.told import Aside
from nq57desk.usecases.merging import MergedBundle
from nq57desk.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ASIDE = 60
"""What the line beside the title keeps at least."""
TABLE, TILES, EMPTY = range(3)
"""What is shown in the middle."""


def _outcome(line: MergedBundle) -> Mark:
    return words.OUTCOMES[line.outcome.value]


def _whose(line: MergedBundle) -> str:
    """The office; of a file that does not say whose it is what its name lets guess."""
    told = {one.code: dict(one.words) for one in line.problems}
    if "bundle.no_receipt_guess" in told:
        guess = told["bundle.no_receipt_guess"]
        return _("(có thể: {name})").format(name=f"{guess['code']} {guess['office']}")
    return _("(chưa rõ đơn vị)") if "bundle.no_receipt" in told else line.office_name or line.office


def result_columns() -> tuple[Column[MergedBundle], ...]:
    """The columns of what was taken in last."""
    return (
        Column(_("Kết quả"), lambda line: _(_outcome(line).words), 170, mark=_outcome),
        Column(_("Đơn vị"), _whose, 260),
        Column(_("Thay đổi"), lambda line: words.counts_words(line.counts), 240),
        Column(_("Lý do"), lambda line: said(line.problems).replace("\n", " "), 0),
        Column(_("Tệp"), lambda line: line.file.name, 200),
    )


class CityFrame(Page):
    """A subclass fills the parts."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Thành phố"), session, actions, parent)
        self.model = CityMatrixModel(self)
        self.results: RowsModel[MergedBundle] = RowsModel(result_columns(), self)
        self.period = PeriodBar()
        self.chips = Chips()
        self.seeker = SearchField(_("Tìm đơn vị"))
        self.group_button = push(_("Nhóm theo loại"))
        self.tile_button = push(_("Dạng ô"))
        self.view = MatrixView(_("Đơn vị và các kỳ"))
        self.tiles = Tiles()
        self.stack = QStackedWidget()
        self.line = Aside(tone="", lines=2)
        self.result_table = Table(_("Kết quả gộp"))
        self.result_words = label(tone="heading")
        self.together = push(_("Tổng hợp"))
        self.together_menu = QMenu(self)
        self.below_buttons = {
            name: push(text)
            for name, text in (
                ("copy", _("Chép lời nhắc")),
                ("bundle", _("Xem gói")),
                ("receipt", _("Biên nhận")),
                ("history", _("Lịch sử")),
                ("settle", _("Giải quyết xung đột")),
                ("waiting", _("Xử lý gói đang chờ…")),
            )
        }
        self._build()

    def _build(self) -> None:
        self._build_head()
        self.view.use(self.model)
        self.result_table.setModel(self.results)
        self.result_table.verticalHeader().setDefaultSectionSize(32)
        self.result_table.use_widths(self.results.columns)
        self.tile_scroll = QScrollArea()
        self.tile_scroll.setWidgetResizable(True)
        self.tile_scroll.setWidget(self.tiles)
        self.tile_scroll.setFocusProxy(self.tiles)
        self.empty = Empty(
            _("Chưa có đơn vị nào đăng ký. Nạp phiếu đăng ký của các đơn vị trước, rồi nhận gói."),
            act.button(self.actions_by_name["enrol"], main=True),
        )
        for part in (self.view, self.tile_scroll, self.empty):
            self.stack.addWidget(part)
        self.bar = QWidget()
        self.tools = QWidget()
        self.tools.setLayout(row(self.seeker, self.group_button, self.tile_button))
        self.bar_grid = QGridLayout(self.bar)
        self.bar_grid.setContentsMargins(0, 0, 0, 0)
        self.bar_grid.setSpacing(6)
        self.bar_grid.setColumnStretch(0, 1)
        self.bar_grid.addWidget(self.chips, 0, 0)
        self.bar_grid.addWidget(self.tools, 0, 1)
        self.seeker.setMinimumWidth(150)
        self.seeker.setMaximumWidth(220)
        self.group_button.setCheckable(True)
        self.group_button.setChecked(True)
        self.tile_button.setCheckable(True)
        self.foot = card()
        line = row(self.line, *self.below_buttons.values(), margins=(10, 5, 6, 5))
        line.setStretch(0, 1)
        for button in self.below_buttons.values():
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.foot.setLayout(line)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._split(), 1)
        self.body.addWidget(self.foot)

    def _build_head(self) -> None:
        self.head.insertWidget(1, self.period)
        self.period.choice.setMaximumWidth(theme.px(132))  # the count beside it is what is read first
        self.head.addWidget(act.button(self.actions_by_name["receive"], main=True))
        self.remind_button = act.button(self.actions_by_name["remind"])
        self.head.addWidget(self.remind_button)
        self.assign_button = act.button(self.actions_by_name["assign"], bare=True)
        self.lock_button = act.button(self.actions_by_name["lock_period"], bare=True)
        self.head.addWidget(act.button(self.actions_by_name["issue_receipts"], bare=True))
        self.head.addWidget(self.assign_button)
        self.head.addWidget(self.together)
        self.head.addWidget(self.lock_button)
        for name, text in city_words.CHIPS:
            self.chips.add(name, _(text))
        self.together.setMenu(self.together_menu)

    def _split(self) -> QSplitter:
        self.below = QWidget()
        inner = QVBoxLayout(self.below)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.result_words)
        inner.addWidget(self.result_table)
        self.below.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.stack)
        split.addWidget(self.below)
        split.setSizes([360, 200])
        split.setChildrenCollapsible(False)
        return split

    def offer(self, text: str, action: QAction | None, do: object = None) -> QAction:
        """Add a line to the menu of the button Tổng hợp."""
        if action is not None:
            self.together_menu.addAction(action)
            return action
        made = self.together_menu.addAction(text)
        if callable(do):
            made.triggered.connect(lambda: do())
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tiles use the height there is; the search stands below the chips where it has no room beside them."""
        super().resizeEvent(event)
        self._fit_head()
        self._place_tools()
        self.tiles.fit(self.stack.height() - 8)

    def _fit_head(self) -> None:
        """Where the head has too little room, what the menus have too is left to them: locking first."""
        items = [self.head.itemAt(at) for at in range(self.head.count())]
        parts = [part for item in items if item is not None and (part := item.widget()) is not None]
        leaving = (self.lock_button, self.assign_button)
        wanted = sum(part.sizeHint().width() + 8 for part in parts if part not in (self.aside, *leaving))
        room = self.width() - theme.px(_ASIDE) - 28 - wanted
        for part in reversed(leaving):
            room -= part.sizeHint().width() + 8
            part.setVisible(room >= 0)

    def _place_tools(self) -> None:
        wanted = self.chips.sizeHint().width() + self.tools.sizeHint().width() + 12
        beside = wanted <= self.width() - 28
        self.bar_grid.addWidget(self.tools, 0 if beside else 1, 1 if beside else 0)
        self.tools.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def regions(self) -> list[QWidget]:
        """The period, the chips, the find field, the matrix or tiles, the results."""
        front: QWidget = self.tiles if self.stack.currentIndex() == TILES else self.view
        parts: list[QWidget] = [self.period.choice, front, self.seeker, self.below_buttons["copy"], self.result_table]
        return [part for part in parts if part.isVisible()]
