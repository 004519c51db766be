"""What stands inside a bundle: read back as written, and refused where anything is not as it must be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from nq57desk.bundle import archive, bundles, contents, limits, manifest, signing
from nq57desk.bundle.archive import deflated
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.records import KINDS, Record
from nq57desk.domain.snapshot import SnapshotLine
from nq57desk.errors import Refused
from tests.bundle import made
from tests.bundle.made import HEAD, LINES, line

Files = dict[str, bytes]


def files_of(lines: tuple[SnapshotLine, ...] = LINES) -> Files:
    payload = contents.write(HEAD, lines)[1]
    return {m.name: archive.contents_of(m) for m in archive.unpack(payload)}


def with_manifest(files: Files, **changes: Any) -> Files:
    fields = {**json.loads(files["manifest.json"]), **changes}
    return {**files, "manifest.json": json.dumps(fields).encode()}


def with_part(files: Files, kind: str, data: bytes) -> Files:
    """The part replaced, its hash and its counts put right in the manifest."""
    deleted = data.count(b'"deleted":1')
    entry = {"live": data.count(b"\n") - deleted, "deleted": deleted, "sha256": hashlib.sha256(data).hexdigest()}
    parts = json.loads(files["manifest.json"])["parts"]
    parts = [{**part, **entry} if part["kind"] == kind else part for part in parts]
    return with_manifest({**files, f"data/{kind}.jsonl": data}, parts=parts)


def packed(files: Files) -> bytes:
    """payload.zip with SHA256SUMS put right."""
    rest = {name: data for name, data in files.items() if name != "SHA256SUMS"}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in rest.items())
    return archive.pack([deflated(name, data) for name, data in {**rest, "SHA256SUMS": sums.encode()}.items()])


def refusal(payload: bytes) -> str:
    with pytest.raises(Refused) as refused:
        contents.check(contents.read(payload))
    return refused.value.problems[0].code


def test_what_is_written_is_read(keys: signing.Keys) -> None:
    written = made.bundle(keys)
    found = bundles.read(bundles.opened(written.file), keys.public.sign_key)
    assert found.manifest == written.manifest
    assert contents.lines(found) == list(LINES)
    contents.check(found)


def test_tombstones_keep_their_content_and_are_counted() -> None:
    gone = line(made.RECORDS[3], deleted=True)
    complete, payload = contents.write(HEAD, (*LINES[:3], gone))
    assert contents.lines(contents.read(payload))[3] == gone
    assert (complete.parts[6].kind, complete.parts[6].live, complete.parts[6].deleted) == ("task", 0, 1)
    assert (complete.count(), complete.count("task")) == (3, 0)


def test_an_empty_plan_year_is_a_bundle_too() -> None:
    payload = contents.write(HEAD, ())[1]
    assert contents.lines(contents.read(payload)) == []


def test_the_members_stand_in_one_order() -> None:
    assert list(files_of()) == ["manifest.json", *(f"data/{kind.name}.jsonl" for kind in KINDS), "SHA256SUMS"]


def test_text_of_any_kind_comes_back() -> None:
    names = ("a\nb\t\r\x0b\x00\x7f", "=1+1", '"}]\\', "<b>ế</b>", "😀", " ", "")
    tasks = tuple(line(Task(f"t{n}", "p1", "a1", name=name, note=name)) for n, name in enumerate(names))
    found = contents.read(contents.write(HEAD, (*LINES[:3], *tasks))[1])
    contents.check(found)
    assert contents.lines(found)[3:] == list(tasks)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"min_reader": 3, "format": 3, "program": "9.0"}, "bundle.newer_format"),
        ({"min_reader": 0}, "bundle.manifest"),
        ({"format": "1"}, "bundle.manifest"),
        ({"kind": "receipt"}, "bundle.other_file"),
        ({"office": "90001"}, "bundle.manifest"),
        ({"office": {"code": "../x", "name": "", "role": "ward", "installation": ""}}, "bundle.manifest"),
        ({"office": {"code": "9", "name": "", "role": "king", "installation": ""}}, "bundle.manifest"),
        ({"sequence": 0}, "bundle.manifest"),
        ({"sequence": True}, "bundle.manifest"),
        ({"sequence": 10**30}, "bundle.manifest"),
        ({"year": "2026"}, "bundle.manifest"),
        ({"period": "2026-13"}, "bundle.manifest"),
        ({"window": {"first_day": "2026-11-25", "last_day": "2026-11-15"}}, "bundle.manifest"),
        ({"window": {"first_day": "2026-02-30", "last_day": "2026-11-15"}}, "bundle.manifest"),
        ({"before": [{"sequence": 1, "digest": "xyz"}]}, "bundle.manifest"),
        ({"before": 5}, "bundle.manifest"),
        ({"sample": 0}, "bundle.manifest"),
        ({"parts": []}, "bundle.members"),
        ({"made_at": "x" * 41}, "bundle.manifest"),
        ({"year": 2025}, "bundle.year"),
        ({"revision": 2}, "bundle.revision"),
    ],
)
def test_a_manifest_that_is_not_as_it_must_be(changes: dict[str, Any], code: str) -> None:
    assert refusal(packed(with_manifest(files_of(), **changes))) == code


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b"null", b"{}"])
def test_a_manifest_that_is_no_object(data: bytes) -> None:
    assert refusal(packed({**files_of(), "manifest.json": data})) == "bundle.manifest"


def test_a_manifest_that_is_nested_too_deeply() -> None:
    deep = b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert refusal(packed({**files_of(), "manifest.json": deep})) == "bundle.deep_json"


def test_a_huge_manifest() -> None:
    huge = archive.stored("manifest.json", b" " * (limits.MANIFEST_BYTES + 1))
    assert refusal(archive.pack((huge,))) == "bundle.bomb"


def line_bytes(text: str, record_id: str = "t1") -> bytes:
    return f'{{"id":"{record_id}","revision":1,"deleted":0,"content":{text}}}\n'.encode()


TASK_LINE = files_of()["data/task.jsonl"].splitlines(keepends=True)[0]
FIELDS = json.loads(TASK_LINE)["content"]


def content_with(**changes: Any) -> bytes:
    return line_bytes(json.dumps({**FIELDS, **changes}, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x\n", "bundle.line"),
        (b"\n", "bundle.line"),
        (TASK_LINE[:-1], "bundle.line"),
        (line_bytes("[]"), "bundle.line"),
        (line_bytes("{}"), "bundle.line"),
        (line_bytes("{"), "bundle.line"),
        (line_bytes("{}", "../t"), "bundle.line"),
        (line_bytes("{}", ""), "bundle.line"),
        (TASK_LINE.replace(b'"revision":3', b'"revision":-3'), "bundle.line"),
        (TASK_LINE.replace(b'"deleted":0', b'"deleted":2'), "bundle.line"),
        (TASK_LINE.replace(b'","', b'", "', 1), "bundle.line"),
        (content_with(origin="stolen"), "bundle.line"),
        (content_with(position="1"), "bundle.line"),
        (content_with(budget_planned=1.5), "bundle.line"),
        (content_with(name=None), "bundle.line"),
        (content_with(name=7), "bundle.line"),
        (content_with(cells=[["a"]]), "bundle.line"),
        (content_with(cells=[]).replace(b'"cells":[]', b'"cells":[],"cells":[]'), "bundle.line"),
        (content_with(name="\\u00e1").replace(b"\\\\u", b"\\u"), "bundle.line"),
        (content_with(cells=0).replace(b'"cells":0', b'"cells":' + b"[" * 90_000 + b"]" * 90_000), "bundle.deep_json"),
        (content_with(name="x" * limits.LINE_BYTES), "bundle.long_line"),
        (content_with(name="e\u0301"), "bundle.text"),
        (TASK_LINE.replace("Số".encode(), b"\xff"), "bundle.text"),
        (TASK_LINE * 2, "bundle.order"),
        (line_bytes("{}", "t2") + line_bytes("{}", "t1"), "bundle.order"),
    ],
)
def test_a_line_that_is_not_as_it_must_be(data: bytes, code: str) -> None:
    assert refusal(packed(with_part(files_of(), "task", data))) == code


@pytest.mark.parametrize("period", ["", "2026-00", "2026-Q5", "11/2026", "2026-11 "])
def test_an_update_of_no_period(period: str) -> None:
    files = files_of()
    part = files["data/progress_update.jsonl"].replace(b'"2026-11"', json.dumps(period).encode())
    assert refusal(packed(with_part(files, "progress_update", part))) == "bundle.period"


def test_fields_of_a_newer_program_pass_under_the_same_reader() -> None:
    payload = packed(with_part(files_of(), "task", content_with(weight=3)))
    contents.check(contents.read(payload))
    assert b'"weight":3' in contents.lines(contents.read(payload))[3].content


def test_fields_that_an_older_program_lacks_pass() -> None:
    fewer = {name: value for name, value in FIELDS.items() if name not in ("carried_from", "responsible")}
    data = line_bytes(json.dumps(fewer, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    found = contents.read(packed(with_part(files_of(), "task", data)))
    contents.check(found)
    (task,) = (line for line in contents.lines(found) if line.kind == "task")
    assert json.loads(task.content).keys() == fewer.keys()


def drop(name: str) -> Callable[[Files], Files]:
    return lambda files: {key: data for key, data in files.items() if key != name}


def add(name: str) -> Callable[[Files], Files]:
    return lambda files: {**files, name: b""}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (drop("data/task.jsonl"), "bundle.members"),
        (drop("manifest.json"), "bundle.members"),
        (add("data/virus.jsonl"), "bundle.members"),
        (add("run.exe"), "bundle.members"),
        (add("../run.exe"), "bundle.unsafe_name"),
        (lambda files: dict(reversed(files.items())), "bundle.members"),
    ],
)
def test_members_more_or_less(change: Callable[[Files], Files], code: str) -> None:
    assert refusal(packed(change(files_of()))) == code


def test_kinds_of_a_newer_format_are_passed_over() -> None:
    files = files_of()
    parts = json.loads(files["manifest.json"])["parts"]
    parts.append({"kind": "photo", "file": "data/photo.jsonl", "live": 0, "deleted": 0, "sha256": contents_hash(b"")})
    newer = with_manifest({**files, "data/photo.jsonl": b""}, parts=parts, format=3)
    assert contents.lines(contents.read(packed(newer))) == list(LINES)
    assert refusal(packed(with_manifest(newer, format=2))) == "bundle.members"


def contents_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_part_that_does_not_match_the_sums() -> None:
    files = files_of()
    files["data/task.jsonl"] = files["data/task.jsonl"].replace(b"t2", b"t3")
    payload = archive.pack([deflated(name, data) for name, data in files.items()])
    assert refusal(payload) == "bundle.sums"


def test_a_part_that_does_not_match_the_manifest() -> None:
    files = files_of()
    files["data/task.jsonl"] = files["data/task.jsonl"].replace(b"t2", b"t3")
    assert refusal(packed(files)) == "bundle.sums"


@pytest.mark.parametrize(("live", "deleted"), [(3, 0), (1, 0), (1, 1), (0, 2)])
def test_counts_that_are_not_those_of_the_lines(live: int, deleted: int) -> None:
    files = files_of()
    parts = json.loads(files["manifest.json"])["parts"]
    parts = [{**part, "live": live, "deleted": deleted} if part["kind"] == "task" else part for part in parts]
    assert refusal(packed(with_manifest(files, parts=parts))) == "bundle.counts"


def test_a_plan_of_another_year() -> None:
    lines = (line(Plan("p1", 2025)),)
    assert refusal(contents.write(HEAD, lines)[1]) == "bundle.year"


@pytest.mark.parametrize("record", [OrgUnit("b1", "A"), Plan("p1", 2026)])
def test_a_record_newer_than_its_bundle(record: Record) -> None:
    assert refusal(contents.write(HEAD, (line(record, HEAD.revision + 1),))[1]) == "bundle.revision"


def test_a_signed_payload_that_is_no_zip_of_ours(keys: signing.Keys) -> None:
    signed = bundles.opened(made.signed(keys, b"PK\3\4 nothing"))
    with pytest.raises(Refused) as refused:
        bundles.read(signed, keys.public.sign_key)
    assert refused.value.problems[0].code == "bundle.payload"


def test_the_comment_must_speak_of_the_same_bundle(keys: signing.Keys) -> None:
    payload = contents.write(HEAD, LINES)[1]
    signed = bundles.opened(made.signed(keys, payload, replace(HEAD, sequence=2)))
    with pytest.raises(Refused) as refused:
        bundles.read(signed, keys.public.sign_key)
    assert refused.value.problems[0].code == "bundle.claims"


def test_the_manifest_is_read_alone() -> None:
    payload = contents.write(HEAD, LINES)[1]
    assert contents.read_manifest(payload).office_name == HEAD.office_name
    assert manifest.decode(manifest.encode(HEAD)) == HEAD


def positions(size: int, every: int) -> range:
    return range(0, size, every)


def flipped(keys: signing.Keys, every: int) -> set[str]:
    """The codes to which a small bundle comes when one byte is changed, at each position or at every so manieth."""
    file = made.bundle(keys, lines=LINES[:2]).file
    codes = set()
    for at in positions(len(file), every):
        changed = file[:at] + bytes([file[at] ^ (1 << at % 8)]) + file[at + 1 :]
        with pytest.raises(Refused) as refused:
            bundles.read(bundles.opened(changed), keys.public.sign_key)
        codes.add(refused.value.problems[0].code)
    return codes


DAMAGE = {
    "bundle.wrong_type",
    "bundle.truncated",
    "bundle.damaged",
    "bundle.unsafe_name",
    "bundle.bomb",
    "bundle.wrong_signer",
    "bundle.members",
}


def test_a_changed_byte_is_seen(keys: signing.Keys) -> None:
    assert flipped(keys, 7) <= DAMAGE


@pytest.mark.long
def test_a_changed_byte_is_seen_at_every_position(keys: signing.Keys) -> None:
    assert flipped(keys, 1) <= DAMAGE


def test_an_edited_and_repacked_bundle_is_known_as_edited(keys: signing.Keys) -> None:
    members = archive.unpack(made.bundle(keys).file)
    other = contents.write(replace(HEAD, office_name="phường Khác"), LINES)[1]
    file = archive.pack((archive.stored("payload.zip", other), members[1]))
    with pytest.raises(Refused) as refused:
        bundles.read(bundles.opened(file), keys.public.sign_key)
    assert refused.value.problems[0].code == "bundle.changed"
