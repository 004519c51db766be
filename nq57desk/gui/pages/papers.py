"""Văn bản: what leaves as paper, as the real pages of the PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QSplitter, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.plan import Appendix
from nq57desk.domain.problems import Problem
from nq57desk.gui import actions as act
from nq57desk.gui.models.plan_tree import PlanTree, appendix_at
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.pdf_pages import PdfPages
from nq57desk.gui.widgets.plain import Empty, card, label
from nq57desk.usecases.papers import Paper, SavedPaper
from nq57desk.usecases.task_list import PlanView
from nq57desk.wording import _


class PapersPage(Page):
    """The appendices on the left, the pages in the middle, what belongs to the paper on the right."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Văn bản"), session, actions, parent)
        self.tree_model = PlanTree(self)
        self.tree = QTreeView()
        self.pages = PdfPages(session)
        self.header = QCheckBox(_("In quốc hiệu và tên cơ quan"))
        self.code = label(wrap=True, selectable=True)
        self.findings = label(wrap=True, selectable=True)
        self.paper: Paper | None = None
        self._wanted = ""
        self._shown = ""
        self._asked = 0
        self._build()
        self.handlers = {"save_paper": self.save}

    def _build(self) -> None:
        self.head.addWidget(act.button(self.actions_by_name["save_paper"], main=True))
        self.tree.setModel(self.tree_model)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setAccessibleName(_("Các phụ lục"))
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.header.setChecked(True)
        self.header.toggled.connect(lambda _on: self._compose())
        side = card()
        inner = QVBoxLayout(side)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(8)
        inner.addWidget(label(_("Phụ lục in riêng"), "heading"))
        inner.addWidget(self.header)
        inner.addWidget(label(_("Mã đối chiếu"), "quiet"))
        inner.addWidget(self.code)
        inner.addWidget(self.findings)
        inner.addStretch(1)
        inner.addWidget(
            label(
                _("Trang thật, giống hệt tệp PDF. Mã đối chiếu đổi khi số liệu đổi."),
                "quiet",
                wrap=True,
            )
        )
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.tree)
        across.addWidget(self.pages)
        across.addWidget(side)
        across.setSizes([232, 700, 190])
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        self.empty = Empty(
            _("Chưa có gì để in. Nhập phụ lục của cơ quan trước."),
            act.button(self.actions_by_name["import"], main=True),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(across)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def regions(self) -> list[QWidget]:
        """The list, the pages, the side."""
        return [part for part in (self.tree, self.pages, self.header) if part.isVisible()]

    def can(self, action: str) -> bool:
        """Saving needs a paper that is shown."""
        return action in self.handlers and self.paper is not None

    def refresh(self) -> None:
        """Read the appendices anew, then compose the chosen one."""
        from nq57desk.usecases import task_list

        if self.session.office is not None:
            self.session.ask(lambda desk, _monitor: task_list.plans(desk), self._plans_came)

    def touched(self, applied: Applied) -> None:
        """Progress is not printed in an appendix; anything of a plan is."""
        if applied.entry is None or set(applied.touched) & {"plan", "appendix", "section", "task", "indicator"}:
            self._shown = ""
            self.refresh()

    def show_with(self, what: object) -> None:
        """Show this appendix."""
        if isinstance(what, Appendix):
            self._wanted = what.id
            self._choose()

    def _plans_came(self, plans: tuple[PlanView, ...]) -> None:
        chosen = appendix_at(self.tree.currentIndex())
        if chosen is not None and not self._wanted:
            self._wanted = chosen.id
        self.tree_model.show(
            PlanView(view.plan, tuple(replace(a, sections=()) for a in view.appendices)) for view in plans
        )
        self.tree.expandAll()
        has_any = any(view.appendices for view in plans)
        self.stack.setCurrentIndex(0 if has_any else 1)
        if has_any and not self._wanted:
            self._wanted = next(view.appendices[0].appendix.id for view in plans if view.appendices)
        self._choose()

    def _choose(self) -> None:
        index = self.tree_model.index_of(self._wanted)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self._compose()

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        found = appendix_at(now)
        if found is not None:
            self._wanted = found.id
            self._compose()

    def _compose(self) -> None:
        from nq57desk.usecases import papers

        header, wanted = self.header.isChecked(), self._wanted
        if not wanted or f"{wanted}{header}" == self._shown:
            return
        self._shown = f"{wanted}{header}"
        self._asked += 1
        asked = self._asked
        self.aside.setText(_("Đang dựng trang…"))

        def came(paper: Paper) -> None:
            if asked == self._asked:
                self._paper_came(paper)

        self.session.ask(
            lambda desk, monitor: papers.appendix_paper(desk, appendix_id=wanted, header=header, monitor=monitor),
            came,
            refused=self._refused,
            words=_("Đang dựng trang in…"),
        )

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self._shown = ""
        self.paper = None
        self.pages.show_pdf(b"")
        self.aside.setText("")
        self.refuse(problems)
        self.available.emit()

    def _paper_came(self, paper: Paper) -> None:
        self.paper = paper
        self.aside.setText(_("{n} trang").format(n=paper.pages))
        self.code.setText(paper.fingerprint)
        self.findings.setText(said(paper.problems))
        self.pages.show_pdf(paper.data)
        self.available.emit()

    def save(self) -> None:
        """Ask where, then write the PDF."""
        appendix = appendix_at(self.tree.currentIndex())
        office = self.session.office
        if appendix is None or office is None:
            return
        name = " ".join((appendix.label or "Phu luc").replace("/", "-").split())
        suggested = str(office.folder / "papers" / f"{name}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Lưu PDF"), suggested, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the PDF shown now to a file."""
        from nq57desk.gui.dialogs.question import tell
        from nq57desk.usecases import papers

        target = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        wanted, header = self._wanted, self.header.isChecked()

        def done(saved: SavedPaper) -> None:
            text = _("Đã lưu {n} trang, mã đối chiếu {code}.").format(n=saved.pages, code=saved.fingerprint)
            tell(self, text, str(saved.file))

        self.session.ask(
            lambda desk, monitor: papers.save_paper(
                desk, kind="appendix", path=target, appendix_id=wanted, header=header, monitor=monitor
            ),
            done,
            refused=self.refuse,
            words=_("Đang lưu PDF…"),
        )
