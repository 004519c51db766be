"""From what was read to a proposal: the same plan, appendices, sections and rows on the ids that they already have.

Decides nothing about the office's data by itself: the proposal is compared and shown first. Reading the same file
again proposes the same records; rows that the file lacks are kept and counted (absence is not deletion).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.domain.bodies import bodies_named, body_key
from nq57desk.domain.changes import Proposal, Proposed, Source
from nq57desk.domain.deadlines import understand
from nq57desk.domain.identity import KnownPlan, same_indicators
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Appendix, AppendixKind, Paragraph, Plan, Section, Task
from nq57desk.domain.positions import STEP
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.importing.assembling_lists import match_appendices, proposed_appendix, proposed_sections
from nq57desk.importing.assembling_plan import find_plan, plan_year, proposed_body, proposed_plan
from nq57desk.importing.assembling_rows import AssembledRows, Row, assemble_rows, row_key
from nq57desk.importing.result import ReadResult, ReadTable

__all__ = ["Assembled", "Existing", "assemble", "plan_of", "plan_year"]


@dataclass(frozen=True, slots=True)
class Existing:
    """The office's present records, of one plan or of several."""

    plans: Sequence[Plan] = ()
    paragraphs: Sequence[Paragraph] = ()
    appendices: Sequence[Appendix] = ()
    sections: Sequence[Section] = ()
    tasks: Sequence[Task] = ()
    indicators: Sequence[Indicator] = ()
    org_units: Sequence[OrgUnit] = ()

    def of_plan(self, plan_id: str) -> Existing:
        """The records of one plan, with all bodies."""
        return Existing(
            [plan for plan in self.plans if plan.id == plan_id],
            [paragraph for paragraph in self.paragraphs if paragraph.plan_id == plan_id],
            [appendix for appendix in self.appendices if appendix.plan_id == plan_id],
            [section for section in self.sections if section.plan_id == plan_id],
            [task for task in self.tasks if task.plan_id == plan_id],
            [indicator for indicator in self.indicators if indicator.plan_id == plan_id],
            self.org_units,
        )

    def rows(self) -> list[Row]:
        """Tasks and indicators together."""
        return [*self.tasks, *self.indicators]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A proposal to compare. ``appendix_ids`` stand in the paper's order; ``problems`` hold the reader's too.

    ``absent`` are the plan's rows that the file's lists lack; none is proposed to go unless a person said so.
    """

    proposal: Proposal
    plan_id: str
    appendix_ids: tuple[str, ...]
    problems: tuple[Problem, ...]
    absent: tuple[Row, ...] = ()


def plan_of(result: ReadResult, existing: Existing, *, year: int) -> str | None:
    """The id of the plan that this file is, if the office has it; ``year`` counts where the paper names none."""
    names: dict[str, list[str]] = {}
    for row in existing.rows():
        names.setdefault(row.plan_id, []).append(row.name)
    known = [KnownPlan(plan, tuple(names.get(plan.id, ()))) for plan in existing.plans]
    return find_plan(known, result, year=year)


def assemble(
    result: ReadResult,
    existing: Existing | None,
    *,
    plan_id: str | None,
    new_id: Callable[[], str],
    year: int,
    office_name: str,
    confirmed: Mapping[str, str] | None = None,
    source: Source | None = None,
    delete: Collection[str] = (),
) -> Assembled:
    """Turn what was read into proposed records of the plan ``plan_id``, or of a new plan if it is None.

    ``year`` counts where the paper names none, ``office_name`` where it names no issuing body. ``confirmed`` maps
    read rows ("0:17", see :func:`~nq57desk.importing.assembling_rows.row_key`) to row ids that a person chose;
    ``delete`` are ids of absent rows that a person wants gone.

    Raises:
        KeyError: ``existing`` does not hold the plan ``plan_id``.
    """
    work = _Assembling(result, existing or Existing(), plan_id, new_id, confirmed or {})
    work.plan(year, office_name)
    for at, (table, appendix) in enumerate(work.lists()):
        work.table(at, table, appendix)
    work.bodies()
    work.absent = [row for row in work.absent if row.id not in {one.id for one in work.records}]
    work.records += [Proposed(_kind(row), row.id, None) for row in work.absent if row.id in delete]
    problems = (*result.problems, *work.problems)
    origin = source or Source("file", result.name, result.digest)
    proposal = Proposal("import", origin, tuple(work.in_order()), problems)
    return Assembled(proposal, work.plan_id, tuple(work.appendix_ids), problems, tuple(work.absent))


def _kind(row: Row) -> str:
    return "task" if isinstance(row, Task) else "indicator"


_ORDER = ("org_unit", "plan", "paragraph", "appendix", "section", "task", "indicator")


@dataclass(slots=True)
class _Assembling:
    """What has been assembled so far of one file."""

    result: ReadResult
    everything: Existing
    known_plan: str | None
    new_id: Callable[[], str]
    confirmed: Mapping[str, str]
    plan_id: str = ""
    year: int = 0
    known: Existing = field(default_factory=Existing)
    records: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    appendix_ids: list[str] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    leads: dict[str, tuple[str, Place]] = field(default_factory=dict)
    absent: list[Row] = field(default_factory=list)

    def plan(self, year: int, office_name: str) -> None:
        named = plan_year(self.result, year)
        if self.known_plan is None:
            base = Plan(self.new_id(), named, issuing_body=office_name)
        else:
            base = {plan.id: plan for plan in self.everything.plans}[self.known_plan]
            self.known = self.everything.of_plan(base.id)
            if plan_year(self.result, base.year) != base.year:
                self.problems.append(problem("importing.other_year", found=named, year=base.year))
        self.plan_id, self.year = base.id, base.year
        self.records.append(
            Proposed("plan", base.id, proposed_plan(base, self.result.document, new=self.known_plan is None))
        )
        self.records += proposed_body(base.id, self.result.body, self.known.paragraphs, self.new_id)

    def lists(self) -> list[tuple[ReadTable, Appendix]]:
        """Each table with its appendix, as proposed."""
        names: dict[str, list[str]] = {}
        for row in self.known.rows():
            names.setdefault(row.appendix_id, []).append(row.name)
        last = max((appendix.position for appendix in self.known.appendices), default=0)
        pairs = []
        for table, base in zip(
            self.result.tables, match_appendices(self.result.tables, self.known.appendices, names), strict=True
        ):
            if base is None:
                last += STEP
                base = Appendix(self.new_id(), self.plan_id, last)
            pairs.append((table, proposed_appendix(table, base)))
        return pairs

    def table(self, at: int, table: ReadTable, appendix: Appendix) -> None:
        known_sections = [section for section in self.known.sections if section.appendix_id == appendix.id]
        sections = proposed_sections(table, appendix, known_sections, self.new_id)
        its: Sequence[Row] = self.known.tasks if table.kind is AppendixKind.TASKS else self.known.indicators
        known = [row for row in its if row.appendix_id == appendix.id]
        done = assemble_rows(
            table,
            at,
            appendix,
            sections,
            known,
            known_sections,
            new_id=self.new_id,
            confirmed=self.confirmed,
            loose_spaces=self.result.name.lower().endswith(".pdf"),
        )
        self.appendix_ids.append(appendix.id)
        self.records.append(Proposed("appendix", appendix.id, appendix, table.place))
        for section, read in zip(sections, table.sections, strict=True):
            self.records.append(Proposed("section", section.id, section, read.place))
        kind = "task" if table.kind is AppendixKind.TASKS else "indicator"
        for row, read_row in zip(done.rows, table.rows, strict=True):
            self.records.append(Proposed(kind, row.id, row, read_row.place))
            for name in bodies_named(row.lead):
                self.leads.setdefault(body_key(name), (name, read_row.place))
        waiting = {pair.existing.key for pair in done.matching.doubtful}
        missing = set(done.matching.missing) - waiting
        self.absent += [row for row in known if row.id in missing]
        self.problems += _matching_problems(table, at, done)
        self.problems += _deadline_problems(table, done, self.year)
        self.problems += self._shown_twice(table, done)

    def _shown_twice(self, table: ReadTable, done: AssembledRows) -> list[Problem]:
        fresh = {
            row.id: read.place
            for row, read, base in zip(done.rows, table.rows, done.bases, strict=True)
            if base is None and isinstance(row, Indicator)
        }
        self.indicators += [row for row in done.rows if isinstance(row, Indicator)]
        return [
            problem(
                "importing.same_indicator",
                Severity.NOTE,
                fresh[pair.shown.id],
                name=pair.shown.name,
                number=pair.first.number,
                first=pair.first.name,
            )
            for pair in (same_indicators(self.indicators) if fresh else ())
            if pair.shown.id in fresh
        ]

    def bodies(self) -> None:
        """Propose a body for each lead that the office does not know under any of its names."""
        known = {body_key(name) for unit in self.everything.org_units for name in _names(unit)}
        last = max((unit.position for unit in self.everything.org_units), default=0)
        for key, (name, place) in self.leads.items():
            if key and key not in known:
                last += STEP
                unit = OrgUnit(self.new_id(), name, position=last)
                self.records.append(Proposed("org_unit", unit.id, unit, place))

    def in_order(self) -> list[Proposed]:
        return sorted(self.records, key=lambda proposed: _ORDER.index(proposed.kind))


def _names(unit: OrgUnit) -> Iterable[str]:
    return (unit.name, unit.short_name, *unit.aliases)


def _matching_problems(table: ReadTable, at: int, done: AssembledRows) -> list[Problem]:
    places = {row_key(at, place): read.place for place, read in enumerate(table.rows)}
    found = [
        problem(
            "matching.doubtful",
            Severity.WARNING,
            places[pair.proposed.key],
            name=pair.proposed.name,
            known=pair.existing.name,
            likeness=int(pair.likeness),
            row=pair.proposed.key,
            id=pair.existing.key,
        )
        for pair in done.matching.doubtful
    ]
    if done.matching.missing:
        count = len(done.matching.missing)
        found.append(problem("importing.rows_absent", Severity.NOTE, table.place, count=count, label=table.label))
    return found


def _deadline_problems(table: ReadTable, done: AssembledRows, year: int) -> list[Problem]:
    """What is not understood of the deadlines, at the cell; an empty one counts only where there is a column for it."""
    headings = dict(zip(table.fields, table.columns, strict=False))
    groups = {row.parent for row in table.rows}
    found = []
    for at, (read, row) in enumerate(zip(table.rows, done.rows, strict=True)):
        flaw = understand(row.deadline, year).problem
        empty = not row.deadline.strip()
        if flaw and not (empty and ("deadline" not in headings or at in groups)):
            place = replace(read.place, column=headings.get("deadline", ""))
            found.append(replace(flaw, place=place, words=(*flaw.words, ("name", row.name))))
    return found
