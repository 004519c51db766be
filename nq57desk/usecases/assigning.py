"""The city assigns: rows of its own plan and notes of direction, to all enrolled offices or some, as signed files.

Each office concerned gets one whole file. Decides: where an office's file would say what its last one says, that very
file is put into the folder again with its number; else its number is the next. A correction is no more than that: the
city edits its own row and issues again. All that an issuing changes is kept in one transaction before the files are put
where the person wants them: a stick pulled out too early costs nothing, issuing again puts the same files there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from errno import ENOTDIR
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

from nq57desk import paths
from nq57desk.bundle import assignments as files
from nq57desk.bundle import signing
from nq57desk.domain.assignments import INDICATOR, TASK, Assignment, KeptAssignment
from nq57desk.domain.organisation import Office, Role
from nq57desk.errors import Refused, refuse
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why
from nq57desk.store import assignments as kept
from nq57desk.store import city_reading
from nq57desk.store.assignments import Issue
from nq57desk.usecases import units_listed
from nq57desk.usecases.assignment_orders import Meant, Order, enrolled, meaning, newest_year
from nq57desk.usecases.assignment_standing import Key, Standing, assignment, programme, stamp, standing
from nq57desk.usecases.changing import writable
from nq57desk.usecases.city_matrix import expected_unit
from nq57desk.usecases.reference_list import Choice, answers, choices, indicator_links
from nq57desk.workspace import Desk

FOLDER = "assignments"
"""Where the city keeps every file that it issued, under the office's folder."""
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class OfficeShare:
    """What an order means for one office. ``new`` rows of those asked, ``had`` already; ``number`` is that of the file
    that it gets, ``last`` the one it got before (0 none); ``fresh``: the file says something new."""

    office: Office
    said: Assignment
    number: int
    last: int
    fresh: bool
    new: int = 0
    had: int = 0
    notes: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What issuing an order would do; nothing is changed. ``rows``: how many are asked to be given."""

    year: int
    rows: int
    shares: tuple[OfficeShare, ...]

    @property
    def having(self) -> int:
        """Offices whose last file says all of it already."""
        return sum(not share.fresh for share in self.shares)


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file that lies in the folder; ``fresh``: it says something new."""

    file: Path
    assignment: Assignment
    fresh: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """All files of one issuing, by office."""

    folder: Path
    year: int
    files: tuple[IssuedFile, ...]


def preview(desk: Desk, *, order: Order) -> Preview:
    """What an order would do.

    Raises:
        Refused: as ``assignment_orders.meaning``.
    """
    meant = meaning(desk, order)
    return Preview(meant.of.year, meant.rows, _shares(desk, meant))


def _shares(desk: Desk, meant: Meant) -> tuple[OfficeShare, ...]:
    last, forgotten = kept.newest(desk.store, year=meant.of.year), _forgotten(desk, meant.of.year)
    found = []
    for one in meant.orders:
        said = assignment(desk, one.office, one.after, meant.of)
        known = last.get(one.office.code)
        used = 0 if known is None else known.number
        number = max(used, forgotten.get(one.office.code, 0))
        fresh = known is None or number > used or known.stamp != stamp(said)
        counts = len(one.new), one.had, len(one.notes), len(one.withdrawn) + len(one.notes_withdrawn)
        found.append(OfficeShare(one.office, said, number + fresh, number, fresh, *counts))
    return tuple(found)


def _forgotten(desk: Desk, year: int) -> dict[str, int]:
    """Office -> the highest number among kept files that the database does not know of: it was restored from a backup
    made before them. The office may have taken them, so their numbers are not used again."""
    known = kept.digests(desk.store)
    found: dict[str, int] = {}
    for file in (desk.folder / FOLDER).glob(f"*{files.ENDING}"):
        if file.stem in known:
            continue
        with suppress(OSError, Refused):
            said = files.opened(file.read_bytes()).claims
            if said.get("year") == str(year) and said.get("number", "").isdecimal():
                code = said.get("office", "")
                found[code] = max(found.get(code, 0), min(int(said["number"]), _MOST))
    return found


