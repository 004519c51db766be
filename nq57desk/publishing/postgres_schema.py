"""The schema in a PostgreSQL database: how it is made, recognised, and who may do what in it.

Decides:

- *Its own schema* ("nq57" unless another is named) with a table ``schema_version``. Tables of the same names that this
  program did not make are somebody else's: nothing is written. An older or newer version is told, never changed.
- *Keys* begin with the office's code, so that the rows of an office lie together and the offices spread over the
  machines of a cluster; there is no foreign key, no sequence, no trigger, no function and no temporary table: see the
  table of what Citus, YugabyteDB and CockroachDB document, in docs/publishing.md.
- *Waiting rows.* Beside every table T stands ``waiting_T`` with the same columns and key: rows of an office that
  changed are copied there and taken over in the same transaction, so that between two runs it is empty.
- *Made in any number of steps.* Where the server commits each statement that makes a table by itself, a cut leaves a
  schema that says of itself that it is not complete; the next run goes on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from nq57desk.errors import refuse
from nq57desk.publishing import questions
from nq57desk.publishing.columns import DIGITS, SCALE, Column, ColumnType, Table, boolean, integer, moment, sure, text
from nq57desk.publishing.common import CITY, OFFICE
from nq57desk.publishing.tables import TABLES, VERSION

SCHEMA = "nq57"
READER, WRITER = "nq57_reader", "nq57_writer"
OLDEST_SERVER = 110000
"""As ``server_version_num`` counts: PostgreSQL 11, the protocol's version of the older YugabyteDB."""
WAITING = "waiting_"
MARK = "nq57desk"
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,40}", re.ASCII)

SCHEMA_VERSION = Table(
    "schema_version",
    "Phiên bản lược đồ",
    "Một dòng: lược đồ này do chương trình nào tạo, phiên bản nào.",
    (
        sure(text("made_by", "Chương trình")),
        sure(integer("version", "Phiên bản của các bảng")),
        sure(text("views", "Dấu của các câu hỏi", "Khác đi thì các view được tạo lại")),
        boolean("is_complete", "Đã tạo đủ"),
        sure(text("program", "Phiên bản chương trình")),
        sure(moment("made_at", "Tạo lúc")),
    ),
    ("made_by",),
)
PUBLICATION = Table(
    "publication",
    "Lần xuất bản",
    "Mỗi đơn vị một dòng: số liệu đang có là bản nào, ghi lúc nào.",
    (
        OFFICE,
        CITY,
        sure(text("fingerprint", "Dấu của số liệu", "Trùng thì đơn vị không phải ghi lại")),
        sure(integer("rows", "Số dòng")),
        sure(moment("published_at", "Xuất bản lúc", "Theo đồng hồ của máy thành phố")),
        sure(text("program", "Phiên bản chương trình")),
    ),
    ("office_code", "city_code"),
)
OWN = (SCHEMA_VERSION, PUBLICATION, questions.ASKED)
ALL = (*OWN, *TABLES)

_TYPES = {
    ColumnType.TEXT: "text",
    ColumnType.INTEGER: "bigint",
    ColumnType.DECIMAL: f"numeric({DIGITS},{SCALE})",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
    ColumnType.TIMESTAMP: "timestamptz",
}


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def check_name(name: str) -> str:
    """A schema's name that needs no quoting anywhere and is not the server's own.

    Raises:
        Refused: "publish.schema_name".
    """
    if not _NAME.fullmatch(name) or name.startswith(("pg_", "crdb_")) or name == "information_schema":
        raise refuse("publish.schema_name", name=name[:60])
    return name


def _column(column: Column) -> str:
    return f"{quoted(column.name)} {_TYPES[column.type]}{'' if column.nullable else ' NOT NULL'}"


def table_sql(schema: str, table: Table) -> Iterator[str]:
    """The statements that make a table and, for one that offices fill, where its rows wait."""
    columns = ", ".join(map(_column, table.columns))
    key = ", ".join(map(quoted, table.key))
    for name in (table.name, WAITING + table.name) if table in TABLES else (table.name,):
        yield f"CREATE TABLE IF NOT EXISTS {schema}.{quoted(name)} ({columns}, PRIMARY KEY ({key}))"


