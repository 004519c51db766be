"""Reads a paper's PDF back and asserts the form: every row of the decree's table of parts that applies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from nq57desk.documents.render_pdf import Rendered
from tests.documents.decree_reading import (
    NEAR,
    STATE,
    Facts,
    Rules,
    Words,
    assert_looks,
    assert_ruled,
    bold,
    found,
    italic,
    lines_of,
    marks,
    middle,
)
from tests.documents.papers import MM, ReadPage, Word, read_back


def check(rendered: Rendered, facts: Facts, rules: Rules = STATE) -> list[ReadPage]:
    """Assert every rule on the paper; the pages that keep them.

    Raises:
        AssertionError: a rule is broken.
    """
    pages = read_back(rendered)
    first = pages[0]
    for page in pages:
        check_margins(page)
    check_page_numbers(pages, facts.runs, rules)
    nation = check_nation(first, rules)
    issuer = check_issuer(first, facts, rules)
    check_number_and_date(first, facts, rules, nation, issuer)
    check_title(first, facts, rules)
    if facts.body:
        check_body(pages, facts, rules)
    check_end(pages, facts, rules)
    return list(pages)


# ---- the sheet -----------------------------------------------------------------------------------


def check_margins(page: ReadPage) -> None:
    """A4; 20-25 mm above and below, 30-35 mm at the left, 15-20 mm at the right, kept by text and rules."""
    assert sorted((round(page.width / MM), round(page.height / MM))) == [210, 297]
    _, text = marks(page)
    assert min(w.left for w in text) >= 30 * MM - 0.5
    assert max(w.right for w in text) <= page.width - 15 * MM + 0.5
    assert min(w.top for w in text) >= 20 * MM - 2
    assert max(w.bottom for w in text) <= page.height - 20 * MM + 2
    for stroke in page.strokes:
        assert stroke.left >= 30 * MM - 1
        assert stroke.right <= page.width - 15 * MM + 1
        assert stroke.bottom <= page.height - 20 * MM + 1


def check_page_numbers(pages: Sequence[ReadPage], runs: int, rules: Rules) -> None:
    """Centred in the top margin, not on a count's first page, from 2 on; as many counts as there are runs."""
    expected, counts = 0, 0
    for page in pages:
        above = [w for w in marks(page)[0] if w.text.isdecimal() and w.top < page.height / 2]
        if not above:
            expected, counts = 1, counts + 1
            continue
        expected += 1
        (number,) = above
        assert number.text == str(expected)
        assert_looks([number], rules.page_number, is_bold=False)
        assert rules.page_number_top[0] * MM <= number.top
        assert number.bottom <= 20 * MM
        assert rules.page_number_top[0] * MM - 1 <= number.top <= rules.page_number_top[1] * MM
        assert abs(middle([number]) - (30 * MM + page.width - 15 * MM) / 2) < NEAR
    assert counts == runs


# ---- the head ------------------------------------------------------------------------------------


def check_nation(page: ReadPage, rules: Rules) -> Words:
    """The nation's name (or the Party's) and the motto: bold, unbroken, centred, ruled as long as the text."""
    name = found(page, rules.heading)
    assert len(lines_of(name)) == 1
    assert_looks(name, rules.nation, is_bold=True)
    assert middle(name) > page.width / 2
    if not rules.motto:
        assert_ruled(page, [name], (1.0, 1.0))
        return name
    motto = found(page, rules.motto)
    assert len(lines_of(motto)) == 1
    assert_looks(motto, rules.motto_size, is_bold=True)
    assert abs(middle(motto) - middle(name)) < NEAR
    assert 0 < motto[0].bottom - name[0].bottom < 1.3 * motto[0].size
    assert_ruled(page, [motto], (1.0, 1.0))
    return name


