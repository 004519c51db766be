"""F1: the manual beside the window, a page for each page of the desk, shown as plain styled text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextEdit, QVBoxLayout, QWidget

from nq57desk import paths
from nq57desk.gui import theme
from nq57desk.gui.widgets.plain import push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.wording import _

ORDER = (
    "start",
    "overview",
    "tasks",
    "month",
    "indicators",
    "papers",
    "exchange",
    "importing",
    "city",
    "consolidated",
    "settings",
    "keys",
)
"""The manual's files, in the order in which they are listed."""


@lru_cache(maxsize=32)
def manual_text(name: str) -> str:
    """A page of the manual, "" where there is none."""
    file = paths.resources() / "manual" / f"{name}.md"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def write_page(text: str, into: QTextEdit) -> None:
    """Set headings ("#", "##"), list items ("- ") and **bold** words; everything else is plain text."""
    into.clear()
    cursor = into.textCursor()
    first = True
    for block in _blocks(text):
        kind, words = _kind(block)
        shape, letters = _format(kind)
        if first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)
        first = False
        _insert(cursor, ("•  " if kind == "- " else "") + words, letters)
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    into.setTextCursor(cursor)


def _blocks(text: str) -> list[str]:
    """Lines that belong together joined; headings and items begin anew."""
    found: list[str] = []
    fresh = True
    for line in text.splitlines():
        if not line.strip():
            fresh = True
        elif fresh or line.startswith(("#", "- ")):
            found.append(line.strip())
            fresh = line.startswith("#")
        else:
            found[-1] += " " + line.strip()
    return found


def _kind(block: str) -> tuple[str, str]:
    for start in ("## ", "# ", "- "):
        if block.startswith(start):
            return start, block[len(start) :]
    return "", block


def _format(kind: str) -> tuple[QTextBlockFormat, QTextCharFormat]:
    shape, letters = QTextBlockFormat(), QTextCharFormat()
    size = theme.POINT_SIZE * theme.percent() / 100
    letters.setFontPointSize(size * {"# ": 1.5, "## ": 1.15}.get(kind, 1.0))
    letters.setFontWeight(600 if kind in ("# ", "## ") else 400)
    shape.setTopMargin({"# ": 2, "## ": 12, "- ": 3}.get(kind, 6))
    shape.setBottomMargin(3)
    shape.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if kind == "- ":
        shape.setLeftMargin(18)
        shape.setTextIndent(-14)
    return shape, letters


def _insert(cursor: QTextCursor, words: str, letters: QTextCharFormat) -> None:
    for at, part in enumerate(words.split("**")):
        its = QTextCharFormat(letters)
        if at % 2:
            its.setFontWeight(600)
        cursor.insertText(part, its)


class ManualDialog(QDialog):
    """Stays beside the window; Esc closes it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hướng dẫn"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Các mục hướng dẫn"))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Nội dung hướng dẫn"))
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(theme.px(14))
        self.names = [name for name in ORDER if manual_text(name)]
        for name in self.names:
            title = manual_text(name).splitlines()[0].lstrip("# ")
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(10, theme.px(34)))
            self.contents.addItem(item)
        self.contents.setObjectName("sections")
        self.contents.setFixedWidth(theme.px(200))
        self.contents.currentRowChanged.connect(self._show)
        close = push(_("Đóng"), main=True)
        close.clicked.connect(self.close)
        middle = row(self.contents, spacing=10)
        middle.addWidget(self.text, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 12)
        outer.addLayout(middle, 1)
        outer.addLayout(row(None, close))
        resize_to(self, 820, 520)

    def open_page(self, name: str) -> None:
        """Show the page about a page of the window; the first one where there is none."""
        self.contents.setCurrentRow(self.names.index(name) if name in self.names else 0)
        self.text.setFocus()

    def _show(self, at: int) -> None:
        if 0 <= at < len(self.names):
            write_page(manual_text(self.names[at]), self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes, as Esc does."""
        if event.key() == Qt.Key.Key_F1:
            self.close()
        else:
            super().keyPressEvent(event)
