"""A page of the manual written into a text view: styled plain text, tables, and pictures as wide as the view."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from nq57desk.documents.manual_pages import Grid, Heading, Piece, Shot, Typed, Words, picture, pieces, spans
from nq57desk.gui import theme

_SIZES = (1.5, 1.15, 1.0)
_ABOVE = (2, 12, 8)
PICTURE = "picture:"
"""Before a picture's name in the link that it is."""


def write_page(text: str, into: QTextEdit) -> None:
    """Set what the page says; all of it but its few marks is plain text."""
    into.clear()
    cursor = into.textCursor()
    first = True
    for piece in pieces(text):
        if not first:
            cursor.insertBlock()
        first = False
        _write(piece, cursor, into)
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    into.setTextCursor(cursor)


def _write(piece: Piece, cursor: QTextCursor, into: QTextEdit) -> None:
    match piece:
        case Heading():
            cursor.setBlockFormat(_shape(_ABOVE[piece.level - 1]))
            _insert(cursor, piece.words, _letters(_SIZES[piece.level - 1], bold=True))
        case Words():
            cursor.setBlockFormat(_shape(3 if piece.mark else 6, item=bool(piece.mark)))
            _insert(cursor, (f"{piece.mark}  " if piece.mark else "") + piece.words, _letters())
        case Typed():
            cursor.setBlockFormat(_shape(3, left=18))
            cursor.insertText(piece.words, _typed(_letters()))
        case Grid():
            _table(piece, cursor)
        case Shot():
            cursor.setBlockFormat(_shape(8, pitch=100))
            _picture(piece, cursor, into)
            cursor.insertBlock(_shape(0))
            cursor.insertText(piece.words, _letters(0.9, quiet=True))


def _shape(above: int, *, item: bool = False, left: int = 0, pitch: int = 118) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setTopMargin(above)
    shape.setBottomMargin(3)
    shape.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setLeftMargin(18 if item else left)
    shape.setTextIndent(-14 if item else 0)
    return shape


def _letters(size: float = 1.0, *, bold: bool = False, quiet: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(theme.POINT_SIZE * theme.percent() / 100 * size)
    letters.setFontWeight(600 if bold else 400)
    letters.setFontItalic(quiet)
    return letters


def _typed(letters: QTextCharFormat) -> QTextCharFormat:
    its = QTextCharFormat(letters)
    its.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
    return its


def _insert(cursor: QTextCursor, words: str, letters: QTextCharFormat) -> None:
    for span in spans(words):
        its = _typed(letters) if span.typed else QTextCharFormat(letters)
        if span.bold:
            its.setFontWeight(600)
        cursor.insertText(span.text, its)


def _table(grid: Grid, cursor: QTextCursor) -> None:
    shape = QTextTableFormat()
    shape.setCellPadding(4)
    shape.setCellSpacing(0)
    shape.setBorderCollapse(True)
    shape.setHeaderRowCount(1)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table = cursor.insertTable(len(grid.rows), len(grid.rows[0]), shape)
    for down, cells in enumerate(grid.rows):
        for along, words in enumerate(cells[: len(grid.rows[0])]):
            cell = table.cellAt(down, along)
            cell.setFormat(_lined())
            _insert(cell.firstCursorPosition(), words, _letters(bold=down == 0))
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _lined() -> QTextTableCellFormat:
    its = QTextTableCellFormat()
    its.setBorder(1)
    its.setBorderBrush(QColor(theme.LINE))
    its.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    its.setPadding(4)
    return its


def _picture(shot: Shot, cursor: QTextCursor, into: QTextEdit) -> None:
    """A link to itself. Scaled beforehand, since a text view scales without smoothing; never larger than it is."""
    image = QImage(str(picture(shot.name)))
    if image.isNull():
        return
    room = into.viewport().width() - 2 * int(into.document().documentMargin()) - 4
    ratio = into.devicePixelRatioF()
    width = max(1, min(room, image.width()))
    shown = image.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(
        int(width * ratio), Qt.TransformationMode.SmoothTransformation
    )
    _frame(shown)
    shown.setDevicePixelRatio(ratio)
    name = f"{PICTURE}{shot.name}"
    into.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), shown)
    its = QTextImageFormat()
    its.setName(name)
    its.setWidth(width)
    its.setHeight(image.height() * width / image.width())
    its.setProperty(QTextFormat.Property.ImageAltText.value, shot.words)
    its.setAnchor(True)
    its.setAnchorHref(name)
    cursor.insertImage(its)


def _frame(image: QImage) -> None:
    """A thin line around it: most windows are as white as the page."""
    painter = QPainter(image)
    painter.setPen(QColor(theme.FIELD_BORDER))
    painter.drawRect(0, 0, image.width() - 1, image.height() - 1)
    painter.end()
