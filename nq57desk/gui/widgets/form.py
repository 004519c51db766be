"""A form as data: fields listed with their words and kind, values out as plain text, errors under the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from nq57desk.gui import theme
from nq57desk.gui.widgets.composing import ComposingLine, ComposingText
from nq57desk.gui.widgets.plain import Choice, label
from nq57desk.wording import _


class FieldKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``choices`` are (value, words); ``hint`` stands in the empty field; ``width`` at 100 %, 0 all."""

    name: str
    words: str
    kind: FieldKind = FieldKind.LINE
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    width: int = 0
    lines: int = 2


class Form(QWidget):
    """Shows fields one below the other."""

    changed = Signal(str)
    """With the name of the field that a person changed."""

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self.inputs: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        self.layout_ = QFormLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setHorizontalSpacing(12)
        self.layout_.setVerticalSpacing(7)
        self.layout_.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self.fields:
            self._add(field)

    def _add(self, field: Field) -> None:
        made = self._input(field)
        made.setAccessibleName(_(field.words))
        made.setObjectName(field.name)
        if field.width:
            made.setFixedWidth(theme.px(field.width))
        self.inputs[field.name] = made
        error = label(tone="error", wrap=True)
        error.hide()
        self._errors[field.name] = error
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(made)
        cell.addWidget(error)
        if field.kind is FieldKind.CHECK:
            self.layout_.addRow("", cell)
            return
        title = label(_(field.words))
        title.setBuddy(made)
        self.layout_.addRow(title, cell)

    def _input(self, field: Field) -> QWidget:
        if field.kind is FieldKind.TEXT:
            return self._text(field)
        if field.kind is FieldKind.CHOICE:
            choice = Choice()
            for value, words in field.choices:
                choice.addItem(_(words), value)
            choice.currentIndexChanged.connect(lambda _at: self.changed.emit(field.name))
            return choice
        if field.kind is FieldKind.CHECK:
            check = QCheckBox(_(field.words).replace("&", "&&"))
            check.toggled.connect(lambda _on: self.changed.emit(field.name))
            return check
        line = ComposingLine()
        line.setPlaceholderText(_(field.hint) if field.hint else "")
        line.textEdited.connect(lambda _text: self.changed.emit(field.name))
        return line

    def _text(self, field: Field) -> QPlainTextEdit:
        text = ComposingText()
        text.setTabChangesFocus(True)
        text.setPlaceholderText(_(field.hint) if field.hint else "")
        text.setFixedHeight(text.fontMetrics().lineSpacing() * field.lines + 18)
        text.textChanged.connect(lambda: self.changed.emit(field.name))
        return text

    def values(self) -> dict[str, str]:
        """What stands in the fields; a ticked box is "1", an empty one ""."""
        return {name: _read(made) for name, made in self.inputs.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into the fields; the others stay as they are."""
        for name, value in values.items():
            _write(self.inputs[name], value)

    def complain(self, errors: Mapping[str, str]) -> None:
        """Show a sentence under each named field, none under the others; the first one gets the focus."""
        for name, error in self._errors.items():
            error.setText(errors.get(name, ""))
            error.setVisible(name in errors)
        first = next((name for name in self.inputs if name in errors), None)
        if first is not None:
            self.inputs[first].setFocus()

    def error(self, name: str) -> str:
        """The sentence that stands under a field now."""
        return self._errors[name].text()


def _read(made: QWidget) -> str:
    if isinstance(made, QPlainTextEdit):
        return made.toPlainText()
    if isinstance(made, QCheckBox):
        return "1" if made.isChecked() else ""
    if isinstance(made, Choice):
        return str(made.currentData())
    return made.text() if isinstance(made, QLineEdit) else ""


def _write(made: QWidget, value: str) -> None:
    if isinstance(made, QPlainTextEdit):
        made.setPlainText(value)
    elif isinstance(made, QCheckBox):
        made.setChecked(bool(value))
    elif isinstance(made, Choice):
        made.setCurrentIndex(max(0, made.findData(value)))
    elif isinstance(made, QLineEdit):
        made.setText(value)
        made.setCursorPosition(0)
