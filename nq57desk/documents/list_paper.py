"""One list alone on landscape A4: the national header where it is framed, title, lines below it, list, notes, end."""

from __future__ import annotations

from collections.abc import Iterator

from nq57desk.documents import official
from nq57desk.documents.body import ended, spaced_out
from nq57desk.documents.form import Form, form_of
from nq57desk.documents.head_parts import (
    closing_of,
    frame_of,
    layout_of,
    pages_of,
    place_and_date,
    signature_alone,
    signing_room,
    text_room,
)
from nq57desk.documents.layout import Block, Frame, Layout, Orientation, Paragraph, text
from nq57desk.documents.listing import listing_table
from nq57desk.domain.papers import ListPaper, PaperHead


def compose_list(paper: ListPaper) -> Layout:
    """The list in the form that its head names."""
    head = paper.head
    form = form_of(head.form)
    blocks: list[Block] = []
    if paper.framed:
        if head.electronic:
            blocks.append(signing_room(form))
        blocks.append(_frame(head, form, signed=paper.signed))
    blocks.extend(_titles(paper, form))
    listed: list[Block] = [*listing_table(paper.listing, form, text_room(form, Orientation.LANDSCAPE))]
    listed.extend(text(note, form.styles.list_note) for note in paper.notes)
    blocks.extend(ended(spaced_out(listed, form), form))
    if paper.signed:
        blocks.append(closing_of(head, form) if head.recipients else signature_alone(head, form))
    return layout_of(head, form, paper.title, (pages_of(blocks, form, Orientation.LANDSCAPE),))


def _frame(head: PaperHead, form: Form, *, signed: bool) -> Frame:
    """A list that is numbered has its number; place and date stand where it is signed or they are known."""
    if head.number or head.symbol:
        return frame_of(head, form)
    dated = place_and_date(head, form) if signed or (head.place and head.issued_on) else ()
    return official.letterhead(form, head.issuing_body, governing=head.governing, place_date=dated)


def _titles(paper: ListPaper, form: Form) -> Iterator[Paragraph]:
    """The title in capitals, the lines below it, a rule under the last of them."""
    styles, rule = form.styles, official.rule(form.rules.pointer, form)
    yield text(paper.title.upper(), styles.list_title, None if paper.below else rule)
    for n, line in enumerate(paper.below, start=1):
        yield text(line, styles.list_below, rule if n == len(paper.below) else None)
