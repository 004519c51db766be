"""Lists that stand as one table for each section, the section's line a paragraph above its table.

Decides that "I. Hạ tầng số" above one table and "II. Dữ liệu số" above the next with the same header are sections of
one list; the lines then become rows of it, as if they stood inside. Letters ("A. DANH MỤC…", plan 003) are lists of
their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nq57desk.domain.vietnamese import from_roman
from nq57desk.importing.reading import RawParagraph
from nq57desk.importing.recognise_grid import GridRow
from nq57desk.importing.recognise_titles import heading_lines, is_label

_SECTION_LINE = re.compile(
    r"(?:(?i:phần|mục|nhóm|chương)\s+)?(?P<number>[IVXLC]{1,6})\s*[.)\-:–]\s*\S.{0,300}", re.DOTALL
)
_SECTION_ROW = re.compile(r"[IVXLC]{1,6}(?:[.)]|\s|$)")


def section_line(paragraphs: Sequence[RawParagraph]) -> RawParagraph | None:
    """The paragraph right above a table if it is a section's line."""
    last = next((paragraph for paragraph in reversed(paragraphs) if paragraph.text.strip()), None)
    return last if last is not None and section_number(last) else None


def heading_above(paragraphs: Sequence[RawParagraph]) -> tuple[RawParagraph, ...]:
    """The heading lines above a table; a section's line in plain letters does not part the table from its appendix."""
    own, line = heading_lines(paragraphs), section_line(paragraphs)
    if line is None or line in own:
        return own
    above = heading_lines([paragraph for paragraph in paragraphs if paragraph is not line])
    return above if any(is_label(paragraph.text) for paragraph in above) else own


def section_number(line: RawParagraph) -> int:
    """The line's Roman number, 0 where it has none."""
    found = _SECTION_LINE.fullmatch(line.text.strip())
    return (from_roman(found["number"]) or 0) if found else 0


def has_sections(rows: Iterable[GridRow]) -> bool:
    """Whether sections stand inside the table already."""
    return any(0 < len(row.filled()) < 3 and _SECTION_ROW.match(row.texts[row.filled()[0]]) for row in rows)


def as_row(line: RawParagraph, width: int) -> GridRow:
    """The line as a row that reaches over all columns of its list."""
    texts = (" ".join(line.text.split()), *[""] * (width - 1))
    return GridRow(texts, line.place, spans={0: width} if width > 1 else {}, bold=True)
