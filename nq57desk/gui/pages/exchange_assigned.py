"""The post room's tab of what the city assigned: how each row stands, its notes of direction, and files taken in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nq57desk.domain.assigned_rows import Standing
from nq57desk.domain.assignments import TASK
from nq57desk.gui.models.assigned_rows import city_words, line_columns, named, notes_words
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.widgets.plain import Empty, Table, label, push, row
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.dialogs.assignment_preview import AssignmentDialog
    from nq57desk.gui.pages.exchange import ExchangePage
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.assigned import Assigned, AssignedLine
    from nq57desk.usecases.assignment_preview import AssignmentPreview, Choice, Key, Target
    from nq57desk.usecases.assignment_taking import TakenAssignment
    from nq57desk.workspace import Desk

ENDING = ".nq57assign"


class AssignedTab(QWidget):
    """Everything assigned, the newest year first; below it the row under the cursor in full."""

    def __init__(self, page: ExchangePage) -> None:
        super().__init__()
        self._page = page
        self.seen: tuple[Assigned, ...] = ()
        self.dialog: AssignmentDialog | None = None
        self.model: RowsModel[AssignedLine] = RowsModel(line_columns(), self)
        self.table = Table(_("Nhiệm vụ được giao"))
        self.take_button = push(_("Nạp tệp giao nhiệm vụ…"), symbol="import")
        self.first_button = push(_("Nạp tệp giao nhiệm vụ…"), main=True)
        self.waiting_button = push("")
        self.open_button = push(_("Tới dòng của cơ quan"))
        self.unlink_button = push(_("Bỏ ghép"))
        self.count = label(tone="quiet", wrap=True)
        self.name = label(tone="heading", wrap=True, selectable=True)
        self.words, self.general = label(wrap=True, selectable=True), label(wrap=True, selectable=True)
        self.stack = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, 300)
        none = Empty(
            _("Thành phố chưa giao nhiệm vụ nào qua phần mềm. Nạp tệp giao nhiệm vụ (.nq57assign) tại đây."),
            self.first_button,
        )
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        below.addWidget(_card(self.name, self.words))
        below.addWidget(_card(label(_("Ý kiến chỉ đạo chung"), "heading"), self.general))
        below.setSizes([700, 500])
        self.below = below
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setChildrenCollapsible(False)
        whole.addWidget(self.table)
        whole.addWidget(below)
        whole.setSizes([260, 170])
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        inner.addWidget(self.count)
        inner.addWidget(whole, 1)
        self.stack.addWidget(full)
        self.stack.addWidget(none)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.setSpacing(6)
        self.verbs = QWidget()
        self.verbs.setLayout(row(self.take_button, self.waiting_button, self.open_button, self.unlink_button, None))
        outer.addWidget(self.verbs)
        outer.addWidget(self.stack, 1)
        self.show_state(())

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.choose_file)
        self.first_button.clicked.connect(self.choose_file)
        self.waiting_button.clicked.connect(self.look_again)
        self.open_button.clicked.connect(self.open_row)
        self.unlink_button.clicked.connect(self.unlink)
        self.table.opened.connect(self.open_row)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_line())

    # showing

    def show_state(self, seen: tuple[Assigned, ...]) -> None:
        """Show everything assigned as it stands now."""
        chosen = self.current()
        self.seen = seen
        lines = [line for one in seen for line in one.lines]
        self.model.show(lines)
        self.stack.setCurrentIndex(0 if seen else 1)
        self.verbs.setVisible(bool(seen))
        self.count.setText("\n".join(_told(one) for one in seen))
        self.general.setText("\n\n".join(filter(None, (notes_words(one.notes) for one in seen))))
        self.below.widget(1).setVisible(bool(self.general.text()))
        n = self.waiting
        changed = sum(one.changed for one in seen)
        text = _("Chọn cho {n} dòng đang chờ…").format(n=n) if n else _("Cập nhật {n} dòng…").format(n=changed)
        self.waiting_button.setText(text)
        self.waiting_button.setVisible(bool(n or changed))
        key = (chosen.kind, chosen.said.id) if chosen is not None else None
        at = next((at for at, line in enumerate(lines) if (line.kind, line.said.id) == key), 0)
        if lines:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._show_line()

    @property
    def waiting(self) -> int:
        """How many rows of all years wait for a decision."""
        return sum(one.waiting for one in self.seen)

    @property
    def title(self) -> str:
        """The tab's name with what waits."""
        return _("Nhiệm vụ được giao") + (f" ({self.waiting})" if self.waiting else "")

    def current(self) -> AssignedLine | None:
        """The row under the cursor."""
        return self.model.row(self.table.currentIndex())

    def _show_line(self) -> None:
        line = self.current()
        self.name.setText(named(line.said) if line is not None else "")
        self.words.setText(city_words(line) if line is not None else "")
        office = self._page.session.office
        writable = office is not None and not office.read_only
        for button in (self.take_button, self.first_button, self.waiting_button):
            button.setEnabled(writable)
        self.open_button.setEnabled(line is not None and line.own is not None)
        self.unlink_button.setEnabled(writable and line is not None and line.standing is Standing.LINKED)

    def open_row(self) -> None:
        """Go to the own row; where there is none yet, decide."""
        line = self.current()
        if line is None:
            return
        if line.own is None:
            self.look_again()
        elif line.kind == TASK:
            self._page.go.emit("tasks", line.own.id)
        else:
            self._page.go.emit("indicators", (line.own.id, "actual"))

    # taking

    def choose_file(self) -> None:
        """Let the person choose an assignment file."""
        kind = f"{_('Tệp giao nhiệm vụ')} (*{ENDING})"
        chosen, _kind = QFileDialog.getOpenFileName(self._page, _("Nạp tệp giao nhiệm vụ"), "", kind)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read a file and show what it would do; nothing is written."""

        def work(desk: Desk, _monitor: Monitor) -> AssignmentPreview:
            from nq57desk.usecases import assignment_preview

            return assignment_preview.preview(desk, path=path)

        self._page.session.ask(work, self.preview, refused=self._page.refuse)

    def look_again(self) -> None:
        """The rows that still wait, out of the newest file that was taken."""
        line = self.current()
        waits = [one for one in self.seen if one.waiting or one.changed]
        if not waits:
            return
        here = [one for one in waits if line is not None and one.assignment.year == line.year]
        year = (here or waits)[0].assignment.year

        def work(desk: Desk, _monitor: Monitor) -> AssignmentPreview:
            from nq57desk.usecases import assignment_preview

            return assignment_preview.preview_kept(desk, year=year)

        self._page.session.ask(work, self.preview, refused=self._page.refuse)

    def preview(self, found: AssignmentPreview) -> None:
        """Show the preview; the person decides row by row."""
        from nq57desk.gui.dialogs.assignment_preview import AssignmentDialog

        dialog = AssignmentDialog(self._page, found, lambda choices, target: self._take(found, choices, target))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _take(self, found: AssignmentPreview, choices: Mapping[Key, Choice], target: Target) -> None:
        dialog = self.dialog
        if dialog is None:
            return

        def work(desk: Desk, _monitor: Monitor) -> TakenAssignment:
            from nq57desk.usecases import assignment_taking

            return assignment_taking.take(desk, preview=found, decisions=choices, target=target)

        def done(taken: TakenAssignment) -> None:
            dialog.accept()
            self._taken(taken)

        self._page.session.change(work, done, refused=dialog.refuse, words=_("Đang nạp nhiệm vụ được giao…"))

    def _taken(self, taken: TakenAssignment) -> None:
        text = _("Đã nạp tệp giao số {number}: ghép {linked}, thêm {added}, cập nhật {changed}, còn chờ {waiting}.")
        said = text.format(
            number=taken.assignment.number,
            linked=taken.linked,
            added=taken.added,
            changed=taken.changed,
            waiting=taken.waiting,
        )
        if taken.applied.entry is not None:
            said += " " + _("Hoàn tác được bằng Ctrl+Z; tệp đã nạp vẫn được giữ và các dòng lại chờ chọn.")
        self._page.notice.say(said)
        self._page.refresh()

    def unlink(self) -> None:
        """Take the link off the current row; it is asked again."""
        line = self.current()
        if line is None or line.own is None or line.standing is not Standing.LINKED:
            return
        kind, row_id = line.kind, line.own.id

        def work(desk: Desk, _monitor: Monitor) -> object:
            from nq57desk.usecases import assignment_taking

            return assignment_taking.unlink(desk, kind=kind, row_id=row_id)

        self._page.session.change(work, lambda _done: self._page.refresh(), refused=self._page.refuse)


def _told(one: Assigned) -> str:
    """One year in a line."""
    counted = {standing: sum(line.standing is standing for line in one.lines) for standing in Standing}
    text = _(
        "Năm {year}, tệp số {number} của {city}, nạp {at}: {linked} đã ghép, {added} đã thêm, {waiting} chờ chọn, "
        "{withdrawn} đã rút."
    )
    from nq57desk.gui import words

    return text.format(
        year=one.assignment.year,
        number=one.assignment.number,
        city=one.assignment.city_name,
        at=words.moment(one.kept_at),
        linked=counted[Standing.LINKED],
        added=counted[Standing.ADDED],
        waiting=counted[Standing.WAITING],
        withdrawn=counted[Standing.WITHDRAWN],
    )


def _card(*parts: QWidget) -> QScrollArea:
    inner = QFrame()
    inner.setProperty("tone", "page")
    column = QVBoxLayout(inner)
    column.setContentsMargins(10, 8, 10, 8)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
