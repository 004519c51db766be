"""The city's tables into a PostgreSQL database: an explicit act of the city's officer, with an extra of its own.

Nothing else in the program opens a connection. Decides that an office whose fingerprint stands published already is
left alone, that an office that the city no longer has is taken out, and that what the ready questions ask about is set
last: until then they ask about the run before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from nq57desk import __version__
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.publishing.columns import Source
from nq57desk.publishing.postgres_schema import SCHEMA, roles_sql
from nq57desk.usecases.city_dataset import dataset
from nq57desk.usecases.city_matrix import asked_or_collected
from nq57desk.workspace import Desk

if TYPE_CHECKING:
    from nq57desk.publishing.postgres import PostgresTarget


_MUCH = 10
"""From one office in so many on the server is asked to count its rows anew."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did, offices by what became of them; of a dry run what it would have done, without ``rows``."""

    offices: int
    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    rows: int
    period: str
    place: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ready questions ask about: a period's code and the day on which it is judged."""

    period: str
    as_of: date


def publish(
    desk: Desk,
    *,
    to: str,
    schema: str = SCHEMA,
    period: str | None = None,
    dry_run: bool = False,
    password: str = "",
    monitor: Monitor | None = None,
) -> Published:
    """Publish all the city's tables to the database at an address, each office in one transaction.

    ``period`` is what the ready questions ask about, the month being collected where none is named; ``password`` is
    one that a person has typed. With ``dry_run`` nothing is written.

    Raises:
        Refused: "workspace.no_city", the text names no period, "publish.no_driver", what the address is refused for
            (:mod:`nq57desk.publishing.postgres_address`), what the server refuses
            (:mod:`nq57desk.publishing.postgres_failures`). The offices written before stay, each of them whole.
        Cancelled: likewise.
    """
    source = dataset(desk)
    asked = Asked(asked_or_collected(desk, period).code, desk.today)
    return publish_source(
        source, asked, to=to, schema=schema, at=desk.now(), dry_run=dry_run, password=password, monitor=monitor
    )


def publish_source(
    source: Source,
    asked: Asked,
    *,
    to: str,
    at: datetime,
    schema: str = SCHEMA,
    dry_run: bool = False,
    password: str = "",
    monitor: Monitor | None = None,
) -> Published:
    """As :func:`publish`, of any rows.

    Raises:
        Refused, Cancelled: as there.
    """
    monitor = monitor or Monitor()
    with _reach(to, schema, password) as target:
        if dry_run:
            target.check()
        else:
            target.ready(program=__version__, at=at)
        run = _Run(source, target.known(source.city), monitor)
        offices = source.offices()
        if dry_run:
            run.written += [office for office, _fingerprint in run.changed()]
        else:
            target.put(source, run.changed(), run.tell, program=__version__, at=at)
        removed = tuple(sorted(run.known.keys() - set(offices)))
        if not dry_run:
            for office in removed:
                target.remove(source.city, office)
            target.ask(source.city, asked.period, asked.as_of)
            if len(run.written) * _MUCH >= len(offices):
                target.settle()
    unchanged = len(offices) - len(run.written)
    return Published(len(offices), tuple(sorted(run.written)), unchanged, removed, run.rows, asked.period, target.place)


class _Run:
    """Goes through the offices and counts."""

    def __init__(self, source: Source, known: Mapping[str, str], monitor: Monitor) -> None:
        self._source, self.known, self._monitor = source, known, monitor
        self.written: list[str] = []
        self.rows = 0

    def changed(self) -> Iterator[tuple[str, str]]:
        """The offices that stand published otherwise or not at all, with their fingerprints."""
        offices = self._source.offices()
        for number, office in enumerate(offices):
            self._monitor.report(number, len(offices), office)
            fingerprint = self._source.fingerprint(office)
            if self.known.get(office) != fingerprint:
                yield office, fingerprint

    def tell(self, office: str, rows: int | None) -> None:
        """An office was written; ``rows`` None where another run had just done so."""
        if rows is not None:
            self.written.append(office)
            self.rows += rows


def roles_script(schema: str = SCHEMA) -> str:
    """The script that an administrator runs once: schema, tables, questions, a reading and a writing role.

    Raises:
        Refused: "publish.schema_name".
    """
    return roles_sql(schema)


def _reach(to: str, schema: str, password: str) -> AbstractContextManager[PostgresTarget]:
    """The database; what speaks with it is loaded only here.

    Raises:
        Refused: "publish.no_driver", and as :func:`publish`.
    """
    try:
        from nq57desk.publishing.postgres import connected
        from nq57desk.publishing.postgres_address import read_address
    except ImportError:
        raise refuse("publish.no_driver") from None
    return connected(read_address(to, os.environ), schema=schema, password=password)
