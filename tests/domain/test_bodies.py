"""Which bodies a cell names, and which names are one body."""

from __future__ import annotations

import pytest

from nq57desk.domain.bodies import bodies_named, body_key


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ("Phòng Kinh tế, Hạ tầng và Đô thị",)),
        ("Văn phòng HĐND và UBND xã; Công an xã", ("Văn phòng HĐND và UBND xã", "Công an xã")),
        ("- Đoàn xã;\n- Công an xã.", ("Đoàn xã", "Công an xã")),
        ("Phòng Văn hóa -\nXã hội", ("Phòng Văn hóa - Xã hội",)),
        ("Phòng Văn hóa\n(Lĩnh vực Nội vụ)", ("Phòng Văn hóa (Lĩnh vực Nội vụ)",)),
        ("Đoàn xã; Đoàn xã", ("Đoàn xã",)),
        (" ; ", ()),
        ("", ()),
    ],
)
def test_bodies_named(cell: str, names: tuple[str, ...]) -> None:
    assert bodies_named(cell) == names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Phòng Văn hoá – Xã hội", "PHÒNG VĂN HÓA-XÃ HỘI", True),
        ("Xã Cẩm Giang", "Xã Cẩm Giàng", False),
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội phường", False),
    ],
)
def test_body_key(one: str, other: str, same: bool) -> None:
    assert (body_key(one) == body_key(other)) is same
