"""The office at one look on one A4 page: the charts of the screen and the late tasks, for the chairman's desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from nq57desk.documents.charts import (
    FAINT,
    QUIET,
    Box,
    Dot,
    Drawing,
    Room,
    Shape,
    Stroke,
    Words,
    lines_of,
)
from nq57desk.documents.charts_deadlines import Chart
from nq57desk.wording import _

WIDTH, HEIGHT = 842.0, 595.0
"""A4 across, in points."""
_MARGIN, _LINE = 40.0, 14.0


@dataclass(frozen=True, slots=True)
class LateLine:
    """One late task: number, name, who leads it, how late in words."""

    number: str
    name: str
    lead: str
    words: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What stands on the page."""

    office: str
    heading: str
    figures: tuple[str, ...]
    who: Chart
    late: tuple[LateLine, ...]
    due: Chart
    rates: Chart
    foot: str = ""


def moved(shapes: Sequence[Shape], right: float, down: float) -> tuple[Shape, ...]:
    """The shapes in another place."""
    return tuple(_moved(shape, right, down) for shape in shapes)


def _moved(shape: Shape, right: float, down: float) -> Shape:
    match shape:
        case Box() | Words():
            return replace(shape, left=shape.left + right, top=shape.top + down)
        case Dot():
            return replace(shape, x=shape.x + right, y=shape.y + down)
        case Stroke():
            return replace(shape, x1=shape.x1 + right, x2=shape.x2 + right, y1=shape.y1 + down, y2=shape.y2 + down)


def compose(page: OverviewPage, measure: Callable[[str, bool], float]) -> Drawing:
    """The page as one drawing in points."""
    inner = WIDTH - 2 * _MARGIN
    half = (inner - 24) / 2
    shapes: list[Shape] = [
        Words(_MARGIN, 28, inner, 20, page.office, QUIET),
        Words(_MARGIN, 46, inner, 24, page.heading, bold=True, size=1.5),
        Words(_MARGIN, 74, inner, 18, "   ·   ".join(page.figures)),
        Stroke(_MARGIN, 96, WIDTH - _MARGIN, 96, FAINT),
    ]
    upper, lower = 240.0, 130.0
    shapes += _chart(page.who, Room(half, upper, _LINE, measure), _MARGIN, 104)
    shapes += _late(page.late, Room(half, upper, _LINE, measure), _MARGIN + half + 24, 104)
    top = 104 + 20 + upper + 14
    shapes += _chart(page.due, Room(half * 1.25, lower, _LINE, measure), _MARGIN, top)
    left = _MARGIN + half * 1.25 + 24
    shapes += _chart(page.rates, Room(WIDTH - _MARGIN - left, lower, _LINE, measure), left, top)
    shapes.append(Words(_MARGIN, HEIGHT - 34, inner, 16, page.foot, QUIET, "right", size=0.9))
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def _chart(chart: Chart, room: Room, left: float, top: float) -> tuple[Shape, ...]:
    title = _titled(chart.title, room, left, top)
    return (*title, *moved(chart.draw(room).shapes, left, top + 20))


def _titled(text: str, room: Room, left: float, top: float) -> tuple[Shape, ...]:
    line = lines_of(text, room.width * 0.94, room, 1)
    return tuple(Words(left, top, room.width, 18, each, bold=True) for each in line)


def _late(late: Sequence[LateLine], room: Room, left: float, top: float) -> tuple[Shape, ...]:
    title = _("{n} nhiệm vụ quá hạn, lâu nhất trước").format(n=len(late)) if late else _("Không có nhiệm vụ quá hạn")
    shapes = list(_titled(title, room, left, top))
    end = 92.0
    at = top + 22
    for each in late:
        name = lines_of(f"{each.number}  {each.name}", room.width - end - 8, room)
        needed = (len(name) + 1) * room.line + 4
        if at + needed > top + 20 + room.height:
            shapes.append(Words(left, at, room.width, room.line, "…", QUIET))
            break
        for n, line in enumerate(name):
            shapes.append(Words(left, at + n * room.line, room.width - end, room.line, line))
        shapes.append(Words(left + room.width - end, at, end, room.line, each.words, "#A31621", "right", bold=True))
        lead = lines_of(each.lead, room.width - end, room, 1)
        below = at + len(name) * room.line
        shapes += [Words(left, below, room.width, room.line, line, QUIET, size=0.92) for line in lead]
        at += needed
    return tuple(shapes)
