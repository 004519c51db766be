"""[Lời của văn bản…] of a report: its parts with where their words come from, and the words of one in a large editor.

A text that was carried over or drafted stands grey and slanting until it is confirmed or changed. What was typed is
kept on leaving the part, on Ctrl+Enter and on closing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem
from nq57desk.domain.report_outline import ReportPart, TextState
from nq57desk.domain.vietnamese import tidy
from nq57desk.gui import symbols, theme, words
from nq57desk.gui.dialogs.sheet import fitting
from nq57desk.gui.pages.page import said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.composing import ComposingText
from nq57desk.gui.widgets.keys import is_enter
from nq57desk.gui.widgets.plain import Notice, label, push, row
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.usecases.settings_edits import SettingChanged
    from nq57desk.workspace import Desk

_PART = Qt.ItemDataRole.UserRole + 1
STATES = {
    TextState.OWN: ("done", mark("Đã có"), theme.GOOD),
    TextState.CARRIED: ("replaced", mark("Mang từ kỳ trước"), theme.WARNING),
    TextState.DRAFTED: ("indicators", mark("Tự lập"), theme.NEUTRAL),
    TextState.EMPTY: ("not_started", mark("Trống"), theme.UNKNOWN),
}
_WIDTH, _HEIGHT = 980, 520
Refusals = Callable[[tuple[Problem, ...]], None]
Told = tuple[tuple[ReportPart, str], ...]


class ReportWords(QDialog):
    """The parts of one period's report at the left, the words of the chosen one at the right."""

    def __init__(self, parent: QWidget, session: Session, period: str, part: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Lời của báo cáo {period}").format(period=words.period_words(period)))
        self._session, self._period = session, period
        self._wanted = part
        self._told: Told = ()
        self._key = ""
        self._fresh = True
        """Whether nothing was typed since the words were read."""
        self.list = QTreeWidget()
        self.title = label("", "heading", wrap=True)
        self.about = label("", "quiet", wrap=True)
        self.text = ComposingText()
        self.notice = Notice()
        self.confirm = push(_("Xác nhận dùng cho kỳ này"))
        self.forget = push(_("Bỏ lời đã ghi"))
        self.keep_button = push(_("Lưu phần này"), main=True)
        self.close_button = push(_("Đóng"))
        self._build()
        self._read()

    def _build(self) -> None:
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([_("Phần"), _("Lời")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(_("Các phần của báo cáo"))
        self.list.setFixedWidth(theme.px(400))
        self.list.setColumnWidth(0, theme.px(246))
        self.list.currentItemChanged.connect(lambda now, _before: self._chosen(now))
        self.list.installEventFilter(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Lời của phần đang chọn"))
        self.text.textChanged.connect(self._look)
        right = QVBoxLayout()
        for part in (self.title, self.about, self.notice):
            right.addWidget(part)
        right.addWidget(self.text, 1)
        right.addLayout(row(self.confirm, self.forget, None, self.close_button, self.keep_button))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(12)
        outer.addWidget(self.list)
        outer.addLayout(right, 1)
        self.keep_button.clicked.connect(self.keep)
        self.confirm.clicked.connect(self._confirm)
        self.forget.clicked.connect(self._forget)
        self.close_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.keep)
        self.resize(fitting(self, _WIDTH, _HEIGHT))

    # reading

    def _read(self) -> None:
        from nq57desk.usecases import paper_shelf

        period = self._period
        self._session.look(
            lambda desk, _monitor: paper_shelf.parts_in_words(desk, period=period), self._came, refused=self._refused
        )

    def _came(self, told: Told) -> None:
        wanted = self._wanted or self._key or next((part.key for part, _t in told if not part.heading), "")
        self._fresh = self._kept() or (bool(self._wanted) and self._wanted != self._key)
        self._told, self._wanted = told, ""
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for part, _text in told:
            self.list.addTopLevelItem(_line(part))
        self.list.blockSignals(blocked)
        for at, (part, _text) in enumerate(told):
            if part.key == wanted:
                self.list.setCurrentItem(self.list.topLevelItem(at))
        self._show()
        if wanted and not self.text.hasFocus() and not self.list.hasFocus():
            self.text.setFocus()

    @property
    def part(self) -> ReportPart | None:
        """The part whose words are shown."""
        return next((part for part, _text in self._told if part.key == self._key), None)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is None or str(item.data(0, _PART)) == self._key:
            return
        self.keep()
        self._key, self._fresh = str(item.data(0, _PART)), True
        self._show()

    def _show(self) -> None:
        found = next(((part, text) for part, text in self._told if part.key == self._key), None)
        if found is None and self.list.currentItem() is not None:
            self._key = str(self.list.currentItem().data(0, _PART))
            found = next(((part, text) for part, text in self._told if part.key == self._key), None)
        if found is None:
            return
        part, text = found
        self.title.setText(part.heading_line)
        self.about.setText(_about(part))
        if self._fresh and self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.text.setReadOnly(part.heading or self._looks_only)
        self._look()

    @property
    def _looks_only(self) -> bool:
        office = self._session.office
        return office is None or office.read_only or self._session.leader

    def _shown_text(self) -> str:
        return next((text for part, text in self._told if part.key == self._key), "")

    def _kept(self) -> bool:
        """Whether what stands in the editor is what was read."""
        return tidy(self.text.toPlainText()) == tidy(self._shown_text())

    def _look(self) -> None:
        """A suggestion looks like one until it is confirmed or changed."""
        part = self.part
        suggested = part is not None and part.state in (TextState.CARRIED, TextState.DRAFTED) and self._kept()
        font = self.text.font()
        if font.italic() != suggested:
            font.setItalic(suggested)
            self.text.setFont(font)
        colour = theme.SUGGESTION if suggested else theme.TEXT
        self.text.setStyleSheet(f"QPlainTextEdit {{ color: {colour}; }}")
        if part is None:
            return
        able = not self._looks_only and not part.heading
        self.confirm.setVisible(able and part.state is TextState.CARRIED)
        self.forget.setVisible(able and part.state in (TextState.OWN, TextState.CARRIED))
        self.forget.setText(_("Để trống phần này") if part.state is TextState.CARRIED else _("Bỏ lời đã ghi"))
        self.keep_button.setEnabled(able and not self._kept())

    # keeping

    def keep(self) -> None:
        """Keep what was typed; nothing where nothing was."""
        self._keep(self._changed, self._refused)

    def _keep(self, then: Callable[[], object] | None, refused: Refusals | None) -> None:
        """As :meth:`keep`; without ``then`` and ``refused`` the answer does not come back to a dialog that is gone."""
        from nq57desk.usecases import paper_texts

        self.text.settle()
        part = self.part
        if part is None or part.heading or self._looks_only or self._kept():
            return
        period, key, text = self._period, part.key, self.text.toPlainText()
        self._told = tuple((one, text if one.key == key else its) for one, its in self._told)
        self._session.change(
            lambda desk, _monitor: paper_texts.keep_text(desk, period=period, part=key, text=text),
            None if then is None else lambda _changed: then(),
            refused=refused,
        )

    def _confirm(self) -> None:
        from nq57desk.usecases import paper_texts

        period, key = self._period, self._key
        if not self._kept():
            self.keep()
            return
        self._session.change(
            lambda desk, _monitor: paper_texts.confirm_text(desk, period=period, part=key),
            lambda _changed: self._changed(),
            refused=self._refused,
        )

    def _forget(self) -> None:
        """Own words away: carried over or drafted again; of carried ones: an empty part."""
        from nq57desk.usecases import paper_texts

        part = self.part
        if part is None:
            return
        period, key, empty = self._period, part.key, part.state is TextState.CARRIED
        self.text.setPlainText(self._shown_text())

        def work(desk: Desk, _monitor: object) -> SettingChanged:
            if empty:
                return paper_texts.keep_text(desk, period=period, part=key, text="")
            return paper_texts.forget_text(desk, period=period, part=key)

        self._session.change(work, lambda _changed: self._changed(), refused=self._refused)

    def _changed(self) -> None:
        self.notice.hide()
        self._read()

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.notice.say(said(problems))
        self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a part goes to its words and never presses a button."""
        if watched is self.list and is_enter(event):
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Closing keeps what was typed, as leaving any cell does."""
        self._keep(None, None)
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As :meth:`reject`."""
        self._keep(None, None)
        super().closeEvent(event)


def _line(part: ReportPart) -> QTreeWidgetItem:
    indent = "    " * (part.level - 1)
    item = QTreeWidgetItem([f"{indent}{part.heading_line}", "" if part.heading else _(STATES[part.state][1])])
    item.setData(0, _PART, part.key)
    item.setToolTip(0, part.heading_line)
    if not part.heading:
        symbol, told, tint = STATES[part.state]
        item.setIcon(1, symbols.icon(symbol, tint.text))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{part.heading_line}, {_(told)}")
    return item


def _about(part: ReportPart) -> str:
    if part.heading:
        return _("Phần này chỉ có tên; lời ghi ở các mục dưới.")
    if part.state is TextState.CARRIED:
        return _("Lời của kỳ {period}, chưa xác nhận cho kỳ này. Đọc lại, sửa hoặc xác nhận.").format(
            period=words.period_words(part.from_period)
        )
    if part.state is TextState.DRAFTED:
        return _(
            "Tự lập từ số liệu của kỳ. Sửa ở đây thì lời này thay phần tự lập (kể cả bảng) và không đổi theo số liệu."
        )
    if part.state is TextState.EMPTY:
        return _("Chưa có lời. Trên giấy để chỗ trống.")
    return (
        _("Lời của kỳ này.") if not part.draft else _("Lời ghi thay phần tự lập. Bỏ lời đã ghi thì lập lại từ số liệu.")
    )
