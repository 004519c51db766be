"""Charts defined once as shapes, so that the screen and a paper draw the same picture.

A chart is a frozen value that knows its finding (its title: "Phòng Kinh tế: 3 nhiệm vụ quá hạn"), the same figures as
a table, and its :class:`Drawing` in a given room. Who draws brings the room, the height of a line and a ruler for
words. Nothing is told by colour alone: late is a solid square, due soon an outlined one, not updated a ring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nq57desk.wording import _

INK, QUIET, FAINT = "#1B1F24", "#4B5563", "#D5DAE0"
GREEN, AMBER, RED, GREY = "#2E8B57", "#B27600", "#A31621", "#7A8491"
_UNTOLD_SHARE = 0.42


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; "" draws no ground or no outline. Lengths are in the room's own unit, from its top left."""

    left: float
    top: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle about its middle."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = INK
    thickness: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text in a box, in its middle upright; ``align`` "left", "center" or "right"."""

    left: float
    top: float
    width: float
    height: float
    text: str
    colour: str = INK
    align: str = "left"
    bold: bool = False
    size: float = 1.0
    """A multiple of the usual text size."""


Shape = Box | Dot | Stroke | Words


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a drawing that stands for something: ``key`` says what, ``spoken`` how it is read out."""

    box: Box
    key: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in drawing order; ``height`` is what they take."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """Where a chart is drawn: its size, the height of a line of text, and a ruler for words (text, bold)."""

    width: float
    height: float
    line: float
    measure: Callable[[str, bool], float]


def lines_of(text: str, width: float, room: Room, most: int = 2) -> tuple[str, ...]:
    """The text broken at spaces into at most ``most`` lines; what is left over ends in "…"."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and room.measure(f"{line} {words[0]}", False) <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words or (lines and room.measure(lines[-1], False) > width):
        last = lines[-1]
        while last and room.measure(last + "…", False) > width:
            last = last[:-1]
        lines[-1] = last.rstrip() + "…"
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Bar:
    """One body or leader with what waits: late, due soon, not updated in this period."""

    name: str
    late: int
    due_soon: int
    missing: int


@dataclass(frozen=True, slots=True)
class WhoIsLate:
    """Countable blocks for each body, the worst first."""

    bars: tuple[Bar, ...]

    @property
    def title(self) -> str:
        """Who has most that is late."""
        if not self.bars:
            return _("Không có ai chậm")
        worst = self.bars[0]
        if worst.late:
            return _("{name}: {n} nhiệm vụ quá hạn").format(name=worst.name, n=worst.late)
        return _("Không có nhiệm vụ quá hạn; {n} nơi còn việc sắp đến hạn hoặc chưa cập nhật").format(n=len(self.bars))

    @property
    def headings(self) -> tuple[str, ...]:
        """The table's columns."""
        return (_("Cơ quan, người phụ trách"), _("Quá hạn"), _("Sắp đến hạn"), _("Chưa xong kỳ"))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The same as a table."""
        return tuple((bar.name, str(bar.late), str(bar.due_soon), str(bar.missing)) for bar in self.bars)

    def draw(self, room: Room) -> Drawing:
        """One line of blocks for each, as many as there is room for."""
        if not self.bars:
            nothing = Words(0, 0, room.width, room.height, _("Không có ai chậm."), QUIET, "center")
            return Drawing(room.width, room.height, (nothing,))
        top = room.line * 1.3
        talls = _talls(self.bars, room, room.height - top)
        shapes: list[Shape] = list(_legend(room))
        links = []
        for bar, tall in zip(self.bars, talls, strict=False):
            shapes += _bar(bar, top, tall, room)
            spoken = _("{name}: {late} quá hạn, {soon} sắp đến hạn, {missing} chưa xong kỳ").format(
                name=bar.name, late=bar.late, soon=bar.due_soon, missing=bar.missing
            )
            links.append(Link(Box(0, top, room.width, tall), bar.name, spoken))
            top += tall
        if len(talls) < len(self.bars):
            more = _("… và {n} nơi nữa").format(n=len(self.bars) - len(talls))
            shapes.append(Words(0, top, room.width, room.line, more, QUIET))
            top += room.line
        return Drawing(room.width, top, tuple(shapes), tuple(links))


def _talls(bars: Sequence[Bar], room: Room, free: float) -> tuple[float, ...]:
    """The heights of the bars that there is room for: one line or two with a little air, more air where it is free."""
    half = room.width * _UNTOLD_SHARE
    needed = [len(lines_of(bar.name, half - 10, room)) * room.line + 5 for bar in bars]
    if sum(needed) <= free:
        air = min(room.line * 0.9, (free - sum(needed)) / len(needed))
        return tuple(its + air for its in needed)
    found: list[float] = []
    while len(found) < len(needed) and (not found or sum(found) + needed[len(found)] + room.line <= free):
        found.append(needed[len(found)])
    return tuple(found)


def _legend(room: Room) -> list[Shape]:
    shapes: list[Shape] = []
    left, middle, block = 0.0, room.line / 2, room.line * 0.62
    for kind, words in enumerate((_("quá hạn"), _("sắp đến hạn"), _("chưa xong kỳ"))):
        shapes.append(_block(kind, left, middle, block))
        width = room.measure(words, False)
        shapes.append(Words(left + block + 5, 0, width + 6, room.line, words, QUIET))
        left += block + width + 22
    return shapes


def _block(kind: int, left: float, middle: float, side: float) -> Shape:
    """A solid square (late), an outlined one (due soon) or a ring (not updated)."""
    top = middle - side / 2
    if kind == 0:
        return Box(left, top, side, side, RED)
    if kind == 1:
        return Box(left + 0.8, top + 0.8, side - 1.6, side - 1.6, "#FFF0C7", AMBER, 1.6)
    return Dot(left + side / 2, middle, side / 2 - 0.8, "", QUIET, 1.4)


def _bar(bar: Bar, top: float, tall: float, room: Room) -> list[Shape]:
    half = room.width * _UNTOLD_SHARE
    shapes: list[Shape] = []
    lines = lines_of(bar.name, half - 10, room)
    first = top + (tall - len(lines) * room.line) / 2
    for at, line in enumerate(lines):
        shapes.append(Words(0, first + at * room.line, half, room.line, line))
    figures = f"{bar.late} · {bar.due_soon} · {bar.missing}"
    end = room.width - room.measure("00 · 00 · 00", False) - 10
    counts = (bar.late, bar.due_soon, bar.missing)
    step = _step(counts, end - half, room.line * 0.62)
    left = half
    for kind, count in enumerate(counts):
        if count and step < COUNTABLE:
            shapes.append(_length(kind, left, top + tall / 2, step * count, room.line * 0.5))
        else:
            shapes += (_block(kind, left + at * step, top + tall / 2, step * 0.84) for at in range(count))
        left += step * count
        left += step * 0.4 if count else 0
    shapes.append(Words(end, top, room.width - end, tall, figures, QUIET, "right"))
    return shapes


COUNTABLE = 2.5
"""Below this width nobody counts single signs: one length or one heap stands for them all."""


def _length(kind: int, left: float, middle: float, width: float, tall: float) -> Shape:
    """As many blocks in one, filled or outlined as one of them is."""
    fill, line = ((RED, ""), ("#FFF0C7", AMBER), ("", QUIET))[kind]
    return Box(left, middle - tall / 2, width, tall, fill, line, 1.4 if line else 0)


def _step(counts: Sequence[int], width: float, usual: float) -> float:
    """The width of a block: narrower where all of them would not fit, so that none is left out."""
    return min(usual * 1.2, width / max(1.0, sum(counts) + 0.4 * len(counts)))


@dataclass(frozen=True, slots=True)
class RatePoint:
    """One period's update rate; ``percent`` as it is written; ``of`` 0 where nothing was asked for."""

    period: str
    label: str
    updated: int
    of: int
    percent: str
    reached: bool


