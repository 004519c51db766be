"""Column widths from contents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nq57desk.documents.column_widths import Contents, Fitted, fit_columns, held_widths, text_width
from tests.documents.papers import FORM, HEADINGS

WHOLE = 252.0
ROW = ("1", "Xây dựng kế hoạch triển khai thực hiện nghị quyết " * 4, "Văn phòng", "Các đơn vị", "Kế hoạch", "Quý I")


def _fit(headings: tuple[str, ...], *rows: tuple[str, ...]) -> Fitted:
    return fit_columns(Contents(headings, (), rows), WHOLE, 12, FORM.table)


def _holds(fitted: Fitted, headings: tuple[str, ...]) -> bool:
    room = [width - 2 * FORM.table.padding_x for width in fitted.widths]
    return all(
        text_width(word, fitted.size, bold=True) <= free
        for heading, free in zip(headings, room, strict=True)
        for word in heading.split()
    )


def test_the_number_is_narrow_and_the_long_text_is_widest() -> None:
    widths = _fit(HEADINGS, ROW, ROW).widths
    assert min(widths) == widths[0] < 14
    assert max(widths) == widths[1] > WHOLE / 3
    assert sum(widths) == pytest.approx(WHOLE, abs=0.2)


def test_an_empty_table_is_shared_by_its_headings() -> None:
    fitted = _fit(HEADINGS)
    assert sum(fitted.widths) == pytest.approx(WHOLE, abs=0.2)
    assert _holds(fitted, HEADINGS)


def test_twelve_long_headings_take_smaller_type_before_a_word_breaks() -> None:
    headings = tuple(f"Kế-hoạch-{n}" for n in range(12))
    fitted = _fit(headings)
    assert fitted.size in FORM.table.smaller_sizes
    assert _holds(fitted, headings)


def test_one_endless_word_does_not_take_the_page() -> None:
    widths = _fit(HEADINGS, ("1", "ngắn", "x" * 200, "", "", "")).widths
    assert widths[2] < WHOLE / 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.text(st.sampled_from("aăâđê ộ1\n"), max_size=60)] * 6), max_size=30))
def test_widths_fill_the_page_and_break_no_heading(rows: list[tuple[str, ...]]) -> None:
    fitted = _fit(HEADINGS, *rows)
    assert sum(fitted.widths) == pytest.approx(WHOLE, abs=0.2)
    assert _holds(fitted, HEADINGS)
    assert fitted == _fit(HEADINGS, *rows)


def test_a_sections_bold_number_stays_on_one_line() -> None:
    rows = (("1", "Một việc dài hơn nhiều so với số thứ tự"),)
    fitted = fit_columns(Contents(("TT", "Nhiệm vụ"), (), rows, ("XXXVIII",)), WHOLE, 12, FORM.table)
    assert fitted.widths[0] >= text_width("XXXVIII", fitted.size, bold=True) + 2 * FORM.table.padding_x


@pytest.mark.parametrize("count", [1, 40, 200, 2000])
def test_the_longest_number_of_any_row_stays_on_one_line(count: int) -> None:
    """A row that no sample would meet holds it."""
    rows = [(str(n), "Một việc dài hơn nhiều so với số thứ tự của nó") for n in range(1, count + 1)]
    rows[count // 2] = ("1234.5.6.7", "Việc")
    fitted = fit_columns(Contents(("TT", "Nhiệm vụ"), (), rows), WHOLE, 12, FORM.table)
    assert fitted.widths[0] >= text_width("1234.5.6.7", fitted.size) + 2 * FORM.table.padding_x


@pytest.mark.parametrize(
    ("wanted", "least", "held"),
    [
        ((1, 1), (10, 10), (50, 50)),
        ((1, 9), (20, 10), (20, 80)),
        ((1, 1, 8), (15, 5, 30), (15, 9.44, 75.56)),
        ((1, 1, 8), (15, 12, 30), (15, 12, 73)),
        ((1, 1), (60, 80), (42.86, 57.14)),
        ((5,), (10,), (100,)),
    ],
)
def test_chosen_widths_leave_each_column_its_least(
    wanted: tuple[float, ...], least: tuple[float, ...], held: tuple[float, ...]
) -> None:
    assert held_widths(wanted, least, 100) == held
