"""Every table of an office's database, as SQL; the record tables are made from the registry of records.

Record tables are keyed (office, id). Children point to parents of the same office, checked at commit, so a
transaction may write them in any order. They have no rowid: one office's rows lie together, which measured faster to
read and to merge; their rows are long, so pages are larger than SQLite's own 4096. Tables are STRICT: a text never
lies in a number's column.
"""

from __future__ import annotations

from nq57desk.domain.records import FieldForm, StoredAs
from nq57desk.store.rows import TABLES, KindTable, quoted

_RANGES = {
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
    return f'"{form.name}" {type_}{needed}{_check(table, form)}'


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


def unique_index(kind: str) -> str:
    """The index that keeps what there is once for each period."""
    fields = quoted(UNIQUE[kind])
    return f'CREATE UNIQUE INDEX "{kind}_once" ON "{kind}" (office, {fields}) WHERE deleted = 0'


def stage_table(table: KindTable) -> str:
    """The temporary table for proposed rows. Values are checked before they come here."""
    fields = ", ".join(f'"{f.name}" {"INTEGER" if f.stored_as is StoredAs.INTEGER else "TEXT"}' for f in table.forms)
    return (
        f"CREATE TABLE {table.stage} (_stage INTEGER, _change TEXT, _place INTEGER, _cause TEXT, "
        f"id TEXT, revision INTEGER, hash TEXT, deleted INTEGER, extra TEXT, {fields})"
    )


_FIXED = (
    """CREATE TABLE office (
  code TEXT PRIMARY KEY CHECK (code <> ''),
  own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
  revision INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('ward', 'city')), governing TEXT NOT NULL,
  sign_key TEXT NOT NULL, seal_recipient TEXT NOT NULL, installation TEXT NOT NULL,
  sample INTEGER NOT NULL CHECK (sample IN (0, 1))
) STRICT""",
    "CREATE UNIQUE INDEX office_own ON office (own) WHERE own = 1",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, office TEXT NOT NULL,
  source_kind TEXT NOT NULL, source_name TEXT NOT NULL, source_digest TEXT NOT NULL,
  revision INTEGER NOT NULL, counts TEXT NOT NULL, detail TEXT NOT NULL,
  undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)), reverts INTEGER REFERENCES journal (seq),
  before BLOB NOT NULL, after BLOB, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT""",
    "CREATE UNIQUE INDEX journal_reverts ON journal (reverts) WHERE reverts IS NOT NULL",
    """CREATE TABLE journal_row (
  kind TEXT NOT NULL, id TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES journal (seq), PRIMARY KEY (kind, id, entry)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE made_bundle (
  digest TEXT PRIMARY KEY, bundle_id TEXT NOT NULL, year INTEGER NOT NULL, period TEXT NOT NULL,
  sequence INTEGER NOT NULL, revision INTEGER NOT NULL, made_at TEXT NOT NULL, file TEXT NOT NULL,
  receipt_at TEXT NOT NULL, UNIQUE (year, sequence)
) STRICT""",
    """CREATE TABLE received_bundle (
  digest TEXT PRIMARY KEY, bundle_id TEXT NOT NULL, office TEXT NOT NULL, year INTEGER NOT NULL, period TEXT NOT NULL,
  sequence INTEGER NOT NULL, revision INTEGER NOT NULL, installation TEXT NOT NULL, made_at TEXT NOT NULL,
  received_at TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL, file TEXT NOT NULL,
  entry INTEGER, undone INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "CREATE INDEX received_bundle_of ON received_bundle (office, year, sequence)",
    "CREATE INDEX received_bundle_entry ON received_bundle (entry) WHERE entry IS NOT NULL",
    """CREATE TABLE search_text (
  office TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
  name TEXT NOT NULL, folded TEXT NOT NULL, marked TEXT NOT NULL, PRIMARY KEY (office, kind, id)
) STRICT""",
)


def statements() -> tuple[str, ...]:
    """All of the schema."""
    return (*_FIXED, *(record_table(table) for table in TABLES), *(unique_index(kind) for kind in UNIQUE))
