"""Collection forms out and back: made for each body, returned ones previewed and applied, who is still awaited.

Made forms and returned ones are remembered by month (see :mod:`nq57desk.usecases.form_memory`). Returned forms take the
way of every import: proposed records, one ChangeSet, one preview, one journal entry that can be undone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nq57desk import paths as folders
from nq57desk.documents.form_docx import form_docx
from nq57desk.documents.form_xlsx import form_xlsx
from nq57desk.domain.changes import Applied, Change, ChangeSet, Counts, Proposal, Source
from nq57desk.domain.forms import CollectionForm, RowKind, body_code
from nq57desk.domain.periods import title
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.domain.vietnamese import fold
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why
from nq57desk.usecases import backups
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.changing import writable
from nq57desk.usecases.form_asking import Asked, asked_in
from nq57desk.usecases.form_awaited import BodyStatus, reminder, returned
from nq57desk.usecases.form_memory import Trace, note_returned, note_sent
from nq57desk.usecases.form_returns import Doubtful, FileResult, Reading
from nq57desk.usecases.form_taking import Taking
from nq57desk.usecases.recording import refuse_closed
from nq57desk.workspace import Desk

__all__ = [
    "BodyStatus",
    "Doubtful",
    "FileResult",
    "FormsMade",
    "FormsPreview",
    "MadeForm",
    "apply_forms",
    "differing",
    "discard_forms",
    "make_forms",
    "preview_forms",
    "reminder",
    "returned",
]


@dataclass(frozen=True, slots=True)
class MadeForm:
    """The files of one body, with how many tasks and indicators they ask for."""

    body: str
    tasks: int
    indicators: int
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class FormsMade:
    """The forms of a month in the order of the plan; ``problems`` tells of rows that no body leads."""

    period: str
    forms: tuple[MadeForm, ...]
    problems: tuple[Problem, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that was written."""
        return tuple(file for form in self.forms for file in form.files)


@dataclass(frozen=True, slots=True)
class FormsPreview:
    """What the returned forms would change. ``counts`` are of updates and values; conflicts wait in ``doubtful``."""

    change_set: ChangeSet
    counts: Counts
    problems: tuple[Problem, ...]
    doubtful: tuple[Doubtful, ...]
    files: tuple[FileResult, ...]


def make_forms(desk: Desk, *, period: str, folder: Path, body: str | None = None) -> FormsMade:
    """Write an Excel and a Word form for each body (or for one) and remember that they were sent.

    Raises:
        Refused: not a month, a closed one, no such body, nothing to ask, read-only, or the folder cannot be written.
    """
    writable(desk)
    month = month_asked(desk, period)
    refuse_closed(desk, month)
    asked = asked_in(desk, month)
    forms = list(asked.forms.values()) if body is None else [_form_of(asked, body)]
    if not forms:
        raise refuse("forms.nothing_to_ask", period=title(month))
    names = _file_names(forms)
    made = tuple(_written(form, folder, names[form.mark.body_code]) for form in forms)
    note_sent(desk, month.code, {form.mark.body_code: _sent(form, desk.today) for form in forms})
    unled = (problem("forms.unled", Severity.WARNING, count=asked.unled),) if asked.unled else ()
    return FormsMade(month.code, made, unled)


def _form_of(asked: Asked, body: str) -> CollectionForm:
    form = asked.forms.get(body_code(asked.bodies.name_of(body)))
    if form is None:
        known = "; ".join(one.body for one in asked.forms.values())
        raise refuse("forms.unknown_body", body=body, known=known or "…")
    return form


def _sent(form: CollectionForm, today: date) -> Trace:
    return Trace(form.body, sent=today, asked=tuple(row.code for row in form.rows))


_NAME = 60


def _file_names(forms: Sequence[CollectionForm]) -> Mapping[str, str]:
    """Names without marks, since forms travel by chat and USB stick; bodies that fold alike are told apart."""
    names: dict[str, str] = {}
    for form in forms:
        plain = "".join(letter if letter.isalnum() else "-" for letter in fold(form.body)) or "don-vi"
        short = "-".join(part for part in plain.split("-") if part)[:_NAME].strip("-")
        name = f"phieu-{form.mark.period}-{short}"
        taken = name in names.values()
        names[form.mark.body_code] = f"{name}-{form.mark.body_code.lower()}" if taken else name
    return names


def _written(form: CollectionForm, folder: Path, name: str) -> MadeForm:
    files = (folder / f"{name}.xlsx", folder / f"{name}.docx")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in zip(files, (form_xlsx(form), form_docx(form)), strict=True):
            folders.write_atomically(file, data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=folder, reason=why(error)) from error
    return MadeForm(form.body, len(form.of_kind(RowKind.TASK)), len(form.of_kind(RowKind.INDICATOR)), files)


def preview_forms(
    desk: Desk,
    *,
    paths: Sequence[Path],
    confirmed: Mapping[str, str] | None = None,
    period: str | None = None,
    monitor: Monitor | None = None,
) -> FormsPreview:
    """What returned forms would change; apply or discard the preview afterwards.

    ``confirmed`` maps keys of :class:`Doubtful` rows to the value chosen ("" for the suggested one). With ``period``
    forms of another month are refused. A file that is refused leaves the others as they are.

    Raises:
        Refused: the office is open read-only, or ``period`` is no month.
    """
    writable(desk)
    wanted = None if period is None else month_asked(desk, period).code
    reading = Reading(desk, confirmed or {}, wanted)
    files: list[FileResult] = []
    for path in paths:
        result = reading.file(path, monitor)
        if result.digest and any(result.digest == other.digest for other in files):
            note = problem("forms.same_file", Severity.NOTE, Place(file=path.name), name=path.name)
            result = FileResult(path.name, result.digest, "same_file", problems=[note])
        files.append(result)
    taking = Taking(desk, confirmed or {})
    taking.take(one for result in files for one in result.taken)
    names = "; ".join(result.file for result in files if result.outcome == "read")
    digest = files[0].digest if len(files) == 1 else ""
    change_set = desk.store.compare(Proposal("import", Source("file", names, digest), tuple(taking.records)))
    doubtful = (*(doubt for result in files for doubt in result.doubtful), *taking.doubtful)
    conflicts = sum(doubt.reason in ("conflict", "recorded") for doubt in doubtful)
    problems = (*(found for result in files for found in result.problems), *taking.problems, *change_set.problems)
    return FormsPreview(change_set, change_set.counts() + Counts(conflict=conflicts), problems, doubtful, tuple(files))


def differing(desk: Desk, *, preview: FormsPreview) -> tuple[Change, ...]:
    """The updates and values that would change, old against new, each with its place."""
    return tuple(desk.store.differing(preview.change_set))


def apply_forms(desk: Desk, *, preview: FormsPreview, leave: Collection[str] = ()) -> Applied:
    """Apply a preview in one transaction, without the record ids in ``leave``, and remember whose form came back.

    Raises:
        Refused: the data changed since the preview, or the office is open read-only.
    """
    writable(desk)
    if preview.change_set.counts().differing:
        backups.make(desk, why="before-import")
    applied = desk.store.apply(preview.change_set, who=desk.who, at=desk.now(), leave=leave)
    for result in preview.files:
        if result.outcome == "read" and result.answered:
            trace = Trace(
                result.body,
                returned=desk.today,
                answered=result.answered,
                files=(result.file,),
                digests=(result.digest,),
            )
            note_returned(desk, result.period, result.body_code, trace)
    return applied


def discard_forms(desk: Desk, *, preview: FormsPreview) -> None:
    """Forget the preview; nothing was written."""
    desk.store.discard(preview.change_set)
