"""``city export``: the city's consolidated data as files for other programs."""

from __future__ import annotations

import argparse

from nq57desk.cli.printing import Output
from nq57desk.usecases import city_export
from nq57desk.workspace import look_at


def export(asked: argparse.Namespace, output: Output) -> int:
    formats = [part.strip().lower() for part in (asked.format or "").split(",") if part.strip()]
    with look_at(asked.office, as_of=asked.as_of) as desk:
        done = city_export.export(desk, folder=asked.output, formats=formats, year=asked.year)
    output.value(done)
    output.line(f"Đã xuất {', '.join(done.formats)} của {done.offices} đơn vị vào {done.folder}: {done.files} tệp")
    for name, rows in done.rows.items():
        output.line(f"{rows:>12} {name}")
    output.problems(done.problems)
    return 0
