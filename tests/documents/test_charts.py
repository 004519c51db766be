"""The charts' findings, tables and shapes: nothing left out, nothing outside, the same on screen and paper."""

from __future__ import annotations

from datetime import date

import pytest

from nq57desk.documents.charts import (
    Bar,
    Box,
    Dot,
    Drawing,
    RateBars,
    RatePoint,
    Room,
    Stroke,
    WhoIsLate,
    Words,
    lines_of,
)
from nq57desk.documents.charts_deadlines import DeadlineStrip, DueTask
from nq57desk.documents.charts_path import MonthPath, PathPoint
from nq57desk.documents.overview_page import HEIGHT, WIDTH, LateLine, OverviewPage, compose
from nq57desk.documents.render_pdf_charts import draw_pages, measured

ROOM = Room(500, 260, 14, lambda text, _bold: 6.0 * len(text))
WHO = WhoIsLate((Bar("Phòng Kinh tế, Hạ tầng và Đô thị", 3, 2, 4), Bar("Công an phường", 0, 1, 0)))
DUE = DeadlineStrip(
    2026,
    date(2026, 11, 13),
    (
        DueTask(date(2026, 3, 31), ended=True, late=False),
        DueTask(date(2026, 3, 31), ended=False, late=True),
        DueTask(date(2026, 12, 31), ended=False, late=False),
        DueTask(date(2027, 1, 31), ended=False, late=False),
    ),
)
RATES = RateBars(
    (
        RatePoint("2026-10", "T10/2026", 52, 60, "86,6%", reached=False),
        RatePoint("2026-11", "T11/2026", 60, 60, "100,0%", reached=True),
        RatePoint("2026-12", "T12/2026", 0, 0, "", reached=True),
    ),
    90,
)


def _inside(drawing: Drawing, room: Room) -> bool:
    for shape in drawing.shapes:
        if isinstance(shape, Box) and not (shape.left >= 0 and shape.left + shape.width <= room.width + 0.5):
            return False
        if isinstance(shape, Dot) and not (shape.x - shape.radius >= 0 and shape.x + shape.radius <= room.width + 0.5):
            return False
    return True


def test_titles_are_findings() -> None:
    assert WHO.title == "Phòng Kinh tế, Hạ tầng và Đô thị: 3 nhiệm vụ quá hạn"
    assert DUE.title == "Thời hạn 12 tháng: 1 nhiệm vụ còn phải xong trong tháng 12"
    assert RATES.title == "Tỷ lệ cập nhật: 1/2 kỳ đạt mức 90%"
    assert WhoIsLate(()).title == "Không có ai chậm"
    assert RateBars((), 90).title == "Tỷ lệ cập nhật: chưa có kỳ nào"
    assert "Không còn hạn nào" in DeadlineStrip(2026, date(2026, 1, 1), ()).title


def test_every_thing_counted_is_one_block() -> None:
    shapes = WHO.draw(ROOM).shapes
    legend, red = 1, [shape for shape in shapes if isinstance(shape, Box) and shape.fill == "#A31621"]
    assert len(red) == 3 + legend
    rings = [shape for shape in shapes if isinstance(shape, Dot)]
    assert len(rings) == 4 + legend


@pytest.mark.parametrize("late", [1, 40])
def test_many_blocks_grow_narrow_and_none_is_left_out(late: int) -> None:
    drawing = WhoIsLate((Bar("Văn phòng", late, 0, 0),)).draw(ROOM)
    red = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.fill == "#A31621"]
    assert len(red) == late + 1
    assert _inside(drawing, ROOM)


def test_more_than_can_be_counted_are_one_length_with_the_figure_beside_it() -> None:
    drawing = WhoIsLate((Bar("Văn phòng", 400, 0, 0), Bar("Công an", 100, 0, 0))).draw(ROOM)
    legend, most, fewer = (shape for shape in drawing.shapes if isinstance(shape, Box) and shape.fill == "#A31621")
    assert most.width > 10 * legend.width
    assert fewer.width > legend.width
    assert any(isinstance(shape, Words) and shape.text == "400 · 0 · 0" for shape in drawing.shapes)
    assert _inside(drawing, ROOM)


