"""A fictitious city and its wards, with real databases, for tests of sending and merging."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from nq57desk.bundle import bundles, cards, signing
from nq57desk.domain.changes import Applied, Proposal, Proposed, Source
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.records import KINDS, Record, kind_of
from nq57desk.store.store import Store
from nq57desk.usecases.bundles import BundleMade, make_bundle
from nq57desk.workspace import DATABASE, Clock, Desk

DAY = date(2026, 11, 20)
WINDOW = (date(2026, 11, 15), date(2026, 11, 25))
CITY = Office("31", "Ủy ban nhân dân thành phố Biển Xanh", Role.CITY)
SAO_MAI = Office("90001", "Ủy ban nhân dân phường Sao Mai", installation="pc-1")


@contextmanager
def opened(folder: Path, office: Office, keys: signing.Keys | None = None) -> Iterator[Desk]:
    """A new office in a folder; with its own fresh keys where none are given."""
    folder.mkdir(parents=True)
    if keys is None:
        signing.create_keys(folder / "keys")
        keys = signing.load_keys(folder / "keys")
    with opened_in(folder, office, keys) as desk:
        yield desk


@contextmanager
def opened_in(folder: Path, office: Office, keys: signing.Keys) -> Iterator[Desk]:
    """A new office in a folder that is there already."""
    own = replace(office, sign_key=keys.public.sign_key, seal_recipient=keys.public.seal_recipient)
    with Store.create(folder / DATABASE, own) as store:
        yield Desk(folder, store, Clock(DAY), "Trần Thị Bình", read_only=False)


def change(desk: Desk, *records: Record, gone: Sequence[Record] = ()) -> Applied:
    """Change a ward's own records as any use case does."""
    proposed = [Proposed(kind_of(type(r)).name, r.id, r) for r in records]
    proposed += [Proposed(kind_of(type(r)).name, r.id, None) for r in gone]
    change_set = desk.store.compare(Proposal("edit", Source("window"), proposed))
    return desk.store.apply(change_set, who=desk.who, at=desk.now())


def send(desk: Desk, path: Path, period: str = "2026-11") -> BundleMade:
    return make_bundle(desk, year=2026, period=period, window=WINDOW, path=path)


def card_of(desk: Desk, path: Path) -> Path:
    path.write_bytes(cards.make_card(desk.office, signing.load_keys(desk.keys_folder)))
    return path


def put(folder: Path, files: Iterable[bytes]) -> list[Path]:
    """Files under the names of their digests."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for data in files:
        path = folder / f"{bundles.digest_of(data)[:12]}{bundles.ENDING}"
        path.write_bytes(data)
        paths.append(path)
    return paths


def tables(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every record table, tombstones too."""
    with closing(sqlite3.connect(desk.folder / DATABASE)) as db:
        return {kind.name: db.execute(f'SELECT * FROM "{kind.name}" ORDER BY office, id').fetchall() for kind in KINDS}


def reopened(folder: Path) -> Desk:
    """An office's folder opened as it lies there; whoever asks closes its store."""
    return Desk(folder, Store.open(folder / DATABASE), Clock(DAY), "Trần Thị Bình", read_only=False)
