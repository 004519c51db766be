"""The city's fields of a row that was added for the city: nobody here changes them but a corrected assignment.

An edit of such a field is refused. A plan's file that says it otherwise keeps the city's words in that field and says
so, for the rest of the file is the office's own to bring in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from nq57desk.domain.assigned_rows import CITY_FIELDS, OwnRow, is_added, kind_of_row
from nq57desk.domain.changes import Proposed
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Task
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import Refused
from nq57desk.wording import _, mark

LABELS: Mapping[str, str] = {
    "name": mark("tên"),
    "deadline": mark("thời hạn"),
    "product": mark("sản phẩm"),
    "source_document": mark("văn bản giao"),
    "unit": mark("đơn vị tính"),
    "target": mark("mức giao"),
}
_LONGEST = 60


def changed_fields(before: OwnRow, after: OwnRow) -> tuple[str, ...]:
    """The city's fields in which ``after`` says something else; none where the row was not added for the city."""
    if not is_added(before):
        return ()
    names = CITY_FIELDS[kind_of_row(before)]
    return tuple(name for name in names if tidy(str(getattr(before, name))) != tidy(str(getattr(after, name))))


def refuse_changed(before: OwnRow, after: OwnRow) -> None:
    """Stop an edit of what is the city's.

    Raises:
        Refused: "assignment.city_field".
    """
    changed = changed_fields(before, after)
    if changed:
        raise Refused(_told(before, changed, Place(), Severity.ERROR))


def _told(row: OwnRow, names: Iterable[str], place: Place, severity: Severity) -> Problem:
    short = row.name if len(row.name) <= _LONGEST else f"{row.name[: _LONGEST - 1].rstrip()}…"
    fields = ", ".join(_(LABELS[name]) for name in names)
    return problem("assignment.city_field", severity, place, name=short, fields=fields)


def own_rows(rows: Iterable[OwnRow]) -> tuple[OwnRow, ...]:
    """Those that the office's own paper can lack: what was added for the city never stood in it."""
    return tuple(row for row in rows if not is_added(row))


def keep_in_file(
    records: Iterable[Proposed], known: Mapping[str, OwnRow]
) -> tuple[tuple[Proposed, ...], tuple[Problem, ...]]:
    """The proposed records of a file, in added rows the city's words in the city's fields; what was kept so.

    ``known`` are the rows that are there, by their ids; a row of a plan issued anew is held against the one that it
    continues.
    """
    kept: list[Proposed] = []
    problems: list[Problem] = []
    for one in records:
        row = one.record
        before = known.get(one.id) or known.get(getattr(row, "carried_from", ""))
        if isinstance(row, Task | Indicator) and before is not None and type(row) is type(before) and is_added(before):
            changed = changed_fields(before, row)
            if changed:
                problems.append(_told(before, changed, one.place, Severity.WARNING))
            row = _as_city_says(before, row, changed)
        kept.append(replace(one, record=row))
    return tuple(kept), tuple(problems)


def _as_city_says(before: OwnRow, row: OwnRow, changed: Iterable[str]) -> OwnRow:
    """The row with the city's words; the paper's own cells stay as the file has them but where these stand in them."""
    city = {name: getattr(before, name) for name in CITY_FIELDS[kind_of_row(before)]}
    said = {tidy(str(getattr(row, name))): str(city[name]) for name in changed}
    cells = tuple((heading, said.get(tidy(text), text) if text else text) for heading, text in row.cells)
    return replace(row, **city, cells=cells)
