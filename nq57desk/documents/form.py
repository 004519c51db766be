"""The forms of official papers as data: ``decree30.toml`` and ``party05.toml`` of ``resources/form`` as values.

Nothing about sizes, margins or wordings is decided in code: what differs between the state's form
(Nghị định 30/2020/NĐ-CP) and the Party's (Hướng dẫn 05-HD/VPTW, unverified) differs in the files. They name for
each entry where it stands and how sure that is. A wording left empty, or a rule of length 0, is not printed.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from nq57desk import paths
from nq57desk.documents.layout import Align, Margins, Orientation, PageNumber, TextStyle
from nq57desk.domain.papers import FormKind


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
    heading_1: TextStyle
    heading_2: TextStyle
    heading_3: TextStyle
    part: TextStyle
    article: TextStyle
    authority: TextStyle
    decides: TextStyle
    addressee: TextStyle
    powers: TextStyle
    titles: TextStyle
    signer: TextStyle
    recipients_heading: TextStyle
    recipients: TextStyle
    drafter: TextStyle
    urgency: TextStyle
    address: TextStyle
    signature_note: TextStyle
    page_number: TextStyle
    table_text: TextStyle
    table_header: TextStyle
    list_title: TextStyle
    list_below: TextStyle
    list_note: TextStyle
    draft: TextStyle
    fingerprint: TextStyle


@dataclass(frozen=True, slots=True)
class Rules:
    """How long the rules under headings are, as shares of the text's width, and how they are drawn (points)."""

    nation: float
    motto: float
    issuer: float
    subject: float
    pointer: float
    thickness_pt: float
    gap_pt: float


@dataclass(frozen=True, slots=True)
class FrameForm:
    """The left column's share of the width, and the space kept free at the columns' sides (mm).

    ``unit_below``: the issuing body's unit stands on a line of its own.
    """

    left_share: float
    side_padding: float
    unit_below: bool


@dataclass(frozen=True, slots=True)
class ClosingForm:
    """The recipients' share of the width, the columns' padding, and the space to sign in (mm); points above it."""

    left_share: float
    side_padding: float
    space: float
    before_pt: float


@dataclass(frozen=True, slots=True)
class TableForm:
    """``smaller_sizes`` are tried in turn where a heading's word does not fit; lengths mm, ``_pt`` points.

    ``centred`` names the fields whose columns are centred; a table of more than ``portrait_columns`` columns, or one
    that does not fit across an upright sheet, stands on a landscape one.
    """

    smaller_sizes: tuple[float, ...]
    padding_x: float
    padding_y_pt: float
    line_pt: float
    space_before_pt: float
    space_after_pt: float
    portrait_columns: int
    centred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed wordings; names in braces are filled in.

    ``submission`` stands for ``addressee`` in a Tờ trình; ``authority_above``: who decides stands above the bases;
    ``heading_sign`` follows the Roman numeral of a heading; ``archive`` is the last of the recipients.
    """

    nation: str
    motto: str
    appendix: str
    pointer: str
    number: str
    star: str
    subject_mark: str
    letter_subject: str
    decision_subject: str
    addressee: str
    submission: str
    basis: str
    proposal: str
    authority_above: bool
    decides: str
    article: str
    heading_sign: str
    archive: str
    date: str
    place_date: str
    end_mark: str
    recipients: str
    recipient: str
    last_recipient: str
    draft: str
    sample: str
    sample_draft: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """How many spaces wide a blank is that is left open to be filled in by hand."""

    number: int
    day: int
    month: int
    year: int
    name: int
    line: int


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxed marks of urgency: words, width and height in mm; the frame's line in points."""

    sizes: tuple[tuple[str, float, float], ...]
    line_pt: float


@dataclass(frozen=True, slots=True)
class Names:
    """Short forms with what they stand for, and words by which parts of a text are known.

    ``bodies``: first words of other bodies, as they are written in a sentence; ``signs``: how a form of signing is
    written, whichever way it came; ``kept``: the same for who keeps the paper; ``subjects``: words that may stand
    before a subject already; ``parts``: words that begin a centred heading; ``bases``: words that begin a basis and a
    proposal; ``units``: words that begin an administrative unit's name.
    """

    expansions: tuple[tuple[str, str], ...]
    bodies: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    subjects: tuple[str, ...]
    parts: tuple[str, ...]
    bases: tuple[str, str]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Everything the decree (or what stands in for it) fixes about how a paper looks.

    ``signing_room`` is the height kept free at the head of an electronic paper, ``addressee_indent`` how far in
    several addressees stand; millimetres.
    """

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
    boxes: Boxes
    signing_room: float
    addressee_indent: float
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
    """``pitch``: the exact line pitch in points."""
    values = _values(entry)
    values["align"] = Align(values.get("align", "left"))
    if "pitch" in values:
        values |= {"leading": values.pop("pitch") / values["size"], "exact": True}
    return TextStyle(name=name, **values)


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
        boxes=Boxes(**_values(data["boxes"])),
        signing_room=data["signing"]["room"],
        addressee_indent=data["addressees"]["indent"],
        words=Words(**_values(data["words"])),
        blanks=Blanks(**_values(data["blanks"])),
        names=Names(**_values(data["names"])),
    )


_FILES = {FormKind.STATE: "decree30.toml", FormKind.PARTY: "party05.toml"}


@cache
def form_of(kind: FormKind) -> Form:
    """The form of this kind."""
    return read_form((paths.resources() / "form" / _FILES[kind]).read_text(encoding="utf-8"))


def decree30() -> Form:
    """The state's form, Nghị định 30/2020/NĐ-CP."""
    return form_of(FormKind.STATE)
