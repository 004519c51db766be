"""Found and changed words in the original spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.changed_words import changed_words
from nq57desk.domain.finding import hits


@pytest.mark.parametrize(
    ("text", "search", "found"),
    [
        ("Nâng cao nhiệm vụ", "nhiem", ["nhiệm"]),
        ("Nâng cao nhiệm vụ", "NHIEM VU", ["nhiệm", "vụ"]),
        ("Đất đai, dữ liệu", "đat", ["Đất"]),
        ("Đất đai, dữ liệu", "du", ["dữ"]),
        ("57-NQ/TW ngày 22/12/2024", "57-nq", ["57", "NQ"]),
        ("Thu hút, thu thập", "thu", ["Thu", "thu"]),
        ("Thuế", "uế", []),
        ("Nhiệm vụ", "", []),
        ("Nhiệm vụ", "%_'", []),
        ("Phòng Văn hóa - Xã hội", "vhxh", ["Văn hóa - Xã hội"]),
        ("Phòng VH-XH", "vhxh", ["VH-XH"]),
        ("Đẩy mạnh chuyển đổi số", "cđs", ["chuyển đổi số"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "KT-HT-ĐT", ["Kinh tế, Hạ tầng và Đô thị"]),
        ("88/QĐ-UBND", "qđ-ubnd", ["QĐ-UBND"]),
        ("Nghị quyết", "ngh", ["Ngh"]),
        ("Nông thôn, giao thông, hạ tầng", "ngh", []),
    ],
)
def test_words_found_keep_their_spelling(text: str, search: str, found: list[str]) -> None:
    assert [text[start : start + length] for start, length in hits(text, search)] == found


@given(st.text(max_size=60), st.text(max_size=12))
def test_hits_lie_in_the_text_and_apart(text: str, search: str) -> None:
    end = 0
    for start, length in hits(text, search):
        assert end <= start
        assert 0 < length <= len(text) - start
        end = start + length


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Quý I", "Quý II", ["II"]),
        ("Phòng Kinh tế", "Phòng Kinh tế", []),
        ("", "Công an phường", ["Công an phường"]),
        ("Công an phường", "", []),
        ("một hai ba bốn", "một HAI ba bốn năm", ["HAI", "năm"]),
        ("hoà nhập", "hòa nhập", ["hòa"]),
    ],
)
def test_changed_words_are_named(before: str, after: str, changed: list[str]) -> None:
    assert [after[start : start + length] for start, length in changed_words(before, after)] == changed