def check_issuer(page: ReadPage, facts: Facts, rules: Rules) -> Words:
    """The issuing body in bold capitals at the left, its superior regular above it, level with the nation."""
    lines = [found(page, line) for line in facts.issuer]
    for line in lines:
        assert_looks(line, rules.issuer, is_bold=True)
        assert "".join(w.text for w in line).isupper()
        assert max(w.right for w in line) < page.width / 2 + 5 * MM
        assert abs(middle(line) - middle(lines[0])) < NEAR
    if facts.governing:
        above = found(page, facts.governing)
        assert_looks(above, rules.governing, is_bold=False)
        assert above[0].bottom < lines[0][0].bottom
        assert abs(above[0].top - found(page, rules.heading)[0].top) < 3
    else:
        assert abs(lines[0][0].top - found(page, rules.heading)[0].top) < 3
    if rules.issuer_rule:
        assert_ruled(page, lines, rules.issuer_rule)
    else:
        (star,) = [w for w in page.words if w.text == "*"]
        assert abs(middle([star]) - middle(lines[0])) < NEAR
    return lines[-1]


def check_number_and_date(page: ReadPage, facts: Facts, rules: Rules, nation: Words, issuer: Words) -> None:
    """Number and date on one line: the number upright below the issuing body, the date italic below the nation."""
    number, date = found(page, facts.number), found(page, facts.dated)
    assert re.fullmatch(rules.number_shape, facts.number)
    assert_looks(number, rules.number, is_bold=False)
    assert_looks(date, rules.date, is_bold=False, is_italic=True)
    assert abs(number[0].bottom - date[0].bottom) < NEAR
    assert abs(middle(number) - middle(issuer)) < NEAR
    assert abs(middle(date) - middle(nation)) < NEAR
    assert re.fullmatch(r".+, ngày (0[1-9]|[1-3]\d) tháng (0[12]|[3-9]|1[0-2]) năm \d{4}", facts.dated)


def check_title(page: ReadPage, facts: Facts, rules: Rules) -> None:
    """Kind and subject bold and centred over the text; a letter's subject regular below its number."""
    subject = lines_of(found(page, facts.subject))
    if not facts.kind:
        number = found(page, facts.number)
        for line in subject:
            assert_looks(line, rules.letter_subject, is_bold=False, is_italic=rules.letter_italic)
            assert abs(middle(line) - middle(number)) < NEAR
        assert subject[0][0].top - number[0].bottom >= 6 - 0.5
        return
    centre = (30 * MM + page.width - 15 * MM) / 2
    kind = found(page, facts.kind)
    assert_looks(kind, rules.kind, is_bold=True)
    assert facts.kind.isupper()
    assert abs(middle(kind) - centre) < NEAR
    for line in subject:
        assert abs(middle(line) - centre) < NEAR
    for line in subject:
        assert_looks(line, rules.subject, is_bold=True)
    if rules.subject_rule:
        assert_ruled(page, subject, rules.subject_rule)
    else:
        assert abs(middle(found(page, "-----")) - centre) < NEAR


# ---- the body ------------------------------------------------------------------------------------


def _body_lines(pages: Sequence[ReadPage], facts: Facts, rules: Rules) -> Iterator[tuple[ReadPage, list[Word]]]:
    """The lines of the text between the title and the end, without tables and centred lines."""
    end = _end_page(pages, facts)
    for n, page in enumerate(pages[: end + 1]):
        words = list(marks(page)[1])
        if n == 0:
            last = found(page, facts.subject if facts.kind else facts.dated)[-1]
            words = words[words.index(last) + 1 :]
        if n == end:
            words = words[: words.index(found(page, "Nơi nhận:")[0])]
        for line in lines_of([w for w in words if not _in_table(page, w)]):
            if line[0].left < (30 + max(rules.indents) + 2) * MM:
                yield page, line


def _in_table(page: ReadPage, word: Word) -> bool:
    """Whether upright rules stand beside it."""
    upright = [stroke for stroke in page.strokes if not stroke.level]
    return any(stroke.top - 1 <= word.top and word.bottom <= stroke.bottom + 1 for stroke in upright)


