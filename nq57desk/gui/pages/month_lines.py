"""Which lines the monthly grid shows: filters, sections with their headings, ended tasks folded at the end.

A listing is made of all rows at once, in the working line or the window's; after a cell only the lines that it alters
are made anew (:meth:`Listing.patched`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.update_rate import Lack
from nq57desk.domain.vietnamese import fold
from nq57desk.gui.models.grid import Line
from nq57desk.monitor import Monitor
from nq57desk.usecases.month_sheet import SheetRow
from nq57desk.wording import _

ENDED = "#ended"
_SOME = 500
"""Rows folded between two looks whether the search is still wanted."""
_SECTION = "#section:"

FILTERS: dict[str, Callable[[SheetRow], bool]] = {
    "all": lambda _sheet: True,
    "missing": lambda sheet: sheet.row.counted and sheet.row.lack is Lack.NOT_UPDATED,
    "partial": lambda sheet: sheet.row.counted and sheet.row.lack in (Lack.INCOMPLETE, Lack.UPDATED_LATE),
    "late": lambda sheet: sheet.row.timeliness is Timeliness.LATE,
    "ended": lambda sheet: sheet.ended,
}


def waits(sheet: SheetRow) -> bool:
    """Whether the row still has to be filled in this month."""
    return sheet.row.counted and sheet.row.lack in (Lack.NOT_UPDATED, Lack.INCOMPLETE)


@dataclass(slots=True)
class View:
    """What the person chose to see. ``kept`` rows stay although the filter would not find them any more."""

    filter: str = "all"
    search: str = ""
    by_lead: bool = False
    kept: set[str] = field(default_factory=set)
    folded: dict[str, bool] = field(default_factory=dict)
    plain: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By task what a search looks at, as it stands and folded: folded again only where it changed."""

    def choose(self, filter_: str | None = None, search: str | None = None) -> None:
        """Another filter or search: what stays is decided anew."""
        self.filter = self.filter if filter_ is None else filter_
        self.search = self.search if search is None else search
        self.kept.clear()

    @property
    def everything(self) -> bool:
        """Whether every row is to be seen."""
        return self.filter == "all" and not self.search.split()

    def copy(self) -> View:
        """The same choice, for another thread; what was folded for searching is shared."""
        return replace(self, kept=set(self.kept), folded=dict(self.folded))

    def same_choice(self, other: View) -> bool:
        """Whether both ask for the same lines."""
        mine = (self.filter, self.search, self.by_lead, self.folded)
        return mine == (other.filter, other.search, other.by_lead, other.folded)

    def is_folded(self, key: str) -> bool:
        """Whether a heading hides its rows: the ended ones do unless they were unfolded."""
        return self.folded.get(key, key == ENDED and self.filter == "all")


def counts(rows: Iterable[SheetRow]) -> dict[str, int]:
    """How many rows each filter finds; "all" without the ended ones."""
    found = dict.fromkeys(FILTERS, 0)
    plain = 0
    for sheet in rows:
        row = sheet.row
        # An open row in time that lacks nothing, or was not updated at all: the most there are, counted at once.
        if row.update is not None or row.counted:
            plain += not row.group
            if row.group or (row.lack is None and row.timeliness is not Timeliness.LATE):
                continue
            found["missing" if row.lack is Lack.NOT_UPDATED else "partial"] += row.lack is not None
            found["late"] += row.timeliness is Timeliness.LATE
        else:
            for name in found_by(sheet):
                found[name] += 1
    found["all"] += plain
    return found


def recounted(known: Mapping[str, int], rows: Iterable[tuple[SheetRow, SheetRow]]) -> dict[str, int]:
    """Those of the figures that are others after these rows (before, after) changed."""
    found = dict(known)
    for before, after in rows:
        for sheet, by in ((before, -1), (after, 1)):
            for name in found_by(sheet):
                found[name] += by
    return {name: n for name, n in found.items() if n != known[name]}


def found_by(sheet: SheetRow) -> Collection[str]:
    """The filters that count a row."""
    row = sheet.row
    if row.group:
        return ()
    names = ["ended" if sheet.ended else "all"]
    if row.timeliness is Timeliness.LATE:
        names.append("late")
    if row.lack is not None:
        names.append("missing" if row.lack is Lack.NOT_UPDATED else "partial")
    return names