def test_tables_say_the_same() -> None:
    assert WHO.rows[0] == ("Phòng Kinh tế, Hạ tầng và Đô thị", "3", "2", "4")
    assert DUE.rows[2] == ("3/2026", "1", "0", "1")
    assert DUE.rows[11] == ("12/2026", "0", "1", "0")
    assert RATES.rows[2][2] == "–"
    for chart in (WHO, DUE, RATES):
        assert {len(row) for row in chart.rows} == {len(chart.headings)}


def test_the_strip_has_a_dot_for_each_task_of_the_year_and_a_line_for_today() -> None:
    shapes = DUE.draw(ROOM).shapes
    dots = [shape for shape in shapes if isinstance(shape, Dot) or (isinstance(shape, Box) and shape.fill)]
    assert len(dots) == 3
    assert any(isinstance(shape, Words) and shape.text == "nay" for shape in shapes)
    other_year = DeadlineStrip(2025, date(2026, 11, 13), ()).draw(ROOM)
    assert not any(isinstance(shape, Words) and shape.text == "nay" for shape in other_year.shapes)


def test_the_threshold_is_a_line_and_no_data_is_no_bar() -> None:
    shapes = RATES.draw(ROOM).shapes
    assert sum(isinstance(shape, Stroke) and shape.dashed for shape in shapes) == 1
    assert sum(isinstance(shape, Box) for shape in shapes) == 2
    assert any(isinstance(shape, Words) and shape.text == "–" for shape in shapes)


def test_each_part_can_be_opened_and_is_spoken() -> None:
    assert [link.key for link in WHO.draw(ROOM).links] == ["Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường"]
    assert [link.key for link in RATES.draw(ROOM).links] == ["2026-10", "2026-11", "2026-12"]
    assert "3 quá hạn" in WHO.draw(ROOM).links[0].spoken
    assert len(DUE.draw(ROOM).links) == 12


def test_the_month_s_way_tells_the_three_states_apart_by_shape() -> None:
    way = MonthPath(
        (PathPoint("open", "done", "Mở kỳ"), PathPoint("close", "now", "Chốt kỳ"), PathPoint("x", "ahead", "X"))
    )
    drawing = way.draw(Room(600, 40, 14, ROOM.measure))
    assert way.title == "Đã xong 1/3 bước của kỳ"
    assert [row[1] for row in way.rows] == ["đã xong", "làm bây giờ", "chưa tới"]
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    assert len(dots) == 4
    assert len({(dot.fill, dot.thickness) for dot in dots}) >= 3


def test_long_names_break_at_spaces_and_end_in_an_ellipsis() -> None:
    assert lines_of("một hai ba", 55, ROOM) == ("một hai", "ba")
    assert lines_of("một hai ba bốn năm sáu", 55, ROOM)[-1].endswith("…")
    assert lines_of("", 60, ROOM) == ()
    assert lines_of("x" * 50, 60, ROOM, 1) == ("x" * 9 + "…",)


def test_the_page_stays_inside_a4_whatever_it_holds() -> None:
    late = tuple(LateLine(str(n), "Tên nhiệm vụ rất dài " * 9, "Phòng Kinh tế", f"quá {n} ngày") for n in range(80))
    page = OverviewPage(
        "Ủy ban nhân dân phường Sao Mai", "Tổng quan tháng 11/2026", ("80 quá hạn",), WHO, late, DUE, RATES
    )
    drawing = compose(page, measured)
    assert (drawing.width, drawing.height) == (WIDTH, HEIGHT)
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            assert shape.top + shape.height <= HEIGHT
            assert shape.left >= 0
    data = draw_pages((drawing,), title=page.heading)
    assert data == draw_pages((drawing,), title=page.heading)
    assert data.count(b"/FontFile2") >= 2
