"""Time phrases of Vietnamese plans and what they promise; the plan's year is 2026 unless said otherwise."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.deadlines import Deadline, DeadlineKind, Recurrence, understand
from tests.domain.deadline_examples import RHYTHMS, SEVERAL, SINGLE, UNKNOWN, rows


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(("text", "kind", "first", "last"), rows(SINGLE))
def test_a_single_time(text: str, kind: str, first: str, last: str) -> None:
    deadline = understand(text, 2026)
    assert (deadline.kind, iso(deadline.first_day), iso(deadline.last_day)) == (kind, first, last)
    assert (deadline.problem is None) == (kind != "unknown")
    assert deadline.parts == ()


@pytest.mark.parametrize(("text", "recurrence"), rows(RHYTHMS))
def test_a_rhythm(text: str, recurrence: str) -> None:
    deadline = understand(text, 2026)
    assert (deadline.kind, deadline.recurrence) == ("recurring", recurrence)
    assert deadline.parts == ()


def short(part: Deadline) -> str:
    return part.recurrence or iso(part.last_day) or part.kind


@pytest.mark.parametrize(("text", "outer", "last", "parts"), rows(SEVERAL))
def test_several_at_once(text: str, outer: str, last: str, parts: str) -> None:
    deadline = understand(text, 2026)
    assert ", ".join(short(part) for part in deadline.parts) == parts
    assert (deadline.recurrence or deadline.kind, iso(deadline.last_day)) == (outer, last)
    assert deadline.problem is None


@pytest.mark.parametrize(("text", "code"), rows(UNKNOWN))
def test_what_is_not_understood_is_said_and_never_guessed(text: str, code: str) -> None:
    deadline = understand(text, 2026)
    assert deadline.kind is DeadlineKind.UNKNOWN
    assert (deadline.recurrence, deadline.first_day, deadline.last_day) == (None, None, None)
    assert deadline.problem is not None
    assert deadline.problem.code == code


@pytest.mark.parametrize("text", ["30/6", "Quý IV", "Trong năm", "tháng 12", "6 tháng đầu năm", "Trước quý III"])
def test_a_year_nobody_knows(text: str) -> None:
    deadline = understand(text, None)
    assert deadline.kind is DeadlineKind.UNKNOWN
    assert deadline.problem is not None
    assert deadline.problem.code == "deadline.no_year"
    assert understand(text, 2027).last_day is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kế hoạch\ncông tác hằng\nnăm", "Kế hoạch công tác"),
        ("Báo cáo định kỳ hàng tháng trên Hệ thống của Trung ương", "trên Hệ thống Trung ương"),
        ("Giai đoạn 2025-2030, định hướng đến năm 2035", "định hướng đến năm 2035"),
        ("Gia hạn đến 30/9/2026", "Gia"),
        ("02/2026 (đã ban hành)", "đã"),
    ],
)
def test_words_that_are_passed_over_are_shown(text: str, words: str) -> None:
    deadline = understand(text, 2026)
    assert deadline.kind is not DeadlineKind.UNKNOWN
    assert deadline.problem is not None
    assert deadline.problem.code == "deadline.partly"
    assert dict(deadline.problem.words) == {"words": words}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Thường xuyên trong năm 2026", "2026-01-01", "2026-12-31"),
        ("Thường xuyên trong quý I", "2026-01-01", "2026-03-31"),
        ("Hằng tháng từ 01/3/2026 đến 30/11/2026", "2026-03-01", "2026-11-30"),
        ("hằng tháng từ tháng 3 đến tháng 11/2026", "2026-03-01", "2026-11-30"),
        ("2 lần/năm 2026", "2026-01-01", "2026-12-31"),
        ("Các quý trong năm 2026", "2026-01-01", "2026-12-31"),
        ("ngày 15 hằng tháng", "", ""),
        ("hàng năm trước 15/12", "", ""),
    ],
)
def test_a_rhythm_has_days_only_where_they_are_given(text: str, first: str, last: str) -> None:
    deadline = understand(text, 2026)
    assert deadline.kind is DeadlineKind.RECURRING
    assert (iso(deadline.first_day), iso(deadline.last_day)) == (first, last)


@pytest.mark.parametrize("text", ["Định kỳ", "định kỳ hoặc đột xuất"])
def test_a_rhythm_that_is_not_said_is_noted(text: str) -> None:
    deadline = understand(text, 2026)
    assert deadline.recurrence is Recurrence.CONTINUOUS
    assert deadline.problem is not None
    assert deadline.problem.code == "deadline.rhythm_unsaid"


def test_an_impossible_part_does_not_spoil_the_others() -> None:
    deadline = understand("31/4/2026; 30/6/2026", 2026)
    assert deadline.last_day == date(2026, 6, 30)
    assert [part.kind for part in deadline.parts] == ["unknown", "date"]
    assert deadline.problem is not None
    assert deadline.problem.code == "deadline.impossible"


def test_parts_keep_their_own_words() -> None:
    deadline = understand("Thường xuyên;\nđịnh kỳ hàng\ntháng báo cáo kết quả (nếu có)", 2026)
    assert [part.text for part in deadline.parts] == ["Thường xuyên", "định kỳ hàng tháng", "nếu có"]


def test_decomposed_text_is_understood_and_kept() -> None:
    text = unicodedata.normalize("NFD", "Quý I/2026")
    assert understand(text, 2026).last_day == date(2026, 3, 31)
    assert understand(text, 2026).text == text


SOME_WORDS = (
    "trước ngày tháng quý năm từ đến hết hằng mỗi định kỳ lần 1 2 6 9 13 31 30 4 2026 26 I IV V / - . , ; ( ) và theo "
    "hướng dẫn khi đầu cuối giữa 6 tháng thường xuyên trong không quá đã số % h00"
)
WORDS = st.sampled_from([*SOME_WORDS.split(), "\n"])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)), st.sampled_from([None, 2026]))
def test_any_text_is_answered_with_its_own_words(text: str, plan_year: int | None) -> None:
    deadline = understand(text, plan_year)
    assert deadline.text == text
    assert deadline.problem is not None or deadline.kind is not DeadlineKind.UNKNOWN
    assert (deadline.kind is DeadlineKind.RECURRING) == (deadline.recurrence is not None)
    for each in (deadline, *deadline.parts):
        assert each.first_day is None or each.last_day is None or each.first_day <= each.last_day
    assert len(deadline.parts) != 1


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_in_every_spelling(day: date) -> None:
    spellings = (
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"ngày {day.day:02} tháng {day.month} năm {day.year}",
        day.isoformat(),
    )
    assert {understand(text, None).last_day for text in spellings} == {day}


def test_a_very_long_text_is_refused() -> None:
    assert understand("quý I, " * 1000, 2026).kind is DeadlineKind.UNKNOWN
