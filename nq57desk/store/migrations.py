"""How a database comes to the newest schema: named steps, never edited after a release, all in one transaction.

The first step makes the tables of version 0.2.0 word for word; each later version changes them by a step of its own,
written out in SQL and independent of what the registry of records says today. A new database and an old one walk the
same steps and so end in the same tables. A field that came later is left out of the content while it has its default
(:mod:`nq57desk.domain.records`), so adding one changes no content hash.
"""

from __future__ import annotations

import json
from datetime import date

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from nq57desk.errors import refuse
from nq57desk.store import first_tables, search
from nq57desk.store.connection import transaction
from nq57desk.store.guard import APPLICATION_ID

STEPS = Migrations("nq57desk")
VERSION = 10
"""The number of steps; stands in the file as user_version."""


@STEPS()
def m001_tables(db: Database) -> None:
    """The tables of the first version."""
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in first_tables.STATEMENTS:
        db.conn.execute(statement)


_ATTACHMENT = """CREATE TABLE "attachment" (
  office TEXT NOT NULL CHECK (office <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  revision INTEGER NOT NULL,
  hash TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  extra TEXT,
  "added_at" TEXT NOT NULL,
  "added_by" TEXT NOT NULL,
  "media_type" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "plan_id" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "size" INTEGER NOT NULL CHECK ("size" BETWEEN 0 AND 1099511627776),
  "task_id" TEXT NOT NULL,
  PRIMARY KEY (office, id),
  FOREIGN KEY (office, "plan_id") REFERENCES "plan" (office, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (office, "task_id") REFERENCES "task" (office, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID"""


@STEPS()
def m002_attachments(db: Database) -> None:
    """Evidence files, and the day an update was typed into the central system."""
    db.conn.execute('ALTER TABLE "progress_update" ADD COLUMN "central_on" TEXT')
    db.conn.execute(_ATTACHMENT)
    _take_in_central_days(db)


def _take_in_central_days(db: Database) -> None:
    """A newer program's bundle may have brought the field before this one knew it; what is no day stays unknown."""
    rows = db.conn.execute(
        "SELECT office, id, extra FROM progress_update WHERE json_type(extra, '$.central_on') IS NOT NULL"
    ).fetchall()
    for office, record_id, extra in rows:
        kept = json.loads(extra)
        day = kept.pop("central_on")
        if not _is_day(day):
            continue
        left = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if kept else None
        sql = "UPDATE progress_update SET central_on = ?, extra = ? WHERE office = ? AND id = ?"
        db.conn.execute(sql, (day, left, office, record_id))


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_SEARCH = (
    "DROP TABLE search_text",
    """CREATE TABLE search_text (
  office TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
  name TEXT NOT NULL, rest TEXT NOT NULL, PRIMARY KEY (office, kind, id)
) STRICT""",
    """CREATE TABLE search_told (
  office TEXT NOT NULL, id TEXT NOT NULL, task_id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (office, id)
) STRICT, WITHOUT ROWID""",
    """CREATE INDEX task_place ON task (office, appendix_id, position, id, section_id, plan_id, deleted)
  WHERE deleted = 0 AND position IS NOT NULL""",
    "CREATE INDEX task_below ON task (office, parent_id) WHERE parent_id IS NOT NULL",
    "CREATE INDEX task_assigned ON task (office, id, origin, deleted) WHERE origin = 'assigned' AND deleted = 0",
)
"""``task_place`` holds all that the order of a list needs. Its second condition, true of every row, keeps SQLite from
choosing it where whole rows are read: only a statement that repeats the condition can use it."""


@STEPS()
def m003_search(db: Database) -> None:
    """What the own updates tell is searched too; lists find their order and sub-tasks without reading every task."""
    for statement in _SEARCH:
        db.conn.execute(statement)


_PAPERS = (
    "ALTER TABLE made_bundle ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE made_bundle ADD COLUMN plan_fingerprint TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE received_bundle ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE received_bundle ADD COLUMN plan_fingerprint TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE issued_paper (
  id TEXT PRIMARY KEY CHECK (id <> ''), kind TEXT NOT NULL, about TEXT NOT NULL, year INTEGER NOT NULL,
  number TEXT NOT NULL CHECK (number <> ''), symbol TEXT NOT NULL, issued_on TEXT NOT NULL, signer TEXT NOT NULL,
  title TEXT NOT NULL, revision INTEGER NOT NULL, fingerprint TEXT NOT NULL, pages INTEGER NOT NULL,
  pdf TEXT NOT NULL, docx TEXT NOT NULL, kept_at TEXT NOT NULL, kept_by TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX issued_paper_number ON issued_paper (year, symbol, number)",
    """CREATE TRIGGER issued_paper_stays BEFORE UPDATE ON issued_paper
BEGIN SELECT RAISE(ABORT, 'an issued paper never changes'); END""",
    """CREATE TRIGGER issued_paper_kept BEFORE DELETE ON issued_paper
BEGIN SELECT RAISE(ABORT, 'an issued paper is kept for good'); END""",
)


