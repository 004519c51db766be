"""What can be done to the chosen task or plan: each opens its form or asks its question; every step can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nq57desk.domain.periods import Period
from nq57desk.domain.plan import AppendixKind, Plan, PlanStatus, Section
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui.dialogs.task_form import Place
from nq57desk.gui.models.plan_tree import record_at
from nq57desk.sentences import sentence
from nq57desk.usecases.plan_edits import Moved
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.tasks import TasksPage

CHANGING = frozenset(
    ("add_task", "edit", "delete", "progress", "adjust", "split", "move_up", "move_down", "restore", "plan_status")
)
"""What a read-only office does not do."""
_OF_TASK = frozenset(("edit", "delete", "progress", "split", "move_up", "move_down", "attachments", "copy_central"))
_MOST_RENUMBERED = 6


class TaskDoing:
    """The plan page's actions, by name in ``handlers``."""

    def __init__(self, page: TasksPage) -> None:
        self.page = page
        self.session = page.session
        self.handlers: dict[str, Callable[[], None]] = {
            "add_task": self.add,
            "edit": self.edit,
            "delete": self.delete,
            "progress": self.record_progress,
            "adjust": self.adjust,
            "split": self.split,
            "move_up": lambda: self.move(-1),
            "move_down": lambda: self.move(1),
            "restore": self.restore,
            "plan_status": self.turn_status,
            "print_view": self.print_view,
            "attachments": self.attachments,
            "copy_central": self.copy_central,
        }

    def can(self, action: str) -> bool:
        """What concerns one task needs one chosen; a read-only office changes nothing."""
        office, page = self.session.office, self.page
        if office is None or (office.read_only and action in CHANGING):
            return False
        if action in _OF_TASK:
            return page.shows_tasks and bool(page.model.task_id(page.table.currentIndex()))
        if action == "restore":
            return page.deleted_row() is not None
        appendix = page.appendix()
        if action in ("add_task", "adjust"):
            return appendix is not None and appendix.kind is AppendixKind.TASKS
        if action == "print_view":
            return appendix is not None
        return action != "plan_status" or page.plan() is not None

    def _place(self) -> Place | None:
        appendix, record = self.page.appendix(), record_at(self.page.tree.currentIndex())
        if appendix is None or appendix.kind is not AppendixKind.TASKS:
            return None
        section = record if isinstance(record, Section) else self._section_of_row()
        return Place(appendix, section, self._issued())

    def _section_of_row(self) -> Section | None:
        """The section in which the current row stands: what is added goes to its end."""
        row = self.page.current()
        sections = () if row is None else self.page.sections(row.appendix_id)
        return next((each for each in sections if row is not None and each.id == row.section_id), None)

    def _issued(self, row: TaskRow | None = None) -> bool:
        plan = self.page.plan(row.plan_id if row is not None else "")
        return plan is not None and plan.status is PlanStatus.ISSUED

    def edit(self) -> None:
        """Open the current task's form."""
        from nq57desk.gui.dialogs.task_form import edit_task

        row = self.page.current()
        if row is not None and self.can("edit"):
            edit_task(self.page, self.session, row, issued=self._issued(row))

    def add(self) -> None:
        """Open an empty form for a task of the chosen section or appendix."""
        from nq57desk.gui.dialogs.task_form import add_task

        place = self._place()
        if place is not None:
            add_task(self.page, self.session, place)

    def adjust(self) -> None:
        """Open the form that changes an issued plan by a document."""
        from nq57desk.gui.dialogs.task_form import adjust

        row, place = self.page.current(), self._place()
        if row is not None or place is not None:
            adjust(self.page, self.session, row, place)

    def split(self) -> None:
        """Open the form of a task's sub-tasks."""
        from nq57desk.gui.dialogs.split_form import split_task

        row = self.page.current()
        if row is not None:
            split_task(self.page, self.session, row, issued=self._issued(row))

    def record_progress(self) -> None:
        """Open the progress form of the current task."""
        from nq57desk.gui.dialogs.progress_form import record_progress

        row = self.page.current()
        if row is not None and self.can("progress"):
            record_progress(self.page, self.session, row)

    def print_view(self) -> None:
        """Show the appendix as it will be printed."""
        self.page.go.emit("papers", self.page.appendix())

    def attachments(self) -> None:
        """Open the evidence files of the current task."""
        from nq57desk.gui.dialogs.attachments import open_attachments

        row = self.page.current()
        if row is not None:
            name = f"{row.number}. {row.name}" if row.number else row.name
            open_attachments(self.page, self.session, row.id, name)

    def copy_central(self) -> None:
        """Open the dialog that copies words for the central system and ticks what is there."""
        from nq57desk.gui.dialogs.central import open_central

        open_central(self.page, self.session, self.page.current())

    # moving

    def move(self, by: int) -> None:
        """One place up or down; in an issued plan that asks first which numbers would change."""
        from nq57desk.usecases import plan_edits

        row = self.page.current()
        if row is None:
            return
        if not self._issued(row):
            self._move(row, by)
            return
        self.session.ask(
            lambda desk, _monitor: plan_edits.move_task(desk, task_id=row.id, by=by),
            lambda moved: self._ask_renumbering(row, by, moved) if moved.asks else None,
            refused=self.page.refuse,
        )

    def _move(self, row: TaskRow, by: int) -> None:
        from nq57desk.usecases import plan_edits

        self.page.keep_chosen(row.id)
        self.session.change(
            lambda desk, _m: plan_edits.move_task(desk, task_id=row.id, by=by, confirmed=True).applied,
            refused=self.page.refuse,
        )

    def _ask_renumbering(self, row: TaskRow, by: int, moved: Moved) -> None:
        from nq57desk.gui.dialogs.question import ask

        lines = [f"{each.number} → {each.new_number}  {each.name[:70]}" for each in moved.renumbered[:_MOST_RENUMBERED]]
        if len(moved.renumbered) > _MOST_RENUMBERED:
            lines.append(_("… và {n} nhiệm vụ nữa").format(n=len(moved.renumbered) - _MOST_RENUMBERED))
        text = _("Kế hoạch đã ban hành. Chuyển chỗ nhiệm vụ này sẽ đánh lại số {n} dòng; hoàn tác được bằng Ctrl+Z.")
        whole = "\n".join([text.format(n=len(moved.renumbered)), *lines])
        if ask(self.page, whole, _("Chuyển chỗ")):
            self._move(row, by)

    # deleting and bringing back

    def delete(self) -> None:
        """Ask (M24), then delete the current task, or record it as stopped."""
        from nq57desk.usecases import progress

        row = self.page.current()
        if row is not None and self.can("delete"):
            self.session.ask(
                lambda desk, _monitor: len(progress.updates(desk, task_id=row.id)),
                lambda periods: self._ask_delete(row, periods),
            )

    def _ask_delete(self, row: TaskRow, periods: int) -> None:
        from nq57desk.gui.dialogs.delete_task import STOP, ask_delete, is_delete
        from nq57desk.usecases import edits

        answer = ask_delete(self.page, row, periods)
        if is_delete(answer):
            self.session.change(lambda desk, _m: edits.delete_task(desk, task_id=row.id), refused=self.page.refuse)
        elif answer == STOP:
            self._stop(row)

    def _stop(self, row: TaskRow) -> None:
        from nq57desk.usecases import asking, progress

        self.session.ask(
            lambda desk, _m: (asking.period_asked(desk, None), progress.updates(desk, task_id=row.id)),
            lambda found: self._stop_form(row, *found),
        )

    def _stop_form(self, row: TaskRow, now: Period, updates: tuple[ProgressUpdate, ...]) -> None:
        from nq57desk.gui.dialogs.progress_form import open_form

        sheet = open_form(self.page, self.session, row, None, now, updates)
        sheet.form.fill({"state": State.STOPPED.value})
        sheet.form.inputs["stopped_by"].setFocus()

    def restore(self) -> None:
        """Bring the chosen deleted task back."""
        from nq57desk.usecases import deleted

        row = self.page.deleted_row()
        if row is not None and self.can("restore"):
            self.session.change(lambda desk, _m: deleted.restore_task(desk, task_id=row.id), refused=self.page.refuse)

    # the plan as a whole

    def turn_status(self) -> None:
        """Issue a draft, or take an issued plan back to draft."""
        from nq57desk.gui.dialogs.question import ask
        from nq57desk.usecases import plan_edits

        plan = self.page.plan()
        if plan is None:
            return
        issued = plan.status is PlanStatus.ISSUED
        text, verb = _status_words(plan)
        if ask(self.page, text, verb):
            status = PlanStatus.DRAFT if issued else PlanStatus.ISSUED
            self.session.change(
                lambda desk, _m: plan_edits.set_status(desk, plan_id=plan.id, status=status),
                refused=lambda problems: self.page.notice.say("\n".join(map(sentence, problems))),
            )


def _status_words(plan: Plan) -> tuple[str, str]:
    if plan.status is PlanStatus.ISSUED:
        return (
            _(
                "Chuyển kế hoạch về dự thảo để sửa chỗ tệp bị đọc sai? Nội dung giữ nguyên, hoàn tác được. "
                "Sửa xong thì ghi nhận lại là đã ban hành."
            ),
            _("Chuyển về dự thảo"),
        )
    return (
        _("Ghi nhận kế hoạch đã ban hành? Từ đó nội dung chỉ thay đổi theo văn bản điều chỉnh, bổ sung."),
        _("Ghi nhận đã ban hành"),
    )
