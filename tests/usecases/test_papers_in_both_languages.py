"""Whatever leaves as paper is the same to the byte, whichever language the window speaks."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nq57desk import wording
from nq57desk.domain.plan import Appendix
from nq57desk.usecases import forms, overview_paper, papers, settings_edits
from nq57desk.workspace import Desk

Make = Callable[[Desk, Path], bytes]


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    yield
    wording.use_language("vi")


def _appendix(suffix: str) -> Make:
    def make(desk: Desk, _folder: Path) -> bytes:
        first = desk.store.all(Appendix)[0]
        return papers.appendix_paper(desk, appendix_id=first.id, suffix=suffix).data

    return make


def _overview(desk: Desk, _folder: Path) -> bytes:
    return overview_paper.overview_pdf(desk)


def _forms(desk: Desk, folder: Path) -> bytes:
    made = forms.make_forms(desk, period="2026-11", folder=folder)
    return b"".join(path.name.encode() + _inside(path) for path in made.files)


def _inside(path: Path) -> bytes:
    """All parts of a Word or Excel file but the moment at which it was made."""
    with zipfile.ZipFile(path) as packed:
        names = sorted(name for name in packed.namelist() if name != "docProps/core.xml")
        return b"".join(name.encode() + packed.read(name) for name in names)


@pytest.mark.parametrize(
    "make",
    [_appendix(".pdf"), _appendix(".docx"), _appendix(".xlsx"), _overview, _forms],
    ids=["pdf", "docx", "xlsx", "overview", "forms"],
)
def test_a_paper_is_the_same_in_both_languages(make: Make, desk: Desk, tmp_path: Path) -> None:
    made = []
    for language in wording.LANGUAGES:
        wording.use_language(language)
        made.append(make(desk, tmp_path / language))
    assert made[0] == made[1]
    assert len(made[0]) > 1000


def test_a_paper_is_spelled_as_the_office_chose(desk: Desk) -> None:
    first = desk.store.all(Appendix)[0]
    typed = papers.appendix_paper(desk, appendix_id=first.id)
    settings_edits.change(desk, key=settings_edits.TONES, value="second")
    other = papers.appendix_paper(desk, appendix_id=first.id)
    assert other.data != typed.data
    assert other.fingerprint == typed.fingerprint
    settings_edits.change(desk, key=settings_edits.TONES, value="")
    assert papers.appendix_paper(desk, appendix_id=first.id).data == typed.data
