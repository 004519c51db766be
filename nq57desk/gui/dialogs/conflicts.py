"""Giải quyết xung đột: the differing cells at the left, three values at the right, one decision after the other.

1 and 2 choose a side, 3 another value with a reason; Ctrl+Enter records and goes on to the next undecided cell, F3 and
Shift+F3 go through them. "Để sau" leaves everything as it is. What was decided can be decided anew (DESK 2.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QRadioButton, QSplitter, QVBoxLayout, QWidget

from nq57desk.domain.conflicts import ConflictState
from nq57desk.domain.paper_defaults import unit_of
from nq57desk.domain.vietnamese import visible
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models import conflict_words
from nq57desk.gui.models.conflict_sources import Source
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.composing import ComposingLine, settle_composed
from nq57desk.gui.widgets.plain import Notice, Table, label, push, row
from nq57desk.gui.widgets.three_values import ThreeValues
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.usecases.conflict_sheet import ConflictRow
from nq57desk.usecases.resolving import Decision
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.domain.changes import Applied
    from nq57desk.domain.problems import Problem
    from nq57desk.monitor import Monitor
    from nq57desk.workspace import Desk

_TAKES = ("a", "b", "other")
_OPEN = Mark("not_updated", mark("chưa"), theme.WARNING)
_DONE = Mark("updated", mark("đã ghi"), theme.GOOD)


def _state(one: ConflictRow) -> Mark:
    return _OPEN if one.conflict.state is ConflictState.OPEN else _DONE


def list_columns() -> tuple[Column[ConflictRow], ...]:
    """One column: what differs, and whose it is."""
    return (
        Column("", lambda one: _(_state(one).words), 92, mark=_state),
        Column(_("Ô khác nhau"), conflict_words.short_row, 0, second=lambda one: _whose(one)),
    )


def _whose(one: ConflictRow) -> str:
    period = words.period_words(one.period) if one.period else ""
    kind, name = unit_of(one.office_name)
    office = words.capital(f"{kind} {name}") if kind else one.office_name
    return " · ".join(part for part in (office, period) if part)


class ConflictsDialog(QDialog):
    """Reads and decides through its source; stays open until the person has done enough."""

    def __init__(self, parent: QWidget, session: Session, source: Source) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.source, self.headings = session, source, source.headings
        self.here = session.office is not None and not session.office.is_city
        self.setWindowTitle(self.headings.title)
        self.model: RowsModel[ConflictRow] = RowsModel(list_columns(), self)
        self.table = Table(_("Các ô khác nhau"))
        self.counted = label("", "heading")
        self.heading = label("", "heading", wrap=True)
        self.told = label("", "quiet", wrap=True)
        self.values = ThreeValues(self.headings)
        self.notice = Notice()
        self.other, self.reason = ComposingLine(), ComposingLine()
        self.same = QCheckBox()
        self.later_button = push(_("Để sau"))
        self.record_button = push(_("Ghi quyết định   Ctrl+Enter"), main=True)
        self._choices()
        self._build()
        self._keys()
        resize_to(self, 1180, 600)
        self.read()

    # building

    def _choices(self) -> None:
        keep, take = self.headings.keep, self.headings.take
        texts = (f"(1) {keep}", f"(2) {take}", _("(3) ghi giá trị khác:"))
        self.choices = tuple(QRadioButton(text.replace("&", "&&")) for text in texts)
        group = QButtonGroup(self)
        for each in self.choices:
            group.addButton(each)
            each.toggled.connect(lambda _on: self._chosen())
        self.other.setAccessibleName(_("Giá trị khác"))
        self.reason.setAccessibleName(_("Lý do"))
        self.reason.setPlaceholderText(_("bắt buộc khi ghi giá trị khác"))

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, least=160)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show())
        self.table.opened.connect(self.record)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.counted)
        column.addWidget(self.table, 1)
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(4, 0, 0, 0)
        inner.setSpacing(6)
        inner.addWidget(self.heading)
        inner.addWidget(self.values, 1)
        inner.addWidget(self.told)
        inner.addLayout(row(self.choices[0], self.choices[1], None, spacing=18))
        inner.addLayout(row(self.choices[2], self.other))
        inner.addLayout(row(label(_("Lý do")), self.reason))
        inner.addWidget(self.same)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([theme.px(340), theme.px(820)])
        split.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        outer.addWidget(self.notice)
        outer.addWidget(split, 1)
        outer.addWidget(label(self.headings.after, "quiet", wrap=True))
        hint = label(_("1, 2, 3 chọn · F3 ô chưa giải quyết kế tiếp"), "quiet")
        outer.addLayout(row(hint, None, self.later_button, self.record_button))
        self.later_button.clicked.connect(self.reject)
        self.record_button.clicked.connect(self.record)
        self.table.setFocus()

    def _keys(self) -> None:
        for at in range(3):
            QShortcut(QKeySequence(str(at + 1)), self, lambda at=at: self.choose(at))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.record)
        QShortcut(QKeySequence("F3"), self, lambda: self.step(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self.step(-1))

    # reading

    def read(self) -> None:
        """Read the conflicts anew and go on to the first that nobody has decided."""
        source = self.source
        self.session.ask(lambda desk, _m: source.read(desk), self._came, refused=self._refused)

    def _came(self, found: Sequence[ConflictRow]) -> None:
        before = self.current()
        at = self.table.currentIndex().row()
        self.model.show(found)
        self.table.use_widths(self.model.columns, least=160)
        left = sum(one.conflict.state is ConflictState.OPEN for one in found)
        self.counted.setText(_("{n} ô khác nhau · còn {left}").format(n=len(found), left=left))
        ids = [one.conflict.id for one in found]
        if before is not None and before.conflict.id in ids:
            at = ids.index(before.conflict.id)
            if found[at].conflict.state is not ConflictState.OPEN and before.conflict != found[at].conflict:
                at = self._next_open(at, 1)
        elif found:
            at = self._next_open(max(at, 0) - 1, 1)
        if found:
            self.table.selectRow(min(max(at, 0), len(found) - 1))
        self._show()

    def _next_open(self, at: int, by: int) -> int:
        """The next row that is open, round the end; the same where none is."""
        rows = self.model.rows
        for step in range(1, len(rows) + 1):
            there = (at + by * step) % len(rows)
            if rows[there].conflict.state is ConflictState.OPEN:
                return there
        return at

    def current(self) -> ConflictRow | None:
        """The conflict in front."""
        return self.model.row(self.table.currentIndex())

    def _show(self) -> None:
        one = self.current()
        for part in (*self.choices, self.reason, self.record_button, self.same):
            part.setEnabled(one is not None)
        if one is None:
            self.heading.setText(_("Không còn ô nào khác nhau. Số liệu đang dùng là số liệu đã thống nhất."))
            self.values.setVisible(False)
            self.told.setText("")
            self.same.hide()
            self.other.setEnabled(False)
            self.later_button.setText(_("Đóng"))
            return
        self.values.setVisible(True)
        field = conflict_words.field_words(one.conflict.kind, one.conflict.field)
        head = (conflict_words.row_words(one), _("cột {field}").format(field=field), _whose(one))
        self.heading.setText(visible(" · ".join(part for part in head if part)))
        self.values.show_row(one, here=self.here)
        self.told.setText(visible(self._about(one)))
        self.told.setVisible(bool(self.told.text()))
        alike = len(self._alike(one))
        self.same.setText(_("Áp dụng cho {n} ô cùng cột trong gói này").format(n=alike))
        self.same.setVisible(alike > 1)
        self.same.setChecked(False)
        self._offer(one)

    def _offer(self, one: ConflictRow) -> None:
        """What was decided stands chosen; of an undecided one nothing does, so that no key is pressed by chance."""
        decided = one.conflict.state is not ConflictState.OPEN
        group = self.choices[0].group()
        group.setExclusive(False)
        for at, each in enumerate(self.choices):
            each.setChecked(decided and one.conflict.taken == _TAKES[at])
        group.setExclusive(True)
        self.choices[2].setEnabled(one.can_type)
        value = conflict_words.value_words(one.conflict.kind, one.conflict.field, one.conflict.other)
        self.other.setText(value if one.conflict.other else "")
        self.reason.setText(one.conflict.reason if decided else "")
        self.notice.hide()
        self._chosen()

    def _about(self, one: ConflictRow) -> str:
        """Who decided what and why; that the period is locked; what the city shows meanwhile."""
        parts, it = [], one.conflict
        if one.finding is not None:
            period = words.period_words(one.finding.period)
            parts.append(_("theo biên nhận số {n} kỳ {period}").format(n=one.finding.receipt_number, period=period))
        if it.decided_by:
            at = words.moment(it.decided_at)
            parts.append(_("Đã quyết định: {who}, {at}").format(who=it.decided_by, at=at))
            if it.reason:
                parts.append(_("lý do: {reason}").format(reason=it.reason))
        if it.other:
            value = conflict_words.short_value(it.kind, it.field, it.other)
            parts.append(_("đang dùng giá trị khác: {value}").format(value=value))
        if one.in_force:
            value = conflict_words.short_value(it.kind, it.field, one.in_force)
            parts.append(_("thành phố đang tạm dùng {value}").format(value=value))
            if one.finding is not None and one.finding.reason:
                parts.append(_("lý do: {reason}").format(reason=one.finding.reason))
        if one.locked:
            parts.append(_("kỳ đã khóa: mở khóa kỳ trước khi đổi số liệu"))
        return words.capital(" · ".join(parts))

    def _alike(self, one: ConflictRow) -> tuple[ConflictRow, ...]:
        return tuple(each for each in self.model.rows if each.column == one.column)

    # choosing

    def choose(self, at: int) -> None:
        """Choose a side, or another value and go to where it is typed."""
        if self.current() is not None and self.choices[at].isEnabled():
            self.choices[at].setChecked(True)
            if at == 2:
                self.other.setFocus()

    def _chosen(self) -> None:
        other = self.choices[2].isChecked()
        self.other.setEnabled(other)
        self.same.setEnabled(not other)

    def step(self, by: int) -> None:
        """Go to the next or the previous open cell."""
        if self.model.rows:
            self.table.selectRow(self._next_open(self.table.currentIndex().row(), by))
            self.table.setFocus()

    # recording

    def record(self) -> None:
        """Record what is chosen and go on."""
        settle_composed(self)
        one = self.current()
        if one is None:
            return
        at = next((at for at, each in enumerate(self.choices) if each.isChecked()), -1)
        if at < 0:
            self.notice.say(_("Chọn 1, 2 hoặc 3 trước khi ghi. Giá trị đang dùng chưa đổi."))
            return
        if at == 2 and not self.reason.text().strip():
            self.notice.say(_("Ghi giá trị khác cần có lý do. Chưa đổi gì."))
            self.reason.setFocus()
            return
        rows = self._alike(one) if self.same.isChecked() and at != 2 else (one,)
        self.record_button.setEnabled(False)
        text, reason, source = self.other.text(), self.reason.text(), self.source

        def work(desk: Desk, _monitor: Monitor) -> Applied:
            from nq57desk.usecases import conflict_values

            it, value = one.conflict, ""
            if at == 2:
                value = conflict_values.typed(it.kind, it.field, text, year=it.year)
            return source.decide(desk, rows, Decision(_TAKES[at], reason, value))

        self.session.change(work, lambda _done: self._recorded(), refused=self._refused)

    def _recorded(self) -> None:
        self.table.setFocus()
        self.read()

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.record_button.setEnabled(True)
        self.notice.say("\n".join(sentence(one) for one in problems))
