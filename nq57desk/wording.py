"""Words in the reader's language through gettext; Vietnamese is the language of the source itself."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from nq57desk import paths

if TYPE_CHECKING:
    from babel.support import Translations

LANGUAGES = ("vi", "en")


@lru_cache(maxsize=2)
def _catalogue(language: str) -> Translations:
    """Compiled in memory from the .po file: a few milliseconds, and never out of date.

    Babel is loaded only here: Vietnamese, the usual case, needs no catalogue and starts faster.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    source = paths.translations() / language / "LC_MESSAGES" / "nq57desk.po"
    if not source.is_file():
        return Translations()
    compiled = io.BytesIO()
    with source.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return Translations(compiled)


class _Language:
    current = "vi"


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
    if _Language.current == "vi":
        return text
    return str(_catalogue(_Language.current).ugettext(text))


def mark(text: str) -> str:
    """Mark a constant for translation without translating it yet (extracted like ``_``)."""
    return text
