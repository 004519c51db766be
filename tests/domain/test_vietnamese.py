"""Vietnamese text: tidying, folding, order, numbers, Roman numerals, official days."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.vietnamese import (
    fold,
    fold_tone_place,
    from_roman,
    official_day,
    parse_number,
    roman,
    sort_key,
    tidy,
    write_number,
)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  Phòng\u00a0Văn hóa \u2003 - Xã hội ", "Phòng Văn hóa - Xã hội"),
        ("a\tb", "a b"),
        ("a\x00b\x07c", "abc"),
        ("một\r\nhai\rba\x0bbốn\u2028năm", "một\nhai\nba\nbốn\nnăm"),
        (" một \n\n \n hai ", "một\nhai"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân phường"), "Ủy ban nhân dân phường"),
        ("tha\u200b\u0301ng", "tháng"),
        ("so\u00adft \ufeffhyphen", "soft hyphen"),
        ("\u202eđảo", "đảo"),
        ("\ud800x", "x"),
        ("", ""),
        (" \n ", ""),
        ("=SUM(A1) <b>", "=SUM(A1) <b>"),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@given(st.text())
def test_tidy_is_settled_and_storable(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    assert once.encode("utf-8").decode("utf-8") == once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("UỶ BAN", "uy ban"),
        ("Đường Đê", "duong de"),
        ("hoà  Hòa\nHOÀ", "hoa hoa hoa"),
        ("Văn hóa – Xã hội", "van hoa - xa hoi"),
        ("“học tập số”", '"hoc tap so"'),
        ("m²", "m2"),
        (unicodedata.normalize("NFD", "Cẩm Giàng"), "cam giang"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_settled_and_blind_to_form_and_case(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Hoà Bình", "Hòa Bình"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("Uỷ ban", "Ủy ban"),
        ("THUỶ NGUYÊN", "THỦY NGUYÊN"),
        ("qúy", "quý"),
        ("gía", "giá"),
        ("hòan", "hoàn"),
    ],
)
def test_the_tone_may_stand_in_two_places(one: str, other: str) -> None:
    assert fold_tone_place(one) == fold_tone_place(other)


SETTLED = "quý giá gì giếng người thuở nghĩa toán ngoài khuỷu múa mía được tiền quả hòa thúy khỏe ủy Ủy đã"


@pytest.mark.parametrize("word", SETTLED.split())
def test_words_that_stay_as_they_are(word: str) -> None:
    assert fold_tone_place(word) == word


def test_other_marks_still_count() -> None:
    assert fold_tone_place("Cẩm Giang") != fold_tone_place("Cẩm Giàng")
    assert fold_tone_place("hoá") != fold_tone_place("hòa")


@given(st.text(alphabet="aăâeêioôơuưyqghn \u0300\u0301\u0303\u0309\u0323áàảãạýỳởệ"))
def test_tone_places_settle(text: str) -> None:
    assert fold_tone_place(fold_tone_place(text)) == fold_tone_place(text)


@pytest.mark.parametrize(
    "in_order",
    [
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "ma mà mả mã má mạ",
        "Ái An Ăn Ân",
        "2 An Ê",
        "ba Ba bà",
        "Dương Đồ",
        "Kinh Lê",
        "thuy thủy thúy",
        "ma mà mả mã má mạ mă mằ mẳ mẵ mắ mặ mâ mầ mẩ mẫ mấ mậ",
        "đe đè đẻ đẽ đé đẹ đê đề để đễ đế đệ",
        "o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ",
        "u ù ủ ũ ú ụ ư ừ ử ữ ứ ự",
        "y Y ỳ Ỳ ỷ Ỷ ỹ Ỹ ý Ý ỵ Ỵ",
    ],
)
def test_alphabetical_order(in_order: str) -> None:
    words = in_order.split()
    backwards = list(reversed(words))
    assert sorted(backwards, key=sort_key) == words


def test_wards_in_order() -> None:
    wards = ["Đồ Sơn", "An Biên", "Ái Quốc", "Dương Kinh", "Hải An", "Hải Dương", "Hà Nam", "Lê Chân"]
    in_order = ["Ái Quốc", "An Biên", "Dương Kinh", "Đồ Sơn", "Hà Nam", "Hải An", "Hải Dương", "Lê Chân"]
    assert sorted(wards, key=sort_key) == in_order


@pytest.mark.parametrize(
    "in_order",
    [
        ("An", "An Bình", "An Hòa", "Anh Dũng", "Ân Thi"),
        ("Hòa", "Hòa Bình", "Hoa Lư", "Hoàng Mai", "Hòe Thị", "Hồng Bàng"),
        ("Phòng Văn hóa - Xã hội", "Phòng Y tế", "phường Đồ Sơn", "Phường Đồ Sơn"),
        ("Công an phường", "Công an xã", "Công đoàn", "Công ty"),
        ("Nguyễn Văn An", "Nguyễn Văn Ánh", "Nguyễn Văn Ân", "Nguyễn Văn Bảo", "Nguyễn Vân An"),
    ],
)
def test_a_word_ends_before_a_longer_one_goes_on_and_letters_weigh_more_than_tones(in_order: tuple[str, ...]) -> None:
    backwards = in_order[::-1]
    assert tuple(sorted(backwards, key=sort_key)) == in_order


TONES = "\u0300\u0301\u0303\u0309\u0323"
SYLLABLE = st.from_regex("(?:[bcdđBĐ]|nh)?[aàảãáạăâeêoôơuư][nh]?|1|-", fullmatch=True)
SYLLABLES = st.lists(SYLLABLE).map(" ".join)


@given(st.one_of(SYLLABLES, st.text()), st.one_of(SYLLABLES, st.text()))
def test_texts_have_the_same_place_only_if_they_are_the_same(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (tidy(one) == tidy(other))
    assert (sort_key(one) < sort_key(other)) != (sort_key(one) >= sort_key(other))


@given(SYLLABLES, st.sampled_from(("NFC", "NFD")))
def test_the_way_marks_are_stored_does_not_count(text: str, form: Literal["NFC", "NFD"]) -> None:
    assert sort_key(unicodedata.normalize(form, text)) == sort_key(text)


@given(SYLLABLES, SYLLABLES)
def test_tones_and_case_decide_only_among_the_same_letters(one: str, other: str) -> None:
    def plain(text: str) -> str:
        loose = unicodedata.normalize("NFD", tidy(text)).lower()
        return unicodedata.normalize("NFC", "".join(sign for sign in loose if sign not in TONES))

    if plain(one) != plain(other):
        assert (sort_key(one) < sort_key(other)) == (sort_key(plain(one)) < sort_key(plain(other)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("0,5", "0.5"),
        ("0.5", "0.5"),
        ("12.25", "12.25"),
        ("02", "2"),
        (" 7 ", "7"),
        ("-3,5", "-3.5"),
        ("−3", "-3"),
    ],
)
def test_numbers_as_written_in_vietnam(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "12,5,3", "1.23.4", "12,5%", "a", "1,", ",5", "1.2345,6", "1.234 567", "1,234.5", "--1", "1e5", "NaN", "١"],
)
def test_no_number_is_guessed(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1234.50", "1.234,5"),
        ("0", "0"),
        ("-0.0", "0"),
        ("1E+3", "1.000"),
        ("1234567", "1.234.567"),
        ("0.05", "0,05"),
        ("-12.5", "-12,5"),
        ("100", "100"),
    ],
)
def test_write_number(number: str, text: str) -> None:
    assert write_number(Decimal(number)) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_what_is_written_is_read_again(number: Decimal) -> None:
    assert parse_number(write_number(number)) == number


@given(st.text())
def test_any_text_is_a_number_or_not(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.is_finite()


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_cannot_be_written(number: str) -> None:
    with pytest.raises(ValueError):
        write_number(Decimal(number))


@given(st.integers(1, 3999))
def test_roman_numerals_both_ways(number: int) -> None:
    assert from_roman(roman(number)) == number
    assert from_roman(roman(number).lower()) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "abc", "MMMM", "I I", "X" * 40])
def test_what_is_no_roman_numeral(text: str) -> None:
    assert from_roman(text) is None


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_numbers_without_a_roman_numeral(number: int) -> None:
    with pytest.raises(ValueError):
        roman(number)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 6, 29), "ngày 29 tháng 6 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 9, 5), "ngày 05 tháng 9 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_official_day(day: date, text: str) -> None:
    assert official_day(day) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_numbers_are_written_as_babel_writes_them(number: Decimal) -> None:
    assert write_number(number) == format_decimal(number + 0, "#,##0.####", locale="vi")


@given(st.dates())
def test_official_days_say_the_day_that_babel_says(day: date) -> None:
    zero = "MM" if day.month <= 2 else "M"
    assert official_day(day) == format_date(day, f"'ngày' dd 'tháng' {zero} 'năm' y", locale="vi")
