"""Where everything about papers is remembered: one setting each, journalled, taken back by ``history.undo``."""

from __future__ import annotations

from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk


def keep(desk: Desk, key: str, value: str) -> SettingChanged:
    """Keep a setting; nothing is written where nothing differs."""
    before = desk.store.setting(key)
    if value != before:
        desk.store.set_setting(key, value, who=desk.who, at=desk.now(), undoable=True)
    return SettingChanged(key, before, value)
