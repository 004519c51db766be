"""The page that documents the published tables says what the tables are."""

from __future__ import annotations

import pytest

from installer.schema_page import FILE, MARK, page
from nq57desk.publishing.tables import TABLES


def test_the_page_lists_the_tables_as_they_are() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert page(text) == text
    assert [one.name for one in TABLES if f"\n### {one.name}: {one.title}\n" not in text] == []


def test_what_people_wrote_above_stays() -> None:
    made = page(f"# Mine\n{MARK}zzz")
    assert made.startswith(f"# Mine\n{MARK}\n## The tables\n")
    assert "zzz" not in made
    with pytest.raises(ValueError, match="From here on"):
        page("# Mine")
