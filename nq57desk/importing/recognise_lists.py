"""Parts of tables put together to lists: over pages, over tables, over sheets.

Decides that a part with the same header and no heading of its own goes on from the list before, unless it begins
counting again; that a table without header goes on where its columns fit; and that a list's heading lines are those
right above it which no earlier list has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.domain.problems import Place
from nq57desk.domain.vietnamese import fold
from nq57desk.importing.reading import RawParagraph, RawTable
from nq57desk.importing.recognise_grid import GridRow
from nq57desk.importing.recognise_header import Header
from nq57desk.importing.recognise_headings import is_number_heading
from nq57desk.importing.recognise_pieces import ListPart, Piece
from nq57desk.importing.recognise_section_lines import as_row, has_sections, heading_above, section_line, section_number
from nq57desk.importing.recognise_titles import goes_on_from_before

_EDGE_SLACK = 8.0
_LAYOUT_WORDS = re.compile(r"noi nhan\b|cong hoa xa hoi|dang cong san|doc lap - tu do")
_GUIDE_SHEET = re.compile(r"huong dan|guide|readme|doc truoc|giai thich|danh muc ma")


@dataclass(slots=True)
class Draft:
    """A list while its parts are being collected. ``headings`` are its own columns, in the paper's order."""

    header: Header
    headings: tuple[str, ...]
    lines: tuple[str, ...]
    place: Place
    sheet: str
    edges: tuple[float, ...]
    width: int
    positions: tuple[int, ...]
    rows: list[GridRow] = field(default_factory=list)
    hidden: tuple[str, ...] = ()
    after: list[Place] = field(default_factory=list)
    """Rows that stand under the list in its table."""
    section_lines: list[RawParagraph] = field(default_factory=list)
    """The lines "I. …", "II. …" right above its tables."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file's pieces sorted out: lists, and everything else in its order (lists' heading lines not among it)."""

    lists: tuple[Draft, ...]
    others: tuple[RawParagraph | RawTable, ...]
    guides: tuple[str, ...]
    left_out: tuple[Place, ...]
    """Tables that are neither lists nor letterhead and the like."""


def sort_pieces(pieces: Iterable[Piece]) -> Sorted:
    """Put the parts together to lists."""
    lists: list[Draft] = []
    others: list[RawParagraph | RawTable] = []
    pending: list[RawParagraph] = []
    used: set[str] = set()
    left_out: list[Place] = []
    for piece in pieces:
        if isinstance(piece, RawParagraph):
            pending.append(piece)
            continue
        if isinstance(piece, RawTable):
            others += [*pending, piece]
            pending = []
            continue
        own = heading_above([line for line in pending if line.place.sheet == piece.place.sheet])
        if piece.header is None:
            if lists and not own and _goes_on_headless(lists[-1], piece):
                others += pending
                _extend(lists[-1], piece, _headless_positions(lists[-1], piece))
            else:
                others += [*pending, piece.table]
                left_out += [piece.place] if _has_substance(piece) else []
        elif lists and _opens_next_section(lists[-1], piece.header, pending, piece):
            _extend_by_section(lists[-1], piece, piece.header, pending, others)
        else:
            others += [line for line in pending if line not in own]
            known = len(lists)
            _place_part(lists, piece, piece.header, own, used)
            line = section_line(pending)
            if len(lists) > known and line is not None:
                lists[-1].section_lines.append(line)
        pending = []
    guides = _drop_guides(lists)
    return Sorted(tuple(lists), (*others, *pending), guides, tuple(left_out))


def _opens_next_section(draft: Draft, header: Header, pending: Sequence[RawParagraph], part: ListPart) -> bool:
    """Whether the part is the next section of the list, its line all that stands between: "II. …" after "I. …"."""
    line = section_line(pending)
    if line is None or draft.header.key != header.key or not draft.section_lines:
        return False
    counted = section_number(draft.section_lines[0]) == 1 and section_number(line) == len(draft.section_lines) + 1
    alone = not any(other.text.strip() for other in pending if other is not line)
    inside = len(draft.section_lines) == 1 and has_sections(draft.rows)
    return counted and alone and not inside and not has_sections(part.rows)


def _extend_by_section(
    draft: Draft,
    part: ListPart,
    header: Header,
    pending: Sequence[RawParagraph],
    others: list[RawParagraph | RawTable],
) -> None:
    line, width = section_line(pending), len(draft.headings)
    if len(draft.section_lines) == 1:
        first = draft.section_lines[0]
        draft.rows.insert(0, as_row(first, width))
        draft.lines = tuple(text for text in draft.lines if text != " ".join(first.text.split()))
        others[:] = [other for other in others if other is not first]
    if line is not None:
        draft.section_lines.append(line)
        draft.rows.append(as_row(line, width))
    _extend(draft, part, _positions(draft.headings, header))


def _has_substance(part: ListPart) -> bool:
    """Whether a table that is no list holds more than a layout does."""
    rows = [row for row in part.rows if len(row.filled()) > 2]
    return len(rows) > 1


def _place_part(
    lists: list[Draft], part: ListPart, header: Header, own: Sequence[RawParagraph], used: set[str]
) -> None:
    lines = [" ".join(line.text.split()) for line in own if not goes_on_from_before(line.text)]
    fresh = tuple(line for line in lines if line not in used)
    if lists and lists[-1].header.key == header.key and not fresh and not _counts_again(lists[-1], part):
        _extend(lists[-1], part, _positions(lists[-1].headings, header))
        return
    used.update(fresh)
    lists.append(_new_draft(part, header, fresh if fresh else tuple(lines) if not lists else ()))


