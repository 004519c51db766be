"""What lies beside the files: a Frictionless data package that programs read, and a page for people.

The data package follows version 2 of the standard (https://datapackage.org/standard/data-package/): a resource for each
table and format, each with its Table Schema. What the standard has no word for stands under names that begin with
``nq57``: the rule of the apostrophe in the CSV, the folders of the Parquet files, which program wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nq57desk.publishing.columns import DIGITS, SCALE, Column, ColumnType, Table
from nq57desk.publishing.tables import TABLE, TABLES, VERSION
from nq57desk.publishing.texts import FORMULA, GUARD

Json = Any
FILE, PAGE, SUMS = "datapackage.json", "README.txt", "SHA256SUMS"
MARK = "nq57:program"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: Mapping[ColumnType, dict[str, Json]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.DECIMAL: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    ColumnType.DATE: {"type": "date"},
    ColumnType.TIMESTAMP: {"type": "datetime"},
}
_KINDS: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "văn bản",
    ColumnType.INTEGER: "số nguyên",
    ColumnType.DECIMAL: f"số thập phân ({DIGITS},{SCALE})",
    ColumnType.BOOLEAN: "đúng/sai",
    ColumnType.DATE: "ngày",
    ColumnType.TIMESTAMP: "thời điểm (UTC)",
}
_CSV = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One table in one format: its files below the package's folder, and how many rows they hold together."""

    table: Table
    format: str
    files: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class About:
    """Whose data they are. ``made_at`` is in UTC, ``only`` the one year that was asked for."""

    city: str
    name: str
    made_at: str
    program: str
    offices: int
    sample: bool = False
    only: int | None = None


def data_package(about: About, written: Sequence[Written]) -> dict[str, Json]:
    """The content of datapackage.json."""
    year = f", năm {about.only}" if about.only is not None else ""
    return {
        "$schema": PROFILE,
        "name": f"nq57-{about.city.lower()}",
        "title": f"Kế hoạch thực hiện Nghị quyết 57-NQ/TW: {about.name}{year}",
        "description": "Số liệu của các đơn vị như thành phố đã nhận. Trống là không có số liệu, không phải 0.",
        "version": f"{VERSION}.0.0",
        "created": about.made_at,
        MARK: f"nq57desk {about.program}",
        "nq57:city": about.city,
        "nq57:offices": about.offices,
        "nq57:sample": about.sample,
        "nq57:csvGuard": _guard(),
        "resources": [_resource(one, written) for one in written],
    }


def _guard() -> dict[str, Json]:
    return {
        "prefix": GUARD,
        "before": [*FORMULA, GUARD],
        "fields": "string",
        "description": "Trong CSV, văn bản bắt đầu bằng một trong các ký tự này có thêm một dấu nháy ở đầu, để bảng "
        "tính không coi là công thức. Bỏ một dấu nháy ở đầu (nếu có) là được đúng văn bản gốc.",
    }


def _resource(one: Written, written: Sequence[Written]) -> dict[str, Json]:
    table = one.table
    columns = _columns(one)
    whole = len(one.files) == 1 and one.format != "parquet"  # programs look a key up in one file only
    there = {each.table.name for each in written if each.format == one.format} if whole else set()
    found: dict[str, Json] = {
        "name": name_of(table, one.format),
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": one.files[0] if len(one.files) == 1 else list(one.files),
        "format": one.format,
        "mediatype": _MEDIA[one.format],
        "encoding": "utf-8",
        "nq57:rows": one.rows,
        "schema": schema(table, columns, one.format, there),
    }
    if one.format == "csv":
        found["dialect"] = _CSV
    if one.format == "parquet":
        del found["encoding"]
        found["nq57:partition"] = list(table.partition)
    return found


def _columns(one: Written) -> tuple[Column, ...]:
    """A year that stands in a folder's name stands in no file."""
    left_out = one.table.partition if one.format == "parquet" else ()
    return tuple(column for column in one.table.columns if column.name not in left_out)


def name_of(table: Table, form: str) -> str:
    """What a table in a format is called in the package."""
    return f"{table.name.replace('_', '-')}-{form}"


