"""The rules of the Data Package and Table Schema standards, as far as ours can break them (https://datapackage.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from nq57desk.publishing.package import About, Written
from nq57desk.publishing.tables import TABLES

ABOUT = About("31", "Thành phố Thử", "2026-11-22T13:00:00Z", "0.6.0", 2)
WRITTEN = tuple(
    Written(table, form, (f"{form}/{table.name}.{form}",) if form != "parquet" else (f"a/{table.name}", "b"), 3)
    for form in ("csv", "jsonl", "parquet")
    for table in TABLES
)
_NAME = re.compile(r"[a-z0-9._-]+")
_TYPES = {"string", "number", "integer", "boolean", "date", "datetime"}
_OPTIONS = {
    *("name", "type", "format", "title", "description", "constraints", "trueValues", "falseValues"),
}


def flaws(package: dict[str, Any]) -> list[str]:
    """What is wrong with a package, by the property's name."""
    return list(dict.fromkeys(_package(package)))


def _package(it: dict[str, Any]) -> Iterator[str]:
    if not _NAME.fullmatch(it["name"]):
        yield "name"
    if not it["$schema"].startswith("https://datapackage.org/profiles/2.0/"):
        yield "$schema"
    if not re.fullmatch(r"\d+\.\d+\.\d+", it["version"]):
        yield "version"
    datetime.fromisoformat(it["created"])
    names = [one["name"] for one in it["resources"]]
    if not names or len(set(names)) != len(names):
        yield "resources"
    for one in it["resources"]:
        yield from _resource(one, set(names))


def _resource(one: dict[str, Any], names: set[str]) -> Iterator[str]:
    paths = one["path"] if isinstance(one["path"], list) else [one["path"]]
    if not _NAME.fullmatch(one["name"]) or one["type"] != "table":
        yield "resource"
    if not paths or any(path.startswith(("/", ".")) or ".." in path or "\\" in path for path in paths):
        yield "path"
    schema = one["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    if len(fields) != len(schema["fields"]):
        yield "fields"
    for field in fields.values():
        if field["type"] not in _TYPES or set(field) - _OPTIONS:
            yield field["name"]
    if not set(schema["primaryKey"]) <= set(fields):
        yield "primaryKey"
    for key in schema.get("foreignKeys", ()):
        same = len(key["fields"]) == len(key["reference"]["fields"])
        if not set(key["fields"]) <= set(fields) or key["reference"]["resource"] not in names or not same:
            yield "foreignKeys"
