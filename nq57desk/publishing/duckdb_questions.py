"""The ready questions over the Parquet files, as one script for DuckDB that lies beside them.

Decides that whoever has the files needs no more than DuckDB to get the figures of the city's pages: the script names
the files as tables, sets the question (which period, judged on which day) and creates the same views as in a database.
"""

from __future__ import annotations

from datetime import date

from nq57desk.publishing.questions import ASKED, VIEWS, created
from nq57desk.publishing.tables import TABLES

FILE = "questions.sql"
_HEAD = """-- Các câu hỏi có sẵn trên tệp Parquet, đúng định nghĩa của các trang thành phố. Chạy tại thư mục này:
--   duckdb -init questions.sql
-- Đổi kỳ và ngày xét: UPDATE asked SET period = '2026-Q3', as_of = DATE '2026-10-20';
"""


def script(city: str, period: str, as_of: date) -> str:
    """The statements, each with its title; paths are relative to the export's folder."""
    lines = [_HEAD]
    for table in TABLES:
        left_out = " EXCLUDE (office)" if "office" in table.partition else ""
        files = f"read_parquet('parquet/{table.name}/**/*.parquet', hive_partitioning = true)"
        lines.append(f"-- {table.title}\nCREATE VIEW {table.name} AS SELECT *{left_out} FROM {files};")
    columns = ", ".join(f"{one.name} {'DATE' if one.name == 'as_of' else 'VARCHAR'}" for one in ASKED.columns)
    lines.append(f"-- {ASKED.title}\nCREATE TABLE {ASKED.name} ({columns});")
    values = f"{_quoted(city)}, {_quoted(period)}, DATE {_quoted(as_of.isoformat())}"
    lines.append(f"INSERT INTO {ASKED.name} VALUES ({values});")
    lines += [f"-- {view.title}\n{statement};" for view, statement in zip(VIEWS, created(), strict=True)]
    return "\n\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
