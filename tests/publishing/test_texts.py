"""Texts in CSV and JSON Lines: no formula, nothing lost, the same words on the way back."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.publishing.columns import Row
from nq57desk.publishing.package import data_package, page
from nq57desk.publishing.tables import OFFICES, TABLES
from nq57desk.publishing.texts import FORMULA, GUARD, csv_rows, guarded, json_rows, unguarded
from tests.publishing.profile import ABOUT, WRITTEN, flaws

WORDS = (
    *("=1+1", "+84 912", "-5", "@SUM(A1)", "\tthụt", "\r\nxuống", "＝1", "'đã có nháy", "''hai nháy", "'", "-"),
    *('a "b", c; d', "a\r\nb\nc", "Nguyễn Thị Hằng – Đề án “06”", "\U0001f4a7", "x" * 40_000, "1.5", "true", "null"),
)


@pytest.mark.parametrize("word", WORDS)
def test_a_guarded_text_is_no_formula_and_comes_back(word: str) -> None:
    cell = guarded(word)
    assert not cell.startswith(FORMULA)
    assert unguarded(cell) == word
    assert (cell == word) == (not word.startswith((*FORMULA, GUARD)))


@given(st.text(min_size=1).filter(lambda word: "\0" not in word))
def test_every_text_comes_back_from_both_forms(word: str) -> None:
    row: Row = ("00123", "31", None, "ward", word, word, "true", "false", "2026-07-01", None, None, None)
    out, lines = io.StringIO(newline=""), io.StringIO(newline="")
    csv_rows(OFFICES, out)([row])
    json_rows(OFFICES, lines)([row])
    names, cells = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert tuple(names) == OFFICES.names
    assert unguarded(cells[4]) == word
    assert (cells[0], cells[2], cells[6], cells[8]) == ("00123", "", "true", "2026-07-01")
    assert lines.getvalue().count("\n") == 1
    told = json.loads(lines.getvalue())
    assert (told["name"], told["bundle_digest"], told["is_enrolled"], told["is_sample"]) == (word, None, True, False)


def test_numbers_and_days_get_nothing_in_front() -> None:
    out = io.StringIO(newline="")
    values: dict[str, str | int | None] = dict.fromkeys(TABLES[8].names)
    values |= {"office_code": "1", "actual": "-5.5", "numerator": "-1", "month_number": -3}
    csv_rows(TABLES[8], out)([tuple(values.values())])
    assert TABLES[8].name == "indicator_values"
    assert out.getvalue().splitlines()[1].count("'") == 0
    assert ",-5.5,-1," in out.getvalue()


def test_the_data_package_keeps_to_the_standard() -> None:
    told = json.loads(json.dumps(data_package(ABOUT, WRITTEN)))
    assert flaws(told) == []
    assert {one["format"] for one in told["resources"]} == {"csv", "jsonl", "parquet"}
    assert told["nq57:csvGuard"]["prefix"] == GUARD
    assert flaws({**told, "name": "Not a name"}) == ["name"]
    assert flaws({**told, "resources": []}) == ["resources"]


def test_every_table_and_column_is_told_in_vietnamese() -> None:
    text = page(ABOUT, WRITTEN)
    assert [one.name for one in TABLES if f"\n{one.name}: {one.title}" not in text] == []
    assert [c.name for one in TABLES for c in one.columns if f"\n  {c.name} (" not in text or not c.title] == []
    assert "Khóa chính: office_code, city_code" in text


def test_no_word_of_ours_needs_an_apostrophe() -> None:
    words = {word for table in TABLES for column in table.columns for word in column.choices}
    assert len(words) > 50
    assert {word for word in words if guarded(word) != word} == set()
