"""An assignment before it is taken: the city's rows at the left, the office's at the right, a decision for each.

Nothing is decided for a person. 1 links, 2 adds, 3 leaves for later, Space takes what is suggested (or takes it back),
F2 or Enter goes to the list for choosing another own row, Ctrl+Enter takes everything as decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.domain.assigned_rows import Decision, Standing, kind_of_row
from nq57desk.domain.problems import Problem
from nq57desk.gui import theme
from nq57desk.gui.models.assigned_rows import DecidedRow, preview_columns
from nq57desk.gui.models.plan_tree import plan_words
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.pages.page import said
from nq57desk.gui.widgets.own_row_choice import OwnRowChoice
from nq57desk.gui.widgets.plain import Choice as ChoiceList
from nq57desk.gui.widgets.plain import Notice, Table, label, push, row
from nq57desk.gui.widgets.told import Aside, resize_to
from nq57desk.usecases.assignment_preview import AssignmentPreview, Choice, Key, Target
from nq57desk.wording import _

Take = Callable[[Mapping[Key, Choice], Target], None]
_ORDER = (Standing.WAITING, Standing.ADDED, Standing.LINKED)
_KEYS = {Qt.Key.Key_1: Decision.LINK, Qt.Key.Key_2: Decision.ADD, Qt.Key.Key_3: Decision.LATER}


class _Rows(Table):
    """1, 2, 3 and Space decide the chosen rows."""

    decided = Signal(object)
    """With the Decision; None takes what is suggested or takes it back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this list; all others as in any."""
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if alone and event.key() in _KEYS:
            self.decided.emit(_KEYS[Qt.Key(event.key())])
        elif alone and event.key() == Qt.Key.Key_Space:
            self.decided.emit(None)
        elif event.key() == Qt.Key.Key_F2:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class AssignmentDialog(QDialog):
    """Shows one preview; ``take`` gets the decisions and where added tasks go."""

    def __init__(self, parent: QWidget, preview: AssignmentPreview, take: Take) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Nhiệm vụ thành phố giao"))
        self.preview, self._take = preview, take
        self.choices: dict[Key, Choice] = {}
        self._own = {one.id: one for one in (*preview.own, *(r.own for r in preview.rows if r.own is not None))}
        self.model: RowsModel[DecidedRow] = RowsModel(preview_columns(), self)
        self.table = _Rows(_("Các dòng thành phố giao"))
        self.notice = Notice()
        self.choice = OwnRowChoice()
        self.target = ChoiceList()
        self.counts = Aside(tone="heading")
        self.link_button, self.add_button = push(_("Ghép (1)")), push(_("Thêm mới (2)"))
        self.later_button, self.all_button = push(_("Để sau (3)")), push(_("Theo gợi ý cho tất cả"))
        self.cancel_button, self.take_button = push(_("Hủy bỏ")), push("", main=True)
        self._build()
        self._connect()
        self._list()

    # building

    def _build(self) -> None:
        said_of, outer = self.preview.assignment, QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        heading = _("Tệp giao nhiệm vụ số {number} năm {year} của {city}").format(
            number=said_of.number, year=said_of.year, city=said_of.city_name
        )
        outer.addWidget(label(heading, "title"))
        told = _(
            "Chưa ghi gì. Dòng ghép giữ nguyên lời của cơ quan; dòng thêm mới lấy lời của thành phố. "
            "Phím 1 ghép, 2 thêm mới, 3 để sau, Space theo gợi ý, F2 chọn dòng khác."
        )
        outer.addWidget(label(told, "quiet", wrap=True))
        outer.addWidget(self.notice)
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, 300)
        self.table.setMinimumHeight(theme.px(190))
        self.choice.setMaximumHeight(theme.px(200))
        outer.addWidget(self.table, 1)
        self.target.setAccessibleName(_("Thêm nhiệm vụ mới vào"))
        self.target.setMinimumContentsLength(20)
        for one in self.preview.targets:
            self.target.addItem(target_words(one), one)
        verbs = (self.link_button, self.add_button, self.later_button, self.all_button)
        line = row(*verbs, None, label(_("Thêm nhiệm vụ mới vào")), self.target)
        line.setStretch(len(verbs) + 2, 4)
        outer.addLayout(line)
        outer.addWidget(self.choice)
        last = row(self.counts, self.cancel_button, self.take_button)
        last.setStretch(0, 1)
        outer.addLayout(last)
        for button in (self.link_button, self.add_button, self.later_button, self.all_button, self.cancel_button):
            button.setAutoDefault(False)
        if self.preview.problems:
            self.notice.say(said(self.preview.problems))
        resize_to(self, 1240, 640)

    def _connect(self) -> None:
        self.table.decided.connect(self.decide)
        self.table.opened.connect(self.choice.begin)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_choice())
        self.choice.chosen.connect(self.link_with)
        self.choice.left.connect(self.table.setFocus)
        self.link_button.clicked.connect(lambda: self.decide(Decision.LINK))
        self.add_button.clicked.connect(lambda: self.decide(Decision.ADD))
        self.later_button.clicked.connect(lambda: self.decide(Decision.LATER))
        self.all_button.clicked.connect(self.as_suggested)
        self.cancel_button.clicked.connect(self.reject)
        self.take_button.clicked.connect(self.submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)

    # showing

    def _list(self) -> None:
        """What waits first; the order of the city's paper within."""
        rows = sorted(self.preview.rows, key=lambda one: _ORDER.index(one.standing))
        self.model.show([self._decided(DecidedRow(one)) for one in rows])
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.selectRow(0)
        self.table.setFocus()
        self._tell()

    def _decided(self, one: DecidedRow) -> DecidedRow:
        choice = self.choices.get(one.row.key)
        row_id = choice.row_id if choice is not None and choice.row_id else ""
        if not row_id and one.row.own is None and one.row.suggestion is not None:
            row_id = one.row.suggestion.row_id
        return DecidedRow(one.row, choice, self._own.get(row_id) or one.row.own)

    def _show(self, at: int) -> None:
        self.model.replace_row(at, self._decided(self.model.rows[at]))

    def _tell(self) -> None:
        """How many of each, and what the button does."""
        decided = [self.choices.get(one.key, Choice(Decision.LATER)).decision for one in self.preview.waiting]
        changed = sum(bool(one.changed) for one in self.preview.rows)
        text = _("{link} ghép · {add} thêm mới · {later} để sau · {changed} cập nhật theo thành phố")
        parts = [
            text.format(
                link=decided.count(Decision.LINK),
                add=decided.count(Decision.ADD),
                later=decided.count(Decision.LATER),
                changed=changed,
            )
        ]
        if self.preview.withdrawn:
            parts.append(_("{n} dòng thành phố đã rút, giữ nguyên").format(n=len(self.preview.withdrawn)))
        self.counts.setText(" · ".join(parts))
        linked_anew = sum(
            one.standing is Standing.LINKED and self.choices.get(one.key) is not None for one in self.preview.rows
        )
        n = len(decided) - decided.count(Decision.LATER) + changed + linked_anew
        self.take_button.setText(_("Nạp {n} dòng  Ctrl+Enter").format(n=n) if n else _("Lưu tệp, để sau  Ctrl+Enter"))

    def current(self) -> DecidedRow | None:
        """The row under the cursor."""
        return self.model.row(self.table.currentIndex())

    def _show_choice(self) -> None:
        """What the current row can be linked with: own rows of its kind that no other row has."""
        one = self.current()
        if one is None:
            self.choice.offer((), None)
            return
        taken = {choice.row_id for key, choice in self.choices.items() if key != one.row.key}
        kind = one.row.kind
        free = [each for each in self.preview.own if kind_of_row(each) == kind and each.id not in taken]
        self.choice.offer(free, one)

    # deciding

    def chosen(self) -> list[int]:
        """The rows that a key decides: those chosen, else the current one."""
        found = {index.row() for index in self.table.selectionModel().selectedRows()}
        return sorted(found or {self.table.currentIndex().row()} - {-1})

    def decide(self, decision: Decision | None) -> None:
        """Decide the chosen rows; None takes what is suggested, or takes it back where all of them are decided."""
        rows = [at for at in self.chosen() if self.model.rows[at].row.standing is Standing.WAITING]
        open_ = [at for at in rows if not self._settled(at)]
        for at in rows:
            one = self.model.rows[at]
            if decision is None and open_:
                self._choose(at, one.row.offered if at in open_ else self.choices.get(one.row.key))
            elif decision is None:
                self._choose(at, Choice(Decision.LATER))
            elif decision is Decision.LINK:
                self._choose(at, self._link_of(one))
            else:
                self._choose(at, Choice(decision))
        if decision is Decision.LINK and len(rows) == 1 and not self._settled(rows[0]):
            self.choice.begin()
        elif len(rows) == 1 and not (decision is None and not open_):
            self._next(rows[0])
        self._after()

    def _settled(self, at: int) -> bool:
        choice = self.choices.get(self.model.rows[at].row.key)
        return choice is not None and choice.decision is not Decision.LATER

    def _link_of(self, one: DecidedRow) -> Choice | None:
        """A link with the own row that stands beside; None where there is none."""
        return Choice(Decision.LINK, one.own.id) if one.own is not None else self.choices.get(one.row.key)

    def _choose(self, at: int, choice: Choice | None) -> None:
        """Keep a decision; a link with an own row that another row has is no decision."""
        key = self.model.rows[at].row.key
        taken = {each.row_id for other, each in self.choices.items() if other != key} - {""}
        if choice is None or choice.row_id in taken:
            return
        self.choices[key] = choice
        self._show(at)

    def _next(self, at: int) -> None:
        """The next row that waits for a decision."""
        order = [*range(at + 1, len(self.model.rows)), *range(at)]
        waiting = (n for n in order if self.model.rows[n].row.standing is Standing.WAITING)
        target = next((n for n in waiting if self.model.rows[n].row.key not in self.choices), None)
        if target is not None:
            self.table.setCurrentIndex(self.model.index(target, 0))

    def link_with(self, row_id: str) -> None:
        """Link the current row with the own row that was picked in the list."""
        at = self.table.currentIndex().row()
        if at < 0 or row_id not in self._own or self.model.rows[at].row.standing is Standing.ADDED:
            return
        self._choose(at, Choice(Decision.LINK, row_id))
        self.table.setFocus()
        self._next(at)
        self._after()

    def as_suggested(self) -> None:
        """Take what is suggested for every row that is not decided yet; nothing is written by that."""
        for at, one in enumerate(self.model.rows):
            if one.row.standing is Standing.WAITING and not self._settled(at):
                self._choose(at, one.row.offered)
        self.table.setFocus()
        self._after()

    def _after(self) -> None:
        self._show_choice()
        self._tell()

    def submit(self) -> None:
        """Take everything as decided."""
        target = self.target.currentData()
        if self.take_button.isEnabled() and isinstance(target, Target):
            self.take_button.setEnabled(False)
            self._take(dict(self.choices), target)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Say why not; every decision stays."""
        self.take_button.setEnabled(True)
        self.notice.say(said(problems))


def target_words(target: Target) -> str:
    """Where added tasks would go, in words."""
    if target.plan is None:
        return _("Kế hoạch riêng của năm, lập mới")
    plan = plan_words(target.plan)
    if target.appendix is None:
        return _("{plan} – danh mục “Nhiệm vụ thành phố giao”").format(plan=plan)
    return f"{plan} – {_named(target)}"


def _named(target: Target) -> str:
    appendix = target.appendix
    return "" if appendix is None else appendix.label or appendix.title or _("Phụ lục")
