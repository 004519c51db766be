"""Having a paper made: read and composed beside the office's line, set into pages aside, so that no key waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nq57desk.domain.column_profiles import Profile
from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Plan
from nq57desk.domain.problems import Problem
from nq57desk.gui.jobs import Job
from nq57desk.gui.pages.papers_heads import Beside
from nq57desk.gui.pdf_reading import page_sizes
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.page_scroller import Place
from nq57desk.monitor import Monitor
from nq57desk.usecases.paper_shelf import Choice
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.documents.layout import Layout
    from nq57desk.usecases.paper_asked import Asked
    from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as it is shown. ``words`` name the open blanks of its own text; ``layout`` None: an issued paper."""

    what: Choice | IssuedPaper
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    fingerprint: str
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()
    layout: Layout | None = None
    asked: Asked | None = None
    beside: Beside | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.sizes)

    @property
    def title(self) -> str:
        """What it is called in a file's name, a letter's subject, a printer's list."""
        if isinstance(self.what, IssuedPaper):
            return self.what.title
        return self.layout.title if self.layout is not None else ""


@dataclass(frozen=True, slots=True)
class _Composed:
    asked: Asked
    layout: Layout
    problems: tuple[Problem, ...]
    beside: Beside
    words: Mapping[str, str]


class Making:
    """Makes one paper at a time: asking for another one stops the one under way."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._jobs: list[Job] = []
        self._turn = 0

    def stop(self) -> None:
        """What is under way is not wanted any more."""
        self._turn += 1
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def make(
        self,
        choice: Choice,
        came: Callable[[Made], object],
        refused: Callable[[tuple[Problem, ...]], object],
        *,
        header: bool = True,
        columns: tuple[str, Profile] | None = None,
    ) -> None:
        """Compose a paper and set its pages; ``columns`` are tried without being kept."""
        self.stop()
        turn = self._turn

        def composed(found: _Composed | None) -> None:
            if turn == self._turn and found is not None:
                self._render(found, choice, turn, came)

        def not_made(problems: tuple[Problem, ...]) -> None:
            if turn == self._turn:
                refused(problems)

        self._follow(
            self._session.look(
                lambda desk, monitor: _compose(desk, choice, monitor, header=header, columns=columns),
                composed,
                refused=not_made,
            )
        )

    def show_issued(
        self, paper: IssuedPaper, came: Callable[[Made], object], refused: Callable[[tuple[Problem, ...]], object]
    ) -> None:
        """The kept pages of an issued paper."""
        from nq57desk.usecases import paper_issued

        self.stop()
        turn = self._turn

        def read(data: bytes) -> None:
            self._session.aside(lambda _monitor: Made(paper, data, page_sizes(data), paper.fingerprint), shown)

        def shown(made: Made) -> None:
            if turn == self._turn:
                came(made)

        def not_read(problems: tuple[Problem, ...]) -> None:
            if turn == self._turn:
                refused(problems)

        self._follow(
            self._session.look(
                lambda desk, _monitor: paper_issued.issued_bytes(desk, paper_id=paper.id), read, refused=not_read
            )
        )

    def _render(self, found: _Composed, choice: Choice, turn: int, came: Callable[[Made], object]) -> None:
        def done(made: Made) -> None:
            if turn == self._turn:
                came(made)

        job = self._session.aside(lambda monitor: rendered(found, choice, monitor), done)
        self._follow(job)
        self._session.working.emit(job, _("Đang dựng trang in…"))

    def _follow(self, job: Job) -> None:
        self._jobs.append(job)


def _compose(
    desk: Desk, choice: Choice, monitor: Monitor, *, header: bool, columns: tuple[str, Profile] | None
) -> _Composed:
    """While looking at the office: what stands on the paper, and what can be filled in beside it."""
    from nq57desk.usecases import paper_columns, paper_heads, paper_shelf, papers, settings_edits

    monitor.report(0)
    with paper_columns.on_trial(*columns) if columns is not None else nullcontext():
        asked = paper_shelf.asked_for(desk, choice, header=header)
        layout, problems = papers.layout_of(desk, asked)
    beside = Beside(
        choice,
        paper_heads.head_memory(desk, kind=choice.kind),
        paper_heads.number_of(desk, kind=choice.kind, about=asked.about),
        settings_edits.read(desk).signers,
        desk.store.get(Plan, choice.plan_id) if choice.plan_id else None,
    )
    return _Composed(asked, layout, problems, beside, _words(desk, choice))


def _words(desk: Desk, choice: Choice) -> dict[str, str]:
    """The parts of a report, the articles of a decision, as the list of open blanks names them."""
    from nq57desk.usecases import paper_texts

    if choice.kind is PaperKind.PROGRESS_REPORT and choice.period is not None:
        return {part.field: part.heading_line for part in paper_texts.report_parts(desk, period=choice.period)}
    return {f"articles.{n}": _("Điều {n}").format(n=n) for n in range(1, 12)}


def rendered(found: _Composed, choice: Choice, monitor: Monitor) -> Made:
    """Beside the line: the pages themselves.

    Raises:
        Cancelled: another paper was asked for.
    """
    from nq57desk.documents.render_pdf import render_pdf

    done = render_pdf(found.layout, monitor=monitor)
    return Made(
        choice,
        done.data,
        page_sizes(done.data),
        found.asked.code,
        done.places,
        (*found.problems, *done.problems),
        found.layout,
        found.asked,
        found.beside,
        found.words,
    )
