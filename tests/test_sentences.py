"""Every sentence reads well and fills its words in as plain text."""

from __future__ import annotations

import string

import pytest

from nq57desk.domain.problems import Place, Severity, problem
from nq57desk.domain.records import KIND
from nq57desk.sentences import _KINDS, catalogue, sentence, where

SENTENCES = sorted(catalogue().items())


@pytest.mark.parametrize(("code", "text"), SENTENCES, ids=[code for code, _ in SENTENCES])
def test_tone(code: str, text: str) -> None:
    assert code == code.lower()
    assert text.strip() == text
    assert text[-1] in ".…”)]"
    assert "!" not in text
    assert "Lỗi" not in text
    assert " bạn " not in f" {text.lower()} "
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    assert all(name.isidentifier() for name in names)


def test_every_kind_of_record_has_its_word() -> None:
    assert _KINDS.keys() == KIND.keys()
    told = sentence(problem("store.duplicate_id", Severity.ERROR, kind="task", id="a"))
    assert "nhiệm vụ" in told
    assert "task" not in told


def test_words_are_plain_text_and_missing_ones_show() -> None:
    told = sentence(problem("workspace.unknown_task", id="<b>{x}</b>"))
    assert "<b>{x}</b>" in told
    assert "…" in sentence(problem("workspace.unknown_task"))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(table=2, row=17, column="Thời gian", page=11), "Bảng 2, dòng 17, cột Thời gian, trang 11"),
        (Place(sheet="Sheet1", cell="F17"), "Sheet1!F17"),
        (Place(), ""),
    ],
)
def test_a_place_as_a_person_says_it(place: Place, said: str) -> None:
    assert where(place) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-11-13T14:12:05+07:00", "ngày 13/11/2026 lúc 14:12"),
        ("2026-11-13", "ngày 13/11/2026"),
        ("hôm qua", "ngày hôm qua"),
    ],
)
def test_a_moment_and_the_places_file_are_said(on: str, said: str) -> None:
    found = problem("bundle.already_received", Severity.NOTE, Place(file="gói.nq57"), on=on)
    assert f"Gói “gói.nq57” đã nhận {said}." in sentence(found)
