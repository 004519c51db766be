"""A city's data as rows of the published tables, office by office, for whoever writes them into files or databases.

Decides that nothing here depends on today: the same city gives the same rows on every day, and whether something is
late is asked of the rows with a day. The city itself comes first, with its calendar and its reference list; then each
office that it follows or has rows of, by code. Of all that only one office lies in memory.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from nq57desk import __version__
from nq57desk.domain.organisation import Role
from nq57desk.errors import refuse
from nq57desk.publishing import tables
from nq57desk.publishing.columns import Row, Table
from nq57desk.store import assignments
from nq57desk.store import dataset as reading
from nq57desk.store.dataset import PlanLine
from nq57desk.usecases import dataset_listed as listed
from nq57desk.usecases.dataset_known import Known
from nq57desk.usecases.dataset_rows import OfficeRows
from nq57desk.usecases.dataset_sent import Sent
from nq57desk.workspace import Desk

_DIGEST = 20


@dataclass(frozen=True)
class Dataset:
    """See the module; made with :func:`dataset`. One office's rows must be read before another's are asked for."""

    known: Known

    @property
    def city(self) -> str:
        """The city's own code."""
        return self.known.city

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """As :meth:`offices`."""
        followed = {*self.known.units.spans, *self.known.enrolled, *reading.offices_with_plans(self.known.desk.store)}
        return (self.city, *sorted(followed - {self.city}))

    def offices(self) -> Sequence[str]:
        """The city's own code, then every office's."""
        return self.codes

    def rows(self, office: str, table: Table) -> Iterator[Row]:
        """An office's rows of a table, none where it has none.

        Raises:
            Refused: what the disk refuses.
        """
        return self._city_rows(table) if office == self.city else self._office_rows(office, table)

    def _city_rows(self, table: Table) -> Iterator[Row]:
        known = self.known
        match table.name:
            case tables.OFFICES.name:
                yield listed.city_row(known)
            case tables.PERIODS.name:
                yield from listed.periods(known)
            case tables.PLANS.name:
                reading.choose(known.desk.store, [PlanLine(one.id, one.year, None) for one in known.plans])
                yield from OfficeRows(known, self.city).of(table)
            case tables.REFERENCE_LIST.name:
                yield from listed.reference_list(known)
            case tables.REFERENCE_TARGETS.name:
                yield from listed.reference_targets(known)

    def _office_rows(self, office: str, table: Table) -> Iterator[Row]:
        sent = Sent(self.known, office)
        match table.name:
            case tables.OFFICES.name:
                yield sent.office_row()
            case tables.SUBMISSIONS.name:
                yield from sent.submissions()
            case tables.CONFLICTS.name:
                yield from sent.conflicts()
            case tables.PERIODS.name | tables.REFERENCE_LIST.name | tables.REFERENCE_TARGETS.name:
                return
            case _:
                self._choose(sent)
                yield from OfficeRows(self.known, office).of(table)

    def _choose(self, sent: Sent) -> None:
        store, only = self.known.desk.store, self.known.only
        plans = [one for one in reading.plans_of(store, sent.office) if only in (None, one[1])]
        reading.choose(store, [PlanLine(id_, year, sent.in_force.get(year)) for id_, year in plans])

    # Whether anything has changed

    def fingerprint(self, office: str) -> str:
        """40 hexadecimal digits that stay as long as the office's rows in every table stay. It depends neither on the
        day nor on the machine; a newer program may give others, for it may understand more."""
        told = self._of_city() if office == self.city else self._of_office(office)
        return _hashed([self._program, self.city, self.known.only, told])

    @property
    def _program(self) -> list[object]:
        return [__version__, tables.VERSION, reading.schema(self.known.desk.store)]

    def _of_city(self) -> list[object]:
        """Its rows are few: all of them."""
        return [list(self._city_rows(table)) for table in tables.TABLES]

    def _of_office(self, office: str) -> list[object]:
        known, store = self.known, self.known.desk.store
        links = assignments.links(store, office=office)
        units = known.units
        return [
            self._shared,
            known.heads.get(office, ""),
            [asdict(one) for one in Sent(known, office).received],
            [asdict(one) for one in known.refused.get(office, ())],
            [asdict(one) for one in store.conflicts(office=office, open_only=False)],
            [(one.kind, one.record_id, one.reference_id) for one in links],
            [str(asdict(one)) for one in units.spans.get(office, ())],
            [kin.code for kin in units.successors(office)],
            [_office_of(known, office)],
            sorted((key, why) for key, why in known.excused.items() if key.startswith(f"{office}/")),
        ]

    @cached_property
    def _shared(self) -> str:
        """What of the city's own things goes into every office's rows."""
        known = self.known
        ids = sorted((kind, year, sorted(its)) for (kind, year), its in known.listed_ids.items())
        months = (sorted(known.first_months.items()), sorted(known.locked_months))
        return _hashed([known.lines(), known.years, ids, months, repr(known.calendar), bool(known.units.changes)])


def _office_of(known: Known, office: str) -> list[object]:
    enrolled = known.enrolled.get(office)
    return [] if enrolled is None else [enrolled.name, enrolled.role.value, enrolled.sample]


def _hashed(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=_DIGEST).hexdigest()


def dataset(desk: Desk, *, year: int | None = None) -> Dataset:
    """The city's data as they are at this moment; with ``year`` only that plan year.

    Raises:
        Refused: "workspace.no_city".
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    known = Known(desk, year)
    reading.prepare(desk.store, known.lines())
    return Dataset(known)
