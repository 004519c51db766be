"""Lists of every length, with short and long cells, upright and across: no row lost, parted or without its header.

Nghị định 30 asks that a table can be read on each of its pages; the rest is what a careful clerk would not send out:
a section's heading at a page's end, a signature alone on its sheet, letters over a rule.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from nq57desk.documents.layout import Layout, Orientation, RowKind, Table, plain
from nq57desk.documents.list_paper import compose_list
from nq57desk.documents.plan_paper import PlanAppendix, compose_plan
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.domain.listings import LineKind, Listing, ListingColumn, ListingLine, cells
from nq57desk.domain.papers import ListPaper
from nq57desk.domain.plan import Appendix, Section, Task
from tests.documents.official_papers import LIST_HEAD, PLAN_HEAD
from tests.documents.papers import APPENDIX, FORM, HEADINGS, MM, paper
from tests.documents.printed_tables import Row, TablePage, assert_in_cells, assert_whole, squeezed, table_pages

COUNTS = (0, 1, 2, 3, *range(7, 71, 7))
MEASURES = ("short", "long", "mixed")
SAID = (
    "rà soát cập nhật công bố danh mục cơ sở dữ liệu của phường kết nối liên thông hệ thống thông tin phục vụ chỉ đạo "
    "điều hành 100% hồ sơ 57-NQ/TW https://dichvucong.saomai.gov.vn/tra-cuu/ho-so kịp thời, đúng hạn; Văn hóa - Xã hội"
)
WORDS = SAID.split()
SECTIONS = tuple(
    Section(f"s{n}", "p", "a", n, number, f"Mục {number}") for n, number in enumerate(("I", "II", "III"), 1)
)
UPRIGHT = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
FIELDS = ("number", "name", "lead", "deadline")


def words(chance: random.Random, measure: str, most: int) -> str:
    """Some words; long ones now and then over several typed lines."""
    least, upmost = {"short": (0, 4), "long": (most // 2, most), "mixed": (0, most)}[measure]
    said = " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, upmost)))
    return said.replace("; ", ";\n", 1) if chance.random() < 0.2 else said


def some_tasks(count: int, measure: str, headings: tuple[str, ...]) -> list[Task]:
    """Tasks in three sections; some below the one before."""
    chance = random.Random(f"{count} {measure} {len(headings)}")
    made: list[Task] = []
    for n in range(1, count + 1):
        section = SECTIONS[min(3 * (n - 1) // max(count, 1), 2)].id
        said = (words(chance, measure, 60 if heading == HEADINGS[1] else 12) for heading in headings[1:])
        below = made[-1] if made and n % 5 == 0 and made[-1].section_id == section and not made[-1].parent_id else None
        number = f"{below.number}.1" if below else f"{n}."
        told = tuple(zip(headings, (number, *said), strict=True))
        parent = below.id if below else ""
        made.append(Task(f"t{n}", "p", "a", section, parent, n, number=number, cells=told))
    return made


def appendix(count: int, measure: str) -> Layout:
    """A plan's list alone, across."""
    return paper(some_tasks(count, measure, HEADINGS), sections=SECTIONS, fingerprint="SAOM-2026")


def upright_appendix(count: int, measure: str) -> Layout:
    """A plan's list of four columns: as it came, or upright where its words fit there."""
    own = Appendix("a", "p", 1, title="Danh mục", columns=UPRIGHT, column_fields=FIELDS)
    layout = compose_plan(PLAN_HEAD, (), (PlanAppendix(own, SECTIONS, tuple(some_tasks(count, measure, UPRIGHT))),))
    (_, pages) = layout.pages
    upright = replace(pages, orientation=Orientation.PORTRAIT, margins=FORM.margins(Orientation.PORTRAIT))
    return replace(layout, pages=(upright,))


