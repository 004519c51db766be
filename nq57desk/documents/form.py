"""The form of official papers as data: ``resources/form/decree30.toml`` read into values.

Nothing about sizes, margins or wordings is decided in code. The file names for each entry where in
Nghị định 30/2020/NĐ-CP it stands and how sure that is.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from nq57desk import paths
from nq57desk.documents.layout import Align, Margins, Orientation, PageNumber, TextStyle


@dataclass(frozen=True, slots=True)
class Styles:
    """One style for each part of a paper, by the decree's own parts."""

    nation: TextStyle
    motto: TextStyle
    governing: TextStyle
    issuer: TextStyle
    number: TextStyle
    place_date: TextStyle
    appendix_label: TextStyle
    appendix_title: TextStyle
    appendix_pointer: TextStyle
    end_mark: TextStyle
    kind: TextStyle
    subject: TextStyle
    letter_subject: TextStyle
    basis: TextStyle
    body: TextStyle
    part: TextStyle
    article: TextStyle
    addressee: TextStyle
    powers: TextStyle
    signer: TextStyle
    recipients_heading: TextStyle
    recipients: TextStyle
    urgency: TextStyle
    address: TextStyle
    signature_note: TextStyle
    page_number: TextStyle
    table_text: TextStyle
    table_header: TextStyle
    draft: TextStyle
    fingerprint: TextStyle


@dataclass(frozen=True, slots=True)
class Rules:
    """How long the rules under headings are, as shares of the text's width, and how they are drawn (points)."""

    motto: float
    issuer: float
    subject: float
    pointer: float
    thickness_pt: float
    gap_pt: float


@dataclass(frozen=True, slots=True)
class FrameForm:
    """The left column's share of the width, and the space kept free at the columns' sides (mm)."""

    left_share: float
    side_padding: float


@dataclass(frozen=True, slots=True)
class ClosingForm:
    """The recipients' share of the width, the columns' padding, and the space to sign in (mm)."""

    left_share: float
    side_padding: float
    space: float


@dataclass(frozen=True, slots=True)
class TableForm:
    """``smaller_sizes`` are tried in turn where a heading's word does not fit; lengths mm, ``_pt`` points.

    ``centred`` names the fields whose columns are centred.
    """

    smaller_sizes: tuple[float, ...]
    padding_x: float
    padding_y_pt: float
    line_pt: float
    space_before_pt: float
    centred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed wordings; names in braces are filled in."""

    nation: str
    motto: str
    appendix: str
    pointer: str
    date: str
    place_date: str
    end_mark: str
    recipients: str
    recipient: str
    last_recipient: str
    draft: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """How many spaces wide a blank is that is left open to be filled in by hand."""

    number: int
    day: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Names:
    """Short forms with what they stand for, and the words that begin an administrative unit's name."""

    expansions: tuple[tuple[str, str], ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Everything the decree (or what stands in for it) fixes about how a paper looks."""

    name: str
    font: str
    width: float
    height: float
    portrait: Margins
    landscape: Margins
    number: PageNumber
    styles: Styles
    rules: Rules
    frame: FrameForm
    closing: ClosingForm
    table: TableForm
    words: Words
    blanks: Blanks
    names: Names

    def margins(self, orientation: Orientation) -> Margins:
        """The margins of a sheet held this way."""
        return self.landscape if orientation is Orientation.LANDSCAPE else self.portrait


_ABOUT = ("source", "certainty", "allowed")


def _values(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without what is said about it; lists become tuples."""
    return {name: _frozen(value) for name, value in entry.items() if name not in _ABOUT}


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _style(name: str, entry: dict[str, Any]) -> TextStyle:
    values = _values(entry)
    return TextStyle(name=name, **{**values, "align": Align(values.get("align", "left"))})


def _styles(entries: dict[str, Any]) -> Styles:
    return Styles(**{name: _style(name, entry) for name, entry in entries.items()})


def read_form(source: str) -> Form:
    """The form in a TOML text.

    Raises:
        TypeError, KeyError, ValueError: an entry is missing, unknown or of another kind.
    """
    data = tomllib.loads(source)
    styles = _styles(data["styles"])
    number = data["page_number"]
    return Form(
        name=data["name"],
        font=data["font"],
        width=data["paper"]["width"],
        height=data["paper"]["height"],
        portrait=Margins(**_values(data["margins"]["portrait"])),
        landscape=Margins(**_values(data["margins"]["landscape"])),
        number=PageNumber(styles.page_number, number["from_top"], number["first_shown"]),
        styles=styles,
        rules=Rules(**_values(data["rules"])),
        frame=FrameForm(**_values(data["frame"])),
        closing=ClosingForm(**_values(data["closing"])),
        table=TableForm(**_values(data["table"])),
        words=Words(**_values(data["words"])),
        blanks=Blanks(**_values(data["blanks"])),
        names=Names(**_values(data["names"])),
    )


@cache
def decree30() -> Form:
    """The state's form, Nghị định 30/2020/NĐ-CP."""
    return read_form((paths.resources() / "form" / "decree30.toml").read_text(encoding="utf-8"))
