"""Collects the program's words into translations/nq57desk.pot and brings every catalogue up to date.

``python -m installer.catalogue``; with ``--check`` it only tells whether a word lacks its translation.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from nq57desk import paths, wording

SOURCE = Path(wording.__file__).parent
KEYWORDS = {"_": None, "mark": None}


def collected() -> Catalog:
    """Every word of the source, in the order of files and lines; what says a number has forms for one and many."""
    catalogue = Catalog(project="NQ57 Desk", charset="utf-8")
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",))
    for file, line, text, comments, context in found:
        forms = (text, text) if isinstance(text, str) and wording.counted(text) else text
        catalogue.add(forms, None, [(Path(file).as_posix(), line)], auto_comments=comments, context=context)
    return catalogue


def update(language: str, words: Catalog) -> Catalog:
    """The language's catalogue with new words added and old ones marked obsolete."""
    file = paths.translations() / language / "LC_MESSAGES" / "nq57desk.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=language, project="NQ57 Desk", charset="utf-8")
    if file.is_file():
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
    catalogue.update(words, no_fuzzy_matching=True, update_creation_date=False)
    for message in catalogue:
        message.flags.discard("fuzzy")
    return catalogue


def _write(catalogue: Catalog, file: Path) -> None:
    with file.open("wb") as stream:
        write_po(
            stream, catalogue, width=120, sort_by_file=True, no_location=True, ignore_obsolete=True, omit_header=False
        )


def untranslated(language: str, words: Catalog | None = None) -> list[str]:
    """The words (those of the source, where none are given) that have no translation in a language."""
    catalogue = update(language, words or collected())
    return [source(message) for message in catalogue if message.id and not all(forms(message))]


def source(message: Message) -> str:
    """The Vietnamese of a message."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def forms(message: Message) -> tuple[str, ...]:
    """Its translation: one form, or those for one and many."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def main() -> int:
    """Write the template and the catalogues; with --check only list what lacks."""
    if "--check" in sys.argv:
        missing = untranslated("en")
        print("\n".join(missing))
        return 1 if missing else 0
    words = collected()
    _write(words, paths.translations() / "nq57desk.pot")
    for language in wording.LANGUAGES:
        _write(update(language, words), paths.translations() / language / "LC_MESSAGES" / "nq57desk.po")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
