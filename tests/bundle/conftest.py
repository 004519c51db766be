"""Keys are made once; tests that run the stock programs are collected only where these are installed."""

from __future__ import annotations

import shutil

import pytest

from nq57desk.bundle import signing
from tests.bundle import made

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
