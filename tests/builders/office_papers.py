"""Every paper that a ward can make of its plans and of a month, as its clerk asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Appendix, Plan
from nq57desk.usecases import papers
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A paper by a name of its own for a file."""

    name: str
    kind: PaperKind
    plan_id: str | None = None
    appendix_id: str | None = None
    period: str | None = None

    def make(self, desk: Desk, suffix: str = ".pdf") -> papers.Paper:
        """The paper in a format."""
        return papers.make_paper(
            desk,
            kind=self.kind.value,
            plan_id=self.plan_id,
            appendix_id=self.appendix_id,
            period=self.period,
            suffix=suffix,
        )


def plan_papers(desk: Desk) -> Iterator[AskedPaper]:
    """Each plan whole, and each of its lists alone."""
    for n, plan in enumerate(desk.store.all(Plan)):
        yield AskedPaper(f"plan{n}", PaperKind.PLAN, plan_id=plan.id)
    for n, appendix in enumerate(desk.store.all(Appendix)):
        yield AskedPaper(f"appendix{n}", PaperKind.APPENDIX, appendix_id=appendix.id)


def every_paper(desk: Desk, period: str) -> Iterator[AskedPaper]:
    """One of each kind, for each plan and list where the kind asks for one."""
    yield from plan_papers(desk)
    for kind in PaperKind:
        if kind is PaperKind.DECISION:
            for n, plan in enumerate(desk.store.all(Plan)):
                yield AskedPaper(f"{kind.value}{n}", kind, plan_id=plan.id)
        elif kind is PaperKind.ADJUSTED_APPENDIX:
            for n, appendix in enumerate(desk.store.all(Appendix)):
                yield AskedPaper(f"{kind.value}{n}", kind, appendix_id=appendix.id)
        elif kind.value in papers.KINDS and kind not in (PaperKind.PLAN, PaperKind.APPENDIX):
            yield AskedPaper(kind.value, kind, period=period)