@dataclass(slots=True)
class Section:
    """A heading with the figures in its words."""

    title: str
    rows: list[SheetRow] = field(default_factory=list)
    n: int = 0
    done: int = 0

    def count(self) -> None:
        """Take the figures from the rows."""
        self.n = len(self.rows)
        self.done = sum([row.counted and row.lack is None for row in [sheet.row for sheet in self.rows]])

    @property
    def heading(self) -> str:
        """Its words."""
        if not self.title:
            return ""
        return _("{title} – {n} nhiệm vụ, {done} đã cập nhật").format(title=self.title, n=self.n, done=self.done)


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines to show, and the sections by their lines' keys."""

    lines: tuple[Line[SheetRow], ...] = ()
    sections: dict[str, Section] = field(default_factory=dict)

    def patched(self, rows: Iterable[tuple[SheetRow, SheetRow]], view: View) -> list[Line[SheetRow]] | None:
        """The lines that are others now that these rows (before, after) changed; None where more than words did."""
        found: dict[str, Line[SheetRow]] = {}
        searched = fold(view.search).split()
        for before, after in rows:
            key = after.row.id
            if not view.everything and key not in view.kept:
                if FILTERS[view.filter](after) and _holds(after, searched, view.plain):
                    return None
                continue
            if before.ended != after.ended or _section_of(before, view) != _section_of(after, view):
                return None
            found[key] = Line(key, after)
            under = _SECTION + _section_of(after, view)
            section = self.sections.get(under)
            if section is not None and not after.ended:
                section.done += _is_done(after) - _is_done(before)
                if section.title:
                    found[under] = Line(under, None, section.heading, view.is_folded(under))
        return list(found.values())


def lines(rows: Sequence[SheetRow], view: View) -> tuple[Line[SheetRow], ...]:
    """The lines to show; rows found for the first time are kept from now on."""
    return listing(rows, view).lines


def searching(rows: Sequence[SheetRow], view: View) -> Callable[[Monitor], Listing]:
    """The listing as work aside that stops when another letter was typed."""

    def work(monitor: Monitor) -> Listing:
        if view.search.split():
            fold_words(rows, view, monitor)
        return listing(rows, view)

    return work


def fold_words(rows: Sequence[SheetRow], view: View, monitor: Monitor | None = None) -> None:
    """Fold what a search looks at of every row, some rows at a time.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    for begin in range(0, len(rows), _SOME):
        if monitor is not None:
            monitor.report(begin, len(rows))
        for sheet in rows[begin : begin + _SOME]:
            _words_of(sheet, view.plain)


def listing(rows: Sequence[SheetRow], view: View) -> Listing:
    """As ``lines``, with the sections' figures."""
    going: dict[str, Section] = {}
    ended: list[SheetRow] = []
    before, key = None, ""
    for sheet in rows if view.everything else _found(rows, view):
        row = sheet.row
        if row.update is None and sheet.ended:
            ended.append(sheet)
            continue
        task = row.source
        here = (task.lead, "") if view.by_lead else (task.appendix_id, task.section_id)
        if here != before:
            before, key = here, _section_of(sheet, view)
        section = going.get(key)
        if section is None:
            section = going[key] = Section(_title(sheet, view))
        section.rows.append(sheet)
    result: list[Line[SheetRow]] = []
    for key, section in going.items():
        section.count()
        under = _SECTION + key
        folded = bool(section.title) and view.is_folded(under)
        if section.title:
            result.append(Line(under, None, section.heading, folded))
        if not folded:
            result += [Line(sheet.row.source.id, sheet) for sheet in section.rows]
        section.rows.clear()
    if ended:
        folded = view.is_folded(ENDED)
        result.append(Line(ENDED, None, _("Đã kết thúc ({n})").format(n=len(ended)), folded))
        result += [] if folded else [Line(sheet.row.source.id, sheet) for sheet in ended]
    return Listing(tuple(result), {_SECTION + key: section for key, section in going.items()})


def _found(rows: Iterable[SheetRow], view: View) -> list[SheetRow]:
    wanted, searched = FILTERS[view.filter], fold(view.search).split()
    found = []
    for sheet in rows:
        key = sheet.row.source.id
        if key in view.kept or (wanted(sheet) and _holds(sheet, searched, view.plain)):
            view.kept.add(key)
            found.append(sheet)
    return found


def _is_done(sheet: SheetRow) -> bool:
    return sheet.row.counted and sheet.row.lack is None


def _holds(sheet: SheetRow, searched: Collection[str], plain: dict[str, tuple[str, str]]) -> bool:
    if not searched:
        return True
    text = _words_of(sheet, plain)
    return all(word in text for word in searched)


def _words_of(sheet: SheetRow, plain: dict[str, tuple[str, str]]) -> str:
    """What a search looks at, folded."""
    task, update = sheet.row.source, sheet.row.update
    result = f"{update.result} {update.product_document}" if update is not None else ""
    text = f"{task.number} {task.name} {task.lead} {task.product} {result}"
    known = plain.get(task.id)
    if known is None or known[0] != text:
        known = plain[task.id] = (text, fold(text))
    return known[1]


def _section_of(sheet: SheetRow, view: View) -> str:
    """Which section a row stands in; rows without one stand under no heading."""
    task = sheet.row.source
    return (task.lead or "–") if view.by_lead else f"{task.appendix_id}/{task.section_id}"


def _title(sheet: SheetRow, view: View) -> str:
    if view.by_lead:
        return sheet.row.source.lead or _("Chưa rõ chủ trì")
    section = sheet.row.section
    return "" if section is None else ". ".join(part for part in (section.number, section.title) if part)
