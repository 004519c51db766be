"""Findings about the user's data as rows: how grave, where, what."""

from __future__ import annotations

from nq57desk.domain.problems import Problem, Severity
from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column
from nq57desk.sentences import sentence, where
from nq57desk.wording import _, mark

SEVERITIES = {
    Severity.ERROR: Mark("error", mark("Phải sửa"), theme.MISSING),
    Severity.WARNING: Mark("warning", mark("Nên xem"), theme.WARNING),
    Severity.NOTE: Mark("note", mark("Đã tự xử lý"), theme.UNKNOWN),
}
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def columns() -> tuple[Column[Problem], ...]:
    """The columns of a list of findings."""
    return (
        Column(_("Mức"), lambda it: _(SEVERITIES[it.severity].words), 118, mark=lambda it: SEVERITIES[it.severity]),
        Column(_("Chỗ"), place_words, 250),
        Column(_("Nội dung"), sentence, 0),
    )


def place_words(problem: Problem) -> str:
    """The place, with its file where several are looked at."""
    place = where(problem.place)
    return place or problem.place.file


def gravest_first(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """In the order in which a person should look at them."""
    return tuple(sorted(problems, key=lambda it: _GRAVEST.index(it.severity)))


def summary(problems: tuple[Problem, ...]) -> str:
    """ "Phải sửa 1 · Nên xem 3"."""
    counted = {severity: sum(it.severity is severity for it in problems) for severity in _GRAVEST}
    return " · ".join(f"{_(SEVERITIES[severity].words)} {n}" for severity, n in counted.items() if n)
