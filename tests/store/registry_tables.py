"""The record tables as the registry of records would have them, for holding the migrations' result against it."""

from __future__ import annotations

from nq57desk.domain.records import FieldForm, StoredAs
from nq57desk.store.rows import KindTable
from nq57desk.store.schema import WHOLE, limits


def _check(table: KindTable, form: FieldForm) -> str:
    if form.choices:
        words = ", ".join(f"'{choice}'" for choice in form.choices)
        return f' CHECK ("{form.name}" IN ({words}))'
    low, high = limits(table, form)
    if form.stored_as is StoredAs.INTEGER and low > -WHOLE:
        return f' CHECK ("{form.name}" BETWEEN {low} AND {high})'
    return ""


def _required(table: KindTable, form: FieldForm) -> bool:
    if form.name in table.kind.parents:
        return form.default is None
    return not form.optional


def column(table: KindTable, form: FieldForm) -> str:
    """One field's column definition."""
    type_ = "INTEGER" if form.stored_as is StoredAs.INTEGER else "TEXT"
    needed = " NOT NULL" if _required(table, form) else ""
    default = f" DEFAULT '{form.default}'" if form.later and needed else ""
    return f'"{form.name}" {type_}{needed}{default}{_check(table, form)}'


def _foreign(table: KindTable) -> list[str]:
    return [
        f'FOREIGN KEY (office, "{field}") REFERENCES "{parent}" (office, id) DEFERRABLE INITIALLY DEFERRED'
        for field, parent in table.kind.parents.items()
    ]


def record_table(table: KindTable) -> str:
    """CREATE TABLE for one kind."""
    lines = [
        "office TEXT NOT NULL CHECK (office <> '')",
        "id TEXT NOT NULL CHECK (id <> '')",
        "revision INTEGER NOT NULL",
        "hash TEXT NOT NULL",
        "deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))",
        "extra TEXT",
        *(column(table, form) for form in table.forms),
        "PRIMARY KEY (office, id)",
        *_foreign(table),
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT, WITHOUT ROWID"
