"""Names of WordprocessingML (ECMA-376 part 1, chapter 17) and the few ways its elements are looked into."""

from __future__ import annotations

from collections.abc import Iterator

from nq57desk.importing.ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = W + "val"
_WRAPPERS = frozenset(
    {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple")}
    | {W + "bdo", W + "dir", M + "oMath", M + "oMathPara", MC + "Choice", MC + "Fallback"}
)
_ALTERNATIVES = MC + "AlternateContent"


def children(element: Element) -> Iterator[Element]:
    """Child elements as a reader of the paper sees them.

    Wrappers that print nothing themselves (content controls, links, tracked insertions) are looked through; of
    alternatives only the first is taken.
    """
    for child in element:
        if child.tag in _WRAPPERS:
            yield from children(child)
        elif child.tag == _ALTERNATIVES:
            yield from _first_alternative(child)
        elif isinstance(child.tag, str):
            yield child


def _first_alternative(alternatives: Element) -> Iterator[Element]:
    for branch in alternatives:
        if len(branch):
            yield from children(branch)
            return


def child(element: Element | None, name: str) -> Element | None:
    """The first child ``w:name``, or None."""
    return None if element is None else element.find(W + name)


def value(element: Element | None, name: str) -> str | None:
    """The ``w:val`` of the child ``w:name``; None where either is missing."""
    found = child(element, name)
    return None if found is None else found.get(VAL)


def number(element: Element | None, name: str, otherwise: int = 0) -> int:
    """The ``w:val`` of the child ``w:name`` as a whole number; ``otherwise`` where it is none."""
    return whole(value(element, name), otherwise)


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number, or ``otherwise`` for anything else."""
    try:
        return int(text) if text is not None and len(text) < 12 else otherwise
    except ValueError:
        return otherwise


def switch(element: Element | None, name: str) -> bool | None:
    """A switch such as ``w:b``: True, False, or None where nothing is said."""
    found = child(element, name)
    if found is None:
        return None
    return found.get(VAL, "true").lower() not in ("0", "false", "off", "none")
