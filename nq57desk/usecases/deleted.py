"""The "Đã xóa" list: what was deleted of a plan, and how it comes back with everything that fell with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.attachments import Attachment
from nq57desk.domain.changes import Applied, Proposed
from nq57desk.domain.plan import Appendix, Section, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.errors import refuse
from nq57desk.store.deleted import Deleted, deleted
from nq57desk.usecases.changing import apply_records, proposed, writable
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class DeletedTask:
    """A task in the list. ``at`` ISO with offset and ``by``: when and by whom, "" where nobody noted it.

    ``sub_tasks`` and ``updates`` count what fell with it and comes back with it.
    """

    id: str
    plan_id: str
    appendix_id: str
    section_id: str
    number: str
    name: str
    lead: str
    at: str
    by: str
    sub_tasks: int
    updates: int


def deleted_tasks(desk: Desk, *, plan_id: str | None = None) -> tuple[DeletedTask, ...]:
    """The deleted tasks, newest first; a sub-task that fell with its task is counted there, not listed."""
    gone = deleted(desk.store, Task) if plan_id is None else deleted(desk.store, Task, plan_id=[plan_id])
    if not gone:
        return ()
    by_id = {one.record.id: one for one in gone}
    fallen: dict[str, list[str]] = {}
    for one in gone:
        fallen.setdefault(_root(one, by_id), []).append(one.record.id)
    counted = _updates(desk, gone)
    newest = sorted(fallen, key=lambda root: (-by_id[root].revision, by_id[root].record.position))
    return tuple(_row(desk, by_id[root], fallen[root], counted) for root in newest)


def _root(one: Deleted[Task], by_id: Mapping[str, Deleted[Task]]) -> str:
    """The task whose deletion took this one along."""
    seen = {one.record.id}
    while (above := by_id.get(one.record.parent_id)) and above.revision == one.revision and above.record.id not in seen:
        one = above
        seen.add(one.record.id)
    return one.record.id


def _updates(desk: Desk, gone: Sequence[Deleted[Task]]) -> dict[str, int]:
    revisions = {one.record.id: one.revision for one in gone}
    found: dict[str, int] = {}
    for one in deleted(desk.store, ProgressUpdate, task_id=list(revisions)):
        if one.revision == revisions[one.record.task_id]:
            found[one.record.task_id] = found.get(one.record.task_id, 0) + 1
    return found


def _row(desk: Desk, one: Deleted[Task], fallen: Sequence[str], updates: Mapping[str, int]) -> DeletedTask:
    its = one.record
    last = next(iter(desk.store.history("task", its.id)), None)
    return DeletedTask(
        its.id,
        its.plan_id,
        its.appendix_id,
        its.section_id,
        its.number,
        its.name,
        its.lead,
        last.at if last else "",
        last.who if last else "",
        len(fallen) - 1,
        sum(updates.get(each, 0) for each in fallen),
    )


def restore_task(desk: Desk, *, task_id: str) -> Applied:
    """Bring a deleted task back with the sub-tasks, updates and evidence that fell with it; can be undone.

    Where its section or the task above it is gone, it stands without them.

    Raises:
        Refused: "plan.not_deleted", "plan.list_gone" (its list was deleted too), or the office is open read-only.
    """
    writable(desk)
    one = next(iter(deleted(desk.store, Task, id=[task_id])), None)
    if one is None:
        raise refuse("plan.not_deleted")
    if desk.store.get(Appendix, one.record.appendix_id) is None:
        raise refuse("plan.list_gone")
    fallen = list(_fallen(desk, one))
    return apply_records(desk, "restore", [*map(proposed, fallen), *_with_them(desk, one, [t.id for t in fallen])])


def _fallen(desk: Desk, root: Deleted[Task]) -> Iterator[Task]:
    """The task and what fell with it, parents first, without what is no longer there above them."""
    sections = {section.id for section in desk.store.all(Section, plan_id=root.record.plan_id)}
    above = desk.store.get(Task, root.record.parent_id) if root.record.parent_id else None
    waiting = [replace(root.record, parent_id=above.id if above else "")]
    gone = deleted(desk.store, Task, plan_id=[root.record.plan_id])
    seen: set[str] = set()
    while waiting:
        task = waiting.pop(0)
        seen.add(task.id)
        yield task if task.section_id in sections else replace(task, section_id="")
        waiting += [
            one.record
            for one in gone
            if one.record.parent_id == task.id and one.revision == root.revision and one.record.id not in seen
        ]


def _with_them(desk: Desk, root: Deleted[Task], ids: Sequence[str]) -> Iterator[Proposed]:
    for update in deleted(desk.store, ProgressUpdate, task_id=ids):
        if update.revision == root.revision:
            yield proposed(update.record)
    for file in deleted(desk.store, Attachment, task_id=ids):
        if file.revision == root.revision:
            yield proposed(file.record)
