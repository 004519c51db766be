"""The journal as a signed file, and a journal that somebody wrote anew."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nq57desk.bundle import signing
from nq57desk.cli.main import run, understand
from nq57desk.domain.plan import Task
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.gui.models import history_words
from nq57desk.sentences import sentence
from nq57desk.store.trace import CHAINED, chain_hash
from nq57desk.usecases import city, edits, history, trace
from nq57desk.workspace import DATABASE, Desk, open_desk
from tests.builders import offices as builders
from tests.builders.offices import DAY
from tests.bundle import offices as folders


@pytest.fixture
def changed(desk: Desk) -> Desk:
    task = next(one for one in desk.store.all(Task) if one.number == "9")
    edits.edit_task(
        desk, task_id=task.id, changes={"name": "Số hóa <b>hồ sơ</b> 'x'; DROP TABLE task;--"}, document="12/KH-UBND"
    )
    return desk


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def codes(found: trace.Verified) -> list[str]:
    assert all(sentence(problem) for problem in found.problems)
    return [problem.code for problem in found.problems]


def signed_anew(desk: Desk, path: Path, changed_lines: list[dict[str, Any]]) -> None:
    """What somebody does who has the office's key as well."""
    data = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in changed_lines)
    path.write_bytes(data)
    keys = signing.load_keys(desk.keys_folder)
    path.with_name(path.name + trace.SIGNATURE).write_bytes(signing.sign(keys, data, "nq57desk trace"))


def test_people_read_who_when_what_from_and_to(changed: Desk, tmp_path: Path) -> None:
    done = trace.export(changed, path=tmp_path / "nhật ký.jsonl")
    about, *entries = lines(done.file)
    assert (about["entries"], about["head"]) == (len(entries), entries[-1]["hash"]) == (done.entries, done.head)
    newest = entries[-1]
    assert (newest["who"], newest["at"][:10], newest["from"]["kind"]) == (changed.who, DAY.isoformat(), "window")
    (change,) = newest["changes"]
    assert "name" in change["was"].keys() & change["now"].keys()
    assert "DROP TABLE" in change["now"]["name"]
    assert "DROP TABLE" not in change["was"]["name"]
    assert {one["from"]["kind"] for one in entries} >= {"file", "window"}
    assert codes(trace.verify(changed, path=done.file)) == []


def test_a_task_s_history_says_where_each_change_came_from(changed: Desk) -> None:
    task = next(one for one in changed.store.all(Task) if one.number == "9")
    newest, *_, first = history.task_history(changed, task_id=task.id)
    assert (newest.source.kind, first.source.kind) == ("window", "file")
    assert first.source.name in history_words.lines([first])[0]


def test_the_stock_program_verifies_it(changed: Desk, tmp_path: Path) -> None:
    done = trace.export(changed, path=tmp_path / "trace.jsonl")
    minisign = shutil.which("minisign")
    key = changed.office.sign_key
    signing.verify(key, done.file.read_bytes(), done.signature.read_bytes())
    if minisign is not None:
        subprocess.run([minisign, "-Vm", str(done.file), "-P", key], check=True, capture_output=True)
    done.file.write_bytes(done.file.read_bytes().replace(b"DROP", b"DROQ"))
    with pytest.raises(Refused, match=r"^trace\.signature$"):
        trace.verify(changed, path=done.file)


def cut(entries: list[dict[str, Any]]) -> None:
    del entries[-1]


def other_person(entries: list[dict[str, Any]]) -> None:
    entries[2]["who"] = "Ai đó"


def other_column(entries: list[dict[str, Any]]) -> None:
    entries[2]["who"] = entries[2]["chained"][CHAINED.index("who")] = "Ai đó"


