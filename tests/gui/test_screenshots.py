"""Pictures of every page and dialog can be taken, and the office they are taken of is left as it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from nq57desk.errors import Refused
from nq57desk.gui import screenshots
from nq57desk.gui.pages.catalogue import pages_for
from nq57desk.usecases.sample import make_sample
from tests.builders.offices import DAY


def _state(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(("-wal", "-shm"))
    }


def test_every_page_and_dialog_is_taken(tmp_path: Path) -> None:
    office = tmp_path / "sample"
    make_sample(folder=office)
    before = _state(office)
    files = screenshots.take(tmp_path / "pictures", office, as_of=DAY)
    names = {file.stem.partition("-")[2] for file in files}
    assert len(names) == len(files)
    assert names >= {spec.name for spec in pages_for(is_city=False)}
    assert names >= {"bat-dau", "thiet-lap", "huong-dan", "lanh-dao-xem", "thanh-pho-da-gop", "nhap-tu-tep"}
    pages = [QImage(str(file)) for file in files if file.stem.endswith("-tasks")]
    assert [(page.width(), page.height()) for page in pages] == [(1366, 768)]
    assert _state(office) == before


def test_larger_letters_keep_the_window_s_size(tmp_path: Path) -> None:
    office = tmp_path / "sample"
    make_sample(folder=office)
    files = screenshots.take(tmp_path / "pictures", office, as_of=DAY, percent=150)
    sizes = {(picture.width(), picture.height()) for picture in (QImage(str(file)) for file in files)}
    assert max(width for width, _height in sizes) <= 1366
    assert max(height for _width, height in sizes) <= 768


def test_without_an_office_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        screenshots.take(tmp_path / "pictures", tmp_path / "nowhere")