def issue(desk: Desk, *, order: Order, folder: Path, monitor: Monitor | None = None) -> Issued:
    """Give, note and withdraw what the order says, and write each concerned office's file into ``folder``.

    Raises:
        Refused: as ``preview``, "keys.differ" and what ``signing.load_keys`` refuses, "assignment.too_much",
            "assigning.cannot_keep", "workspace.cannot_write" (the folder takes no file); nothing was changed.
            "assigning.cannot_put": everything is kept as issued, and issuing again writes the same files.
        Cancelled: the monitor was told to stop; nothing was changed.
    """
    writable(desk)
    meant = meaning(desk, order)
    keys = signing.load_keys(desk.keys_folder)
    if keys.public.sign_key != desk.office.sign_key:
        raise refuse("keys.differ", folder=desk.keys_folder)
    _check_folder(folder)
    shares, last = _shares(desk, meant), kept.newest(desk.store, year=meant.of.year)
    ready: list[tuple[Assignment, str, bool]] = []
    new: list[KeptAssignment] = []
    try:
        for number, share in enumerate(shares):
            (monitor or Monitor()).report(number, len(shares), share.office.name)
            known = last.get(share.office.code)
            if known is not None and not share.fresh and _kept_bytes(desk, known) is not None:
                ready.append((replace(share.said, number=known.number, made_at=known.kept_at), known.file, False))
                continue
            made = _made(desk, replace(share.said, number=share.last + 1), keys)
            new.append(made)
            ready.append((replace(share.said, number=made.number, made_at=made.kept_at), made.file, True))
        kept.issue(desk.store, _issue(meant, new), who=desk.who, at=desk.now())
    except BaseException:
        _remove(desk, new)
        raise
    return Issued(folder, meant.of.year, tuple(_put(desk, folder, *one) for one in ready))


def _issue(meant: Meant, new: Iterable[KeptAssignment]) -> Issue:
    rows = (row for one in meant.orders for row in (*one.new, *one.withdrawn))
    notes = (note for one in meant.orders for note in (*one.notes, *one.notes_withdrawn))
    return Issue(tuple(rows), tuple(notes), tuple(new))


def _made(desk: Desk, said: Assignment, keys: signing.Keys) -> KeptAssignment:
    """The signed file, read back as its ward will read it, kept under its digest."""
    at = desk.now().isoformat(timespec="seconds")
    dated = replace(said, made_at=at)
    data = files.write(dated, keys)
    files.read(files.opened(data), keys.public.sign_key)
    digest = sha256(data).hexdigest()
    file = f"{FOLDER}/{digest}{files.ENDING}"
    try:
        (desk.folder / FOLDER).mkdir(exist_ok=True)
        paths.write_atomically(desk.folder / file, data)
    except OSError as error:
        raise refuse("assigning.cannot_keep", reason=why(error)) from error
    text = files.encode(dated).decode()
    return KeptAssignment(digest, said.city, said.office, said.year, said.number, at, desk.who, file, text, stamp(said))


def _remove(desk: Desk, made: Iterable[KeptAssignment]) -> None:
    for one in made:
        with suppress(OSError):
            (desk.folder / one.file).unlink(missing_ok=True)


def _kept_bytes(desk: Desk, one: KeptAssignment) -> bytes | None:
    try:
        data = (desk.folder / one.file).read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == one.digest else None


