"""The one shape of every form dialog: a heading, a form, an error in place, the doing button and "Hủy bỏ".

The dialog stays open until what was asked has really been done; a refusal shows its sentence and keeps
everything typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem
from nq57desk.gui import theme
from nq57desk.gui.widgets.composing import settle_composed
from nq57desk.gui.widgets.form import Field, Form
from nq57desk.gui.widgets.plain import Notice, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.wording import _

Submit = Callable[["Sheet"], None]


class Sheet(QDialog):
    """A form in a dialog. ``submit`` is called on the doing button or Ctrl+Enter and ends with ``done_with`` or
    ``refuse``."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        heading: str,
        fields: Sequence[Field],
        doing: str,
        submit: Submit,
        *,
        width: int = 620,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(fields)
        self.notice = Notice()
        self._submit = submit
        self.accept_button = push(doing, main=True)
        self.cancel_button = push(_("Hủy bỏ"))
        self.accept_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        self.heading = label(heading, "heading", wrap=True)
        outer.addWidget(self.heading)
        outer.addWidget(self.notice)
        outer.addWidget(_scrolling(self.form), 1)
        self.foot = row(None, self.cancel_button, self.accept_button)
        outer.addLayout(self.foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)
        height = self.heading.heightForWidth(theme.px(width) - 36) + self.form.sizeHint().height() + theme.px(100)
        resize_to(self, width, min(round(height * 100 / theme.percent()), 640))

    def submit(self) -> None:
        """Try to do what the form says; a half-composed word counts."""
        settle_composed(self)
        self.notice.hide()
        self.form.complain({})
        self.accept_button.setEnabled(False)
        self._submit(self)

    def wrong(self, errors: dict[str, str]) -> None:
        """What was typed cannot be read: say so under the fields."""
        self.accept_button.setEnabled(True)
        self.form.complain(errors)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """It was refused: say why, keep everything typed."""
        self.accept_button.setEnabled(True)
        self.notice.say("\n".join(sentence(problem) for problem in problems))

    def done_with(self, _result: object = None) -> None:
        """It was done: close."""
        self.accept()


def fitting(dialog: QDialog, width: int, height: int) -> QSize:
    """A dialog's size at 100 %, grown with the text as far as the window it belongs to has room."""
    above = dialog.parentWidget()
    room = above.window().size() if above is not None else QSize(1366, 768)
    return QSize(min(theme.px(width), room.width() - 24), min(theme.px(height), room.height() - 60))


def _scrolling(form: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    form.setObjectName("sheetForm")
    form.setStyleSheet("#sheetForm { background: transparent; }")
    area.setWidget(form)
    area.verticalScrollBar().rangeChanged.connect(
        lambda _least, most: form.setContentsMargins(0, 0, theme.px(8) if most else 0, 0)
    )
    area.viewport().setAutoFillBackground(False)
    return area
