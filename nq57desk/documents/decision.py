"""A decision (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2), and the text that it puts in force (mẫu 1.3).

The attached text begins a page with a letterhead of its own, without number and date, and has its own page count;
it is signed only where its head names who signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nq57desk.documents.body import article_paragraph, body_blocks, ended
from nq57desk.documents.form import Form, form_of
from nq57desk.documents.head_parts import (
    bare_frame,
    closing_of,
    decision_title,
    head_blocks,
    layout_of,
    pages_of,
    pointed_title,
    signature_alone,
    spoken_name,
    text_room,
    title_of,
)
from nq57desk.documents.issued_text import after_pointer, before_pointer, parted
from nq57desk.documents.layout import Block, Layout, Orientation, Paragraph, Run, text
from nq57desk.documents.paper import attached_pages
from nq57desk.documents.plan_paper import PlanAppendix, appendix_pages
from nq57desk.documents.pointer import blank, filled
from nq57desk.domain.papers import Decision, Paper, PaperHead, Words


def compose_decision(decision: Decision, appendices: Sequence[PlanAppendix] = ()) -> Layout:
    """The decision; in its indirect form the attached text after it, then that text's appendices.

    ``appendices`` are a plan's real ones; what the attached text has of its own (``Attached``) comes before them.
    """
    head = decision.head
    form = form_of(head.form)
    body = spoken_issuer(decision, form)
    pages = [pages_of((*_decision_blocks(decision, form),), form)]
    issues = decision.issues
    if issues is not None:
        pages.append(pages_of((*_attached_text(issues, head, body, form),), form))
        count = len(issues.attached) + len(appendices)
        pages.extend(attached_pages(issues.attached, head, body, form, count=count))
    made = len(issues.attached) if issues is not None else 0
    pages.extend(appendix_pages(appendices, head, body, form, before=made))
    return layout_of(head, form, title_of(head), pages)


def spoken_issuer(decision: Decision, form: Form) -> str:
    """Who decided, as the pointer line says it: the authority where it is told in a sentence's letters."""
    if decision.authority and not decision.authority.isupper():
        return decision.authority
    return spoken_name(decision.head, form)


def _decision_blocks(decision: Decision, form: Form) -> Iterator[Block]:
    head, words, styles = decision.head, form.words, form.styles
    told = decision.authority.upper()
    authority = (Run(told) if told else blank("head.authority", form.blanks.line),)
    yield from head_blocks(head, form)
    yield from decision_title(head, form)
    if words.authority_above:
        yield Paragraph(authority, styles.authority)
    yield from _bases(decision, form)
    yield Paragraph(filled(words.decides, {"authority": authority}), styles.decides)
    yield from ended([*_articles(decision.articles, form)], form)
    yield closing_of(head, form)


def _bases(decision: Decision, form: Form) -> Iterator[Paragraph]:
    """One to a line, each ending ";", the last "." (ô số 6)."""
    lines = [form.words.basis.format(basis=basis.strip(" -;.,")) for basis in decision.bases]
    if decision.proposed_by:
        body = decision.proposed_by.strip(" ;.,")
        opening = form.words.proposal.partition("{")[0].strip(" -")
        if body.casefold().startswith(opening.casefold()):
            body = body[len(opening) :].strip()
        lines.append(form.words.proposal.format(body=body))
    for n, line in enumerate(lines, start=1):
        yield text(f"{line}{'.' if n == len(lines) else ';'}", form.styles.basis)


def _articles(articles: Sequence[str], form: Form) -> Iterator[Paragraph]:
    """Điều 1, 2, 3; further lines of an article are paragraphs of their own."""
    for n, article in enumerate(articles, start=1):
        first, *rest = [line.strip() for line in article.split("\n") if line.strip()] or [""]
        number = form.words.article.format(number=n)
        if not first:
            yield Paragraph((Run(f"{number} ", True), blank(f"articles.{n}", form.blanks.line)), form.styles.body)
            continue
        yield article_paragraph(number, first, form)
        yield from (text(line, form.styles.body) for line in rest)


def _attached_text(issues: Paper, cited: PaperHead, body: str, form: Form) -> Iterator[Block]:
    """The text under its own head; of one that came with an older decision, the part that was issued."""
    _, issued = parted([piece for piece in issues.body if isinstance(piece, Words)])
    if issued:
        word, *subject = before_pointer(issued)
        head = replace(issues.head, word=word, subject="\n".join(subject))
        issues = replace(issues, head=head, body=after_pointer(issued))
    yield bare_frame(cited, form)
    yield from pointed_title(issues.head, cited, body, form)
    yield from body_blocks(issues.body, form, text_room(form, Orientation.PORTRAIT))
    if issues.head.powers or issues.head.signer:
        yield closing_of(issues.head, form) if issues.head.recipients else signature_alone(issues.head, form)
