"""One paper in three formats: the same code at its foot, the same number of pages told."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from nq57desk.domain.plan import Appendix
from nq57desk.errors import Refused
from nq57desk.usecases.papers import FORMATS, save_paper
from nq57desk.workspace import Desk


def _first_appendix(desk: Desk) -> str:
    return desk.store.all(Appendix)[0].id


def test_every_format_tells_the_same_code_and_pages(desk: Desk, tmp_path: Path) -> None:
    chosen = _first_appendix(desk)
    saved = [
        save_paper(desk, kind="appendix", path=tmp_path / f"phu-luc{suffix}", appendix_id=chosen) for suffix in FORMATS
    ]
    assert len({(paper.pages, paper.fingerprint) for paper in saved}) == 1
    code = saved[0].fingerprint
    word = docx.Document(str(tmp_path / "phu-luc.docx"))
    assert code in word.sections[0].footer.paragraphs[0].text
    (sheet,) = openpyxl.load_workbook(io.BytesIO((tmp_path / "phu-luc.xlsx").read_bytes())).worksheets
    footer = sheet.oddFooter
    assert footer is not None
    assert code in str(footer.right.text)


def test_the_ending_may_be_in_capitals(desk: Desk, tmp_path: Path) -> None:
    saved = save_paper(desk, kind="appendix", path=tmp_path / "A.DOCX", appendix_id=_first_appendix(desk))
    assert docx.Document(str(saved.file)).tables


def test_another_ending_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        save_paper(desk, kind="appendix", path=tmp_path / "a.odt", appendix_id=_first_appendix(desk))
    assert [problem.code for problem in refused.value.problems] == ["workspace.bad_format"]
    assert not (tmp_path / "a.odt").exists()
