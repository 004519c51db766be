"""Văn bản: what leaves as paper. At the left what there is, in the middle its real pages, at the right its fields."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QTreeView, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Appendix
from nq57desk.domain.problems import Problem
from nq57desk.gui import actions as act
from nq57desk.gui import theme, words
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.pages.papers_doing import COLUMNED, PapersDoing
from nq57desk.gui.pages.papers_filling import Filling
from nq57desk.gui.pages.papers_leaving import Leaving
from nq57desk.gui.pages.papers_made import Made, Making
from nq57desk.gui.pages.papers_period import PaperPeriods
from nq57desk.gui.pages.papers_side import PaperSide
from nq57desk.gui.pages.papers_tree import ISSUED, NAMES, Chosen, PapersTree, chosen_at, line_at, number_words
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.pdf_pages import PdfPages
from nq57desk.gui.widgets.plain import Empty, push
from nq57desk.usecases.paper_shelf import Choice, Shelf
from nq57desk.wording import _

_LATER_MS = 120
"""How long the choice must rest before its pages are made: arrows through the list stay light."""
_NARROW = 1040
"""Effective pixels of the page below which small pages and broad sides give way."""
_FRAMED = (
    PaperKind.APPENDIX,
    PaperKind.ADJUSTED_APPENDIX,
    PaperKind.TASK_PROGRESS,
    PaperKind.INDICATORS,
    PaperKind.WARNING_LIST,
    PaperKind.ASSIGNMENTS,
)
"""Papers whose national header can be left away."""
_MORE = ("save_word", "save_excel", "mail_paper", "issue_paper", "open_issued", "papers_folder")


class PapersPage(Page):
    """The papers of a period and of the plans, with everything that is done to a paper before it leaves."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Văn bản"), session, actions, parent)
        self.period = PaperPeriods()
        self.tree_model = PapersTree(self)
        self.tree = QTreeView()
        self.pages = PdfPages(session)
        self.side = PaperSide()
        self.making = Making(session)
        self.shelf: Shelf | None = None
        self.paper: Made | None = None
        self.wanted: Chosen | None = None
        self._framed = True
        self._quiet = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_LATER_MS)
        self._rest.timeout.connect(self.compose)
        self.leaving = Leaving(self)
        self.doing = PapersDoing(self)
        self.filling = Filling(self)
        self._build()
        self._connect()
        self.handlers = {**self.leaving.handlers, **self.doing.handlers}
        self.handlers |= {
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
            "detail": self.toggle_side,
        }

    # building

    def _build(self) -> None:
        named = self.actions_by_name
        self.head.addWidget(self.period)
        self.words_button = act.button(named["report_words"])
        self.columns_button = act.button(named["paper_columns"])
        self.issue_button = act.button(named["issue_paper"])
        self.more = push(_("Việc khác"))
        menu = QMenu(self.more)
        for name in _MORE:
            menu.addAction(named[name])
        self.more.setMenu(menu)
        for part in (self.words_button, self.columns_button, self.issue_button, self.more):
            self.head.addWidget(part)
        self.head.addWidget(act.button(named["save_paper"]))
        self.head.addWidget(act.button(named["print_view"], main=True, words=_("In…")))
        self.tree.setModel(self.tree_model)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setAccessibleName(_("Các văn bản"))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        for each in (self.tree, self.pages, self.side):
            self.across.addWidget(each)
        self.across.setStretchFactor(1, 1)
        self.across.setChildrenCollapsible(False)
        self._share()
        begin = push(_("Mở kỳ…"))
        begin.clicked.connect(lambda: self.go.emit("month", None))
        self.empty = Empty(
            _("Chưa có gì để in. Tệp gốc của cơ quan không bị sửa khi nhập."),
            act.button(self.actions_by_name["import"], main=True),
            begin,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.across)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def _connect(self) -> None:
        self.period.changed.connect(lambda _code: self._read())
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.tree.activated.connect(self._activated)
        self.pages.asked.connect(self.filling.fill)
        self.side.asked.connect(self.filling.fill)
        self.side.wanted.connect(self.filling.keep)
        self.side.framed.connect(self._frame)
        self.side.reset.connect(self.filling.reset)

    def _share(self) -> None:
        narrow = self.width() < theme.px(_NARROW)
        self.pages.compact(narrow)
        self.issue_button.setVisible(not narrow)
        self.tree.setMinimumWidth(theme.px(150))
        self.side.setMinimumWidth(theme.px(216 if narrow else 250))
        self.pages.setMinimumWidth(theme.px(220))
        self.across.setSizes([theme.px(176 if narrow else 228), theme.px(600), theme.px(220 if narrow else 262)])

    def compact(self, on: bool) -> None:
        """Little width: small pages away, narrower sides."""
        super().compact(on)
        self._share()

    def regions(self) -> list[QWidget]:
        """The list, the pages, the side."""
        parts = (self.period.choice, self.tree, self.pages.view, self.side.first())
        return [part for part in parts if part.isVisible()]

    def toggle_side(self) -> None:
        """F8: the fields away, or here again."""
        self.side.setVisible(not self.side.isVisible())

    @property
    def editable(self) -> bool:
        """Whether anything may be changed here."""
        office = self.session.office
        return office is not None and not office.read_only and not self.session.leader

    def can(self, action: str) -> bool:
        """What the paper shown allows."""
        if action not in self.handlers:
            return False
        if action in ("previous_period", "next_period", "detail", "papers_folder"):
            return self.stack.currentIndex() == 0
        return self.leaving.can(action) if action in self.leaving.handlers else self.doing.can(action)

    # what there is

    def refresh(self) -> None:
        """Read anew what there is to print, then the paper that is shown."""
        if self.session.office is not None:
            self._read()

    def touched(self, _applied: Applied) -> None:
        """Anything of the data, of the settings and of what is remembered of papers may stand on them."""
        self.compose()
        self._read(again=False)

    def _read(self, *, again: bool = True) -> None:
        from nq57desk.usecases import paper_shelf

        period = self.period.period or None
        self.session.look(
            lambda desk, _monitor: paper_shelf.shelf(desk, period=period),
            lambda found: self._shelf_came(found, again=again),
        )

    def reread(self) -> None:
        """What there is, with the paper shown left as it is."""
        self._read(again=False)

    def _shelf_came(self, found: Shelf, *, again: bool) -> None:
        before = self.shelf
        self.period.offer(found.now)
        if self.period.period != found.period.code:
            return
        self.shelf = found
        self.stack.setCurrentIndex(0 if found.any else 1)
        if not found.any:
            self.paper = None
            self.available.emit()
            return
        opened = self._opened()
        self._quiet = True
        self.tree_model.show(found)
        self._open(opened)
        self._quiet = False
        if before is not None and before.period != found.period:
            self._follow_period(found.period.code)
        self._choose(again=again)

    def _opened(self) -> dict[str, bool]:
        """Which of the lines that hold others are open."""
        return {line_at(index): self.tree.isExpanded(index) for index in self.tree_model.holders()}

    def _open(self, opened: dict[str, bool]) -> None:
        """As they were; a line that is new is open where it heads the list."""
        for index in self.tree_model.holders():
            usual = not index.parent().isValid() and line_at(index) != ISSUED
            self.tree.setExpanded(index, opened.get(line_at(index), usual))

    def _follow_period(self, code: str) -> None:
        """The same paper of the period that was chosen."""
        if isinstance(self.wanted, Choice) and self.wanted.period is not None:
            self.wanted = Choice(self.wanted.kind, code, body=self.wanted.body)

    def _choose(self, *, again: bool) -> None:
        index = self.tree_model.index_of(self.wanted) if self.wanted is not None else QModelIndex()
        if not index.isValid():
            self.wanted = self._first()
            index = self.tree_model.index_of(self.wanted)
            again = True
        self._quiet = True
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        self._quiet = False
        if again:
            self.compose()

    def _first(self) -> Chosen | None:
        """The report of a period that has something to say; before that the office's own appendix, as pages."""
        shelf, there = self.shelf, self.tree_model.choices()
        kind = PaperKind.PROGRESS_REPORT if shelf is not None and shelf.begun else PaperKind.APPENDIX
        if shelf is not None and shelf.of_city:
            kind = PaperKind.CITY_REPORT if shelf.begun else PaperKind.CITY_MISSING
        return next((one for one in there if one.kind is kind), there[0] if there else None)

    def show_with(self, what: object) -> None:
        """Show this paper: a Choice, an appendix, or the word of a kind of the period's papers."""
        if isinstance(what, Choice):
            self.wanted = what
        elif isinstance(what, Appendix):
            self.wanted = Choice(PaperKind.APPENDIX, plan_id=what.plan_id, appendix_id=what.id)
        elif isinstance(what, str) and what in {kind.value for kind in PaperKind}:
            there = self.tree_model.choices()
            self.wanted = next((one for one in there if one.kind.value == what), self.wanted)
        else:
            return
        if self.shelf is not None:
            self._choose(again=True)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        found = chosen_at(now)
        if found is not None and not self._quiet:
            self.wanted = found
            self._rest.start()

    def _activated(self, index: QModelIndex) -> None:
        """Enter: an issued paper opens in the system's program, any other goes to its pages."""
        if isinstance(chosen_at(index), IssuedPaper):
            self.leaving.open_issued()
        elif chosen_at(index) is not None:
            self.pages.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # the paper

    def compose(self) -> None:
        """Have the chosen paper made; the pages shown stay until the new ones are there."""
        self._rest.stop()
        if isinstance(self.wanted, IssuedPaper):
            self.making.show_issued(self.wanted, self._came, self._refused)
        elif self.wanted is not None:
            self.aside.setText(_("Đang dựng trang…"))
            self.making.make(self.wanted, self._came, self._refused, header=self._framed)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.paper = None
        self.pages.show_pdf(b"", ())
        self.aside.setText("")
        self.side.show_paper(self.name_of(self.wanted), "", said(problems), (), {})
        self.side.show_fields(None, editable=False)
        self.available.emit()

    def _came(self, made: Made) -> None:
        before, self.paper = self.paper, made
        same = before is not None and before.what == made.what
        self.pages.show_pdf(made.data, made.sizes, made.places, same=same)
        self.aside.setText(_("{n} trang").format(n=made.pages))
        name = self.name_of(made.what)
        if isinstance(made.what, IssuedPaper):
            self.side.show_issued(name, issued_words(made.what), made.fingerprint)
        else:
            self.side.show_paper(name, made.fingerprint, said(to_tell(made)), made.places, made.words)
            self.side.header.setVisible(made.what.kind in _FRAMED)
            self.side.show_fields(made.beside, editable=self.editable)
        self.words_button.setVisible(self.doing.has_words)
        self.columns_button.setVisible(isinstance(made.what, Choice) and made.what.kind in COLUMNED)
        self.available.emit()

    def name_of(self, what: Chosen | None) -> str:
        """ "Báo cáo kết quả thực hiện tháng 11/2026"."""
        if isinstance(what, IssuedPaper):
            return what.title
        if what is None:
            return ""
        parts = [_(NAMES[what.kind])]
        parts += [words.period_words(what.period)] if what.period is not None else []
        return " ".join(parts) + (f" – {what.body}" if what.body else "")

    def save_to(self, path: Path) -> None:
        """Write the pages shown now to a file; its ending says in which format, PDF where it has none."""
        self.leaving.save_to(path)

    def _frame(self, on: bool) -> None:
        self._framed = on
        self.compose()

    def leave(self) -> bool:
        """Esc: from the side or the pages back to the list."""
        if super().leave():
            return True
        if not self.tree.hasFocus() and self.tree.isVisible():
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def seek(self, text: str) -> bool:
        """Ctrl+F's words are looked for in the pages."""
        if self.paper is None:
            return False
        self.pages.look_for(text)
        return True


def to_tell(made: Made) -> tuple[Problem, ...]:
    """What was found on a paper, but for the parts without words: those stand among the open blanks."""
    return tuple(one for one in made.problems if one.code != "papers.empty_text")


def issued_words(paper: IssuedPaper) -> str:
    """What is kept of an issued paper."""
    return _("Số {number} ngày {day}, người ký {signer}. Bản lưu lúc {moment}, giữ nguyên, không sửa được.").format(
        number=number_words(paper),
        day=words.day(paper.issued_on),
        signer=paper.signer,
        moment=words.moment(paper.kept_at),
    )
