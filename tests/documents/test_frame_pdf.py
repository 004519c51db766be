"""The decree's form, measured on our own pages: margins, sizes, weights, rules, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from nq57desk.documents.layout import Layout
from tests.documents.papers import APPENDIX, MM, PLAN, ReadPage, Stroke, Word, paper, printed, tasks

A4_LANDSCAPE = (297 * MM, 210 * MM)


@pytest.fixture(scope="module")
def pages() -> tuple[ReadPage, ...]:
    return printed(paper(tasks(30), fingerprint="7F3K-92QD"))


def _middle(words: Sequence[Word]) -> float:
    return (words[0].left + words[-1].right) / 2


def _rule_below(page: ReadPage, words: Sequence[Word]) -> Stroke:
    """The nearest level line below these words that lies within their width."""
    foot = words[0].bottom
    below = [s for s in page.strokes if s.level and 0 <= s.top - foot < 12 and s.left >= words[0].left - 1]
    return min(below, key=lambda stroke: stroke.top)


def test_every_page_is_a4_landscape(pages: tuple[ReadPage, ...]) -> None:
    assert {(round(page.width), round(page.height)) for page in pages} == {(842, 595)}
    assert (pages[0].width, pages[0].height) == pytest.approx(A4_LANDSCAPE, abs=0.1)


def test_text_and_rules_keep_the_margins(pages: tuple[ReadPage, ...]) -> None:
    for number, page in enumerate(pages, start=1):
        marks = {str(number), "Mã", "đối", "chiếu:", "7F3K-92QD"}
        body = [word for word in page.words if word.text not in marks or 20 * MM < word.top < page.height - 20 * MM]
        assert min(word.left for word in body) >= 30 * MM - 0.1
        assert max(word.right for word in body) <= page.width - 15 * MM + 0.1
        assert min(word.top for word in body) >= 20 * MM - 1
        assert max(word.bottom for word in body) <= page.height - 20 * MM + 1
        assert min(stroke.left for stroke in page.strokes) == pytest.approx(30 * MM, abs=0.5)
        assert max(stroke.right for stroke in page.strokes) == pytest.approx(page.width - 15 * MM, abs=0.5)
        assert max(stroke.bottom for stroke in page.strokes) <= page.height - 20 * MM + 0.5


@pytest.mark.parametrize(
    ("words", "font", "size"),
    [
        (("CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"), "Tinos-Bold", 13),
        (("Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc"), "Tinos-Bold", 14),
        (("ỦY", "BAN", "NHÂN", "DÂN"), "Tinos-Bold", 13),
        (("PHƯỜNG", "SAO", "MAI"), "Tinos-Bold", 13),
        (("Sao", "Mai,", "ngày", "06", "tháng", "02", "năm", "2026"), "Tinos-Italic", 14),
        (("Phụ", "lục", "I"), "Tinos-Bold", 14),
        (("DANH", "MỤC", "NHIỆM", "VỤ"), "Tinos-Bold", 14),
        (("(Kèm", "theo", "Kế", "hoạch", "số", "05/KH-UBND"), "Tinos-Italic", 13),
        (("Tên", "nhiệm", "vụ"), "Tinos-Bold", 12),
        (("I", "Hạ", "tầng", "số"), "Tinos-Bold", 12),
        (("Phòng", "Văn"), "Tinos", 12),
    ],
)
def test_sizes_and_weights(pages: tuple[ReadPage, ...], words: tuple[str, ...], font: str, size: int) -> None:
    found = pages[0].line(*words)
    assert {word.font.split("+")[-1] for word in found} == {font}
    assert {round(word.size, 2) for word in found} == {size}
    assert len({round(word.bottom) for word in found}) == 1, "wrapped"


def test_the_mottos_rule_is_as_long_as_its_text(pages: tuple[ReadPage, ...]) -> None:
    words = pages[0].line("Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc")
    rule = _rule_below(pages[0], words)
    assert (rule.left, rule.right) == pytest.approx((words[0].left, words[-1].right), abs=0.5)


def test_the_issuers_rule_is_a_third_to_a_half_and_centred(pages: tuple[ReadPage, ...]) -> None:
    first, last = pages[0].line("ỦY", "BAN", "NHÂN", "DÂN"), pages[0].line("PHƯỜNG", "SAO", "MAI")
    rule = _rule_below(pages[0], last)
    widest = max(first[-1].right - first[0].left, last[-1].right - last[0].left)
    assert 1 / 3 <= (rule.right - rule.left) / widest <= 1 / 2
    assert (rule.left + rule.right) / 2 == pytest.approx(_middle(last), abs=0.5)
    assert _middle(first) == pytest.approx(_middle(last), abs=0.5)


def test_both_columns_of_the_head_begin_level(pages: tuple[ReadPage, ...]) -> None:
    (left, *_), (right, *_) = pages[0].line("ỦY", "BAN"), pages[0].line("CỘNG", "HÒA")
    assert left.top == pytest.approx(right.top, abs=0.1)
    assert left.right < right.left


@pytest.mark.parametrize("words", [("Phụ", "lục", "I"), ("DANH", "MỤC", "NHIỆM", "VỤ")])
def test_label_and_title_are_centred(pages: tuple[ReadPage, ...], words: tuple[str, ...]) -> None:
    middle = (30 * MM + pages[0].width - 15 * MM) / 2
    assert _middle(pages[0].line(*words)) == pytest.approx(middle, abs=0.5)


def test_page_numbers_stand_in_the_top_margin_from_page_two_on(pages: tuple[ReadPage, ...]) -> None:
    assert len(pages) >= 3
    assert not [word for word in pages[0].words if word.bottom < 20 * MM]
    for number, page in enumerate(pages[1:], start=2):
        (word,) = [word for word in page.words if word.bottom < 20 * MM]
        assert word.text == str(number)
        assert word.size == pytest.approx(13)
        assert word.font.endswith("+Tinos")
        assert (word.left + word.right) / 2 == pytest.approx((30 * MM + page.width - 15 * MM) / 2, abs=0.5)
        assert 9 * MM <= word.top <= 12 * MM


def test_each_appendix_counts_its_own_pages() -> None:
    first, second = paper(tasks(12)), paper(tasks(12), appendix=replace(APPENDIX, label="Phụ lục II"), frame=False)
    alone = [len(printed(layout)) for layout in (first, second)]
    both = printed(Layout(title="Hai phụ lục", pages=first.pages + second.pages))
    assert len(both) == sum(alone)
    numbers = [[word.text for word in page.words if word.bottom < 20 * MM] for page in both]
    expected = [[] if n == 1 else [str(n)] for count in alone for n in range(1, count + 1)]
    assert numbers == expected
    assert min(alone) >= 2


def test_without_a_frame_the_page_begins_with_the_label() -> None:
    (page, *_) = printed(paper(tasks(1), frame=False))
    assert page.text.startswith("Phụ lục I DANH MỤC")
    assert "CỘNG HÒA" not in page.text


def test_a_long_issuing_body_wraps_in_its_own_column() -> None:
    body = "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo, cải cách hành chính phường Sao Mai"
    (page, *_) = printed(paper(tasks(1), plan=replace(PLAN, issuing_body=body)))
    (right, *_) = page.line("CỘNG", "HÒA")
    left = page.line("BAN", "CHỈ", "ĐẠO") + page.line("PHƯỜNG", "SAO", "MAI")
    assert max(word.right for word in left) < right.left
    rule = _rule_below(page, page.line("PHƯỜNG", "SAO", "MAI")[:1])
    assert rule.right - rule.left > 0


def test_a_superior_stands_above_in_regular_type() -> None:
    (page, *_) = printed(paper(tasks(1), plan=replace(PLAN, governing_body="UBND phường Sao Mai")))
    (word, *_) = page.line("UBND", "PHƯỜNG", "SAO", "MAI")
    assert word.font.endswith("+Tinos")
    assert word.bottom <= page.line("ỦY", "BAN")[0].top + 2


def test_a_draft_says_so_in_a_box_on_every_page() -> None:
    pages = printed(paper(tasks(20), draft=True))
    for page in pages:
        words = page.line("DỰ", "THẢO")
        assert words[0].bottom < 20 * MM
        assert page.boxes == 1


def test_the_fingerprint_stands_small_at_each_foot(pages: tuple[ReadPage, ...]) -> None:
    for page in pages:
        words = page.line("Mã", "đối", "chiếu:", "7F3K-92QD")
        assert words[-1].right == pytest.approx(page.width - 15 * MM, abs=0.5)
        assert words[0].size == pytest.approx(8)
        assert words[0].top > page.height - 20 * MM


def test_an_electronic_paper_leaves_number_and_date_open() -> None:
    (page, *_) = printed(paper(tasks(1), electronic=True))
    assert "05/KH-UBND" not in page.text
    assert "2026 của" not in page.text
    assert "Sao Mai, ngày" not in page.text


def test_imported_wordings_stand_as_they_stood() -> None:
    lines = ("PHỤ LỤC SỐ 02", "Nhiệm vụ cụ thể", "(Ban hành kèm theo Kế hoạch số /KH-UBND, ngày / /2026)")
    imported = replace(APPENDIX, label=lines[0], title=lines[1], heading_lines=lines)
    (page, *_) = printed(paper(tasks(1), appendix=imported))
    for line in lines:
        assert page.line(*line.split())
