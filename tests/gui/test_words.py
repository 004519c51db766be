"""The desk's words for values, and what a person types read back into values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nq57desk import wording
from nq57desk.domain.changes import Counts
from nq57desk.gui import words
from nq57desk.gui.dialogs.setup import matching, office_name, unit_words
from nq57desk.gui.dialogs.typed import Typed
from nq57desk.gui.qt_words import QtWords
from nq57desk.usecases.shipped_units import Unit, units


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-Q4", "quý 4/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026-9M", "9 tháng năm 2026"),
        ("2026", "năm 2026"),
    ],
)
def test_periods(code: str, said: str) -> None:
    assert words.period_words(code) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, ""), (0, "0"), (1234567, "1.234.567"), (Decimal("98.20"), "98,2"), (Decimal("1234.5"), "1.234,5")],
)
def test_figures(value: Decimal | int | None, said: str) -> None:
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("timeliness", "days", "said"),
    [
        ("late", -41, "Quá hạn 41 ngày"),
        ("due_soon", 4, "Sắp đến hạn, còn 4 ngày"),
        ("due_soon", 0, "Đến hạn hôm nay"),
        ("done_late", -3, "Hoàn thành quá hạn"),
        ("duty_missing", None, "Chưa cập nhật kỳ"),
    ],
)
def test_timeliness(timeliness: str, days: int | None, said: str) -> None:
    assert words.timeliness_mark(timeliness, days).words == said


def test_counts_leave_out_what_is_zero() -> None:
    assert words.counts_words(Counts(new=37, conflict=1)) == "37 mới · 1 xung đột"
    assert words.counts_words(Counts()) == "không có thay đổi"


def test_moments_and_days() -> None:
    assert words.moment("2026-11-13T10:05:00+07:00") == "13/11/2026 10:05"
    assert words.moment("") == ""
    assert words.day(date(2026, 2, 8)) == "08/02/2026"


@pytest.mark.parametrize("text", ["28/02/2026", "28-2-2026", " 28.02.2026 "])
def test_a_day_is_read_as_people_type_it(text: str) -> None:
    typed = Typed({"day": text})
    assert typed.day("day") == date(2026, 2, 28)
    assert typed.errors == {}


@pytest.mark.parametrize("text", ["31/02/2026", "hôm qua", "12/2026", "1/2/3/4"])
def test_what_is_no_day_says_so_and_gives_an_example(text: str) -> None:
    typed = Typed({"day": text})
    assert typed.day("day") is None
    assert "28/02/2026" in typed.errors["day"]


def test_figures_are_read_with_a_comma() -> None:
    typed = Typed({"a": "12,5", "b": "1.234", "c": "12,5,3", "d": "140%", "e": "", "f": "12,5"})
    assert typed.number("a") == Decimal("12.5")
    assert typed.number("b") == Decimal(1234)
    assert typed.whole("d") == 140
    assert typed.whole("e") is None
    assert typed.errors == {}
    assert typed.number("c") is None
    assert typed.whole("f") is None
    assert set(typed.errors) == {"c", "f"}


def test_a_unit_is_found_without_marks_and_told_apart_by_its_code() -> None:
    found = matching(units(), "hai duong")
    assert any(unit_words(unit).startswith("Phường Hải Dương – ") for unit in found)
    cam = [Unit("1", "xã", "Cẩm Giàng"), Unit("2", "xã", "Cẩm Giang")]
    assert [unit.code for unit in matching(cam, "cam giang")] == ["1", "2"]
    assert matching(cam, "cẩm giang")[0].code == "2"
    assert office_name(cam[0]) == "Ủy ban nhân dân xã Cẩm Giàng"


def test_the_desk_speaks_english_too() -> None:
    wording.use_language("en")
    assert words.period_words("2026-H2") == "last 6 months of 2026"
    assert words.timeliness_mark("late", -41).words == "41 days late"
    assert words.action_words("import") == "import from file"


def test_qts_own_words_are_vietnamese() -> None:
    translator = QtWords()
    assert translator.translate("QWidgetTextControl", "Select All") == "Chọn tất cả"
    assert translator.translate("QPlatformTheme", "Cancel") == "Hủy bỏ"
    assert translator.translate("QAnything", "Never shown") == "Never shown"
    wording.use_language("en")
    assert translator.translate("QPlatformTheme", "Cancel") == "Cancel"
