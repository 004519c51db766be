"""A file or a pasted table in: read, recognised, matched against what is there, previewed, applied.

Decides that the clerk's earlier choice of columns is used and announced, that what a person confirmed or amended
changes the import and never the file, and that a plan issued anew can come in beside the old one, progress kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from nq57desk.domain.changes import Applied, Change, ChangeSet, Proposal, Source
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Appendix, Paragraph, Plan, Section, Task
from nq57desk.domain.problems import NOWHERE, Place, Problem, Severity, problem
from nq57desk.errors import Refused, refuse
from nq57desk.importing.amending import Amended, amend
from nq57desk.importing.as_written import ALL, legacy_rows, with_originals
from nq57desk.importing.assemble import Assembled, Existing, assemble, plan_of, plan_year
from nq57desk.importing.html import read_html
from nq57desk.importing.isolate import read_isolated
from nq57desk.importing.limits import AS_WRITTEN
from nq57desk.importing.reading import RawFile
from nq57desk.importing.recognise import recognise
from nq57desk.importing.recognise_chosen import ChosenTable, FileTable, file_tables
from nq57desk.importing.result import ReadResult
from nq57desk.monitor import Monitor
from nq57desk.usecases import backups, reissue
from nq57desk.usecases.changing import new_id, writable
from nq57desk.usecases.city_fields import keep_in_file, own_rows
from nq57desk.usecases.import_preview import (
    DoubtfulPair,
    Preview,
    Reading,
    Reissue,
    doubtful_pairs,
    read_rows,
    row_keys,
)
from nq57desk.usecases.import_profiles import Profile, remember, remember_choice, remembered, remembered_choice
from nq57desk.workspace import Desk

__all__ = ["DoubtfulPair", "Preview", "Reading", "Reissue", "apply_preview", "differing", "preview_file", "read"]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the clerk said about an import, beside the file."""

    plan_id: str | None = None
    mapping: Mapping[str, str] | None = None
    confirmed: Mapping[str, str] = field(default_factory=dict)
    amended: Amended = field(default_factory=dict)
    as_new_plan: bool = False
    source: Source | None = None
    chosen: ChosenTable | None = None
    originals: Collection[str] = ()
    delete: Collection[str] = ()


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
    chosen: ChosenTable | None = None,
    originals: Collection[str] = (),
    delete: Collection[str] = (),
    reading: Reading | None = None,
    monitor: Monitor | None = None,
) -> Preview:
    """What importing the file would change; apply or discard the preview afterwards.

    ``mapping`` (heading word for word → field, "" for none) is the clerk's own; without it a remembered one is used,
    with an empty one none. ``confirmed`` answers doubtful pairs (row key → known row's id, "" for none of them),
    ``amended`` replaces texts (row key → field → text). ``as_new_plan``: the file issues ``plan_id`` anew; it becomes a
    new plan, and its rows keep what was recorded of the old ones. ``chosen`` is the one table to read, pointed at by
    the clerk. ``originals`` are rows (keys, or as_written.ALL) that keep the characters of an old font. ``delete`` are
    ids among ``Preview.absent`` that are to go. ``reading`` spares reading the file once more.

    Raises:
        Refused: the file cannot be read, holds no list, the named plan is not there or is the file's own, or an
            amended row or field is not there.
    """
    reading = reading or Reading(read_isolated(path, monitor=monitor))
    if originals and reading.original is None:
        reading = replace(reading, original=read_isolated(path, monitor=monitor, limits=AS_WRITTEN))
    wish = _Wish(
        plan_id, mapping, confirmed or {}, amended or {}, as_new_plan, None, chosen, frozenset(originals), delete
    )
    return _preview(desk, reading, wish, table, monitor)


def preview_clipboard(
    desk: Desk,
    *,
    html: str,
    text: str,
    plan_id: str | None = None,
    mapping: Mapping[str, str] | None = None,
    confirmed: Mapping[str, str] | None = None,
    amended: Amended | None = None,
    chosen: ChosenTable | None = None,
    originals: Collection[str] = (),
    delete: Collection[str] = (),
    reading: Reading | None = None,
    monitor: Monitor | None = None,
) -> Preview:
    """What pasting a table from Word or Excel would change; the wishes are those of ``preview_file``.

    Raises:
        Refused: the clipboard holds no list; else as ``preview_file``.
    """
    reading = reading or Reading(read_html(html, text))
    if originals and reading.original is None:
        reading = replace(reading, original=read_html(html, text, limits=AS_WRITTEN))
    wish = _Wish(
        plan_id,
        mapping,
        confirmed or {},
        amended or {},
        source=Source("clipboard"),
        chosen=chosen,
        originals=frozenset(originals),
        delete=delete,
    )
    return _preview(desk, reading, wish, None, monitor)


