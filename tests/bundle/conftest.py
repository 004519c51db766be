"""Keys are made once; tests that run the stock programs are collected only where these are installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.organisation import Office
from nq57desk.workspace import Desk
from tests.bundle import made, offices
from tests.bundle.inbox import BINH_MINH
from tests.bundle.made import HEAD

STOCK = {"test_stock_programs.py": ("minisign", "sha256sum", "age")}


def pytest_ignore_collect(collection_path: object) -> bool | None:
    needed = STOCK.get(str(collection_path).replace("\\", "/").rsplit("/", 1)[-1], ())
    return True if not all(map(shutil.which, needed)) else None


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> signing.Keys:
    return made.keys_in(tmp_path_factory.mktemp("ward") / "keys")


@pytest.fixture(scope="session")
def other_keys(tmp_path_factory: pytest.TempPathFactory) -> signing.Keys:
    return made.keys_in(tmp_path_factory.mktemp("other") / "keys")


@pytest.fixture
def desk(tmp_path: Path, keys: signing.Keys, other_keys: signing.Keys) -> Iterator[Desk]:
    """A city that knows phường Sao Mai and xã Bình Minh."""
    with offices.opened(tmp_path / "city", offices.CITY) as opened:
        for head, pair in ((HEAD, keys), (BINH_MINH, other_keys)):
            office = Office(head.office, head.office_name, sign_key=pair.public.sign_key)
            opened.store.keep_office(office, who="an", at=opened.now())
        yield opened
