"""Reading our own Word files back."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import _Element

from nq57desk.documents.layout import Layout
from nq57desk.documents.render_docx import render_docx
from tests.documents.whole_paper import (
    letters_of,
)


def opened(layout: Layout) -> Document:
    return docx.Document(io.BytesIO(render_docx(layout).data))


def part(layout: Layout, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(render_docx(layout).data)) as package:
        return package.read(name).decode("utf-8")


def every_paragraph(document: Document) -> list[WordParagraph]:
    body: Any = document.element.body
    return [WordParagraph(element, document._body) for element in body.iter(qn("w:p"))]


def words(document: Document) -> str:
    return letters_of("".join(paragraph.text for paragraph in every_paragraph(document)))


def with_text(document: Document, words: str) -> WordParagraph:
    return next(p for p in every_paragraph(document) if p.text.replace("\n", " ") == words)


def children(element: _Element, tag: str) -> list[_Element]:
    return element.findall(f".//{qn(tag)}")
