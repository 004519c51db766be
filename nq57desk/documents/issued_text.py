"""A text that a decision puts in force, where both came in one file (as plan 003 did): where it begins, its own head.

It begins with its kind in capitals, a few lines above its pointer line; what stands before is the decision's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Protocol, TypeVar

from nq57desk.documents.body import ended, word_blocks
from nq57desk.documents.form import Form
from nq57desk.documents.head_parts import bare_frame, issued_title
from nq57desk.documents.layout import Block, Run
from nq57desk.documents.pointer import imported_pointer
from nq57desk.domain.papers import PaperHead, Words

_TITLE_LINES = 5


class Told(Protocol):
    """A paragraph with its level, as in Words."""

    @property
    def level(self) -> int:
        """0 is plain text."""

    @property
    def text(self) -> str:
        """Its words."""


T = TypeVar("T", bound=Told)


def parted(paragraphs: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """The decision's own text and the text that it issues; the second is empty where there is no such text."""
    texts = tuple(paragraph.text for paragraph in paragraphs)
    pointer = imported_pointer(texts)
    at = texts.index(pointer) if pointer else 0
    title = takewhile(lambda n: _may_be_title(paragraphs[n]), range(at - 1, max(at - _TITLE_LINES, 0), -1))
    kinds = [n for n in title if texts[n].isupper()]
    return (paragraphs[: kinds[-1]], paragraphs[kinds[-1] :]) if kinds else (paragraphs, ())


def _may_be_title(paragraph: Told) -> bool:
    return paragraph.level == 0 and not paragraph.text.endswith((".", ";", ":"))


def issued_blocks(paragraphs: Sequence[Told], head: PaperHead, form: Form) -> Iterator[Block]:
    """A letterhead without number and date, title and pointer line as they stood, then the text (mẫu 1.3)."""
    kind, *subject = before_pointer(paragraphs)
    pointer = imported_pointer(tuple(paragraph.text for paragraph in paragraphs))
    yield bare_frame(head, form)
    yield from issued_title(kind, subject, (Run(pointer),), form)
    rest = (Words(told.text, told.level) for told in after_pointer(paragraphs) if told.text.strip())
    yield from ended([block for words in rest for block in word_blocks(words, form)], form)


def before_pointer(paragraphs: Sequence[Told]) -> tuple[str, ...]:
    """The lines of an issued text's title, its kind first."""
    texts = tuple(paragraph.text for paragraph in paragraphs)
    return texts[: texts.index(imported_pointer(texts))]


def after_pointer(paragraphs: Sequence[T]) -> tuple[T, ...]:
    """An issued text without its title and pointer line."""
    texts = tuple(paragraph.text for paragraph in paragraphs)
    return tuple(paragraphs[texts.index(imported_pointer(texts)) + 1 :])
