"""A signed file of ours: an outer stored zip that holds one member and its minisign signature, nothing else.

Bundles (payload.zip), cards (card.json) and what later travels back (receipts, assignments) share it.
The signed comment names what the file is and whose: it is read first, only to choose whose key to try.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nq57desk.bundle import archive, limits, signing
from nq57desk.errors import refuse

SIGNATURE_ENDING = ".minisig"
_OURS = ("payload.zip", "card.json", "receipt.json", "assignment.json", "")
"""What our signed files hold; "" where the name is cut off."""
_WORD = re.compile(r"([a-z]+)=([0-9A-Za-z._-]+)")


@dataclass(frozen=True, slots=True)
class Envelope:
    """An opened envelope whose signature nobody has verified yet."""

    data: bytes
    signature: bytes
    claims: Mapping[str, str]
    """The words of the signed comment ("office" → "26740"); claims until ``verify`` has passed."""

    def verify(self, sign_key: str) -> None:
        """Check the signature over the data and the claims.

        Raises:
            Refused: "bundle.wrong_signer", "bundle.changed".
        """
        signing.verify(sign_key, self.data, self.signature)


def comment(what: str, **words: object) -> str:
    """The comment to sign: "nq57desk bundle office=26740 period=2026-11 sequence=3"."""
    return " ".join(["nq57desk", what, *(f"{name}={value}" for name, value in words.items())])


def close(member: str, data: bytes, keys: signing.Keys, signed_comment: str) -> bytes:
    """The bytes of the signed file."""
    signature = signing.sign(keys, data, signed_comment)
    return archive.pack((archive.stored(member, data), archive.stored(member + SIGNATURE_ENDING, signature)))


def open_envelope(member: str, what: str, file: bytes) -> Envelope:
    """Take the outer zip apart; its bytes must be exactly those that ``close`` makes.

    Raises:
        Refused: "bundle.wrong_type" (no such file of ours), "bundle.other_file" (another kind of ours),
            "bundle.truncated", "bundle.damaged", "bundle.too_large".
    """
    if len(file) > limits.FILE_BYTES:
        raise refuse("bundle.too_large", limit=limits.FILE_BYTES // limits.MIB)
    if file.startswith(b"PK\3\4") and archive.first_name(file) not in (member, *_OURS):
        raise refuse("bundle.wrong_type")
    members = archive.unpack(file)
    if [m.name for m in members] != [member, member + SIGNATURE_ENDING]:
        ours = len(members) == 2 and members[1].name == members[0].name + SIGNATURE_ENDING
        raise refuse("bundle.other_file" if ours else "bundle.wrong_type")
    data, signature = members
    if {data.method, signature.method} != {archive.STORED} or signature.size > limits.SIGNATURE_BYTES:
        raise refuse("bundle.damaged")
    text = archive.contents_of(signature)
    claimed = signing.claimed_comment(text)
    if not claimed.startswith(f"nq57desk {what} "):
        raise refuse("bundle.damaged")
    return Envelope(archive.contents_of(data), text, dict(_WORD.findall(claimed)))
