"""A paper of running text: a report, a plan, a letter (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4 and 1.5).

A paper without a kind is a letter (công văn): its subject stands under its number. Kính gửi stands in a letter
always, in another paper where it has addressees. Each appendix made here has its own pages and its own count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nq57desk.documents import official
from nq57desk.documents.body import body_blocks
from nq57desk.documents.form import Form, form_of
from nq57desk.documents.head_parts import (
    addressee_blocks,
    closing_of,
    head_blocks,
    layout_of,
    pages_of,
    pointer,
    spoken_name,
    text_room,
    title_blocks,
    title_of,
)
from nq57desk.documents.layout import Block, Layout, Orientation, Pages, text
from nq57desk.domain.papers import Attached, Paper, PaperHead, Words


def compose_paper(paper: Paper) -> Layout:
    """The paper with its appendices, in the form that its head names."""
    head = paper.head
    form = form_of(head.form)
    room = text_room(form, Orientation.PORTRAIT)
    blocks: list[Block] = [*head_blocks(head, form)]
    if head.word:
        blocks.extend(title_blocks(head, form))
    if head.addressees or not head.word:
        blocks.extend(addressee_blocks(head, form))
    blocks.extend(body_blocks(paper.body, form, room))
    blocks.append(closing_of(head, form))
    attached = attached_pages(paper.attached, head, spoken_name(head, form), form)
    return layout_of(head, form, title_of(head), (pages_of(blocks, form), *attached))


def attached_pages(
    attached: Sequence[Attached], cited: PaperHead, body: str, form: Form, *, before: int = 0, count: int = 0
) -> Iterator[Pages]:
    """Each appendix on pages of its own, numbered in Roman numerals from two on.

    ``cited`` is the paper that they belong to and ``body`` who issued it; ``before`` appendices stand before these,
    ``count`` are there altogether (0: these alone).
    """
    total = count or len(attached)
    for n, appendix in enumerate(attached, start=before + 1):
        orientation = Orientation.LANDSCAPE if appendix.landscape else Orientation.PORTRAIT
        blocks: list[Block] = [text(official.appendix_label(n, total, form), form.styles.appendix_label)]
        if appendix.title:
            blocks.append(text(appendix.title.upper(), form.styles.appendix_title))
        blocks.append(pointer(cited, body, form, spaced=bool(appendix.body) and isinstance(appendix.body[0], Words)))
        blocks.extend(body_blocks(appendix.body, form, text_room(form, orientation)))
        yield pages_of(blocks, form, orientation)
