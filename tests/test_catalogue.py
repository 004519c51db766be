"""The English catalogue is whole: nothing untranslated, no placeholder lost or invented, plain text throughout."""

from __future__ import annotations

import re
import string
from functools import cache

import pytest
from babel.messages.catalog import Message

from installer.catalogue import collected, untranslated, update
from nq57desk import wording
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.sentences import catalogue, sentence, where

HTML = re.compile(r"</?[a-z][^<>]*>|&[a-z]+;|&#", re.IGNORECASE)
BUTTON = re.compile(r"\[([^\]]+)\]")
QT_PLACE = re.compile(r"%\d")


@cache
def messages() -> tuple[Message, ...]:
    """Every collected word with its English translation."""
    return tuple(message for message in update("en", collected()) if message.id)


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    """Name, format and conversion of each ``{placeholder}``."""
    return {(name, form, kind) for _, name, form, kind in string.Formatter().parse(text) if name is not None}


def numbered(text: str) -> set[str]:
    """Qt's own ``%1``."""
    return set(QT_PLACE.findall(text))


def test_every_word_has_an_english_translation() -> None:
    assert len(messages()) > 1000
    assert untranslated("en") == []


def test_placeholders_are_those_of_the_source() -> None:
    astray = [str(m.id) for m in messages() if placeholders(str(m.id)) != placeholders(str(m.string))]
    assert astray == []
    astray = [str(m.id) for m in messages() if numbered(str(m.id)) != numbered(str(m.string))]
    assert astray == []


def test_translations_are_plain_text() -> None:
    assert [str(m.string) for m in messages() if HTML.search(str(m.string))] == []


def test_blanks_line_breaks_and_dots_stay_where_joined_words_need_them() -> None:
    def edges(text: str) -> tuple[bool, bool, bool, int]:
        return text.startswith(" "), text.endswith(" "), text.endswith("…"), text.count("\n")

    assert [str(m.id) for m in messages() if edges(str(m.id)) != edges(str(m.string))] == []


def test_a_button_named_in_a_sentence_is_called_what_the_button_says() -> None:
    english = {str(m.id): str(m.string) for m in messages()}
    named = [
        (source, told)
        for text, translation in english.items()
        for source, told in zip(BUTTON.findall(text), BUTTON.findall(translation), strict=True)
    ]
    assert named
    assert [(source, told) for source, told in named if english.get(source, told) != told] == []


def test_the_tone_of_the_english_sentences() -> None:
    wording.use_language("en")
    for code, source in catalogue().items():
        told = wording._(source)
        assert told == told.strip(), code
        assert told[-1:] in (".…”)]" if source[-1] != "." else "."), code
        assert "!" not in told, code


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            problem("workspace.unknown_task", Severity.ERROR, id="<b>{x}</b>"),
            "There is no task with code “<b>{x}</b>”. Nothing was changed. Check the list.",
        ),
        (
            problem("store.duplicate_id", Severity.ERROR, kind="task", id="a"),
            "A record (task a) is there twice in one source. Nothing was written.",
        ),
        (
            problem("reading.empty", Severity.ERROR, name="kế hoạch.docx"),
            "The file “kế hoạch.docx” is empty (0 bytes). Nothing was imported. "
            "Ask the sender for the file again, or copy it again from the USB stick.",
        ),
        (
            problem("bundle.already_received", Severity.NOTE, file="a.nq57", on="13/11/2026"),
            "The bundle “a.nq57” was received on 13/11/2026. Nothing was changed. It need not be taken in again.",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Problem) else "",
)
def test_english_sentences(told: Problem, said: str) -> None:
    source = sentence(told)
    wording.use_language("en")
    assert sentence(told) == said
    assert source != said


def test_a_place_in_english() -> None:
    wording.use_language("en")
    assert where(Place(table=2, row=17, column="Thời gian", page=11)) == "Table 2, row 17, column Thời gian, page 11"


def test_vietnamese_is_the_source_itself() -> None:
    assert wording._("nhiệm vụ") == "nhiệm vụ"
    assert not [message.id for message in update("vi", collected()) if message.id and message.string]
