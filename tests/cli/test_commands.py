"""The contract of the command line: words, keys and exit status."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nq57desk.cli.main import understand
from nq57desk.cli.tree import parser
from nq57desk.usecases.sample import sample_files
from tests.cli.conftest import Call

TASK_KEYS = {
    "id", "plan", "appendix", "section", "number", "second_number", "parent", "name", "lead", "deadline", "state",
    "percent", "timeliness", "revision",
}  # fmt: skip
DEADLINE_KEYS = ["text", "kind", "recurrence", "first_day", "last_day", "parts", "problem"]
ROW_KEYS = {
    "section", "number", "second_number", "name", "lead", "coordinating", "supervisor", "responsible", "product",
    "deadline", "target", "note", "parent", "cells", "place",
}  # fmt: skip
DOCUMENT_KEYS = {
    "org", "governing_body", "number", "symbol", "place", "date_text", "kind", "title", "signer_form", "signer_title",
    "signer_name", "recipients",
}  # fmt: skip


@pytest.fixture
def office(ward_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    shutil.copytree(ward_folder, folder)
    return folder


def test_office_create_card_and_trust(call: Call, tmp_path: Path) -> None:
    status, made = call("office", "create", tmp_path / "a", "--role", "ward", "--code", "99902", "--name", "Phường A")
    assert status == 0
    assert made["office"].keys() == {"code", "name", "role", "fingerprint"}
    call("office", "create", tmp_path / "b", "--role", "city", "--code", "99", "--name", "Thành phố B")
    call("--office", tmp_path / "b", "office", "card", "-o", tmp_path / "b.nq57card")
    status, trusted = call("office", "trust", tmp_path / "b.nq57card", "--office", tmp_path / "a")
    assert (status, trusted["office"]["role"]) == (0, "city")
    status, refused = call(
        "office", "trust", tmp_path / "b.nq57card", "--fingerprint", "0000-0000-0000-0000", "--office", tmp_path / "a"
    )
    assert status == 1
    assert refused["problems"][0]["code"] == "workspace.trust_fingerprint"
    assert refused["problems"][0]["sentence"]


def test_a_folder_is_made_an_office_only_once(call: Call, tmp_path: Path) -> None:
    given = ("office", "create", tmp_path / "a", "--role", "ward", "--code", "99902", "--name", "Phường A")
    assert call(*given)[0] == 0
    status, refused = call(*given)
    assert (status, refused["problems"][0]["code"]) == (1, "workspace.exists")


def test_read_gives_tables_document_and_problems(call: Call) -> None:
    status, found = call("read", sample_files()[0])
    assert status == 0
    assert found.keys() == {"tables", "document", "problems"}
    assert found["document"].keys() == DOCUMENT_KEYS
    assert [t["kind"] for t in found["tables"]] == ["tasks", "indicators"]
    first = found["tables"][0]["rows"][0]
    assert first.keys() == ROW_KEYS
    assert list(first["deadline"]) == DEADLINE_KEYS
    assert (first["section"], first["number"], first["deadline"]["last_day"]) == ("I", "1", "2026-01-31")
    child = next(row for row in found["tables"][0]["rows"] if row["number"] == "25.1")
    assert child["parent"] == "25"
    assert call("read", sample_files()[0], "--table", 2)[1]["tables"][0]["label"] == "PHỤ LỤC II"


def test_import_shows_first_and_imports_with_yes(call: Call, tmp_path: Path) -> None:
    call("office", "create", tmp_path / "a", "--role", "ward", "--code", "99902", "--name", "Phường A")
    file = sample_files()[0]
    status, shown = call("import", file, "--office", tmp_path / "a")
    assert (status, shown["changes"]["new"]) == (0, 55)
    assert call("tasks", "--office", tmp_path / "a")[1] == {"tasks": []}
    status, done = call("import", file, "--yes", "--office", tmp_path / "a")
    assert (status, done["changes"]) == (0, {"new": 55, "edited": 0, "same": 0, "conflict": 0, "deleted": 0})
    assert len(done["appendices"]) == 2
    again = call("import", file, "--yes", "--office", tmp_path / "a", "--plan", done["plan"])[1]
    assert again["changes"] == {"new": 0, "edited": 0, "same": 55, "conflict": 0, "deleted": 0}
    assert again["appendices"] == done["appendices"]


def test_tasks_with_progress_late_and_search(call: Call, office: Path) -> None:
    there = ("--office", office, "--as-of", "2026-11-13")
    tasks = call("tasks", *there)[1]["tasks"]
    assert tasks[0].keys() >= TASK_KEYS
    assert len(tasks) == 43
    wanted = next(t for t in tasks if t["number"] == "9")
    assert (wanted["state"], wanted["timeliness"], wanted["percent"]) == ("not_started", "late", None)
    status, changed = call(
        "progress", "set", wanted["id"], "--period", "2026-11", "--state", "done", "--percent", 100,
        "--result", "Đã ban hành", "--product-document", "88/QĐ-UBND", "--product-date", "2026-11-05", *there,
    )  # fmt: skip
    assert (status, changed["changes"]["new"]) == (0, 1)
    late = {t["id"]: t["timeliness"] for t in call("tasks", "--late", "--period", "2026-11", *there)[1]["tasks"]}
    assert late[wanted["id"]] == "done_late"
    found = call("tasks", "--search", "danh muc co so du lieu", *there)[1]["tasks"]
    assert [t["id"] for t in found] == [wanted["id"]]


def test_indicator_values(call: Call, office: Path) -> None:
    there = ("--office", office, "--as-of", "2026-11-13")
    first = call("indicators", *there)[1]["indicators"][0]
    assert {"id", "number", "name", "target", "actual", "assessment"} <= first.keys()
    assert (first["actual"], first["assessment"]) == (None, "no_data")
    call("indicator", "set", first["id"], "--period", "2026-11", "--numerator", 55, "--denominator", 56, *there)
    now = call("indicators", "--period", "2026-11", *there)[1]["indicators"][0]
    assert now["actual"] == pytest.approx(98.2142857)
    assert now["assessment"] == "not_yet"
    call("indicator", "set", first["id"], "--period", "2026-11", "--actual", "100", *there)
    assert call("indicators", *there)[1]["indicators"][0]["assessment"] == "met"
    status, refused = call("indicator", "set", first["id"], "--period", "2026-11", "--actual", "12,5,3", *there)
    assert (status, refused["problems"][0]["code"]) == (1, "workspace.bad_number")


def test_period_close_and_open(call: Call, office: Path) -> None:
    there = ("--office", office, "--as-of", "2026-11-13")
    status, closed = call("period", "close", "2026-11", *there)
    assert status == 0
    assert closed.keys() == {"period", "updated", "of", "missing", "warning_list", "problems"}
    assert (closed["period"], closed["updated"], closed["of"]) == ("2026-11", 0, 42)
    assert call("period", "close", "2026-11", *there)[0] == 1
    assert call("period", "open", "2026-11", "--reason", "Bổ sung", *there)[0] == 0


def test_papers(call: Call, office: Path, tmp_path: Path) -> None:
    there = ("--office", office)
    listed = call("paper", "list", *there)[1]
    assert "appendix" in {paper["kind"] for paper in listed["papers"]}
    appendix = call("tasks", *there)[1]["tasks"][0]["appendix"]
    status, saved = call("paper", "appendix", "-o", tmp_path / "a.pdf", "--appendix", appendix, *there)
    assert status == 0
    assert saved["pages"] >= 1
    assert saved["fingerprint"]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    status, refused = call("paper", "appendix", "-o", tmp_path / "b.txt", "--appendix", appendix, *there)
    assert (status, refused["problems"][0]["code"]) == (1, "workspace.bad_format")
    status, refused = call("paper", "appendix", "-o", tmp_path / "b.pdf", *there)
    assert (status, refused["problems"][0]["code"]) == (1, "workspace.which_appendix")
    assert not (tmp_path / "b.pdf").exists()


def test_bundle_and_city(call: Call, office: Path, tmp_path: Path) -> None:
    there = ("--office", office, "--as-of", "2026-11-13")
    at_city = ("--office", tmp_path / "city", "--as-of", "2026-11-14")
    bundle = tmp_path / "ward.nq57"
    assert call("bundle", "make", "-o", bundle, "--period", "2026-11", *there)[0] == 0
    shown = call("bundle", "show", bundle)[1]
    assert (shown["office"], shown["period"], shown["first_day"]) == ("99902", "2026-11", "2026-10-15")
    call("office", "create", tmp_path / "city", "--role", "city", "--code", "99", "--name", "Thành phố")
    unknown = call("city", "merge", bundle, *at_city)
    assert unknown[0] == 1
    assert unknown[1]["bundles"][0]["outcome"] == "rejected"
    assert unknown[1]["bundles"][0]["problems"][0]["code"] == "bundle.unknown_office"
    call("office", "card", "-o", tmp_path / "ward.nq57card", *there)
    assert call("city", "enrol", tmp_path / "ward.nq57card", *at_city)[0] == 0
    assert call("bundle", "check", bundle, *at_city)[1] == {"valid": True, "problems": []}
    dry = call("city", "merge", bundle, "--dry-run", *at_city)[1]
    assert dry["changes"]["new"] > 0
    first = call("city", "merge", tmp_path, *at_city)[1]
    assert first["bundles"][0]["outcome"] == "applied"
    assert first["changes"] == dry["changes"]
    again = call("city", "merge", tmp_path, *at_city)[1]
    assert again["bundles"][0]["outcome"] == "already_received"
    assert {again["changes"][word] for word in ("new", "edited", "conflict", "deleted")} == {0}
    theirs = call("tasks", "--office-code", "99902", *at_city)[1]["tasks"]
    ours = call("tasks", *there)[1]["tasks"]
    assert [t["id"] for t in theirs] == [t["id"] for t in ours]
    assert call("city", "status", "--period", "2026-11", *at_city)[1]["offices"][0]["outcome"] == "applied"
    assert call("check", *at_city)[1] == {"ok": True, "problems": []}


def test_backups(call: Call, office: Path) -> None:
    there = ("--office", office)
    made = call("backup", "make", *there)[1]["file"]
    assert made in {one["path"] for one in call("backup", "list", *there)[1]["backups"]}
    task = call("tasks", *there)[1]["tasks"][0]["id"]
    call("progress", "set", task, "--period", "2026-11", "--state", "done", *there)
    assert call("backup", "restore", made, *there)[0] == 0
    assert call("tasks", *there)[1]["tasks"][0]["state"] == "not_started"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("tasks", "--period", "2026-13"), "workspace.bad_period"),
        (("tasks", "--plan", "none"), "workspace.unknown_plan"),
        (("indicators", "--plan", "none"), "workspace.unknown_plan"),
        (("paper", "appendix", "-o", "x.pdf", "--plan", "none"), "workspace.unknown_plan"),
        (("progress", "set", "none", "--period", "2026-11", "--state", "done"), "workspace.unknown_task"),
        (("import", "không có.docx"), "reading.missing"),
        (("period", "open", "2026-11", "--reason", "x"), "workspace.period_not_closed"),
        (("bundle", "make", "-o", "x.nq57", "--period", "2031"), "bundle.no_plan"),
        (("city", "merge", "x.nq57"), "workspace.no_city"),
    ],
)
def test_what_is_refused_has_code_and_sentence(call: Call, office: Path, given: tuple[str, ...], code: str) -> None:
    status, refused = call(*given, "--office", office)
    problem = refused["problems"][0]
    assert (status, problem["code"]) == (1, code)
    assert problem["sentence"]
    assert "place" in problem


def test_no_office_is_refused(call: Call, tmp_path: Path) -> None:
    status, refused = call("tasks", "--office", tmp_path)
    assert (status, refused["problems"][0]["code"]) == (1, "workspace.no_office")


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["progress", "set"], ["office"], ["tasks", "--as-of", "yesterday"], ["period", "open", "2026-11"]],
)
def test_wrong_arguments_end_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        understand(arguments)
    assert ended.value.code == 2


def test_general_options_stand_before_or_after_the_command() -> None:
    before = understand(["--office", "a", "--as-of", "2026-11-13", "--json", "tasks"])
    after = understand(["tasks", "--office", "a", "--as-of", "2026-11-13", "--json"])
    assert (before.office, before.as_of, before.json) == (after.office, after.as_of, after.json)


def answers(*arguments: str, stdin: str) -> list[Any]:
    """Through a process of its own, as an outside check would call it."""
    run = subprocess.run(
        [sys.executable, "-m", "nq57desk", *arguments, "--json"],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_deadlines_one_per_line_of_stdin() -> None:
    found = answers("deadline", "--plan-year", "2026", stdin="Quý I\ntrước ngày 07/9/2026\n\nQuý V\n")
    assert [d["kind"] for d in found] == ["quarter", "date", "unknown", "unknown"]
    assert [d["last_day"] for d in found] == ["2026-03-31", "2026-09-06", None, None]
    assert list(found[0]) == DEADLINE_KEYS
    assert found[3]["problem"]["code"]


def test_an_indicator_with_a_column_for_each_year_shows_the_periods_target(call: Call, tmp_path: Path) -> None:
    call("office", "create", tmp_path / "a", "--role", "ward", "--code", "99902", "--name", "Phường A")
    table = tmp_path / "chi tieu.txt"
    table.write_text(
        "TT\tChỉ tiêu\tĐơn vị tính\tNăm 2026\tNăm 2027\tĐơn vị chủ trì\n"
        "1\tHồ sơ quá hạn\t%\tdưới 5%\tdưới 3%\tVăn phòng\n",
        encoding="utf-8",
    )
    call("import", table, "--yes", "--office", tmp_path / "a", "--as-of", "2026-03-01")
    for period, target in (("2026-11", "dưới 5%"), ("2027-02", "dưới 3%")):
        listed = call("indicators", "--period", period, "--office", tmp_path / "a")[1]["indicators"]
        assert [one["target"] for one in listed] == [target]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_answers_are_utf8_whatever_the_machine_speaks(encoding: str) -> None:
    for ending in (["--json"], []):
        answer = subprocess.run(
            [sys.executable, "-m", "nq57desk", "deadline", "--plan-year", "2026", *ending],
            input="Quý IV\n".encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )
        assert "Quý IV" in answer.stdout.decode("utf-8")


def test_a_reader_that_goes_away_early_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "nq57desk", "deadline", "--plan-year", "2026", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        run.stdin.write("Quý IV\n".encode() * 5000)
        run.stdin.close()
        assert run.stderr.read() == b""
        assert run.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("progress", "set", "TASK", "--period", "2026-11", "--state", "done", "--disbursed", "-5"), "bad_amount"),
        (("progress", "set", "TASK", "--period", "2026-11", "--state", "done", "--disbursed", "9" * 30), "bad_amount"),
        (("indicator", "set", "INDICATOR", "--period", "2026-11", "--actual", "NaN"), "bad_number"),
        (("indicator", "set", "INDICATOR", "--period", "2026-11", "--actual", "1e400"), "bad_number"),
        (("period", "open", "2026-11", "--reason", " "), "no_reason"),
    ],
)
def test_values_that_cannot_be_are_refused(
    call: Call, ward_folder: Path, arguments: tuple[str, ...], code: str
) -> None:
    task = call("tasks", "--office", ward_folder)[1]["tasks"][0]["id"]
    indicator = call("indicators", "--office", ward_folder)[1]["indicators"][0]["id"]
    given = [{"TASK": task, "INDICATOR": indicator}.get(word, word) for word in arguments]
    status, refused = call(*given, "--office", ward_folder)
    assert (status, [p["code"] for p in refused["problems"]]) == (1, [f"workspace.{code}"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as-of", "9999-12-31", "tasks"),
        ("--as-of", "2026-02-30", "tasks"),
        ("indicator", "set", "x", "--period", "2026-11", "--actual", "5", "--numerator", "1", "--denominator", "2"),
    ],
)
def test_wrong_arguments_end_with_status_2(call: Call, ward_folder: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        call(*arguments, "--office", ward_folder)
    assert ended.value.code == 2


def test_targets_one_per_line_of_stdin() -> None:
    found = answers("target", stdin="≥ 80%\ntrên 1.200 người\n")
    assert [(t["comparator"], t["value"], t["unit"]) for t in found] == [(">=", 80, "%"), (">", 1200, "người")]
    assert list(found[0]) == ["text", "comparator", "value", "upper", "unit", "parts", "problem"]


def test_every_command_has_its_handler() -> None:
    import importlib

    def handlers(tree: Any) -> list[str]:
        found = [tree.get_default("handler")] if tree.get_default("handler") else []
        for action in tree._actions:
            if hasattr(action, "choices") and isinstance(action.choices, dict):
                for child in action.choices.values():
                    found += handlers(child)
        return found

    names = handlers(parser())
    assert len(names) > 20
    for name in names:
        module, function = name.split(".")
        assert callable(getattr(importlib.import_module(f"nq57desk.cli.{module}"), function))


@pytest.mark.parametrize("command", [("screenshots",), ("self-test", "-o")])
def test_a_folder_that_cannot_be_made_is_refused(call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    taken = tmp_path / "taken"
    taken.write_text("old", encoding="utf-8")
    status, refused = call(*command, taken)
    assert (status, [one["code"] for one in refused["problems"]]) == (1, ["workspace.cannot_write"])
    assert taken.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("code", "name", "refused"),
    [
        ("27001", " ", "workspace.no_name"),
        ("27001", "x" * 301, "workspace.long_name"),
        ("1" * 21, "phường Sao Mai", "workspace.bad_code"),
        ("../27001", "phường Sao Mai", "workspace.bad_code"),
    ],
)
def test_an_office_needs_a_code_and_a_name(call: Call, tmp_path: Path, code: str, name: str, refused: str) -> None:
    folder = tmp_path / "new"
    status, told = call("office", "create", folder, "--role", "ward", "--code", code, "--name", name)
    assert (status, told["problems"][0]["code"]) == (1, refused)
    assert not folder.exists()
