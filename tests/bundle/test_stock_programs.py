"""What docs/bundle-format.md promises: stock minisign, sha256sum and age understand our files."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from nq57desk.bundle import signing, signing_letters
from tests.bundle import made
from tests.bundle.answered import known


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, input="")


@pytest.fixture
def unpacked(tmp_path: Path, keys: signing.Keys) -> Path:
    file = tmp_path / "goi.nq57"
    file.write_bytes(made.bundle(keys).file)
    for archive, folder in ((file, tmp_path), (tmp_path / "payload.zip", tmp_path / "inside")):
        with zipfile.ZipFile(archive) as opened:
            assert opened.testzip() is None
            opened.extractall(folder)
    return tmp_path


def test_minisign_verifies_a_bundle(unpacked: Path, keys: signing.Keys) -> None:
    answer = run(unpacked, "minisign", "-V", "-P", keys.public.sign_key, "-m", "payload.zip")
    assert answer.returncode == 0
    assert "Trusted comment: nq57desk bundle office=90001 period=2026-11 sequence=1" in answer.stdout


def test_minisign_refuses_a_changed_one(unpacked: Path, keys: signing.Keys) -> None:
    payload = unpacked / "payload.zip"
    payload.write_bytes(payload.read_bytes() + b"\0")
    assert run(unpacked, "minisign", "-V", "-P", keys.public.sign_key, "-m", "payload.zip").returncode != 0


def test_sha256sum_checks_every_part(unpacked: Path) -> None:
    answer = run(unpacked / "inside", "sha256sum", "-c", "SHA256SUMS")
    listed = answer.stdout.splitlines()
    assert answer.returncode == 0
    assert len(listed) == 12
    assert "data/task.jsonl: OK" in listed


def test_minisign_signs_with_our_key(tmp_path: Path) -> None:
    keys = made.keys_in(tmp_path / "keys")
    (tmp_path / "a.txt").write_text("một dòng", encoding="utf-8")
    assert run(tmp_path, "minisign", "-S", "-s", "keys/sign.key", "-m", "a.txt").returncode == 0
    assert run(tmp_path, "minisign", "-V", "-p", "keys/sign.pub", "-m", "a.txt").returncode == 0
    assert keys.public.sign_key in (tmp_path / "keys" / "sign.pub").read_text(encoding="ascii")


def test_age_opens_what_is_sealed_to_our_key(tmp_path: Path) -> None:
    keys = made.keys_in(tmp_path / "keys")
    (tmp_path / "a.txt").write_text("kín", encoding="utf-8")
    assert run(tmp_path, "age", "-r", keys.public.seal_recipient, "-o", "a.age", "a.txt").returncode == 0
    assert run(tmp_path, "age", "-d", "-i", "keys/seal.key", "a.age").stdout == "kín"


def test_age_opens_a_sealed_bundle(tmp_path: Path, keys: signing.Keys) -> None:
    city = made.keys_in(tmp_path / "keys")
    file = made.bundle(keys).file
    (tmp_path / "goi.nq57").write_bytes(signing.seal(city.public.seal_recipient, file))
    assert run(tmp_path, "age", "-d", "-i", "keys/seal.key", "-o", "open.nq57", "goi.nq57").returncode == 0
    assert (tmp_path / "open.nq57").read_bytes() == file


def test_minisign_verifies_a_receipt(tmp_path: Path) -> None:
    with known(tmp_path) as both:
        both.merge(both.send())
        receipt, key = both.receipt().file, both.city.office.sign_key
    with zipfile.ZipFile(receipt) as opened:
        opened.extractall(tmp_path)
    answer = run(tmp_path, "minisign", "-V", "-P", key, "-m", "receipt.json")
    assert answer.returncode == 0
    assert "Trusted comment: nq57desk receipt city=31 office=90001 period=2026-11 number=1" in answer.stdout


def test_the_stock_programs_use_keys_typed_back_from_paper(tmp_path: Path) -> None:
    keys = made.keys_in(tmp_path / "keys")
    signing_letters.write_keys("\n".join(signing_letters.rows(keys)), tmp_path / "again")
    (tmp_path / "a.txt").write_text("một dòng", encoding="utf-8")
    assert run(tmp_path, "minisign", "-S", "-s", "again/sign.key", "-m", "a.txt").returncode == 0
    assert run(tmp_path, "minisign", "-V", "-p", "keys/sign.pub", "-m", "a.txt").returncode == 0
    assert run(tmp_path, "age", "-r", keys.public.seal_recipient, "-o", "a.age", "a.txt").returncode == 0
    assert run(tmp_path, "age", "-d", "-i", "again/seal.key", "a.age").stdout == "một dòng"
