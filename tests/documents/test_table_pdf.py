"""Tables over pages: nothing lost, nothing outside its cell, the header on each page, rows whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest

from nq57desk.documents.render_pdf import render_pdf
from nq57desk.domain.plan import Section, Task
from tests.documents.papers import APPENDIX, HEADINGS, MM, ReadPage, letters, paper, printed, task, tasks

SWEEP = sorted({0, 1, 2, 3, *range(7, 71, 7)})


def _check_pages(pages: Sequence[ReadPage], rows: int) -> None:
    found = [int(word.text.removeprefix("viec")) for page in pages for word in page.words if word.text[:4] == "viec"]
    assert found == list(range(1, rows + 1))
    for page in pages:
        header = page.line("Tên", "nhiệm", "vụ")
        assert {word.font.split("+")[-1] for word in header} == {"Tinos-Bold"}
        assert rows == 0 or re.search(r"viec\d", page.text), "a page without a row"
        _check_cells(page)
    assert [page.text.count("./.") for page in pages] == [0] * (len(pages) - 1) + [1]


def _check_cells(page: ReadPage) -> None:
    """No word crosses a rule, and all words of the table stand between its edges."""
    for word in page.words:
        for stroke in page.strokes:
            if stroke.level:
                crosses = stroke.left < word.right and word.left < stroke.right
                assert not (crosses and word.top + 2.6 < stroke.top < word.bottom - 2.2), (word, stroke)
            elif stroke.top < word.bottom - 1 and word.top + 1 < stroke.bottom:
                assert not word.left + 0.2 < stroke.left < word.right - 0.2, (word, stroke)


@pytest.mark.parametrize("rows", SWEEP)
def test_rows_of_any_number(rows: int) -> None:
    _check_pages(printed(paper(tasks(rows))), rows)


@pytest.mark.long
@pytest.mark.parametrize("rows", [rows for rows in range(71) if rows not in SWEEP])
def test_rows_of_every_other_number_to_seventy(rows: int) -> None:
    _check_pages(printed(paper(tasks(rows))), rows)


@pytest.mark.parametrize("frame", [True, False])
@pytest.mark.parametrize("per_section", [1, 2, 3, 5])
def test_a_section_row_goes_with_its_first_row(per_section: int, frame: bool) -> None:
    sections = [Section(f"s{n}", "p", "a", n, f"{n}", f"muc{n} nhiệm vụ của năm") for n in range(12)]
    rows = [replace(row, section_id=f"s{n // per_section}") for n, row in enumerate(tasks(12 * per_section))]
    for page in printed(paper(rows, sections=sections, frame=frame)):
        marks = re.findall(r"muc\d+|viec\d+", page.text)
        assert marks[-1].startswith("viec")


def test_rows_are_not_split_over_pages() -> None:
    ends = [f"dong{n}" for n in range(60)]
    rows = [task(n, f"viec{n} " + "nội dung công việc " * 12 + ends[n]) for n in range(60)]
    pages = printed(paper(rows))
    for page in pages:
        begun, ended = re.findall(r"viec(\d+)", page.text), re.findall(r"dong(\d+)", page.text)
        assert begun == ended
    assert len(pages) > 3


@pytest.mark.parametrize("column", range(1, 6))
@pytest.mark.parametrize("lines", [60, 200])
def test_a_row_taller_than_a_page_loses_nothing(column: int, lines: int) -> None:
    values = ["ngắn"] * 5
    values[column - 1] = "\n".join(f"dong{n}" for n in range(lines))
    pages = printed(paper([task(1, "viec1"), task(2, *values), task(3, "viec3")]))
    assert re.findall(r"dong(\d+)", " ".join(page.text for page in pages)) == [str(n) for n in range(lines)]
    assert " ".join(page.text for page in pages).count("viec3") == 1
    for page in pages:
        assert page.line("Tên", "nhiệm", "vụ")
        _check_cells(page)
        assert max(word.bottom for word in page.words) <= page.height - 20 * MM + 1


def test_a_tall_row_after_its_section_row_begins_on_the_same_page() -> None:
    pages = printed(paper([task(1, "\n".join(f"dong{n}" for n in range(120)))]))
    assert "Hạ tầng số" in pages[0].text
    assert "dong0" in pages[0].text


def test_a_word_of_two_hundred_letters_is_broken_at_letters() -> None:
    word = "ặ" * 200
    pages = printed(paper([task(1, word, word)]))
    assert letters(pages).count("ặ") == 400
    _check_cells(pages[0])


def test_a_long_address_is_broken_at_its_signs() -> None:
    address = "https://saomai.example.vn/van-ban/" + "ke-hoach-2026/" * 12
    pages = printed(paper([task(1, address)]))
    ends = [word.text for word in pages[0].words if "ke-hoach" in word.text]
    assert "".join(ends).endswith("ke-hoach-2026/")
    assert all(part[-1] in "/-." for part in ends)


def test_twelve_columns_break_no_word_of_a_heading() -> None:
    headings = tuple(f"Nhóm{n} nhiệm vụ chuyển đổi" for n in range(12))
    cells = tuple((heading, "Phòng Văn hóa - Xã hội") for heading in headings)
    row = Task("t", "p", "a", cells=cells)
    pages = printed(paper([row], appendix=replace(APPENDIX, columns=headings, column_fields=()), sections=()))
    for n in range(12):
        assert pages[0].line(f"Nhóm{n}")
    assert [word.text for word in pages[0].words].count("chuyển") == 12
    _check_cells(pages[0])


def test_two_levels_of_headings_stand_over_one_another() -> None:
    headings = ("Số / TT", "Số / Chi tiết", "Nội dung", "Thời gian / Bắt đầu", "Thời gian / Kết thúc")
    cells = tuple(zip(headings, ("1", "1.1", "viec1", "01/2026", "12/2026"), strict=True))
    rows = [replace(task(n), cells=cells) for n in range(40)]
    for page in printed(paper(rows, appendix=replace(APPENDIX, columns=headings, column_fields=()))):
        over, start, end = page.line("Thời", "gian"), page.line("Bắt", "đầu"), page.line("Kết", "thúc")
        assert over[0].bottom <= start[0].top + 1
        assert start[0].left < over[0].left < end[1].right
        both, content = page.line("TT")[0], page.line("Nội", "dung")[0]
        assert page.line("Số")[0].bottom <= both.top + 1
        assert over[0].top < content.top < start[0].bottom
        _check_cells(page)


def test_sub_rows_follow_what_they_belong_to() -> None:
    rows = [task(1, "viec1"), task(3, "viec3"), replace(task(2, "viec2", parent="t1"), position=9)]
    (page,) = printed(paper(rows))
    assert re.findall(r"viec\d", page.text) == ["viec1", "viec2", "viec3"]


def test_rows_of_no_section_come_first_and_empty_sections_are_kept() -> None:
    sections = [Section("s2", "p", "a", 2, "II", "Mục sau"), Section("s1", "p", "a", 1, "I", "Mục trước")]
    (page,) = printed(paper([task(1, "viec1"), task(2, "viec2", section="")], sections=sections))
    assert re.findall(r"viec\d|Mục trước|Mục sau", page.text) == ["viec2", "Mục trước", "viec1", "Mục sau"]


def test_a_section_without_a_number_spans_the_table() -> None:
    (page,) = printed(paper([task(1, "viec1")], sections=[Section("s1", "p", "a", 1, "", "Nhiệm vụ chung")]))
    (word, *_) = page.line("Nhiệm", "vụ", "chung")
    assert word.left < page.line("viec1")[0].left
    _check_cells(page)


def test_a_heading_taller_than_a_page_is_printed_once_and_whole() -> None:
    heading = " ".join(f"chu{n}" for n in range(900))
    headings = ("TT", heading)
    rows = [replace(task(n), cells=(("TT", f"{n}"), (heading, f"viec{n}"))) for n in range(30)]
    pages = printed(paper(rows, appendix=replace(APPENDIX, columns=headings, column_fields=())))
    joined = " ".join(page.text for page in pages)
    assert re.findall(r"chu(\d+)", joined) == [str(n) for n in range(900)]
    assert re.findall(r"viec(\d+)", joined) == [str(n) for n in range(30)]


def test_an_appendix_without_columns_or_title_prints() -> None:
    (page,) = printed(paper([], appendix=replace(APPENDIX, columns=(), column_fields=(), title=""), sections=()))
    assert "Phụ lục I (Kèm theo" in page.text


def test_two_thousand_rows_print() -> None:
    document = pypdfium2.PdfDocument(render_pdf(paper(tasks(2000))).data)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert [int(number) for number in re.findall(r"viec(\d+)", text)] == list(range(1, 2001))


def test_column_widths_fill_the_page() -> None:
    (page, *_) = printed(paper(tasks(3)))
    edges = sorted({round(s.left) for s in page.strokes if not s.level})
    assert len(edges) == len(HEADINGS) + 1
    assert (edges[0], edges[-1]) == (round(30 * MM), round(page.width - 15 * MM))


def test_words_of_one_row_share_a_row() -> None:
    (page,) = printed(paper([task(1, "viec1", "Đơn vị A", "Đơn vị B", "Báo cáo", "Quý I")]))
    tops = {round(page.line(*words)[0].top) for words in (("viec1",), ("Đơn", "vị", "A"), ("Quý", "I"))}
    assert len(tops) == 1
