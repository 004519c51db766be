"""A city and a ward with real folders, a bundle merged, for tests of receipts, keys and sending."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.usecases import city, offices, trusting
from nq57desk.usecases.bundles import BundleMade
from nq57desk.usecases.city_receipts import IssuedReceipt, issue
from nq57desk.workspace import Desk
from tests.bundle import offices as folders
from tests.bundle.made import RECORDS


@dataclass
class Both:
    """The two desks and where their files go."""

    ward: Desk
    city: Desk
    folder: Path
    sent: int = 0

    def send(self, period: str = "2026-11") -> BundleMade:
        self.sent += 1
        return folders.send(self.ward, self.folder / f"{self.sent}.nq57", period)

    def merge(self, *made: BundleMade) -> list[str]:
        return [one.outcome.value for one in city.merge(self.city, paths=[each.file for each in made]).bundles]

    def receipts(self, period: str | None = None) -> tuple[IssuedReceipt, ...]:
        return issue(self.city, folder=self.folder / "receipts", period=period).receipts

    def receipt(self) -> IssuedReceipt:
        (one,) = self.receipts("2026-11")
        return one

    def edit(self, name: str) -> None:
        folders.change(self.ward, Task("t1", "p1", "a1", number="1", name=name))

    def report(self, percent: int) -> None:
        update = ProgressUpdate("u1", "p1", "t1", "2026-11", State.IN_PROGRESS, percent=percent)
        folders.change(self.ward, update)

    def city_card(self) -> Path:
        path = self.folder / "city.nq57card"
        offices.save_card(self.city, path=path)
        return path

    def ward_card(self) -> Path:
        path = self.folder / "ward.nq57card"
        offices.save_card(self.ward, path=path)
        return path


@contextmanager
def known(folder: Path) -> Iterator[Both]:
    """A ward with a plan and a city, which know each other's cards."""
    with (
        folders.opened(folder / "ward", folders.SAO_MAI) as ward,
        folders.opened(folder / "city", folders.CITY) as at_city,
    ):
        folders.change(ward, *RECORDS)
        both = Both(ward, at_city, folder)
        city.enrol(at_city, cards=[both.ward_card()])
        trusting.trust(ward, path=both.city_card())
        yield both
