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
from nq57desk.store import first_tables
from nq57desk.store.connection import transaction
from nq57desk.store.guard import APPLICATION_ID

STEPS = Migrations("nq57desk")
VERSION = 2
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


def migrate(db: Database, steps: Migrations = STEPS, version: int = VERSION) -> None:
    """Walk the steps that are still to be walked, all of them or none.

    Raises:
        Refused: "store.dangling": a step left a row without its parent.
    """
    db.conn.execute("PRAGMA foreign_keys=OFF")
    try:
        with transaction(db):
            steps.apply(db)
            broken = db.conn.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise refuse("store.dangling", kind=broken[0], parent=broken[2])
            db.conn.execute(f"PRAGMA user_version = {version}")
    finally:
        db.conn.execute("PRAGMA foreign_keys=ON")
