"""The columns of lists and appendices as the clerk chose them, remembered for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from nq57desk.domain import column_profiles, list_assignments, list_indicators, list_task_progress, list_warnings
from nq57desk.domain.column_profiles import ColumnWish, Profile
from nq57desk.domain.listings import Listing, ListingColumn
from nq57desk.domain.papers import PaperKind
from nq57desk.errors import refuse
from nq57desk.usecases.changing import writable
from nq57desk.usecases.paper_memory import keep
from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk

COLUMNS = {
    PaperKind.TASK_PROGRESS.value: list_task_progress.COLUMNS,
    PaperKind.INDICATORS.value: list_indicators.COLUMNS,
    PaperKind.WARNING_LIST.value: list_warnings.COLUMNS,
    PaperKind.ASSIGNMENTS.value: list_assignments.COLUMNS,
}
"""The columns that each list has before a profile changes them."""
MOST = 30
_TRIAL: ContextVar[tuple[tuple[str, Profile], ...]] = ContextVar("columns on trial", default=())


@contextmanager
def on_trial(of: str, profile: Sequence[ColumnWish]) -> Iterator[None]:
    """Papers made meanwhile have these columns, without anything being kept: what a clerk sees before deciding."""
    token = _TRIAL.set((*_TRIAL.get(), (of, tuple(profile))))
    try:
        yield
    finally:
        _TRIAL.reset(token)


def column_profile(desk: Desk, *, of: str) -> Profile:
    """The profile of a list (by its word) or an appendix (by its id); () where none was kept."""
    trial = dict(_TRIAL.get())
    return trial[of] if of in trial else column_profiles.read(desk.store.setting(_key(of)))


def columns(of: str) -> tuple[ListingColumn, ...]:
    """A list's own columns, for showing what can be chosen."""
    return COLUMNS.get(of, ())


def keep_columns(desk: Desk, *, of: str, profile: Sequence[ColumnWish]) -> SettingChanged:
    """Remember a profile; an empty one goes back to the list's own columns.

    Raises:
        Refused: read-only, too many columns, or not one that is shown ("papers.no_column").
    """
    writable(desk)
    wishes = tuple(profile)
    if len(wishes) > MOST or (wishes and all(wish.hidden for wish in wishes)):
        raise refuse("papers.no_column", most=MOST)
    return keep(desk, _key(of), column_profiles.written(wishes))


def shaped(desk: Desk, of: str, listing: Listing) -> Listing:
    """A list with its columns as they were chosen."""
    return column_profiles.shaped(listing, column_profile(desk, of=of))


def _key(of: str) -> str:
    return f"papers.columns/{of}"