def _preview(desk: Desk, reading: Reading, wish: _Wish, table: int | None, monitor: Monitor | None) -> Preview:
    writable(desk)
    result, profile, wish = _recognised(desk, reading.raw, wish, table, monitor)
    if not result.tables:
        raise _no_list(result)
    legacy = legacy_rows(reading.raw, result)
    originals = legacy if ALL in wish.originals else legacy & frozenset(wish.originals)
    if originals and reading.original is not None:
        result = _with_originals(result, reading.raw, reading.original, wish.originals, originals)
    try:
        result = amend(result, wish.amended)
    except KeyError as unknown:
        raise refuse("profiles.no_such_row", key=unknown.args[0]) from unknown
    existing = _existing(desk)
    if wish.plan_id is not None and all(plan.id != wish.plan_id for plan in existing.plans):
        raise refuse("workspace.unknown_plan", id=wish.plan_id)
    found = _as_new(desk, result, existing, wish) if wish.as_new_plan and wish.plan_id else None
    shown = found or _into_plan(desk, result, existing, wish)
    return replace(
        shown,
        profile=profile,
        mapping=wish.mapping or {},
        reading=reading,
        chosen=wish.chosen,
        legacy=legacy,
        originals=originals,
    )


def _recognised(
    desk: Desk, raw: RawFile, wish: _Wish, table: int | None, monitor: Monitor | None
) -> tuple[ReadResult, Profile | None, _Wish]:
    """The file's lists, with what was chosen for such headings before where the clerk says nothing now."""
    if wish.chosen is None and wish.mapping is None and table is None:
        again = remembered_choice(desk, raw)
        if again is not None:
            result = _of_choice(raw, again.chosen, again.profile.mapping, monitor)
            return result, again.profile, replace(wish, chosen=again.chosen)
    if wish.chosen is not None:
        return _of_choice(raw, wish.chosen, wish.mapping, monitor), None, wish
    result = recognise(raw, only_table=table, mapping=wish.mapping, monitor=monitor)
    profile = remembered(desk, result) if wish.mapping is None else None
    if profile is not None:
        result = recognise(raw, only_table=table, mapping=profile.mapping, monitor=monitor)
    return result, profile, wish


def _of_choice(
    raw: RawFile, chosen: ChosenTable, mapping: Mapping[str, str] | None, monitor: Monitor | None
) -> ReadResult:
    try:
        return recognise(raw, mapping=mapping, chosen=chosen, monitor=monitor)
    except IndexError as gone:
        raise refuse("recognise.no_such_choice", Place(file=raw.name), name=raw.name) from gone


def _with_originals(
    result: ReadResult, raw: RawFile, original: RawFile, asked: Collection[str], kept: Collection[str]
) -> ReadResult:
    """The result with the characters as written, and said so in place of the sentence that they were turned."""
    told = problem("reading.legacy_kept", Severity.NOTE, Place(file=raw.name), count=len(kept))
    others = [one for one in result.problems if ALL not in asked or one.code != "reading.legacy_converted"]
    return replace(with_originals(result, raw, original, asked), problems=(*others, told))


def tables_of(reading: Reading) -> tuple[FileTable, ...]:
    """Every table of a file that was read, for a person to point at one."""
    return file_tables(reading.raw)


def read_whole(path: Path, *, monitor: Monitor | None = None) -> Reading:
    """A file as it stands, nothing recognised, read in a child process with limits.

    Raises:
        Refused: the file cannot be read.
    """
    return Reading(read_isolated(path, monitor=monitor))


def read_pasted(html: str, text: str) -> Reading:
    """What is on the clipboard as it stands, nothing recognised.

    Raises:
        Refused: too much of it, or marked as a state secret.
    """
    return Reading(read_html(html, text))


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
        delete=wish.delete,
    )


def _into_plan(desk: Desk, result: ReadResult, existing: Existing, wish: _Wish) -> Preview:
    """The file as the plan that it is, or as a new one."""
    plan_id = wish.plan_id or plan_of(result, existing, year=desk.today.year)
    assembled = _assembled(desk, result, existing, wish, plan_id)
    preview = replace(_compared(desk, assembled, result, existing, wish), absent=own_rows(assembled.absent))
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
    keys = row_keys(assembled, result)
    confirmed = {key: known for key, known in wish.confirmed.items() if known}
    made = reissue.reissued(desk, assembled, old, keys, confirmed)
    problems = list(assembled.problems)
    rows = read_rows(result)
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
    assembled = _city_words_kept(assembled, existing)
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
        row_keys=row_keys(assembled, result),
        doubtful=doubtful_pairs(problems, result, existing),
        imported_on=before,
    )


def _city_words_kept(assembled: Assembled, existing: Existing) -> Assembled:
    """The file as far as it is the office's own to say: the city's fields of what the city assigned stay."""
    records, told = keep_in_file(assembled.proposal.records, {row.id: row for row in existing.rows()})
    problems = (*assembled.problems, *told)
    proposal = replace(assembled.proposal, records=records, problems=(*assembled.proposal.problems, *told))
    return replace(assembled, proposal=proposal, problems=problems)


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
        backups.make(desk, why="before-import")
    applied = desk.store.apply(preview.change_set, who=desk.who, at=desk.now(), leave=leave)
    if preview.mapping:
        remember(desk, preview.result, preview.mapping)
        if preview.chosen is not None and preview.reading is not None:
            remember_choice(desk, preview.reading.raw, preview.chosen, preview.mapping)
    return applied


def discard_preview(desk: Desk, *, preview: Preview) -> None:
    """Forget the preview; nothing was written."""
    desk.store.discard(preview.change_set)
