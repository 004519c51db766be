"""A file's blocks as pieces: paragraphs, tables that only lay text out, and parts of lists.

Decides where in a table (or a spreadsheet's sheet) a list begins and ends: rows above its header are titles and
letterhead, rows from "Nơi nhận" or a signature on stand under it; the header standing again does not end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.domain.problems import Place
from nq57desk.domain.vietnamese import fold
from nq57desk.importing.reading import RawBlock, RawCell, RawParagraph, RawRow, RawTable
from nq57desk.importing.recognise_grid import GridRow, grid_rows
from nq57desk.importing.recognise_header import Header, could_be_header, find_header
from nq57desk.importing.recognise_headings import is_number_heading
from nq57desk.importing.recognise_titles import is_label

_LONGEST_HEADING = 120
_SCANNED_ROWS = 80
"""A header is looked for among this many first rows; further down only where a row looks like one at a glance."""
_AFTER_A_LIST = re.compile(
    r"noi nhan\b|nguoi lap|nguoi tong hop|thu truong don vi|\(ky,|ky ten|.{0,40}, ngay .{0,12}thang .{0,4}nam"
)
_SIGNED_FOR = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. ?\S|(?:PHÓ )?(?:CHỦ TỊCH|TRƯỞNG PHÒNG|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN)\b")
"""In capitals, as a signature has it: "Chủ tịch UBND xã" may well be a cell of the list."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """Rows of a list that stand together in one table, with their header, or none where they go on without one."""

    header: Header | None
    rows: tuple[GridRow, ...]
    table: RawTable
    hidden: frozenset[int] = field(default=frozenset())
    after: tuple[Place, ...] = ()
    """Rows of the same table that stand under the list and are none of its rows."""

    @property
    def place(self) -> Place:
        return self.table.place


Piece = RawParagraph | RawTable | ListPart


def pieces(blocks: Sequence[RawBlock]) -> Iterator[Piece]:
    """All blocks' pieces in order. A table without header is a ListPart too: the next step decides what it is."""
    for block in blocks:
        if isinstance(block, RawParagraph):
            yield block
        else:
            yield from _cut(block)


def _cut(table: RawTable) -> Iterator[Piece]:
    rows = list(grid_rows(table))
    headers = _headers(rows)
    if not headers:
        yield from loose_rows(rows, table) if table.sheet else [ListPart(None, tuple(rows), table)]
        return
    yield from loose_rows(rows[: headers[0].first], table)
    start = 0
    for at in range(len(headers)):
        last = at + 1 == len(headers)
        end = len(rows) if last else headers[at + 1].first
        if not last and headers[at + 1].key == headers[start].key and not _titled(rows, end):
            continue
        body = _without_headers(rows, headers[start : at + 1], end)
        yield from list_parts(table, headers[start], body, last=last)
        start = at + 1


def list_parts(table: RawTable, header: Header, body: Sequence[GridRow], *, last: bool = True) -> Iterator[Piece]:
    """The rows under a header as a part of a list, then what stands under it; ``last`` where no other list follows."""
    kept, after = _parted(body, header, until_next=not last)
    under = tuple(row.place for row in after if row.filled()) if last else ()
    yield ListPart(header, tuple(kept), table, frozenset(table.hidden_columns), under)
    yield from loose_rows(after, table)


def _headers(rows: Sequence[GridRow]) -> list[Header]:
    found: list[Header] = []
    seen: set[tuple[str, ...]] = set()
    at = 0
    while at < len(rows):
        header = find_header(rows, at) if _worth_a_look(rows, at, bool(found), seen) else None
        if header is None:
            at += 1
            continue
        seen.add(rows[at].texts)
        found.append(header)
        at = header.end
    return found


def _worth_a_look(rows: Sequence[GridRow], at: int, found: bool, seen: set[tuple[str, ...]]) -> bool:
    row = rows[at]
    if could_be_header(row) or row.texts in seen:
        return True
    if found:
        return row.bold and len(row.filled()) > 2 and at > 0 and len(rows[at - 1].filled()) < 2
    return at < _SCANNED_ROWS


