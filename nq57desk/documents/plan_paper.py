"""A plan: its own text by levels, then its real appendices, each on pages of its own with its own count.

Words, labels, titles and pointer lines that were imported stand as they stood; an appendix made here has its label
in Roman numerals (from two on) and its pointer line. A sheet is held landscape where its table needs it. A plan that
came in one text with the decision that issued it has the head and pages of its own that it had there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nq57desk.documents import official
from nq57desk.documents.appendix import appendix_blocks, in_order, table_orientation
from nq57desk.documents.body import ended, word_blocks
from nq57desk.documents.form import Form, form_of
from nq57desk.documents.head_parts import (
    addressee_blocks,
    closing_of,
    head_blocks,
    layout_of,
    pages_of,
    spoken_name,
    title_blocks,
    title_of,
)
from nq57desk.documents.issued_text import issued_blocks, parted
from nq57desk.documents.layout import Block, Layout, Pages
from nq57desk.documents.pointer import cited_paper, pointer_runs
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.papers import PaperHead, Words
from nq57desk.domain.plan import Appendix, Paragraph, Section, Task


@dataclass(frozen=True, slots=True)
class PlanAppendix:
    """One of a plan's lists with all that stands in it."""

    appendix: Appendix
    sections: tuple[Section, ...]
    rows: tuple[Task, ...] | tuple[Indicator, ...]


def compose_plan(head: PaperHead, paragraphs: Sequence[Paragraph], appendices: Sequence[PlanAppendix]) -> Layout:
    """The plan in the form that its head names; ``paragraphs`` and ``appendices`` in any order of theirs."""
    form = form_of(head.form)
    own, issued = parted(sorted(paragraphs, key=lambda paragraph: paragraph.position))
    blocks: list[Block] = [*head_blocks(head, form), *title_blocks(head, form)]
    if head.addressees:
        blocks.extend(addressee_blocks(head, form))
    blocks.extend(ended([*_text(own, form)], form))
    blocks.append(closing_of(head, form))
    pages = [pages_of(blocks, form)]
    if issued:
        pages.append(pages_of((*issued_blocks(issued, head, form),), form))
    pages.extend(appendix_pages(appendices, head, spoken_name(head, form), form))
    return layout_of(head, form, title_of(head), pages)


def _text(paragraphs: Sequence[Paragraph], form: Form) -> Iterator[Block]:
    """Paragraphs in their order; one open blank where there are none yet."""
    for paragraph in paragraphs:
        if paragraph.text.strip():
            yield from word_blocks(Words(paragraph.text, paragraph.level), form)
    if not paragraphs:
        yield from word_blocks(Words("", field="plan.text"), form)


def appendix_pages(
    appendices: Sequence[PlanAppendix], cited: PaperHead, body: str, form: Form, *, before: int = 0
) -> Iterator[Pages]:
    """Each appendix on its own pages; ``before`` appendices stand before these, ``body`` issued what they belong to."""
    ordered = sorted(appendices, key=lambda told: told.appendix.position)
    pointer = pointer_runs(cited_paper(cited), body, form, electronic=cited.electronic)
    for n, told in enumerate(ordered, start=before + 1):
        label = official.appendix_label(n, before + len(ordered), form)
        lines = in_order(told.sections, told.rows)
        orientation = table_orientation(told.appendix, lines, form)
        blocks = appendix_blocks(told.appendix, told.sections, told.rows, form, pointer, orientation, label)
        yield pages_of(blocks, form, orientation)
