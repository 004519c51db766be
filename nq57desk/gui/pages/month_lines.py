"""Which lines the monthly grid shows: filters, sections with their headings, ended tasks folded at the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from nq57desk.domain.update_rate import Lack
from nq57desk.domain.vietnamese import fold
from nq57desk.gui.models.grid import Line
from nq57desk.usecases.month_sheet import SheetRow
from nq57desk.wording import _

ENDED = "#ended"
_SECTION = "#section:"

FILTERS: dict[str, Callable[[SheetRow], bool]] = {
    "all": lambda _sheet: True,
    "missing": lambda sheet: sheet.row.counted and sheet.row.lack is Lack.NOT_UPDATED,
    "partial": lambda sheet: sheet.row.counted and sheet.row.lack in (Lack.INCOMPLETE, Lack.UPDATED_LATE),
    "late": lambda sheet: str(sheet.row.task.timeliness) == "late",
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

    def is_folded(self, key: str) -> bool:
        """Whether a heading hides its rows: the ended ones do unless they were unfolded."""
        return self.folded.get(key, key == ENDED and self.filter == "all")


def counts(rows: Iterable[SheetRow]) -> dict[str, int]:
    """How many rows each filter finds; "all" without the ended ones."""
    known = [sheet for sheet in rows if not sheet.group]
    found = {name: sum(map(wanted, known)) for name, wanted in FILTERS.items()}
    found["all"] -= found["ended"]
    return found


def lines(rows: Sequence[SheetRow], view: View) -> tuple[Line[SheetRow], ...]:
    """The lines to show; rows found for the first time are kept from now on."""
    wanted, searched = FILTERS[view.filter], fold(view.search).split()
    found = []
    for sheet in rows:
        key = sheet.row.task.id
        if key in view.kept or (wanted(sheet) and _holds(sheet, searched, view.plain)):
            view.kept.add(key)
            found.append(sheet)
    going = [sheet for sheet in found if not sheet.ended]
    ended = [sheet for sheet in found if sheet.ended]
    result: list[Line[SheetRow]] = []
    for key, heading, its in _sections(going, by_lead=view.by_lead):
        folded = view.is_folded(key)
        if heading:
            result.append(Line(key, None, _heading(heading, its), folded))
        if not (heading and folded):
            result += [Line(sheet.row.task.id, sheet) for sheet in its]
    if ended:
        folded = view.is_folded(ENDED)
        result.append(Line(ENDED, None, _("Đã kết thúc ({n})").format(n=len(ended)), folded))
        result += [] if folded else [Line(sheet.row.task.id, sheet) for sheet in ended]
    return tuple(result)


def _holds(sheet: SheetRow, searched: Collection[str], plain: dict[str, tuple[str, str]]) -> bool:
    if not searched:
        return True
    task, update = sheet.row.task, sheet.row.update
    result = f"{update.result} {update.product_document}" if update is not None else ""
    text = f"{task.number} {task.name} {task.lead} {task.product} {result}"
    known = plain.get(task.id)
    if known is None or known[0] != text:
        known = plain[task.id] = (text, fold(text))
    return all(word in known[1] for word in searched)


def _sections(rows: Iterable[SheetRow], *, by_lead: bool) -> list[tuple[str, str, list[SheetRow]]]:
    """(key, heading, rows) in order of first appearance; rows without a section stand under no heading."""
    found: dict[str, tuple[str, list[SheetRow]]] = {}
    for sheet in rows:
        task = sheet.row.task
        if by_lead:
            key, heading = task.lead or "–", task.lead or _("Chưa rõ chủ trì")
        else:
            key = f"{task.appendix_id}/{task.section_id}"
            heading = ". ".join(part for part in (task.section, task.section_title) if part)
        found.setdefault(key, (heading, []))[1].append(sheet)
    return [(f"{_SECTION}{key}", heading, its) for key, (heading, its) in found.items()]


def _heading(title: str, rows: Sequence[SheetRow]) -> str:
    counted = [sheet for sheet in rows if sheet.row.counted]
    done = sum(1 for sheet in counted if sheet.row.lack is None)
    return _("{title} – {n} nhiệm vụ, {done} đã cập nhật").format(title=title, n=len(rows), done=done)
