"""What the window knows of the open office without asking: told by the working line after each opening and change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nq57desk.domain.organisation import Role
from nq57desk.domain.progress import State
from nq57desk.gui.drafts import Draft
from nq57desk.gui.office_lock import Holder
from nq57desk.wording import _

if TYPE_CHECKING:
    from datetime import date

    from nq57desk.domain.changes import Applied
    from nq57desk.domain.organisation import Office
    from nq57desk.store.entries import JournalEntry
    from nq57desk.workspace import Desk

_STEPS = 400
"""How far back in the journal a step's name is looked for."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The journal's words for what Ctrl+Z and Ctrl+Y would do; "" where there is nothing."""

    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What every part of the window may know of the open office without asking."""

    office: Office
    folder: Path
    today: date
    read_only: bool
    steps: Steps = Steps()
    holder: Holder | None = None
    """Who has it open in another window, so that this one only looks."""
    draft: Draft | None = None
    """What was being typed when the program ended suddenly."""
    backup_at: str = ""
    """When the newest backup was made, ISO without zone."""
    states: tuple[State, ...] = tuple(State)
    """The states that lists offer."""
    second_due: bool = False
    """Whether the second place of the backups waits for a new copy."""
    ahead: str = ""
    """The day of the newest entry where it lies after today: the machine's clock was set back."""

    def backup_words(self) -> tuple[str, ...]:
        """What the status bar says of backups."""
        said = []
        if self.backup_at:
            day = f"{self.backup_at[8:10]}/{self.backup_at[5:7]}/{self.backup_at[:4]}"
            said.append(_("Sao lưu gần nhất {day}").format(day=day))
        if self.second_due:
            said.append(_("Cần chép bản sao lưu sang nơi thứ hai"))
        return tuple(said)

    @property
    def is_city(self) -> bool:
        """Whether this installation merges other offices' bundles."""
        return self.office.role is Role.CITY


@dataclass(frozen=True, slots=True)
class Changed:
    """What the working line says after a change: its result, what it applied, and what the window is to know."""

    result: Any
    applied: Applied | None
    steps: Steps
    office: Office
    states: tuple[State, ...]


def told_of(desk: Desk, holder: Holder | None, draft: Draft | None) -> Opened:
    """What is to be known of an office that was just opened."""
    from nq57desk.store.backup import list_backups
    from nq57desk.usecases import history

    backups = list_backups(desk.backups_folder)
    return Opened(
        office=desk.office,
        folder=desk.folder,
        today=desk.today,
        read_only=desk.read_only,
        steps=steps_of(desk),
        holder=holder,
        draft=draft,
        backup_at=backups[0].at.isoformat() if backups else "",
        states=states_of(desk),
        ahead=history.day_ahead(desk),
    )


def steps_of(desk: Desk) -> Steps:
    """What Ctrl+Z and Ctrl+Y would do now."""
    from nq57desk.usecases import history

    return Steps(_step_name(desk, history.undoable(desk)), _step_name(desk, history.redoable(desk)))


def _step_name(desk: Desk, entry: JournalEntry | None) -> str:
    """What a person did: an undone or redone step has the name of the step itself."""
    if entry is None:
        return ""
    if entry.action in ("undo", "redo") and entry.reverts is not None:
        from nq57desk.usecases import history

        known = {each.seq: each for each in history.journal(desk, limit=_STEPS)}
        seen = entry
        while seen.action in ("undo", "redo") and seen.reverts in known:
            seen = known[seen.reverts]
        return _named(seen)
    return _named(entry)


def _named(entry: JournalEntry) -> str:
    """The journal's word; of a setting also which one: "setting:update_rate.threshold"."""
    if entry.action != "setting":
        return entry.action
    from nq57desk.usecases.overview import last_setting

    return f"setting:{last_setting(entry.detail)[0]}"


def states_of(desk: Desk) -> tuple[State, ...]:
    """The states that the office's settings offer."""
    from nq57desk import settings

    return settings.read_states(desk.store.setting(settings.STATES))
