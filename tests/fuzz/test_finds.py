"""What fuzzing found and nothing else tests: each input as it was found, or what it comes down to.

Found elsewhere: a style sheet without end and a page box that is none (``importing/test_hostile``), an old workbook of
two cells far apart (there too).
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.errors import Refused
from tests.bundle import made
from tests.fuzz.targets import TARGETS

SLOW = {"pasted": "short:pasted:2", "sealed": "57:sealed:13000007"}
"""These took 20 and 13 seconds of processor time."""


@pytest.mark.parametrize("name", SLOW)
def test_what_was_slow_is_quick(name: str) -> None:
    target = TARGETS[name]
    data = target.make(SLOW[name])
    begun = time.process_time()
    assert target.outcome(data) in ("read", "refused")
    assert time.process_time() - begun < 3


def test_a_seal_whose_header_never_ends_is_damaged_at_once(tmp_path: Path) -> None:
    keys = made.keys_in(tmp_path / "keys")
    whole = signing.seal(keys.public.seal_recipient, b"x")
    begin, _, rest = whole.partition(b"\n--- ")
    lines = begin + begin[begin.index(b"\n-> ") :] * 20_000
    begun = time.process_time()
    with pytest.raises(Refused, match=r"^bundle\.seal_damaged$"):
        signing.unseal(signing.sealing_identities(tmp_path / "keys"), lines + b"\n--- " + rest)
    assert time.process_time() - begun < 1
    assert signing.unseal(signing.sealing_identities(tmp_path / "keys"), whole) == b"x"
