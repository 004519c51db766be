"""A city's consolidated data as files for other programs: CSV, JSON Lines, Parquet, with what describes them.

Decides that an export is there whole or not at all: everything is written into a folder beside, flushed to the disk,
and only then takes its place. An earlier export in that place is replaced whole; a folder that holds anything else is
left alone. Where the library for Parquet is missing and nobody asked for Parquet, the other two are written and it is
said so.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from nq57desk import __version__
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.publishing import duckdb_questions, tables
from nq57desk.publishing.columns import Row, Table
from nq57desk.publishing.package import About, Written
from nq57desk.publishing.partitions import folder_of, part_name, parts
from nq57desk.publishing.texts import CSV_CODING, JSON_CODING, Writing, csv_rows, json_rows
from nq57desk.sentences.disk import why
from nq57desk.store import dataset as reading
from nq57desk.usecases import export_folder
from nq57desk.usecases.city_dataset import Dataset, dataset
from nq57desk.usecases.city_matrix import asked_or_collected
from nq57desk.workspace import Desk

CSV, JSONL, PARQUET = "csv", "jsonl", "parquet"
FORMATS = (CSV, JSONL, PARQUET)
_LIBRARY = "pyarrow"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. ``rows`` by table; ``problems`` are for looking at."""

    folder: Path
    formats: tuple[str, ...]
    offices: int
    rows: dict[str, int]
    files: int
    bytes: int
    problems: tuple[Problem, ...] = ()


def has_parquet() -> bool:
    """Whether the library for Parquet is installed."""
    return importlib.util.find_spec(_LIBRARY) is not None


def export(
    desk: Desk,
    *,
    folder: Path,
    formats: Sequence[str] = (),
    year: int | None = None,
    monitor: Monitor | None = None,
) -> Exported:
    """Write the city's data into a folder. Without ``formats`` all that can be written; ``year``: one plan year.

    Raises:
        Refused: "workspace.no_city", "export.no_format", "export.no_parquet", "export.no_year", "export.not_ours",
            "export.cannot_write"; nothing is written then.
        Cancelled: the monitor was told to stop; nothing is left behind.
    """
    data = dataset(desk, year=year)
    chosen, told = _formats(formats)
    _check_year(desk, year)
    about = About(
        city=data.city,
        name=desk.office.name,
        made_at=desk.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        program=__version__,
        offices=len(data.offices()) - 1,
        sample=desk.office.sample,
        only=year,
    )
    try:
        with export_folder.replacing(folder) as part:
            writing = _Writing(part, chosen, year or max(data.known.years, default=desk.today.year))
            writing.all_of(data, monitor or Monitor())
            if PARQUET in chosen:
                asked = duckdb_questions.script(data.city, asked_or_collected(desk, None).code, desk.today)
                (part / duckdb_questions.FILE).write_text(asked, encoding="utf-8", newline="\n")
            files, size = export_folder.describe(part, about, writing.written())
    except OSError as error:
        raise refuse("export.cannot_write", Place(file=folder.name), folder=folder, reason=why(error)) from error
    if writing.beyond:
        told.append(problem("export.beyond", Severity.WARNING, count=writing.beyond))
    return Exported(folder, chosen, about.offices, dict(writing.rows), files, size, tuple(told))


def _formats(asked: Sequence[str]) -> tuple[tuple[str, ...], list[Problem]]:
    """The formats to write, in their order, and what is to be said of one that is left out."""
    strange = next((one for one in asked if one not in FORMATS), None)
    if strange is not None:
        raise refuse("export.no_format", name=strange[:20])
    if has_parquet() or (asked and PARQUET not in asked):
        return tuple(one for one in FORMATS if not asked or one in asked), []
    if asked:
        raise refuse("export.no_parquet")
    return (CSV, JSONL), [problem("export.parquet_left_out", Severity.NOTE)]


def _check_year(desk: Desk, year: int | None) -> None:
    sent = {its for its, _period in reading.reported_periods(desk.store)}
    known = sorted({*sent, *reading.plan_years(desk.store)})
    if year is not None and year not in known:
        raise refuse("export.no_year", year=year, years=", ".join(map(str, known)) or "–")


class _Writing:
    """Writes office after office into all formats at once; one office's rows of one table lie in memory."""

    def __init__(self, part: Path, formats: Sequence[str], newest: int) -> None:
        self.part, self.formats, self.newest = part, formats, newest
        self.rows: Counter[str] = Counter({table.name: 0 for table in tables.TABLES})
        self.beyond = 0
        self._parts: dict[str, list[str]] = {table.name: [] for table in tables.TABLES}
        self._whole: dict[str, list[Row]] = {}

    def all_of(self, data: Dataset, monitor: Monitor) -> None:
        """Everything.

        Raises:
            OSError: what the disk refuses.
            Cancelled: the monitor was told to stop.
        """
        offices = data.offices()
        with ExitStack() as files:
            texts = {table.name: self._texts(table, files) for table in tables.TABLES}
            for at, office in enumerate(offices):
                monitor.report(at, len(offices), office)
                for table in tables.TABLES:
                    rows = list(data.rows(office, table))
                    self._count(table, rows)
                    for write in texts[table.name]:
                        write(rows)
                    self._part_of(table, office, rows, first=at == 0)
        for name, rows in self._whole.items():
            self._write(tables.TABLE[name], "", rows, year=0)

    def _texts(self, table: Table, files: ExitStack) -> list[Writing]:
        found = []
        for form, coding, begin in ((CSV, CSV_CODING, csv_rows), (JSONL, JSON_CODING, json_rows)):
            if form in self.formats:
                (self.part / form).mkdir(exist_ok=True)
                path = self.part / form / f"{table.name}.{form}"
                found.append(begin(table, files.enter_context(path.open("w", encoding=coding, newline=""))))
        return found

    def _count(self, table: Table, rows: Sequence[Row]) -> None:
        self.rows[table.name] += len(rows)
        if table is tables.INDICATOR_VALUES:
            at = table.at("beyond")
            self.beyond += sum(row[at] is not None for row in rows)

    def _part_of(self, table: Table, office: str, rows: list[Row], *, first: bool) -> None:
        """An office's part; of the city there is one of each table, so that none is without a file."""
        if PARQUET not in self.formats:
            return
        if not table.partition:
            self._whole.setdefault(table.name, []).extend(rows)
            return
        found = parts(table, rows) or ([(self.newest, [])] if first else [])
        for year, its in found:
            self._write(table, office, its, year=year)

    def _write(self, table: Table, office: str, rows: Sequence[Row], *, year: int) -> None:
        from nq57desk.publishing import parquet

        below = "/".join(one for one in (PARQUET, table.name, folder_of(table, year, office)) if one)
        number = 0
        while (self.part / below / part_name(number)).exists():  # codes that differ in letters' case alone
            number += 1
        parquet.write(self.part / below / part_name(number), table, rows)
        self._parts[table.name].append(f"{below}/{part_name(number)}")

    def written(self) -> list[Written]:
        """What there is, format by format."""
        found = []
        for form in self.formats:
            for table in tables.TABLES:
                one = (f"{form}/{table.name}.{form}",)
                files = tuple(sorted(self._parts[table.name])) if form == PARQUET else one
                found.append(Written(table, form, files, self.rows[table.name]))
        return found