def _titled(rows: Sequence[GridRow], header: int) -> bool:
    """Whether an appendix' own line stands right above a header that is the same as the one before."""
    return any(
        len(row.filled()) == 1 and is_label(row.texts[row.filled()[0]]) for row in rows[max(header - 3, 0) : header]
    )


def _without_headers(rows: Sequence[GridRow], headers: Sequence[Header], end: int) -> list[GridRow]:
    body: list[GridRow] = []
    for at, header in enumerate(headers):
        until = headers[at + 1].first if at + 1 < len(headers) else end
        if header.end < until:
            body.append(replace(rows[header.end], opens_table=True))
            body.extend(rows[header.end + 1 : until])
    return body


def _parted(
    body: Sequence[GridRow], header: Header, *, until_next: bool
) -> tuple[Sequence[GridRow], Sequence[GridRow]]:
    """The list's rows, and those under it (or the next list's titles)."""
    for at, row in enumerate(body):
        if _ends_list(row):
            return body[:at], body[at:]
        if _heads_another(row, header):
            return _without_titles(body, at)
    return _without_titles(body, len(body)) if until_next else (body, ())


def _without_titles(body: Sequence[GridRow], cut: int) -> tuple[Sequence[GridRow], Sequence[GridRow]]:
    """The rows before a place, without the titles right above it."""
    while cut > 0 and len(body[cut - 1].filled()) < 2:
        cut -= 1
    return body[:cut], body[cut:]


def _heads_another(row: GridRow, header: Header) -> bool:
    """Whether the row is the heading of a table that is no list of ours ("TT | Hạng mục | Số tiền | Nguồn")."""
    if not could_be_header(row):
        return False
    filled = row.filled()
    if len(filled) < 3 or not is_number_heading(" ".join(row.texts[filled[0]].split())):
        return False
    own = {fold(part) for heading in header.headings for part in heading.split(" / ")}
    same = sum(1 for at in filled if fold(" ".join(row.texts[at].split())) in own)
    return 2 * same <= len(filled) and all(len(row.texts[at]) <= _LONGEST_HEADING for at in filled)


def _ends_list(row: GridRow) -> bool:
    filled = row.filled()
    if not filled or len(filled) > 2:
        return False
    texts = [row.texts[at] for at in filled]
    if filled[0] == 0 and texts[0][:1].isdigit():
        return False
    return any(_AFTER_A_LIST.match(fold(text[:80])) or _is_signature(text) for text in texts)


def _is_signature(text: str) -> bool:
    return _SIGNED_FOR.match(text) is not None and text.split("\n")[0].isupper()


def loose_rows(rows: Sequence[GridRow], table: RawTable) -> Iterator[RawParagraph | RawTable]:
    """Rows outside lists as paragraphs; neighbouring rows of two texts and more as one table that lays text out."""
    side_by_side: list[GridRow] = []
    for row in rows:
        filled = row.filled()
        if len(filled) > 1 or (filled and filled[0] > 0 and side_by_side and not row.spans.get(filled[0], 1) > 3):
            side_by_side.append(row)
            continue
        if side_by_side and not filled and row is not rows[-1]:
            side_by_side.append(row)
            continue
        yield from _layout(side_by_side, table)
        side_by_side = []
        if filled:
            at = filled[0]
            yield RawParagraph(row.texts[at], row.place, bold=row.bold, centred=row.spans.get(at, 1) > 1)
    yield from _layout(side_by_side, table)


def _layout(rows: Sequence[GridRow], table: RawTable) -> Iterator[RawTable]:
    filled = [row for row in rows if row.filled()]
    if filled:
        raw = tuple(
            RawRow(tuple(RawCell(text, bold=row.bold) if text else None for text in row.texts), row.place)
            for row in filled
        )
        yield RawTable(raw, table.columns, table.place)
