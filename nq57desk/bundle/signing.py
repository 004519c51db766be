"""The only place with keys: minisign (Ed25519) to sign, age (X25519) to seal.

Both secret keys lie without a password in their stock text forms, so that the stock ``minisign`` and
``age`` can use them, readable by their user only. Signatures are minisign's prehashed ones and are
accepted in exactly one byte form, the comment that minisign itself leaves unsigned included.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import minisign
from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from nq57desk.bundle.private_files import keep_private, private_folder, write_private
from nq57desk.domain.short_code import grouped
from nq57desk.errors import refuse

SIGN_SECRET = "sign.key"
SIGN_PUBLIC = "sign.pub"
SEAL_SECRET = "seal.key"
SEAL_PUBLIC = "seal.pub"
OLD = "old"
"""The folder, inside that of the keys, with the keys that were replaced: what was sealed to them is still opened."""
_SEALED = b"age-encryption.org/v1\n"
_HEADER_END = b"\n--- "
_HEADER_BYTES = 16 * 1024
"""Room for a hundred recipients. age reads its header over and over while it grows: minutes for a hostile one."""
_UNTRUSTED_COMMENT = "NQ57 Desk"


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know: the minisign public key (56 characters, "RW…") and the age recipient ("age1…")."""

    sign_key: str
    seal_recipient: str


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """An office's own keys, opened. Its words never show a secret."""

    public: PublicKeys
    signing: minisign.SecretKey
    sealing: x25519.Identity


MakeKeys = Callable[[Path], PublicKeys]
"""What makes both key pairs in a folder that holds none."""


def create_keys(folder: Path) -> PublicKeys:
    """Make both key pairs in a folder that only its user can read.

    Raises:
        Refused: "keys.exist", keys lie there already; they are never overwritten.
        OSError: the folder cannot be written.
    """
    if any((folder / name).exists() for name in (SIGN_SECRET, SIGN_PUBLIC, SEAL_SECRET, SEAL_PUBLIC)):
        raise refuse("keys.exist", folder=folder)
    private_folder(folder)
    pair = minisign.KeyPair.generate()
    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    write_private(folder / SIGN_SECRET, bytes(pair.secret_key) + b"\n")
    write_private(folder / SIGN_PUBLIC, bytes(pair.public_key) + b"\n")
    write_private(folder / SEAL_SECRET, f"# public key: {recipient}\n{identity}\n".encode())
    write_private(folder / SEAL_PUBLIC, f"{recipient}\n".encode())
    return PublicKeys(pair.public_key.to_base64().decode(), recipient)


def load_keys(folder: Path) -> Keys:
    """Open an office's keys.

    Raises:
        Refused: "keys.missing", "keys.damaged", "keys.password" (someone gave the signing key a password).
    """
    keep_private(folder, SIGN_SECRET, SEAL_SECRET)
    try:
        secret = minisign.SecretKey.from_bytes((folder / SIGN_SECRET).read_bytes())
        sealing = _identity((folder / SEAL_SECRET).read_text("utf-8"))
        if secret.is_encrypted():
            raise refuse("keys.password", folder=folder)
        sign_key = secret.get_public_key().to_base64().decode()
    except FileNotFoundError:
        raise refuse("keys.missing", folder=folder) from None
    except (OSError, ValueError):
        raise refuse("keys.damaged", folder=folder) from None
    return Keys(PublicKeys(sign_key, str(sealing.to_public())), secret, sealing)


def _identity(text: str) -> x25519.Identity:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if len(lines) != 1:
        raise ValueError("an age identity file of ours holds one key")
    try:
        return x25519.Identity.from_str(lines[0])
    except IdentityError as error:
        raise ValueError(str(error)) from None


def sealing_identities(folder: Path) -> tuple[x25519.Identity, ...]:
    """Every key that opens what was sealed to this office: the present one, and those that it replaced.

    Raises:
        Refused: "keys.missing": there is none.
    """
    files = [folder / SEAL_SECRET, *sorted((folder / OLD).glob(f"*/{SEAL_SECRET}"))]
    found = []
    for file in files:
        try:
            found.append(_identity(file.read_text("utf-8")))
        except (OSError, ValueError):
            continue
    if not found:
        raise refuse("keys.missing", folder=folder)
    return tuple(found)


