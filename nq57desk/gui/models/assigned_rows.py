"""What the city assigned as lists and panels show it: the city's words, ours beside them, and what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nq57desk.domain.assigned_rows import CityRow, Decision, OwnRow, Standing, Suggestion, Why
from nq57desk.domain.assignments import AssignedIndicator, DirectionNote
from nq57desk.domain.indicators import Indicator
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column
from nq57desk.usecases.city_fields import LABELS
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.usecases.assigned import AssignedLine
    from nq57desk.usecases.assignment_preview import Choice, PreviewRow

STANDINGS = {
    Standing.LINKED: Mark("met", mark("Đã ghép"), theme.RECEIVED),
    Standing.ADDED: Mark("add", mark("Đã thêm"), theme.RECEIVED),
    Standing.WAITING: Mark("waiting", mark("Chờ chọn"), theme.WAITING),
    Standing.WITHDRAWN: Mark("replaced", mark("Thành phố đã rút"), theme.UNKNOWN),
}
DECISIONS = {
    Decision.LINK: Mark("met", mark("Ghép"), theme.RECEIVED),
    Decision.ADD: Mark("add", mark("Thêm mới"), theme.NEUTRAL),
    Decision.LATER: Mark("waiting", mark("Để sau"), theme.WAITING),
}
_OPEN = Mark("waiting", mark("Chưa chọn"), theme.WAITING)
_UPDATED = Mark("updated", mark("Sẽ cập nhật"), theme.WARNING)
_CHANGED = Mark("warning", mark("Chưa cập nhật"), theme.WARNING)
_WHY = {
    Why.CITY: mark("thành phố đã ghép"),
    Why.SAME: mark("giống hệt tên"),
    Why.ALIKE: mark("giống {n}%"),
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A row of the preview with what is decided of it so far; ``own`` is the own row that stands beside it."""

    row: PreviewRow
    choice: Choice | None = None
    own: OwnRow | None = None


def standing_mark(line: AssignedLine) -> Mark:
    """How an assigned row stands."""
    if line.standing is Standing.ADDED and line.differs:
        return _CHANGED
    return STANDINGS[line.standing]


def named(row: CityRow | OwnRow) -> str:
    """Number and name."""
    return words.numbered(row.number, " ".join(row.name.split()))


def facts(row: CityRow | OwnRow) -> str:
    """What else counts of a row, in one line: target and unit, deadline, product, the document behind it."""
    parts = []
    if isinstance(row, Indicator | AssignedIndicator) and (row.target or row.unit):
        parts.append(_("giao {target}").format(target=" ".join(f"{row.target} {row.unit}".split())))
    if row.deadline:
        due = " ".join(row.deadline.split())
        inside = due[:1].lower() + due[1:] if due[1:2].islower() else due
        parts.append(_("hạn {deadline}").format(deadline=inside))
    if row.source_document:
        parts.append(" ".join(row.source_document.split()))
    return " · ".join(parts)


def differing_words(line: AssignedLine) -> tuple[str, ...]:
    """Where the city and the own row say different things, one sentence each."""
    text = _("{field}: thành phố ghi “{city}”, cơ quan ghi “{own}”")
    if line.standing is Standing.ADDED:
        text = _("{field}: thành phố đã sửa thành “{city}”, ở đây còn “{own}”")
    return tuple(
        words.capital(text.format(field=_(LABELS[one.field]), city=_short(one.city), own=_short(one.own)))
        for one in line.differs
    )


def _short(text: str) -> str:
    one = " ".join(text.split()) or _("(trống)")
    return one if len(one) <= _LONGEST else f"{one[:_LONGEST]}…"


def note_words(note: DirectionNote) -> str:
    """A note of direction: when, who, in which document, what."""
    whose = " · ".join(part for part in (words.day(note.given_on), note.given_by, note.document) if part)
    return f"{whose}\n{note.text}"


def notes_words(notes: Sequence[DirectionNote]) -> str:
    """Several notes, one below the other."""
    return "\n\n".join(note_words(note) for note in notes)


def city_words(line: AssignedLine) -> str:
    """All that the city says of a row, for a panel: what differs first, its own words, its notes."""
    said = line.said
    lines = [_(standing_mark(line).words) + (f": {line.because}" if line.because else "")]
    if line.standing is Standing.WITHDRAWN:
        lines.append(_("Dòng của cơ quan giữ nguyên; muốn bỏ thì xóa như mọi dòng khác."))
    lines += differing_words(line)
    if line.standing is not Standing.WITHDRAWN:
        lines.append(_("Thành phố ghi: {name}").format(name=named(said)))
        lines += [part for part in (facts(said), said.note) if part]
    if line.notes:
        lines += ["", _("Ý kiến chỉ đạo:"), notes_words(line.notes)]
    return "\n".join(lines)


