"""The strip of a year's deadlines: a dot for each dated task while dots can be counted, else one column a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

    def _months(self) -> tuple[list[DueTask], ...]:
        """The tasks of each month, in one pass: the late ones first, the finished ones last."""
        found: tuple[list[DueTask], ...] = tuple([] for _month in range(12))
        for task in self.tasks:
            if task.day.year == self.year:
                found[task.day.month - 1].append(task)
        for its in found:
            its.sort(key=lambda task: (not task.late, task.ended, task.day))
        return found

    @property
    def title(self) -> str:
        """The month in which most are still to come."""
        open_ = {
            month: sum(not task.ended and not task.late for task in its) for month, its in enumerate(self._months(), 1)
        }
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
        return self._table(self._months())

    def _table(self, months: Sequence[Sequence[DueTask]]) -> tuple[tuple[str, ...], ...]:
        found = []
        for month, its in enumerate(months, start=1):
            late, ended = sum(task.late for task in its), sum(task.ended for task in its)
            found.append((f"{month}/{self.year}", str(late), str(len(its) - late - ended), str(ended)))
        return tuple(found)

    def draw(self, room: Room) -> Drawing:
        """A column for each month; the dots stand on the line of the months' names."""
        wide, foot = room.width / 12, room.line * 1.35
        ground = room.height - foot
        shapes: list[Shape] = [Stroke(0, ground, room.width, ground, FAINT)]
        links = []
        months = self._months()
        table, most = self._table(months), max(map(len, months))
        for month in range(1, 13):
            left = (month - 1) * wide
            shapes.append(Words(left, ground + 2, wide, foot - 2, f"T{month}", QUIET, "center"))
            shapes += _dots(months[month - 1], most, Box(left, 0, wide, ground), room)
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


def _dots(its: Sequence[DueTask], most: int, place: Box, room: Room) -> list[Shape]:
    """A dot for each task of a month, standing on the ground of its place; ``most`` is how many any month has."""
    wide, ground = place.width, place.height
    free = max(room.line * 0.5, ground - room.line - 4)
    side = room.line * 0.52
    while side > 2 and len(its) > max(1, int((wide - 6) // side)) * max(1, int(free // side)):
        side -= 0.5
    if side < COUNTABLE and its:
        return _heap(its, free * len(its) / most, place)
    across = max(1, int((wide - 6) // side))
    inset = (wide - min(across, max(1, len(its))) * side) / 2
    shapes: list[Shape] = []
    for at, task in enumerate(its):
        x = place.left + inset + (at % across + 0.5) * side
        y = ground - 3 - (at // across + 0.5) * side
        shapes.append(_due_dot(task, x, y, side * 0.4))
    return shapes


def _heap(its: Sequence[DueTask], tall: float, place: Box) -> list[Shape]:
    """More tasks than dots can show: one column, the late ones below, then those to come, then the finished."""
    late, ended = sum(task.late for task in its), sum(task.ended and not task.late for task in its)
    parts = ((late, RED, ""), (len(its) - late - ended, "#FFFFFF", "#2F73BF"), (ended, GREY, ""))
    shapes: list[Shape] = []
    foot = place.height - 3
    for count, fill, line in parts:
        if count:
            high = tall * count / len(its)
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