def _new_draft(part: ListPart, header: Header, lines: tuple[str, ...]) -> Draft:
    headings: list[str] = []
    positions: list[int] = []
    hidden: list[str] = []
    for at, heading in enumerate(header.headings):
        if at in part.hidden:
            hidden.append(heading or f"cột {at + 1}")
        elif heading and not (_is_echo(header.headings, at) and _is_empty(part.rows, at)):
            headings.append(heading)
            positions.append(at)
        elif not heading and not _is_empty(part.rows, at):
            headings.append(f"(cột {at + 1})")
            positions.append(at)
    table = part.table
    draft = Draft(
        header,
        tuple(headings),
        lines,
        table.place,
        table.place.sheet,
        table.column_edges,
        table.columns,
        tuple(positions),
        hidden=tuple(hidden),
    )
    _extend(draft, part, tuple(positions))
    return draft


def _is_echo(headings: Sequence[str], at: int) -> bool:
    """Whether the column only has its left neighbour's heading once more, reaching over it."""
    return re.fullmatch(r".+ \(\d+\)", headings[at]) is not None and headings[at].rsplit(" (", 1)[0] in headings[:at]


def _is_empty(rows: Sequence[GridRow], column: int) -> bool:
    return not any(row.texts[column] for row in rows)


def _positions(headings: Sequence[str], header: Header) -> tuple[int, ...]:
    """For each of the list's columns the part's column; -1 where it lacks it."""
    return tuple(
        header.headings.index(heading) if heading in header.headings else _by_words(heading, header)
        for heading in headings
    )


def _by_words(heading: str, header: Header) -> int:
    words = fold(heading)
    return next((at for at, other in enumerate(header.headings) if fold(other) == words), -1)


def _extend(draft: Draft, part: ListPart, positions: tuple[int, ...]) -> None:
    same = positions == tuple(range(len(part.rows[0].texts))) if part.rows else True
    draft.after.extend(part.after)
    draft.rows.extend(part.rows if same else (_aligned(row, positions) for row in part.rows))


def _aligned(row: GridRow, positions: Sequence[int]) -> GridRow:
    """The row by the list's columns; a text in a column that the list lacks goes to the column before it."""
    back = {source: at for at, source in enumerate(positions) if source >= 0}
    texts = ["" if source < 0 else row.texts[source] for source in positions]
    spans: dict[int, int] = {}
    for source, width in row.spans.items():
        reached = [back[at] for at in range(source, source + width) if at in back]
        if reached:
            spans[min(reached)] = len(reached)
            if source not in back and row.texts[source]:
                texts[min(reached)] = row.texts[source]
    return replace(
        row,
        texts=tuple(texts),
        spans={at: width for at, width in spans.items() if width > 1},
        from_above={back[at]: text for at, text in row.from_above.items() if at in back},
        heights={back[at]: rows for at, rows in row.heights.items() if at in back},
    )


def _counts_again(draft: Draft, part: ListPart) -> bool:
    """Whether the part begins at 1 though the list has counted already, with no section between: another list."""
    number = next((at for at, heading in enumerate(draft.headings) if at == 0 and heading), None)
    if number is None or not part.rows or not draft.rows:
        return False
    first = next((row for row in part.rows if row.filled()), None)
    if first is None or len(first.filled()) < 3 or first.texts[draft.positions[0]].strip(" .)") not in ("1", "01"):
        return False
    return len(draft.rows[-1].filled()) > 2


def _goes_on_headless(draft: Draft, part: ListPart) -> bool:
    table = part.table
    texts = [text for row in part.rows[:3] for text in row.texts if text]
    if table.columns < 2 or not texts or any(_LAYOUT_WORDS.match(fold(text[:60])) for text in texts):
        return False
    if not _begins_like_a_row(draft, part):
        return False
    if table.columns == draft.width and not table.column_edges:
        return draft.sheet == table.place.sheet or bool(table.place.sheet)
    return bool(table.column_edges and draft.edges) and _edges_fit(draft.edges, table.column_edges)


_NUMBER_CELL = re.compile(r"\(?(?:\d+(?:[.,]\d+)*|[IVXLC]+|[A-ZĐa-zđ])[.)]?|[-–+•]")


def _begins_like_a_row(draft: Draft, part: ListPart) -> bool:
    """Whether the first row could be one of the list's: a number or nothing where the list has its numbers."""
    first = next(row for row in part.rows if row.filled())
    if len(first.filled()) < 2 or not is_number_heading(draft.headings[0]):
        return True
    text = first.texts[draft.positions[0]] if draft.positions[0] < len(first.texts) else ""
    return not text or _NUMBER_CELL.fullmatch(text) is not None


def _edges_fit(edges: Sequence[float], others: Sequence[float]) -> bool:
    near = sum(1 for other in others if any(abs(edge - other) <= _EDGE_SLACK for edge in edges))
    return near >= 0.8 * len(others) and abs(len(edges) - len(others)) <= 1 + len(edges) // 3


def _headless_positions(draft: Draft, part: ListPart) -> tuple[int, ...]:
    if not part.table.column_edges or part.table.columns == draft.width:
        return draft.positions
    lefts = part.table.column_edges[:-1]
    own = [draft.edges[source] for source in draft.positions]
    return tuple(next((at for at, left in enumerate(lefts) if abs(left - edge) <= _EDGE_SLACK), -1) for edge in own)


def _drop_guides(lists: list[Draft]) -> tuple[str, ...]:
    """Take out sheets that explain how to fill the others in, if others remain; their names."""
    guides = [draft for draft in lists if draft.sheet and _GUIDE_SHEET.search(fold(draft.sheet))]
    if not guides or len(guides) == len(lists):
        return ()
    for guide in guides:
        lists.remove(guide)
    return tuple(dict.fromkeys(guide.sheet for guide in guides))
