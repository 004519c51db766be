"""Words in the reader's language through gettext; Vietnamese is the language of the source itself."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from nq57desk import paths

if TYPE_CHECKING:
    from babel.support import Translations

LANGUAGES = ("vi", "en")


@lru_cache(maxsize=2)
def _catalogue(language: str) -> Translations:
    """A package carries it compiled; in a checkout it is compiled in memory, so it is never out of date.

    Babel is loaded only here: Vietnamese, the usual case, needs no catalogue and starts faster.
    """
    from babel.support import Translations

    folder = paths.translations() / language / "LC_MESSAGES"
    source, packed = folder / "nq57desk.po", folder / "nq57desk.mo"
    if source.is_file():
        return Translations(io.BytesIO(compiled(source, language)))
    return Translations(io.BytesIO(packed.read_bytes())) if packed.is_file() else Translations()


def compiled(source: Path, language: str) -> bytes:
    """A .po file as gettext reads it (.mo).

    Raises:
        OSError: it cannot be read.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = io.BytesIO()
    with source.open("rb") as stream:
        write_mo(made, read_po(stream, locale=language))
    return made.getvalue()


class _Language:
    current = "vi"


_for_paper: ContextVar[bool] = ContextVar("for_paper", default=False)


@contextmanager
def on_paper() -> Iterator[None]:
    """Vietnamese for what is composed inside, in this thread, whatever language the window speaks."""
    token = _for_paper.set(True)
    try:
        yield
    finally:
        _for_paper.reset(token)


class _Counted(str):
    """A text that says a number: which of its forms it takes is decided when the number is put in."""

    source: str

    @classmethod
    def of(cls, source: str) -> Self:
        """The form for many, which stands where no number is put in."""
        made = cls(ngettext(source, 2))
        made.source = source
        return made

    def format(self, *args: object, **values: object) -> str:
        """The form for this number, with the values in it."""
        return self._form(values).format(*args, **values)

    def format_map(self, values: Any, /) -> str:
        """The same with values from a mapping."""
        return self._form(values).format_map(values)

    def _form(self, values: Mapping[str, object]) -> str:
        return ngettext(self.source, _number(values.get(counted(self.source))))


def counted(text: str) -> str:
    """The placeholder whose number decides the form of a text: "n" or "count"; "" where the text says none."""
    return next((name for name in ("n", "count") if f"{{{name}}}" in text), "")


def _number(value: object) -> int:
    plain = str(value)
    return int(plain) if plain.isdecimal() else 2


def use_language(language: str) -> None:
    """Choose the language of what is shown from now on; papers stay Vietnamese whatever is chosen.

    Raises:
        ValueError: the language is not one of LANGUAGES.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _Language.current = language


def language() -> str:
    """The language in use: "vi" or "en"."""
    return _Language.current


def _(text: str) -> str:
    """The text in the language in use. Source texts are Vietnamese, so they need no catalogue themselves."""
    if _Language.current == "vi" or _for_paper.get():
        return text
    if counted(text):
        return _Counted.of(text)
    return str(_catalogue(_Language.current).ugettext(text))


def ngettext(text: str, number: int) -> str:
    """The text in the form for this many, in the language in use."""
    if _Language.current == "vi" or _for_paper.get():
        return text
    known = _catalogue(_Language.current)
    found = str(known.ungettext(text, text, number))
    return found if found != text else str(known.ugettext(text))


def mark(text: str) -> str:
    """Mark a constant for translation without translating it yet (extracted like ``_``)."""
    return text
