"""The manual's promise: every sentence of it is held by tests that exist; what had none stands below.

The table in ``promises`` says the page's sentences anew, in their order, so that none is changed or added without its
tests. Of the figures each command names files and modules that exist.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from nq57desk import paths
from nq57desk.domain.plan import Task
from nq57desk.store.backup import list_backups, read_through
from nq57desk.usecases import importing
from nq57desk.usecases.sample import sample_files
from tests.builders import offices
from tests.promises import PROMISES, Promise

TESTS = Path(__file__).parent
PAGE = (paths.resources() / "manual" / "promise.md").read_text(encoding="utf-8")
PROMISED, _NOT, REST = PAGE.partition("\n## Không cam kết\n")
_END = re.compile(r"(?<=\.)\s+(?=[A-ZĐÁÀẢÃẠÂĂÉÊÍÓÔƠÚƯÝ])")


def sentences(page: str) -> list[str]:
    """Those of the list items, in the page's order."""
    items = [line[2:] for line in page.splitlines() if line.startswith("- ")]
    return [each for item in items for each in _END.split(item.strip())]


def test_every_sentence_is_held() -> None:
    assert [promise.says for promise in PROMISES] == sentences(PROMISED)
    assert all(promise.held_by for promise in PROMISES)
    assert len(PROMISES) > 40


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.says[:40])
def test_the_tests_that_hold_it_exist(promise: Promise) -> None:
    for place in promise.held_by:
        module, test = place.split(": ")
        tree = ast.parse((TESTS / f"{module}.py").read_text(encoding="utf-8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, place


def test_the_figures_name_what_repeats_them() -> None:
    told = re.findall(r"^ {4}(.+)$", REST.partition("\n## Số liệu đã đo\n")[2], re.M)
    assert len(told) >= 6
    named = [word for command in told for word in command.split() if word.startswith("tests")]
    assert len(named) == len(told)
    for word in named:
        place = TESTS.parent / (word if word.endswith(".py") else word.replace(".", "/"))
        assert place.exists() or place.with_suffix(".py").exists(), word


def test_what_is_not_promised_is_said() -> None:
    told = REST.partition("\n## ")[0]
    for word in ("không được mã hóa", "phiếu giữ khóa", "Bản quét", "lỗ hổng", "Ổ đĩa nói sai", "dòng lệnh"):
        assert word.casefold() in told.casefold(), word


def test_an_import_is_preceded_by_a_backup(tmp_path: Path) -> None:
    first, second = sample_files()[:2]
    with offices.ward(tmp_path / "office") as desk:
        offices.import_file(desk, first)
        before = desk.store.count(Task)
        preview = importing.preview_file(desk, path=second)
        importing.apply_preview(desk, preview=preview)
        assert desk.store.count(Task) > before
        kept = [one for one in list_backups(desk.backups_folder) if one.why == "before-import"]
        assert kept
        assert read_through(kept[0].path) == desk.office.code
