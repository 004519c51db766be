"""The English catalogue is whole: nothing untranslated, no placeholder lost or invented, plain text throughout."""

from __future__ import annotations

import re
import string
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from installer.catalogue import collected, forms, source, untranslated, update
from nq57desk import paths, wording
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.gui.actions import MENUS
from nq57desk.sentences import catalogue, sentence, where
from tests.builders.spoken import vietnamese

HTML = re.compile(r"</?[a-z][^<>]*>|&[a-z]+;|&#", re.IGNORECASE)
BUTTON = re.compile(r"\[([^\]]+)\]")
MNEMONIC = re.compile(r"&(\w)(?!\w*;)")
FOR_PAPER = {
    *("CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "Ủy ban nhân dân phường …", "phường …, xã …, đặc khu …"),
    *("Nghị quyết số …/NQ-… ngày …", "hoà, uỷ", "hòa, ủy"),
}
"""Examples of what is typed for papers, which stay Vietnamese."""
QT_PLACE = re.compile(r"%\d")


@cache
def words() -> Catalog:
    """What was collected from the source, once: it takes longer than all that is asked of it."""
    return collected()


@cache
def messages() -> tuple[Message, ...]:
    """Every collected word with its English translation."""
    return tuple(message for message in update("en", words()) if message.id)


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    """Name, format and conversion of each ``{placeholder}``."""
    return {(name, form, kind) for _, name, form, kind in string.Formatter().parse(text) if name is not None}


def numbered(text: str) -> set[str]:
    """Qt's own ``%1``."""
    return set(QT_PLACE.findall(text))


def test_every_word_has_an_english_translation() -> None:
    assert len(messages()) > 1000
    assert untranslated("en", words()) == []


def test_no_translation_is_left_of_a_word_that_is_gone() -> None:
    assert [message.id for message in update("en", words()).obsolete.values()] == []


def test_the_template_and_the_catalogues_hold_the_same_words() -> None:
    asked = {source(message) for message in words() if message.id}
    files = [paths.translations() / "nq57desk.pot"]
    files += [paths.translations() / language / "LC_MESSAGES" / "nq57desk.po" for language in wording.LANGUAGES]
    for file in files:
        with file.open("rb") as stream:
            kept = [source(message) for message in read_po(stream) if message.id]
        assert len(kept) == len(set(kept)), file.name
        assert asked ^ set(kept) == set(), file.name


def test_a_menu_has_its_letter_in_both_languages() -> None:
    pairs = [(source(m), told) for m in messages() for told in forms(m)]
    assert [one for one, told in pairs if len(MNEMONIC.findall(one)) != len(MNEMONIC.findall(told))] == []
    english = {source(m): forms(m)[0] for m in messages()}
    menus = list(MENUS.values())
    for names in (menus, [english[text] for text in menus]):
        letters = [MNEMONIC.findall(text)[0].lower() for text in names]
        assert len(set(letters)) == len(menus)


def test_english_is_english() -> None:
    left = [told for m in messages() for told in forms(m) if told == source(m) and vietnamese(told)]
    assert set(left) <= FOR_PAPER


def test_placeholders_are_those_of_the_source() -> None:
    pairs = [(source(m), told) for m in messages() for told in forms(m)]
    assert [one for one, told in pairs if placeholders(one) != placeholders(told)] == []
    assert [one for one, told in pairs if numbered(one) != numbered(told)] == []


def test_what_says_a_number_has_a_form_for_one_and_for_many() -> None:
    counting = [m for m in messages() if wording.counted(source(m))]
    assert {len(forms(m)) for m in counting} == {2}
    assert sum(forms(m)[0] != forms(m)[1] for m in counting) > 60


def test_translations_are_plain_text() -> None:
    assert [told for m in messages() for told in forms(m) if HTML.search(told)] == []


def test_blanks_line_breaks_and_dots_stay_where_joined_words_need_them() -> None:
    def edges(text: str) -> tuple[bool, bool, bool, int]:
        return text.startswith(" "), text.endswith(" "), text.endswith("…"), text.count("\n")

    assert [source(m) for m in messages() for told in forms(m) if edges(source(m)) != edges(told)] == []


def test_a_button_named_in_a_sentence_is_called_what_the_button_says() -> None:
    english = {source(m): forms(m)[-1] for m in messages()}
    named = [
        (button, told)
        for m in messages()
        for form in forms(m)
        for button, told in zip(BUTTON.findall(source(m)), BUTTON.findall(form), strict=True)
    ]
    assert named
    assert [(button, told) for button, told in named if english.get(button, told) != told] == []


def test_the_tone_of_the_english_sentences() -> None:
    wording.use_language("en")
    for code, text in catalogue().items():
        told = wording._(text)
        assert told == told.strip(), code
        assert told[-1:] in (".…”)]" if text[-1] != "." else "."), code
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
    vietnamese = sentence(told)
    wording.use_language("en")
    assert sentence(told) == said
    assert vietnamese != said


def test_a_place_in_english() -> None:
    wording.use_language("en")
    assert where(Place(table=2, row=17, column="Thời gian", page=11)) == "Table 2, row 17, column Thời gian, page 11"


def test_vietnamese_is_the_source_itself() -> None:
    assert wording._("nhiệm vụ") == "nhiệm vụ"
    assert not [message.id for message in update("vi", words()) if message.id and any(forms(message))]
