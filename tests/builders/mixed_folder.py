"""A folder as it lies before the city on the day after the term: 114 bundles and whatever else came with them.

Of the 114 some are sealed to the city, some came twice under another name, one office sent two in a row; two more are
damaged, one is last year's, one belongs to another city, one to the sample office, one zip is no bundle, and one file
is still being copied.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nq57desk.bundle import bundles, signing
from nq57desk.bundle.bundles import Written
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Plan, Task
from tests.builders import bundle_surgery as cut
from tests.bundle import made, offices
from tests.bundle.made import HEAD

OFFICES = 114
CODES = tuple(str(90001 + number) for number in range(OFFICES))
SEALED, TWICE = 12, 6
OLDER, LAST_YEAR = CODES[20], CODES[21]
CUT, CHANGED = CODES[22], CODES[23]
"""Offices whose bundle came damaged; the good one lies there as well."""
SAMPLE = "99999"
PREVIEW = Counter(applied=OFFICES + 1, already_received=TWICE, stale=1, rejected=6)
"""What becomes of the files; one office's bundle of last year is applied besides this year's."""
REJECTED = {
    "cat-ngang.nq57": "bundle.truncated",
    "hong.nq57": "bundle.damaged",
    "thanh-pho-khac.nq57": "bundle.unknown_office",
    "mau.nq57": "bundle.sample",
    "anh-chup.zip": "bundle.wrong_type",
    "dang-chep.nq57.part": "bundle.being_written",
}


@dataclass(frozen=True, slots=True)
class Mixed:
    """The folder, and a city that knows the 114 offices."""

    bundles: Path
    city: Path

    def copy_of_city(self, folder: Path) -> Path:
        """A city that has got nothing yet."""
        shutil.copytree(self.city, folder)
        return folder


def mixed_folder(folder: Path) -> Mixed:
    """Make both."""
    keys = made.keys_in(folder / "keys")
    with offices.opened(folder / "city", offices.CITY) as desk:
        for code in (*CODES, SAMPLE):
            office = Office(code, f"phường {code}", sign_key=keys.public.sign_key, sample=code == SAMPLE)
            desk.store.keep_office(office, who="an", at=desk.now())
        seal = desk.office.seal_recipient
    way = folder / "way"
    (way / "email").mkdir(parents=True)
    for number, code in enumerate(CODES):
        good = _bundle(keys, code).file
        sealed = number < SEALED
        (way / f"{code}.nq57").write_bytes(signing.seal(seal, good) if sealed else good)
        if SEALED - 2 <= number < SEALED - 2 + TWICE:
            (way / "email" / f"{code} (1).nq57").write_bytes(good)
    _the_rest(way, keys)
    return Mixed(way, folder / "city")


def _bundle(keys: signing.Keys, code: str, *earlier: Written) -> Written:
    head = replace(made.after(HEAD, *earlier), office=code, office_name=f"phường {code}")
    task = Task("t1", "p1", "a1", name=f"Số hóa, lần {head.sequence}")
    return made.bundle(keys, head, [*made.LINES[:3], made.line(task, 3 + len(earlier))])


def _the_rest(way: Path, keys: signing.Keys) -> None:
    first = _bundle(keys, OLDER)
    (way / f"{OLDER}.nq57").write_bytes(_bundle(keys, OLDER, first).file)
    (way / "email" / f"{OLDER} (1).nq57").write_bytes(first.file)
    last = replace(HEAD, office=LAST_YEAR, year=2025, period="2025-12")
    last = replace(last, first_day=date(2025, 12, 1), last_day=date(2025, 12, 9))
    good = _bundle(keys, CHANGED).file
    damaged = good[:300] + bytes([good[300] ^ 1]) + good[301:]
    others = {
        "nam-truoc.nq57": bundles.write(last, [made.line(Plan("p0", 2025))], keys).file,
        "cat-ngang.nq57": _bundle(keys, CUT).file[:-60],
        "hong.nq57": damaged,
        "thanh-pho-khac.nq57": _bundle(keys, "12345").file,
        "mau.nq57": made.bundle(keys, replace(HEAD, office=SAMPLE, sample=True)).file,
        "anh-chup.zip": cut.plain_zip(),
        "dang-chep.nq57.part": _bundle(keys, CODES[30]).file[:400],
    }
    for name, data in others.items():
        (way / name).write_bytes(data)
