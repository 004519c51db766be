"""The clipboard: what was on it, handed to the import preview, and a block put on it as text and as a table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QGuiApplication


@dataclass(frozen=True, slots=True)
class Pasted:
    """A table as Word, Excel or a text editor put it on the clipboard; either may be empty."""

    html: str
    text: str


def put(text: str, html: str) -> None:
    """The same words as plain text and as HTML, for Excel and Word.

    The clipboard keeps the data until the process ends, on some systems longer than Python is there to destroy an
    object that was made in it (the program would crash on quitting): so the object is one that Qt itself made.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0, 0)])
    for form in data.formats():
        data.removeFormat(form)
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
