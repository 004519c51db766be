"""The file as a whole: same bytes, fonts, language, outline, blanks, progress, other papers' blocks."""

from __future__ import annotations

import gc
import io
import re
from dataclasses import replace
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from pdfminer.pdftypes import resolve1

from nq57desk.documents import official
from nq57desk.documents.layout import (
    Block,
    EndMark,
    Layout,
    Orientation,
    PageBreak,
    Pages,
    Paragraph,
    Run,
    text,
)
from nq57desk.documents.render_pdf import Rendered, render_pdf
from nq57desk.errors import Cancelled
from nq57desk.monitor import Monitor
from tests.documents.papers import FORM, MM, OFFICE, PLAN, ReadPage, paper, printed, read_back, tasks

STYLES = FORM.styles
SENTENCE = "Ủy ban nhân dân phường yêu cầu các phòng, ban, đơn vị nghiêm túc triển khai thực hiện. "


def _portrait(*blocks: Block) -> Layout:
    portrait = Orientation.PORTRAIT
    return Layout("Báo cáo", (Pages(portrait, FORM.margins(portrait), blocks, FORM.number),))


def _fonts(rendered: Rendered) -> dict[str, bool]:
    """Every font that a page names, and whether it is embedded."""
    found = {}
    with pdfplumber.open(io.BytesIO(rendered.data)) as document:
        pages: list[Any] = document.pages
        for page in pages:
            for reference in resolve1(page.page_obj.resources["Font"]).values():
                entry = resolve1(reference)
                found[entry["BaseFont"].name] = "FontFile2" in resolve1(entry.get("FontDescriptor", {}))
    return found


def test_the_same_paper_is_the_same_bytes() -> None:
    first, second = (render_pdf(paper(tasks(25), fingerprint="7F3K-92QD")) for _ in range(2))
    assert first.data == second.data
    assert gc.isenabled()


def test_every_font_is_embedded_as_a_subset() -> None:
    fonts = _fonts(render_pdf(paper([*tasks(3)], draft=True)))
    assert all(fonts.values())
    assert {re.sub(r"^[A-Z]{6}\+", "", name) for name in fonts} == {"Tinos", "Tinos-Bold", "Tinos-Italic"}
    assert len(render_pdf(paper(tasks(3))).data) < 120_000


def test_title_language_and_outline() -> None:
    rendered = render_pdf(paper(tasks(3)))
    document = pypdfium2.PdfDocument(rendered.data)
    assert document.get_metadata_dict()["Title"] == "Phụ lục I - Danh mục nhiệm vụ"
    assert document.get_metadata_dict()["Author"] == OFFICE
    assert b"/Lang (vi)" in rendered.data
    assert [entry.get_title() for entry in document.get_toc()] == ["Phụ lục I", "DANH MỤC NHIỆM VỤ"]


def test_the_monitor_hears_of_each_page_and_can_stop() -> None:
    heard: list[tuple[int, int, str]] = []
    rendered = render_pdf(paper(tasks(30)), monitor=Monitor(lambda *report: heard.append(report)))
    assert [done for done, _, _ in heard] == list(range(1, rendered.pages + 1))
    stopping = Monitor(lambda *_: stopping.cancel())
    with pytest.raises(Cancelled):
        render_pdf(paper(tasks(30)), monitor=stopping)


def test_blanks_left_open_tell_their_place() -> None:
    rendered = render_pdf(paper(tasks(2), plan=replace(PLAN, number="", issued_on=None)))
    assert [place.field for place in rendered.places] == ["plan.number", "plan.issued_on", "plan.issued_on"]
    (page, *_) = read_back(rendered)
    (word,) = page.line("/KH-UBND")
    number = rendered.places[0]
    assert number.page == 1
    assert number.x + number.width == pytest.approx(word.left, abs=0.5)
    assert page.height - number.y - number.height == pytest.approx(word.top, abs=3)


# ---- blocks of other papers ----------------------------------------------------------------------


def test_body_text_is_justified_but_for_its_last_line() -> None:
    (page,) = printed(_portrait(text(SENTENCE * 4, STYLES.body)))
    rows: dict[int, list[float]] = {}
    for word in page.words:
        rows.setdefault(round(word.top), []).append(word.right)
    *full, last = [max(rights) for rights in rows.values()]
    right = page.width - 15 * MM
    assert len(full) >= 3
    assert full == pytest.approx([right] * len(full), abs=0.5)
    assert last < right - 5
    assert page.words[0].left == pytest.approx(30 * MM + 12.7 * MM, abs=0.5)


