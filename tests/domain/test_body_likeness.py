"""Which names are likely one body, and which never."""

from __future__ import annotations

import pytest

from nq57desk.domain.body_likeness import Likeness, likely_same

PLACE = "Ủy ban nhân dân phường Sao Hôm"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Phòng Văn hóa – Xã hội phường", "Phòng VHXH", Likeness.ABBREVIATION),
        ("Phòng Văn hóa - Xã hội", "Phòng VH-XH", Likeness.ABBREVIATION),
        ("Phòng Văn hóa - Xã hội", "VHXH", Likeness.ABBREVIATION),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "P. KT-HT-ĐT", Likeness.ABBREVIATION),
        ("Trung tâm Phục vụ hành chính công", "TT Phục vụ HCC", Likeness.ABBREVIATION),
        ("Văn phòng HĐND và UBND phường", "VP HĐND-UBND", Likeness.ABBREVIATION),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", "UBMTTQ Việt Nam", Likeness.ABBREVIATION),
        ("Công an phường", "Công an phường Sao Hôm", Likeness.LOCALITY),
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hoá – Xã hội phường", Likeness.LOCALITY),
        ("Công an phường", "Công an", Likeness.LOCALITY),
        ("Trạm Y tế phường", "Trạm Y tê phường", Likeness.MARKS),
        ("Trung tâm Dịch vụ sự nghiệp công", "Trung tâm Dịch vụ sự nghiêp cong", Likeness.MARKS),
        ("Đoàn Thanh niên phường", "Đoàn Thanh niêm phường", Likeness.ALIKE),
    ],
)
def test_likely_the_same(one: str, other: str, why: Likeness) -> None:
    (pair,) = likely_same([other, one], PLACE)
    assert {pair.one, pair.other} == {one, other}
    assert len(pair.one) >= len(pair.other)
    assert pair.why is why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hội Phụ nữ", "Hội Nông dân"),
        ("Chủ tịch UBND phường", "Phó Chủ tịch UBND phường"),
        ("Trường Tiểu học số 1", "Trường Tiểu học số 2"),
        ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế"),
        ("Văn phòng HĐND và UBND phường", "Văn phòng Đảng ủy"),
        ("Đoàn Thanh niên", "Công đoàn phường"),
        ("Trung tâm Dịch vụ sự nghiệp công", "Trung tâm Phục vụ hành chính công"),
        ("Công an phường", "Công đoàn phường"),
        ("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    ],
)
def test_never_the_same(one: str, other: str) -> None:
    assert likely_same([one, other], PLACE) == ()


def test_spellings_that_are_the_same_anyway_are_no_suggestion() -> None:
    assert likely_same(["Phòng Văn hóa - Xã hội", "PHÒNG VĂN HOÁ – XÃ HỘI", "Phòng Văn hóa - Xã hội"], PLACE) == ()
