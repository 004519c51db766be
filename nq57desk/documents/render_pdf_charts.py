"""Drawings as PDF pages: the same shapes as on the screen, in points, with the fonts embedded."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from nq57desk.documents.charts import Box, Dot, Drawing, Shape, Stroke, Words
from nq57desk.documents.render_pdf_fonts import FACES, font

TEXT_SIZE = 10.0
_BASE = 0.33
"""How far below a line's middle the letters stand, as a share of the size."""


def measured(text: str, bold: bool, size: float = TEXT_SIZE) -> float:
    """The width of words in points."""
    return float(font(FACES[1 if bold else 0]).stringWidth(text, size))


def draw_pages(pages: tuple[Drawing, ...], *, title: str = "") -> bytes:
    """A PDF with one page for each drawing, as large as the drawing; the same drawings give the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True, lang="vi-VN")
    canvas.setTitle(title)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for shape in page.shapes:
            _draw(canvas, shape, page.height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, shape: Shape, height: float) -> None:
    match shape:
        case Box():
            _pens(canvas, shape.fill, shape.stroke, shape.thickness)
            bottom = height - shape.top - shape.height
            canvas.rect(shape.left, bottom, shape.width, shape.height, stroke=bool(shape.stroke), fill=bool(shape.fill))
        case Dot():
            _pens(canvas, shape.fill, shape.stroke, shape.thickness)
            canvas.circle(shape.x, height - shape.y, shape.radius, stroke=bool(shape.stroke), fill=bool(shape.fill))
        case Stroke():
            _pens(canvas, "", shape.colour, shape.thickness)
            canvas.setDash(*((4, 3) if shape.dashed else ()))
            canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)
            canvas.setDash()
        case Words():
            _words(canvas, shape, height)


def _pens(canvas: Any, fill: str, stroke: str, thickness: float) -> None:
    if fill:
        canvas.setFillColor(HexColor(fill))
    if stroke:
        canvas.setStrokeColor(HexColor(stroke))
        canvas.setLineWidth(thickness)


def _words(canvas: Any, words: Words, height: float) -> None:
    size = TEXT_SIZE * words.size
    font(FACES[1 if words.bold else 0])
    canvas.setFont(FACES[1 if words.bold else 0], size)
    canvas.setFillColor(HexColor(words.colour))
    base = height - (words.top + words.height / 2) - size * _BASE
    if words.align == "center":
        canvas.drawCentredString(words.left + words.width / 2, base, words.text)
    elif words.align == "right":
        canvas.drawRightString(words.left + words.width, base, words.text)
    else:
        canvas.drawString(words.left, base, words.text)