def schema(table: Table, columns: Sequence[Column], form: str, there: set[str]) -> dict[str, Json]:
    """The Table Schema of these columns of a table; ``there`` are the tables of the same format."""
    found: dict[str, Json] = {
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [
        {
            "fields": list(one.columns),
            "reference": {"resource": name_of(TABLE[one.table], form), "fields": list(TABLE[one.table].key)},
        }
        for one in table.references
        if one.table in there
    ]
    return {**found, "foreignKeys": keys} if keys else found


def _field(column: Column) -> dict[str, Json]:
    found: dict[str, Json] = {"name": column.name, **_TYPES[column.type], "title": column.title}
    if column.description:
        found["description"] = column.description
    limits: dict[str, Json] = {"required": True} if not column.nullable else {}
    if column.choices:
        limits["enum"] = list(column.choices)
    return {**found, "constraints": limits} if limits else found


def page(about: About, written: Sequence[Written]) -> str:
    """The page for people, lines ended by LF."""
    return "\n".join((*_head(about, written), "", "CÁC BẢNG VÀ CỘT", *_tables())) + "\n"


def _head(about: About, written: Sequence[Written]) -> Iterator[str]:
    rows = {one.table.name: one.rows for one in written}
    forms = sorted({one.format for one in written})
    yield f"SỐ LIỆU TỔNG HỢP NGHỊ QUYẾT 57: {about.name} (mã {about.city})"
    if about.sample:
        yield "ĐƠN VỊ MẪU: mọi số liệu là bịa để tập dùng."
    yield ""
    yield f"Xuất lúc {about.made_at} bằng nq57desk {about.program}; lược đồ bản {VERSION}; {about.offices} đơn vị."
    yield "Năm kế hoạch: " + ("tất cả" if about.only is None else str(about.only)) + f". Dạng tệp: {', '.join(forms)}."
    yield ""
    yield from _HOW
    yield ""
    yield "SỐ DÒNG"
    yield from (f"  {name:20} {count:>12}" for name, count in rows.items())


_HOW = (
    "CÁCH ĐỌC",
    "- csv/TÊN.csv: UTF-8, dấu phẩy, mở được bằng Excel. Để giữ số 0 ở đầu mã và không biến 2026-11 thành ngày, trong",
    "  Excel dùng Data > From Text/CSV rồi chọn kiểu Text cho các cột mã và kỳ. Excel chỉ mở được 1.048.576 dòng.",
    "  Văn bản bắt đầu bằng = + - @ tab xuống dòng hoặc dấu nháy có thêm một dấu nháy (') ở đầu để không thành",
    "  công thức; bỏ một dấu nháy đó là được văn bản gốc.",
    "- jsonl/TÊN.jsonl: mỗi dòng một đối tượng JSON; số thập phân viết trong nháy để không mất chữ số.",
    "- parquet/TÊN/year=…/office=…/part-0.parquet: một tập dữ liệu chia theo năm và đơn vị, đọc được bằng DuckDB,",
    "  Spark, Trino, pandas. Năm nằm ở tên thư mục; mã đơn vị đúng (có số 0 ở đầu) là cột office_code trong tệp.",
    "    DuckDB: SELECT * FROM read_parquet('parquet/tasks/**/*.parquet', hive_partitioning = true)",
    "    pandas: pandas.read_parquet('parquet/tasks')",
    "    Spark:  spark.read.parquet('parquet/tasks')",
    "- questions.sql (khi có Parquet): câu hỏi có sẵn cho DuckDB: quá hạn, đúng hạn, quy tắc 90%, chỉ tiêu đạt, đơn vị",
    "  thiếu; ra đúng số trên các trang của thành phố. Chạy tại thư mục này: duckdb -init questions.sql",
    "- datapackage.json: mô tả cho chương trình (Frictionless Data Package).",
    "- SHA256SUMS: kiểm sau khi chép bằng sha256sum -c SHA256SUMS.",
    "- Ô trống là không có số liệu, không phải 0. Tên người nhập số liệu không được đưa ra;",
    "  tên lãnh đạo chỉ đạo, người phụ trách thì có, như ghi trong kế hoạch.",
    "- Số liệu không phụ thuộc ngày xem: quá hạn hay chưa tính từ deadline_last_day, done_on và ngày được chọn.",
)


def _tables() -> Iterator[str]:
    for table in TABLES:
        yield ""
        yield f"{table.name}: {table.title}. {table.description}"
        yield f"  Khóa chính: {', '.join(table.key)}."
        for column in table.columns:
            must = "" if column.nullable else ", luôn có"
            words = f" [{' | '.join(column.choices)}]" if column.choices else ""
            about = f". {column.description}" if column.description else ""
            yield f"  {column.name} ({_KINDS[column.type]}{must}): {column.title}{about}{words}"


def kind_words(column: Column) -> str:
    """The type of a column as people say it."""
    return _KINDS[column.type]
