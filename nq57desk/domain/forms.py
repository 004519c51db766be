"""Collection forms (phiếu lấy số liệu): what a body is asked in a month, and which row of a returned form is which.

Decides:

- A body is asked for the tasks that the 90 % rule counts in the month (see :mod:`nq57desk.domain.update_rate`) and that
  it leads, and for the indicators that it leads. A task without a lead of its own has its parent's. One led by several
  bodies is asked of each.
- A row is known by a short code made of its kind and id alone, so that it stays the same in every edition of the form
  and is readable by people. The form's mark names office, month and body.
- A row whose code is lost, or whose code stands beside another row's name (columns sorted apart), is only *likely* one
  of the body's rows, by number and name; a person confirms it (never match by likeness silently: PEERS, lesson 13).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from rapidfuzz import fuzz

from nq57desk.domain.bodies import bodies_named, body_key
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.matching import DOUBTFUL
from nq57desk.domain.names import loose_name, strict_name
from nq57desk.domain.numbering import number_parts
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Task
from nq57desk.domain.short_code import grouped


class RowKind(StrEnum):
    """What a row of a form asks for."""

    TASK = "task"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form. ``answer``: filled in by the body; ``width`` is its share of the sheet's width."""

    field: str
    heading: str
    width: float
    answer: bool = False
    centred: bool = False


CODE = FormColumn("code", "Mã dòng", 2.6)
TASK_COLUMNS = (
    FormColumn("number", "TT", 3.2, centred=True),
    FormColumn("name", "Nhiệm vụ", 20),
    FormColumn("deadline", "Thời hạn", 9.8),
    FormColumn("last", "Kỳ trước", 14.5),
    FormColumn("state", "Trạng thái", 9.5, answer=True, centred=True),
    FormColumn("percent", "% hoàn thành", 6.2, answer=True, centred=True),
    FormColumn("result", "Kết quả trong kỳ", 20, answer=True),
    FormColumn("product_document", "Sản phẩm, văn bản", 12, answer=True),
    FormColumn("day", "Ngày hoàn thành", 9.8, answer=True, centred=True),
    FormColumn("difficulty", "Khó khăn, vướng mắc", 13, answer=True),
    FormColumn("proposal", "Kiến nghị", 11, answer=True),
)
INDICATOR_COLUMNS = (
    FormColumn("number", "TT", 3.2, centred=True),
    FormColumn("name", "Chỉ tiêu", 26),
    FormColumn("unit", "Đơn vị tính", 6, centred=True),
    FormColumn("target", "Mức giao", 9, centred=True),
    FormColumn("last", "Kỳ trước", 12),
    FormColumn("actual", "Kết quả kỳ này", 9, answer=True, centred=True),
    FormColumn("numerator", "Tử số", 8, answer=True, centred=True),
    FormColumn("denominator", "Mẫu số", 8, answer=True, centred=True),
    FormColumn("source", "Nguồn số liệu", 14, answer=True),
    FormColumn("explanation", "Giải trình", 17, answer=True),
)
COLUMNS: Mapping[RowKind, tuple[FormColumn, ...]] = {
    RowKind.TASK: TASK_COLUMNS,
    RowKind.INDICATOR: INDICATOR_COLUMNS,
}
MARK_LABEL = "Mã phiếu"
PERIOD_LABEL = "Kỳ báo cáo"
BODY_LABEL = "Cơ quan, đơn vị"

