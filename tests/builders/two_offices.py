"""A city with its programme and a ward with a plan of its own that know each other; bundles go between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record
from nq57desk.usecases import city, trusting
from nq57desk.usecases import offices as cards
from nq57desk.usecases.bundles import make_bundle
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.workspace import Desk, open_desk
from tests.builders import offices
from tests.builders.programme import PROGRAMME

OWN_TASKS = (
    Task(
        "w-t1", "w1", "wa", position=1, number="1", name="Số hóa hồ sơ đất đai của phường", source_document="12-CTr/TU"
    ),
    Task("w-t2", "w1", "wa", position=2, number="2", name="Tập huấn kỹ năng số", source_document="12-CTr/TU"),
    Task("w-t3", "w1", "wa", position=3, number="3", name="Trồng cây đầu xuân"),
)
OWN_GOALS = (
    Indicator("w-g1", "w1", "wb", position=1, number="1", name="Tỷ lệ hồ sơ trực tuyến", unit="%"),
    Indicator("w-g2", "w1", "wb", position=2, number="2", name="Tỷ lệ hồ sơ nộp trực tuyến", unit="%"),
)
OWN: tuple[Record, ...] = (
    Plan("w1", 2026, number="12", symbol="KH-UBND"),
    Appendix("wa", "w1", 1, "Phụ lục I"),
    Appendix("wb", "w1", 2, "Phụ lục II", kind=AppendixKind.INDICATORS),
    *OWN_TASKS,
    *OWN_GOALS,
    ProgressUpdate("w-u1", "w1", "w-t1", "2026-11", State.DONE, percent=100, finished_on=date(2026, 11, 2), result="x"),
    ProgressUpdate("w-u2", "w1", "w-t2", "2026-11", State.IN_PROGRESS, percent=40, result="x"),
    IndicatorValue("w-v1", "w1", "w-g1", "2026-11", numerator=Decimal(30), denominator=Decimal(40)),
)


@dataclass
class TwoOffices:
    """Both desks and where their files go."""

    ward: Desk
    city: Desk
    folder: Path
    sent: int = 0

    def change(self, *records: Record) -> None:
        """The ward changes its own rows."""
        apply_records(self.ward, "edit", map(proposed, records))

    def send(self) -> str:
        """The ward's bundle, merged at the city; its outcome."""
        self.sent += 1
        path = self.folder / f"{self.sent}.nq57"
        window = date(2026, 11, 1), date(2026, 11, 30)
        make_bundle(self.ward, year=2026, period=offices.PERIOD, window=window, path=path)
        return city.merge(self.city, paths=[path]).bundles[0].outcome.value


def make_two(folder: Path) -> Path:
    """Both in new folders, with one bundle merged; for tests to copy."""
    with offices.ward(folder / "ward") as ward, offices.city(folder / "city") as at_city:
        apply_records(at_city, "import", map(proposed, PROGRAMME))
        apply_records(ward, "import", map(proposed, OWN))
        cards.save_card(ward, path=folder / "ward.nq57card")
        cards.save_card(at_city, path=folder / "city.nq57card")
        city.enrol(at_city, cards=[folder / "ward.nq57card"])
        trusting.trust(ward, path=folder / "city.nq57card")
        assert TwoOffices(ward, at_city, folder).send() == "applied"
    return folder


@contextmanager
def two_offices(folder: Path) -> Iterator[TwoOffices]:
    """A copy of what ``make_two`` made, opened."""
    with (
        open_desk(folder / "ward", as_of=offices.DAY, who="Nguyễn Văn Thử") as ward,
        open_desk(folder / "city", as_of=offices.DAY, who="Trần Thị Thử") as at_city,
    ):
        yield TwoOffices(ward, at_city, folder, sent=1)
