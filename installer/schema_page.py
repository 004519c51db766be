"""Writes the list of tables in docs/published-schema.md from their definition, so that both say the same.

``python -m installer.schema_page``; a test holds the page against the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nq57desk.publishing.columns import Column, Table
from nq57desk.publishing.package import kind_words
from nq57desk.publishing.tables import TABLES, VERSION

FILE = Path(__file__).parent.parent / "docs" / "published-schema.md"
MARK = "<!-- From here on made by `python -m installer.schema_page` from nq57desk/publishing/tables.py. -->\n"


def page(text: str) -> str:
    """The page with the list of tables as they are now; what stands above the mark stays.

    Raises:
        ValueError: the mark is gone.
    """
    above, mark, _old = text.partition(MARK)
    if not mark:
        raise ValueError(MARK)
    lines = ["", "## The tables", "", f"Version {VERSION}.", *(line for table in TABLES for line in _table(table))]
    return above + mark + "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"### {table.name}: {table.title}"
    yield ""
    yield table.description
    yield ""
    parted = f" Parted by {' and '.join(table.partition)}." if table.partition else ""
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}.{parted}"
    for one in table.references:
        yield f"`{one.columns[-1]}` is a row of `{one.table}`."
    yield ""
    yield "| column | type | NULL | tên và nội dung |"
    yield "|---|---|---|---|"
    yield from map(_line, table.columns)


def _line(column: Column) -> str:
    words = " (" + ", ".join(f"`{word}`" for word in column.choices) + ")" if column.choices else ""
    about = f". {column.description}" if column.description else ""
    null = "có" if column.nullable else "không"
    return f"| `{column.name}` | {kind_words(column)} | {null} | {column.title}{about}{words} |"


if __name__ == "__main__":
    FILE.write_text(page(FILE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
