"""A period's name in sentences of the window: Vietnamese as the papers say it, else in the window's language."""

from __future__ import annotations

import pytest

from nq57desk import wording
from nq57desk.usecases.period_names import period_name


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("2026-02", "tháng 02/2026", "2026-02"),
        ("2026-09", "tháng 9/2026", "2026-09"),
        ("2026-Q4", "quý 4/2026", "quarter 4"),
        ("2026-H2", "6 tháng cuối năm 2026", "last 6 months"),
        ("2026-9M", "9 tháng năm 2026", "nine months"),
        ("2026", "năm 2026", "2026"),
    ],
)
def test_in_both_languages(code: str, vietnamese: str, english: str) -> None:
    assert period_name(code) == vietnamese
    wording.use_language("en")
    told = period_name(code)
    assert english in told
    assert not {"tháng", "quý", "năm"} & set(told.split())
