"""The table of tasks: it knows the order of all rows at once, but holds only the rows that were looked at.

The order is a list of ids with section headings between them. A row is asked for when a view first wants to
show it: ``wanted`` names the ids, ``put`` brings them. Up to ``KEPT`` rows stay; the longest unseen go first.
Twenty thousand tasks so cost their ids and one screen of rows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, QTimer, Signal

from nq57desk.gui.models.rows import ROOT, Column, Index, Role, Shown, cell_data, cell_shown, runs
from nq57desk.usecases.task_list import TaskRow
from nq57desk.usecases.task_order import Heading, TaskOrder
from nq57desk.wording import _

KEPT = 2000
AROUND = 40
"""How many rows beyond the ones seen are asked for with them."""


class TaskTable(QAbstractTableModel):
    """Rows of tasks and section headings; see the module."""

    wanted = Signal(tuple)
    """With the ids of rows that a view wants to show and that are not here yet."""

    def __init__(self, columns: Sequence[Column[TaskRow]] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.order = TaskOrder()
        self._kept: OrderedDict[str, TaskRow] = OrderedDict()
        self._asked: set[str] = set()
        self._missed: set[int] = set()
        self._stale: set[str] = set()
        """Rows that changed since they came."""
        self._places: dict[str, int] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def show(
        self, order: TaskOrder, columns: Sequence[Column[TaskRow]] | None = None, rows: Iterable[TaskRow] = ()
    ) -> None:
        """Show these rows from now on; ``rows`` are here already, others that were held are kept.

        A row that tells where a search found it is only good for that search.
        """
        self.beginResetModel()
        self.order = order
        if columns is not None:
            self.columns = tuple(columns)
        self._asked.clear()
        self._missed.clear()
        self._places = {}
        for each in [each for each, row in self._kept.items() if row.found is not None or each in order.beyond]:
            del self._kept[each]
        self._keep(rows)
        self.endResetModel()

    def _keep(self, rows: Iterable[TaskRow]) -> None:
        for row in rows:
            self._kept[row.id] = row
            self._kept.move_to_end(row.id)
            self._asked.discard(row.id)
            self._stale.discard(row.id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def put(self, rows: Iterable[TaskRow]) -> None:
        """Take rows that were asked for and show them."""
        came = tuple(rows)
        self._keep(came)
        arrived = sorted(at for at in (self.place(row.id) for row in came) if at is not None)
        last = len(self.columns) - 1
        for first, end in runs(arrived):
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    def forget(self, ids: Collection[str] | None = None) -> None:
        """Let rows that have changed be asked for anew; all of them, when they are next looked at, without ``ids``.

        Single rows stay to be seen as they were until they come.
        """
        self._asked.clear()
        if ids is not None:
            self._stale.update(each for each in ids if each in self._kept)
            places = (self.place(each) for each in self._stale)
            self._missed.update(at for at in places if at is not None)
            self._soon.start()
            return
        gone = bool(self._kept)
        self._kept.clear()
        self._stale.clear()
        if gone and self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def want(self, first: int, end: int) -> None:
        """The rows from ``first`` to before ``end`` will soon be looked at: ask for those that are not here."""
        here, ids = self._kept, self.order.ids
        lacking = [at for at in range(first, min(end, len(ids))) if ids[at] and ids[at] not in here]
        if any(ids[at] not in self._asked for at in lacking):
            self._missed.update(lacking)
            self._soon.start()

    def place(self, task_id: str) -> int | None:
        """The row in which a task stands, None where it is not shown."""
        if not self._places:
            self._places = {each: at for at, each in enumerate(self.order.ids) if each}
        return self._places.get(task_id)

    def task_id(self, index: Index) -> str:
        """The task's id at an index, "" on a heading or nowhere."""
        return self.order.ids[index.row()] if index.isValid() and index.row() < len(self.order.ids) else ""

    def task(self, index: Index) -> TaskRow | None:
        """The task at an index if it is here, as it is now."""
        task_id = self.task_id(index)
        return None if task_id in self._stale else self._kept.get(task_id)

    def heading(self, row: int) -> Heading | None:
        """The section heading that stands in a row, None for a task's row."""
        return self.order.headings.get(row)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows there are, headings included."""
        return 0 if parent.isValid() else len(self.order.ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell answers to a role; "…" until its row has come."""
        if not index.isValid():
            return None
        heading = self.order.headings.get(index.row())
        if heading is not None:
            return _heading_data(heading, index.column(), role)
        row = self._kept.get(self.order.ids[index.row()])
        if row is not None:
            return cell_data(self.columns[index.column()], row, role)
        self._miss(index.row())
        return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 1 else None

    def shows(self, index: Index) -> Shown:
        """The same for a painter, all at once."""
        at, column = index.row(), index.column()
        heading = self.order.headings.get(at)
        if heading is not None:
            return Shown(_heading_words(heading) if column == 0 else "", heading=True)
        row = self._kept.get(self.order.ids[at])
        if row is not None:
            return cell_shown(self.columns[column], row)
        self._miss(at)
        return Shown("…" if column == 1 else "")

    def _miss(self, at: int) -> None:
        self._missed.add(at)
        if not self._soon.isActive():
            self._soon.start()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are read, not chosen."""
        if index.isValid() and index.row() in self.order.headings:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading if section < len(self.columns) else None
        return None

    def _ask(self) -> None:
        """Ask for what was missed since the last time, with some rows around it."""
        if not self._missed:
            return
        first = max(0, min(self._missed) - AROUND)
        last = min(len(self.order.ids), max(self._missed) + AROUND)
        near = sorted(self._missed) if last - first > KEPT // 2 else list(range(first, last))
        self._missed.clear()
        ids = tuple(
            each
            for each in (self.order.ids[at] for at in near)
            if each and (each not in self._kept or each in self._stale) and each not in self._asked
        )
        if ids:
            self._asked.update(ids)
            self.wanted.emit(ids)


def _heading_data(heading: Heading, column: int, role: int) -> Any:
    if role == Role.HEADING:
        return True
    if column == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return _heading_words(heading)
    return None


def _heading_words(heading: Heading) -> str:
    title = ". ".join(part for part in (heading.number, heading.title) if part)
    return _("{title} – {n} nhiệm vụ").format(title=title, n=heading.tasks) if heading.tasks else title
