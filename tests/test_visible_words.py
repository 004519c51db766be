"""Every Vietnamese word of the window goes through gettext; what stands as it is, is named here with its reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from nq57desk import wording
from tests.builders.spoken import unspoken

SOURCE = Path(wording.__file__).parent
KINDS_OF_UNITS = {"phường", "xã", "đặc khu"}
OF_PAPERS = {
    "gui/city_words.py": KINDS_OF_UNITS,
    "gui/dialogs/setup.py": {"Ủy ban nhân dân "},
    "gui/models/plan_tree.py": {"kế hoạch", "quyết định", "chương trình", "nghị quyết", "QĐ"},
    "gui/pages/papers_heads.py": {"KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"},
    "gui/pages/settings.py": KINDS_OF_UNITS,
    "gui/pages/settings_parts.py": {"Tiếng Việt"},
    "gui/widgets/letterhead.py": {"Số:       /KH-UBND", "KẾ HOẠCH"},
}
"""What an office or its paper is called: compared or printed as it is, never translated; and a language's own name."""


def rooms() -> list[Path]:
    """The window's modules; what screenshots type into a sample office is content, not the program's words."""
    files = sorted((SOURCE / "gui").rglob("*.py"))
    return [file for file in files if not file.name.startswith("screenshot")]


def test_the_window_says_nothing_past_gettext() -> None:
    found = {file.relative_to(SOURCE).as_posix(): unspoken(file) for file in rooms()}
    assert len(found) > 150
    assert {name: texts for name, texts in found.items() if set(texts) - OF_PAPERS.get(name, set())} == {}


def test_what_is_named_as_untranslated_is_still_there() -> None:
    assert {name: words - set(unspoken(SOURCE / name)) for name, words in OF_PAPERS.items()} == {
        name: set() for name in OF_PAPERS
    }


def test_every_sentence_of_a_problem_is_marked() -> None:
    texts = {file.name: unspoken(file) for file in sorted((SOURCE / "sentences").glob("*.py"))}
    assert len(texts) > 25
    assert {name: its for name, its in texts.items() if its} == {}


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('a = _("Đã lưu")', []),
        ('a = mark("Đã lưu")', []),
        ('"""Đã lưu."""', []),
        ('a = "saved"', []),
        ('a = "Đã lưu"', ["Đã lưu"]),
        ('a = f"Đã lưu {n}"', ["Đã lưu "]),
        ('a = _("Đã lưu") + " rồi"', [" rồi"]),
        ('a.setText("xã")', ["xã"]),
    ],
)
def test_what_the_walk_sees(line: str, left: list[str], tmp_path: Path) -> None:
    file = tmp_path / "part.py"
    file.write_text(line, encoding="utf-8")
    assert ast.parse(line)
    assert unspoken(file) == left