def told_first(line: AssignedLine) -> tuple[str, ...]:
    """What a person should see of a row at once: that the city withdrew it, where it says otherwise, its notes."""
    found = list(differing_words(line))
    if line.standing is Standing.WITHDRAWN:
        found.append(_("Thành phố đã rút việc này: {reason}").format(reason=line.because or "–"))
    if line.notes:
        found.append(_("Có {n} ý kiến chỉ đạo của thành phố").format(n=len(line.notes)))
    return tuple(found)


def indicator_words(line: AssignedLine) -> str:
    """What the city says of an indicator where there is little room: what differs, its newest note."""
    lines = list(told_first(line))
    lines += [note.text for note in line.notes[:1]]
    return "\n".join(lines) or _("Thành phố: {facts}").format(facts=facts(line.said))


def _notes_count(line: AssignedLine) -> str:
    if line.because:
        return _("Lý do: {reason}").format(reason=line.because)
    return _("{n} ý kiến chỉ đạo").format(n=len(line.notes)) if line.notes else ""


def _differing(line: AssignedLine) -> str:
    return "; ".join(part for part in (*differing_words(line), _notes_count(line)) if part)


def line_columns() -> tuple[Column[AssignedLine], ...]:
    """The columns of everything assigned."""
    return (
        Column(_("Tình trạng"), lambda line: _(standing_mark(line).words), 176, mark=standing_mark),
        Column(_("Năm"), lambda line: str(line.year), 54),
        Column(_("Thành phố giao"), lambda line: named(line.said), 0, second=lambda line: facts(line.said)),
        Column(_("Dòng của cơ quan"), _own_name, 320, second=_own_facts),
        Column(_("Chỗ khác nhau, ý kiến"), _differing, 250),
    )


def _own_name(line: AssignedLine) -> str:
    return named(line.own) if line.own is not None else "–"


def _own_facts(line: AssignedLine) -> str:
    return facts(line.own) if line.own is not None else ""


# The preview


def decided_mark(one: DecidedRow) -> Mark:
    """What becomes of a row."""
    if one.row.standing is Standing.WAITING:
        return DECISIONS[one.choice.decision] if one.choice is not None else _OPEN
    if one.choice is not None and one.choice.decision is Decision.LINK:
        return DECISIONS[Decision.LINK]
    return _UPDATED if one.row.changed else STANDINGS[one.row.standing]


def likeness_words(found: Suggestion | None) -> str:
    """Why a row is suggested."""
    return _(_WHY[found.why]).format(n=found.likeness) if found is not None else ""


def _likeness(one: DecidedRow) -> str:
    suggestion = one.row.suggestion
    if one.own is None or suggestion is None or one.own.id != suggestion.row_id:
        return ""
    return likeness_words(suggestion)


def _beside(one: DecidedRow) -> str:
    """The own row: as decided, else as suggested, with a question mark."""
    if one.choice is not None and one.choice.decision is Decision.ADD:
        return _("(thêm dòng mới)")
    if one.own is None:
        return _("(không có dòng giống)") if one.row.standing is Standing.WAITING else "–"
    asked = one.row.standing is Standing.WAITING and (one.choice is None or one.choice.decision is Decision.LATER)
    return f"? {named(one.own)}" if asked else named(one.own)


def _beside_facts(one: DecidedRow) -> str:
    if one.choice is not None and one.choice.decision is Decision.ADD:
        return ""
    if one.row.changed:
        fields = ", ".join(_(LABELS[name]) for name in one.row.changed)
        return _("thành phố sửa: {fields}").format(fields=fields)
    return facts(one.own) if one.own is not None else ""


def preview_columns() -> tuple[Column[DecidedRow], ...]:
    """The columns of a preview: the city's row at the left, ours at the right."""
    return (
        Column(_("Quyết định"), lambda one: _(decided_mark(one).words), 168, mark=decided_mark),
        Column(_("Thành phố giao"), lambda one: named(one.row.said), 0, second=lambda one: facts(one.row.said)),
        Column(_("Giống"), _likeness, 132),
        Column(_("Dòng của cơ quan"), _beside, 430, second=_beside_facts),
    )
