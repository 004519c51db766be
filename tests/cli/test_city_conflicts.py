"""The city's decisions on the command line: conflicts, locks, requests, refused files, a ward's second computer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

CONFLICT_KEYS = {
    "id", "office", "office_name", "year", "kind", "record", "name", "field", "base", "a", "b", "a_from", "b_from",
    "shown", "other", "state", "found_at", "decided_by", "decided_at", "reason", "settled_by", "settled_at",
}  # fmt: skip
PERIOD = "2026-11"


class Exchange:
    """A ward on two computers and its city, in a folder."""

    def __init__(self, call: Call, ward: Path, folder: Path) -> None:
        self.call, self.folder = call, folder
        self.one, self.two, self.city = folder / "one", folder / "two", folder / "city"
        shutil.copytree(ward, self.one)
        call("office", "create", self.city, "--role", "city", "--code", "99", "--name", "Thành phố B")
        self.at(self.one, "office", "card", "-o", folder / "ward.nq57card")
        self.at(self.city, "city", "enrol", folder / "ward.nq57card")
        self.send(self.one, "first")
        shutil.copytree(self.one, self.two)
        self.task = self.at(self.one, "tasks")[1]["tasks"][0]["id"]
        self.merge("first")

    def at(self, office: Path, *words: object) -> tuple[int, Any]:
        return self.call("--office", office, *words)

    def send(self, office: Path, name: str) -> None:
        assert self.at(office, "bundle", "make", "-o", self.folder / f"{name}.nq57", "--period", PERIOD)[0] == 0

    def merge(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.at(self.city, "city", "merge", self.folder / f"{name}.nq57")[1]["bundles"][0]
        return found

    def report(self, office: Path, percent: int) -> None:
        words = ("--period", PERIOD, "--state", "in_progress", "--percent", percent)
        assert self.at(office, "progress", "set", self.task, *words)[0] == 0

    def percent(self) -> int | None:
        tasks = self.at(self.city, "tasks", "--period", PERIOD, "--office-code", "99902")[1]["tasks"]
        found: int | None = next(one["percent"] for one in tasks if one["id"] == self.task)
        return found


@pytest.fixture
def exchange(call: Call, ward_folder: Path, tmp_path: Path) -> Exchange:
    return Exchange(call, ward_folder, tmp_path)


def test_two_computers_disagree_and_the_ward_settles_it(exchange: Exchange) -> None:
    exchange.report(exchange.one, 10)
    exchange.send(exchange.one, "a")
    exchange.report(exchange.two, 20)
    exchange.send(exchange.two, "b")
    assert exchange.merge("a")["outcome"] == "applied"
    forked = exchange.merge("b")
    assert (forked["outcome"], [one["code"] for one in forked["problems"]]) == ("conflict", ["bundle.conflicts"])
    found = exchange.at(exchange.city, "city", "conflicts")[1]["conflicts"]
    (percent,) = [one for one in found if one["field"] == "percent"]
    assert percent.keys() == CONFLICT_KEYS
    assert {percent["a"], percent["b"]} == {10, 20}
    assert (percent["kind"], percent["state"], percent["shown"], percent["base"]) == (
        "progress_update", "open", "a", None,
    )  # fmt: skip
    assert exchange.percent() == percent["a"]
    status, decided = exchange.at(exchange.city, "city", "resolve", percent["id"], "--take", "b", "--reason", "Đã hỏi")
    assert (status, decided["conflict"]["state"], exchange.percent()) == (0, "decided", percent["b"])
    other = ("city", "resolve", percent["id"], "--take", "other", "--value", "15%")
    assert exchange.at(exchange.city, *other)[1]["problems"][0]["code"] == "conflict.reason"
    status, decided = exchange.at(exchange.city, *other, "--reason", "Đơn vị báo lại")
    assert (status, decided["conflict"]["shown"], decided["conflict"]["other"], exchange.percent()) == (
        0,
        "other",
        15,
        15,
    )
    assert exchange.at(exchange.city, "city", "resolve", percent["id"], "--take", "b")[0] == 0
    status, looked = exchange.at(exchange.one, "bundle", "merge", exchange.folder / "b.nq57")
    assert (status, looked["applied"]) == (0, False)
    status, taken = exchange.at(exchange.one, "bundle", "merge", exchange.folder / "b.nq57", "--yes")
    assert (status, taken["applied"]) == (0, True)
    status, again = exchange.at(exchange.one, "bundle", "merge", exchange.folder / "b.nq57", "--yes")
    assert (status, again["outcome"], again["applied"]) == (0, "already_received", False)
    assert [(one["code"], one["severity"]) for one in again["problems"]] == [("second.taken", "note")]
    for one in taken["conflicts"]:
        assert exchange.at(exchange.one, "city", "resolve", one["id"], "--take", "b")[0] == 0
    exchange.send(exchange.one, "c")
    assert exchange.merge("c")["outcome"] == "applied"
    assert exchange.at(exchange.city, "city", "conflicts")[1] == {"conflicts": []}
    assert exchange.percent() == 20
    status, undone = exchange.at(exchange.city, "city", "undo", "99902")
    assert (status, len(undone["entries"])) == (0, 1)
    assert exchange.percent() == percent["b"]


def test_the_ward_settles_what_the_receipt_names(exchange: Exchange) -> None:
    exchange.at(exchange.city, "office", "card", "-o", exchange.folder / "city.nq57card")
    exchange.at(exchange.one, "office", "trust", exchange.folder / "city.nq57card")
    for office, name, percent in ((exchange.one, "a", 10), (exchange.two, "b", 20)):
        exchange.report(office, percent)
        exchange.send(office, name)
        exchange.merge(name)
    issued = exchange.at(exchange.city, "city", "receipts", "-o", exchange.folder / "r")[1]["receipts"]
    assert exchange.at(exchange.one, "receipt", "import", issued[-1]["file"])[0] == 0
    (found,) = exchange.at(exchange.one, "receipt", "findings")[1]["findings"]
    words = ("receipt", "settle", found["conflict"], "--take", "value", "--value", "25", "--reason", "Cộng cả hai")
    assert exchange.at(exchange.one, *words)[1]["conflict"]["state"] == "settled"
    assert exchange.at(exchange.one, *words)[1]["problems"][0]["code"] == "conflict.unknown"
    exchange.send(exchange.one, "c")
    exchange.merge("c")
    assert exchange.at(exchange.city, "city", "conflicts")[1] == {"conflicts": []}
    assert exchange.percent() == 25


def test_a_locked_period_and_what_becomes_of_requests(exchange: Exchange) -> None:
    for words in (("lock", "2020-01"), ("links", "--year", "1990"), ("assigned", "--year", "1990")):
        status, refused = exchange.at(exchange.city, "city", *words)
        assert (status, refused["problems"][0]["code"]) == (1, "workspace.no_plan_year"), words
    status, locked = exchange.at(exchange.city, "city", "lock", PERIOD)
    assert (status, locked["missing"], locked["held"], locked["lock"]["period"]) == (0, [], [], PERIOD)
    exchange.report(exchange.one, 30)
    exchange.send(exchange.one, "a")
    held = exchange.merge("a")
    assert (held["outcome"], held["problems"][0]["code"]) == ("held", "bundle.locked_period")
    (waiting,) = exchange.at(exchange.city, "city", "held")[1]["held"]
    status, refused = exchange.at(exchange.city, "city", "accept", waiting["bundle"], "--reason", "x" * 1001)
    assert (status, refused["problems"][0]["code"]) == (1, "workspace.long_reason")
    read_out = waiting["bundle"].lower()
    status, accepted = exchange.at(exchange.city, "city", "accept", read_out, "--reason", "Đính chính")
    assert (status, accepted["bundle"]["outcome"], exchange.percent()) == (0, "applied", 30)
    exchange.report(exchange.one, 40)
    exchange.send(exchange.one, "b")
    exchange.merge("b")
    (waiting,) = exchange.at(exchange.city, "city", "held")[1]["held"]
    assert exchange.at(exchange.city, "city", "return", waiting["digest"], "--reason", "Sai kỳ")[0] == 0
    assert exchange.merge("b")["problems"][0]["code"] == "bundle.returned"
    status, refused = exchange.at(exchange.city, "city", "unlock", PERIOD, "--reason", " ")
    assert (status, refused["problems"][0]["code"]) == (1, "lock.reason")
    assert exchange.at(exchange.city, "city", "unlock", PERIOD, "--reason", "Có công văn")[0] == 0
    exchange.send(exchange.one, "c")
    assert exchange.merge("c")["outcome"] == "applied"


@pytest.mark.parametrize("words", [("held",), ("refused",), ("undo", "99902")])
def test_a_ward_has_no_city_lists(exchange: Exchange, words: tuple[str, ...]) -> None:
    status, told = exchange.at(exchange.one, "city", *words)
    assert (status, told["problems"][0]["code"]) == (1, "workspace.no_city")


@pytest.mark.parametrize("words", [("tasks",), ("indicators",), ("city", "conflicts"), ("city", "links")])
def test_an_unknown_office_is_no_empty_list(exchange: Exchange, words: tuple[str, ...]) -> None:
    status, told = exchange.at(exchange.city, *words, "--office-code", "12345")
    assert (status, told["problems"][0]["code"]) == (1, "workspace.unknown_office")
    assert exchange.at(exchange.city, *words, "--office-code", "99902")[0] == 0


def test_a_repeated_bundle_says_when_it_came(exchange: Exchange) -> None:
    told = exchange.merge("first")["problems"][0]
    assert re.search(r"đã nhận ngày \d\d/\d\d/\d{4} lúc \d\d:\d\d\.", told["sentence"])


def test_the_other_computer_is_told_of_a_sealed_bundle_and_a_folder(exchange: Exchange) -> None:
    exchange.at(exchange.city, "office", "card", "-o", exchange.folder / "city.nq57card")
    exchange.at(exchange.one, "office", "trust", exchange.folder / "city.nq57card")
    sealed = exchange.folder / "sealed.nq57"
    assert exchange.at(exchange.one, "bundle", "make", "-o", sealed, "--period", PERIOD, "--seal")[0] == 0
    told = [exchange.at(exchange.two, "bundle", "merge", file)[1]["problems"][0] for file in (sealed, exchange.folder)]
    assert [one["code"] for one in told] == ["bundle.sealed", "bundle.unreadable"]
    assert "đây là một thư mục" in told[1]["sentence"]


def test_refused_files_are_listed(exchange: Exchange) -> None:
    (exchange.folder / "x.nq57").write_bytes(b"%PDF-1.7")
    assert exchange.merge("x")["outcome"] == "rejected"
    (one,) = exchange.at(exchange.city, "city", "refused")[1]["refused"]
    assert (one["name"], one["code"], one["size"]) == ("x.nq57", "bundle.wrong_type", 8)
    assert [each["code"] for each in one["problems"]] == ["bundle.no_receipt"]
    assert (exchange.city / one["file"]).read_bytes() == b"%PDF-1.7"
