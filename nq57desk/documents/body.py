"""A paper's words as paragraphs by their level, its lists between them, and the mark at their end.

"./." stands directly after the last word, as in the decree's samples (Nghị định 30, Phụ lục III); below a table,
where no word precedes it, on a line of its own. The Party's form ends with a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from nq57desk.documents.form import Form
from nq57desk.documents.layout import Block, EndMark, Paragraph, Run, Runs, Table, TextStyle, plain, text
from nq57desk.documents.listing import listing_table
from nq57desk.documents.pointer import blank
from nq57desk.domain.listings import Listing
from nq57desk.domain.papers import Body, Words

_NUMERAL = re.compile(r"([IVXLC]+)\s*(?:\.|\)|-)\s*(?=\S)")
_ARTICLE = re.compile(r"(Điều \d+[.:]?)\s+(?=\S)", re.IGNORECASE)
_TITLE, _INTRODUCING, _STOPPED = 300, 120, 30
"""Letters that a title has at most: without a stop, with a colon, and with the stop of a sentence ("1. Mục đích.")."""
_MISSING = "paper.text"
_STOPS = (".", ";", ",", ":", "/")


def body_blocks(body: Body, form: Form, width_mm: float, *, end: bool = True) -> tuple[Block, ...]:
    """The words and lists over ``width_mm``; ``end``: the mark stands after the last of them.

    Where there are none, one open blank asks for them.
    """
    blocks: list[Block] = []
    for piece in body or (Words("", field=_MISSING),):
        if isinstance(piece, Listing):
            blocks.extend(listing_table(piece, form, width_mm))
        else:
            blocks.extend(word_blocks(piece, form))
    spaced = spaced_out(blocks, form)
    return ended(spaced, form) if end else tuple(spaced)


def spaced_out(blocks: Sequence[Block], form: Form) -> list[Block]:
    """The blocks with space below each table that text follows."""
    return [
        replace(block, style=replace(block.style, after=form.table.space_after_pt))
        if isinstance(block, Table) and isinstance(below, Paragraph)
        else block
        for block, below in zip_longest(blocks, blocks[1:])
    ]


def word_blocks(words: Words, form: Form) -> Iterator[Paragraph]:
    """A paragraph for each typed line; an open blank where the text is missing."""
    if not words.text.strip():
        yield Paragraph((blank(words.field, form.blanks.line),), form.styles.body)
        return
    for n, line in enumerate(filter(None, (line.strip() for line in words.text.split("\n")))):
        yield paragraph(line, 0 if n else words.level, form)


def paragraph(words: str, level: int, form: Form) -> Paragraph:
    """One paragraph in the style of its level; numbers stand in the words themselves."""
    styles = form.styles
    article = _ARTICLE.match(words)
    if article:
        return article_paragraph(article[1], words[article.end() :], form)
    if level == 1 and _is_part(words, form):
        return text(words, styles.part)
    if level == 1:
        return text(_NUMERAL.sub(rf"\g<1>{form.words.heading_sign}", words, count=1), styles.heading_1)
    if level == 2:
        return text(words, styles.heading_2 if is_title(words) else styles.body)
    if level == 3 and is_title(words) and not words.endswith((".", ";", ",", "/")):
        return text(words, styles.heading_3)
    if level == 0 and _is_basis(words, form):
        return text(form.words.basis.format(basis=words), styles.basis)
    if level == 0 and words.isupper() and len(words) > 1:
        return text(words, styles.decides)
    return text(words, styles.body)


def article_paragraph(number: str, words: str, form: Form) -> Paragraph:
    """ "Điều 1." in bold before its words, which are bold as well where they are a title."""
    styles = form.styles
    if is_title(words) and not words.endswith(_STOPS):
        return text(f"{number} {words}", styles.article)
    return Paragraph((Run(f"{number} ", True), Run(words)), styles.body)


def is_title(words: str) -> bool:
    """Whether what follows a number is a title, to be bold: not ending as a sentence does, or quite short."""
    if words.endswith(":"):
        return len(words) <= _INTRODUCING
    return len(words) <= (_STOPPED if words.endswith(_STOPS) else _TITLE)


def _is_basis(words: str, form: Form) -> bool:
    """A basis ends ";"; on whose proposal a paper is made is said last, with any end but a colon."""
    basis, proposal = form.names.bases
    return (words.startswith(basis) and words.endswith(";")) or (words.startswith(proposal) and words[-1] != ":")


def _is_part(words: str, form: Form) -> bool:
    return any(re.match(rf"{part}\b", words, re.IGNORECASE) for part in form.names.parts)


def ended(blocks: list[Block], form: Form) -> tuple[Block, ...]:
    """The blocks with the mark of the end; a numbered title that nothing follows is text like any other."""
    mark, styles = form.words.end_mark, form.styles
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and last.style in (styles.heading_2, styles.heading_3):
        last = replace(last, style=styles.body)
    if isinstance(last, Paragraph) and _takes_mark(last.style, form):
        return (*blocks[:-1], replace(last, runs=_marked(last.runs, mark)))
    return (*blocks, EndMark(text(mark, form.styles.end_mark))) if mark.strip(".") else tuple(blocks)


def _takes_mark(style: TextStyle, form: Form) -> bool:
    return style in (form.styles.body, form.styles.list_note, form.styles.basis)


def _marked(runs: Runs, mark: str) -> Runs:
    """The last word's own stop gives way to the mark; an open blank keeps its place before it."""
    *before, last = runs
    if last.field or not plain(runs).strip():
        return (*runs, Run(mark))
    return (*before, replace(last, text=last.text.rstrip(" .;,/") + mark))
