"""``city publish``: the city's consolidated data into a PostgreSQL database."""

from __future__ import annotations

import argparse
import getpass
import sys

from nq57desk.cli.printing import Output
from nq57desk.errors import Refused
from nq57desk.monitor import Monitor
from nq57desk.usecases import city_publish
from nq57desk.usecases.city_publish import Published
from nq57desk.workspace import Desk, look_at


def publish(asked: argparse.Namespace, output: Output) -> int:
    if asked.roles_script:
        script = city_publish.roles_script(asked.schema)
        output.value({"script": script})
        output.line(script.rstrip())
        return 0
    if not asked.to:
        asked.parser.error("còn thiếu: --to ĐỊA-CHỈ")
    with look_at(asked.office, as_of=asked.as_of) as desk:
        done = _with_password(desk, asked)
    output.value(done)
    verb = "Sẽ ghi" if asked.dry_run else "Đã ghi"
    rows = "" if asked.dry_run else f", {done.rows} dòng"
    output.line(f"{verb} {len(done.written)} đơn vị{rows} vào {done.place}; {done.unchanged} đơn vị không đổi")
    if done.removed:
        output.line(f"{'Sẽ bỏ' if asked.dry_run else 'Đã bỏ'} {len(done.removed)} đơn vị không còn: {_listed(done)}")
    output.line(f"Các câu hỏi xét kỳ {done.period}")
    return 0


def _listed(done: Published) -> str:
    return ", ".join(done.removed)


def _with_password(desk: Desk, asked: argparse.Namespace) -> Published:
    """Publish; where the server wants a password that nobody has left for it, ask whoever sits there."""
    try:
        return _published(desk, asked, "")
    except Refused as refused:
        wanted = any(one.code == "publish.password_wanted" for one in refused.problems)
        if not wanted or not sys.stdin.isatty():
            raise
    return _published(desk, asked, getpass.getpass("Mật khẩu: "))


def _published(desk: Desk, asked: argparse.Namespace, password: str) -> Published:
    return city_publish.publish(
        desk,
        to=asked.to,
        schema=asked.schema,
        period=asked.period,
        dry_run=asked.dry_run,
        password=password,
        monitor=Monitor(_tell) if sys.stderr.isatty() else None,
    )


def _tell(done: int, total: int, what: str) -> None:
    """How far it is, on the terminal only."""
    ending = "\n" if done + 1 == total else ""
    print(f"\r{done + 1}/{total} {what:12}", end=ending, file=sys.stderr, flush=True)
