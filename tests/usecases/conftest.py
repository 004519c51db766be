"""One ward with plans, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk.usecases.sample import make_sample
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY, ward_with_plans
from tests.usecases import paper_office


@pytest.fixture(scope="session")
def ward_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ward") / "office"
    ward_with_plans(folder).close()
    return folder


@pytest.fixture
def desk(ward_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "office"
    shutil.copytree(ward_folder, folder)
    with open_desk(folder, as_of=DAY, who="Nguyễn Văn Thử") as opened:
        yield opened


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "office"
    make_sample(folder=folder, as_of=paper_office.DAY)
    return folder


@pytest.fixture
def sample(sample_office: Path, tmp_path: Path) -> Iterator[Desk]:
    """The sample office with ten months of progress, on a day inside its open month."""
    folder = tmp_path / "sample"
    shutil.copytree(sample_office, folder)
    with open_desk(folder, as_of=paper_office.DAY, who="Nguyễn Văn Thử") as opened:
        yield opened