def _check_folder(folder: Path) -> None:
    """Nothing is given where no file can be put; a folder that was not there is not left behind."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        if not there.is_dir():
            raise NotADirectoryError(ENOTDIR, "")
        with TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise refuse("workspace.cannot_write", file=folder, reason=why(error)) from error


def _put(desk: Desk, folder: Path, said: Assignment, file: str, fresh: bool) -> IssuedFile:
    target = folder / files.file_name(said)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(target, (desk.folder / file).read_bytes())
    except OSError as error:
        raise refuse("assigning.cannot_put", file=target, reason=why(error)) from error
    return IssuedFile(target, said, fresh)


@dataclass(frozen=True, slots=True)
class AssignedOffice:
    """How one office stands, with its short name. ``number`` of its newest file (0: none yet), issued at ``issued_at``
    (ISO); of its ``rows`` that stand the office has ``taken`` over so many (its own rows bear the city's id, by its
    last bundle) and the city's officer ``linked`` so many more. ``differs``: its next file would say something else
    than the newest."""

    office: Office
    title: str
    number: int
    issued_at: str
    rows: int
    taken: int
    linked: int
    withdrawn: int
    notes: int
    differs: bool


def overview(desk: Desk, *, year: int | None = None) -> tuple[AssignedOffice, ...]:
    """Every enrolled office by code: what it was assigned, which number it has, what it has taken over.

    Raises:
        Refused: "workspace.no_city".
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    asked = year or newest_year(desk)
    of, there, last = programme(desk, asked), standing(desk, asked), kept.newest(desk.store, year=asked)
    own, linked = _answered(desk, asked)
    units, found = units_listed.known(desk), []
    for code, office in sorted(enrolled(desk).items()):
        it, known = there.get(code, Standing({})), last.get(code)
        stands = {key for key in it.rows if it.stands(key) and key in of}
        taken = stands & own.get(code, set())
        found.append(
            AssignedOffice(
                office,
                expected_unit(code, units_listed.name_today(desk, units, office), True).title,
                known.number if known is not None else 0,
                known.kept_at if known is not None else "",
                rows=len(stands),
                taken=len(taken),
                linked=len((stands & linked.get(code, set())) - taken),
                withdrawn=sum(bool(row.withdrawn_at) for row in it.rows.values()),
                notes=sum(not one.withdrawn_at for one in it.notes),
                differs=known is not None and known.stamp != stamp(assignment(desk, office, it, of)),
            )
        )
    return tuple(found)


def _answered(desk: Desk, year: int) -> tuple[dict[str, set[Key]], dict[str, set[Key]]]:
    """Office -> the reference rows that its own rows name, and those that the officer linked."""
    own: dict[str, set[Key]] = {}
    linked: dict[str, set[Key]] = {}
    tasks = answers(desk, TASK, year)
    for line in city_reading.task_lines(desk.store, year):
        if line.assigned_id in tasks.ids:
            own.setdefault(line.office, set()).add((TASK, line.assigned_id))
        elif answered := tasks.of(line.office, line.id, line.assigned_id):
            linked.setdefault(line.office, set()).add((TASK, answered))
    goals = answers(desk, INDICATOR, year)
    ids = {(one.office, one.id): one.assigned_id for one in city_reading.indicator_links(desk.store, year)}
    for goal in indicator_links(desk, year):
        if goal.assigned_id:
            there = own if ids[goal.office, goal.id] in goals.ids else linked
            there.setdefault(goal.office, set()).add((INDICATOR, goal.assigned_id))
    return own, linked


@dataclass(frozen=True, slots=True)
class AssignableRow:
    """A row of the city's plan; ``offices``: how many have it now."""

    row: Choice
    offices: int


@dataclass(frozen=True, slots=True)
class Board:
    """What there is to choose from: the city's rows of the year, and the enrolled offices."""

    year: int
    rows: tuple[AssignableRow, ...]
    offices: tuple[AssignedOffice, ...]


def board(desk: Desk, *, year: int | None = None) -> Board:
    """Rows and offices to choose from.

    Raises:
        Refused: "workspace.no_city", "assigning.no_plan", "assigning.no_offices".
    """
    asked = year or newest_year(desk)
    offices = overview(desk, year=asked)
    rows = choices(desk, asked)
    if not rows:
        raise refuse("assigning.no_plan", year=asked)
    if not offices:
        raise refuse("assigning.no_offices")
    having = Counter(key for it in standing(desk, asked).values() for key in it.rows if it.stands(key))
    return Board(asked, tuple(AssignableRow(row, having[row.kind, row.id]) for row in rows), offices)
