"""Keys, signatures, fingerprints."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.short_code import grouped, short_code
from nq57desk.errors import Refused
from tests.bundle import made

FILE_MODE, FOLDER_MODE = (0o600, 0o700) if os.name == "posix" else (0o666, 0o777)
"""Windows keeps only the write bit; there the user's own folder keeps others out."""


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


@pytest.mark.parametrize("name", ["sign.key", "sign.pub", "seal.key", "seal.pub"])
def test_keys_are_readable_by_their_user_only(tmp_path: Path, name: str) -> None:
    signing.create_keys(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys" / name).stat().st_mode) == FILE_MODE
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == FOLDER_MODE


def test_loaded_keys_are_those_that_were_made(tmp_path: Path) -> None:
    public = signing.create_keys(tmp_path)
    assert signing.load_keys(tmp_path).public == public
    assert public.sign_key.startswith("RW")
    assert public.seal_recipient.startswith("age1")


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    public = signing.create_keys(tmp_path)
    with pytest.raises(Refused) as refused:
        signing.create_keys(tmp_path)
    assert code_of(refused) == "keys.exist"
    assert signing.load_keys(tmp_path).public == public


def test_opened_keys_do_not_show_their_secret(keys: signing.Keys) -> None:
    assert "SECRET" not in repr(keys)
    assert "SECRET" not in str(keys.sealing.to_public())


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("sign.key", None, "keys.missing"),
        ("seal.key", None, "keys.missing"),
        ("sign.key", "", "keys.damaged"),
        ("sign.key", "untrusted comment: x\nRWRTY0Iy\n", "keys.damaged"),
        ("seal.key", "", "keys.damaged"),
        ("seal.key", "AGE-SECRET-KEY-1XYZ\n", "keys.damaged"),
    ],
)
def test_keys_that_cannot_be_opened(tmp_path: Path, name: str, text: str | None, code: str) -> None:
    signing.create_keys(tmp_path)
    (tmp_path / name).unlink()
    if text is not None:
        (tmp_path / name).write_text(text, encoding="ascii")
    with pytest.raises(Refused) as refused:
        signing.load_keys(tmp_path)
    assert code_of(refused) == code


def test_a_key_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    import minisign

    signing.create_keys(tmp_path)
    secret = minisign.SecretKey.from_file(tmp_path / "sign.key")
    secret.encrypt("mật khẩu", opslimit=32768, memlimit=1 << 20)
    (tmp_path / "sign.key").write_bytes(bytes(secret) + b"\n")
    with pytest.raises(Refused) as refused:
        signing.load_keys(tmp_path)
    assert code_of(refused) == "keys.password"


def test_a_signature_verifies_and_gives_its_comment(keys: signing.Keys) -> None:
    signature = signing.sign(keys, b"abc", "office=90001")
    assert signing.claimed_comment(signature) == "office=90001"
    assert signing.verify(keys.public.sign_key, b"abc", signature) == "office=90001"


def test_each_changed_bit_of_a_signature_is_seen(keys: signing.Keys) -> None:
    signature = signing.sign(keys, b"abc", "office=90001")
    codes = set()
    for at in range(len(signature) * 8):
        changed = bytearray(signature)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(Refused) as refused:
            signing.verify(keys.public.sign_key, b"abc", bytes(changed))
        codes.add(code_of(refused))
    assert codes == {"bundle.damaged", "bundle.changed", "bundle.wrong_signer"}


def test_line_ends_of_another_system_are_another_form(keys: signing.Keys) -> None:
    signature = signing.sign(keys, b"abc", "x").replace(b"\n", b"\r\n")
    with pytest.raises(Refused):
        signing.verify(keys.public.sign_key, b"abc", signature)


def test_another_key_is_a_wrong_signer(keys: signing.Keys, other_keys: signing.Keys) -> None:
    with pytest.raises(Refused) as refused:
        signing.verify(other_keys.public.sign_key, b"abc", signing.sign(keys, b"abc", "x"))
    assert code_of(refused) == "bundle.wrong_signer"


def test_other_words_were_changed_after_signing(keys: signing.Keys) -> None:
    with pytest.raises(Refused) as refused:
        signing.verify(keys.public.sign_key, b"abd", signing.sign(keys, b"abc", "x"))
    assert code_of(refused) == "bundle.changed"


@pytest.mark.parametrize("text", ["", "RW", "age1xyz", "ế", "RWT0HJJ7BNoT+bbKTQdAaeTmTdH9pNKYwRfDtGwLW12CXg8j4k86uXq"])
def test_what_is_no_public_key(text: str) -> None:
    assert not signing.is_sign_key(text)
    assert not signing.is_seal_recipient(text)


def test_a_fingerprint_is_four_groups_of_telephone_letters(keys: signing.Keys) -> None:
    words = signing.fingerprint(keys.public.sign_key).split("-")
    assert [len(word) for word in words] == [4, 4, 4, 4]
    assert not set("".join(words)) & set("ILOU")


def test_the_fingerprint_of_a_key_never_changes() -> None:
    key = "RWT0HJJ7BNoT+bbKTQdAaeTmTdH9pNKYwRfDtGwLW12CXg8j4k86uXqv"
    assert signing.fingerprint(key) == "ZY4S-47VE-EE7Y-PF5N"


@pytest.mark.parametrize(
    ("data", "letters", "code"),
    [(b"\0" * 5, 8, "0000-0000"), (b"\xff" * 5, 8, "ZZZZ-ZZZZ"), (b"\x08\x86\x42\x98\xe8", 8, "1234-5678")],
)
def test_codes_read_over_the_telephone(data: bytes, letters: int, code: str) -> None:
    assert grouped(data, letters) == code


def test_the_code_of_a_digest_is_its_first_forty_bits() -> None:
    assert short_code("ff" * 5 + "00" * 27) == "ZZZZ-ZZZZ"


def test_two_offices_have_different_keys(tmp_path: Path) -> None:
    one, two = made.keys_in(tmp_path / "1"), made.keys_in(tmp_path / "2")
    assert one.public.sign_key != two.public.sign_key
    assert one.public.seal_recipient != two.public.seal_recipient