@dataclass(frozen=True, slots=True)
class RateBars:
    """The update rate of the last periods with the line that must be reached."""

    points: tuple[RatePoint, ...]
    threshold: int

    @property
    def title(self) -> str:
        """How many periods reached the line."""
        asked = [point for point in self.points if point.of]
        if not asked:
            return _("Tỷ lệ cập nhật: chưa có kỳ nào")
        return _("Tỷ lệ cập nhật: {n}/{of} kỳ đạt mức {threshold}%").format(
            n=sum(point.reached for point in asked), of=len(asked), threshold=self.threshold
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """The table's columns."""
        return (_("Kỳ"), _("Đã cập nhật"), _("Tỷ lệ"), _("Đạt mức"))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The same as a table; a period in which nothing was asked for shows "–"."""
        return tuple(
            (p.label, f"{p.updated}/{p.of}", p.percent if p.of else "–", _("có") if p.reached and p.of else _("không"))
            for p in self.points
        )

    def draw(self, room: Room) -> Drawing:
        """One bar for each period with its figure above, broken where there is nothing to count."""
        foot, head = room.line * 1.35, room.line * 1.2
        ground, right = room.height - foot, room.measure("100%", False) + 6
        free = max(10.0, ground - head)
        wide = (room.width - right) / max(1, len(self.points))
        shapes: list[Shape] = [Stroke(0, ground, room.width - right, ground, FAINT)]
        links = []
        whole = all(room.measure(point.label, False) < wide - 4 for point in self.points)
        years = [point.label.partition("/")[2] for point in self.points]
        for at, point in enumerate(self.points):
            left = at * wide
            shapes += _rate_bar(point, left, wide, ground, free, room)
            told = whole or ((years[at] != years[at - 1] or not at) and room.measure(point.label, False) < wide + 4)
            short = point.label if told else point.label.partition("/")[0]
            shapes.append(Words(left, ground + 2, wide, foot - 2, short, QUIET, "center"))
            spoken = f"{point.label}: {point.updated}/{point.of}, {point.percent}"
            links.append(Link(Box(left, 0, wide, room.height), point.period, spoken))
        line = ground - free * self.threshold / 100
        shapes.append(Stroke(0, line, room.width - right, line, INK, 1.4, dashed=True))
        mark = Words(room.width - right + 3, line - room.line / 2, right - 3, room.line, f"{self.threshold}%", INK)
        return Drawing(room.width, room.height, (*shapes, mark), tuple(links))


def _rate_bar(point: RatePoint, left: float, wide: float, ground: float, free: float, room: Room) -> list[Shape]:
    thick = min(wide * 0.62, room.line * 3)
    begin = left + (wide - thick) / 2
    if not point.of:
        return [Words(left, ground - room.line, wide, room.line, "–", QUIET, "center")]
    tall = free * point.updated / point.of
    bar = Box(
        begin, ground - tall, thick, tall, GREEN if point.reached else "#FFF0C7", GREEN if point.reached else AMBER
    )
    fits = room.measure(point.percent, False) * 0.92 < wide - 4
    words = point.percent if fits else point.percent.partition(",")[0]
    figure = Words(left, ground - tall - room.line, wide, room.line, words, INK, "center", size=0.92)
    return [bar, figure]
