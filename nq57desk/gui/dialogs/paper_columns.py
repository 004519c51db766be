"""[Cột của bảng…]: order, headings, widths, columns left away or added, with the page that they make beside them.

Nothing is kept until [Lưu các cột]; until then the page is made on trial.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nq57desk.domain.appendix_columns import PROGRESS
from nq57desk.domain.column_profiles import WIDEST, ColumnWish, Profile
from nq57desk.domain.plan import Appendix, AppendixKind
from nq57desk.domain.problems import Problem
from nq57desk.domain.vietnamese import parse_number
from nq57desk.gui import theme
from nq57desk.gui import words as wording_
from nq57desk.gui.dialogs.sheet import fitting
from nq57desk.gui.pages.page import said
from nq57desk.gui.pages.papers_made import Made, Making
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.page_scroller import PageScroller
from nq57desk.gui.widgets.plain import Notice, label, push, row
from nq57desk.usecases.paper_shelf import Choice
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.workspace import Desk

_SHOWN, _HEADING, _WIDTH = range(3)
_KEY, _OWN = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_WAIT_MS = 250


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    heading: str


class PaperColumns(QDialog):
    """The columns of one list."""

    def __init__(self, parent: QWidget, session: Session, choice: Choice, appendix: Appendix | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Cột của bảng"))
        self._session, self._choice, self._appendix = session, choice, appendix
        self._of = choice.columns
        self._filling = True
        self.making = Making(session)
        self.table = QTableWidget(0, 3)
        self.view = PageScroller(session)
        self.notice = Notice()
        self.up, self.down = push(_("Lên  Alt+↑")), push(_("Xuống  Alt+↓"))
        self.usual = push(_("Như ban đầu"))
        self.keep_button = push(_("Lưu các cột"), main=True)
        self.cancel_button = push(_("Hủy bỏ"))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._try)
        self._build()
        of = self._of
        session.ask(lambda desk, _monitor: _profile(desk, of), self._came)

    def _build(self) -> None:
        self.table.setHorizontalHeaderLabels([_("In"), _("Tên cột trên giấy"), _("Rộng")])
        self.table.setAccessibleName(_("Các cột"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(32))
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_HEADING, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        chosen = f"background: {theme.SELECTION}; color: {theme.TEXT};"
        self.table.setStyleSheet(f"QTableView::item:selected {{ {chosen} }}")
        self.table.setColumnWidth(_SHOWN, theme.px(44))
        self.table.setColumnWidth(_WIDTH, theme.px(64))
        self.table.itemChanged.connect(self._edited)
        self.table.installEventFilter(self)
        self.view.setAccessibleName(_("Trang in với các cột này"))
        left = QVBoxLayout()
        left.addWidget(label(_("Cột và thứ tự"), "heading"))
        hint = _("Phím cách: in hoặc bỏ cột. F2: sửa tên, độ rộng (để trống: vừa nội dung). Alt+↑, Alt+↓: đổi chỗ.")
        left.addWidget(label(hint, "quiet", wrap=True))
        left.addWidget(self.notice)
        left.addWidget(self.table, 1)
        left.addLayout(row(self.up, self.down, self.usual, None))
        left.addLayout(row(None, self.cancel_button, self.keep_button))
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(theme.px(390))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(12)
        outer.addWidget(holder)
        outer.addWidget(self.view, 1)
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down.clicked.connect(lambda: self.move_row(1))
        self.usual.clicked.connect(lambda: self._fill(()))
        self.keep_button.clicked.connect(self.keep)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.keep)
        self.resize(fitting(self, 1000, 520))

    def _came(self, kept: Profile) -> None:
        self._fill(kept)
        self.table.setFocus()

    def _own_columns(self) -> list[_Column]:
        """The list's own columns, then those that may be added."""
        from nq57desk.usecases import paper_columns

        if self._appendix is None:
            return [_Column(column.key, column.heading) for column in paper_columns.columns(self._of)]
        own = [_Column(heading, heading) for heading in self._appendix.columns]
        if self._appendix.kind is AppendixKind.TASKS:
            own += [_Column(key, heading) for key, heading in PROGRESS.items()]
        return own

    def _fill(self, profile: Profile) -> None:
        """The profile's columns in its order, then the others; progress columns are away unless it names them."""
        self._filling = True
        own = {column.key: column for column in self._own_columns()}
        order = [wish for wish in profile if wish.key in own]
        named = {wish.key for wish in order}
        order += [ColumnWish(key, hidden=key in PROGRESS) for key in own if key not in named]
        self.table.setRowCount(len(order))
        for at, wish in enumerate(order):
            self._put(at, wish, own[wish.key].heading)
        self.table.setCurrentCell(0, _HEADING)
        self._filling = False
        self._wait.start()

    def _put(self, at: int, wish: ColumnWish, own: str) -> None:
        shown = QTableWidgetItem()
        shown.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        shown.setCheckState(Qt.CheckState.Unchecked if wish.hidden else Qt.CheckState.Checked)
        shown.setData(_KEY, wish.key)
        shown.setData(_OWN, own)
        shown.setData(Qt.ItemDataRole.AccessibleTextRole, _("In cột {name}").format(name=own))
        width = "" if not wish.width else wording_.number(round_width(wish.width))
        for column, item in (
            (_SHOWN, shown),
            (_HEADING, QTableWidgetItem(wish.heading or own)),
            (_WIDTH, QTableWidgetItem(width)),
        ):
            self.table.setItem(at, column, item)

    def profile(self) -> Profile:
        """What stands in the table; () where it is the list's own."""
        wishes = self._all()
        own = tuple(ColumnWish(column.key, hidden=column.key in PROGRESS) for column in self._own_columns())
        return () if wishes == own else tuple(wish for wish in wishes if not (wish.hidden and wish.key in PROGRESS))

    def _all(self) -> Profile:
        return tuple(self._wish(at) for at in range(self.table.rowCount()))

    def _wish(self, at: int) -> ColumnWish:
        shown, heading, width = (self._item(at, column) for column in range(3))
        own, text = str(shown.data(_OWN)), " ".join(heading.text().split())
        wide = parse_number(width.text()) if width.text().strip() else None
        return ColumnWish(
            str(shown.data(_KEY)),
            "" if text == " ".join(own.split()) else text,
            min(max(float(wide or 0), 0.0), WIDEST),
            shown.checkState() is not Qt.CheckState.Checked,
        )

    def _item(self, at: int, column: int) -> QTableWidgetItem:
        """The cell; each row has all three from the beginning.

        Raises:
            LookupError: there is no such row.
        """
        item = self.table.item(at, column)
        if item is None:
            raise LookupError(at)
        return item

    def _edited(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        self.notice.hide()
        if item.column() == _WIDTH and item.text().strip() and parse_number(item.text()) is None:
            self.notice.say(_("Không đọc được “{text}” thành số. Gõ lại, ví dụ 12,5.").format(text=item.text()))
        self._wait.start()

    def move_row(self, by: int) -> None:
        """The chosen column one place up (-1) or down (1)."""
        at = self.table.currentRow()
        to = at + by
        if not (0 <= at < self.table.rowCount() and 0 <= to < self.table.rowCount()):
            return
        self._filling = True
        column = max(self.table.currentColumn(), 0)
        for each in range(3):
            one, other = self.table.takeItem(at, each), self.table.takeItem(to, each)
            self.table.setItem(to, each, one)
            self.table.setItem(at, each, other)
        self.table.setCurrentCell(to, column)
        self._filling = False
        self._wait.start()

    def _try(self) -> None:
        self.making.make(self._choice, self._shown, self._refused, columns=(self._of, self.profile()))

    def _shown(self, made: Made) -> None:
        same = bool(self.view.sizes)
        self.view.show_pages(made.data, made.sizes, made.places, same=same)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.keep_button.setEnabled(True)
        self.notice.say(said(problems))

    def keep(self) -> None:
        """Keep the columns for this list."""
        from nq57desk.usecases import paper_columns

        of, wishes = self._of, self.profile()
        self.keep_button.setEnabled(False)
        self._session.change(
            lambda desk, _monitor: paper_columns.keep_columns(desk, of=of, profile=wishes),
            lambda _changed: self.accept(),
            refused=self._refused,
        )

    def done(self, answer: int) -> None:
        """Nothing is tried any more."""
        self._wait.stop()
        self.making.stop()
        super().done(answer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the column; Enter edits and never presses a button."""
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.move_row(steps[key])
            return True
        item = self.table.currentItem()
        if key == Qt.Key.Key_Space and item is not None and not event.modifiers():
            shown = self._item(item.row(), _SHOWN)
            on = shown.checkState() is Qt.CheckState.Checked
            shown.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None and not event.modifiers():
            # The Enter that ends an editor comes by here as well, while that editor is still there.
            if item.column() != _SHOWN and not self.table.isPersistentEditorOpen(item):
                self.table.editItem(item)
            return True
        return False


def round_width(width: float) -> int:
    """A width in whole parts."""
    return max(1, round(width))


def _profile(desk: Desk, of: str) -> Profile:
    from nq57desk.usecases import paper_columns

    return paper_columns.column_profile(desk, of=of)
