"""A city that a ward trusts, and assignment files that it signs, written out by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nq57desk.bundle import assignments as files
from nq57desk.bundle import signing
from nq57desk.domain.assignments import AssignedIndicator, AssignedTask, Assignment
from nq57desk.domain.plan import Task
from nq57desk.usecases.offices import save_card
from nq57desk.usecases.trusting import trust
from nq57desk.workspace import Desk
from tests.builders import offices


@dataclass
class SigningCity:
    """Writes assignments of the city whose card it holds, for one ward."""

    folder: Path
    card: Path
    keys: signing.Keys
    code: str
    name: str
    said: dict[str, Any] = field(default_factory=dict)

    def writes(self, folder: Path, number: int, *, keys: signing.Keys | None = None, **said: Any) -> Path:
        """An assignment with this number; ``said`` replaces fields of the one for the ward of the tests."""
        fields: dict[str, Any] = {
            "office": "99902",
            "office_name": "Ủy ban nhân dân phường Sao Hôm",
            "year": 2026,
            "made_at": "2026-11-10T08:00:00+07:00",
            "program": "NQ57 Desk",
            **said,
        }
        told = Assignment(self.code, self.name, signing.fingerprint(self.keys.public.sign_key), number=number, **fields)
        path = folder / files.file_name(told)
        path.write_bytes(files.write(told, keys or self.keys))
        return path


def signing_city(folder: Path) -> SigningCity:
    """A new city with its card."""
    with offices.city(folder) as desk:
        card = folder.with_suffix(".nq57card")
        save_card(desk, path=card)
        keys = signing.load_keys(folder / "keys")
        return SigningCity(folder, card, keys, desk.office.code, desk.office.name)


def trusted_by(desk: Desk, city: SigningCity) -> None:
    """The ward takes the city's card."""
    trust(desk, path=city.card)


NEW = AssignedTask(
    "c-new",
    "3",
    "Rà soát, công bố danh mục dữ liệu mở của phường trên Cổng dữ liệu thành phố",
    "Quý IV/2026",
    "Danh mục dữ liệu mở",
    "UBND các phường",
    "215/QĐ-UBND",
)
GOAL = AssignedIndicator("c-goal", "1", "Tỷ lệ hồ sơ lưu trữ được số hóa", "%", ">= 60", "31/12/2026", "215/QĐ-UBND")


def like(task: Task, **changes: str) -> AssignedTask:
    """The city's row that an own task answers, word for word but for ``changes``."""
    said = {"number": "1", "name": task.name, "deadline": task.deadline, "source_document": "215/QĐ-UBND", **changes}
    return AssignedTask("c-same", **said)
