"""One record as one line of JSON, and the check that a line from outside is exactly that.

A line is ``{"id":"…","revision":7,"deleted":0,"content":{…}}`` with the record's canonical content as its last
member, so that the content's bytes are cut out and hashed as they were received, without parsing them first. Reading
checks this frame; what stands in the content is judged once, by whoever takes it in (the store, which
parses each content anyway), or by ``check_content`` where a bundle is only looked at.
"""

from __future__ import annotations

import json
import re
from itertools import repeat
from operator import lt

from nq57desk.bundle import json_form, limits
from nq57desk.domain.columns import made
from nq57desk.domain.records import KIND, FieldForm, StoredAs, canonical, content, from_content
from nq57desk.domain.snapshot import SnapshotLine
from nq57desk.errors import refuse

_LINE = re.compile(
    rb'\{"id":"([0-9A-Za-z._:-]{1,80})","revision":(0|[1-9]\d{0,14}),"deleted":([01]),"content":(\{.*\})\}'
)
_LINES = re.compile(rb"(?m)^%b$" % _LINE.pattern)
_FRAME = 160
"""More than what stands around a line's content can be long."""


def encode(line: SnapshotLine) -> bytes:
    """The line's bytes with its line end."""
    head = f'{{"id":"{line.id}","revision":{line.revision},"deleted":{int(line.deleted)},"content":'
    return b"".join((head.encode(), line.content, b"}\n"))


def read_all(kind: str, data: bytes) -> list[SnapshotLine]:
    """All lines of one kind, each with its line end, ids strictly ascending.

    Raises:
        Refused: "bundle.line", "bundle.long_line", "bundle.order"; the words name the row, counted from 1.
    """
    found = _LINES.findall(data)
    if not found or len(found) != data.count(b"\n"):
        return _one_by_one(kind, data.split(b"\n")[:-1])
    raw_ids, revisions, deleted, bodies = zip(*found, strict=True)
    ids = b"\n".join(raw_ids).decode().split("\n")
    if max(map(len, bodies)) + _FRAME > limits.LINE_BYTES or not all(map(lt, ids, ids[1:])):
        return _one_by_one(kind, data.split(b"\n")[:-1])
    columns = (repeat(kind), ids, list(map(int, revisions)), list(map(b"1".__eq__, deleted)), bodies)
    return made(SnapshotLine, columns, len(ids))


def _one_by_one(kind: str, lines: list[bytes]) -> list[SnapshotLine]:
    """The same line by line, so that the wrong one can be named."""
    found: list[SnapshotLine] = []
    last = ""
    for row, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if len(line) > limits.LINE_BYTES:
            raise refuse("bundle.long_line", kind=kind, row=row, limit=limits.LINE_BYTES // 1024)
        if match is None:
            raise refuse("bundle.line", kind=kind, row=row)
        raw_id, revision, deleted, body = match.groups()
        record_id = raw_id.decode()
        if record_id <= last:
            raise refuse("bundle.order", kind=kind, row=row)
        last = record_id
        found.append(SnapshotLine(kind, record_id, int(revision), deleted == b"1", body))
    return found


_TYPES: dict[StoredAs, type] = {StoredAs.TEXT: str, StoredAs.INTEGER: int, StoredAs.JSON: list}


def _is_typed(form: FieldForm, value: object) -> bool:
    return type(value) is _TYPES[form.stored_as] or (value is None and form.optional)


def check_content(line: SnapshotLine, row: int) -> None:
    """Check that the content is a record of its kind in its one byte form; a newer program's further fields pass.

    Raises:
        Refused: "bundle.deep_json", "bundle.line".
    """
    kind = KIND[line.kind]
    if json_form.too_deep(line.content):
        raise refuse("bundle.deep_json")
    try:
        fields = json.loads(line.content)
        own = content(from_content(kind, line.id, fields))
        same = canonical(fields) == line.content and all(
            own[form.name] == fields[form.name] and _is_typed(form, fields[form.name])
            for form in kind.fields
            if form.name in fields
        )
    except (LookupError, TypeError, ValueError, ArithmeticError):
        same = False
    if not same:
        raise refuse("bundle.line", kind=line.kind, row=row)
