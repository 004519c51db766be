"""What every page of the desk is: a title with its buttons, a body, the actions it answers, its regions for F6."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nq57desk.gui import theme
from nq57desk.gui.actions import ActionButton
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import Notice, label
from nq57desk.gui.widgets.told import Aside
from nq57desk.sentences import sentence, where
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.changes import Applied
    from nq57desk.domain.problems import Problem

_SAID = 6
_NARROW = 1040
Actions = Mapping[str, QAction]


def said(problems: tuple[Problem, ...]) -> str:
    """The problems' sentences with their places, one a line; of many only the first, and how many more there are."""
    lines = []
    for problem in problems[:_SAID]:
        place = where(problem.place)
        lines.append(f"{place}: {sentence(problem)}" if place else sentence(problem))
    if len(problems) > _SAID:
        lines.append(_("… và {n} điều nữa").format(n=len(problems) - _SAID))
    return "\n".join(lines)


class Page(QWidget):
    """One page. Subclasses fill ``body`` and answer actions through ``handlers``."""

    available = Signal()
    """Which actions can be used has changed."""
    letter = Signal(str)
    """A letter typed in a table begins a search."""
    counted = Signal(str, int)
    """How many things wait on a page, for its badge."""
    go = Signal(str, object)
    """Open another page, with what it should show."""

    def __init__(self, title: str, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.actions_by_name = actions
        self.handlers: dict[str, Callable[[], None]] = {}
        self.title: QLabel = label(title, "title")
        self.title.setMinimumHeight(theme.px(30))
        self.aside: QLabel = Aside()
        self.notice = Notice()
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addSpacing(6)
        self.head.addWidget(self.aside, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 10)
        outer.setSpacing(8)
        outer.addLayout(self.head)
        outer.addWidget(self.notice)
        outer.addLayout(self.body, 1)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page leaves the keys off its buttons."""
        super().resizeEvent(event)
        self.compact(self.width() < _NARROW)

    def compact(self, on: bool) -> None:
        """Make do with little width, or use it again."""
        for button in cast("list[ActionButton]", self.findChildren(ActionButton)):
            button.shorten(on)
            if self.session.office is not None and self.session.office.read_only:
                button.only_look()

    def can(self, action: str) -> bool:
        """Whether the action can be used now."""
        return action in self.handlers

    def regions(self) -> list[QWidget]:
        """The parts that F6 goes through, in order."""
        return []

    def refresh(self) -> None:
        """Read anew what this page shows; called when it is first opened and when an office was opened."""

    def touched(self, applied: Applied) -> None:  # every page decides what concerns it
        """Something was changed; the default reads everything anew."""
        if applied.by_kind or applied.entry is None:
            self.refresh()

    def show_with(self, what: object) -> None:
        """Show this page with something another page or the frame handed over."""

    def keep(self) -> None:
        """Ctrl+S: what is being typed in a field is taken as if the field were left."""
        focus = self.focusWidget()
        if focus is not None and focus.hasFocus():
            focus.clearFocus()
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def unsaved(self) -> bool:
        """Whether something typed could not be saved and still stands on the screen."""
        return False

    def expect_search(self) -> None:
        """The search box was entered: what makes the first letter quick may be done now."""

    def seek(self, _text: str) -> bool:
        """Search this page; False where it has nothing to search."""
        return False

    def leave(self) -> bool:
        """Esc: go back one step inside the page; False where there is none."""
        if self.notice.isVisible():
            self.notice.hide()
            return True
        return False

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Say in place why something was refused."""
        self.notice.say(said(problems))
