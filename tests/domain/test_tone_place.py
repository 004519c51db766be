"""hòa or hoà: both are right, a paper may have one of them throughout, and no other word is touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.vietnamese import TonePlace, fold_tone_place, place_tones

BOTH = [
    ("hòa", "hoà"),
    ("HÒA", "HOÀ"),
    ("Hòa", "Hoà"),
    ("ủy", "uỷ"),
    ("ỦY BAN", "UỶ BAN"),
    ("thủy", "thuỷ"),
    ("hủy", "huỷ"),
    ("khỏe", "khoẻ"),
    ("xòe", "xoè"),
    ("tòa", "toà"),
    ("đọa", "đoạ"),
    ("ngụy", "nguỵ"),
    ("òa", "oà"),
    ("hòa-giải", "hoà-giải"),
    ("“hóa”, (hóa đơn)", "“hoá”, (hoá đơn)"),
]


@pytest.mark.parametrize(("first", "second"), BOTH)
def test_whole_open_syllables_are_spelled_as_wanted(first: str, second: str) -> None:
    for text in (first, second, unicodedata.normalize("NFD", first)):
        assert place_tones(text, TonePlace.FIRST) == first
        assert place_tones(text, TonePlace.SECOND) == second
    assert place_tones(first, TonePlace.AS_TYPED) == first
    assert place_tones(second, TonePlace.AS_TYPED) == second


@pytest.mark.parametrize(
    "text",
    [
        *("quý", "quỹ", "hoàng", "hoàn", "thuyền", "huyện", "khoét", "thuở", "của", "lúa", "Genoà", "hoàs", "tuổi"),
        *("quá", "KH 24/KH-UBND", "hoa", "uy", "2026", "", "góa2", "khuỷu", "toàn", "mía", "ngoèo"),
    ],
)
def test_every_other_word_stays(text: str) -> None:
    for place in TonePlace:
        assert place_tones(text, place) == text


@given(st.text(alphabet="hoaeuyqktđàáảãạòóỏõọùúủũụỳýỷỹỵèéẻẽẹ -.", max_size=20))
def test_nothing_but_the_place_of_a_tone_changes(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    for place in (TonePlace.FIRST, TonePlace.SECOND):
        placed = place_tones(text, place)
        assert place_tones(placed, place) == placed
        assert len(placed) == len(plain)
        assert fold_tone_place(placed) == fold_tone_place(plain)
