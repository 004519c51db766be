"""How a piece of HTML looks, as far as readers ask: bold, italic, centred, hidden, in a legacy font."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nq57desk.importing.legacy import encoding_of
from nq57desk.importing.ooxml import Element

_CLASS = re.compile(r"^[a-z]*\.([\w-]+)$", re.IGNORECASE)
_SHEET_LENGTH = 500_000

Declared = dict[str, bool | str | None]
"""What a style says, by the field of the look that it sets."""


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    italic: bool = False
    centred: bool = False
    hidden: bool = False
    encoding: str | None = None


def style_sheet(root: Element) -> dict[str, Declared]:
    """What each class says, from the page's own style elements."""
    classes: dict[str, str] = {}
    for sheet in root.iter("style"):
        for selectors, declarations in _rules((sheet.text or "")[:_SHEET_LENGTH]):
            for selector in selectors.split(","):
                named = _CLASS.match(selector.strip())
                if named:
                    name = named.group(1)
                    classes[name] = classes.get(name, "") + ";" + declarations
    return {name: declared_by(declarations) for name, declarations in classes.items()}


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations, found in one pass: what comes from a clipboard is read in the program itself."""
    for block in sheet.split("}")[:-1]:
        pieces = block.rsplit("{", 2)
        if len(pieces) > 1:
            yield pieces[-2].removeprefix("<!--"), pieces[-1]


def encoding_of_families(families: str) -> str | None:
    return encoding_of(families.split(",")[0].strip(" \"'"))


def declared_by(style: str) -> Declared:
    """The declarations that matter, by the field of the look that they set."""
    found: Declared = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if name == "font-weight":
            found["bold"] = value in ("bold", "bolder", "600", "700", "800", "900")
        elif name == "font-style":
            found["italic"] = value in ("italic", "oblique")
        elif name == "text-align":
            found["centred"] = value == "center"
        elif name == "font-family":
            found["encoding"] = encoding_of_families(declaration.partition(":")[2])
        elif (name == "display" and value == "none") or (name == "mso-hide" and value == "all"):
            found["hidden"] = True
    return found


def with_declared(look: Look, declared: Declared) -> Look:
    if not declared:
        return look
    encoding = declared.get("encoding", look.encoding)
    return Look(
        bold=bool(declared.get("bold", look.bold)),
        italic=bool(declared.get("italic", look.italic)),
        centred=bool(declared.get("centred", look.centred)),
        hidden=bool(declared.get("hidden", look.hidden)),
        encoding=None if encoding is None else str(encoding),
    )
