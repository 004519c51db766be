"""Any text in a cell comes back from the PDF as it was typed; what no font has is shown and reported."""

from __future__ import annotations

import io
import itertools
import unicodedata

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nq57desk.documents.letters import tidy
from nq57desk.documents.render_pdf import Rendered, render_pdf
from nq57desk.documents.render_pdf_fonts import FACES, REPLACEMENT, SYMBOLS, font
from nq57desk.sentences import sentence
from tests.documents.papers import paper, printed, task

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VIETNAMESE = "".join(
    unicodedata.normalize("NFC", letter + tone)
    for letter, tone in itertools.product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", _TONES)
)
SIGNS = "đĐ₫≤≥→–—“”‘’…•×±°½%‰§©"
DRAWN_WITH_SYMBOLS = "☐☑☒✓✔✗➢❖⇒▶★"


def _drawn(rendered: Rendered) -> str:
    """All letters in the order in which they were drawn, without spaces."""
    with pdfplumber.open(io.BytesIO(rendered.data)) as document:
        drawn = "".join(char["text"] for page in document.pages for char in page.chars)
    return "".join(drawn.split())


def _expected(text: str) -> str:
    """What a reader should see: NFC, without spaces, the replacement for what no font has."""
    known = {code for name in (FACES[0], SYMBOLS) for code in font(name).face.charToGlyph if code <= 0xFFFF}
    seen = (c if c == "\n" or ord(c) in known else REPLACEMENT for c in tidy(text))
    return "".join("".join(seen).split())


def _cell(rendered: Rendered) -> str:
    """What stands between the two marks around the cell."""
    drawn = _drawn(rendered)
    return drawn[drawn.index("[[") + 2 : drawn.rindex("]]")]


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("letters", [VIETNAMESE, SIGNS])
def test_the_fonts_have_every_vietnamese_letter(name: str, letters: str) -> None:
    assert [letter for letter in letters if ord(letter) not in font(name).face.charToGlyph] == []


@pytest.mark.parametrize("letters", [VIETNAMESE, SIGNS, DRAWN_WITH_SYMBOLS])
def test_letters_and_signs_come_back(letters: str) -> None:
    rendered = render_pdf(paper([task(1, f"[[{letters}]]")]))
    assert _cell(rendered) == letters
    assert rendered.problems == ()


def test_every_letter_of_the_font_comes_back() -> None:
    """More letters than one subset of a font holds (256)."""
    letters = [chr(code) for code in font(FACES[0]).face.charToGlyph if 32 < code <= 0xFFFF]
    known = [letter for letter in letters if tidy(letter) == letter and not letter.isspace()]
    rendered = render_pdf(paper([task(1, " ".join(known))]))
    assert set(known) - set(_drawn(rendered)) == set()
    assert len(known) > 2500
    assert rendered.problems == ()


def test_all_weights_have_capitals_with_two_marks() -> None:
    title = "Ắ Ằ Ẵ Ặ Ế Ệ Ộ Ợ Ự Ỹ ỦY"
    page = printed(paper([task(1, title)], sections=()))[0]
    assert page.text.count(title) == 1


def test_signs_that_the_text_font_lacks_are_embedded_too() -> None:
    (page, *_) = printed(paper([task(1, "Đã xong ☑ chưa ☐ rồi")]))
    fonts = {word.text: word.font for word in page.line("Đã", "xong", "☑", "chưa", "☐", "rồi")}
    assert fonts["☑"].endswith("+DejaVuSans")
    assert fonts["rồi"].endswith("+Tinos")


@pytest.mark.parametrize(
    "text",
    ["<b>đậm</b>", "&amp; &lt;", "=1+1", "@SUM(A1)", "a\\(b\\)c", "(()", "{name}", "%d %s", "<para>", "\\101"],
)
def test_what_looks_like_markup_prints_as_typed(text: str) -> None:
    assert _cell(render_pdf(paper([task(1, f"[[{text}]]")]))) == "".join(text.split())


def test_letters_and_marks_apart_are_put_together() -> None:
    apart = unicodedata.normalize("NFD", "Ủy ban nhân dân phường Sao Mai")
    assert _cell(render_pdf(paper([task(1, f"[[{apart}]]")]))) == "ỦybannhândânphườngSaoMai"


def test_letters_no_font_has_are_shown_and_reported() -> None:
    rendered = render_pdf(paper([task(1, "[[trước 漢 giữa 🙂 sau]]")]))
    assert _cell(rendered) == f"trước{REPLACEMENT}giữa{REPLACEMENT}sau"
    (problem,) = rendered.problems
    assert problem.code == "documents.letters_missing"
    assert "漢 (U+6F22), 🙂 (U+1F642)" in sentence(problem)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_comes_back(text: str) -> None:
    assert _cell(render_pdf(paper([task(1, f"[[{text}]]")]))) == _expected(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.sampled_from(VIETNAMESE + SIGNS + DRAWN_WITH_SYMBOLS + "  \n-/")), max_size=8))
def test_any_vietnamese_text_comes_back_without_a_finding(texts: list[str]) -> None:
    rendered = render_pdf(paper([task(n, f"[{n}[{text}]{n}]") for n, text in enumerate(texts)]))
    drawn = _drawn(rendered)
    for n, text in enumerate(texts):
        start = drawn.index(f"[{n}[")
        assert drawn[start + 2 + len(str(n)) : drawn.index(f"]{n}]", start)] == "".join(tidy(text).split())
    assert rendered.problems == ()
