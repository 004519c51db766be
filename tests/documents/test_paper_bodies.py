"""A paper's words by their levels, and its end: the mark, the recipients, the forms of signing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.documents.decision import compose_decision
from nq57desk.documents.layout import (
    EndMark,
    Layout,
    plain,
)
from nq57desk.documents.paper import compose_paper
from nq57desk.domain.papers import FormKind, Paper, Words
from tests.documents import official_papers
from tests.documents.layouts_read import closing_of, words_of
from tests.documents.official_papers import (
    ISSUING,
    REPORT_HEAD,
)


@pytest.fixture(scope="module")
def every() -> dict[str, Layout]:
    return official_papers.every()


# ---- body -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "words", "style"),
    [
        (0, "Nội dung.", "body"),
        (1, "I. KẾT QUẢ", "heading_1"),
        (1, "PHẦN I", "part"),
        (2, "1. Công tác chỉ đạo", "heading_2"),
        (2, "1. Mục đích.", "heading_2"),
        (2, "1. " + official_papers.TEXT, "body"),
        (2, "1. Các phòng, ban, đơn vị báo cáo kết quả hằng tháng.", "body"),
        (2, "1. Giao Phòng Văn hóa - Xã hội:", "heading_2"),
        (2, "1. " + "Nâng cao nhận thức, đổi mới tư duy " * 9, "body"),
        (3, "a) Ban hành kế hoạch;", "body"),
        (3, "a) Hạ tầng số và dữ liệu", "heading_3"),
        (0, "Căn cứ Nghị quyết số 57-NQ/TW;", "basis"),
        (0, "QUYẾT ĐỊNH:", "decides"),
        (1, "Điều 1. Phạm vi điều chỉnh", "article"),
    ],
)
def test_styles_by_level(level: int, words: str, style: str) -> None:
    layout = compose_paper(Paper(REPORT_HEAD, (Words(words, level), Words("Hết."))))
    assert words_of(layout, style)[0] == words.strip()


@pytest.mark.parametrize(
    ("form", "words", "end"),
    [
        (FormKind.STATE, "Nội dung.", "Nội dung./."),
        (FormKind.STATE, "Nội dung", "Nội dung./."),
        (FormKind.STATE, "Nội dung./.", "Nội dung./."),
        (FormKind.STATE, "a) Nội dung;", "a) Nội dung./."),
        (FormKind.PARTY, "Nội dung./.", "Nội dung."),
        (FormKind.PARTY, "Nội dung", "Nội dung."),
    ],
)
def test_the_end_stands_after_the_last_word(form: FormKind, words: str, end: str) -> None:
    layout = compose_paper(Paper(replace(REPORT_HEAD, form=form), (Words("Mở đầu."), Words(words))))
    assert words_of(layout, "body")[-1] == end
    assert not [block for block in layout.pages[0].blocks if isinstance(block, EndMark)]


@pytest.mark.parametrize(("words", "level"), [("2. Tổng hợp, báo cáo", 2), ("b) Tổng hợp", 3)])
def test_a_title_that_nothing_follows_is_text(words: str, level: int) -> None:
    layout = compose_paper(Paper(REPORT_HEAD, (Words("Mở đầu."), Words(words, level))))
    assert words_of(layout, "body")[-1] == f"{words}./."


@pytest.mark.parametrize(("form", "marks"), [(FormKind.STATE, ["./."]), (FormKind.PARTY, [])])
def test_below_a_table_the_mark_has_its_own_line(form: FormKind, marks: list[str]) -> None:
    layout = compose_paper(Paper(replace(REPORT_HEAD, form=form), (official_papers.figures(),)))
    assert [plain(b.paragraph.runs) for b in layout.pages[0].blocks if isinstance(b, EndMark)] == marks


def test_the_partys_headings_have_a_dash() -> None:
    layout = compose_paper(Paper(replace(REPORT_HEAD, form=FormKind.PARTY), (Words("IV. KẾT QUẢ", 1), Words("Hết."))))
    assert words_of(layout, "heading_1") == ["IV- KẾT QUẢ"]


def test_typed_lines_are_paragraphs_of_their_own() -> None:
    layout = compose_paper(Paper(REPORT_HEAD, (Words("I. KẾT QUẢ\nĐã làm.\n\nCòn lại.", 1),)))
    assert words_of(layout, "heading_1") == ["I. KẾT QUẢ"]
    assert words_of(layout, "body") == ["Đã làm.", "Còn lại./."]


# ---- the end ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "line", "written", "style"),
    [
        (FormKind.STATE, "TM. Ủy ban nhân dân", "TM. ỦY BAN NHÂN DÂN", "powers"),
        (FormKind.STATE, "TM.Ủy ban nhân dân", "TM. ỦY BAN NHÂN DÂN", "powers"),
        (FormKind.STATE, "KT. Chủ tịch", "KT. CHỦ TỊCH", "powers"),
        (FormKind.STATE, "TUQ. Chủ tịch", "TUQ. CHỦ TỊCH", "powers"),
        (FormKind.STATE, "Q. Chủ tịch", "Q. CHỦ TỊCH", "powers"),
        (FormKind.STATE, "T/M Đảng ủy", "TM. ĐẢNG ỦY", "powers"),
        (FormKind.STATE, "Quyền Trưởng phòng", "QUYỀN TRƯỞNG PHÒNG", "titles"),
        (FormKind.PARTY, "TM. Đảng ủy", "T/M ĐẢNG ỦY", "powers"),
        (FormKind.PARTY, "KT. Trưởng ban", "K/T TRƯỞNG BAN", "powers"),
        (FormKind.PARTY, "TL. Ban Thường vụ", "T/L BAN THƯỜNG VỤ", "powers"),
        (FormKind.PARTY, "Bí thư", "BÍ THƯ", "titles"),
    ],
)
def test_forms_of_signing(form: FormKind, line: str, written: str, style: str) -> None:
    signed = closing_of(compose_paper(Paper(replace(REPORT_HEAD, form=form, powers=(line,)), ()))).signature
    assert signed is not None
    assert [(plain(p.runs), p.style.name) for p in signed.titles] == [(written, style)]


def test_two_titles_of_one_signer() -> None:
    signed = closing_of(compose_decision(ISSUING)).signature
    assert signed is not None
    assert [plain(p.runs) for p in signed.titles] == ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN CHỈ ĐẠO", "CHỦ TỊCH UBND"]


@pytest.mark.parametrize(
    ("form", "given", "listed"),
    [
        (FormKind.STATE, ("Như trên;", "Lưu: VT"), ["- Như trên;", "- Lưu: VT."]),
        (FormKind.PARTY, ("Như trên", "Lưu: VT"), ["- Như trên;", "- Lưu Văn phòng."]),
    ],
)
def test_recipients(form: FormKind, given: tuple[str, ...], listed: list[str]) -> None:
    recipients = closing_of(compose_paper(Paper(replace(REPORT_HEAD, form=form, recipients=given), ()))).recipients
    assert recipients is not None
    assert [plain(p.runs) for p in recipients.items] == listed
    assert recipients.heading.style.underline is (form is FormKind.PARTY)


def test_the_drafters_sign_stands_below_the_recipients(every: dict[str, Layout]) -> None:
    recipients = closing_of(every["letter"]).recipients
    assert recipients is not None
    assert (plain(recipients.items[-1].runs), recipients.items[-1].style.name) == ("PL.(12)", "drafter")
