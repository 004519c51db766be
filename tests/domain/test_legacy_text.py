"""TCVN3 and VNI: decoding, and telling them from proper text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.legacy_text import (
    decode,
    decode_tcvn3,
    decode_vni,
    encoding_of_font,
    guess_encoding,
    is_syllable,
    looks_tcvn3,
    looks_vni,
)

TCVN3_BYTES = (
    "a1Ă a2Â a3Ê a4Ô a5Ơ a6Ư a7Đ a8ă a9â aaê abô acơ adư aeđ b5à b6ả b7ã b8á b9ạ bbằ bcẳ bdẵ beắ c6ặ c7ầ c8ẩ c9ẫ caấ "
    "cbậ ccè ceẻ cfẽ d0é d1ẹ d2ề d3ể d4ễ d5ế d6ệ d7ì d8ỉ dcĩ ddí deị dfò e1ỏ e2õ e3ó e4ọ e5ồ e6ổ e7ỗ e8ố e9ộ eaờ ebở "
    "ecỡ edớ eeợ efù f1ủ f2ũ f3ú f4ụ f5ừ f6ử f7ữ f8ứ f9ự faỳ fbỷ fcỹ fdý feỵ"
)

VNI = """
Thaùng 01/2026                       | Tháng 01/2026
Quyù IV/2026                         | Quý IV/2026
Vaên phoøng HÑND vaø UBND            | Văn phòng HĐND và UBND
Uyû ban nhaân daân                   | Uỷ ban nhân dân
ÑAÛNG UÛY PHÖÔØNG                    | ĐẢNG ỦY PHƯỜNG
Ñaûng uûy xaõ Bình Minh              | Đảng ủy xã Bình Minh
ñoåi môùi saùng taïo                 | đổi mới sáng tạo
chuyeån ñoåi soá quoác gia           | chuyển đổi số quốc gia
Nghò quyeát                          | Nghị quyết
khoa hoïc, coâng ngheä               | khoa học, công nghệ
nhieäm vuï, giaûi phaùp              | nhiệm vụ, giải pháp
naêm 2026                            | năm 2026
thaùng 4 ñeán heát quyù IV           | tháng 4 đến hết quý IV
nghóa vuï, kyõ naêng, ñaëc khu       | nghĩa vụ, kỹ năng, đặc khu
baèng, baéc, baúng, baüng, maëc      | bằng, bắc, bẳng, bẵng, mặc
"""

PROPER = """
Ủy ban nhân dân phường Sao Mai
cán bộ, công chức
các
là và có
cán
hòa
100% hồ sơ
Le développement numérique de la région, à l'été prochain
où est le café? C'était déjà là.
Élèves et professeurs français, forêt, août, goût, naïf
The quick brown fox jumps over the lazy dog
Windows® and Office™ © 2026
25 °C, 5 µm, 3 m², ½
« Guillemets » et «mots»
naïve café
Größe, Straße, über
Señor Peña, mañana
ESCLUSIONE PUÒ NON APPLICARSI A TE
"""


def pairs(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize("pair", TCVN3_BYTES.split())
def test_each_tcvn3_byte(pair: str) -> None:
    assert decode_tcvn3(bytes.fromhex(pair[:2]).decode("latin-1")) == pair[2:]


def test_tcvn3_text_and_its_capital_font() -> None:
    assert decode_tcvn3("Uû ban nh©n d©n ph\u00ad\u00eang") == "Uỷ ban nhân dân phường"
    assert decode_tcvn3("ñy ban nh©n d©n", capital_font=True) == "ỦY BAN NHÂN DÂN"
    assert decode("quèc gia", "tcvn3_capitals") == "QUỐC GIA"


@pytest.mark.parametrize(("encoded", "text"), pairs(VNI))
def test_vni_text(encoded: str, text: str) -> None:
    assert decode_vni(encoded) == text
    assert decode(encoded, "vni") == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnArial", "tcvn3"),
        (".vntime", "tcvn3"),
        (".VnTimeH", "tcvn3_capitals"),
        (".VnArialH", "tcvn3_capitals"),
        ("VNI-Times", "vni"),
        ("VNI-Helve", "vni"),
        ("Times New Roman", None),
        ("Vnt", None),
        ("", None),
    ],
)
def test_the_font_tells_the_encoding(font: str, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


@pytest.mark.parametrize("text", PROPER.strip().splitlines())
def test_proper_text_is_never_taken_for_encoded(text: str) -> None:
    assert guess_encoding(text) is None
    assert not looks_tcvn3(text)
    assert not looks_vni(text)


@pytest.mark.parametrize("text", [encoded for encoded, _ in pairs(VNI) if "naêm 2026" not in encoded])
def test_vni_is_recognised_without_a_font(text: str) -> None:
    assert guess_encoding(text) == "vni"


@pytest.mark.parametrize(
    "text",
    [
        "Uû ban nh©n d©n",
        "§¶ng uû ph\u00ad\u00eang Sao Mai",
        "®æi míi s¸ng t¹o",
        "chuyÓn ®æi sè quèc gia",
        "NghÞ quyÕt sè 57-NQ/TW",
        "nhiÖm vô, gi¶i ph¸p",
        "V¨n phßng H§ND vµ UBND",
        "§MST vµ C§S cña ph\u00ad\u00eang",
    ],
)
def test_tcvn3_is_recognised_without_a_font(text: str) -> None:
    assert guess_encoding(text) == "tcvn3"


SYLLABLES = "nghiêng quyết được người hoà hòa thuý khuỷu giếng gì ý ủy Đảng"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["cỏc", "thàung", "été", "café", "Windowsđ", "ộtộ", "", "strong", "áà"])
def test_words_that_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert guess_encoding(text) in (None, "tcvn3", "vni")
    assert decode_tcvn3(decode_vni(text)) is not None
