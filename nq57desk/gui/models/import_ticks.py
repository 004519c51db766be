"""Which rows of an import preview are ticked, and which ticks hang together.

Decides that a new sub-row comes in only with its new parent: unticking the parent unticks its sub-rows, ticking a
sub-row ticks its parents. A row that the file lacks goes only with its sub-rows: there it is the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nq57desk.gui.models.import_rows import GONE, ImportRow, Kind

TAKEN = (Kind.NEW, Kind.EDITED, Kind.CONFLICT, Kind.DELETED)
"""What importing a row may do to the data; such a row can be ticked."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Rows whose tick went along with that of ``row``: ``ticked`` or unticked."""

    row: ImportRow
    others: tuple[ImportRow, ...]
    ticked: bool


class Ticks:
    """The rows' keys that are not ticked, of all tables together."""

    def __init__(self) -> None:
        self.left: set[str] = set()
        self._rows: dict[str, ImportRow] = {}
        self._parent: dict[str, str] = {}
        self._children: dict[str, list[str]] = {}

    def show(self, rows: Iterable[ImportRow], *, keep: bool) -> None:
        """Take these rows; with ``keep`` those that were there before stay as a person ticked them."""
        known = self._rows.keys() if keep else set()
        found = {row.key: row for row in rows}
        kept = {key for key in self.left if key in found} if keep else set()
        fresh = {key for key, row in found.items() if key not in known and row.kind in (Kind.DELETED, Kind.CONFLICT)}
        mend = {key for key, row in found.items() if row.must_mend}
        self.left = kept | fresh | mend
        self._rows = found
        self._link()
        for key in [key for key in self.left if found[key].kind is not Kind.DELETED]:
            self.left.update(self._under(key))

    def _link(self) -> None:
        gone = {row.id: key for key, row in self._rows.items() if row.table == GONE}
        self._parent = {}
        for key, row in self._rows.items():
            if row.table == GONE and row.record is not None:
                parent = gone.get(row.record.parent_id, "")
            else:
                parent = self._new_parent(row)
            if parent:
                self._parent[key] = parent
        self._children = {}
        for key, parent in self._parent.items():
            self._children.setdefault(parent, []).append(key)

    def _new_parent(self, row: ImportRow) -> str:
        """The key of the new row that a new row stands under, "" where its parent is there already."""
        if not row.is_new or row.read is None or row.read.parent is None:
            return ""
        key = f"{row.table}:{row.read.parent}"
        return key if key in self._rows and self._rows[key].is_new else ""

    def _under(self, key: str) -> Iterator[str]:
        for child in self._children.get(key, ()):
            yield child
            yield from self._under(child)

    def _above(self, key: str) -> Iterator[str]:
        while (parent := self._parent.get(key, "")) != "":
            yield parent
            key = parent

    def tickable(self, row: ImportRow) -> bool:
        """Whether the row can be taken: nothing in it or in its new parents has to be mended first."""
        if row.kind not in TAKEN or row.must_mend:
            return False
        return all(self._rows[key].kind in TAKEN and not self._rows[key].must_mend for key in self._above(row.key))

    def waits_for(self, row: ImportRow) -> ImportRow | None:
        """The new parent without which the row cannot come in, None where nothing keeps it back."""
        held = (self._rows[key] for key in self._above(row.key))
        return next((one for one in held if one.kind not in TAKEN or one.must_mend), None)

    def is_taken(self, row: ImportRow) -> bool:
        """Whether the row would be imported (or, of one that the file lacks, would go)."""
        return self.tickable(row) and row.key not in self.left

    def toggle(self, rows: Iterable[ImportRow]) -> tuple[Followed, ...]:
        """Tick these rows, or untick them if all are ticked; what else followed."""
        chosen = [row for row in rows if self.tickable(row)]
        on = any(row.key in self.left for row in chosen)
        own = {row.key for row in chosen}
        found = []
        for row in chosen:
            before = set(self.left)
            going = row.kind is Kind.DELETED
            along = self._above(row.key) if on is not going else self._under(row.key)
            keys = [row.key, *along]
            if on:
                self.left.difference_update(keys)
            else:
                self.left.update(keys)
            others = [self._rows[key] for key in keys if (key in before) != (key in self.left) and key not in own]
            if others:
                found.append(Followed(row, tuple(others), on))
        return tuple(found)
