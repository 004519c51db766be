"""A number said in English: one task, two tasks; papers speak Vietnamese whatever the window speaks."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from nq57desk import wording
from nq57desk.domain.problems import Severity, problem
from nq57desk.sentences import sentence
from nq57desk.wording import _, ngettext, on_paper


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    wording.use_language("en")
    yield
    wording.use_language("vi")


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("{n} nhiệm vụ", 1, "1 task"),
        ("{n} nhiệm vụ", 2, "2 tasks"),
        ("{n} nhiệm vụ", 0, "0 tasks"),
        ("{n} trang", 1, "1 page"),
        ("còn {n} ngày", 1, "1 day left"),
        ("còn {n} ngày", 11, "11 days left"),
        ("Quá hạn {n} ngày", 1, "1 day late"),
        ("Nhập {n} dòng", 1, "Import 1 row"),
    ],
)
def test_one_and_many(text: str, number: int, said: str) -> None:
    assert _(text).format(n=number) == said
    assert ngettext(text, number).format(n=number) == said


def test_a_sentence_counts_too() -> None:
    found = problem("reading.more_like_it", Severity.NOTE, count=1)
    assert sentence(found).startswith("There is 1 more place like this.")
    found = problem("reading.more_like_it", Severity.NOTE, count=7)
    assert sentence(found).startswith("There are 7 more places like this.")


def test_a_text_without_its_number_stands_in_the_form_for_many() -> None:
    assert _("{n} nhiệm vụ") == "{n} tasks"
    assert wording.counted("{count} dòng") == "count"
    assert wording.counted("không có số") == ""


def test_vietnamese_has_one_form() -> None:
    wording.use_language("vi")
    assert [_("{n} nhiệm vụ").format(n=n) for n in (1, 2)] == ["1 nhiệm vụ", "2 nhiệm vụ"]


def test_what_is_composed_for_paper_is_vietnamese_and_only_there() -> None:
    heard: list[str] = []
    with on_paper():
        heard.append(_("{n} nhiệm vụ").format(n=1))
        other = threading.Thread(target=lambda: heard.append(_("{n} nhiệm vụ").format(n=1)))
        other.start()
        other.join()
    heard.append(_("Đóng"))
    assert heard == ["1 nhiệm vụ", "1 task", "Close"]