def signed_list(count: int, measure: str) -> Layout:
    """A list alone with letterhead, sections, two levels of headings, a note and a signature."""
    chance = random.Random(f"{count} {measure}")
    headings = ("TT", "Nhiệm vụ", "Tiến độ / Trạng thái", "Tiến độ / Tỷ lệ", "Kết quả")
    columns = tuple(ListingColumn(f"c{n}", heading, n == 0) for n, heading in enumerate(headings))
    lines: list[ListingLine] = []
    for n in range(1, count + 1):
        if n % 9 == 1:
            lines.append(ListingLine(LineKind.SECTION, cells(f"{'I' * (1 + n // 9 % 3)}", "Lĩnh vực")))
        said = words(chance, measure, 40), "Đang thực hiện", f"{n},5%", words(chance, measure, 40)
        lines.append(ListingLine(LineKind.SUB_ITEM if n % 5 == 0 else LineKind.ITEM, cells(f"{n}.{n}", *said)))
    return compose_list(ListPaper(LIST_HEAD, "Danh sách", Listing(columns, tuple(lines), "Không có."), ("Tháng 11",)))


PAPERS = {"appendix": appendix, "upright": upright_appendix, "list": signed_list}


def told(layout: Layout) -> tuple[list[Row], list[Row], set[Row]]:
    """Header rows, rows, and which of them are headings of sections: the letters that each place must show."""
    tables = [block for block in layout.pages[0].blocks if isinstance(block, Table)]
    if not tables:
        return [], [], set()
    (table,) = tables
    rows = [_spread([(plain(c.runs), c.column_span) for c in row.cells]) for row in table.rows]
    sections = {told for told, row in zip(rows, table.rows, strict=True) if row.kind is RowKind.SECTION}
    return _header(table), rows, sections


def _spread(spans: list[tuple[str, int]]) -> Row:
    return tuple(words for text, span in spans for words in (squeezed(text), *[""] * (span - 1)))


def _header(table: Table) -> list[Row]:
    """A place covered from the left or from above is empty."""
    columns = len(table.columns)
    rows = [[""] * columns for _ in table.header]
    taken: set[tuple[int, int]] = set()
    for n, row in enumerate(table.header):
        column = 0
        for cell in row.cells:
            while (n, column) in taken:
                column += 1
            rows[n][column] = squeezed(plain(cell.runs))
            covered = range(column, column + cell.column_span)
            taken |= {(below, c) for below in range(n, n + cell.row_span) for c in covered}
            column += cell.column_span
    return [tuple(row) for row in rows]


def assert_no_heading_alone(pages: tuple[TablePage, ...], sections: set[Row], rows: list[Row]) -> None:
    """A section's heading ends no page unless nothing follows it."""
    tabled = [page for page in pages if page.table is not None]
    for page in tabled[:-1]:
        assert page.rows[-1] not in sections
    if tabled and rows:
        assert tabled[-1].rows[-1] not in sections or rows[-1] in sections


def assert_end_not_alone(page: TablePage, rows: list[Row]) -> None:
    """The mark of the end, and a signature, stand below a row or below words of the paper."""
    above, below = 20 * MM, 20 * MM
    said = page.outside(above, below)
    assert "./." in said
    assert page.table is not None or not rows or not said.startswith(("./.", "TM.", "Nơi"))


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("count", COUNTS)
def test_nothing_is_lost_or_alone(kind: str, measure: str, count: int) -> None:
    assert_sound(PAPERS[kind](count, measure))


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_a_list_of_each_kind(kind: str) -> None:
    assert_sound(PAPERS[kind](24, "mixed"))


def assert_sound(layout: Layout) -> None:
    rendered = render_pdf(layout)
    pages = table_pages(rendered.data)
    header, rows, sections = told(layout)
    assert_whole(pages, header, rows)
    assert_no_heading_alone(pages, sections, rows)
    assert_end_not_alone(pages[-1], rows)
    margins = layout.pages[0].margins
    for page in pages:
        assert_in_cells(page)
        if page.table is not None:
            left, top, right, bottom = page.table
            assert left >= margins.left * MM - 1
            assert right <= page.width - margins.right * MM + 1
            assert top >= margins.top * MM - 1
            assert bottom <= page.height - margins.bottom * MM + 1


def test_the_papers_stand_both_ways() -> None:
    assert render_pdf(upright_appendix(3, "short")).pages == 1
    assert upright_appendix(3, "short").pages[0].orientation is Orientation.PORTRAIT
    assert appendix(3, "short").pages[0].orientation is Orientation.LANDSCAPE
    assert APPENDIX.columns == HEADINGS