@STEPS()
def m004_papers(db: Database) -> None:
    """Issued papers, kept for good; bundles are remembered with their codes for comparison."""
    for statement in _PAPERS:
        db.conn.execute(statement)


_CONFLICTS = (
    "ALTER TABLE received_bundle ADD COLUMN before TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE received_bundle ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE conflict (
  id TEXT PRIMARY KEY CHECK (id <> ''), office TEXT NOT NULL, year INTEGER NOT NULL, kind TEXT NOT NULL,
  record_id TEXT NOT NULL, field TEXT NOT NULL, base TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL,
  a_digest TEXT NOT NULL, b_digest TEXT NOT NULL, found_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'decided', 'settled')), decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL, reason TEXT NOT NULL, shown TEXT NOT NULL CHECK (shown IN ('a', 'b')),
  settled_by TEXT NOT NULL, settled_at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX conflict_of ON conflict (office, year, state)",
    """CREATE TABLE period_lock (
  period TEXT PRIMARY KEY CHECK (period <> ''), locked_at TEXT NOT NULL, locked_by TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE refused_file (
  digest TEXT PRIMARY KEY CHECK (digest <> ''), name TEXT NOT NULL, office TEXT NOT NULL, code TEXT NOT NULL,
  size INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, file TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
)


@STEPS()
def m005_conflicts(db: Database) -> None:
    """Chains of received bundles, conflicts between them, locked periods, and files that were refused."""
    for statement in _CONFLICTS:
        db.conn.execute(statement)


_RECEIPTS = (
    "ALTER TABLE made_bundle ADD COLUMN handed_at TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE made_bundle ADD COLUMN handed_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE made_bundle ADD COLUMN copied_to TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE made_bundle ADD COLUMN sealed_for TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE made_bundle ADD COLUMN outcome TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE made_bundle ADD COLUMN confirmed TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE receipt (
  digest TEXT PRIMARY KEY, office TEXT NOT NULL, city TEXT NOT NULL, year INTEGER NOT NULL, period TEXT NOT NULL,
  number INTEGER NOT NULL, kept_at TEXT NOT NULL, kept_by TEXT NOT NULL, file TEXT NOT NULL, text TEXT NOT NULL,
  stamp TEXT NOT NULL
) STRICT""",
    "CREATE UNIQUE INDEX receipt_number ON receipt (city, office, period, number, digest)",
    """CREATE TABLE office_key (
  office TEXT NOT NULL, sign_key TEXT NOT NULL, since TEXT NOT NULL, replaced TEXT NOT NULL, reason TEXT NOT NULL,
  kept_by TEXT NOT NULL, PRIMARY KEY (office, sign_key)
) STRICT, WITHOUT ROWID""",
)


@STEPS()
def m006_receipts(db: Database) -> None:
    """How a made bundle went on its way, receipts written or taken, and since when an office has which key."""
    for statement in _RECEIPTS:
        db.conn.execute(statement)


@STEPS()
def m007_deleted(db: Database) -> None:
    """The deleted tasks are found without reading every task."""
    db.conn.execute("CREATE INDEX task_gone ON task (office, id) WHERE deleted = 1")


