"""What bodies write into forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.form_answers import (
    CHOICES,
    NOTHING_AROSE,
    TaskAnswer,
    ValueAnswer,
    day_near,
    day_said,
    percent_said,
    said,
    says_nothing_arose,
    state_said,
    task_answer,
    value_answer,
)
from nq57desk.domain.progress import State

NOVEMBER = (date(2026, 10, 15), date(2026, 11, 14))
JANUARY = (date(2025, 12, 15), date(2026, 1, 14))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Chưa thực hiện", State.NOT_STARTED),
        ("CHUA THUC HIEN", State.NOT_STARTED),
        ("Đang thực hiện.", State.IN_PROGRESS),
        ("dang trien khai", State.IN_PROGRESS),
        ("Hoàn thành", State.DONE),
        ("đã hoàn thành", State.DONE),
        ("Hoan thanh", State.DONE),
        ("Tạm dừng", State.PAUSED),
        ("Dừng / thay thế", State.STOPPED),
        ("Dừng, thay thế", State.STOPPED),
        ("dung/thay the", State.STOPPED),
        ("Chưa hoàn thành", None),
        ("Gần xong", None),
        ("Không phát sinh", None),
        ("", None),
    ],
)
def test_states_in_words(text: str, state: State | None) -> None:
    assert state_said(text) is state


def test_every_choice_of_the_form_is_understood() -> None:
    assert [state_said(word) for word in CHOICES[:-1]] == list(State)
    assert says_nothing_arose(CHOICES[-1])


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("60", 60), ("60%", 60), ("60 %", 60), ("0", 0), ("100%", 100), ("60,0", 60),
        ("140", None), ("-1", None), ("60,5", None), ("0,6", None), ("gần xong", None), ("50-60%", None),
    ],
)  # fmt: skip
def test_percents(text: str, percent: int | None) -> None:
    assert percent_said(text) == percent


@pytest.mark.parametrize(
    "text",
    [
        "05/11/2026", "5/11/2026", "5-11-2026", "5.11.2026", "05 / 11 / 2026", "5/11/26", "5/11", "2026-11-05",
        "2026-11-05 00:00:00", "05/11/2026 08:30", "ngày 05 tháng 11 năm 2026", "Ngày 5 tháng 11, 2026", "5 tháng 11",
        "05112026", "ngay 5/11/2026.",
    ],
)  # fmt: skip
def test_days_in_every_spelling(text: str) -> None:
    assert day_said(text, year=2026) == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("5/11", NOVEMBER, date(2026, 11, 5)),
        ("20/11", NOVEMBER, date(2026, 11, 20)),
        ("20/12", JANUARY, date(2025, 12, 20)),
        ("30/9", JANUARY, date(2025, 9, 30)),
        ("5/1", JANUARY, date(2026, 1, 5)),
        ("20/12/2026", JANUARY, date(2026, 12, 20)),
        ("32/1", JANUARY, None),
    ],
)
def test_a_day_without_its_year_is_near_the_month(text: str, month: tuple[date, date], day: date | None) -> None:
    assert day_near(text, month) == day


@pytest.mark.parametrize("text", ["31/4/2026", "11/25/2026", "tháng 11", "tuần sau", "2026", "5", "29/2", "5/11/20266"])
def test_what_is_no_day(text: str) -> None:
    assert day_said(text, year=2026) is None


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    spellings = (f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day:%y}", day.isoformat(), f"{day:%d%m%Y}")
    assert {day_said(text, year=1) for text in spellings} == {day}


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    cells = dict.fromkeys(("state", "percent", "day", "result", "actual", "numerator"), text)
    answer, flaws = task_answer(cells, month=NOVEMBER)
    assert (answer is None) == (said(text) == "")
    assert answer is not None or not flaws
    assert value_answer(cells)[0] is None or said(text)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "…", "....", "---", "/"])
def test_a_dash_is_no_answer(text: str) -> None:
    assert task_answer({"state": text, "result": text}, month=NOVEMBER) == (None, ())


def test_nothing_arose_is_said_by_state_or_result() -> None:
    for cells in ({"state": NOTHING_AROSE}, {"result": "không phát sinh"}):
        answer, flaws = task_answer(cells, month=NOVEMBER)
        assert answer is not None
        assert (answer.nothing_arose, answer.state, flaws) == (True, None, ())
    answer, _ = task_answer({"state": "Đang thực hiện", "result": "Không phát sinh"}, month=NOVEMBER)
    assert answer == TaskAnswer(State.IN_PROGRESS, result="Không phát sinh")


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"percent": "140"}, ["forms.bad_percent"]),
        ({"day": "31/4/2026", "percent": "x"}, ["forms.bad_percent", "forms.bad_day"]),
        ({"result": "a" * 10_001}, ["forms.too_long"]),
        ({"result": "a" * 10_000}, []),
    ],
)
def test_flaws_are_told_all_at_once(cells: dict[str, str], codes: list[str]) -> None:
    assert [flaw.code for flaw in task_answer({"state": "Hoàn thành", **cells}, month=NOVEMBER)[1]] == codes


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ({"actual": "96,5"}, ValueAnswer(Decimal("96.5"))),
        ({"actual": "96,5%"}, ValueAnswer(Decimal("96.5"))),
        ({"actual": "1.234"}, ValueAnswer(Decimal(1234))),
        ({"actual": "0"}, ValueAnswer(Decimal(0))),
        ({"numerator": "3", "denominator": "4"}, ValueAnswer(None, Decimal(3), Decimal(4))),
        ({"explanation": "Chưa có số liệu"}, ValueAnswer(explanation="Chưa có số liệu")),
    ],
)
def test_values(cells: dict[str, str], answer: ValueAnswer) -> None:
    assert value_answer(cells) == (answer, ())


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"actual": "khoảng 90"}, "forms.bad_number"),
        ({"numerator": "3"}, "forms.half_a_share"),
        ({"denominator": "3"}, "forms.half_a_share"),
        ({"numerator": "3", "denominator": "0"}, "forms.half_a_share"),
    ],
)
def test_flawed_values(cells: dict[str, str], code: str) -> None:
    assert [flaw.code for flaw in value_answer(cells)[1]] == [code]
