"""The strip of a year's deadlines: a dot for each dated task while dots can be counted, else one column a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nq57desk.documents.charts import (
    COUNTABLE,
    FAINT,
    GREY,
    INK,
    QUIET,
    RED,
    Box,
    Dot,
    Drawing,
    Link,
    RateBars,
    Room,
    Shape,
    Stroke,
    WhoIsLate,
    Words,
)
from nq57desk.wording import _


@dataclass(frozen=True, slots=True)
class DueTask:
    """One dated task: its last day, and whether it is finished or late now."""

    day: date
    ended: bool
    late: bool


@dataclass(frozen=True, slots=True)
class DeadlineStrip:
    """The twelve months of a year with a dot for each dated task, and where today is."""

    year: int
    today: date
    tasks: tuple[DueTask, ...]
    months: tuple[tuple[DueTask, ...], ...] = field(default=(), init=False, repr=False, compare=False)
    """The dated tasks of each month of the year."""
    figures: tuple[tuple[int, int, int], ...] = field(default=(), init=False, repr=False, compare=False)
    """Of each month how many are late, how many still to come, how many finished."""

    def __post_init__(self) -> None:
        """Sort the tasks into months, once for all pictures of them: late ones first, finished ones last."""
        alike: dict[int, list[DueTask]] = {}
        for task in self.tasks:
            if task.day.year == self.year:
                alike.setdefault(id(task), []).append(task)
        found: tuple[list[DueTask], ...] = tuple([] for _month in range(12))
        for its in sorted(alike.values(), key=lambda one: (not one[0].late, one[0].ended, one[0].day)):
            found[its[0].day.month - 1].extend(its)
        months = tuple(map(tuple, found))
        figures = tuple(map(_figures, months))
        object.__setattr__(self, "figures", figures)
        object.__setattr__(self, "months", months)

    @property
    def title(self) -> str:
        """The month in which most are still to come."""
        open_ = {month: its[1] for month, its in enumerate(self.figures, start=1)}
        most = max(open_, key=lambda month: open_[month])
        if not open_[most]:
            return _("Không còn hạn nào phía trước trong năm {year}").format(year=self.year)
        return _("Thời hạn 12 tháng: {n} nhiệm vụ còn phải xong trong tháng {month}").format(n=open_[most], month=most)

    @property
    def headings(self) -> tuple[str, ...]:
        """The table's columns."""
        return (_("Tháng"), _("Quá hạn"), _("Còn phải xong"), _("Đã xong"))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The same as a table."""
        return tuple((f"{month}/{self.year}", *map(str, its)) for month, its in enumerate(self.figures, start=1))

    def draw(self, room: Room) -> Drawing:
        """A column for each month; the dots stand on the line of the months' names."""
        wide, foot = room.width / 12, room.line * 1.35
        ground = room.height - foot
        shapes: list[Shape] = [Stroke(0, ground, room.width, ground, FAINT)]
        links = []
        months = self.months
        table, most = self.rows, max(map(len, months))
        for month in range(1, 13):
            left = (month - 1) * wide
            shapes.append(Words(left, ground + 2, wide, foot - 2, _("T{month}").format(month=month), QUIET, "center"))
            shapes += _dots(months[month - 1], self.figures[month - 1], most, Box(left, 0, wide, ground), room)
            row = table[month - 1]
            spoken = _("Tháng {month}: {late} quá hạn, {open} còn phải xong, {done} đã xong").format(
                month=row[0], late=row[1], open=row[2], done=row[3]
            )
            links.append(Link(Box(left, 0, wide, room.height), str(month), spoken))
        if self.today.year == self.year:
            at = (self.today.month - 1 + (self.today.day - 1) / 31) * wide
            shapes.append(Stroke(at, room.line, at, ground + 4, INK, 1.5))
            width = room.measure(_("nay"), True) + 6
            place = min(max(0.0, at - width / 2), room.width - width)
            shapes.append(Words(place, 0, width, room.line, _("nay"), INK, "center", bold=True))
        return Drawing(room.width, room.height, tuple(shapes), tuple(links))


def _figures(its: Sequence[DueTask]) -> tuple[int, int, int]:
    late, ended = sum(task.late for task in its), sum(task.ended for task in its)
    return late, len(its) - late - ended, ended


def _dots(its: Sequence[DueTask], figures: tuple[int, int, int], most: int, place: Box, room: Room) -> list[Shape]:
    """A dot for each task of a month, standing on the ground of its place; ``most`` is how many any month has."""
    wide, ground = place.width, place.height
    free = max(room.line * 0.5, ground - room.line - 4)
    side = min(room.line * 0.86, max(room.line * 0.52, (wide - 6) / 3))
    while side > 2 and len(its) > max(1, int((wide - 6) // side)) * max(1, int(free // side)):
        side -= 0.5
    if side < COUNTABLE and its:
        return _heap(figures, free * len(its) / most, place)
    across = max(1, int((wide - 6) // side))
    tall = max(1, int(free // side))
    across = min(across, max(2, -(-most // tall)))
    inset = (wide - min(across, max(1, len(its))) * side) / 2
    shapes: list[Shape] = []
    for at, task in enumerate(its):
        x = place.left + inset + (at % across + 0.5) * side
        y = ground - 3 - (at // across + 0.5) * side
        shapes.append(_due_dot(task, x, y, side * 0.4))
    return shapes


def _heap(figures: tuple[int, int, int], tall: float, place: Box) -> list[Shape]:
    """More tasks than dots can show: one column, the late ones below, then those to come, then the finished."""
    parts = zip(figures, (RED, "#FFFFFF", GREY), ("", "#2F73BF", ""), strict=True)
    shapes: list[Shape] = []
    foot = place.height - 3
    for count, fill, line in parts:
        if count:
            high = tall * count / sum(figures)
            foot -= high
            shapes.append(Box(place.left + 3, foot, place.width - 6, high, fill, line, 1.4 if line else 0))
    return shapes


def _due_dot(task: DueTask, x: float, y: float, radius: float) -> Shape:
    """Late a solid square, finished a small grey dot, still to come a ring."""
    if task.late:
        return Box(x - radius, y - radius, 2 * radius, 2 * radius, RED)
    if task.ended:
        return Dot(x, y, radius * 0.7, GREY)
    return Dot(x, y, radius, "#FFFFFF", "#2F73BF", 1.4)


Chart = WhoIsLate | DeadlineStrip | RateBars
