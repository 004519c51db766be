"""The form's data: complete, sourced, within the decree's own ranges."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from nq57desk import paths
from nq57desk.documents.column_widths import text_width
from nq57desk.documents.form import decree30, form_of, read_form
from nq57desk.documents.layout import Orientation
from nq57desk.documents.render_pdf_fonts import font
from nq57desk.domain.papers import FormKind

FILES = ("decree30.toml", "party05.toml")
SOURCES = {name: (paths.resources() / "form" / name).read_text(encoding="utf-8") for name in FILES}
SOURCE = SOURCES["decree30.toml"]
ENTRIES: dict[str, dict[str, Any]] = {name: tomllib.loads(source) for name, source in SOURCES.items()}


def _entries(file: str) -> dict[str, dict[str, Any]]:
    flat = {name: entry for name, entry in ENTRIES[file].items() if isinstance(entry, dict)}
    nested = {"margins", "styles"}
    inner = {f"{name}.{key}": value for name in nested for key, value in flat[name].items()}
    return {name: entry for name, entry in flat.items() if name not in nested} | inner


@pytest.mark.parametrize(("file", "name"), [(file, name) for file in FILES for name in sorted(_entries(file))])
def test_every_entry_names_its_source_and_how_sure_it_is(file: str, name: str) -> None:
    entry = _entries(file)[name]
    assert entry["source"]
    assert entry["certainty"] in {"S", "S2", "D", "G"}


def test_nothing_of_the_partys_form_is_said_to_be_verified() -> None:
    assert {entry["certainty"] for entry in _entries("party05.toml").values()} == {"S2", "G"}
    assert "chưa đối chiếu" in form_of(FormKind.PARTY).name


@pytest.mark.parametrize("file", FILES)
def test_wordings_are_complete(file: str) -> None:
    assert _entries(file).keys() == _entries(FILES[0]).keys()


@pytest.mark.parametrize(("file", "name"), [(file, name) for file in FILES for name in sorted(ENTRIES[file]["styles"])])
def test_sizes_lie_in_the_forms_range(file: str, name: str) -> None:
    entry = ENTRIES[file]["styles"][name]
    span = re.match(r"(\d+)-(\d+)", entry.get("allowed", ""))
    low, high = (int(span[1]), int(span[2])) if span else (entry["size"], entry["size"])
    assert low <= entry["size"] <= high


@pytest.mark.parametrize("orientation", list(Orientation))
def test_margins_lie_in_the_decrees_range(orientation: Orientation) -> None:
    margins = decree30().margins(orientation)
    assert 20 <= margins.top <= 25
    assert 20 <= margins.bottom <= 25
    assert 30 <= margins.left <= 35
    assert 15 <= margins.right <= 20


def test_rules_are_as_long_as_the_decree_says() -> None:
    rules = decree30().rules
    assert rules.motto == 1.0
    assert 1 / 3 <= rules.issuer <= 1 / 2
    assert 1 / 3 <= rules.subject <= 1 / 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[styles.nation]\nsize = 13", "[styles.nation]\nsise = 13"),
        ("[styles.nation]", "[styles.nations]"),
        ('align = "center"', 'align = "middle"'),
    ],
)
def test_a_misspelt_entry_is_refused(old: str, new: str) -> None:
    assert old in SOURCE
    with pytest.raises((TypeError, KeyError, ValueError)):
        read_form(SOURCE.replace(old, new, 1))


@pytest.mark.parametrize(("bold", "name"), [(False, "Tinos-Regular"), (True, "Tinos-Bold")])
def test_letter_widths_are_the_fonts_own(bold: bool, name: str) -> None:
    sample = "Ủy ban nhân dân phường Sao Mai, NGÀY 05/01/2026: “ưu tiên” – 12,5% ≥ 80%; Ặ ẫ Ỡ ữ đ Đ"
    expected = font(name).stringWidth(sample, 12) * 25.4 / 72
    assert text_width(sample, 12, bold=bold) == pytest.approx(expected, rel=0.002)