def comments_sql(schema: str) -> Iterator[str]:
    """What every table and column holds, in the database itself."""
    for table in ALL:
        name = f"{schema}.{quoted(table.name)}"
        yield f"COMMENT ON TABLE {name} IS {_literal(f'{table.title}. {table.description}')}"
        for column in table.columns:
            said = f"{column.title}. {column.description}" if column.description else column.title
            yield f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {_literal(said)}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def tables_sql(schema: str) -> tuple[str, ...]:
    """Everything but the views; the table that tells the version comes first."""
    return (*(statement for table in ALL for statement in table_sql(schema, table)), *comments_sql(schema))


def views_sql(schema: str) -> tuple[str, ...]:
    """The questions made anew."""
    dropped = (f"DROP VIEW IF EXISTS {schema}.{one.name}" for one in reversed(questions.VIEWS))
    return (*dropped, *questions.created(schema))


def views_mark() -> str:
    """Differs whenever a question is put differently."""
    return hashlib.sha256("\n".join(questions.created()).encode()).hexdigest()[:16]


def expected_columns() -> dict[str, frozenset[str]]:
    """Table -> its columns' names, of all that lies in the schema but the views."""
    found = {table.name: frozenset(table.names) for table in ALL}
    return {**found, **{WAITING + table.name: frozenset(table.names) for table in TABLES}}


def roles_sql(schema: str) -> str:
    """The script for whoever administers the server: the schema, and two roles with no more than each needs.

    The writing role puts rows in and takes them out; it makes, alters and drops nothing. The reading role sees the
    tables and the questions. Neither can log in by itself: they are granted to the server's own users.
    """
    name = quoted(check_name(schema))
    readable = ", ".join(f"{name}.{one}" for one in (*(t.name for t in ALL), *(v.name for v in questions.VIEWS)))
    written = ", ".join(f"{name}.{one}" for one in (*(t.name for t in (PUBLICATION, questions.ASKED, *TABLES)),))
    waiting = ", ".join(f"{name}.{WAITING}{t.name}" for t in TABLES)
    made = (
        f"INSERT INTO {name}.schema_version (made_by, version, views, is_complete, program, made_at) VALUES "
        f"('{MARK}', {VERSION}, '{views_mark()}', TRUE, 'script', now()) ON CONFLICT (made_by) DO NOTHING"
    )
    statements: Sequence[str] = (
        f"CREATE SCHEMA IF NOT EXISTS {name}",
        *tables_sql(name),
        *views_sql(name),
        made,
        f"CREATE ROLE {READER}",
        f"CREATE ROLE {WRITER}",
        f"GRANT USAGE ON SCHEMA {name} TO {READER}",
        f"GRANT USAGE ON SCHEMA {name} TO {WRITER}",
        f"GRANT SELECT ON {readable} TO {READER}",
        f"GRANT SELECT ON {name}.schema_version TO {WRITER}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {written} TO {WRITER}",
        f"GRANT SELECT, INSERT, DELETE ON {waiting} TO {WRITER}",
    )
    told = (
        "-- Chạy một lần bằng tài khoản quản trị cơ sở dữ liệu: psql -1 -v ON_ERROR_STOP=1 -d CSDL -f tệp-này.sql",
        "-- Máy chủ đã có hai vai trò này (lược đồ thứ hai): bỏ hai dòng CREATE ROLE.",
        f"-- Rồi cấp quyền cho tài khoản thật: GRANT {WRITER} TO …; GRANT {READER} TO …;",
        f"-- {WRITER}: chỉ ghi, xóa dòng; không tạo, sửa, xóa bảng. {READER}: chỉ đọc bảng và câu hỏi.",
    )
    return "\n".join(told) + "\n\n" + ";\n\n".join(statements) + ";\n"