def test_a_blank_in_a_justified_line_grows_with_the_spaces() -> None:
    runs = (Run("Số "), Run("\u00a0" * 8, field="plan.number"), Run("/BC-UBND " + SENTENCE * 3))
    (page,) = printed(_portrait(Paragraph(runs, STYLES.body)))
    first = [word for word in page.words if round(word.top) == round(page.words[0].top)]
    assert first[-1].right == pytest.approx(page.width - 15 * MM, abs=0.5)


def test_bold_and_italic_runs_flow_in_one_paragraph() -> None:
    runs = (Run("Điều 1. ", bold=True), Run(SENTENCE * 2), Run("Phụ lục", italic=True), Run("kèm theo."))
    (page,) = printed(_portrait(Paragraph(runs, STYLES.body)))
    fonts = {word.text: word.font.split("+")[-1] for word in page.words}
    assert fonts["Điều"] == "Tinos-Bold"
    assert fonts["nghiêm"] == "Tinos"
    assert fonts["Phụ"] == "Tinos-Italic"
    assert "lụckèm" in fonts, "letters that no space parts stay together"


def test_the_nations_name_stands_on_one_line_upright_too() -> None:
    (page,) = printed(_portrait(official.letterhead(FORM, OFFICE, place_date="Sao Mai, ngày 05 tháng 01 năm 2026")))
    for line in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sao Mai, ngày 05 tháng 01 năm 2026",
    ):
        assert len({round(word.bottom) for word in page.line(*line.split())}) == 1


def test_lines_of_a_centred_heading_are_even() -> None:
    subject = "Thực hiện nhiệm vụ phát triển khoa học, công nghệ và chuyển đổi số năm 2026"
    (page,) = printed(_portrait(text(subject, STYLES.subject)))
    widths: dict[int, float] = {}
    for word in page.words:
        widths[round(word.top)] = widths.get(round(word.top), 0.0) + word.right - word.left
    short, long = sorted(widths.values())
    assert short > 0.7 * long


@pytest.mark.parametrize("paragraphs", range(8, 40, 3))
def test_no_heading_ends_a_page(paragraphs: int) -> None:
    body = [text(SENTENCE, STYLES.body)] * paragraphs
    pages = printed(_portrait(*body, text("II. NHIỆM VỤ", STYLES.part), text(SENTENCE * 4, STYLES.body)))
    for page in pages:
        assert not page.text.endswith("II. NHIỆM VỤ")


@pytest.mark.parametrize("sentences", range(1, 40, 4))
def test_the_signature_is_not_alone_on_a_page(sentences: int) -> None:
    closing = official.closing(FORM, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Nguyễn Văn Mai", ["Như trên", "Lưu: VT"])
    pages = printed(_portrait(*[text(SENTENCE, STYLES.body)] * sentences, closing))
    (page,) = [page for page in pages if "CHỦ TỊCH" in page.text]
    assert page.text.count("hiện.") >= 1
    heading, powers = page.line("Nơi", "nhận:"), page.line("TM.", "ỦY")
    assert heading[0].top == pytest.approx(powers[0].top, abs=3)
    assert heading[0].font.endswith("+Tinos-BoldItalic")
    assert (round(heading[0].size), round(page.line("-", "Như")[0].size)) == (12, 11)
    assert page.line("Nguyễn", "Văn", "Mai")[0].top - powers[0].top > 22 * MM


def test_an_end_mark_stays_with_the_end() -> None:
    for sentences in range(20, 34):
        end = EndMark(text("./.", STYLES.end_mark))
        pages = printed(_portrait(*[text(SENTENCE, STYLES.body)] * sentences, end))
        assert "hiện." in pages[-1].text
        assert pages[-1].words[-1].text == "./."


def test_a_page_break_and_pages_held_differently() -> None:
    upright = _portrait(text("một", STYLES.body), PageBreak(), text("hai", STYLES.body))
    pages = printed(Layout("Kế hoạch", upright.pages + paper(tasks(2)).pages))
    assert [page.width < page.height for page in pages] == [True, True, False]
    assert [_number(page) for page in pages] == ["", "2", ""]


def _number(page: ReadPage) -> str:
    return "".join(word.text for word in page.words if word.bottom < 20 * MM)


def test_a_title_of_many_pages_is_printed_whole() -> None:
    words = " ".join(f"chu{n}" for n in range(2500))
    pages = printed(_portrait(text(words, STYLES.subject), text(SENTENCE, STYLES.body)))
    assert re.findall(r"chu(\d+)", " ".join(page.text for page in pages)) == [str(n) for n in range(2500)]


def test_an_empty_layout_is_an_empty_page() -> None:
    rendered = render_pdf(_portrait())
    assert rendered.pages == 1
    assert read_back(rendered)[0].words == ()
