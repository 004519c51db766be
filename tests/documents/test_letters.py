"""What is left of unusual signs on paper: the quick look never lets one through."""

from __future__ import annotations

import pytest

from nq57desk.documents.letters import _NO_INK, tidy


def test_every_sign_without_ink_is_left_out() -> None:
    kept = [hex(code) for code in _NO_INK if tidy(f"a{chr(code)}ệ") != "aệ"]
    assert kept == []


@pytest.mark.parametrize(
    ("text", "told"), [("a\tb", "a b"), ("a\r\nb", "a\nb"), ("a\x0bb", "a\nb"), ("e\u0323\u0302", "ệ")]
)
def test_spaces_and_line_ends(text: str, told: str) -> None:
    assert tidy(text) == told