def _nearest(wanted: float, among: Sequence[float]) -> float:
    return min(among, key=lambda each: abs(each - wanted))


def check_body(pages: Sequence[ReadPage], facts: Facts, rules: Rules) -> None:
    """Justified, indented by 10 or 12,7 mm, at least 6 pt between paragraphs, single to 1,5 lines."""
    indents: set[float] = set()
    lines = list(_body_lines(pages, facts, rules))
    assert lines
    starts = [_nearest(line[0].left / MM - 30, rules.indents) for _, line in lines]
    opens = [abs(line[0].left - (30 + mm) * MM) < NEAR for (_, line), mm in zip(lines, starts, strict=True)]
    for (page, line), opening, mm in zip(lines, opens, starts, strict=True):
        if opening:
            indents.add(mm)
        else:
            assert abs(line[0].left - 30 * MM) < NEAR, [w.text for w in line]
        assert line[-1].right <= page.width - 15 * MM + 0.5
        assert all(rules.body[0] <= round(word.size, 2) <= rules.body[1] for word in line), [w.text for w in line]
    assert len(indents) == 1
    for n, ((page, line), (after, below)) in enumerate(pairwise(lines)):
        if page is not after:
            continue
        pitch = below[0].bottom - line[0].bottom
        if opens[n + 1]:
            assert pitch >= rules.pitch[0] * line[0].size + 6 - 0.5, [w.text for w in below]
        else:
            least, most = (share * line[0].size for share in rules.pitch)
            assert least - 0.2 <= pitch <= most + 0.2, (pitch, [w.text for w in below])
            assert line[-1].right == page.width - 15 * MM or abs(line[-1].right - (page.width - 15 * MM)) < NEAR
    _check_bases(lines, opens, facts, rules)
    _check_headings(lines, opens)


def _check_bases(
    lines: Sequence[tuple[ReadPage, list[Word]]], opens: Sequence[bool], facts: Facts, rules: Rules
) -> None:
    """Căn cứ in italics, or upright with a dash, each ending ";"."""
    count, current = 0, False
    for (_, line), opening in zip(lines, opens, strict=True):
        words = [w.text for w in line]
        if opening:
            current = words[:2] == ["Căn", "cứ"] or words[:3] == ["-", "Căn", "cứ"]
            count += current
        if current:
            assert all(italic(word) == rules.basis_italic for word in line)
    assert count == facts.bases


def _check_headings(lines: Sequence[tuple[ReadPage, list[Word]]], opens: Sequence[bool]) -> None:
    """A heading with a Roman numeral is bold, and so is none but headings and the numbers of articles."""
    for (_, line), opening in zip(lines, opens, strict=True):
        numeral = opening and re.fullmatch(r"[IVX]+[.\-]", line[0].text)
        if numeral:
            assert all(map(bold, line))
        if not opening:
            assert not bold(line[-1]) or all(map(bold, line))


# ---- the end -------------------------------------------------------------------------------------


def _end_page(pages: Sequence[ReadPage], facts: Facts) -> int:
    return next(n for n, page in enumerate(pages) if f"Nơi nhận: {facts.recipients[0]}" in page.text)


def check_end(pages: Sequence[ReadPage], facts: Facts, rules: Rules) -> None:
    """The mark after the last word, recipients level with the signature, none of it alone on its page."""
    page = pages[_end_page(pages, facts)]
    heading = found(page, "Nơi nhận:")
    before = page.words[: page.words.index(heading[0])]
    own = [w for w in before if w.top >= 18 * MM]
    assert own, "the signature stands alone on its page"
    assert own[-1].text.endswith(rules.end)
    assert own[-1].text.rstrip("./") or rules.end not in own[-1].text or own[-1].right > page.width - 16 * MM
    size, is_bold, is_italic = rules.recipients_heading
    assert_looks(heading, (size, size), is_bold=is_bold, is_italic=is_italic)
    assert abs(heading[0].left - 30 * MM) < NEAR
    ending = replace(page, words=page.words[page.words.index(heading[0]) :])
    _check_recipients(ending, facts, rules)
    _check_signature(ending, facts, rules, heading[0])


