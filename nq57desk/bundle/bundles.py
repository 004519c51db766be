"""A whole bundle (.nq57): payload.zip and its signature in one envelope.

The order of trust: the outer form, the size limits, the signature by the office that the signed comment
claims, and only then the payload; what is parsed are exactly the bytes that were verified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nq57desk.bundle import contents, envelope, signing
from nq57desk.bundle.contents import Contents
from nq57desk.bundle.envelope import Envelope
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain.snapshot import SnapshotLine
from nq57desk.errors import refuse

ENDING = ".nq57"


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle's bytes, their SHA-256, and the manifest inside."""

    file: bytes
    digest: str
    manifest: Manifest


def write(
    head: Manifest, lines: Iterable[SnapshotLine], keys: signing.Keys, evidence: Mapping[str, bytes] | None = None
) -> Written:
    """Make the signed file; ``evidence`` are files by their SHA-256."""
    complete, payload = contents.write(head, lines, evidence)
    signed = envelope.comment(contents.WHAT, **_claims(complete))
    file = envelope.close(contents.MEMBER, payload, keys, signed)
    return Written(file, digest_of(file), complete)


def digest_of(file: bytes) -> str:
    """The SHA-256 by which a bundle is known everywhere, in hexadecimal digits."""
    return hashlib.sha256(file).hexdigest()


def _claims(head: Manifest) -> dict[str, str]:
    return {"office": head.office, "period": head.period, "sequence": str(head.sequence)}


def opened(file: bytes) -> Envelope:
    """The outer form alone; says which office claims to have signed.

    Raises:
        Refused: as ``envelope.open_envelope``.
    """
    return envelope.open_envelope(contents.MEMBER, contents.WHAT, file)


def read(signed: Envelope, sign_key: str | None) -> Contents:
    """The contents; with a key, only after the signature was verified by it.

    Raises:
        Refused: "bundle.wrong_signer", "bundle.changed", "bundle.claims" (comment and manifest differ),
            and as ``contents.read``.
    """
    if sign_key is not None:
        signed.verify(sign_key)
    found = contents.read(signed.data)
    if not _claims(found.manifest).items() <= signed.claims.items():
        raise refuse("bundle.claims")
    return found
