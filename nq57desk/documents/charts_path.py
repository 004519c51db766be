"""Where the month stands: its six steps as one drawing, done, to do now, still ahead."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.documents.charts import FAINT, INK, QUIET, Box, Dot, Drawing, Link, Room, Shape, Stroke, Words, lines_of
from nq57desk.wording import _

_DONE, _NOW = "#17663B", "#0B57A4"
_BOLDER = 1.08
"""How much wider words become in semibold letters."""


@dataclass(frozen=True, slots=True)
class PathPoint:
    """One step: its word, "done", "now" or "ahead", and what it is called."""

    name: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class MonthPath:
    """The steps in order."""

    points: tuple[PathPoint, ...]

    @property
    def title(self) -> str:
        """How far the month has come."""
        done = sum(point.state == "done" for point in self.points)
        return _("Đã xong {n}/{of} bước của kỳ").format(n=done, of=len(self.points))

    @property
    def headings(self) -> tuple[str, ...]:
        """The table's columns."""
        return (_("Bước"), _("Tình trạng"))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The same as a table."""
        words = {"done": _("đã xong"), "now": _("làm bây giờ"), "ahead": _("chưa tới")}
        return tuple((point.words, words[point.state]) for point in self.points)

    def _widths(self, room: Room) -> tuple[float, ...]:
        """Each step's width: what its words take on one line, then what is left over shared out."""
        needed = [room.measure(point.words, False) * _BOLDER + room.line * 0.84 + 26 for point in self.points]
        left = room.width - sum(needed)
        if left < 0:
            return tuple(room.width * its / sum(needed) for its in needed)
        return tuple(its + left / len(needed) for its in needed)

    def draw(self, room: Room) -> Drawing:
        """The steps side by side, joined by a line; their words beside their signs, on two lines where needed."""
        wides = self._widths(room)
        radius, middle = room.line * 0.42, room.height / 2
        shapes: list[Shape] = []
        links = []
        for at, (point, row) in enumerate(zip(self.points, self.rows, strict=True)):
            left, wide = sum(wides[:at]), wides[at]
            x = left + radius + 2
            sign = 2 * radius + 10
            lines = lines_of(point.words, (wide - sign - 12) / _BOLDER, room)
            longest = max((room.measure(line, False) for line in lines), default=0.0)
            begin = left + sign + longest * _BOLDER + 8
            if at < len(self.points) - 1 and begin < left + wide - 6:
                shapes.append(Stroke(begin, middle, left + wide - 6, middle, FAINT, 1.4))
            shapes += _sign(point.state, x, middle, radius)
            first = middle - len(lines) * room.line / 2
            colour = {"done": INK, "now": _NOW, "ahead": QUIET}[point.state]
            for n, line in enumerate(lines):
                top = first + n * room.line
                shapes.append(Words(left + sign, top, wide - sign, room.line, line, colour, bold=point.state == "now"))
            links.append(Link(Box(left, 0, wide - 8, room.height), point.name, f"{row[0]}: {row[1]}"))
        return Drawing(room.width, room.height, tuple(shapes), tuple(links))


def _sign(state: str, x: float, y: float, radius: float) -> tuple[Shape, ...]:
    """A filled circle with a tick, a thick ring with a dot, a thin ring."""
    if state == "done":
        third = radius / 2.4
        return (
            Dot(x, y, radius, _DONE),
            Stroke(x - third * 1.2, y, x - third * 0.2, y + third, "#FFFFFF", 1.8),
            Stroke(x - third * 0.2, y + third, x + third * 1.4, y - third, "#FFFFFF", 1.8),
        )
    if state == "now":
        return (Dot(x, y, radius - 1, "#FFFFFF", _NOW, 2.4), Dot(x, y, radius * 0.4, _NOW))
    return (Dot(x, y, radius - 0.8, "", "#7A8491", 1.4),)
