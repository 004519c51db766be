"""Which backups stay, as a table of days; and that nothing is ever thinned to less than what a person needs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.backup_keeping import BY_HAND, DAYS_ALL, FEWEST, Copy, overdue, superfluous

TODAY = date(2026, 11, 13)
"""A Friday."""


def copy(text: str) -> Copy:
    """ "13/11 08:00" of 2026, "13/11/2025 08:00", with "!" behind when made by hand."""
    plain = text.removesuffix("!")
    day, time = plain.split()
    full = day if day.count("/") == 2 else f"{day}/2026"
    at = datetime.fromisoformat("-".join(reversed(full.split("/"))) + f"T{time}")
    return Copy(text, at, BY_HAND if text.endswith("!") else "merge")


@pytest.mark.parametrize(
    ("made", "going"),
    [
        ("13/11 08:00, 13/11 09:00, 13/11 10:00, 12/11 07:00, 12/11 08:00", ""),
        ("13/11 08:00, 12/11 08:00, 11/11 08:00, 11/11 09:00", "11/11 08:00"),
        ("13/11 08:00, 11/11 08:00, 11/11 09:00, 10/11 09:00!, 10/11 10:00, 10/11 11:00", "10/11 10:00, 11/11 08:00"),
        ("13/11 08:00, 12/11 08:00, 30/10 08:00, 29/10 08:00, 28/10 08:00", "28/10 08:00, 29/10 08:00"),
        ("13/11 08:00, 12/11 08:00, 31/10 08:00, 30/10 08:00, 25/10 08:00", ""),
        ("13/11 08:00, 12/11 08:00, 11/11 08:00, 31/07 08:00, 01/07 08:00, 30/06 08:00", "01/07 08:00"),
        ("13/11 08:00, 12/11 08:00, 11/11 08:00, 01/02/2019 08:00", "01/02/2019 08:00"),
        ("13/11 08:00, 12/11 08:00, 11/11 08:00, 01/07 08:00!, 31/07 08:00, 02/07 07:00!", ""),
        ("13/11 08:00, 12/11 08:00, 11/11 08:00, 01/07/2025 08:00!, 31/07/2025 08:00", "01/07/2025 08:00!"),
        ("11/11 08:00, 11/11 09:00, 11/11 10:00", ""),
        ("11/11 08:00, 11/11 09:00, 11/11 10:00, 11/11 11:00", "11/11 08:00"),
        ("01/01/2019 08:00", ""),
        ("20/12 08:00, 21/12 08:00, 13/11 08:00", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_may_go(made: str, going: str) -> None:
    found = superfluous([copy(one) for one in made.split(", ") if one], TODAY)
    assert ", ".join(one.name for one in found) == going


@given(st.lists(st.tuples(st.integers(-3, 4000), st.integers(0, 86_399), st.booleans()), max_size=60))
def test_the_newest_stays_and_so_does_all_of_two_days(found: list[tuple[int, int, bool]]) -> None:
    midnight = datetime.combine(TODAY, datetime.min.time())
    made = [
        Copy(str(n), midnight - timedelta(days=days) + timedelta(seconds=seconds), BY_HAND if by_hand else "")
        for n, (days, seconds, by_hand) in enumerate(found)
    ]
    going = superfluous(made, TODAY)
    staying = [one for one in made if one not in going]
    assert len(staying) >= min(FEWEST, len(made))
    assert all((TODAY - one.at.date()).days >= DAYS_ALL for one in going)
    if made:
        assert max(made, key=lambda one: one.at) in staying, "of equal moments the first given"
    assert len(superfluous(staying, TODAY)) == 0
    later = superfluous(staying, TODAY + timedelta(days=1))
    assert not later or len(staying) - len(later) >= FEWEST


@pytest.mark.parametrize(
    ("last", "days", "due"),
    [(None, 7, True), (TODAY, 7, False), (TODAY - timedelta(7), 7, False), (TODAY - timedelta(8), 7, True)],
)
def test_when_the_second_place_waits(last: date | None, days: int, due: bool) -> None:
    assert overdue(last, TODAY, days) is due
