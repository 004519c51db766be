"""Both secret keys as letters on paper, to be typed back in when the disk is gone.

Eight lines of up to sixteen letters in groups of four, each with a check letter that also watches over the line's
place. Lines 1 to 4 are the minisign key (8 bytes of its number, 32 bytes of its seed: 320 bits, 64 letters). Lines 5 to
8 are the 58 letters of the age key behind "AGE-SECRET-KEY-1", each letter of its alphabet (BIP 173) as the one of ours
with the same value, its own six check letters included.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import minisign
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import IdentityError, x25519

from nq57desk.bundle import signing
from nq57desk.bundle.private_files import private_folder, write_private
from nq57desk.domain.check_letters import check_letter, in_groups, is_checked, typed
from nq57desk.domain.short_code import ALPHABET, grouped
from nq57desk.errors import refuse

ROWS = 8
_ROW = 16
_SIGN_ROWS = 4
_SIGN_BYTES = 40
_SEAL_LETTERS = 58
_SEAL_HEAD = "AGE-SECRET-KEY-1"
_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_TO_OURS = str.maketrans(_BECH32, ALPHABET)
_TO_BECH32 = str.maketrans(ALPHABET, _BECH32)
_KEY_AT = 54
"""Where the key's number begins in minisign's secret key: behind three words of two bytes, a salt of 32, two limits."""


def rows(keys: signing.Keys) -> tuple[str, ...]:
    """The lines to print, such as "7K4F 92QD 0M3X V5TB  J": four groups, two blanks, the check letter."""
    blob = base64.b64decode(bytes(keys.signing).splitlines()[1])
    secret = blob[_KEY_AT : _KEY_AT + _SIGN_BYTES]
    letters = grouped(secret, 64).replace("-", "") + str(keys.sealing).removeprefix(_SEAL_HEAD).translate(_TO_OURS)
    parts = [letters[at : at + _ROW] for at in range(0, len(letters), _ROW)]
    return tuple(
        f"{in_groups(part, between=' ')}  {check_letter(part, place)}" for place, part in enumerate(parts, start=1)
    )


def read_rows(text: str) -> tuple[bytes, str]:
    """The minisign key's 40 bytes and the age key's text from lines typed in; blank lines are left out.

    Raises:
        Refused: "keys.letters_rows" (not eight lines), "keys.letters_row" (a line whose check letter does not fit).
    """
    lines = [typed(line) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) != ROWS:
        raise refuse("keys.letters_rows", expected=ROWS, found=len(lines))
    for place, line in enumerate(lines, start=1):
        length = _ROW + 1 if place < ROWS else _SEAL_LETTERS - 3 * _ROW + 1
        if len(line) != length or not is_checked(line, place):
            raise refuse("keys.letters_row", row=place)
    letters = [line[:-1] for line in lines]
    number = 0
    for letter in "".join(letters[:_SIGN_ROWS]):
        number = number << 5 | ALPHABET.index(letter)
    return number.to_bytes(_SIGN_BYTES, "big"), _SEAL_HEAD + "".join(letters[_SIGN_ROWS:]).translate(_TO_BECH32)


def public_of(text: str) -> signing.PublicKeys:
    """The public keys of the lines typed in.

    Raises:
        Refused: as ``read_rows``.
    """
    return _rebuilt(text)[0]


def _rebuilt(text: str) -> tuple[signing.PublicKeys, minisign.SecretKey, x25519.Identity]:
    secret, seal = read_rows(text)
    try:
        identity = x25519.Identity.from_str(seal)
    except IdentityError:
        raise refuse("keys.letters_row", row=ROWS) from None
    signing_key = _signing_key(secret)
    sign_key = signing_key.get_public_key().to_base64().decode()
    return signing.PublicKeys(sign_key, str(identity.to_public())), signing_key, identity


def _signing_key(secret: bytes) -> minisign.SecretKey:
    """minisign's own form, without a password: the public half and the checksum follow from the rest."""
    number, seed = secret[:8], secret[8:]
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    checksum = hashlib.blake2b(b"Ed" + number + seed + public, digest_size=32).digest()
    blob = b"Ed" + bytes(2) + b"B2" + bytes(48) + number + seed + public + checksum
    return minisign.SecretKey.from_base64(base64.b64encode(blob))


def write_keys(text: str, folder: Path) -> signing.PublicKeys:
    """Write both key pairs of the lines typed in to an empty folder.

    Raises:
        Refused: as ``read_rows``, "keys.exist".
        OSError: the folder cannot be written.
    """
    public, secret, identity = _rebuilt(text)
    names = (signing.SIGN_SECRET, signing.SIGN_PUBLIC, signing.SEAL_SECRET, signing.SEAL_PUBLIC)
    if any((folder / name).exists() for name in names):
        raise refuse("keys.exist", folder=folder)
    private_folder(folder)
    secret.untrusted_comment = "minisign secret key"
    write_private(folder / signing.SIGN_SECRET, bytes(secret) + b"\n")
    pair = secret.get_public_key()
    number = bytes.fromhex(signing.key_number(public.sign_key))[::-1].hex().upper()
    pair.untrusted_comment = f"minisign public key {number}"
    write_private(folder / signing.SIGN_PUBLIC, bytes(pair) + b"\n")
    text_of_key = f"# public key: {public.seal_recipient}\n{identity}\n"
    write_private(folder / signing.SEAL_SECRET, text_of_key.encode())
    write_private(folder / signing.SEAL_PUBLIC, f"{public.seal_recipient}\n".encode())
    return public
