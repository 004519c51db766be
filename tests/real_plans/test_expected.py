"""Every real plan read as a careful person reads it: each appendix, section, row and cell, and the document's data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nq57desk.importing.open_file import read_raw
from nq57desk.importing.recognise import recognise
from nq57desk.importing.result import ReadDocument, ReadResult, ReadTable

PLANS = Path(__file__).parents[2].parent / "shared" / "plans"
FILES = sorted(path for kind in ("docx", "pdf", "xlsx") for path in PLANS.glob(f"*.{kind}") if path.stem.isdecimal())


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PLANS / f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    return found


def as_expected_has_it(table: ReadTable) -> dict[str, Any]:
    return {
        "label": table.label,
        "title": table.title,
        "heading_lines": list(table.heading_lines),
        "kind": table.kind.value,
        "columns": list(table.columns),
        "numbering": table.numbering.value,
        "sections": [{"number": section.number, "title": section.title} for section in table.sections],
        "rows": [
            {
                "section": None if row.section is None else table.sections[row.section].number,
                "number": row.number or None,
                "second_number": row.second_number or None,
                "name": row.name,
                "cells": dict(row.cells),
                "parent": None if row.parent is None else table.rows[row.parent].number,
            }
            for row in table.rows
        ],
    }


def differences(wanted: Any, found: Any, place: str, *, spaces_may_differ: bool) -> Iterator[str]:
    """Each difference with its place; where a PDF's line ended, a space more or less is none."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in sorted(wanted.keys() | found.keys()):
            yield from differences(
                wanted.get(key), found.get(key), f"{place}.{key}", spaces_may_differ=spaces_may_differ
            )
    elif isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            yield f"{place}: {len(wanted)} wanted, {len(found)} found"
        for at, (one, other) in enumerate(zip(wanted, found, strict=False)):
            yield from differences(one, other, f"{place}[{at}]", spaces_may_differ=spaces_may_differ)
    elif wanted != found and not (spaces_may_differ and without_spaces(wanted) == without_spaces(found)):
        yield f"{place}:\n  wanted {wanted!r}\n  found  {found!r}"


def without_spaces(text: object) -> object:
    return re.sub(r" ", "", text) if isinstance(text, str) else text


@cache
def read(path: Path) -> ReadResult:
    return recognise(read_raw(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lists_are_read_as_a_person_reads_them(path: Path) -> None:
    found = [as_expected_has_it(table) for table in read(path).tables]
    wanted = expected(path)["appendices"]
    told = list(differences(wanted, found, path.name, spaces_may_differ=path.suffix == ".pdf"))
    assert not told, "\n".join(told)


def document_keys(document: ReadDocument, keys: list[str]) -> dict[str, Any]:
    values = {key: getattr(document, key) for key in keys}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix != ".xlsx"], ids=lambda path: path.name)
def test_document_is_read_as_a_person_reads_it(path: Path) -> None:
    wanted = expected(path)["document"]
    found = document_keys(read(path).document, list(wanted))
    told = list(differences(wanted, found, path.name, spaces_may_differ=path.suffix == ".pdf"))
    assert not told, "\n".join(told)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".xlsx"], ids=lambda path: path.name)
def test_workbook_tells_only_what_stands_on_its_sheets(path: Path) -> None:
    wanted = expected(path)["document"]
    document = read(path).document
    assert document.org == wanted["org"]
    assert document.symbol in (wanted["symbol"], None)
    assert (document.number, document.signer_name, document.recipients) == (None, None, ())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_in_a_real_plan_is_an_error(path: Path) -> None:
    found = read(path)
    assert found.name == path.name
    assert [p for p in found.problems if p.severity.value == "error"] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.stem != "000" and path.suffix != ".xlsx"], ids=str)
def test_body_is_the_plan_without_frame_and_lists(path: Path) -> None:
    body = read(path).body
    text = "\n".join(paragraph.text for paragraph in body)
    assert [paragraph.text for paragraph in body if paragraph.level == 1]
    assert "Nơi nhận" not in text
    assert "CỘNG HÒA XÃ HỘI" not in text
    assert "PHỤ LỤC" not in text
    assert not any(paragraph.text.startswith("-") for paragraph in body if paragraph.level)


def test_body_is_the_same_in_word_and_pdf() -> None:
    for stem in sorted({path.stem for path in FILES} - {"000"}):
        word, pdf = (
            [(paragraph.level, without_spaces(paragraph.text)) for paragraph in read(PLANS / f"{stem}{kind}").body]
            for kind in (".docx", ".pdf")
        )
        assert word == pdf
