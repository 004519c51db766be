"""What a reader noticed on its way through a file, counted so that a thousand like cells give one sentence.

Also the last step of every text: HTML remains cleaned, legacy encodings decoded, spaces folded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nq57desk.domain.problems import NOWHERE, Place, Problem, Severity, problem
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import Refused, refuse
from nq57desk.importing.legacy import FONTS, decode, fonts_of, has_vietnamese
from nq57desk.importing.limits import Limits

_ENTITY = re.compile(r"&(?:amp|nbsp|lt|gt|quot|apos|ndash|mdash|#[0-9]{2,5}|#x[0-9a-fA-F]{2,5});")
_BREAKING_TAG = re.compile(r"<(?:br|hr|/?p|/?div|/?li|/?tr|/?ul|/?ol)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_OTHER_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|font|sub|sup|small|big|a|td|th|table|tbody|thead|h[1-6]|o:p|label|center)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SURE_TAG = re.compile(r"</?(?:span|td|th|table|tbody|thead|h[1-6]|o:p|label|center)(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""Nobody types these; "<b>x</b>" alone may be what somebody typed, and is kept."""
_LETTERS = r"!-%'-;=-~À-ɏẠ-ỹ“”‘’–—…≥≤₫"
_PLAIN = re.compile(f"[{_LETTERS}]+(?: [{_LETTERS}]+)*")
_LISTED = 20
"""As many problems of one code are listed one by one; the rest are counted."""


def is_plain(text: str) -> bool:
    """Whether a text of unknown font is ready to be kept as it stands; most are, and this is quickly told."""
    return (text.isascii() or has_vietnamese(text)) and len(text) < 10_000 and _PLAIN.fullmatch(text) is not None


def without_html(text: str) -> str:
    """The text without remains of HTML: ``<br>`` is a line's end, ``&amp;nbsp;`` a space, ``<b>`` nothing.

    Only tags and entities that HTML really has; "<5%" and "R&D" stay as typed, and so does "<b>x</b>" where nothing
    else in the text comes from HTML.
    """
    before = text
    if "&" in text:
        for _ in range(2):
            text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if "<" in text:
        broken = _BREAKING_TAG.sub("\n", text)
        text = _OTHER_TAG.sub("", broken) if broken != before or _SURE_TAG.search(text) else text
    return text


def as_it_stands(text: str) -> str:
    r"""The text with its spaces folded and nothing else changed: a soft hyphen is a letter in TCVN3."""
    return "\n".join(" ".join(re.split(r"[ \t\r\f\v]+", line)).strip(" ") for line in text.split("\n")).strip("\n")


@dataclass(slots=True)
class Findings:
    """Counts by code, with the first place of each, and single problems."""

    name: str
    limits: Limits
    _counts: dict[str, tuple[int, Place]] = field(default_factory=dict)
    _single: list[Problem] = field(default_factory=list)
    _fonts: set[str] = field(default_factory=set)

    @property
    def noticed(self) -> int:
        """How many things were noticed so far; unchanged after a text in which there was nothing."""
        return len(self._single) + sum(times for times, _ in self._counts.values())

    def count(self, code: str, place: Place = NOWHERE, times: int = 1) -> None:
        """One more of a kind that is told in one sentence."""
        before, first = self._counts.get(code, (0, place))
        self._counts[code] = (before + times, first)

    def add(self, code: str, severity: Severity, place: Place, **words: object) -> None:
        """One problem with its own place."""
        self._single.append(problem(code, severity, place, **words))

    def finish(self, pieces: Iterable[tuple[str, str | None]], place: Place) -> tuple[str, bool]:
        """The text of a cell or paragraph from its pieces (text, legacy encoding by font), ready to be kept."""
        pieces = list(pieces)
        if self.limits.as_written:
            return self._finished("".join(text for text, _ in pieces), False, place)
        text, legacy = decode(pieces)
        if legacy:
            self._fonts |= fonts_of(pieces)
        return self._finished(text, legacy, place)

    def finish_plain(self, text: str, place: Place) -> tuple[str, bool]:
        """The same for a text whose font is not known."""
        if is_plain(text):
            return text, False
        return self.finish([(text, None)], place)

    def _finished(self, text: str, legacy: bool, place: Place) -> tuple[str, bool]:
        if len(text) > self.limits.cell_text:
            raise refuse("reading.too_large", replace(place, file=self.name), name=self.name)
        if "<" in text or "&" in text:
            cleaned = without_html(text)
            if cleaned != text:
                self.count("reading.html_cleaned", place)
                text = cleaned
        if legacy:
            self.count("reading.legacy_converted", place)
        return as_it_stands(text) if self.limits.as_written else tidy(text), legacy

    def too_many(self, place: Place) -> Refused:
        """The refusal of a file with more rows, columns or cells than the limits allow."""
        return refuse("reading.too_large", replace(place, file=self.name), name=self.name)

    def problems(self) -> tuple[Problem, ...]:
        """Everything noticed: counted kinds first, then single problems, at most twenty of each code."""
        fonts = ", ".join(sorted(self._fonts)) or FONTS["tcvn3"]
        counted = [
            problem(code, _SEVERITY.get(code, Severity.NOTE), place, count=times, name=self.name, fonts=fonts)
            if code == "reading.legacy_converted"
            else problem(code, _SEVERITY.get(code, Severity.NOTE), place, count=times, name=self.name)
            for code, (times, place) in self._counts.items()
        ]
        listed: dict[str, list[Problem]] = {}
        for found in self._single:
            listed.setdefault(found.code, []).append(found)
        shown = [found for group in listed.values() for found in group[:_LISTED]]
        beyond = [
            problem("reading.more_like_it", group[0].severity, group[_LISTED].place, count=len(group) - _LISTED)
            for group in listed.values()
            if len(group) > _LISTED
        ]
        return tuple(counted + shown + beyond)


_SEVERITY = {"reading.legacy_converted": Severity.WARNING}
