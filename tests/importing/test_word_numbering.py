"""Word's automatic numbers, as Word itself shows them."""

from __future__ import annotations

import pytest
from lxml import etree

from nq57desk.importing.word_numbering import Numbering, in_form
from nq57desk.importing.word_styles import Styles
from tests.builders.files import W_NAMESPACE, number_list


def root(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{W_NAMESPACE}">{xml}</w:x>')


def shown(numbering: str, paragraphs: list[tuple[int, int]], styles: str = "") -> list[str]:
    """The numbers of paragraphs given as (list, level)."""
    counting = Numbering(root(numbering), Styles(root(styles)))
    return [
        counting.of_paragraph(root(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
        for number, level in paragraphs
    ]


FORMS = [
    (3, "decimal", "3"),
    (3, "decimalZero", "03"),
    (4, "upperRoman", "IV"),
    (9, "lowerRoman", "ix"),
    (1, "lowerLetter", "a"),
    (27, "upperLetter", "AA"),
    (4000, "upperRoman", "4000"),
    (10**9, "lowerLetter", "1000000000"),
    (5, "chicago", "5"),
    (5, "none", ""),
]


@pytest.mark.parametrize(("count", "form", "text"), FORMS)
def test_forms(count: int, form: str, text: str) -> None:
    assert in_form(count, form) == text


LEVELS = number_list(1, ("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."))
OWN_START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
FIVE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
LEGAL = LEVELS.replace('<w:lvlText w:val="%2.%3."/>', '<w:isLgl/><w:lvlText w:val="%1.%2.%3."/>')
NO_RESTART = LEVELS.replace(
    'w:ilvl="1"><w:start w:val="1"/>', 'w:ilvl="1"><w:start w:val="1"/><w:lvlRestart w:val="0"/>'
)

COUNTS = {
    "levels begin anew": (LEVELS, [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["I.", "1.", "2.", "II.", "1."]),
    "a level below shows those above": (LEVELS, [(1, 0), (1, 1), (1, 2), (1, 2)], ["I.", "1.", "1.1.", "1.2."]),
    "a level that skips one": (LEVELS, [(1, 0), (1, 2)], ["I.", "1.1."]),
    "always decimal": (LEGAL, [(1, 0), (1, 0), (1, 1), (1, 2)], ["I.", "II.", "1.", "2.1.1."]),
    "counts on where told to": (NO_RESTART, [(1, 0), (1, 1), (1, 0), (1, 1)], ["I.", "1.", "II.", "2."]),
    "two lists of one definition count on": (
        LEVELS + number_list(2, definition=1),
        [(1, 0), (2, 0), (1, 0)],
        ["I.", "II.", "III."],
    ),
    "a list with its own start begins anew once": (
        LEVELS + number_list(2, definition=1, more=OWN_START),
        [(1, 0), (1, 0), (2, 0), (2, 0)],
        ["I.", "II.", "I.", "II."],
    ),
    "a start other than one": (LEVELS + number_list(2, definition=1, more=FIVE), [(2, 0), (2, 0)], ["V.", "VI."]),
    "two definitions count apart": (
        LEVELS + number_list(2, ("decimal", "%1")),
        [(1, 0), (2, 0), (1, 0), (2, 0)],
        ["I.", "1", "II.", "2"],
    ),
    "bullets": (number_list(1, ("bullet", "\uf0b7"), ("bullet", "+")), [(1, 0), (1, 1)], ["-", "+"]),
    "words around the number": (number_list(1, ("decimal", "Điều %1:")), [(1, 0)], ["Điều 1:"]),
    "no list": (LEVELS, [(0, 0), (7, 0)], ["", ""]),
    "a level that there is not": (LEVELS, [(1, 99)], [""]),
}


@pytest.mark.parametrize("name", COUNTS)
def test_counting(name: str) -> None:
    numbering, paragraphs, expected = COUNTS[name]
    assert shown(numbering, paragraphs) == expected


def test_a_style_numbers_its_paragraphs_at_its_own_level() -> None:
    numbering = LEVELS.replace('w:ilvl="1">', 'w:ilvl="1"><w:pStyle w:val="Muc"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    counting = Numbering(root(numbering), Styles(root(styles)))
    found = [counting.of_paragraph(root(f'<w:pStyle w:val="{style}"/>')) for style in ("Muc", "Con", "Thuong")]
    taken_off = '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    assert [*found, counting.of_paragraph(root(taken_off))] == ["1.", "2.", "", ""]


def test_a_list_style_lends_its_levels() -> None:
    numbering = LEVELS + (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Kieu"/></w:abstractNum>'
        '<w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="Kieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert shown(numbering, [(8, 0), (8, 1)], styles) == ["I.", "1."]
