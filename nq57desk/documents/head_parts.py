"""What stands around a paper's words, from its head: letterhead, kind and subject, addressees, end.

The order and places are those of Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2 to 1.5; what the Party's form has
otherwise is in its data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nq57desk.documents import official
from nq57desk.documents.column_widths import text_width
from nq57desk.documents.form import Form
from nq57desk.documents.layout import (
    Align,
    Block,
    Box,
    Closing,
    Frame,
    Layout,
    Orientation,
    Pages,
    Paragraph,
    Run,
    Runs,
    text,
)
from nq57desk.documents.pointer import blank, cited_paper, date_runs, filled, number_runs, pointer_runs, symbol_runs
from nq57desk.domain.papers import PaperHead
from nq57desk.domain.vietnamese import fold, fold_tone_place

_SUBMISSION = "to trinh"
_MM_PER_PT = 25.4 / 72


def layout_of(head: PaperHead, form: Form, title: str, pages: Sequence[Pages]) -> Layout:
    """The paper's pages with its marks in the margins."""
    words, styles = form.words, form.styles
    foot = text(words.fingerprint.format(code=head.fingerprint), styles.fingerprint) if head.fingerprint else None
    return Layout(
        title=title,
        pages=tuple(pages),
        author=head.issuing_body,
        font=form.font,
        draft=text(words.draft, styles.draft) if head.draft else None,
        foot=foot,
        marks_from_edge=form.number.from_top,
    )


def title_of(head: PaperHead) -> str:
    """What the file is called inside: kind and subject."""
    return " ".join(filter(None, (head.word, head.subject)))


def pages_of(blocks: Sequence[Block], form: Form, orientation: Orientation = Orientation.PORTRAIT) -> Pages:
    """A run of pages with its own count."""
    return Pages(orientation, form.margins(orientation), tuple(blocks), form.number, True, form.width, form.height)


def text_room(form: Form, orientation: Orientation) -> float:
    """The width between the margins, mm."""
    margins = form.margins(orientation)
    sheet = form.height if orientation is Orientation.LANDSCAPE else form.width
    return sheet - margins.left - margins.right


# ---- the head ------------------------------------------------------------------------------------


def head_blocks(head: PaperHead, form: Form) -> Iterator[Block]:
    """Room for the digital signature in an electronic paper, then the letterhead with number, place and date."""
    if head.electronic:
        yield signing_room(form)
    yield frame_of(head, form, letter=not head.word)


def signing_room(form: Form) -> Paragraph:
    """The line at the top right of page 1 that the agency's own signing tool fills (ô số 14)."""
    style = form.styles.signature_note
    return Paragraph((), replace(style, leading=form.signing_room / _MM_PER_PT / style.size))


def frame_of(head: PaperHead, form: Form, *, letter: bool = False) -> Frame:
    """The letterhead: number (and a letter's subject, the urgency) at the left, place and date at the right."""
    left = [Paragraph(numbered(head, form), form.styles.number)]
    if letter:
        left.append(Paragraph(_letter_subject(head, form), form.styles.letter_subject))
    left.extend(_urgency(head, form))
    return official.letterhead(
        form, head.issuing_body, governing=head.governing, place_date=place_and_date(head, form), left=left
    )


def bare_frame(head: PaperHead, form: Form) -> Frame:
    """The letterhead without number and date, as an attached text has it (mẫu 1.3)."""
    return official.letterhead(form, head.issuing_body, governing=head.governing)


def numbered(head: PaperHead, form: Form) -> Runs:
    """ "Số: 05/BC-UBND", or the Party's "Số 05-BC/ĐU"; blanks where it is not known."""
    parts = {"number": number_runs(head.number, "head", form), "symbol": symbol_runs(head.symbol, "head", form)}
    return filled(form.words.number, parts)


def place_and_date(head: PaperHead, form: Form) -> Runs:
    """ "Sao Mai, ngày 05 tháng 01 năm 2026"; blanks where it is not known."""
    place = (Run(head.place),) if head.place else (blank("head.place", form.blanks.number),)
    return filled(form.words.place_date, {"place": place, "date": date_runs(head.issued_on, head.year, "head", form)})


def _letter_subject(head: PaperHead, form: Form) -> Runs:
    return filled(form.words.letter_subject, {"subject": _subject(head, form)})


def _subject(head: PaperHead, form: Form) -> Runs:
    """The subject without the words that its place already says (V/v, Về việc), going on in small letters."""
    words = head.subject.strip()
    for opening in form.names.subjects:
        if words.casefold().startswith(opening.casefold() + " "):
            words = words[len(opening) :].strip()
    return (Run(_going_on(words)),) if words else (blank("head.subject", form.blanks.name),)


def _going_on(words: str) -> str:
    """A first word with a capital letter is small where the next is, so that a name keeps its own."""
    first, second, *_ = [*words.split(), "", ""]
    return words if first.isupper() or not second[:1].islower() else words[:1].lower() + words[1:]


