"""Ghép với danh mục: offices' rows that answer nothing, beside what they are like; ticked by a person, then linked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSplitter, QTabWidget, QVBoxLayout, QWidget

from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.vietnamese import fold
from nq57desk.gui import theme, words
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.models.ticked_rows import TickedRows
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import Notice, SearchField, Table, label, push, row
from nq57desk.gui.widgets.tick_table import Ticking, TickTable
from nq57desk.gui.widgets.told import Aside, resize_to
from nq57desk.sentences import sentence
from nq57desk.usecases.linking import LinkedRow, Links, OpenRow, Pair
from nq57desk.usecases.reference_list import Choice
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.problems import Problem

SURE = 95
"""Likeness in percent from which a suggestion is ticked at one press."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An open row with the reference row that it would be linked with; ``by_hand``: a person chose it."""

    row: OpenRow
    reference: Choice | None
    by_hand: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it apart."""
        return self.row.kind, self.row.row.office, self.row.row.id

    @property
    def sure(self) -> bool:
        """Whether the words are the same, or nearly."""
        return self.by_hand or (self.reference is not None and self.row.alike >= SURE)


def kind_letters(kind: str) -> str:
    """ "NV" for a task, "CT" for an indicator."""
    return _("NV") if kind == TASK else _("CT")


def open_columns() -> tuple[Column[Shown], ...]:
    """The columns of rows to link."""
    return (
        Column(_("Đơn vị"), lambda one: one.row.office_name, 170, second=lambda one: one.row.row.office),
        Column(_("TT"), lambda one: f"{kind_letters(one.row.kind)} {one.row.row.number}", 62),
        Column(_("Dòng của đơn vị"), lambda one: one.row.row.name, 0, second=lambda one: one.row.row.source_document),
        Column(_("Ghép với dòng của thành phố"), _reference, 360, second=_because),
    )


def _reference(one: Shown) -> str:
    return "" if one.reference is None else words.numbered(one.reference.number, one.reference.name)


def _because(one: Shown) -> str:
    if one.reference is None:
        return _("không có gợi ý; chọn ở danh mục bên dưới")
    if one.by_hand:
        return _("chọn tay")
    alike = _("gợi ý, giống {n}%").format(n=one.row.alike)
    return f"{alike} · {_('cùng văn bản căn cứ')}" if one.row.same_paper else alike


def linked_columns() -> tuple[Column[LinkedRow], ...]:
    """The columns of rows that were linked here."""
    return (
        Column(_("Đơn vị"), lambda one: one.office_name, 190, second=lambda one: one.row.office),
        Column(_("TT"), lambda one: f"{kind_letters(one.kind)} {one.row.number}", 70),
        Column(_("Dòng của đơn vị"), lambda one: one.row.name, 0),
        Column(
            _("Dòng của thành phố"),
            lambda one: words.numbered(one.reference.number, one.reference.name),
            380,
            second=lambda one: f"{words.moment(one.linked_at)} · {one.linked_by}",
        ),
    )


def reference_columns() -> tuple[Column[Choice], ...]:
    """The columns of the reference list."""
    return (
        Column(_("TT"), lambda one: f"{kind_letters(one.kind)} {one.number}", 80),
        Column(_("Danh mục của thành phố"), lambda one: one.name, 0),
        Column(_("Thời hạn"), lambda one: one.deadline, 120),
        Column(_("Căn cứ"), lambda one: one.source_document, 180),
    )


class LinkingDialog(QDialog):
    """Two tabs: what is to be linked, and what was linked here. Nothing is ticked in advance."""

    linked = Signal(int)
    """So many rows were linked or let go."""

    def __init__(self, parent: QWidget, session: Session, found: Links) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Ghép với danh mục"))
        self.session, self.found = session, found
        self.open_rows: TickedRows[Shown] = TickedRows(open_columns(), lambda one: one.key, _words, self)
        self.linked_rows: TickedRows[LinkedRow] = TickedRows(
            linked_columns(),
            lambda one: (one.kind, one.row.office, one.row.id),
            lambda one: f"{one.office_name} {one.row.office} {one.row.name} {one.reference.name}",
            self,
        )
        self.references: RowsModel[Choice] = RowsModel(reference_columns(), self)
        self.open_table = TickTable(_("Dòng chưa liên kết"), self.open_rows)
        self.linked_table = TickTable(_("Dòng thành phố đã liên kết"), self.linked_rows)
        self.reference_table = Table(_("Danh mục của thành phố"))
        self.reference_table.setModel(self.references)
        self.reference_table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.sure_button = push("")
        self.seeker = SearchField(_("Chọn dòng khác trong danh mục: gõ để tìm, Enter để chọn"))
        self.tabs, self.notice, self.told = QTabWidget(), Notice(), Aside()
        self.close_button, self.accept_button = push(_("Đóng")), push("", main=True)
        self._build()
        self._connect()
        self.show_links(found)

    def _build(self) -> None:
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(6)
        inner.addWidget(self.seeker)
        inner.addWidget(self.reference_table, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(Ticking(_("Tìm đơn vị, nội dung"), self.open_table, self.sure_button))
        split.addWidget(below)
        split.setSizes([theme.px(340), theme.px(190)])
        split.setChildrenCollapsible(False)
        self.reference_table.use_widths(self.references.columns)
        self.tabs.addTab(split, "")
        self.tabs.addTab(Ticking(_("Tìm đơn vị, nội dung"), self.linked_table), "")
        text = _("Phím cách đánh dấu, Enter ghép các dòng đã đánh dấu. Gợi ý chỉ để xem, chưa tính vào bảng nào.")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(text, "heading", wrap=True))
        outer.addWidget(self.notice)
        outer.addWidget(self.tabs, 1)
        foot = row(self.told, self.close_button, self.accept_button)
        foot.setStretch(0, 1)
        outer.addLayout(foot)
        resize_to(self, 1220, 660)

    def _connect(self) -> None:
        self.seeker.searched.connect(lambda _text: self._seek())
        self.seeker.left.connect(self._to_references)
        self.reference_table.lettered.connect(self._lettered)
        self.reference_table.opened.connect(self.take_reference)
        self.sure_button.clicked.connect(lambda: self.open_rows.turn(self._sure()))
        self.open_table.opened.connect(self.confirm)
        self.linked_table.opened.connect(self.confirm)
        self.open_table.selectionModel().currentRowChanged.connect(lambda *_at: self._seek())
        for model in (self.open_rows, self.linked_rows):
            model.ticked.connect(self._say)
        self.tabs.currentChanged.connect(lambda _at: self._say())
        self.close_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.confirm)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.confirm)

    # what is shown

    def show_links(self, found: Links) -> None:
        """Show these; rows that a person gave another reference row keep it."""
        chosen = {one.key: one.reference for one in self.open_rows.every if one.by_hand}
        self.found = found
        shown = [Shown(one, one.suggested) for one in found.open]
        kept = [replace(one, reference=chosen[one.key], by_hand=True) if one.key in chosen else one for one in shown]
        kept.sort(key=lambda one: (one.row.kind != TASK, one.reference is None, -one.row.alike, one.key))
        self.open_rows.fill(kept)
        self.linked_rows.fill(found.linked)
        self.tabs.setTabText(0, _("Chưa liên kết ({n})").format(n=len(found.open)))
        self.tabs.setTabText(1, _("Thành phố đã liên kết ({n})").format(n=len(found.linked)))
        self._seek()
        if kept:
            self.open_table.selectRow(0)
        self.open_table.setFocus()

    def _sure(self) -> list[Shown]:
        return [one for one in self.open_rows.rows if one.sure]

    def _seek(self) -> None:
        """The reference rows of the kind that the cursor is on, that have the words typed."""
        at = self.open_rows.row(self.open_table.currentIndex())
        kind = at.row.kind if at is not None else ""
        parts = fold(self.seeker.text()).split()
        fits = [one for one in self.found.reference if kind in ("", one.kind)]
        self.references.show([one for one in fits if all(p in fold(f"{one.number} {one.name}") for p in parts)])
        self._say()

    def _say(self) -> None:
        first = self.tabs.currentIndex() == 0
        n = len(self._pairs()) if first else len(self.linked_rows.chosen)
        self.accept_button.setText(_("Ghép {n} dòng").format(n=n) if first else _("Bỏ liên kết {n} dòng").format(n=n))
        self.accept_button.setEnabled(n > 0)
        self.sure_button.setText(_("Đánh dấu các gợi ý giống từ {n}% ({m})").format(n=SURE, m=len(self._sure())))
        tasks, goals = self.found.count(TASK), self.found.count(INDICATOR)
        text = _("Chưa liên kết: {tasks} nhiệm vụ, {goals} chỉ tiêu.").format(tasks=tasks, goals=goals)
        idle = len(self.open_rows.chosen) - n if first else 0
        if idle:
            text += " " + _("{n} dòng đã đánh dấu chưa có dòng nào để ghép.").format(n=idle)
        self.told.setText(text)

    def _to_references(self) -> None:
        if self.references.rows:
            self.reference_table.selectRow(0)
        self.reference_table.setFocus()

    def _lettered(self, text: str) -> None:
        self.seeker.setFocus()
        self.seeker.setText(text)

    # choosing and doing

    def take_reference(self) -> None:
        """The chosen rows are to be linked with the reference row that the cursor is on; they are ticked."""
        reference = self.references.row(self.reference_table.currentIndex())
        rows: list[Shown] = list(self.open_table.chosen_rows())
        if reference is None or not rows:
            return
        keys = {one.key for one in rows if one.row.kind == reference.kind}
        place = self.open_table.currentIndex().row()
        changed = [
            replace(one, reference=reference, by_hand=True) if one.key in keys else one for one in self.open_rows.every
        ]
        self.open_rows.fill(changed)
        self.open_rows.tick([one for one in changed if one.key in keys], True)
        self.open_table.selectRow(place)
        self.open_table.setFocus()

    def _pairs(self) -> list[Pair]:
        return [
            Pair(one.row.row.office, one.row.row.id, one.reference.id)
            for one in self.open_rows.chosen
            if one.reference is not None
        ]

    def confirm(self) -> None:
        """Link the ticked rows, or let them go."""
        from nq57desk.usecases import linking

        if not self.accept_button.isEnabled():
            return
        pairs = self._pairs()
        gone = [(one.row.office, one.row.id) for one in self.linked_rows.chosen]
        first = self.tabs.currentIndex() == 0
        self.notice.hide()
        self.accept_button.setEnabled(False)
        self.session.change(
            lambda desk, _m: linking.link(desk, pairs=pairs) if first else linking.unlink(desk, rows=gone),
            self._done,
            refused=self.refuse,
        )

    def _done(self, n: int) -> None:
        self.linked.emit(n)
        self.look()

    def look(self) -> None:
        """Read what is left."""
        from nq57desk.usecases import linking

        year = self.found.year
        self.session.ask(lambda desk, _m: linking.links(desk, year=year), self.show_links, refused=self.refuse)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """It was refused: say why, keep every tick."""
        self.notice.say("\n".join(sentence(problem) for problem in problems[:4]))
        self._say()


def _words(one: Shown) -> str:
    return f"{one.row.office_name} {one.row.row.office} {one.row.row.name} {one.row.row.source_document}"
