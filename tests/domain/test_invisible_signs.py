"""Signs without width: never stored of what is typed or imported, shown by number where another office sent them,
never on paper, and never in the name that an office goes by."""

from __future__ import annotations

from pathlib import Path

import pytest

from nq57desk.bundle import cards, signing
from nq57desk.documents import letters
from nq57desk.domain.organisation import Office
from nq57desk.domain.vietnamese import has_invisible, tidy, visible
from nq57desk.errors import Refused
from tests.bundle import made

SIGNS = [*"\u200b\u200d\u200f\u202a\u202e\u2060\u2066\u2067\u2069\u061c\u034f\u180e\ufeff\ufff9", "\U000e0041"]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_a_sign_without_width(sign: str) -> None:
    text = f"gói{sign}txt.exe"
    assert has_invisible(text)
    assert tidy(text) == letters.tidy(text) == letters.tidy_for_xml(text) == "góitxt.exe"
    assert visible(text) == f"gói‹{ord(sign):04X}›txt.exe"


def test_ordinary_texts_are_shown_as_they_are() -> None:
    text = "Số hóa “hồ sơ”\n– 95 %, R&D <b>, ₫ ≥ 😀"
    assert not has_invisible(text)
    assert visible(text) is text


def test_an_office_is_never_called_by_hidden_signs(tmp_path: Path) -> None:
    keys = made.keys_in(tmp_path / "keys")
    office = Office(
        "90001",
        "UBND \u202ephường Sao Mai",
        sign_key=keys.public.sign_key,
        seal_recipient=keys.public.seal_recipient,
    )
    file = cards.make_card(office, keys)
    with pytest.raises(Refused, match=r"^card\.contents$"):
        cards.read_card(file)
    assert signing.is_sign_key(office.sign_key)
