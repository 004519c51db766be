"""Each kind of paper as a layout: kept snapshots, the same words in each format, what stands at its head."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest

from nq57desk.documents.layout import (
    Layout,
    Paragraph,
)
from nq57desk.documents.paper import compose_paper
from nq57desk.documents.render_docx import render_docx
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.domain.papers import FormKind, Paper, Words
from tests.documents import official_papers
from tests.documents.kept import assert_kept
from tests.documents.layouts_read import fields_of, frame_of, framed, words_of
from tests.documents.official_papers import (
    LETTER_HEAD,
    REPORT,
    REPORT_HEAD,
)
from tests.documents.whole_paper import all_words, letters_of

GAP = " "
NAMES = (
    "plan",
    "plan_party",
    "decision",
    "decision_issuing",
    "report",
    "report_electronic",
    "report_open",
    "report_party",
    "letter",
    "letter_party",
    "list",
    "list_bare",
)


@pytest.fixture(scope="module")
def every() -> dict[str, Layout]:
    return official_papers.every()


# ---- all kinds --------------------------------------------------------------------------------------


def test_every_kind_is_among_the_examples(every: dict[str, Layout]) -> None:
    assert tuple(every) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_is_laid_out_as_it_was_kept(every: dict[str, Layout], name: str) -> None:
    assert_kept(f"paper_{name}", every[name])


@pytest.mark.parametrize("name", NAMES)
def test_word_and_excel_say_the_same_words(every: dict[str, Layout], name: str) -> None:
    layout = every[name]
    document = docx.Document(io.BytesIO(render_docx(layout).data))
    assert len(document.sections) == len(layout.pages)
    told = letters_of("".join(t.text or "" for t in document.element.body.iter() if t.tag.endswith("}t")))
    assert told == all_words(layout)
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(layout).data))
    assert len(book.worksheets) == len(layout.pages)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_paper_is_the_same_bytes(every: dict[str, Layout], name: str) -> None:
    again = official_papers.every()[name]
    for render in (render_pdf, render_docx, render_xlsx):
        assert render(every[name]).data == render(again).data


def test_nothing_is_asked_where_all_is_known(every: dict[str, Layout]) -> None:
    assert {name: fields_of(layout) for name, layout in every.items() if name != "report_open"} == {
        name: set() for name in NAMES if name != "report_open"
    }


def test_what_is_missing_is_asked_for(every: dict[str, Layout]) -> None:
    assert fields_of(every["report_open"]) == {
        "head.issuing_body",
        "head.number",
        "head.symbol",
        "head.place",
        "head.issued_on",
        "head.subject",
        "head.recipients",
        "head.powers",
        "head.signer",
        "report.next",
    }
    places = {place.field for place in render_pdf(every["report_open"]).places}
    assert places == fields_of(every["report_open"])


# ---- head -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "number", "symbol", "line"),
    [
        (FormKind.STATE, "5", "BC-UBND", "Số: 05/BC-UBND"),
        (FormKind.STATE, "124", "BC-UBND", "Số: 124/BC-UBND"),
        (FormKind.PARTY, "5", "KH/ĐU", "Số 05-KH/ĐU"),
    ],
)
def test_the_number_line(form: FormKind, number: str, symbol: str, line: str) -> None:
    head = replace(REPORT_HEAD, form=form, number=number, symbol=symbol)
    assert framed(compose_paper(Paper(head, (Words("Nội dung."),))), "number") == [line]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Sao Mai, ngày 05 tháng 01 năm 2026"),
        ({"place": "Phường Lê Chân", "issued_on": date(2026, 10, 29)}, "Phường Lê Chân, ngày 29 tháng 10 năm 2026"),
        ({"issued_on": None, "year": 2026}, f"Sao Mai, ngày{GAP * 8}tháng{GAP * 8}năm 2026"),
        ({"issued_on": None}, f"Sao Mai, ngày{GAP * 8}tháng{GAP * 8}năm{GAP * 9}"),
    ],
)
def test_place_and_date(changes: dict[str, Any], line: str) -> None:
    told = framed(compose_paper(replace(REPORT, head=replace(REPORT_HEAD, **changes))), "place_date")
    assert [words.replace("\u00a0", GAP) for words in told] == [line]


@pytest.mark.parametrize(
    ("form", "subject", "line"),
    [
        (FormKind.STATE, "V/v đôn đốc báo cáo", "V/v đôn đốc báo cáo"),
        (FormKind.STATE, "Về việc Đôn đốc báo cáo", "V/v đôn đốc báo cáo"),
        (FormKind.STATE, "UBND phường báo cáo", "V/v UBND phường báo cáo"),
        (FormKind.PARTY, "V/v đôn đốc báo cáo", "về việc đôn đốc báo cáo"),
    ],
)
def test_a_letters_subject(form: FormKind, subject: str, line: str) -> None:
    layout = compose_paper(Paper(replace(LETTER_HEAD, form=form, subject=subject), (Words("Nội dung."),)))
    assert framed(layout, "letter_subject") == [line]
    assert not words_of(layout, "kind")


@pytest.mark.parametrize(("urgency", "width"), [("Khẩn", 20), ("THƯỢNG KHẨN", 40), ("HOẢ TỐC", 30), ("Hỏa tốc", 30)])
def test_the_mark_of_urgency_is_boxed_in_red(urgency: str, width: float) -> None:
    layout = compose_paper(replace(REPORT, head=replace(REPORT_HEAD, urgency=urgency)))
    (mark,) = [p for band in frame_of(layout).bands for p in band.left if p.box]
    assert mark.box is not None
    assert (mark.box.width, mark.box.height, mark.style.color) == (width, 8, "FF0000")


@pytest.mark.parametrize(
    ("word", "names", "lines"),
    [
        ("Báo cáo", (), []),
        ("Báo cáo", ("Ủy ban nhân dân thành phố",), ["Kính gửi: Ủy ban nhân dân thành phố"]),
        ("", ("Phòng Kinh tế;", "Công an phường."), ["Kính gửi:", "- Phòng Kinh tế;", "- Công an phường."]),
    ],
)
def test_addressees(word: str, names: tuple[str, ...], lines: list[str]) -> None:
    head = replace(REPORT_HEAD, word=word, addressees=names)
    layout = compose_paper(Paper(head, (Words("Nội dung."),)))
    assert [w for style in ("addressee", "addressee_below", "addressees") for w in words_of(layout, style)] == lines


def test_a_submission_of_the_party_says_kinh_trinh() -> None:
    head = replace(REPORT_HEAD, form=FormKind.PARTY, word="Tờ trình", addressees=("Ban Thường vụ Đảng ủy",))
    layout = compose_paper(Paper(head, (Words("Nội dung."),)))
    assert words_of(layout, "addressee_below") == ["Kính trình: Ban Thường vụ Đảng ủy"]


def test_an_electronic_paper_has_room_for_the_signature_at_its_head() -> None:
    head = replace(REPORT_HEAD, electronic=True)
    first = compose_paper(replace(REPORT, head=head)).pages[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert (first.style.name, first.runs) == ("signature_note", ())
    assert not isinstance(compose_paper(REPORT).pages[0].blocks[0], Paragraph)