def chain_anew(entries: list[dict[str, Any]]) -> None:
    other_column(entries)
    previous = ""
    for entry in entries[1:]:
        entry["chained"][CHAINED.index("previous")] = previous
        previous = entry["hash"] = chain_hash(tuple(entry["chained"]))
    entries[0]["head"] = previous


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (cut, "trace.head"),
        (other_person, "trace.broken"),
        (other_column, "trace.broken"),
        (chain_anew, "trace.differs"),
    ],
)
def test_a_file_changed_by_who_has_the_key_is_found(
    changed: Desk, tmp_path: Path, change: Callable[[list[dict[str, Any]]], None], code: str
) -> None:
    done = trace.export(changed, path=tmp_path / "trace.jsonl")
    entries = lines(done.file)
    change(entries)
    signed_anew(changed, done.file, entries)
    assert codes(trace.verify(changed, path=done.file)) == [code]


@pytest.mark.parametrize(
    "data", [b"", b"{}\n", b"[1]\n", b'{"trace":1}\n', b'{"trace":1,"office":"9"}\n{}\n', b"\xff\n"]
)
def test_another_file_is_no_journal(changed: Desk, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(Refused, match=r"^trace\.form$"):
        trace.verify(changed, path=path)


def rewritten(folder: Path, keep: int) -> None:
    """The journal cut after some entries, or (with all kept) chained anew from the second on with another person."""
    with closing(sqlite3.connect(folder / DATABASE)) as conn:
        conn.execute("DELETE FROM journal_row WHERE entry > ?", (keep,))
        conn.execute("DELETE FROM journal WHERE seq > ?", (keep,))
        conn.execute("UPDATE journal SET who = 'Ai đó' WHERE seq = 2")
        previous = ""
        for row in conn.execute(f"SELECT {', '.join(CHAINED)} FROM journal ORDER BY seq").fetchall():
            plain = [hashlib.sha256(one).hexdigest() if isinstance(one, bytes) else one for one in row[:-1]]
            fresh = chain_hash((*plain, previous))
            conn.execute("UPDATE journal SET previous = ?, hash = ? WHERE seq = ?", (previous, fresh, row[0]))
            previous = fresh
        conn.commit()


@pytest.mark.parametrize("keep", [10_000, 1])
def test_a_journal_written_anew_is_found_by_the_bundle_that_names_its_head(
    desk: Desk, tmp_path: Path, keep: int
) -> None:
    folders.send(desk, tmp_path / "a.nq57")
    assert history.check(desk) == ()
    done = trace.export(desk, path=tmp_path / "trace.jsonl")
    desk.close()
    rewritten(desk.folder, keep)
    with open_desk(desk.folder, as_of=DAY) as again:
        found = {problem.code for problem in history.check(again)}
        assert "trace.rewritten" in found
        assert "store.journal_broken" not in found
        assert codes(trace.verify(again, path=done.file)) == ["trace.differs"]


@pytest.mark.parametrize("keep", [10_000, 1])
def test_the_city_compares_a_trace_with_the_bundles_it_received(changed: Desk, tmp_path: Path, keep: int) -> None:
    with builders.city(tmp_path / "city") as there:
        city.enrol(there, cards=[folders.card_of(changed, tmp_path / "a.nq57card")])
        sent = folders.send(changed, tmp_path / "a.nq57")
        assert [one.outcome for one in city.merge(there, paths=[sent.file]).bundles] == [Outcome.APPLIED]
        honest = trace.export(changed, path=tmp_path / "trace.jsonl")
        assert codes(trace.verify(there, path=honest.file)) == []
        changed.close()
        rewritten(changed.folder, keep)
        with open_desk(changed.folder, as_of=DAY + timedelta(days=1)) as again:
            anew = trace.export(again, path=tmp_path / "anew.jsonl")
        assert codes(trace.verify(there, path=anew.file)) == ["trace.not_as_sent"]


def test_the_command_line(changed: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed.close()
    office = ["--office", str(changed.folder), "--json"]
    assert run(understand(["trace", "export", "-o", str(tmp_path / "a.jsonl"), *office])) == 0
    exported = json.loads(capsys.readouterr().out)
    assert run(understand(["trace", "check", exported["file"], *office])) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["valid"], found["entries"], found["head"]) == (True, exported["entries"], exported["head"])
    Path(exported["signature"]).unlink()
    assert run(understand(["trace", "check", exported["file"], *office])) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]] == ["trace.signature"]
