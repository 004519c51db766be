"""A fictitious ward's plan and appendix, and reading our own PDFs back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pdfplumber

from nq57desk.documents.appendix import compose_appendix
from nq57desk.documents.form import decree30
from nq57desk.documents.layout import Layout
from nq57desk.documents.render_pdf import Rendered, render_pdf
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, Plan, Section, Task

MM = 72 / 25.4
FORM = decree30()
OFFICE = "Ủy ban nhân dân phường Sao Mai"
HEADINGS = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả/sản phẩm", "Thời gian hoàn thành")
FIELDS = ("number", "name", "lead", "coordinating", "product", "deadline")
PLAN = Plan(
    "p",
    2026,
    number="5",
    symbol="KH-UBND",
    place="Sao Mai",
    issued_on=date(2026, 2, 6),
    issuing_body=OFFICE,
)
APPENDIX = Appendix("a", "p", 1, label="Phụ lục I", title="Danh mục nhiệm vụ", columns=HEADINGS, column_fields=FIELDS)
SECTION = Section("s1", "p", "a", 1, "I", "Hạ tầng số và nền tảng số")


def task(number: int, *values: str, section: str = "s1", parent: str = "") -> Task:
    """A row whose cells are the number and these values, in the order of HEADINGS."""
    cells = zip(HEADINGS, (str(number), *values, *[""] * (len(HEADINGS) - 1 - len(values))), strict=True)
    return Task(f"t{number}", "p", "a", section, parent, number, number=str(number), cells=tuple(cells))


def tasks(count: int) -> list[Task]:
    """Rows of differing height, each with a word of its own ("viec17")."""
    return [
        task(
            number,
            f"viec{number} " + "rà soát, cập nhật và công bố dữ liệu của phường " * (1 + number % 5),
            "Phòng Văn hóa - Xã hội",
            "Các phòng, ban, đơn vị có liên quan",
            "Báo cáo " * (number % 3),
            "Tháng 02/2026",
        )
        for number in range(1, count + 1)
    ]


def paper(
    rows: Sequence[Task | Indicator],
    *,
    appendix: Appendix = APPENDIX,
    sections: Sequence[Section] = (SECTION,),
    plan: Plan = PLAN,
    **choices: Any,
) -> Layout:
    """The appendix of the fictitious plan with these rows, printed alone."""
    chosen: dict[str, Any] = {"frame": True, "office_name": OFFICE, **choices}
    return compose_appendix(plan, appendix, sections, rows, **chosen)


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: its letters, box (points from the sheet's upper left corner), font and size."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line's ends, points from the upper left corner."""

    left: float
    right: float
    top: float
    bottom: float
    width: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.bottom - self.top < 0.01


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn frame, points from the upper left corner; ``color`` of its lines as shares of red, green and blue."""

    left: float
    right: float
    top: float
    bottom: float
    color: tuple[float, ...]

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to foot."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What stands on one page."""

    width: float
    height: float
    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...]
    boxes: int
    frames: tuple[Box, ...] = ()

    @property
    def text(self) -> str:
        """All words in the order in which they were drawn."""
        return " ".join(word.text for word in self.words)

    def line(self, *texts: str) -> tuple[Word, ...]:
        """The first run of words with these texts."""
        found = [word.text for word in self.words]
        for start in range(len(found)):
            if tuple(found[start : start + len(texts)]) == texts:
                return self.words[start : start + len(texts)]
        raise AssertionError(f"{texts} is not on the page: {self.text}")


def read_back(rendered: Rendered) -> tuple[ReadPage, ...]:
    """Every page of our own PDF as pdfplumber sees it."""
    with pdfplumber.open(io.BytesIO(rendered.data)) as document:
        return tuple(_page(page) for page in document.pages)


def _page(page: Any) -> ReadPage:
    return ReadPage(
        page.width,
        page.height,
        tuple(_words(page.chars)),
        tuple(Stroke(s["x0"], s["x1"], s["top"], s["bottom"], s["linewidth"]) for s in page.lines),
        len(page.rects),
        tuple(Box(r["x0"], r["x1"], r["top"], r["bottom"], _shares(r["stroking_color"])) for r in page.rects),
    )


def _shares(color: Any) -> tuple[float, ...]:
    """Red, green and blue; grey is one number in the file."""
    shares = tuple(color) if isinstance(color, list | tuple) else (color,)
    return shares if len(shares) == 3 else 3 * shares[:1]


def _words(chars: Sequence[dict[str, Any]]) -> Iterator[Word]:
    """Letters that stand side by side on one line, in the order in which they were drawn."""
    word: list[dict[str, Any]] = []
    for char in chars:
        apart = word and (abs(char["x0"] - word[-1]["x1"]) > 0.5 or abs(char["bottom"] - word[-1]["bottom"]) > 0.5)
        if word and (apart or char["text"].isspace()):
            yield _word(word)
            word = []
        if not char["text"].isspace():
            word.append(char)
    if word:
        yield _word(word)


def _word(chars: Sequence[dict[str, Any]]) -> Word:
    first, last = chars[0], chars[-1]
    text = "".join(char["text"] for char in chars)
    return Word(text, first["x0"], last["x1"], first["top"], first["bottom"], first["fontname"], first["size"])


def printed(layout: Layout) -> tuple[ReadPage, ...]:
    """Render and read back."""
    return read_back(render_pdf(layout))


def letters(pages: Iterable[ReadPage]) -> str:
    """All letters of all pages without spaces."""
    return "".join(word.text for page in pages for word in page.words)
