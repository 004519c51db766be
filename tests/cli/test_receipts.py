"""Receipts, sealing, keys and sending on the command line: the contract of their JSON."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from nq57desk.bundle import signing, signing_letters
from tests.cli.conftest import Call

RECEIPT_KEYS = {
    "city", "office", "year", "period", "number", "made_at", "fingerprint", "plan_fingerprint", "counts", "bundles",
    "refused", "conflicts", "lock", "sample",
}  # fmt: skip


@pytest.fixture
def ward(ward_folder: Path, tmp_path: Path, call: Call) -> Path:
    """A ward that trusts a city, in folders "ward" and "city"."""
    folder = tmp_path / "ward"
    shutil.copytree(ward_folder, folder)
    call("office", "create", tmp_path / "city", "--role", "city", "--code", "99", "--name", "Thành phố Ngàn Sao")
    call("--office", tmp_path / "city", "office", "card", "-o", tmp_path / "city.nq57card", "--email", "a@b.vn")
    call("--office", folder, "office", "card", "-o", tmp_path / "ward.nq57card")
    assert call("--office", tmp_path / "city", "city", "enrol", tmp_path / "ward.nq57card")[0] == 0
    assert call("--office", folder, "office", "trust", tmp_path / "city.nq57card")[0] == 0
    return folder


def test_the_receipt_and_its_code(call: Call, ward: Path, tmp_path: Path) -> None:
    at_ward, at_city = ("--office", ward), ("--office", tmp_path / "city")
    made = call("bundle", "make", "-o", tmp_path / "a.nq57", "--period", "2026-11", "--seal", *at_ward)[1]
    assert made["sealed_for"] == "99"
    assert (tmp_path / "a.nq57").read_bytes().startswith(b"age-encryption.org/v1\n")
    refused = call("bundle", "show", tmp_path / "a.nq57", *at_ward)
    assert (refused[0], refused[1]["problems"][0]["code"]) == (1, "bundle.sealed")
    shown = call("bundle", "show", tmp_path / "a.nq57", *at_city)[1]
    assert (shown["sealed"], shown["digest"]) == (True, made["digest"])
    assert call("city", "receipts", "-o", tmp_path / "r", *at_city)[1]["problems"][0]["code"] == "receipt.none"
    assert call("city", "merge", tmp_path / "a.nq57", *at_city)[0] == 0
    status, issued = call("city", "receipts", "-o", tmp_path / "r", *at_city)
    (one,) = issued["receipts"]
    assert status == 0
    assert one.keys() == RECEIPT_KEYS | {"file", "code", "codes", "fresh"}
    assert one["codes"] == {made["digest"]: one["code"]}
    assert Path(issued["list"]).is_file()
    typed = call("receipt", "type", one["code"], *at_ward)[1]
    assert (typed["outcome"], typed["bundle"]["confirmed"], typed["fresh"]) == ("applied", "code", True)
    status, taken = call("receipt", "import", one["file"], *at_ward)
    assert (status, taken["fresh"], taken["findings"], taken["problems"]) == (0, True, [], [])
    assert taken["receipt"].keys() == RECEIPT_KEYS
    assert taken["receipt"]["bundles"][0]["outcome"] == "applied"
    assert taken["bundles"][0]["receipt_at"] == taken["receipt"]["bundles"][0]["received_at"]
    again = call("receipt", "import", one["file"], *at_ward)[1]
    assert (again["fresh"], [found["code"] for found in again["problems"]]) == (False, ["receipt.already"])
    assert len(call("receipt", "list", *at_ward)[1]["receipts"]) == 1
    assert call("receipt", "findings", *at_ward)[1] == {"findings": []}
    assert call("check", *at_ward)[1]["ok"] is True


def test_a_receipt_that_is_none_is_refused_with_its_file(call: Call, ward: Path, tmp_path: Path) -> None:
    (tmp_path / "x.nq57receipt").write_bytes(b"%PDF")
    status, refused = call("receipt", "import", tmp_path / "x.nq57receipt", "--office", ward)
    found = refused["problems"][0]
    assert (status, found["code"], found["place"]) == (1, "receipt.wrong_type", {"file": "x.nq57receipt"})
    status, refused = call("receipt", "import", tmp_path / "gone.nq57receipt", "--office", ward)
    assert (status, refused["problems"][0]["code"]) == (1, "receipt.unreadable")
    status, refused = call("receipt", "type", "7K4F-92QD-0M3X", "--office", ward)
    assert (status, refused["problems"][0]["code"]) == (1, "receipt.code_letters")


def test_a_bundle_on_its_way(call: Call, ward: Path, tmp_path: Path) -> None:
    there = ("--office", ward)
    made = call("bundle", "make", "-o", tmp_path / "a.nq57", "--period", "2026-11", *there)[1]
    assert call("bundle", "drives")[0] == 0
    copied = call("bundle", "copy", made["code"], "-o", tmp_path, *there)[1]
    assert (copied["checked"], Path(copied["file"]).read_bytes()) == (True, (tmp_path / "a.nq57").read_bytes())
    assert call("bundle", "mail", made["code"], "-o", tmp_path / "a.eml", *there)[1]["to"] == "a@b.vn"
    assert call("bundle", "handed", made["code"], *there)[1]["bundle"]["state"] == "handed_over"
    listed = call("bundle", "list", "--as-of", "2026-11-19", *there)[1]
    assert {one["code"]: one["state"] for one in listed["bundles"]}[made["code"]] == "handed_over"
    assert ("2026-11", 2) in [(one["period"], one["days"]) for one in listed["without_receipt"]]
    assert call("bundle", "handed", "--not", made["code"], *there)[1]["bundle"]["state"] == "exported"
    assert call("bundle", "copy", "XXXX-XXXX", "-o", tmp_path, *there)[1]["problems"][0]["code"] == "sending.unknown"


def test_keys_on_paper_and_renewed(call: Call, ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = ("--office", ward)
    rows = "\n".join(signing_letters.rows(signing.load_keys(ward / "keys")))
    sheet = call("office", "key-sheet", "-o", tmp_path / "k.pdf", *there)[1]
    assert (tmp_path / "k.pdf").read_bytes().startswith(b"%PDF")
    shutil.rmtree(ward / "keys")
    monkeypatch.setattr(sys, "stdin", io.StringIO(rows))
    assert call("office", "key-restore", "-", *there) == (0, {"fingerprint": sheet["fingerprint"]})
    status, renewed = call("office", "card", "-o", tmp_path / "n.nq57card", "--renew", "bị lộ", *there)
    assert (status, renewed["replaced"]) == (0, sheet["fingerprint"])
    at_city = ("--office", tmp_path / "city")
    assert call("city", "enrol", tmp_path / "n.nq57card", *at_city)[1]["problems"][0]["code"] == "card.key_differs"
    (taken,) = call("city", "enrol", tmp_path / "n.nq57card", "--replace", *at_city)[1]["offices"]
    assert (taken["key_since"], taken["key_replaced"]) == (renewed["since"], sheet["fingerprint"])
    assert taken["key_reason"] == "bị lộ"


def test_a_citys_new_key_needs_the_fingerprint(call: Call, ward: Path, tmp_path: Path) -> None:
    card = tmp_path / "city2.nq57card"
    renewed = call("office", "card", "-o", card, "--renew", "thay máy", "--office", tmp_path / "city")[1]
    status, refused = call("office", "trust", card, "--office", ward)
    assert (status, refused["problems"][0]["code"]) == (1, "workspace.trust_renewed")
    found = renewed["office"]["fingerprint"]
    status, taken = call("office", "trust", card, "--fingerprint", found, "--office", ward)
    assert (status, taken["office"]["fingerprint"], taken["units"], len(taken["calendar"])) == (0, found, 115, 12)
