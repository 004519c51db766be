"""How a database comes to the newest schema: named steps, never edited after a release, all in one transaction.

The first step makes the tables as the registry of records has them *now*. A field that a later release adds is added
by a step of its own that looks first whether the column is there already; so a new database and an old one walk the
same steps. A step that adds fields also makes the content hashes anew.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from nq57desk.errors import refuse
from nq57desk.store import schema
from nq57desk.store.connection import transaction
from nq57desk.store.guard import APPLICATION_ID

STEPS = Migrations("nq57desk")
VERSION = 1
"""The number of steps; stands in the file as user_version."""


@STEPS()
def m001_tables(db: Database) -> None:
    """The tables of the first version."""
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in schema.statements():
        db.conn.execute(statement)


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
