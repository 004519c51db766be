"""Where a sheet's pages must be turned by hand so that what heads something does not end a page.

Excel turns a page where the next row does not fit and knows nothing of headings; as all rows have a set
height, the places can be reckoned.
"""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.documents.render_xlsx_rows import SheetRow


def page_breaks(rows: Sequence[SheetRow], page: float, header: range, asked: Sequence[int]) -> list[int]:
    """Rows, counted from 1, after which a page must end.

    ``page``: points that a page offers; ``header``: rows (from 1) that stand again on each page after them;
    ``asked``: rows after which the paper itself turns the page.
    """
    repeated = sum(rows[n - 1].points for n in header)
    breaks = list(asked)
    start, used, chain = 0, 0.0, -1
    for n, row in enumerate(rows):
        turned = n if n in asked else -1
        if turned < 0 and used + row.points > page and n > start:
            turned = chain if start < chain < n else n
            if turned < n:
                breaks.append(turned)
        if turned >= 0:
            start = turned
            used = sum(other.points for other in rows[turned:n])
            used += repeated if header and turned >= header[-1] else 0.0
        used += row.points
        chain = -1 if not row.keep else n if chain < 0 else chain
    return sorted(breaks)
