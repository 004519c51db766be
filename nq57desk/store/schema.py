"""What the tables of an office's database allow, and the temporary tables in which proposed rows wait.

The tables themselves are made and changed by the steps in :mod:`nq57desk.store.migrations`. Record tables are keyed
(office, id). Children point to parents of the same office, checked at commit, so a transaction may write them in any
order. They have no rowid: one office's rows lie together, which measured faster to read and to merge; their rows are
long, so pages are larger than SQLite's own 4096. Tables are STRICT: a text never lies in a number's column.
"""

from __future__ import annotations

from nq57desk.domain.records import FieldForm, StoredAs
from nq57desk.store.rows import KindTable

_RANGES = {
    ("attachment", "size"): (0, 2**40),
    ("progress_update", "percent"): (0, 100),
    ("paragraph", "level"): (0, 20),
    ("plan", "year"): (1900, 2999),
    ("reporting_period", "year"): (1900, 2999),
}
UNIQUE = {
    "progress_update": ("task_id", "period"),
    "indicator_value": ("indicator_id", "period"),
    "reporting_period": ("code",),
}
"""Per kind the fields of which one office has each combination once among what is not deleted."""
WHOLE = 2**63
PAGE = 8192


def limits(table: KindTable, form: FieldForm) -> tuple[int, int]:
    """The least and the greatest whole number that a field takes."""
    if form.decode is bool:
        return (0, 1)
    return _RANGES.get((table.name, form.name), (-WHOLE, WHOLE - 1))


def stage_table(table: KindTable) -> str:
    """The temporary table for proposed rows. Values are checked before they come here."""
    fields = ", ".join(f'"{f.name}" {"INTEGER" if f.stored_as is StoredAs.INTEGER else "TEXT"}' for f in table.forms)
    return (
        f"CREATE TABLE {table.stage} (_stage INTEGER, _change TEXT, _place INTEGER, _cause TEXT, "
        f"id TEXT, revision INTEGER, hash TEXT, deleted INTEGER, extra TEXT, {fields})"
    )
