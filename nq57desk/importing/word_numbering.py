"""The automatic numbers that Word shows before paragraphs and keeps outside their text (ECMA-376, 17.9).

Decides how lists count: lists of one definition count on together, a list with a start of its own begins anew at
its first paragraph, a level begins anew after a higher one, and a bullet is written as "-" ("+" stays "+").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nq57desk.domain.vietnamese import roman
from nq57desk.importing.ooxml import Element
from nq57desk.importing.word_names import W, child, number, switch, value, whole
from nq57desk.importing.word_styles import Styles

_LEVELS = 9
_PLACEHOLDER = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 0
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    definition: str
    levels: tuple[_Level, ...]
    starts: tuple[tuple[int, int], ...]
    """(level, number) where this list begins anew at its first paragraph."""


class Numbering:
    """The numbering part of a document, counting as its paragraphs are read in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        definitions = [] if root is None else root.findall(W + "abstractNum")
        self._definitions = {_id(element, "abstractNumId"): element for element in definitions}
        numbers = [] if root is None else root.findall(W + "num")
        self._numbers = {_id(element, "numId"): element for element in numbers}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def of_paragraph(self, properties: Element | None) -> str:
        """The next paragraph's number as Word shows it ("1.", "II", "a)", "-"); "" if it has none."""
        style = value(properties, "pStyle")
        direct = child(properties, "numPr")
        number_list, level = value(direct, "numId"), value(direct, "ilvl")
        if number_list is None:
            number_list, style_level, said_by = self._styles.numbering(style)
            level = level or style_level or self._level_of_style(number_list, said_by)
        found = self._list(number_list)
        if number_list is None or found is None:
            return ""
        at = min(max(whole(level), 0), _LEVELS - 1)
        return _written(found.levels, self._count(number_list, found, at), at)

    def _level_of_style(self, number_list: str | None, style: str) -> str | None:
        found = self._list(number_list)
        levels = found.levels if found else ()
        return next((str(at) for at, level in enumerate(levels) if style and level.style == style), None)

    def _list(self, number_list: str | None) -> _List | None:
        if number_list is None or number_list == "0":
            return None
        if number_list not in self._lists:
            self._lists[number_list] = self._read_list(number_list)
        return self._lists[number_list]

    def _read_list(self, number_list: str) -> _List | None:
        element = self._numbers.get(number_list)
        definition = self._definition(value(element, "abstractNumId"))
        if element is None or definition is None:
            return None
        levels = {_level_at(lvl): _read_level(lvl) for lvl in definition.findall(W + "lvl")}
        starts = []
        for override in element.findall(W + "lvlOverride"):
            at, own = _level_at(override), child(override, "lvl")
            levels.update({at: _read_level(own)} if own is not None else {})
            if child(override, "startOverride") is not None:
                starts.append((at, number(override, "startOverride")))
        whole_list = tuple(levels.get(at, _Level()) for at in range(_LEVELS))
        return _List(_id(definition, "abstractNumId"), whole_list, tuple(starts))

    def _definition(self, name: str | None) -> Element | None:
        """The abstract list, following one link through a list style."""
        found = self._definitions.get(name or "")
        style = value(found, "numStyleLink")
        if style is None or len(found.findall(W + "lvl") if found is not None else ()):
            return found
        linked = self._numbers.get(self._styles.numbering(style)[0] or "")
        return self._definitions.get(value(linked, "abstractNumId") or "", found)

    def _count(self, number_list: str, found: _List, at: int) -> list[int]:
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        starts = dict(found.starts)
        if number_list not in self._begun:
            self._begun.add(number_list)
            for level in starts:
                counts[level] = None
        first = [starts.get(level, found.levels[level].start) for level in range(_LEVELS)]
        before = counts[at]
        counts[at] = first[at] if before is None else before + 1
        for higher in range(at):
            counts[higher] = first[higher] if counts[higher] is None else counts[higher]
        for lower in range(at + 1, _LEVELS):
            restart = found.levels[lower].restart
            if restart is None or at < restart:
                counts[lower] = None
        return [first[level] if count is None else count for level, count in enumerate(counts)]


def _id(element: Element, name: str) -> str:
    return element.get(W + name) or ""


def _level_at(element: Element) -> int:
    return whole(element.get(W + "ilvl"))


def _read_level(lvl: Element) -> _Level:
    restart = value(lvl, "lvlRestart")
    return _Level(
        form=value(lvl, "numFmt") or "decimal",
        text=value(lvl, "lvlText") or "",
        start=number(lvl, "start"),
        restart=None if restart is None else whole(restart),
        legal=bool(switch(lvl, "isLgl")),
        style=value(lvl, "pStyle") or "",
    )


def _written(levels: tuple[_Level, ...], counts: list[int], at: int) -> str:
    level = levels[at]
    if level.form == "bullet":
        return "+" if level.text.strip() == "+" else "-"
    if level.form == "none":
        return _PLACEHOLDER.sub("", level.text).strip()

    def one(found: re.Match[str]) -> str:
        shown = int(found.group(1)) - 1
        return in_form(counts[shown], "decimal" if level.legal else levels[shown].form)

    return _PLACEHOLDER.sub(one, level.text).strip()


def in_form(count: int, form: str) -> str:
    """A number in one of Word's forms: 3 is "3", "03", "III", "iii", "C" or "c"; unknown forms are decimal."""
    if form in ("upperRoman", "lowerRoman") and 1 <= count <= 3999:
        return roman(count) if form == "upperRoman" else roman(count).lower()
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 780:
        letter = chr(ord("A" if form == "upperLetter" else "a") + (count - 1) % 26)
        return letter * ((count - 1) // 26 + 1)
    if form == "none" or form == "bullet":
        return ""
    return f"{count:02}" if form == "decimalZero" else str(count)
