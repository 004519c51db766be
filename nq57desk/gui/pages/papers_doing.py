"""What is done to a paper's contents: the words of reports and decisions, a list's columns, the number once issued."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.papers import PaperKind
from nq57desk.gui.dialogs.question import tell
from nq57desk.usecases.paper_asked import OF_PERIOD
from nq57desk.usecases.paper_shelf import Choice
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.papers import PapersPage

COLUMNED = (
    PaperKind.TASK_PROGRESS,
    PaperKind.INDICATORS,
    PaperKind.WARNING_LIST,
    PaperKind.ASSIGNMENTS,
    PaperKind.APPENDIX,
)
"""Papers whose columns can be chosen."""
_WORDED = (PaperKind.PROGRESS_REPORT, PaperKind.DECISION)


class PapersDoing:
    """Opens the dialogs of the page."""

    def __init__(self, page: PapersPage) -> None:
        self.page = page
        self.handlers: dict[str, Callable[[], None]] = {
            "report_words": lambda: self.words(),
            "paper_columns": self.columns,
            "issue_paper": self.issue,
        }

    @property
    def choice(self) -> Choice | None:
        """The paper shown, where it is one that is still being made."""
        made = self.page.paper
        return made.what if made is not None and isinstance(made.what, Choice) else None

    @property
    def has_words(self) -> bool:
        """Whether the paper has words of the clerk's own."""
        return self.choice is not None and self.choice.kind in _WORDED

    def can(self, action: str) -> bool:
        """What this paper allows; a leader only looks."""
        choice = self.choice
        if choice is None or not self.page.editable:
            return False
        if action == "report_words":
            return self.has_words
        if action == "paper_columns":
            return choice.kind in COLUMNED
        return self._issuable(choice)

    def _issuable(self, choice: Choice) -> bool:
        shelf = self.page.shelf
        if choice.kind is PaperKind.REMINDER:
            return bool(choice.body)
        return choice.kind not in (*OF_PERIOD, PaperKind.CITY_REPORT) or (shelf is not None and shelf.closed)

    def fill(self, room: str, name: str) -> None:
        """An open blank that is no field beside the paper."""
        choice = self.choice
        if choice is None:
            return
        if room == "report" or (choice.kind is PaperKind.DECISION and room in ("articles", "head")):
            self.words(name)
            return
        self.page.notice.say(
            _(
                "Chỗ này là của kế hoạch đã nhập. Số liệu không thay đổi. "
                "Nhập lại tệp kế hoạch có đủ phần này, hoặc lưu Word rồi ghi vào đó."
            ),
            _("Nhập từ tệp…"),
            self.page.actions_by_name["import"].trigger,
        )

    def words(self, part: str = "") -> None:
        """A report's parts, or a decision's articles, with the named one open."""
        choice, page = self.choice, self.page
        if choice is None or not self.page.editable:
            return
        if choice.kind is PaperKind.PROGRESS_REPORT and choice.period is not None:
            from nq57desk.gui.dialogs.report_words import ReportWords

            ReportWords(page, page.session, choice.period, part).open()
        elif choice.kind is PaperKind.DECISION and choice.plan_id is not None:
            from nq57desk.gui.dialogs.decision_form import edit_decision

            edit_decision(page, page.session, choice.plan_id, part)

    def columns(self) -> None:
        """The columns of a list, with the page that they make."""
        from nq57desk.gui.dialogs.paper_columns import PaperColumns

        choice, made = self.choice, self.page.paper
        if choice is not None and made is not None and made.asked is not None:
            PaperColumns(self.page, self.page.session, choice, made.asked.appendix).open()

    def issue(self) -> None:
        """The number that văn thư gave; the paper is kept with it."""
        from nq57desk.gui.dialogs.issue_form import issue_paper

        choice, made = self.choice, self.page.paper
        if choice is not None and made is not None and made.beside is not None:
            issue_paper(self.page, self.page.session, made.beside, self.page.name_of(choice), self._issued)

    def _issued(self, paper: IssuedPaper, found: str) -> None:
        self.page.wanted = paper
        self.page.refresh()
        text = _("Đã lưu bản phát hành số {number}. Bản này được giữ nguyên trong mục Đã phát hành.").format(
            number=f"{paper.number}/{paper.symbol}".rstrip("/")
        )
        tell(self.page, text, found)