def is_sealed(file: bytes) -> bool:
    """Whether this is an age file (in its binary form)."""
    return file.startswith(_SEALED)


def seal(recipient: str, file: bytes) -> bytes:
    """The file sealed to an age recipient; the stock ``age -d`` opens it with the recipient's key."""
    return bytes(encrypt(file, [x25519.Recipient.from_str(recipient)]))


def unseal(identities: Sequence[x25519.Identity], file: bytes) -> bytes:
    """What was sealed to one of these keys.

    Raises:
        Refused: "bundle.other_recipient" (to none of them; a header damaged in its key lines looks the same),
            "bundle.seal_damaged".
    """
    if file.find(_HEADER_END, 0, _HEADER_BYTES) < 0:
        raise refuse("bundle.seal_damaged")
    try:
        return bytes(decrypt(file, list(identities)))
    except DecryptError as error:
        other = "No matching keys" in str(error)
        raise refuse("bundle.other_recipient" if other else "bundle.seal_damaged") from None


def sign(keys: Keys, data: bytes, comment: str) -> bytes:
    """The text of a .minisig file. ``comment`` is signed as well: printable ASCII, one line."""
    made = keys.signing.sign(data, untrusted_comment=_UNTRUSTED_COMMENT, trusted_comment=comment)
    return bytes(made) + b"\n"


def claimed_comment(signature: bytes) -> str:
    """The comment as the file has it, not verified by anything: only good for choosing whose key to try.

    Raises:
        Refused: "bundle.damaged", this is not a signature in our one form.
    """
    return str(_parsed(signature).trusted_comment)


def verify(sign_key: str, data: bytes, signature: bytes) -> str:
    """The signed comment, once ``data`` and it are known to be signed by this key.

    Raises:
        Refused: "bundle.wrong_signer" (another key signed), "bundle.changed" (not what was signed), "bundle.damaged".
    """
    parsed = _parsed(signature)
    key = minisign.PublicKey.from_base64(sign_key)
    if key_number(sign_key) != _key_number_of(signature):
        raise refuse("bundle.wrong_signer", found=_key_number_of(signature), expected=key_number(sign_key))
    try:
        key.verify(data, parsed)
    except minisign.VerifyError:
        raise refuse("bundle.changed") from None
    return str(parsed.trusted_comment)


def _parsed(signature: bytes) -> minisign.Signature:
    try:
        parsed = minisign.Signature.from_bytes(signature)
    except minisign.Error:
        raise refuse("bundle.damaged") from None
    one_form = bytes(parsed) + b"\n" == signature and parsed.untrusted_comment == _UNTRUSTED_COMMENT
    if not (one_form and parsed.is_prehashed()):
        raise refuse("bundle.damaged")
    return parsed


def _key_number_of(signature: bytes) -> str:
    return base64.b64decode(signature.splitlines()[1])[2:10][::-1].hex().upper()


def key_number(sign_key: str) -> str:
    """The number by which the stock minisign names a key: 16 hexadecimal digits."""
    return base64.b64decode(sign_key)[2:10][::-1].hex().upper()


def is_sign_key(text: str) -> bool:
    """Whether this is a minisign public key in its one text form."""
    try:
        return bool(minisign.PublicKey.from_base64(text).to_base64() == text.encode())
    except minisign.Error:
        return False


def is_seal_recipient(text: str) -> bool:
    """Whether this is an age X25519 recipient."""
    try:
        return str(x25519.Recipient.from_str(text)) == text
    except RecipientError:
        return False


def fingerprint(sign_key: str) -> str:
    """A signing key as people compare it by telephone: "7K4F-92QD-0M3X-V5TB".

    The first 80 bits of the SHA-256 of the key's text (56 ASCII characters), in Crockford's base32.
    """
    return grouped(hashlib.sha256(sign_key.encode()).digest(), 16)