_PREFIX = {RowKind.TASK: "NV", RowKind.INDICATOR: "CT"}
ROW_CODE = re.compile(r"(?:NV|CT)-[0-9A-HJKMNP-TV-Z]{8}")


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One row that a body is asked for. ``given`` are the texts of the columns that are not answers, by field."""

    kind: RowKind
    id: str
    plan_id: str
    number: str
    name: str
    given: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    """The plan and section that it stands under, for a heading row."""
    shared: tuple[str, ...] = ()
    """The other bodies that lead it too."""

    @property
    def code(self) -> str:
        """The row's code."""
        return row_code(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class FormMark:
    """What a form's mark says: whose form, of which month, for which body."""

    office_code: str
    period: str
    body_code: str

    def __str__(self) -> str:
        return f"{self.office_code}/{self.period}/{self.body_code}"


@dataclass(frozen=True, slots=True)
class CollectionForm:
    """One body's form for one month, ready to be written. ``first_day`` to ``last_day`` is the month's window."""

    office: str
    body: str
    mark: FormMark
    period_title: str
    first_day: date
    last_day: date
    due: date
    rows: tuple[AskedRow, ...]

    def of_kind(self, kind: RowKind) -> tuple[AskedRow, ...]:
        """Its tasks, or its indicators."""
        return tuple(row for row in self.rows if row.kind is kind)


def row_code(kind: RowKind, record_id: str) -> str:
    """ "NV-7K4F92QD" for a task, "CT-…" for an indicator: 40 bits of a hash of its kind and id."""
    digest = blake2b(f"{kind.value}:{record_id}".encode(), digest_size=5).digest()
    return f"{_PREFIX[kind]}-{grouped(digest, 8).replace('-', '')}"


def body_code(body: str) -> str:
    """Eight letters for a body's name, the same for every spelling that :func:`body_key` takes for one."""
    return grouped(blake2b(body_key(body).encode(), digest_size=5).digest(), 8).replace("-", "")


_MARK = re.compile(r"([0-9A-Za-z]+)/([0-9]{4}-[0-9]{2})/([0-9A-HJKMNP-TV-Z]{8})")


def read_mark(text: str) -> FormMark | None:
    """The mark that a line holds after its label."""
    found = _MARK.search(text) if text.casefold().lstrip().startswith(MARK_LABEL.casefold()) else None
    return FormMark(*found.groups()) if found else None


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that an office knows, found by any of their spellings."""

    names: Mapping[str, str]
    """:func:`body_key` of each spelling -> the name to show."""

    def name_of(self, spelling: str) -> str:
        """The name to show for a spelling: the known body's, else the spelling itself."""
        return self.names.get(body_key(spelling), spelling)

    def named(self, cell: str) -> tuple[str, ...]:
        """The bodies that a cell names, each once."""
        return tuple(dict.fromkeys(self.name_of(name) for name in bodies_named(cell)))


def known_bodies(units: Iterable[OrgUnit]) -> Bodies:
    """By name first, then by short name and alias; a spelling that two bodies share stays the first one's."""
    names: dict[str, str] = {}
    rows = list(units)
    for unit in rows:
        names.setdefault(body_key(unit.name), unit.name)
    for unit in rows:
        for spelling in (unit.short_name, *unit.aliases):
            if spelling.strip():
                names.setdefault(body_key(spelling), unit.name)
    return Bodies(names)


def lead_of(row: Task | Indicator, by_id: Mapping[str, Task] | Mapping[str, Indicator]) -> str:
    """The row's lead, or its nearest parent's that has one."""
    seen: set[str] = set()
    at: Task | Indicator | None = row
    while at is not None and not at.lead.strip() and at.id not in seen:
        seen.add(at.id)
        at = by_id.get(at.parent_id)
    return "" if at is None else at.lead


@dataclass(frozen=True, slots=True)
class Likely:
    """A row that a lost one may be; ``likeness`` 0-100 of the names without marks."""

    row: AskedRow
    likeness: float


_SAME_NUMBER = 60.0
_MOST = 3
_LEAST_PART = 12
"""Characters that a part of a name must have to tell anything."""
_PART = 0.9


def is_same_row(row: AskedRow, name: str, others: Iterable[AskedRow]) -> bool:
    """Whether a name beside this row's code can be this row's: the same or an edited wording, and no other row's."""
    if strict_name(name) in ("", strict_name(row.name)):
        return True
    if any(strict_name(other.name) == strict_name(name) for other in others if other.id != row.id):
        return False
    return fuzz.ratio(loose_name(name), loose_name(row.name)) >= DOUBTFUL


def _likeness(name: str, other: str) -> float:
    """As of whole names; a name that was cut short or has words put before it counts nearly as much."""
    whole = fuzz.ratio(name, other)
    if min(len(name), len(other)) < _LEAST_PART:
        return whole
    return max(whole, _PART * fuzz.partial_ratio(name, other))


def likely_rows(number: str, name: str, rows: Sequence[AskedRow]) -> tuple[Likely, ...]:
    """The rows that a row without its code may be, most likely first: names alike, the same number before another."""
    plain, parts = loose_name(name), number_parts(number)
    found = []
    for row in rows:
        likeness = _likeness(plain, loose_name(row.name))
        same_number = bool(parts) and number_parts(row.number) == parts
        if likeness >= (_SAME_NUMBER if same_number else DOUBTFUL):
            found.append((likeness + 5 * same_number, Likely(row, likeness)))
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0])[:_MOST])
