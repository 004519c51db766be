"""The frame: rail, menus, search box, band, status bar; it opens pages and hands actions to them, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from nq57desk.gui import actions as act
from nq57desk.gui import symbols
from nq57desk.gui.comfort import Comfort
from nq57desk.gui.office_actions import OfficeActions
from nq57desk.gui.pages.catalogue import BY_NAME, PAGES, PageSpec, pages_for
from nq57desk.gui.pages.page import Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.frame import Rail, SampleBand, Status
from nq57desk.gui.widgets.plain import Notice, SearchField
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.changes import Applied
    from nq57desk.domain.problems import Problem


_COUNT_AFTER_MS = 900
"""How long after the last change what waits on each page is counted again."""


class MainWindow(QMainWindow):
    """The window of one office at a time."""

    closing = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.pages: dict[str, Page] = {}
        self.current = ""
        self._saved = ""
        self._fault_shown = False
        self._unseen: dict[str, list[Applied]] = {}
        """What changed while a page was not shown, by the page's name."""
        self.setWindowTitle("NQ57 Desk")
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 420)
        self.rail, self.band, self.stack = Rail(), SampleBand(), QStackedWidget()
        self.status = Status()
        self.notice = Notice()
        self.search = SearchField(_("Tìm mọi nơi  Ctrl+F"))
        self.actions_by_name = act.build(self)
        self.page_actions = {spec.name: self._page_action(spec) for spec in PAGES if spec.key}
        drawn = [(self.page_actions[spec.name].setIcon, spec.symbol, 16) for spec in PAGES if spec.key]
        symbols.later(self, [(self.setWindowIcon, "app", 64), *drawn])
        self.office_actions = OfficeActions(self)
        self.handlers: dict[str, Callable[[], None]] = {
            "find": self.search.setFocus,
            "next_region": lambda: self.next_region(1),
            "previous_region": lambda: self.next_region(-1),
            "quit": self._quit,
            **self.office_actions.handlers,
        }
        self.comfort = Comfort(self)
        self.handlers |= self.comfort.handlers
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_AFTER_MS)
        self._count.timeout.connect(self._count_badges)
        self._build()
        self._connect()
        self.update_actions()

    # building

    def _page_action(self, spec: PageSpec) -> QAction:
        action = QAction(_(spec.words).replace("&", "&&"), self)
        action.setShortcut(QKeySequence(f"Ctrl+{spec.key}"))
        action.triggered.connect(lambda: self.open_page(spec.name))
        action.setVisible(False)
        self.addAction(action)
        return action

    def _build(self) -> None:
        bar = self.menuBar()
        self.menus = act.fill_menus(bar, self.actions_by_name, list(self.page_actions.values()))
        self.menus["file"].insertMenu(self.actions_by_name["start"], self.office_actions.recent)
        self.search_holder = holder = QWidget(bar)
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 2, 10, 2)
        inside.addWidget(self.search)
        bar.setCornerWidget(holder)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.band)
        outer.addWidget(self.notice)
        outer.addLayout(middle, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        for name, action in self.actions_by_name.items():
            action.triggered.connect(lambda _checked=False, name=name: self.run_action(name))
        self.rail.chosen.connect(self.open_page)
        self.search.searched.connect(self._searched)
        self.search.left.connect(self._search_left)
        self.search.entered.connect(self._search_entered)
        self.session.opened.connect(self._office_opened)
        self.session.opened.connect(self.office_actions.bringing_in.opened)
        self.session.looking.connect(self.comfort.looking)
        self.band.delete.clicked.connect(self.office_actions.delete_sample)
        self.session.changed.connect(self._changed)
        self.session.stepped.connect(self._stepped)
        self.session.refused.connect(self._refused)
        self.session.fault.connect(self._fault)
        self.session.working.connect(self.status.follow)
        self.session.said.connect(self.status.words.setText)

    # pages

    def page(self, name: str) -> Page:
        """The page, made when it is first asked for."""
        if name not in self.pages:
            page = BY_NAME[name].make(self.session, self.actions_by_name)
            page.available.connect(self.update_actions)
            page.go.connect(self.open_page)
            page.letter.connect(self._lettered)
            page.counted.connect(self.rail.badge)
            self.pages[name] = page
            self.stack.addWidget(page)
            self.comfort.adopt(name, page)
            page.refresh()
        return self.pages[name]

    def open_page(self, name: str, what: object = None) -> None:
        """Show a page, with what it should show."""
        page = self.page(name)
        self.current = name
        self.stack.setCurrentWidget(page)
        self.rail.mark(name)
        self._catch_up(name)
        if what is not None:
            page.show_with(what)
        if self.search.text() and not page.seek(self.search.text()):
            self.search.clear()
        self.update_actions()

    def current_page(self) -> Page | None:
        """The page shown now."""
        return self.pages.get(self.current)

    def import_from(self, what: object) -> None:
        """Show the import preview of a file (Path) or of the clipboard."""
        if self.session.office is not None and not self.session.office.is_city:
            self.open_page(self.office_actions.page_for(what), what)

    # actions

    def run_action(self, name: str) -> None:
        """Let the page do it, else the frame."""
        page = self.current_page()
        if page is not None and page.can(name):
            page.handlers[name]()
        elif name in self.handlers and self._frame_can(name):
            self.handlers[name]()

    def _frame_can(self, name: str) -> bool:
        always = name in ("quit", "find", "next_region", "previous_region")
        return always or self.comfort.can(name) or self.office_actions.can(name)

    def update_actions(self) -> None:
        """Switch each action on where the page or the frame can do it now."""
        page = self.current_page()
        for name, action in self.actions_by_name.items():
            frame = name in self.handlers and self._frame_can(name)
            action.setEnabled(frame or (page is not None and page.can(name)))

    def next_region(self, step: int) -> None:
        """F6: move the focus to the next part of the window."""
        page = self.current_page()
        regions: list[QWidget] = [self.rail, *(page.regions() if page is not None else []), self.search]
        focus = QApplication.focusWidget()
        at = next((n for n, part in enumerate(regions) if focus is not None and _within(part, focus)), -step)
        regions[(at + step) % len(regions)].setFocus(Qt.FocusReason.TabFocusReason)

    def _quit(self) -> None:
        self.close()

    # search

    def _searched(self, text: str) -> None:
        page = self.current_page()
        if page is not None and not page.seek(text) and text and "tasks" in self.names():
            self.open_page("tasks")

    def _lettered(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _search_entered(self) -> None:
        """Have the searched words ready before the first letter comes."""
        page = self.current_page()
        if page is not None:
            page.expect_search()
        if self.session.office is not None and "tasks" in self.names():
            # Not before an office is open: the field has the focus already at the first paint.
            from nq57desk.usecases import task_screens

            self.session.ask(lambda desk, _monitor: task_screens.ready(desk), lambda _nothing: None)

    def _search_left(self) -> None:
        page = self.current_page()
        if page is not None and page.regions():
            page.regions()[min(1, len(page.regions()) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    # the office

    def names(self) -> list[str]:
        """The pages that the open office has."""
        office = self.session.office
        return [] if office is None else [spec.name for spec in pages_for(is_city=office.is_city)]

    def _office_opened(self) -> None:
        office = self.session.office
        if office is None:
            return
        self._saved = ""
        self.band.setVisible(office.office.sample)
        self.band.delete.setVisible(not office.read_only)
        self._drop_pages()
        shown = pages_for(is_city=office.is_city)
        for name, action in self.page_actions.items():
            action.setVisible(name in self.names())
            action.setEnabled(name in self.names())
        first = "city" if office.is_city else "overview" if self.session.leader else "tasks"
        self.rail.show_pages(shown, first)
        self.search.setVisible("tasks" in self.names())
        self.open_page(first)
        self.rail.setFocus()
        self.comfort.office_opened()
        self.office_actions.list_recent()
        self._count.start()

    def _drop_pages(self) -> None:
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        self._unseen.clear()

    def office_closed(self) -> None:
        """No office is open any more."""
        self._drop_pages()
        self.current = ""
        self.rail.show_pages((), "")
        self.band.hide()
        self.setWindowTitle("NQ57 Desk")
        self.status.words.setText("")
        self.update_actions()

    def rebuild(self, name: str = "") -> None:
        """Build every page anew (another language, or nothing to edit now) and show the one named."""
        shown = name or self.current
        self._drop_pages()
        if self.session.office is not None and shown in BY_NAME:
            self.open_page(shown if shown in self.names() else self.names()[0])
            self._stepped()

    def _count_badges(self) -> None:
        from nq57desk.usecases import badges

        if self.session.office is not None:
            self.session.ask(lambda desk, _monitor: badges.badges(desk), self._badges_came)

    def _badges_came(self, counts: dict[str, int]) -> None:
        for name, count in counts.items():
            self.rail.badge(name, count)

    def note_saved(self, at: datetime) -> None:
        """Say in the status bar that everything is saved, and when it was."""
        self._saved = at.strftime("%H:%M:%S")
        self._stepped()

    def _changed(self, applied: Applied) -> None:
        self._saved = datetime.now().astimezone().strftime("%H:%M:%S")
        for name, page in self.pages.items():
            if name == self.current:
                page.touched(applied)
            else:
                self._unseen.setdefault(name, []).append(applied)
        self._stepped()
        self._count.start()

    def _catch_up(self, name: str) -> None:
        """Tell a page what changed while it was not shown, all of it as one change."""
        from nq57desk.domain.changes import together

        changes = self._unseen.pop(name, [])
        if changes:
            self.pages[name].touched(together(changes))

    def _stepped(self) -> None:
        office = self.session.office
        if office is None:
            return
        from nq57desk.gui import words

        self.setWindowTitle(f"NQ57 Desk – {office.office.name}")
        steps = office.steps
        undo, redo = self.actions_by_name["undo"], self.actions_by_name["redo"]
        undo.setText(_("Hoàn tác: {step}").format(step=words.action_words(steps.undo)) if steps.undo else _("Hoàn tác"))
        redo.setText(_("Làm lại: {step}").format(step=words.action_words(steps.redo)) if steps.redo else _("Làm lại"))
        parts = [office.office.name]
        if office.read_only:
            parts.append(_("chỉ xem"))
        if self._saved:
            parts.append(_("Đã lưu {time}").format(time=self._saved))
        parts += office.backup_words()
        if steps.undo:
            parts.append(_("Hoàn tác được: {step}").format(step=words.action_words(steps.undo)))
        self.status.words.setText(" · ".join(parts))
        self.update_actions()

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        page = self.current_page()
        if page is not None:
            page.refuse(problems)
        else:
            self.notice.say(said(problems))

    def _fault(self, error: BaseException, path: Path | None) -> None:
        """One dialog at a time: while it is open, further faults are only written down."""
        from nq57desk.gui.dialogs.fault import show_fault

        if not self._fault_shown:
            self._fault_shown = True
            show_fault(self, error, path).finished.connect(self._fault_closed)

    def _fault_closed(self) -> None:
        self._fault_shown = False

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one step: stop long work, close a notice, leave a page."""
        page = self.current_page()
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.notice.isVisible():
            self.notice.hide()
        elif not self.status.cancel() and page is not None:
            page.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail shows symbols only in a narrow window."""
        super().resizeEvent(event)
        self.comfort.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is taken in."""
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def take_files(self, files: Sequence[Path]) -> None:
        """Files opened from outside are shown where they belong."""
        self.office_actions.bringing_in.take(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the one who made the window; what is being typed or composed is handed over before."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()
        self.comfort.end()
        self._count.stop()
        self.hide()  # what is under way may need a moment to notice; nobody is to look at a dead window meanwhile
        self.closing.emit()
        super().closeEvent(event)


def _within(part: QWidget, focus: QObject) -> bool:
    return focus is part or (isinstance(focus, QWidget) and part.isAncestorOf(focus))