def _urgency(head: PaperHead, form: Form) -> Iterator[Paragraph]:
    """The boxed mark below the issuing body (ô số 10b); a mark that the form does not know is as wide as its words."""
    if not head.urgency:
        return
    mark, style = head.urgency.upper(), form.styles.urgency
    height = form.boxes.sizes[0][2]
    sizes = {fold_tone_place(words): (width, high) for words, width, high in form.boxes.sizes}
    width, height = sizes.get(fold_tone_place(mark), (text_width(mark, style.size, bold=True) + 6, height))
    yield Paragraph((Run(mark),), style, box=Box(width, height, form.boxes.line_pt))


# ---- kind, subject, addressees -------------------------------------------------------------------


def title_blocks(head: PaperHead, form: Form) -> Iterator[Block]:
    """Kind and subject with what stands below it (ô số 5a)."""
    yield text(head.word.upper(), form.styles.kind)
    yield from _ruled((Run(head.subject),) if head.subject else (blank("head.subject", form.blanks.name),), form)


def decision_title(head: PaperHead, form: Form) -> Iterator[Block]:
    """QUYẾT ĐỊNH, over "Về việc …"."""
    yield text(head.word.upper(), form.styles.kind)
    yield from _ruled(filled(form.words.decision_subject, {"subject": _subject(head, form)}), form)


def _ruled(subject: Runs, form: Form) -> Iterator[Block]:
    style = form.styles.subject
    if form.words.subject_mark:
        yield Paragraph(subject, replace(style, after=0.0))
        yield text(form.words.subject_mark, replace(style, name="subject_mark"))
    else:
        yield Paragraph(subject, style, official.rule(form.rules.subject, form))


def pointed_title(head: PaperHead, cited: PaperHead, body: str, form: Form) -> Iterator[Block]:
    """Kind, subject and pointer line of a text that another paper issues."""
    subject = (head.subject,) if head.subject else ()
    runs = pointer_runs(cited_paper(cited), body, form, electronic=cited.electronic)
    yield from issued_title(head.word.upper(), subject, runs, form)


def issued_title(kind: str, subject: Sequence[str], pointer: Runs, form: Form) -> Iterator[Block]:
    """The same from its lines, where they are known."""
    yield text(kind, form.styles.kind)
    yield from (text(line, replace(form.styles.subject, after=0.0)) for line in subject)
    yield _pointed(pointer, form, spaced=True)


def pointer(cited: PaperHead, body: str, form: Form, *, spaced: bool) -> Paragraph:
    """The pointer line with its short rule; number and date stay open in an electronic paper.

    ``spaced``: text follows it, so it has the space of a subject below.
    """
    return _pointed(pointer_runs(cited_paper(cited), body, form, electronic=cited.electronic), form, spaced=spaced)


def _pointed(runs: Runs, form: Form, *, spaced: bool) -> Paragraph:
    style = form.styles.appendix_pointer
    if spaced:
        style = replace(style, name="text_pointer", after=form.styles.subject.after)
    return Paragraph(runs, style, official.rule(form.rules.pointer, form))


def spoken_name(head: PaperHead, form: Form) -> str:
    """The issuing body as it stands in a sentence."""
    return official.running_name(head.issuing_body, "", form)


def addressee_blocks(head: PaperHead, form: Form) -> Iterator[Block]:
    """Kính gửi: one on the same line, several each on its own, their dashes below the colon (ô số 9a)."""
    words, style = form.words, form.styles.addressee
    if head.word:
        style = replace(style, name="addressee_below", before=0.0)
    opening = words.submission if fold(head.word) == _SUBMISSION else words.addressee
    names = [name.strip(" -;.") for name in head.addressees]
    if len(names) < 2:
        only = Run(names[0]) if names else blank("head.addressees", form.blanks.name)
        yield Paragraph((Run(f"{opening} "), only), style)
        return
    indent = form.addressee_indent
    below = indent + text_width(opening.rstrip(":"), style.size, bold=style.bold)
    line = replace(style, name="addressees", align=Align.LEFT, indent=indent, after=0.0)
    yield text(opening, replace(line, keep_with_next=True))
    item = replace(line, indent=below, before=0.0)
    for n, name in enumerate(names, start=1):
        last = n == len(names)
        yield text(f"- {name}{'.' if last else ';'}", replace(item, after=style.after) if last else item)


# ---- the end -------------------------------------------------------------------------------------


def closing_of(head: PaperHead, form: Form) -> Closing:
    """Recipients and signature; blanks for what is not known yet, the paper's keeper in any case."""
    missing = () if head.recipients else (blank("head.recipients", form.blanks.name),)
    names = head.recipients or (form.words.archive,)
    listed = official.recipients_of(form, names, head.drafter, blanks=missing)
    return replace(signature_alone(head, form), recipients=listed)


def signature_alone(head: PaperHead, form: Form) -> Closing:
    """The signature without recipients."""
    signed = official.signature_of(form, head.powers, head.signer)
    if not head.powers:
        asked = Paragraph((blank("head.powers", form.blanks.name),), form.styles.powers)
        signed = replace(signed, titles=(asked,))
    closing = form.closing
    return Closing(None, signed, closing.left_share, closing.side_padding, closing.before_pt)
