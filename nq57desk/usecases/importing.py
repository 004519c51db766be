"""A file or a pasted table in: read, recognised, matched against what is there, previewed, applied.

Decides that the clerk's earlier choice of columns is used and announced, that what a person confirmed or amended
changes the import and never the file, and that a plan issued anew can come in beside the old one, progress kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from nq57desk.domain.changes import Applied, Change, ChangeSet, Counts, Proposal, Source
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Appendix, AppendixKind, Paragraph, Plan, Section, Task
from nq57desk.domain.problems import NOWHERE, Place, Problem, Severity, problem
from nq57desk.errors import Refused, refuse
from nq57desk.importing.amending import Amended, amend
from nq57desk.importing.assemble import Assembled, Existing, assemble, plan_of, plan_year
from nq57desk.importing.assembling_rows import row_key
from nq57desk.importing.html import read_html
from nq57desk.importing.isolate import read_isolated
from nq57desk.importing.reading import RawFile
from nq57desk.importing.recognise import recognise
from nq57desk.importing.result import ReadResult, ReadRow
from nq57desk.monitor import Monitor
from nq57desk.usecases import reissue
from nq57desk.usecases.changing import new_id, writable
from nq57desk.usecases.import_profiles import Profile, remember, remembered
from nq57desk.usecases.reissue import CarriedOver
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """A row of the file that may be a known one, for a person to decide: ``confirmed={key: known_id}`` says that it
    is, ``{key: ""}`` that it is not. Until then it counts as new. ``likeness`` 75-100.
    """

    key: str
    number: str
    name: str
    place: Place
    known_id: str
    known_number: str
    known_name: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Reissue:
    """A plan that the file seems to issue anew; ``share`` of the file's rows bear its names, in percent."""

    plan_id: str
    number: str
    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``counts`` are of tasks and indicators only."""

    change_set: ChangeSet
    plan_id: str
    appendix_ids: tuple[str, ...]
    problems: tuple[Problem, ...]
    result: ReadResult
    counts: Counts
    profile: Profile | None = None
    """The remembered mapping of columns that was used; None where none was, or the clerk gave one."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """The clerk's own mapping, which applying remembers."""
    row_keys: Mapping[str, str] = field(default_factory=dict)
    """Record id of a proposed row → its key ("0:17"), by which it is amended and confirmed."""
    doubtful: tuple[DoubtfulPair, ...] = ()
    imported_on: date | None = None
    """The day on which this very file was imported before, if it was."""
    reissue: Reissue | None = None
    """Where the file becomes a new plan: the plan that it seems to take the place of."""
    carried: CarriedOver | None = None
    """With ``as_new_plan``: what the new plan keeps of the old one."""

    @property
    def nothing_new(self) -> bool:
        """Whether applying would change nothing at all."""
        return self.change_set.counts().differing == 0


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the clerk said about an import, beside the file."""

    plan_id: str | None = None
    mapping: Mapping[str, str] | None = None
    confirmed: Mapping[str, str] = field(default_factory=dict)
    amended: Amended = field(default_factory=dict)
    as_new_plan: bool = False
    source: Source | None = None


def read(
    path: Path,
    *,
    table: int | None = None,
    mapping: Mapping[str, str] | None = None,
    monitor: Monitor | None = None,
) -> ReadResult:
    """What a file holds; nothing is written. The file is read in a child process with limits.

    Raises:
        Refused: the file cannot be read, or ``table`` is not one of its tables.
    """
    raw = read_isolated(path, monitor=monitor)
    return recognise(raw, only_table=table, mapping=mapping, monitor=monitor)


def year_of(result: ReadResult, *, otherwise: int) -> int:
    """The year that the paper plans for, by its own words; ``otherwise`` where it names none."""
    return plan_year(result, otherwise)


def preview_file(
    desk: Desk,
    *,
    path: Path,
    table: int | None = None,
    plan_id: str | None = None,
    mapping: Mapping[str, str] | None = None,
    confirmed: Mapping[str, str] | None = None,
    amended: Amended | None = None,
    as_new_plan: bool = False,
    monitor: Monitor | None = None,
) -> Preview:
    """What importing the file would change; apply or discard the preview afterwards.

    ``mapping`` (heading word for word → field, "" for none) is the clerk's own; without it a remembered one is used,
    with an empty one none. ``confirmed`` answers doubtful pairs (row key → known row's id, "" for none of them),
    ``amended`` replaces texts (row key → field → text). ``as_new_plan``: the file issues ``plan_id`` anew; it becomes a
    new plan, and its rows keep what was recorded of the old ones.

    Raises:
        Refused: the file cannot be read, holds no list, the named plan is not there or is the file's own, or an
            amended row or field is not there.
    """
    raw = read_isolated(path, monitor=monitor)
    wish = _Wish(plan_id, mapping, confirmed or {}, amended or {}, as_new_plan)
    return _preview(desk, raw, wish, table, monitor)


def preview_clipboard(
    desk: Desk,
    *,
    html: str,
    text: str,
    plan_id: str | None = None,
    mapping: Mapping[str, str] | None = None,
    confirmed: Mapping[str, str] | None = None,
    amended: Amended | None = None,
    monitor: Monitor | None = None,
) -> Preview:
    """What pasting a table from Word or Excel would change; the wishes are those of ``preview_file``.

    Raises:
        Refused: the clipboard holds no list; else as ``preview_file``.
    """
    wish = _Wish(plan_id, mapping, confirmed or {}, amended or {}, source=Source("clipboard"))
    return _preview(desk, read_html(html, text), wish, None, monitor)


def _preview(desk: Desk, raw: RawFile, wish: _Wish, table: int | None, monitor: Monitor | None) -> Preview:
    writable(desk)
    result = recognise(raw, only_table=table, mapping=wish.mapping, monitor=monitor)
    profile = remembered(desk, result) if wish.mapping is None else None
    if profile is not None:
        result = recognise(raw, only_table=table, mapping=profile.mapping, monitor=monitor)
    if not result.tables:
        raise _no_list(result)
    try:
        result = amend(result, wish.amended)
    except KeyError as unknown:
        raise refuse("profiles.no_such_row", key=unknown.args[0]) from unknown
    existing = _existing(desk)
    if wish.plan_id is not None and all(plan.id != wish.plan_id for plan in existing.plans):
        raise refuse("workspace.unknown_plan", id=wish.plan_id)
    found = _as_new(desk, result, existing, wish) if wish.as_new_plan and wish.plan_id else None
    shown = found or _into_plan(desk, result, existing, wish)
    return replace(shown, profile=profile, mapping=wish.mapping or {})


def _assembled(desk: Desk, result: ReadResult, existing: Existing, wish: _Wish, plan_id: str | None) -> Assembled:
    return assemble(
        result,
        existing,
        plan_id=plan_id,
        new_id=new_id,
        year=desk.today.year,
        office_name=desk.office.name,
        confirmed={key: known for key, known in wish.confirmed.items() if known},
        source=wish.source,
    )


def _into_plan(desk: Desk, result: ReadResult, existing: Existing, wish: _Wish) -> Preview:
    """The file as the plan that it is, or as a new one."""
    plan_id = wish.plan_id or plan_of(result, existing, year=desk.today.year)
    assembled = _assembled(desk, result, existing, wish, plan_id)
    preview = _compared(desk, assembled, result, existing, wish)
    likely = reissue.offered(result, existing, year=desk.today.year) if plan_id is None else None
    if likely is None:
        return preview
    plan, share = likely.plan, int(likely.share * 100)
    told = problem("profiles.reissue", Severity.WARNING, Place(file=result.name), number=plan.number, share=share)
    offer = Reissue(plan.id, plan.number, plan.title, share)
    return replace(preview, reissue=offer, problems=(told, *preview.problems))


def _as_new(desk: Desk, result: ReadResult, existing: Existing, wish: _Wish) -> Preview:
    """The file as a new plan that takes the place of ``wish.plan_id``."""
    old = existing.of_plan(wish.plan_id or "")
    reissue.refuse_known(result, existing, old.plans[0], year=desk.today.year)
    assembled = _assembled(desk, result, Existing(org_units=existing.org_units), wish, None)
    keys = _row_keys(assembled, result)
    confirmed = {key: known for key, known in wish.confirmed.items() if known}
    made = reissue.reissued(desk, assembled, old, keys, confirmed)
    problems = list(assembled.problems)
    rows = _read_rows(result)
    problems += [
        problem(
            "matching.doubtful",
            Severity.WARNING,
            rows[pair.proposed.key].place,
            name=pair.proposed.name,
            known=pair.existing.name,
            likeness=int(pair.likeness),
            row=pair.proposed.key,
            id=pair.existing.key,
        )
        for pair in made.doubtful
    ]
    if made.carried.absent:
        count, number = len(made.carried.absent), old.plans[0].number
        problems.append(problem("profiles.rows_not_carried", Severity.NOTE, NOWHERE, count=count, number=number))
    origin = assembled.proposal.source
    whole = replace(
        assembled, proposal=Proposal("import", origin, made.records, tuple(problems)), problems=tuple(problems)
    )
    return replace(_compared(desk, whole, result, existing, wish), carried=made.carried)


def _compared(desk: Desk, assembled: Assembled, result: ReadResult, existing: Existing, wish: _Wish) -> Preview:
    change_set = desk.store.compare(assembled.proposal)
    before = _imported_on(desk, result.digest)
    again = [] if before is None else [_imported_before(before, change_set, result.name)]
    found = (*again, *assembled.problems, *(p for p in change_set.problems if p not in assembled.problems))
    problems = tuple(one for one in found if not _answered(one, wish))
    return Preview(
        change_set,
        assembled.plan_id,
        assembled.appendix_ids,
        problems,
        result,
        change_set.counts("task", "indicator"),
        row_keys=_row_keys(assembled, result),
        doubtful=_doubtful(problems, result, existing),
        imported_on=before,
    )


def _imported_on(desk: Desk, digest: str) -> date | None:
    """The day of the newest import of a file with this digest that was not taken back."""
    entries = desk.store.journal(limit=-1) if digest else []
    found = (e for e in entries if e.source.digest == digest and e.action == "import" and not e.undone)
    newest = next(found, None)
    return datetime.fromisoformat(newest.at).date() if newest else None


def _imported_before(day: date, change_set: ChangeSet, name: str) -> Problem:
    said, count = f"{day.day:02}/{day.month:02}/{day.year}", change_set.counts().differing
    if count:
        return problem("profiles.imported_differs", Severity.NOTE, Place(file=name), day=said, count=count)
    return problem("profiles.imported_already", Severity.NOTE, Place(file=name), day=said)


def _answered(found: Problem, wish: _Wish) -> bool:
    return found.code == "matching.doubtful" and dict(found.words)["row"] in wish.confirmed


def _row_keys(assembled: Assembled, result: ReadResult) -> dict[str, str]:
    """Proposed rows stand in the order of their tables, tasks and indicators apart."""
    ids: dict[bool, list[str]] = {True: [], False: []}
    for one in assembled.proposal.records:
        if isinstance(one.record, (Task, Indicator)):
            ids[isinstance(one.record, Task)].append(one.id)
    keys: dict[bool, list[str]] = {True: [], False: []}
    for at, table in enumerate(result.tables):
        keys[table.kind is AppendixKind.TASKS] += [row_key(at, place) for place in range(len(table.rows))]
    return {record_id: key for kind in (True, False) for record_id, key in zip(ids[kind], keys[kind], strict=True)}


def _read_rows(result: ReadResult) -> dict[str, ReadRow]:
    return {row_key(at, place): row for at, table in enumerate(result.tables) for place, row in enumerate(table.rows)}


def _doubtful(problems: Collection[Problem], result: ReadResult, existing: Existing) -> tuple[DoubtfulPair, ...]:
    rows, known = _read_rows(result), {row.id: row for row in existing.rows()}
    pairs = []
    for found in problems:
        if found.code == "matching.doubtful":
            words = dict(found.words)
            new, old = rows[words["row"]], known[words["id"]]
            pairs.append(
                DoubtfulPair(
                    words["row"], new.number, new.name, new.place, old.id, old.number, old.name, int(words["likeness"])
                )
            )
    return tuple(pairs)


def _no_list(result: ReadResult) -> Refused:
    return Refused(*result.problems) if result.problems else refuse("recognise.no_table", count=0)


def _existing(desk: Desk) -> Existing:
    store = desk.store
    return Existing(
        plans=tuple(store.all(Plan)),
        paragraphs=tuple(store.all(Paragraph)),
        appendices=tuple(store.all(Appendix)),
        sections=tuple(store.all(Section)),
        tasks=tuple(store.all(Task)),
        indicators=tuple(store.all(Indicator)),
        org_units=tuple(store.all(OrgUnit)),
    )


def differing(desk: Desk, *, preview: Preview) -> tuple[Change, ...]:
    """The rows and frame records that would change, old against new."""
    return tuple(desk.store.differing(preview.change_set))


def apply_preview(desk: Desk, *, preview: Preview, leave: Collection[str] = ()) -> Applied:
    """Apply the preview in one transaction, without the record ids in ``leave``; a backup is made before.

    The clerk's own mapping of columns is remembered for the next file with these headings.

    Raises:
        Refused: the data changed since the preview, or the office is open read-only.
    """
    writable(desk)
    if preview.change_set.counts().differing:
        desk.store.backup(desk.backups_folder, why="before-import", at=desk.now())
    applied = desk.store.apply(preview.change_set, who=desk.who, at=desk.now(), leave=leave)
    if preview.mapping:
        remember(desk, preview.result, preview.mapping)
    return applied


def discard_preview(desk: Desk, *, preview: Preview) -> None:
    """Forget the preview; nothing was written."""
    desk.store.discard(preview.change_set)