_ASSIGNMENTS = (
    """ALTER TABLE "indicator" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'own'
  CHECK ("origin" IN ('own', 'assigned'))""",
    """CREATE TABLE assigned_row (
  office TEXT NOT NULL CHECK (office <> ''), kind TEXT NOT NULL CHECK (kind IN ('task', 'indicator')),
  record_id TEXT NOT NULL CHECK (record_id <> ''), year INTEGER NOT NULL, given_at TEXT NOT NULL,
  given_by TEXT NOT NULL, withdrawn_at TEXT NOT NULL, withdrawn_because TEXT NOT NULL,
  PRIMARY KEY (office, kind, record_id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE direction_note (
  office TEXT NOT NULL CHECK (office <> ''), id TEXT NOT NULL CHECK (id <> ''), year INTEGER NOT NULL,
  about_kind TEXT NOT NULL CHECK (about_kind IN ('', 'task', 'indicator')), about_id TEXT NOT NULL,
  text TEXT NOT NULL, document TEXT NOT NULL, given_on TEXT NOT NULL, given_by TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL, withdrawn_because TEXT NOT NULL, PRIMARY KEY (office, id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE assignment (
  digest TEXT PRIMARY KEY CHECK (digest <> ''), city TEXT NOT NULL, office TEXT NOT NULL, year INTEGER NOT NULL,
  number INTEGER NOT NULL, kept_at TEXT NOT NULL, kept_by TEXT NOT NULL, file TEXT NOT NULL, text TEXT NOT NULL,
  stamp TEXT NOT NULL
) STRICT""",
    "CREATE INDEX assignment_number ON assignment (office, year, number)",
    """CREATE TABLE reference_link (
  office TEXT NOT NULL CHECK (office <> ''), kind TEXT NOT NULL CHECK (kind IN ('task', 'indicator')),
  record_id TEXT NOT NULL CHECK (record_id <> ''), reference_id TEXT NOT NULL CHECK (reference_id <> ''),
  linked_at TEXT NOT NULL, linked_by TEXT NOT NULL, PRIMARY KEY (office, kind, record_id)
) STRICT, WITHOUT ROWID""",
)


@STEPS()
def m008_assignments(db: Database) -> None:
    """What a city assigned to whom, assignments issued or taken, and offices' rows linked with the city's; of an
    indicator too it is known whether the city assigned it."""
    for statement in _ASSIGNMENTS:
        db.conn.execute(statement)
    _take_in_origins(db)


def _take_in_origins(db: Database) -> None:
    """As the central days: a newer program's bundle may have said of an indicator that the city assigned it."""
    rows = db.conn.execute(
        "SELECT office, id, extra FROM indicator WHERE json_extract(extra, '$.origin') = 'assigned'"
    ).fetchall()
    for office, record_id, extra in rows:
        kept = json.loads(extra)
        del kept["origin"]
        left = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if kept else None
        sql = "UPDATE indicator SET origin = 'assigned', extra = ? WHERE office = ? AND id = ?"
        db.conn.execute(sql, (left, office, record_id))


_UNITS = (
    """CREATE TABLE unit_change (
  id TEXT PRIMARY KEY CHECK (id <> ''), number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('renamed', 'merged', 'split', 'closed', 'corrected')), day TEXT NOT NULL,
  document TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, withdrawn_at TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL, withdrawn_because TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE unit_named (
  change_id TEXT NOT NULL REFERENCES unit_change (id), side TEXT NOT NULL CHECK (side IN ('before', 'after')),
  code TEXT NOT NULL CHECK (code <> ''), name TEXT NOT NULL, position INTEGER NOT NULL,
  fresh INTEGER NOT NULL CHECK (fresh IN (0, 1)), PRIMARY KEY (change_id, side, code)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE carried_row (
  change_id TEXT NOT NULL REFERENCES unit_change (id), office TEXT NOT NULL, kind TEXT NOT NULL,
  record_id TEXT NOT NULL, PRIMARY KEY (change_id, office, kind, record_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX unit_named_code ON unit_named (code)",
)


@STEPS()
def m009_units(db: Database) -> None:
    """Units renamed, merged, split and closed: from which day on, by which document, which rows carry on."""
    for statement in _UNITS:
        db.conn.execute(statement)


@STEPS()
def m010_other_values(db: Database) -> None:
    """A conflict may be decided with a value that is neither side's."""
    db.conn.execute("ALTER TABLE conflict ADD COLUMN other TEXT NOT NULL DEFAULT ''")


def migrate(db: Database, steps: Migrations = STEPS, version: int = VERSION) -> None:
    """Walk the steps that are still to be walked, all of them or none; then make the searched text anew.

    Raises:
        Refused: "store.dangling": a step left a row without its parent.
    """
    db.conn.execute("PRAGMA foreign_keys=OFF")
    try:
        with transaction(db):
            steps.apply(db)
            search.refill(db)
            broken = db.conn.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise refuse("store.dangling", kind=broken[0], parent=broken[2])
            db.conn.execute(f"PRAGMA user_version = {version}")
    finally:
        db.conn.execute("PRAGMA foreign_keys=ON")