def _check_recipients(page: ReadPage, facts: Facts, rules: Rules) -> None:
    """Each on its own line from the margin, ending ";", the last "."."""
    for n, recipient in enumerate(facts.recipients, start=1):
        words = found(page, recipient)
        assert_looks(words, (rules.recipients, rules.recipients), is_bold=False)
        assert words[0].text == "-"
        assert abs(words[0].left - 30 * MM) < NEAR
        assert words[-1].text.endswith("." if n == len(facts.recipients) else ";")


def _check_signature(page: ReadPage, facts: Facts, rules: Rules, level: Word) -> None:
    """Powers and titles in capitals on one axis at the right, the name below the space to sign in."""
    lines = [found(page, line) for line in facts.powers]
    for line, words in zip(lines, facts.powers, strict=True):
        assert_looks(line, rules.powers, is_bold=rules.titles_bold or words not in facts.titles)
        assert words.isupper()
        assert len(lines_of(line)) == 1
    assert abs(lines[0][0].top - level.top) < 4
    name = found(page, facts.signer)
    assert_looks(name, rules.powers, is_bold=True)
    axis = middle(lines[0])
    assert axis > page.width / 2
    assert all(abs(middle(line) - axis) < NEAR for line in (*lines, name))
    assert name[0].top - lines[-1][0].bottom >= 15 * MM


# ---- what some papers have ---------------------------------------------------------------------------


def check_urgency(page: ReadPage, mark: str, size: tuple[float, float], issuer: str) -> None:
    """Bold, 13-14, in a box of its size (mm) below the issuing body."""
    words = found(page, mark)
    assert_looks(words, (13, 14), is_bold=True)
    (box,) = page.frames
    assert [box.width / MM, box.height / MM] == pytest.approx(size, abs=0.1)
    assert box.left < words[0].left < words[-1].right < box.right
    assert abs((box.left + box.right) / 2 - middle(words)) < NEAR
    assert abs(middle(words) - middle(found(page, issuer))) < NEAR
    assert box.color == (1.0, 0.0, 0.0)


def check_addressees(page: ReadPage, opening: str, names: Sequence[str], rules: Rules) -> None:
    """One on the line of the opening; several below one another, their dashes below its colon."""
    words = found(page, opening)
    assert_looks(words, rules.body, is_bold=False)
    if len(names) == 1:
        name = found(page, f"{opening} {names[0]}")
        assert abs(name[-1].bottom - words[0].bottom) < NEAR
        return
    lines = [found(page, f"- {name}{'.' if n == len(names) else ';'}") for n, name in enumerate(names, start=1)]
    for above, line in pairwise([words, *lines]):
        assert_looks(line, rules.body, is_bold=False)
        assert line[0].bottom > above[0].bottom + 10
        assert abs(line[0].left - words[-1].right) < 6


def check_appendix(page: ReadPage, label: str, title: str, pointer: str) -> None:
    """Label bold 14, title in bold capitals, pointer line italic, all centred, one below the other."""
    centre = (30 * MM + page.width - 15 * MM) / 2
    lines = [found(page, label), found(page, title), *lines_of(found(page, pointer))]
    assert_looks(lines[0], (14, 14), is_bold=True)
    assert_looks(lines[1], (13, 14), is_bold=True)
    assert title.isupper()
    for line in lines[2:]:
        assert_looks(line, (13, 14), is_bold=False, is_italic=True)
    for above, line in pairwise(lines):
        assert above[0].bottom < line[0].bottom
    assert all(abs(middle(line) - centre) < NEAR for line in lines)
