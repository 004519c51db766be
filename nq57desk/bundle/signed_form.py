"""What every letter of the city is: one JSON object, laid out for people to read, and the city's signature.

Fields are only ever added; a reader passes over those that it does not know, unless ``min_reader`` says that it must
not. What is parsed are exactly the bytes that were verified, and the signed comment must say what the contents say.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from nq57desk.bundle import envelope, json_form, limits, signing
from nq57desk.bundle.envelope import Envelope
from nq57desk.bundle.json_form import Fields
from nq57desk.domain.problems import Problem
from nq57desk.errors import Refused, refuse

T = TypeVar("T")
_SAID = ("too_large", "truncated", "wrong_type", "other_file", "changed", "wrong_signer", "unreadable")
"""What the envelope refuses and has a sentence for each kind of letter; anything else is damage."""


@dataclass(frozen=True, slots=True)
class SignedForm:
    """One kind of letter. ``what`` begins its problems' codes: "too_large", "truncated", "wrong_type", "other_file",
    "changed", "wrong_signer", "unreadable", "damaged", "newer_format", "claims", "contents"."""

    what: str
    format: int
    most_bytes: int

    @property
    def member(self) -> str:
        """The file in the envelope."""
        return f"{self.what}.json"

    @property
    def contents_code(self) -> str:
        """The code for a member that is absent or not of its form."""
        return f"{self.what}.contents"

    def encode(self, fields: Mapping[str, object]) -> bytes:
        """The bytes to sign."""
        head = {"format": self.format, "min_reader": 1, "kind": self.what}
        return json.dumps({**head, **fields}, ensure_ascii=False, indent=1).encode() + b"\n"

    def close(self, data: bytes, keys: signing.Keys, **claims: object) -> bytes:
        """The signed file's bytes; ``claims`` stand in the signed comment."""
        return envelope.close(self.member, data, keys, envelope.comment(self.what, **claims))

    def opened(self, file: bytes) -> Envelope:
        """The outer form alone; says which city claims to have signed, and for whom.

        Raises:
            Refused: "….wrong_type", "….other_file", "….truncated", "….damaged", "….too_large".
        """
        if len(file) > self.most_bytes:
            raise refuse(f"{self.what}.too_large", limit=self.most_bytes // limits.MIB)
        try:
            return envelope.open_envelope(self.member, self.what, file)
        except Refused as refused:
            raise self.said(refused) from None

    def read(
        self, signed: Envelope, sign_key: str, decode: Callable[[bytes], T], claims: Callable[[T], Mapping[str, str]]
    ) -> T:
        """The contents, once the city's signature is verified; ``claims``: what the signed comment must say of them.

        Raises:
            Refused: "….wrong_signer", "….changed", "….claims", and what ``decode`` refuses.
        """
        try:
            signed.verify(sign_key)
            found = decode(signed.data)
        except Refused as refused:
            raise self.said(refused) from None
        if not claims(found).items() <= signed.claims.items():
            raise refuse(f"{self.what}.claims")
        return found

    def top(self, data: bytes) -> Fields:
        """The object in the bytes, of this kind and of a format that this program reads.

        Raises:
            Refused: "….newer_format", "….contents", "bundle.deep_json".
        """
        fields = Fields(json_form.parse(data, self.contents_code), self.contents_code)
        if not unicodedata.is_normalized("NFC", data.decode()):
            raise refuse(self.contents_code, what="NFC")
        needed = fields.number("min_reader", least=1)
        if needed > self.format:
            program = fields.text("program")
            raise refuse(f"{self.what}.newer_format", needed=needed, known=self.format, program=program)
        if fields.text("kind") != self.what:
            raise fields.wrong("kind")
        return fields

    def said(self, refused: Refused) -> Refused:
        """What an envelope refused, with the sentences for this kind of letter."""
        return Refused(*map(self._said, refused.problems))

    def _said(self, one: Problem) -> Problem:
        room, _, fault = one.code.partition(".")
        if room != "bundle":
            return one
        code = self.contents_code if fault == "deep_json" else f"{self.what}.{fault if fault in _SAID else 'damaged'}"
        return Problem(code, one.severity, one.place, one.words)
